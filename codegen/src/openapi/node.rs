//! A JSON or YAML document as a tree that keeps the order of its keys.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use std::cell::Cell;
use std::fmt;

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// The maximum number of values in a document. A description of a thousand operations has a million.
const MOST_NODES: usize = 20_000_000;

impl Node {
    /// Reads a document: JSON if it begins like JSON, YAML otherwise.
    ///
    /// # Errors
    ///
    /// Returns the message of the parser, with line and column.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let left = Cell::new(MOST_NODES);
        let seed = Seed {
            left: &left,
            merges: false,
        };
        if text.trim_start().starts_with(['{', '[']) {
            let mut json = serde_json::Deserializer::from_str(text);
            let found = seed.deserialize(&mut json);
            let found = found.and_then(|node| json.end().map(|()| node));
            match found {
                Ok(node) => return Ok(node),
                // YAML has flow mappings, too.
                Err(error) if !text.trim_start().starts_with("{\"") => drop(error),
                Err(error) => return Err(error.to_string()),
            }
        }
        let left = Cell::new(MOST_NODES);
        let yaml = serde_yaml::Deserializer::from_str(text);
        let seed = Seed {
            left: &left,
            merges: true,
        };
        let found = seed.deserialize(yaml);
        found.map_err(|error| error.to_string())
    }

    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let found = self.entries().iter().find(|(name, _)| name == key)?;
        Some(&found.1)
    }

    /// Returns the text of a key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// Returns `true` if a key has the value `true`.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Self::Bool(true)))
    }

    /// Returns the entries of a mapping; other values have none.
    pub(crate) fn entries(&self) -> &[(String, Node)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the items of a list; other values have none.
    pub(crate) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Returns a text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Creates a text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Returns a scalar as text, as in `12` or `true`.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "an object".to_owned(),
        }
    }
}

fn float(value: f64) -> Node {
    Number::from_f64(value).map_or(Node::Null, Node::Number)
}

/// Reads a value, and counts down the values that a document may still have.
#[derive(Clone, Copy)]
struct Seed<'c> {
    left: &'c Cell<usize>,
    /// The key `<<` stands for the entries of its values, as in YAML.
    merges: bool,
}

/// Adds the entries of mappings, unless they have a key that is there already.
fn merge(entries: &mut Vec<(String, Node)>, mappings: Vec<Node>) {
    for mapping in mappings {
        let Node::Map(others) = mapping else { continue };
        for (key, value) in others {
            if !entries.iter().any(|(known, _)| *known == key) {
                entries.push((key, value));
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let Some(left) = self.left.get().checked_sub(1) else {
            return Err(D::Error::custom("the document has too many values"));
        };
        self.left.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Node, D::Error> {
        self.deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "no number of 64 bits is meant exactly here"
    )]
    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(float(value as f64))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "no number of 64 bits is meant exactly here"
    )]
    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        let mut merged = Vec::new();
        // A key can be a number or a word: the status `200`, the word `yes`.
        while let Some(key) = map.next_key_seed(self)? {
            let (key, value) = (key.shown(), map.next_value_seed(self)?);
            match value {
                value @ Node::Map(_) if self.merges && key == "<<" => merged.push(value),
                Node::List(values) if self.merges && key == "<<" => merged.extend(values),
                value => entries.push((key, value)),
            }
        }
        merge(&mut entries, merged);
        Ok(Node::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Node, A::Error> {
        let (tag, _) = data.variant::<String>()?;
        Err(A::Error::custom(format!(
            "the tag `{tag}` is not supported"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn the_order_of_keys_stays_in_json_and_yaml() {
        for text in [r#"{"b": 1, "a": [true, null]}"#, "b: 1\na: [true, null]\n"] {
            let node = Node::read(text).expect("valid");
            let keys: Vec<_> = node.entries().iter().map(|(key, _)| key).collect();
            assert_eq!(keys, ["b", "a"], "{text}");
        }
    }

    #[test]
    fn a_bomb_of_aliases_is_an_error() {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (name, before) in ('b'..='j').zip('a'..) {
            let aliases = vec![format!("*{before}"); 10].join(", ");
            let _ = writeln!(text, "{name}: &{name} [{aliases}]");
        }
        assert!(Node::read(&text).is_err());
    }

    #[test]
    fn merge_keys_add_entries_in_yaml_only() {
        let text =
            "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: *a, y: 5}\nd:\n  <<: [*b, *a]\n";
        let node = Node::read(text).expect("valid");
        let shown = |key: &str| {
            let entries = node.get(key).map_or(&[][..], Node::entries).iter();
            let entries = entries.map(|(key, value)| format!("{key}{}", value.shown()));
            entries.collect::<Vec<_>>()
        };
        assert_eq!(shown("c"), ["y5", "x1"]);
        assert_eq!(shown("d"), ["y3", "z4", "x1"]);
        let json = Node::read(r#"{"<<": {"x": 1}}"#).expect("valid");
        assert!(json.get("<<").is_some());
    }

    #[test]
    fn a_tag_is_an_error_that_names_it() {
        let error = Node::read("a: !Sub x\n").expect_err("an unknown tag");
        assert!(
            error.contains("the tag `!Sub` is not supported") || error.contains("`Sub`"),
            "{error}"
        );
    }

    #[test]
    fn deep_nesting_is_an_error() {
        for text in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
            assert!(Node::read(&text).is_err());
        }
    }
}
