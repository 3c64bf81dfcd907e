//! The form of a report in files: ids in groups of one state.

use serde::{Deserialize, Serialize};

use crate::json::Json;
use crate::values::id::Id;

/// The number of the format.
pub(super) const FORMAT: u32 = 1;

/// The words for the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StateName {
    Done,
    AlreadySet,
    Failed,
    Unknown,
    NotTried,
}

/// Ids with one state. It is an entry of a report, and a line of its journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group<I> {
    pub(super) state: StateName,
    /// Only with the state `already_set`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) perhaps_by_this_job: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) ids: I,
}

/// A report in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document<G> {
    pub(super) format: u32,
    pub(super) operation: String,
    /// The request without its list of ids.
    pub(super) request: Json,
    pub(super) groups: G,
}

/// A report as it is read.
pub(super) type ReadDocument = Document<Vec<Group<Vec<Id>>>>;

/// Ids that are written in the order of their positions.
pub(super) struct Positions<'a> {
    pub(super) ids: &'a [Id],
    pub(super) positions: &'a [u32],
}

impl Serialize for Positions<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids = self.positions.iter();
        serializer.collect_seq(ids.filter_map(|at| self.ids.get(*at as usize)))
    }
}
