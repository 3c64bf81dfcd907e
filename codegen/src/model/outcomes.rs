//! The outcomes of an operation.

use super::names::{TypeName, WireName};
use super::operation::Step;

/// The outcomes that a response reports for single items, or as a number.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// The noun for one item.
    pub noun: String,
    /// The noun for several items.
    pub plural: String,
    /// The field path of the number of affected items in the response body.
    pub affected: Vec<Step>,
    /// The entries of the response; `None` if it has only the number.
    pub entries: Option<OutcomeEntries>,
    /// The field path of the errors in the response body.
    pub errors: Option<Vec<Step>>,
    /// The input that lists the ids, by wire path.
    pub ids: Option<String>,
    /// The inputs that make the server pick only some of the items, by wire path.
    pub limited_by: Vec<String>,
}

/// The entries of a response, one for each item.
#[derive(Clone, Debug)]
pub struct OutcomeEntries {
    /// The field path of the list of entries.
    pub details: Vec<Step>,
    /// The type of an entry.
    pub entry: TypeName,
    /// `true` if the type of an entry is declared among the shared types.
    pub is_entry_shared: bool,
    /// The id of an entry.
    pub id: Step,
    /// The enum of all outcomes.
    pub value: TypeName,
    /// The members of an entry that are outcomes.
    pub parts: Vec<OutcomePart>,
}

/// A member of an entry that is an outcome.
#[derive(Clone, Debug)]
pub struct OutcomePart {
    /// Its name on the wire.
    pub wire: WireName,
    /// The member.
    pub member: Step,
    /// The input that asks for it, by wire path.
    pub requested_by: String,
}
