//! The members `x-` of a description that this generator wrote: facts that OpenAPI has no word for.

use super::report::Report;
use crate::openapi::index::Index;
use crate::openapi::node::Node;

/// A description that this generator wrote; any other has no such members.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own<'d> {
    index: Option<&'d Index<'d>>,
}

/// The expected form of a member.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    /// A text, a number, `true` or `false`.
    Scalar,
    /// The value that differs from the default.
    Flag(bool),
    Texts,
    Mapping,
    /// A list of mappings.
    Mappings,
}

/// A member and the key of the spec language with the same value.
pub(super) type Member = (&'static str, &'static str, Shape);

/// Returns `true` for the description of a spec.
pub(super) fn is_own(root: &Node) -> bool {
    let name = root.text_of("x-api");
    name.is_some_and(|name| crate::lower::names::type_name(name).is_some())
}

/// Returns the name of a parameter: that of a list in brackets ends with them.
pub(super) fn parameter_name(parameter: &Node) -> Option<String> {
    let name = parameter.get("name")?.shown();
    let is_list = parameter
        .get("schema")
        .is_some_and(|schema| schema.get("items").is_some());
    let is_bracketed = parameter.text_of("x-list-style") == Some("brackets") && is_list;
    let plain = name.strip_suffix("[]").filter(|_| is_bracketed);
    Some(plain.map(str::to_owned).unwrap_or(name))
}

impl<'d> Own<'d> {
    pub(super) fn of(index: &'d Index<'d>, is_own: bool) -> Self {
        Self {
            index: is_own.then_some(index),
        }
    }

    pub(super) fn is_here(self) -> bool {
        self.index.is_some()
    }

    /// Returns the value at a JSON pointer.
    pub(super) fn at(self, pointer: &str) -> Option<&'d Node> {
        self.index?.at(pointer)
    }

    /// Returns a member of the value at a JSON pointer. A member of another form is reported.
    pub(super) fn member(
        self,
        report: &mut Report,
        pointer: &str,
        name: &str,
        shape: Shape,
    ) -> Option<&'d Node> {
        let value = self.at(pointer)?.get(name)?;
        if shape.fits(value) {
            return Some(value);
        }
        let text = format!("`{name}` has an unexpected form; it is ignored");
        report.note("odd extension", pointer, text);
        None
    }

    pub(super) fn text(self, report: &mut Report, pointer: &str, name: &str) -> Option<&'d str> {
        self.member(report, pointer, name, Shape::Text)?.as_text()
    }

    /// Returns the keys of these members.
    pub(super) fn keys(
        self,
        report: &mut Report,
        pointer: &str,
        members: &[Member],
    ) -> Vec<(&'static str, Node)> {
        let mut found = Vec::new();
        for (name, key, shape) in members {
            let value = self.member(report, pointer, name, *shape);
            found.extend(value.map(|value| (*key, value.clone())));
        }
        found
    }
}

impl Shape {
    fn fits(self, value: &Node) -> bool {
        match (self, value) {
            (Self::Text, Node::Text(text)) => !text.trim().is_empty(),
            (Self::Flag(flag), value) => *value == Node::Bool(flag),
            (Self::Texts, Node::List(items)) => {
                items.iter().all(|item| matches!(item, Node::Text(_)))
            }
            (Self::Scalar, Node::Text(_) | Node::Number(_) | Node::Bool(_))
            | (Self::Mapping, Node::Map(_)) => true,
            (Self::Mappings, Node::List(items)) => {
                items.iter().all(|item| matches!(item, Node::Map(_)))
            }
            _ => false,
        }
    }
}
