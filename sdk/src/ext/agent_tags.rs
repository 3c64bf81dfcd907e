//! The tags of an endpoint, as a filter asks for them.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};

use crate::runtime::{Check, Place, Rules, Value, is_blank_text};

/// What the server reads at the end of a key as "none of".
const NONE_OF: &str = "__nin";

/// Which tags an endpoint has to have, and which it must not have.
///
/// A key that is given again takes the new values too. Empty keys, lists and values are refused
/// when the request is sent, and so is a key that ends in `__nin`, because the server would read it
/// as another key with the opposite meaning.
///
/// ```
/// use sentinelone_sdk::AgentTags;
///
/// let tags = AgentTags::new()
///     .any_of("team", ["payments", "billing"])
///     .none_of("stage", ["test"]);
/// assert_eq!(tags.to_json(), r#"{"team":["payments","billing"],"stage__nin":["test"]}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct AgentTags {
    entries: Vec<Entry>,
}

/// The values of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    key: String,
    match_kind: Match,
    values: Vec<String>,
}

/// What the values of a key are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    AnyOf,
    NoneOf,
}

impl AgentTags {
    /// No tags, which narrows nothing down.
    pub fn new() -> Self {
        Self::default()
    }

    /// The endpoint has the tag `key` with any of the values.
    pub fn any_of(
        self,
        key: impl Into<String>,
        values: impl IntoIterator<Item: Into<String>>,
    ) -> Self {
        self.with(key.into(), Match::AnyOf, values.into_iter().map(Into::into))
    }

    /// The endpoint has the tag `key` with none of the values.
    pub fn none_of(
        self,
        key: impl Into<String>,
        values: impl IntoIterator<Item: Into<String>>,
    ) -> Self {
        self.with(
            key.into(),
            Match::NoneOf,
            values.into_iter().map(Into::into),
        )
    }

    /// The JSON text as it is sent inside the filter.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A map of strings to lists of strings always becomes JSON: the default is never taken.
        serde_json::to_string(&Inner(self)).unwrap_or_default()
    }

    /// Adds values to the entry of the key.
    fn with(
        mut self,
        key: String,
        match_kind: Match,
        values: impl Iterator<Item = String>,
    ) -> Self {
        let same = |entry: &&mut Entry| entry.key == key && entry.match_kind == match_kind;
        match self.entries.iter_mut().find(same) {
            Some(entry) => entry.values.extend(values),
            None => self.entries.push(Entry {
                key,
                match_kind,
                values: values.collect(),
            }),
        }
        self
    }
}

impl Serialize for AgentTags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(&Inner(self)).map_err(S::Error::custom)?;
        serializer.serialize_str(&json)
    }
}

/// The object inside the text.
struct Inner<'a>(&'a AgentTags);

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(tags) = self;
        let mut map = serializer.serialize_map(Some(tags.entries.len()))?;
        for Entry {
            key,
            match_kind,
            values,
        } in &tags.entries
        {
            match match_kind {
                Match::AnyOf => map.serialize_entry(key, values)?,
                Match::NoneOf => map.serialize_entry(&format_args!("{key}{NONE_OF}"), values)?,
            }
        }
        map.end()
    }
}

impl Value for AgentTags {
    fn is_blank(&self) -> bool {
        self.entries
            .iter()
            .all(|entry| entry.values.iter().all(|value| is_blank_text(value)))
    }

    fn check(&self, place: &Place<'_>, _rules: &Rules, check: &mut Check) {
        for Entry { key, values, .. } in &self.entries {
            if is_blank_text(key) {
                check.report(place, || "a tag has an empty key".to_owned());
            }
            if key.ends_with(NONE_OF) {
                check.report(place, || {
                    format!("the key `{key}` ends in `{NONE_OF}`: name it without the ending, and use `none_of`")
                });
            }
            if values.is_empty() {
                check.report(place, || format!("the tag `{key}` has no values"));
            }
            if values.iter().any(|value| is_blank_text(value)) {
                check.report(place, || format!("the tag `{key}` has an empty value"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AgentTags;
    use crate::{Error, IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};

    #[test]
    fn keys_keep_their_order_and_merge() {
        let tags = AgentTags::new()
            .any_of("key1", ["a"])
            .none_of("key2", ["b \"quoted\""])
            .none_of("key1", ["c"])
            .any_of("key1", ["d".to_owned()]);
        let inner = r#"{"key1":["a","d"],"key2__nin":["b \"quoted\""],"key1__nin":["c"]}"#;
        assert_eq!(tags.to_json(), inner);
        assert_eq!(serde_json::to_value(&tags).unwrap(), inner);
    }

    #[test]
    fn mistakes_are_violations_of_the_field() {
        for tags in [
            AgentTags::new(),
            AgentTags::new().any_of("key__nin", ["a"]),
            AgentTags::new().none_of("key__nin", ["a"]),
            AgentTags::new().any_of("", ["a"]),
            AgentTags::new().none_of("key", Vec::<String>::new()),
            AgentTags::new().any_of("key", ["a", " "]),
        ] {
            let filter = ThreatFilter::new()
                .ids(["1488938160436018741"])
                .agent_tags_data(tags);
            let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
            let Err(Error::InvalidRequest(error)) = request.prepare() else {
                panic!("{request:?}");
            };
            assert_eq!(error.violations.len(), 1);
            assert_eq!(error.violations[0].path, "filter.agentTagsData");
        }
    }
}
