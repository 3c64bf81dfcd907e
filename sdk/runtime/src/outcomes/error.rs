//! The error of a request that did not update everything.

use std::error::Error;
use std::fmt;

use crate::error::api_errors::ErrorDetail;
use crate::error::one_line::one_line;
use crate::http::header_text::HeaderText;
use crate::outcomes::item::{ItemOutcome, Outcome};
use crate::outcomes::summary::{Conclusion, Outcomes};

/// The number of items, and of errors, that a message lists.
const SHOWN: usize = 5;

/// The server reported success, but not every item was updated, or the response does not prove it.
///
/// [`conclusion`](Self::conclusion) tells the cases apart, such as
/// [`Conclusion::NothingMatched`].
pub struct PartialFailureError<V>(Box<Outcomes<V>>);

impl<V> Outcomes<V> {
    /// Requires that [`all_updated`](Self::all_updated) is `true`.
    ///
    /// # Errors
    ///
    /// Returns [`PartialFailureError`] for every conclusion except [`Conclusion::AllUpdated`] and
    /// [`Conclusion::NotItemized`].
    pub fn require_all_updated(self) -> Result<Self, PartialFailureError<V>> {
        if self.all_updated() {
            Ok(self)
        } else {
            Err(PartialFailureError(Box::new(self)))
        }
    }

    /// Requires that all items were updated, and that the outcome of each is known: it does not accept
    /// [`Conclusion::NotItemized`].
    ///
    /// # Errors
    ///
    /// Returns [`PartialFailureError`] for every conclusion except [`Conclusion::AllUpdated`].
    pub fn require_itemized(self) -> Result<Self, PartialFailureError<V>> {
        if self.conclusion == Conclusion::AllUpdated {
            Ok(self)
        } else {
            Err(PartialFailureError(Box::new(self)))
        }
    }
}

impl<V> PartialFailureError<V> {
    /// Returns the conclusion about the request as a whole.
    #[must_use]
    pub fn conclusion(&self) -> Conclusion {
        self.0.conclusion
    }

    /// Returns the outcomes in the response.
    #[must_use]
    pub fn outcomes(&self) -> &Outcomes<V> {
        &self.0
    }

    /// Returns the errors that the server reports besides the items.
    #[must_use]
    pub fn errors(&self) -> &[ErrorDetail] {
        &self.0.errors
    }

    /// Returns the server's id of the request, to quote to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.0.request_id()
    }
}

impl<V: AsRef<str>> Error for PartialFailureError<V> {}

/// Shows the message, so that a program that ends with this error prints it.
impl<V: AsRef<str>> fmt::Debug for PartialFailureError<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.to_string();
        f.debug_tuple("PartialFailureError")
            .field(&format_args!("{message}"))
            .finish()
    }
}

impl<V: AsRef<str>> fmt::Display for PartialFailureError<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcomes = &*self.0;
        let problems = [
            failures(outcomes),
            unmatched(outcomes),
            counts(outcomes),
            unaccounted(outcomes),
            unmentioned_parts(outcomes),
            errors(outcomes),
        ];
        let problems: Vec<_> = problems.into_iter().flatten().collect();
        f.write_str(&problems.join("; "))?;
        match self.request_id() {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

fn failures<V: AsRef<str>>(outcomes: &Outcomes<V>) -> Option<String> {
    let failed: Vec<_> = outcomes.failed().collect();
    let all = outcomes.items.len() + outcomes.unmatched.len();
    let (list, failed) = (List(&failed), failed.len());
    let plural = outcomes.facts.plural;
    (failed > 0)
        .then(|| format!("{failed} of {all} {plural} were not updated as requested: {list}"))
}

/// The outcomes that belong to no requested id, except those that are listed as failures.
fn unmatched<V: AsRef<str>>(outcomes: &Outcomes<V>) -> Option<String> {
    let is_other = |item: &&ItemOutcome<V>| !matches!(item.outcome, Outcome::Failed(_));
    let unmatched: Vec<_> = outcomes.unmatched.iter().filter(is_other).collect();
    let list = List(&unmatched);
    (!unmatched.is_empty())
        .then(|| format!("the response has outcomes that match no requested id: {list}"))
}

/// The number of affected items, if it is unknown, or does not fit the request.
fn counts<V>(outcomes: &Outcomes<V>) -> Option<String> {
    let (noun, plural) = (outcomes.facts.noun, outcomes.facts.plural);
    let requested = outcomes.requested;
    match outcomes.affected {
        Some(affected) if outcomes.has_excess() => Some(format!(
            "the server counts {affected} affected {plural} for {requested} requested"
        )),
        Some(affected) if outcomes.has_deficit() => Some(format!(
            "the server counts {affected} affected {plural}, and lists {} as updated",
            outcomes.done()
        )),
        Some(0) if outcomes.conclusion == Conclusion::NothingMatched => {
            Some(format!("no {noun} matched"))
        }
        Some(affected) if outcomes.conclusion == Conclusion::NotItemized => Some(format!(
            "the response does not list the outcome of each {noun} (affected: {affected})"
        )),
        None if !outcomes.has_entries() => {
            Some(format!("the response reports no outcome for any {noun}"))
        }
        _ => None,
    }
}

fn unaccounted<V: AsRef<str>>(outcomes: &Outcomes<V>) -> Option<String> {
    let plural = outcomes.facts.plural;
    let (requested, unaccounted) = (outcomes.requested, outcomes.unaccounted());
    if unaccounted == 0 || matches!(outcomes.conclusion, Conclusion::NothingMatched) {
        return None;
    }
    if !outcomes.is_counted_by_id() {
        return Some(format!(
            "the response lists no outcome for {unaccounted} of the affected {plural}"
        ));
    }
    let open = "they were already set, or do not match";
    Some(if outcomes.has_entries() {
        let open: Vec<_> = outcomes.unmentioned_ids().collect();
        let ids = open
            .iter()
            .take(SHOWN)
            .map(|id| id.escape_debug().to_string());
        let ids: Vec<_> = ids.collect();
        let more = More(open.len());
        format!(
            "the response does not mention {unaccounted} of {requested} requested {plural}: {}{more}",
            ids.join(", ")
        )
    } else {
        format!(
            "the response does not account for {unaccounted} of {requested} requested {plural}: {open}"
        )
    })
}

fn unmentioned_parts<V: AsRef<str>>(outcomes: &Outcomes<V>) -> Option<String> {
    let is_open = |item: &&ItemOutcome<V>| {
        item.is_reported() && matches!(item.outcome, Outcome::NotMentioned)
    };
    let open: Vec<_> = outcomes.items.iter().filter(is_open).collect();
    let list = List(&open);
    (!open.is_empty())
        .then(|| format!("the response does not mention every requested part: {list}"))
}

fn errors<V>(outcomes: &Outcomes<V>) -> Option<String> {
    let errors = outcomes.errors.iter().take(SHOWN);
    let errors: Vec<_> = errors.map(|error| one_line(&error.to_string())).collect();
    let more = More(outcomes.errors.len());
    (!errors.is_empty()).then(|| format!("the server reports errors: {}{more}", errors.join("; ")))
}

/// The first items, and the number of the others.
struct List<'a, V>(&'a [&'a ItemOutcome<V>]);

impl<V: AsRef<str>> fmt::Display for List<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, item) in self.0.iter().take(SHOWN).enumerate() {
            write!(f, "{}{item}", if position == 0 { "" } else { ", " })?;
        }
        write!(f, "{}", More(self.0.len()))
    }
}

/// The number of items that a list does not show.
struct More(usize);

impl fmt::Display for More {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, ", and {more} more"),
        }
    }
}
