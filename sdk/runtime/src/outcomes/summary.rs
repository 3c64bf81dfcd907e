//! The outcomes of a request, summed up.

use crate::error::api_errors::ErrorDetail;
use crate::http::header_text::HeaderText;
use crate::outcomes::counts::OutcomeCounts;
use crate::outcomes::facts::OutcomeFacts;
use crate::outcomes::item::{ItemOutcome, Outcome};
use crate::values::id::Id;

/// The outcomes of a request: one for each item, and a conclusion.
///
/// `V` is the API's enum of outcomes, or [`NoEntry`](crate::outcomes::NoEntry) if responses have only the
/// number of affected items.
#[derive(Clone, Debug)]
pub struct Outcomes<V> {
    pub(crate) facts: &'static OutcomeFacts,
    pub(crate) conclusion: Conclusion,
    pub(crate) affected: Option<u64>,
    /// The number of distinct ids of the request.
    pub(crate) requested: u64,
    pub(crate) is_limited: bool,
    pub(crate) items: Vec<ItemOutcome<V>>,
    /// Entries that belong to none of the requested items.
    pub(crate) unmatched: Vec<ItemOutcome<V>>,
    pub(crate) errors: Vec<ErrorDetail>,
    pub(crate) request_id: Option<HeaderText>,
}

/// The conclusion that a response allows about the request as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Conclusion {
    /// Every item is as requested: each of the requested ids, or each item that the response
    /// mentions if the request names no ids or has a limit.
    AllUpdated,
    /// The server counts the affected items and does not itemise them, and the request does not name
    /// its items, or has a limit. This is a success with a weaker promise: the count is all that is
    /// known.
    NotItemized,
    /// No item matched the request, so nothing was done. The items may have been up to date already,
    /// or not exist.
    NothingMatched,
    /// Nothing failed, but the response does not account for some of the requested ids: they were up
    /// to date already, or do not match. [`Outcomes::unaccounted`] has their number.
    Unaccounted,
    /// At least one item was not updated as requested, or the server reports errors.
    PartialFailure,
    /// The response contradicts itself or the request, or leaves out what it should have: it mentions
    /// fewer items than it counts, or updates more; for a request with ids, it has entries for other
    /// ids or without an id; or it does not mention every requested part of an item.
    Inconclusive,
}

impl<V> Outcomes<V> {
    /// Returns the conclusion about the request as a whole.
    #[must_use]
    pub fn conclusion(&self) -> Conclusion {
        self.conclusion
    }

    /// Returns `true` if the request succeeded: the conclusion is [`Conclusion::AllUpdated`] or
    /// [`Conclusion::NotItemized`].
    #[must_use]
    pub fn all_updated(&self) -> bool {
        matches!(
            self.conclusion,
            Conclusion::AllUpdated | Conclusion::NotItemized
        )
    }

    /// Returns `true` if the outcome of each item is known: the response has an entry for each, or
    /// counts each of the requested ids as affected.
    #[must_use]
    pub fn is_itemized(&self) -> bool {
        let is_open = |item: &ItemOutcome<V>| matches!(item.outcome, Outcome::NotMentioned);
        let has_open = self.items.iter().chain(&self.unmatched).any(is_open);
        !self.items.is_empty() && !has_open && self.unaccounted() == 0
    }

    /// Returns the number of items that the server counts as affected; `None` if the response does
    /// not count. The server may leave out items that already had the requested values.
    #[must_use]
    pub fn affected(&self) -> Option<u64> {
        self.affected
    }

    /// Returns the outcome of each item, once per id: of the requested ids in their order, or of the
    /// items that the response mentions if the request names no ids.
    #[must_use]
    pub fn items(&self) -> &[ItemOutcome<V>] {
        &self.items
    }

    /// Returns the entries of the response that belong to no requested id: entries for other ids, and
    /// entries without an id. It is empty if the request names no ids.
    #[must_use]
    pub fn unmatched(&self) -> &[ItemOutcome<V>] {
        &self.unmatched
    }

    /// Returns the outcome of the item with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&ItemOutcome<V>> {
        let is_it = |item: &&ItemOutcome<V>| item.id.as_deref() == Some(id);
        self.items.iter().find(is_it)
    }

    /// Iterates over the items that were not updated as requested, including unmatched ones.
    pub fn failed(&self) -> impl Iterator<Item = &ItemOutcome<V>> {
        let items = self.items.iter().chain(&self.unmatched);
        items.filter(|item| matches!(item.outcome, Outcome::Failed(_)))
    }

    /// Iterates over the requested ids that the response does not mention. If the response has no
    /// entries and counts fewer items than were requested, it is not known which they are, and all
    /// of them are listed; [`unaccounted`](Self::unaccounted) is the number.
    pub fn unmentioned_ids(&self) -> impl Iterator<Item = &Id> {
        let items = self.items.iter();
        let open = items
            .filter(|item| matches!(item.outcome, Outcome::NotMentioned) && !item.is_reported());
        open.filter_map(|item| item.id.as_ref())
    }

    /// Returns the number of items that the response does not account for. They are not failures: an
    /// item may have been up to date already, or not match.
    ///
    /// If the request names ids and has no limit, it is the number of ids that are not mentioned, or
    /// not counted if the response has no entries. Otherwise it is the number of affected items
    /// without an entry, if the response has entries at all.
    #[must_use]
    pub fn unaccounted(&self) -> u64 {
        let affected = self.affected.unwrap_or_default();
        match (self.is_counted_by_id(), self.has_entries()) {
            (true, true) => {
                let open = self.items.iter().filter(|item| !item.is_reported());
                count(open)
            }
            (true, false) => self.requested.saturating_sub(affected),
            (false, true) => affected.saturating_sub(self.reported()),
            (false, false) => 0,
        }
    }

    /// Returns the number of items with each outcome.
    #[must_use]
    pub fn counts(&self) -> OutcomeCounts {
        OutcomeCounts::of(&self.items)
    }

    /// Returns the errors that the server reports besides the items.
    #[must_use]
    pub fn errors(&self) -> &[ErrorDetail] {
        &self.errors
    }

    /// Returns the server's id of the request, to quote to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.request_id.as_ref()
    }

    /// Returns `true` if the request names its items and the server has to act on all of them.
    pub(crate) fn is_counted_by_id(&self) -> bool {
        self.requested > 0 && !self.is_limited
    }

    /// Returns `true` if the response has entries.
    pub(crate) fn has_entries(&self) -> bool {
        self.reported() > 0
    }

    /// Returns the number of items with an entry; entries for the same id are one.
    pub(crate) fn reported(&self) -> u64 {
        let items = self.items.iter().chain(&self.unmatched);
        count(items.filter(|item| item.is_reported()))
    }
}

/// Returns the number of items of an iterator.
pub(crate) fn count<T>(items: impl Iterator<Item = T>) -> u64 {
    items.fold(0, |count, _| count + 1)
}
