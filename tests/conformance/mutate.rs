//! Mutations of one fact in one text: the effect of a typo, a bad merge or a generator bug.
//!
//! The comparison must notice each of them; `tests/documentation` applies them all. The mutations
//! are made to the text, line by line, so that the readers are tested too.

mod arguments;
mod arms;
pub mod code;
mod kept;
mod lines;
mod metadata;
pub mod page;
mod rows;
pub mod spec;

use crate::code::Aspect;
use crate::fact::{Key, Section};
use crate::report::Report;
use crate::rules;

/// The kinds of mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Removes it.
    Dropped,
    /// Renames it.
    Renamed,
    /// Changes its type.
    Retyped,
    /// Makes a required fact optional, or the other way round.
    Reflagged,
    /// Swaps it with a neighbour.
    Reordered,
    /// Changes its description.
    Reworded,
    /// Moves it to another location in the message: from the query to the path, or to another
    /// status.
    Moved,
    /// Changes its constraints, or its encoding.
    Rebound,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Dropped,
        Self::Renamed,
        Self::Retyped,
        Self::Reflagged,
        Self::Reordered,
        Self::Reworded,
        Self::Moved,
        Self::Rebound,
    ];

    /// Returns `true` if a report on that aspect matches this mutation. If a mutation removes the
    /// part of a fact that a deviation explains, the deviation is reported instead.
    #[must_use]
    pub fn shows_as(self, aspect: Aspect) -> bool {
        match self {
            Self::Dropped => aspect == Aspect::Existence,
            Self::Renamed => matches!(aspect, Aspect::Existence | Aspect::Name),
            Self::Retyped => matches!(aspect, Aspect::Type | Aspect::Deviation),
            Self::Reflagged => matches!(aspect, Aspect::Required | Aspect::Deviation),
            Self::Reordered => aspect == Aspect::Order,
            Self::Reworded => aspect == Aspect::Description,
            Self::Moved => matches!(aspect, Aspect::Existence | Aspect::Place),
            Self::Rebound => matches!(aspect, Aspect::Rule | Aspect::Type),
        }
    }
}

/// The mutable texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The documentation page.
    Page,
    /// The YAML.
    Spec,
    /// The generated Rust.
    Code,
}

impl Side {
    /// All sides.
    pub const ALL: [Self; 3] = [Self::Page, Self::Spec, Self::Code];
}

/// One mutation.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// The fact.
    pub key: Key,
    /// The kind.
    pub kind: Kind,
    /// The mutated location, for a fact with several.
    pub what: &'static str,
    /// The edited lines.
    pub edits: Vec<Edit>,
}

/// Lines of a file and their replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file, from the root of the checkout.
    pub path: String,
    /// The first line, from 0.
    pub start: usize,
    /// The end, exclusive.
    pub end: usize,
    /// The replacement.
    pub lines: Vec<String>,
}

impl Edit {
    /// Returns the text with the edit made.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        // The ends of a file are found once, the lines between them are not split.
        let breaks = || text.match_indices('\n').map(|(at, _)| at);
        let last_before = self.start.checked_sub(1);
        let before = last_before.map(|last| &text[..breaks().nth(last).unwrap_or(text.len())]);
        let after = match self.end.checked_sub(1) {
            Some(last) => breaks().nth(last).map(|at| &text[at + 1..]),
            None => Some(text),
        };
        let new = self.lines.iter().map(String::as_str);
        let parts: Vec<_> = before.into_iter().chain(new).chain(after).collect();
        parts.join("\n")
    }
}

impl Mutation {
    /// Returns `true` if a report names the mutation: the fact itself, in the operation of that
    /// title, and the mutated aspect. If a spec is rejected before it is compared, the diagnostic
    /// must name the fact.
    #[must_use]
    pub fn is_named_by(&self, report: &Report, title: &str) -> bool {
        let mut differences = report.differences.iter();
        let differs = differences.any(|difference| {
            let is_it = difference.key == self.key || difference.other.as_ref() == Some(&self.key);
            is_it && difference.operation == title && self.kind.shows_as(difference.aspect)
        });
        let mut problems = report.problems.iter();
        differs
            || problems.any(|problem| {
                problem.key.as_ref() == Some(&self.key) || self.is_cause_of(&problem.message)
            })
    }

    /// Returns `true` for a diagnostic at another location that the mutation leads to.
    fn is_cause_of(&self, message: &str) -> bool {
        match self.kind {
            // The path then lacks an input.
            Kind::Moved => message.contains(&format!("`{{{}}}`", self.key.name())),
            // The listing then has no body.
            Kind::Reflagged => {
                let is_body = self.key.section == Section::Outputs && self.key.path.len() == 1;
                is_body && message.contains("pagination needs a response with one required body")
            }
            // The type then has no fields.
            Kind::Dropped => message.contains("needs the key `fields`"),
            _ => false,
        }
    }
}

/// The properties of a fact that decide which mutations apply on a side.
#[derive(Clone, Copy, Debug)]
pub struct Nature<'a> {
    /// The fact.
    pub key: &'a Key,
    /// `true` if it has a neighbour.
    pub has_neighbour: bool,
    /// `true` if the code describes it; a flattened object has no description.
    pub has_docs: bool,
    /// The attributes on this side.
    pub attributes: Attributes,
}

/// The attributes of a fact on one side, apart from its type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributes {
    /// Its location in the message.
    pub place: bool,
    /// Its constraints, or its decoding.
    pub bounds: bool,
}

/// Returns the reason why a fact cannot be mutated in that way on that side, if there is one.
#[must_use]
pub fn impossible(side: Side, kind: Kind, nature: Nature<'_>) -> Option<&'static str> {
    let key = nature.key;
    let is_top = key.path.len() == 1;
    // A body whose members are inputs.
    let is_body = is_top && !nature.has_docs && key.section == Section::Inputs;
    let is_line = is_top && matches!(key.name(), "status_code" | "reason");
    match (side, kind, key.section) {
        (_, Kind::Reflagged, Section::Headers) => Some("headers are always optional"),
        (Side::Page, Kind::Moved | Kind::Rebound, _) => Some("the page does not contain it"),
        (Side::Page, Kind::Reflagged, _) if rules::is_given_presence(key) => {
            Some("the spec language requires it")
        }
        (_, Kind::Moved, _) if !nature.attributes.place => {
            Some("its location is that of its parent")
        }
        (_, Kind::Rebound, _) if !nature.attributes.bounds => Some("it has no constraint"),
        (Side::Code, Kind::Reordered, Section::Inputs) if is_body => {
            Some("the code contains its members, not the body itself")
        }
        (_, Kind::Reordered, _) if !nature.has_neighbour => Some("it has no neighbour"),
        (Side::Code, Kind::Retyped, Section::Inputs) if is_body => {
            Some("its type is the request itself")
        }
        (Side::Code, Kind::Reflagged, Section::Inputs) if is_body => {
            Some("the request always writes it")
        }
        (Side::Code, Kind::Reworded, Section::Inputs) if !nature.has_docs => {
            Some("it is flattened into the request, so the code does not describe it")
        }
        (Side::Code, Kind::Reflagged, Section::Outputs) if is_top => {
            Some("the runtime's `Response` always has its parts")
        }
        (Side::Code, Kind::Retyped, Section::Outputs) if is_line => {
            Some("the runtime's `Response` has the type")
        }
        _ => None,
    }
}
