//! The facts of an operation whose response reports an outcome for each item.

use crate::error::api_errors::ErrorDetail;
use crate::response::operation::Operation;
use crate::response::typed::Response;
use crate::values::id::Id;

/// An enum whose values are outcomes. Generated code lists the values that are a success.
pub trait OutcomeValue: AsRef<str> + Clone {
    /// The values on the wire for an item that was changed as requested.
    const DONE: &'static [&'static str];
    /// The values on the wire for an item that already was as requested.
    const ALREADY_SET: &'static [&'static str];
}

/// Returns `true` if the value means that the item is as requested. An unknown value does not.
pub fn is_success<V: OutcomeValue>(value: &V) -> bool {
    is_done(value) || is_already_set(value)
}

/// Implements [`OutcomeValue`](crate::OutcomeValue) and the method `is_success` for an enum, from the
/// values that mean success.
#[macro_export]
#[doc(hidden)]
macro_rules! __outcome_values {
    ($name:ident; $(done $done:literal;)* $(already_set $already_set:literal;)*) => {
        impl $crate::OutcomeValue for $name {
            const DONE: &'static [&'static str] = &[$($done),*];
            const ALREADY_SET: &'static [&'static str] = &[$($already_set),*];
        }

        impl $name {
            /// Returns `true` if the value is the outcome of a success: the item is as requested.
            #[must_use]
            pub fn is_success(&self) -> bool {
                $crate::is_success(self)
            }
        }
    };
}

pub(crate) fn is_done<V: OutcomeValue>(value: &V) -> bool {
    V::DONE.contains(&value.as_ref())
}

pub(crate) fn is_already_set<V: OutcomeValue>(value: &V) -> bool {
    V::ALREADY_SET.contains(&value.as_ref())
}

/// The facts of an operation that do not depend on its types. Inputs are wire paths such as
/// `filter.ids`.
#[derive(Clone, Copy, Debug)]
pub struct OutcomeFacts {
    /// The noun for one item, such as `threat`.
    pub noun: &'static str,
    /// The noun for several items, such as `threats`.
    pub plural: &'static str,
    /// The input with the ids of the items; empty if the operation has none.
    pub ids: &'static str,
    /// The inputs that make the server pick some of the items only.
    pub limited_by: &'static [&'static str],
    /// The parts of an entry that are judged.
    pub parts: &'static [OutcomePart],
}

/// A part of an entry that is judged.
#[derive(Clone, Copy, Debug)]
pub struct OutcomePart {
    /// The name of the outcome on the wire.
    pub name: &'static str,
    /// The input that asks for the part; without it, the part does not count.
    pub requested_by: &'static str,
}

/// The entry of a response that has none: it counts the affected items, and no item has a value. As the
/// outcome of a part, it means that no item can [fail](crate::outcomes::Outcome::Failed) by its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoEntry {}

impl AsRef<str> for NoEntry {
    fn as_ref(&self) -> &str {
        match *self {}
    }
}

impl OutcomeValue for NoEntry {
    const DONE: &'static [&'static str] = &[];
    const ALREADY_SET: &'static [&'static str] = &[];
}

/// An operation whose response counts the affected items, and may have an entry for each of them.
///
/// Generated code implements it. Without entries, `Value` and `Entry` are [`NoEntry`].
pub trait ReportsOutcomes: Operation<Response = Response<Self>> {
    /// The outcome of a part.
    type Value: OutcomeValue;
    /// An entry of the response.
    type Entry;

    /// The inputs, and the parts of an entry.
    const OUTCOMES: OutcomeFacts;

    /// Returns the number of affected items, if the response has it.
    fn affected(body: &Self::Body) -> Option<u64>;

    /// Returns the entries; `None` if the response has no list.
    fn entries(body: &Self::Body) -> Option<&[Self::Entry]> {
        let _ = body;
        None
    }

    /// Returns the id of an entry, if it has one.
    fn entry_id(entry: &Self::Entry) -> Option<&Id> {
        let _ = entry;
        None
    }

    /// Returns the outcome of each part, in the order of [`OUTCOMES`](Self::OUTCOMES); `None` for a
    /// part that the entry does not mention.
    fn entry_parts(entry: &Self::Entry) -> Vec<Option<&Self::Value>> {
        let _ = entry;
        Vec::new()
    }

    /// Returns the errors that the server reports besides the entries.
    fn errors(body: &Self::Body) -> Option<&[ErrorDetail]> {
        let _ = body;
        None
    }
}
