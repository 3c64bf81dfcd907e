//! Takes the values out of a mapping that [`check`](super::check) found nothing wrong with.
//!
//! Nothing is reported here. A key that must be there is there; what would stand for it otherwise
//! is an empty value, which never leaves the parser.

use super::yaml::{Entry, Node, NodeKind};
use crate::document::{Spanned, Text};
use crate::source::Span;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

/// A mapping that is being read.
pub(super) struct Mapping {
    pub(super) span: Span,
    entries: Vec<Entry>,
}

impl Mapping {
    pub(super) fn of(node: Node) -> Self {
        let span = node.span;
        let entries = match node.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Scalar(_) | NodeKind::Sequence(_) => Vec::new(),
        };
        Self { span, entries }
    }

    /// Takes the node under a key.
    pub(super) fn node(&mut self, key: &str) -> Option<Node> {
        self.entry(key).map(|entry| entry.value)
    }

    /// Takes the node under a key, with the place of the key: what to underline where the value is a
    /// block of lines.
    pub(super) fn entry(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// Takes text that must be there.
    pub(super) fn text(&mut self, key: &str) -> Text {
        self.optional(key).unwrap_or_else(|| Spanned {
            value: String::new(),
            span: self.span,
        })
    }

    /// Takes a scalar.
    pub(super) fn optional<T: Wanted>(&mut self, key: &str) -> Option<Spanned<T>> {
        self.node(key).as_ref().and_then(scalar)
    }

    /// Takes a mapping.
    pub(super) fn mapping(&mut self, key: &str) -> Option<Self> {
        self.node(key).map(Self::of)
    }

    /// Takes a list of mappings; an absent one is empty.
    pub(super) fn mappings<T>(&mut self, key: &str, read: impl FnMut(Self) -> T) -> Vec<T> {
        let nodes = self.nodes(key).into_iter();
        nodes.map(Self::of).map(read).collect()
    }

    /// Takes a list; an absent one is empty.
    pub(super) fn nodes(&mut self, key: &str) -> Vec<Node> {
        self.node(key).map_or_else(Vec::new, sequence)
    }
}

/// The items of a list.
pub(super) fn sequence(node: Node) -> Vec<Node> {
    match node.kind {
        NodeKind::Sequence(nodes) => nodes,
        NodeKind::Scalar(_) | NodeKind::Mapping(_) => Vec::new(),
    }
}

/// A scalar with its place.
pub(super) fn scalar<T: Wanted>(node: &Node) -> Option<Spanned<T>> {
    let span = node.span;
    match &node.kind {
        NodeKind::Scalar(value) => T::of(value).map(|value| Spanned { value, span }),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}

/// What the value of a key can be.
pub(super) trait Wanted: DeserializeOwned {
    /// Names it in a message.
    const WHAT: &'static str;

    /// What a value of YAML is to it, if anything.
    fn of(value: &Value) -> Option<Self> {
        Self::deserialize(value).ok()
    }

    /// The way out where something else stands.
    fn help(found: &Value) -> String {
        let quotes = if found.is_string() {
            ", without quotes"
        } else {
            ""
        };
        format!("write {}{quotes}", Self::WHAT)
    }
}

impl Wanted for String {
    const WHAT: &'static str = "text";

    fn help(found: &Value) -> String {
        match found {
            Value::Null => "write the text behind the colon",
            _ => "put it in quotes, so that YAML reads it as text",
        }
        .to_owned()
    }
}

impl Wanted for bool {
    const WHAT: &'static str = "`true` or `false`";
}

impl Wanted for u32 {
    const WHAT: &'static str = "a whole number from 0 to 4294967295";
}

impl Wanted for u64 {
    const WHAT: &'static str = "a whole number from 0 to 18446744073709551615";
}
