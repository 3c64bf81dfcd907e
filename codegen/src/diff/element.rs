//! The elements of a spec: a tree that two specs are compared by.

use super::kind::Kind;
use crate::model::{Direction, Limit};
use std::collections::BTreeSet;

/// An element of a spec, with the elements inside it.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its kind.
    pub kind: Kind,
    /// Its name among the elements of the same kind in the same parent; empty if there is only one.
    pub name: String,
    /// Its former name.
    pub former: Option<String>,
    /// Its value, as text for people; empty for an element that consists of its parts.
    pub value: String,
    /// The part of the value that decides about its direction of change.
    pub scale: Scale,
    /// The direction of the values that it describes; `None` for that of the parent.
    pub direction: Option<Direction>,
    /// The path of the keys in the YAML of its parent, separated by slashes.
    pub at: String,
    /// The spec file, if it differs from that of the parent.
    pub origin: Option<String>,
    /// The Rust item that represents it: its type and member.
    pub rust: Option<Item>,
    /// Its representation on the wire; empty if it has none.
    pub wire: String,
    /// `true` if the element cannot be left out: a required field.
    pub is_required: bool,
    /// The elements inside it.
    pub parts: Vec<Self>,
    /// The element that applies where this one is absent: the member that an override differs from.
    pub fallback: Option<Box<Self>>,
}

/// A Rust item: a type, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The type.
    pub ty: String,
    /// The setter, struct field, variant or constructor; empty for the type itself.
    pub member: String,
}

/// The part of a value by which a change is an extension or a restriction.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// It has no direction.
    Plain,
    /// A restriction by its presence: a pattern.
    Restriction,
    /// A minimum.
    AtLeast(Limit),
    /// A maximum.
    AtMost(Limit),
    /// A flag that restricts if it is `true`.
    Restricts(bool),
    /// The values that a type has on the wire, and the arguments that its setters accept.
    Values(Values),
    /// A set of words.
    Set(BTreeSet<String>),
    /// Words that decide alone; the rest of the value follows from another element.
    Follows(String),
    /// Names in order, each with a type.
    Order(Vec<(String, String)>),
}

/// The values of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The set of values on the wire.
    pub set: ValueSet,
    /// The values that programs write down for it.
    pub literal: Literal,
}

/// The set of the values that a type has on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueSet {
    /// Any JSON.
    Anything,
    /// Any text.
    Text,
    /// Texts of a format.
    TextOf(&'static str),
    /// Integers from a smallest to a largest one.
    Integers(i128, i128),
    /// Any number.
    Numbers,
    /// Lists, maps or nullable values of a set.
    Inside(&'static str, Box<Self>),
    /// Values that only an equal description has.
    Other(String),
}

/// The literals that programs pass for a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A text, which is converted.
    Text,
    /// A number without a type.
    Integer,
    /// Anything else.
    Other,
}

impl Element {
    /// Creates an element that consists of its parts.
    pub fn group(kind: Kind, name: impl Into<String>) -> Self {
        let name = name.into();
        let at = if name.is_empty() {
            kind.key().to_owned()
        } else {
            format!("{}/{}", kind.key(), name.replace('/', "\u{0}"))
        };
        Self {
            kind,
            name,
            former: None,
            value: String::new(),
            scale: Scale::Plain,
            direction: None,
            at,
            origin: None,
            rust: None,
            wire: String::new(),
            is_required: false,
            parts: Vec::new(),
            fallback: None,
        }
    }

    /// Creates an element with a value.
    pub fn fact(kind: Kind, value: &(impl ToString + ?Sized)) -> Self {
        Self {
            value: value.to_string(),
            ..Self::group(kind, "")
        }
    }

    /// Creates an element of a value that may be absent.
    pub fn optional(kind: Kind, value: Option<impl ToString>) -> Option<Self> {
        value.map(|value| Self::fact(kind, &value))
    }

    /// Creates an element for a text, which is absent if it is empty.
    pub fn text(kind: Kind, value: &str) -> Option<Self> {
        (!value.is_empty()).then(|| Self::fact(kind, value))
    }

    /// Creates a flag, which is absent unless it is set.
    pub fn flag(kind: Kind, is_set: bool) -> Option<Self> {
        is_set.then(|| Self::fact(kind, "true"))
    }

    /// Adds parts.
    #[must_use]
    pub fn with(mut self, parts: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// Returns the first part of a kind.
    pub fn part(&self, kind: Kind) -> Option<&Self> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// Marks it as required, or as a fact of something required.
    #[must_use]
    pub fn required(self, is_required: bool) -> Self {
        Self {
            is_required,
            ..self
        }
    }

    /// Sets the former name.
    #[must_use]
    pub fn formerly(self, former: Option<impl ToString>) -> Self {
        let former = former.map(|name| name.to_string());
        Self { former, ..self }
    }

    /// Sets the scale.
    #[must_use]
    pub fn scaled(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// Sets the direction.
    #[must_use]
    pub fn going(self, direction: Direction) -> Self {
        let direction = Some(direction);
        Self { direction, ..self }
    }

    /// Sets the path of the keys in the YAML of the parent.
    #[must_use]
    pub fn at(self, at: impl Into<String>) -> Self {
        let at = at.into();
        Self { at, ..self }
    }

    /// Sets the spec file.
    #[must_use]
    pub fn in_file(self, origin: &str) -> Self {
        let origin = Some(origin.to_owned());
        Self { origin, ..self }
    }

    /// Sets the Rust item.
    #[must_use]
    pub fn in_rust(self, ty: &str, member: &str) -> Self {
        let rust = Some(Item {
            ty: ty.to_owned(),
            member: member.to_owned(),
        });
        Self { rust, ..self }
    }

    /// Sets the representation on the wire.
    #[must_use]
    pub fn on_wire(self, wire: impl Into<String>) -> Self {
        let wire = wire.into();
        Self { wire, ..self }
    }
}

/// Returns a list as text for people.
pub fn listed<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}
