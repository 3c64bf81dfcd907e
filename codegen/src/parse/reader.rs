//! Reads the keys of one mapping and remembers which the spec language knows.

use super::codes;
use super::yaml::{Entry, Node, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Spanned;
use crate::source::Span;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

/// A mapping that is being read. Every key that is asked for is known; [`finish`](Self::finish)
/// reports the others.
pub(super) struct Mapping {
    /// What the mapping describes, for messages: "an enum value".
    what: &'static str,
    pub(super) span: Span,
    entries: Vec<Entry>,
    known: Vec<&'static str>,
}

impl Mapping {
    /// The node as a mapping, or a report that it is none.
    pub(super) fn of(node: Node, what: &'static str, found: &mut Diagnostics) -> Option<Self> {
        let span = node.span;
        if let NodeKind::Mapping(entries) = node.kind {
            return Some(Self {
                what,
                span,
                entries,
                known: Vec::new(),
            });
        }
        let message = format!("{what} must be a mapping of keys to values");
        let diagnostic = Diagnostic::new(codes::WRONG_TYPE, span, message).label(describe(&node));
        found.push(diagnostic.help("write `key: value`, one per line"));
        None
    }

    /// Takes the node under a key.
    pub(super) fn node(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at).value)
    }

    /// Takes the node under a key, with the place of the key: what to underline where the value is a
    /// block of lines.
    pub(super) fn node_and_key(&mut self, key: &'static str) -> Option<(Node, Span)> {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        let key_span = entry.map(|entry| entry.key_span);
        self.node(key).zip(key_span)
    }

    /// Takes the node under a key that must be there.
    pub(super) fn required_node(
        &mut self,
        key: &'static str,
        found: &mut Diagnostics,
    ) -> Option<Node> {
        let node = self.node(key);
        if node.is_none() {
            let missing = self.missing(key);
            found.push(missing);
        }
        node
    }

    /// A missing key, or the misspelled one that was meant to be it: one mistake either way.
    fn missing(&mut self, key: &'static str) -> Diagnostic {
        let is_near = |entry: &Entry| nearest(&entry.key, &[key]).is_some();
        if let Some(at) = self.entries.iter().position(is_near) {
            let entry = self.entries.remove(at);
            return self.unknown(&entry);
        }
        let message = format!("{} needs the key `{key}`", self.what);
        Diagnostic::new(codes::MISSING_KEY, self.span, message)
            .label("begins here")
            .help(format!("add `{key}: …`"))
    }

    fn unknown(&self, entry: &Entry) -> Diagnostic {
        let message = format!("{} has no key `{}`", self.what, entry.key);
        Diagnostic::new(codes::UNKNOWN_KEY, entry.key_span, message)
            .help(suggestion(&entry.key, &self.known))
    }

    /// Takes a scalar.
    pub(super) fn optional<T: Wanted>(
        &mut self,
        key: &'static str,
        found: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let node = self.node(key)?;
        scalar(node, key, found)
    }

    /// Takes a scalar that must be there.
    pub(super) fn required<T: Wanted>(
        &mut self,
        key: &'static str,
        found: &mut Diagnostics,
    ) -> Option<Spanned<T>> {
        let node = self.required_node(key, found)?;
        scalar(node, key, found)
    }

    /// Takes a list; an absent one is empty.
    pub(super) fn list(&mut self, key: &'static str, found: &mut Diagnostics) -> Vec<Node> {
        self.node(key)
            .map_or_else(Vec::new, |node| sequence(node, key, found))
    }

    /// Takes a mapping.
    pub(super) fn mapping(
        &mut self,
        key: &'static str,
        what: &'static str,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        Self::of(self.node(key)?, what, found)
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, found: &mut Diagnostics) {
        for entry in &self.entries {
            found.push(self.unknown(entry));
        }
    }
}

/// The items of a list, or a report that the node is none.
pub(super) fn sequence(node: Node, key: &str, found: &mut Diagnostics) -> Vec<Node> {
    let span = node.span;
    if let NodeKind::Sequence(nodes) = node.kind {
        return nodes;
    }
    let diagnostic = Diagnostic::new(codes::WRONG_TYPE, span, format!("`{key}` must be a list"));
    found.push(
        diagnostic
            .label(describe(&node))
            .help("write one item per line, each after `- `"),
    );
    Vec::new()
}

/// A scalar of the wanted type, or a report of what stands there instead.
pub(super) fn scalar<T: Wanted>(
    node: Node,
    key: &str,
    found: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let span = node.span;
    let wrong = |label: String, help: String| {
        let message = format!("`{key}` must be {}", T::WHAT);
        Diagnostic::new(codes::WRONG_TYPE, span, message)
            .label(label)
            .help(help)
    };
    let NodeKind::Scalar(value) = node.kind else {
        found.push(wrong(describe(&node), format!("write {}", T::WHAT)));
        return None;
    };
    let (label, help) = (describe_value(&value), T::help(&value));
    if let Ok(value) = T::deserialize(value) {
        return Some(Spanned { value, span });
    }
    found.push(wrong(label, help));
    None
}

/// What the value of a key can be.
pub(super) trait Wanted: DeserializeOwned {
    /// Names it in a message.
    const WHAT: &'static str;

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

fn describe(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(value) => describe_value(value),
        NodeKind::Sequence(_) => "this is a list".to_owned(),
        NodeKind::Mapping(_) => "this is a mapping".to_owned(),
    }
}

fn describe_value(value: &Value) -> String {
    match value {
        Value::Null => "there is no value",
        Value::Bool(_) => "YAML reads `true` or `false` here",
        Value::Number(_) => "YAML reads a number here",
        _ => "this is text",
    }
    .to_owned()
}

/// "Did you mean …?", or the whole list where nothing is near.
pub(crate) fn suggestion(found: &str, known: &[&str]) -> String {
    nearest(found, known).map_or_else(
        || {
            format!(
                "known here: {}",
                known
                    .iter()
                    .map(|word| format!("`{word}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        },
        |near| format!("did you mean `{near}`?"),
    )
}

/// The known word that looks most like the one found.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let distances = known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(found, word), *word));
    let (distance, word) = distances.min()?;
    (distance <= 2.max(found.chars().count() / 3)).then_some(word)
}
