//! Takes the values out of a mapping that [`validate`](super::validate) accepted.
//!
//! Nothing is reported here: every required key is present. An empty value replaces a missing one,
//! but never leaves the parser.

use super::yaml::{Entry, Node, NodeKind};
use crate::ast::{Given, Literal, Spanned, Text};
use crate::source::Span;
use serde_yaml::{Number, Value};

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

    /// A mapping without keys.
    pub(super) fn empty(span: Span) -> Self {
        let entries = Vec::new();
        Self { span, entries }
    }

    /// Takes the node under a key.
    pub(super) fn node(&mut self, key: &str) -> Option<Node> {
        self.entry(key).map(|entry| entry.value)
    }

    /// Takes the node under a key, with the span of the key: messages underline the key if the value
    /// is a block of lines.
    pub(super) fn entry(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.swap_remove(at))
    }

    /// Takes a required text.
    pub(super) fn text(&mut self, key: &str) -> Text {
        self.needed(key)
    }

    /// Takes a required scalar.
    pub(super) fn needed<T: FromScalar + Default>(&mut self, key: &str) -> Spanned<T> {
        let given = self.node(key).as_ref().and_then(scalar);
        given.unwrap_or_else(|| Spanned {
            value: T::default(),
            span: self.span,
        })
    }

    /// Takes an optional scalar.
    pub(super) fn optional<T: FromScalar>(&mut self, key: &str) -> Given<T> {
        self.node(key).as_ref().and_then(scalar).map(Box::new)
    }

    /// Takes a required text for readers, whose paragraphs are separated by an empty line.
    pub(super) fn prose(&mut self, key: &str) -> Text {
        let prose = self.optional_prose(key);
        prose.map_or_else(
            || Text {
                value: String::new(),
                span: self.span,
            },
            |prose| *prose,
        )
    }

    /// Takes an optional text for readers. YAML folds the lines of all styles except `|` and double
    /// quotes, and keeps one new line of an empty line.
    pub(super) fn optional_prose(&mut self, key: &str) -> Given<String> {
        let node = self.node(key)?;
        let mut prose: Spanned<String> = scalar(&node)?;
        if node.is_folded && prose.value.contains('\n') {
            prose.value = prose.value.replace('\n', "\n\n");
        }
        Some(Box::new(prose))
    }

    /// Takes text or an integer, and adds the span of an integer to `integers`.
    pub(super) fn text_or_integer(&mut self, key: &str, integers: &mut Vec<Span>) -> Given<String> {
        let node = self.node(key)?;
        let TextOrInteger(value) = scalar(&node)?.value;
        if let NodeKind::Scalar(Value::Number(_)) = node.kind {
            integers.push(node.span);
        }
        let span = node.span;
        Some(Box::new(Spanned { value, span }))
    }

    /// Takes any YAML.
    pub(super) fn any(&mut self, key: &str) -> Given<Literal> {
        self.node(key).map(|node| {
            let mut inner = Vec::new();
            node.spans_inside("", &mut inner);
            Box::new(Spanned {
                span: node.span,
                value: Literal {
                    value: node.to_value(),
                    inner: inner.into_boxed_slice(),
                },
            })
        })
    }

    /// Takes a list of texts; empty if absent.
    pub(super) fn texts(&mut self, key: &str) -> Vec<Text> {
        self.nodes(key).iter().filter_map(scalar).collect()
    }

    /// Takes a list of texts with the span of its key, which messages underline if the list is empty.
    pub(super) fn spanned_texts(&mut self, key: &str) -> Given<Vec<Text>> {
        self.entry(key).map(|entry| {
            Box::new(Spanned {
                span: entry.key_span,
                value: sequence(entry.value).iter().filter_map(scalar).collect(),
            })
        })
    }

    /// Takes a mapping.
    pub(super) fn mapping(&mut self, key: &str) -> Option<Self> {
        self.node(key).map(Self::of)
    }

    /// Takes a list of mappings; empty if absent.
    pub(super) fn mappings<T>(&mut self, key: &str, read: impl FnMut(Self) -> T) -> Vec<T> {
        let nodes = self.nodes(key).into_iter();
        nodes.map(Self::of).map(read).collect()
    }

    /// Takes a list of mappings with the span of its key.
    pub(super) fn spanned_mappings<T>(
        &mut self,
        key: &str,
        read: impl FnMut(Self) -> T,
    ) -> Given<Vec<T>> {
        self.entry(key).map(|entry| {
            let nodes = sequence(entry.value).into_iter();
            Box::new(Spanned {
                span: entry.key_span,
                value: nodes.map(Self::of).map(read).collect(),
            })
        })
    }

    /// Takes a list; empty if absent.
    pub(super) fn nodes(&mut self, key: &str) -> Vec<Node> {
        self.node(key).map_or_else(Vec::new, sequence)
    }
}

/// Returns the items of a list.
pub(super) fn sequence(node: Node) -> Vec<Node> {
    match node.kind {
        NodeKind::Sequence(nodes) => nodes,
        NodeKind::Scalar(_) | NodeKind::Mapping(_) => Vec::new(),
    }
}

/// Converts a scalar, and keeps its span.
pub(super) fn scalar<T: FromScalar>(node: &Node) -> Option<Spanned<T>> {
    let span = node.span;
    match &node.kind {
        NodeKind::Scalar(value) => T::of(value).map(|value| Spanned { value, span }),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}

/// A type that the value of a key can have.
pub(super) trait FromScalar: Sized {
    /// Its name in messages.
    const WHAT: &'static str;

    /// Converts a YAML value, if it has this type.
    fn of(value: &Value) -> Option<Self>;

    /// Returns the help for a value of another type.
    fn help(found: &Value) -> String {
        let quotes = if found.is_string() {
            ", without quotes"
        } else {
            ""
        };
        format!("write {}{quotes}", Self::WHAT)
    }
}

impl FromScalar for String {
    const WHAT: &'static str = "text";

    fn of(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }

    fn help(found: &Value) -> String {
        match found {
            Value::Null => "write the text after the colon",
            _ => "quote it, so that YAML reads it as text",
        }
        .to_owned()
    }
}

impl FromScalar for bool {
    const WHAT: &'static str = "`true` or `false`";

    fn of(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl FromScalar for u32 {
    const WHAT: &'static str = "an integer from 0 to 4294967295";

    fn of(value: &Value) -> Option<Self> {
        value.as_u64().and_then(|number| number.try_into().ok())
    }
}

impl FromScalar for Number {
    const WHAT: &'static str = "a number";

    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(number.clone()),
            _ => None,
        }
    }
}

/// Text, or the digits of an integer.
pub(super) struct TextOrInteger(pub(super) String);

impl FromScalar for TextOrInteger {
    const WHAT: &'static str = "text or an integer";

    fn of(value: &Value) -> Option<Self> {
        let Value::Number(number) = value else {
            return String::of(value).map(Self);
        };
        (number.is_i64() || number.is_u64()).then(|| Self(number.to_string()))
    }

    fn help(found: &Value) -> String {
        match found {
            Value::Bool(_) => "quote it if the API sends text; for a boolean, use the type `boolean` for the field".to_owned(),
            Value::Number(_) => "quote it if the API sends text; for numbers with a fraction, use the type `number` for the field".to_owned(),
            _ => String::help(found),
        }
    }
}

/// Text, a signed integer or a boolean.
pub(super) struct TextIntegerOrBoolean;

impl FromScalar for TextIntegerOrBoolean {
    const WHAT: &'static str = "text, an integer or a boolean";

    fn of(value: &Value) -> Option<Self> {
        (value.is_string() || value.is_i64() || value.is_bool()).then_some(Self)
    }

    fn help(found: &Value) -> String {
        match found {
            Value::Number(_) => format!(
                "write an integer from {} to {}, or quote it if the API sends text",
                i64::MIN,
                i64::MAX
            ),
            _ => String::help(found),
        }
    }
}

/// The responses that have an output: the digits of a status code, or `default`.
pub(super) struct Status(pub(super) String);

impl FromScalar for Status {
    const WHAT: &'static str = "a status code or `default`";

    fn of(value: &Value) -> Option<Self> {
        match value.as_str() {
            Some("default") => Some(Self("default".to_owned())),
            Some(_) => None,
            None => u32::of(value).map(|status| Self(status.to_string())),
        }
    }

    fn help(found: &Value) -> String {
        match found.as_str() {
            Some(text) if text.parse::<u32>().is_ok() => "write the number without quotes",
            _ => "write a number such as `200`, or `default` for all other responses",
        }
        .to_owned()
    }
}
