//! The form of a report in files: ids in groups of one state.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::json::Json;
use crate::object::extra::Extra;
use crate::values::id::Id;

/// The number of the format.
pub(super) const FORMAT: u32 = 1;

/// The words for the states.
pub(super) const DONE: &str = "done";
pub(super) const ALREADY_SET: &str = "already_set";
pub(super) const FAILED: &str = "failed";
pub(super) const UNKNOWN: &str = "unknown";
pub(super) const NOT_TRIED: &str = "not_tried";

/// Ids with one state. It is an entry of a report, and a line of its journal.
pub(super) struct Group {
    pub(super) state: String,
    /// Only with the state `already_set`.
    pub(super) perhaps_by_this_job: bool,
    pub(super) outcome: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) ids: Vec<Id>,
    unknown: Extra,
}

crate::response_object! {
    Group;
    extra unknown;
    required "state" => state, or_error;
    fixed "perhaps_by_this_job" => perhaps_by_this_job, or_constant(false);
    optional "outcome" => outcome;
    optional "reason" => reason;
    required "ids" => ids, or_error;
}

/// A report in a file.
pub(super) struct Document {
    pub(super) format: u32,
    pub(super) operation: String,
    /// The request without its list of ids.
    pub(super) request: Json,
    pub(super) groups: Vec<Group>,
    unknown: Extra,
}

crate::response_object! {
    Document;
    extra unknown;
    required "format" => format, or_error;
    required "operation" => operation, or_error;
    required "request" => request, or_error;
    required "groups" => groups, or_error;
}

impl Group {
    /// Reads a line of a journal.
    ///
    /// # Errors
    ///
    /// Returns the problem if it is not a group.
    pub(super) fn parse(line: &[u8]) -> Result<Self, String> {
        let group: Self = parse(line)?;
        known(&group.unknown)?;
        Ok(group)
    }
}

impl Document {
    /// Reads the text of a report.
    ///
    /// # Errors
    ///
    /// Returns the problem if it is not a report.
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        let document: Self = parse(text)?;
        known(&document.unknown)?;
        let mut groups = document.groups.iter();
        groups.try_for_each(|group| known(&group.unknown))?;
        Ok(document)
    }
}

fn parse<'t, T: Deserialize<'t>>(text: &'t [u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| error.to_string())
}

/// Rejects members that this version does not know: they may change the meaning of the others.
fn known(unknown: &Extra) -> Result<(), String> {
    let mut unknown = unknown.iter();
    unknown.next().map_or(Ok(()), |(name, _)| {
        Err(format!("the member `{name}` is unknown"))
    })
}

/// A group as it is written.
pub(super) struct WrittenGroup<'a> {
    pub(super) state: &'static str,
    pub(super) perhaps_by_this_job: bool,
    pub(super) outcome: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
    pub(super) ids: Positions<'a>,
}

impl Serialize for WrittenGroup<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("state", self.state)?;
        if self.perhaps_by_this_job {
            map.serialize_entry("perhaps_by_this_job", &true)?;
        }
        for (name, text) in [("outcome", self.outcome), ("reason", self.reason)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        map.serialize_entry("ids", &self.ids)?;
        map.end()
    }
}

/// Ids that are written in the order of their positions.
pub(super) struct Positions<'a> {
    pub(super) ids: &'a [Id],
    pub(super) positions: &'a [u32],
}

impl Serialize for Positions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ids = self.positions.iter();
        serializer.collect_seq(ids.filter_map(|at| self.ids.get(*at as usize)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Group};

    #[test]
    fn a_group_is_read_by_its_members() {
        let line = br#"{"state":"failed","outcome":"refused","reason":"gone","ids":["1","2"]}"#;
        let group = Group::parse(line).unwrap();
        assert_eq!((&*group.state, group.ids.len()), ("failed", 2));
        assert!(!group.perhaps_by_this_job);
        assert_eq!(group.outcome.as_deref(), Some("refused"));
        assert_eq!(group.reason.as_deref(), Some("gone"));
    }

    #[test]
    fn unknown_and_missing_members_are_rejected() {
        let group = r#"{"state":"done","ids":[],"since":1}"#;
        let document = |groups: &str, more: &str| {
            format!(r#"{{"format":1,"operation":"A","request":{{}},"groups":[{groups}]{more}}}"#)
        };
        let problem = |text: &str| Document::parse(text.as_bytes()).err();
        let unknown = |name: &str| Some(format!("the member `{name}` is unknown"));
        assert_eq!(problem(&document("", "")), None);
        assert_eq!(
            problem(&document("", r#","version":2"#)),
            unknown("version")
        );
        assert_eq!(problem(&document(group, "")), unknown("since"));
        assert_eq!(Group::parse(group.as_bytes()).err(), unknown("since"));
        let missing = Group::parse(br#"{"state":"done"}"#).err().unwrap();
        assert!(missing.starts_with("missing field `ids`"), "{missing}");
    }
}
