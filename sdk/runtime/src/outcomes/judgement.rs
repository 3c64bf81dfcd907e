//! The judgement: a response compared with its request.

use std::collections::HashMap;

use crate::api::Api;
use crate::outcomes::facts::{
    OutcomePart, OutcomeValue, ReportsOutcomes, is_already_set, is_done, is_success,
};
use crate::outcomes::item::{ItemOutcome, Outcome, PartOutcome};
use crate::outcomes::requested::Requested;
use crate::outcomes::summary::{Conclusion, Outcomes};
use crate::response::operation::Operation;
use crate::response::typed::Response;
use crate::values::id::Id;

impl<V: OutcomeValue> Outcomes<V> {
    /// Judges the response to a request.
    #[must_use]
    pub fn of<O: ReportsOutcomes<Value = V>>(request: &O, response: &Response<O>) -> Self {
        let body = &response.json_body;
        let facts = const { &O::OUTCOMES };
        let requested = Requested::by(&request, facts);
        let mut list = List::new(&requested.ids);
        for entry in O::entries(body).unwrap_or_default() {
            let values = O::entry_parts(entry);
            list.add(O::entry_id(entry), facts.parts, &requested.parts, values);
        }
        let mut outcomes = Self {
            facts,
            conclusion: Conclusion::Inconclusive,
            affected: O::affected(body),
            requested: requested.ids.len() as u64,
            is_limited: requested.is_limited,
            items: list.items,
            unmatched: list.unmatched,
            errors: O::errors(body).unwrap_or_default().to_vec(),
            request_id: response.request_id(),
        };
        outcomes.judge();
        outcomes
    }

    /// Judges each item, and then the request as a whole.
    fn judge(&mut self) {
        for item in self.items.iter_mut().chain(&mut self.unmatched) {
            item.outcome = outcome(&item.parts);
        }
        let is_counted = self.is_counted_by_id() && !self.has_entries();
        if is_counted && self.affected == Some(self.requested) && self.errors.is_empty() {
            for item in &mut self.items {
                item.outcome = Outcome::Done;
            }
        }
        self.conclusion = self.conclude();
    }

    fn conclude(&self) -> Conclusion {
        if !self.errors.is_empty() || self.failed().next().is_some() {
            return Conclusion::PartialFailure;
        }
        if self.is_contradictory() || self.has_unmentioned_part() {
            return Conclusion::Inconclusive;
        }
        if self.has_entries() {
            return match self.unaccounted() {
                0 => Conclusion::AllUpdated,
                _ if self.is_counted_by_id() => Conclusion::Unaccounted,
                _ => Conclusion::Inconclusive,
            };
        }
        match self.affected {
            None => Conclusion::Inconclusive,
            Some(0) => Conclusion::NothingMatched,
            Some(_) if !self.is_counted_by_id() => Conclusion::NotItemized,
            Some(_) if self.unaccounted() > 0 => Conclusion::Unaccounted,
            Some(_) => Conclusion::AllUpdated,
        }
    }
}

impl<V> Outcomes<V> {
    /// Returns `true` if the response mentions or counts more than was requested, or counts fewer
    /// affected items than it lists as updated.
    pub(crate) fn is_contradictory(&self) -> bool {
        !self.unmatched.is_empty() || self.has_excess() || self.has_deficit()
    }

    /// Returns `true` if the server counts fewer affected items than it lists as updated. It may
    /// leave out items that already had the requested values.
    pub(crate) fn has_deficit(&self) -> bool {
        self.has_entries() && self.affected.is_some_and(|affected| affected < self.done())
    }

    /// Returns the number of items that this call updated.
    pub(crate) fn done(&self) -> u64 {
        let is_done = |item: &&ItemOutcome<V>| matches!(item.outcome, Outcome::Done);
        self.items.iter().filter(is_done).count() as u64
    }

    /// Returns `true` if the server counts more affected items than were requested.
    pub(crate) fn has_excess(&self) -> bool {
        self.requested > 0 && self.affected.is_some_and(|count| count > self.requested)
    }

    /// Returns `true` if an entry does not mention a requested part.
    fn has_unmentioned_part(&self) -> bool {
        let is_open = |item: &ItemOutcome<V>| {
            item.is_reported() && matches!(item.outcome, Outcome::NotMentioned)
        };
        self.items.iter().any(is_open)
    }
}

/// Returns the outcome for an item from those of its parts. If the request asks for none of them, those
/// that are mentioned count.
fn outcome<V: OutcomeValue>(parts: &[PartOutcome<V>]) -> Outcome<V> {
    let asks = parts.iter().any(|part| part.is_requested);
    let is_judged = |part: &&PartOutcome<V>| part.is_requested || (!asks && part.value.is_some());
    let judged: Vec<_> = parts.iter().filter(is_judged).collect();
    let failed = judged.iter().filter_map(|part| part.value.as_ref());
    if let Some(value) = failed.into_iter().find(|value| !is_success(*value)) {
        return Outcome::Failed(value.clone());
    }
    if judged.is_empty() || judged.iter().any(|part| part.value.is_none()) {
        return Outcome::NotMentioned;
    }
    let all_already = judged
        .iter()
        .all(|part| part.value.as_ref().is_some_and(is_already_set));
    if all_already {
        Outcome::AlreadySet
    } else {
        Outcome::Done
    }
}

/// The items so far.
struct List<V> {
    items: Vec<ItemOutcome<V>>,
    unmatched: Vec<ItemOutcome<V>>,
    /// The position of each id: in `items`, or in `unmatched`.
    positions: HashMap<Id, Position>,
    names_items: bool,
}

#[derive(Clone, Copy)]
enum Position {
    Item(usize),
    Unmatched(usize),
}

impl<V: OutcomeValue> List<V> {
    fn new(requested: &[Id]) -> Self {
        let items = requested.iter().map(|id| unmentioned(Some(id)));
        let positions = requested.iter().enumerate();
        Self {
            items: items.collect(),
            unmatched: Vec::new(),
            positions: positions
                .map(|(at, id)| (id.clone(), Position::Item(at)))
                .collect(),
            names_items: !requested.is_empty(),
        }
    }

    /// Adds an entry of the response. Entries for the same id become one item.
    fn add(
        &mut self,
        id: Option<&Id>,
        names: &[OutcomePart],
        requested: &[bool],
        values: Vec<Option<&V>>,
    ) {
        let parts = names.iter().zip(requested).zip(values);
        let parts = parts.map(|((part, is_requested), value)| PartOutcome {
            name: part.name,
            is_requested: *is_requested,
            value: value.cloned(),
        });
        let item = self.item(id);
        if item.parts.is_empty() {
            item.parts = parts.collect();
            return;
        }
        for (known, part) in item.parts.iter_mut().zip(parts) {
            if rank(part.value.as_ref()) > rank(known.value.as_ref()) {
                *known = part;
            }
        }
    }

    /// Returns the item of an entry, which may be new.
    fn item(&mut self, id: Option<&Id>) -> &mut ItemOutcome<V> {
        let list = if self.names_items {
            &mut self.unmatched
        } else {
            &mut self.items
        };
        let end = list.len();
        let new = if self.names_items {
            Position::Unmatched(end)
        } else {
            Position::Item(end)
        };
        let position = match id {
            Some(id) => *self.positions.entry(id.clone()).or_insert(new),
            None => new,
        };
        let (list, at) = match position {
            Position::Item(at) => (&mut self.items, at),
            Position::Unmatched(at) => (&mut self.unmatched, at),
        };
        if at == list.len() {
            list.push(unmentioned(id));
        }
        &mut list[at]
    }
}

fn unmentioned<V>(id: Option<&Id>) -> ItemOutcome<V> {
    ItemOutcome {
        id: id.cloned(),
        outcome: Outcome::NotMentioned,
        parts: Vec::new(),
    }
}

/// Returns the weight of an outcome if a part is mentioned twice: a failure outweighs a success.
fn rank<V: OutcomeValue>(value: Option<&V>) -> u8 {
    match value {
        None => 0,
        Some(value) if is_already_set(value) => 1,
        Some(value) if is_done(value) => 2,
        Some(_) => 3,
    }
}

impl<O: Operation> Response<O> {
    /// Returns the server's id of the request, if it sent one.
    fn request_id(&self) -> Option<crate::http::header_text::HeaderText> {
        let name = O::Api::REQUEST_ID_HEADER;
        self.headers.get(name).filter(|_| !name.is_empty())
    }
}
