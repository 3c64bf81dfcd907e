//! Filters on the tags of an endpoint.

use std::fmt;

use sdk_runtime::object::{FieldPath, FieldSpec, Validator, Value, is_blank_text};
use serde::de::{self, Visitor};
use serde::ser::{Error, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The suffix of a key that means "none of" to the server.
const NONE_OF: &str = "__nin";

/// The tags that an endpoint must have, and those that it must not have.
///
/// Values for a key that was given before are added to it. Validation rejects empty keys, lists and
/// values. It also rejects a key that ends in `__nin`: the server would read it as a different key with
/// the opposite meaning.
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

/// The meaning of the values of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    AnyOf,
    NoneOf,
}

impl AgentTags {
    /// Creates a filter without tags, which does not narrow the selection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Selects endpoints whose tag `key` has any of the values.
    pub fn any_of(
        self,
        key: impl Into<String>,
        values: impl IntoIterator<Item: Into<String>>,
    ) -> Self {
        self.with(key.into(), Match::AnyOf, values.into_iter().map(Into::into))
    }

    /// Selects endpoints whose tag `key` has none of the values.
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

    /// Returns the JSON text that is sent inside the filter.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A map of strings to lists of strings always serializes: the default is never used.
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

/// Reads the JSON text that is sent, and in configuration also the object that it encodes.
impl<'de> Deserialize<'de> for AgentTags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagsVisitor)
    }
}

/// Reads tags from an object with lists of values, or from its JSON text.
struct TagsVisitor;

impl<'de> Visitor<'de> for TagsVisitor {
    type Value = AgentTags;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list of values for each tag, or its JSON text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<AgentTags, E> {
        let mut json = serde_json::Deserializer::from_str(text);
        let tags = json.deserialize_map(Self);
        let tags = tags.and_then(|tags| json.end().map(|()| tags));
        tags.map_err(|error| E::custom(format_args!("invalid tags: {error}")))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<AgentTags, A::Error> {
        let mut tags = AgentTags::new();
        while let Some((key, values)) = map.next_entry::<String, Vec<String>>()? {
            tags = match key.strip_suffix(NONE_OF) {
                Some(key) => tags.none_of(key, values),
                None => tags.any_of(key, values),
            };
        }
        Ok(tags)
    }
}

/// The object that the text encodes.
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

    fn validate(&self, path: &FieldPath<'_>, _spec: &FieldSpec, validator: &mut Validator) {
        for Entry { key, values, .. } in &self.entries {
            if is_blank_text(key) {
                validator.report(path, || "a tag has an empty key".to_owned());
            }
            if key.ends_with(NONE_OF) {
                validator.report(path, || {
                    format!(
                        "the key `{key}` ends in `{NONE_OF}`: remove the suffix, and use `none_of`"
                    )
                });
            }
            if values.is_empty() {
                validator.report(path, || format!("the tag `{key}` has no values"));
            }
            if values.iter().any(|value| is_blank_text(value)) {
                validator.report(path, || format!("the tag `{key}` has an empty value"));
            }
        }
    }
}
