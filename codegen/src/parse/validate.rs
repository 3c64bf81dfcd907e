//! Validates files against the tables of the [`grammar`](super::grammar), and reports every error of
//! shape.

use super::grammar::{Key, Kind, Shape, Value, Word};
use super::mapping::{FromScalar, Status, TextIntegerOrBoolean, TextOrInteger};
use super::yaml::{Entry, Node, NodeKind};
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::suggest::{all, nearest, suggestion};

/// Validates the root mapping of a file. Messages call it "the file".
pub(super) fn file(node: &Node, shape: &'static Shape, found: &mut Diagnostics) {
    mapping(node, shape, "the file", found);
}

fn mapping(node: &Node, shape: &'static Shape, what: &str, found: &mut Diagnostics) {
    let NodeKind::Mapping(entries) = &node.kind else {
        let message = format!("{what} must be a mapping of keys to values");
        let diagnostic = Diagnostic::new(codes::WRONG_TYPE, node.span, message);
        let diagnostic = diagnostic.label(describe(node));
        found.push(diagnostic.help("write `key: value`, one per line"));
        return;
    };
    let kind = kind(entries, shape, found);
    let keys = shape.common_keys();
    let keys: Vec<_> = keys
        .chain(kind.into_iter().flat_map(|kind| kind.keys))
        .collect();
    for key in &keys {
        if let Some(entry) = entries.iter().find(|entry| entry.key == key.name) {
            value(&entry.value, key.name, &key.value, found);
        }
    }
    let names = Names {
        what,
        shape,
        span: node.span,
        keys: &keys,
        // An unknown kind leaves the other keys unknown.
        all_known: shape.kinds.is_none() || kind.is_some(),
    };
    names.check(entries, found);
}

/// Returns the kind of a mapping, or reports that the kind is unknown.
fn kind(
    entries: &[Entry],
    shape: &'static Shape,
    found: &mut Diagnostics,
) -> Option<&'static Kind> {
    let kinds = shape.kinds.as_ref()?;
    let entry = entries.iter().find(|entry| entry.key == kinds.key)?;
    let NodeKind::Scalar(serde_yaml::Value::String(word)) = &entry.value.kind else {
        return None;
    };
    let kind = shape.kind(word);
    if kind.is_none() {
        let known: Vec<_> = kinds.list.iter().map(|kind| kind.word).collect();
        let message = format!("unknown {} `{word}`", kinds.what);
        let diagnostic = Diagnostic::new(codes::UNKNOWN_WORD, entry.value.span, message);
        found.push(diagnostic.help(suggestion(word, &known)));
    }
    kind
}

/// The keys that a mapping may have.
struct Names<'a> {
    what: &'a str,
    shape: &'static Shape,
    span: Span,
    keys: &'a [&'static Key],
    all_known: bool,
}

impl Names<'_> {
    fn check(&self, entries: &[Entry], found: &mut Diagnostics) {
        let is_known = |entry: &&Entry| self.keys.iter().any(|key| key.name == entry.key);
        let mut strangers: Vec<_> = entries.iter().filter(|entry| !is_known(entry)).collect();
        let is_given = |key: &Key| entries.iter().any(|entry| entry.key == key.name);
        for key in self.keys {
            if key.is_required && !is_given(key) {
                found.push(self.missing(key.name, &mut strangers));
            }
        }
        if self.all_known {
            let unknown = strangers.into_iter().map(|entry| self.unknown(entry));
            unknown.for_each(|diagnostic| found.push(diagnostic));
        }
    }

    /// Reports a missing key, or the misspelled key that was meant: one error in both cases.
    fn missing(&self, key: &'static str, strangers: &mut Vec<&Entry>) -> Diagnostic {
        let is_near = |entry: &&Entry| nearest(&entry.key, &[key]).is_some();
        if let Some(at) = strangers.iter().position(is_near) {
            return self.unknown(strangers.remove(at));
        }
        let message = format!("{} needs the key `{key}`", self.what);
        Diagnostic::new(codes::MISSING_KEY, self.span, message)
            .label("begins here")
            .help(format!("add `{key}: …`"))
    }

    fn unknown(&self, entry: &Entry) -> Diagnostic {
        if let Some(new) = self.shape.renamed(&entry.key) {
            let message = format!("`{}` is now `{new}`", entry.key);
            return Diagnostic::new(codes::UNKNOWN_KEY, entry.key_span, message)
                .help(format!("rename the key to `{new}`, and keep its value"));
        }
        let known: Vec<_> = self.keys.iter().map(|key| key.name).collect();
        let message = format!("{} has no key `{}`", self.what, entry.key);
        Diagnostic::new(codes::UNKNOWN_KEY, entry.key_span, message)
            .help(suggestion(&entry.key, &known))
    }
}

fn value(node: &Node, key: &str, expected: &Value, found: &mut Diagnostics) {
    match expected {
        Value::Text | Value::Word(_) | Value::Type => scalar::<String>(node, key, found),
        Value::Choice(words) => choice(node, key, words, found),
        Value::Boolean => scalar::<bool>(node, key, found),
        Value::Count => scalar::<u32>(node, key, found),
        Value::Number => scalar::<serde_yaml::Number>(node, key, found),
        Value::Status => scalar::<Status>(node, key, found),
        Value::TextOrInteger => scalar::<TextOrInteger>(node, key, found),
        Value::TextIntegerOrBoolean => scalar::<TextIntegerOrBoolean>(node, key, found),
        Value::Any => {}
        Value::Mapping(shape) => mapping(node, shape, shape.what, found),
        Value::List(items) => list(node, key, items, found),
        Value::OneOrMore(item) => match &node.kind {
            NodeKind::Sequence(_) => list(node, key, item, found),
            _ => value(node, key, item, found),
        },
        Value::NameOr(name, shape) => match node.kind {
            NodeKind::Scalar(_) => value(node, key, name, found),
            _ => mapping(node, shape, shape.what, found),
        },
    }
}

fn list(node: &Node, key: &str, items: &Value, found: &mut Diagnostics) {
    let NodeKind::Sequence(nodes) = &node.kind else {
        let message = format!("`{key}` must be a list");
        let diagnostic = Diagnostic::new(codes::WRONG_TYPE, node.span, message);
        let diagnostic = diagnostic.label(describe(node));
        found.push(diagnostic.help("write one item per line, each after `- `"));
        return;
    };
    for node in nodes {
        value(node, key, items, found);
    }
}

fn choice(node: &Node, key: &str, words: &[Word], found: &mut Diagnostics) {
    let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let diagnostic = match &node.kind {
        NodeKind::Scalar(serde_yaml::Value::String(word)) if known.contains(&word.as_str()) => {
            return;
        }
        NodeKind::Scalar(serde_yaml::Value::String(word)) => {
            let message = format!("`{word}` is not a valid value of `{key}`");
            let diagnostic = Diagnostic::new(codes::UNKNOWN_WORD, node.span, message);
            diagnostic.help(suggestion(word, &known))
        }
        _ => {
            let message = format!("`{key}` must be a word");
            let diagnostic = Diagnostic::new(codes::WRONG_TYPE, node.span, message);
            diagnostic.label(describe(node)).help(all(&known))
        }
    };
    found.push(diagnostic);
}

fn scalar<T: FromScalar>(node: &Node, key: &str, found: &mut Diagnostics) {
    let help = match &node.kind {
        NodeKind::Scalar(value) if T::of(value).is_some() => return,
        NodeKind::Scalar(value) => T::help(value),
        _ => format!("write {}", T::WHAT),
    };
    let message = format!("`{key}` must be {}", T::WHAT);
    let diagnostic = Diagnostic::new(codes::WRONG_TYPE, node.span, message);
    found.push(diagnostic.label(describe(node)).help(help));
}

fn describe(node: &Node) -> &'static str {
    match &node.kind {
        NodeKind::Scalar(serde_yaml::Value::Null) => "no value",
        NodeKind::Scalar(serde_yaml::Value::Bool(_)) => "YAML reads `true` or `false` here",
        NodeKind::Scalar(serde_yaml::Value::Number(_)) => "YAML reads a number here",
        NodeKind::Scalar(_) => "this is text",
        NodeKind::Sequence(_) => "this is a list",
        NodeKind::Mapping(_) => "this is a mapping",
    }
}
