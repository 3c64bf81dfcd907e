//! Changes of one fact in one text: what a slip of the pen, of a merge or of the generator does.
//!
//! The comparison is only worth something if it notices each of them; `tests/documentation` applies
//! them all. The changes are made to the text, line by line, so that the readers are tested too.

mod arguments;
pub mod code;
mod lines;
pub mod page;
mod rows;
pub mod spec;

use crate::code::Aspect;
use crate::fact::{Key, Section};
use crate::report::Report;

/// Ways to change a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is gone.
    Dropped,
    /// It has another name.
    Renamed,
    /// It has another type.
    Retyped,
    /// It is required where it was optional, or the other way round.
    Reflagged,
    /// It has changed places with a neighbour.
    Reordered,
    /// Its description says something else.
    Reworded,
    /// It stands elsewhere in the message: in the query and not in the path, with another status.
    Moved,
    /// Its value has to keep to something else, or travels in another way.
    Rebound,
}

impl Kind {
    /// All of them.
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

    /// Whether a report on that aspect is a report on this change. Once a fact has lost what its
    /// deviation explains, the deviation is reported in its place.
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

/// The texts that can be changed.
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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Page, Self::Spec, Self::Code];
}

/// One change.
#[derive(Clone, Debug)]
pub struct Mutation {
    /// The fact.
    pub key: Key,
    /// The way it changes.
    pub kind: Kind,
    /// What exactly changes, where a fact stands in several places.
    pub what: &'static str,
    /// The lines that change.
    pub edits: Vec<Edit>,
}

/// Lines of a file that make room for others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The file, from the root of the checkout.
    pub path: String,
    /// The first line, from 0.
    pub start: usize,
    /// Behind the last line.
    pub end: usize,
    /// What stands there instead.
    pub lines: Vec<String>,
}

impl Edit {
    /// The text with the edit made.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let old: Vec<&str> = text.split('\n').collect();
        let new = self.lines.iter().map(String::as_str);
        let before = old.iter().take(self.start).copied();
        let after = old.iter().skip(self.end).copied();
        before
            .chain(new)
            .chain(after)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Mutation {
    /// Whether a report names the change: the fact itself, of the operation of that title, and the aspect of it that changed. Where
    /// a spec is refused before it can be compared, the refusal has to name the fact.
    #[must_use]
    pub fn is_named_by(&self, report: &Report, title: &str) -> bool {
        let mut differences = report.differences.iter();
        let differs = differences.any(|difference| {
            let is_it = difference.key == self.key || difference.other.as_ref() == Some(&self.key);
            is_it && difference.operation == title && self.kind.shows_as(difference.aspect)
        });
        let mut problems = report.problems.iter();
        // A path that lacks an input is where the refusal of a moved one stands.
        let in_path = format!("`{{{}}}`", self.key.name());
        differs
            || problems.any(|problem| {
                problem.key.as_ref() == Some(&self.key)
                    || self.kind == Kind::Moved && problem.message.contains(&in_path)
            })
    }
}

/// What about a fact decides which changes it can suffer on a side.
#[derive(Clone, Copy, Debug)]
pub struct Nature<'a> {
    /// The fact.
    pub key: &'a Key,
    /// Whether another fact stands beside it.
    pub has_neighbour: bool,
    /// Whether the code has sentences about it; an object that is flattened away has none.
    pub has_docs: bool,
    /// What the side says of it.
    pub said: Said,
}

/// What a side says of a fact beside its type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said {
    /// Where in the message it stands.
    pub place: bool,
    /// What its value has to keep to, or how it is read.
    pub bounds: bool,
}

/// Why a fact cannot be changed in that way on that side, where it cannot.
#[must_use]
pub fn impossible(side: Side, kind: Kind, nature: Nature<'_>) -> Option<&'static str> {
    let key = nature.key;
    let is_top = key.path.len() == 1;
    // A body whose members are inputs.
    let is_body = is_top && !nature.has_docs && key.section == Section::Inputs;
    let is_line = is_top && matches!(key.name(), "status_code" | "reason");
    match (side, kind, key.section) {
        (_, Kind::Reflagged, Section::Headers) => {
            Some("a header has no mark: it may always be absent")
        }
        (Side::Page, Kind::Moved | Kind::Rebound, _) => Some("the page has no mark for it"),
        (_, Kind::Moved, _) if !nature.said.place => Some("its place is that of what holds it"),
        (_, Kind::Rebound, _) if !nature.said.bounds => Some("nothing is said of its value"),
        (Side::Code, Kind::Reordered, Section::Inputs) if is_body => {
            Some("its members stand in the code, and not the body itself")
        }
        (_, Kind::Reordered, _) if !nature.has_neighbour => Some("it has no neighbour"),
        (Side::Code, Kind::Retyped, Section::Inputs) if is_body => {
            Some("its type is the request itself")
        }
        (Side::Code, Kind::Reflagged, Section::Inputs) if is_body => {
            Some("the request always writes it")
        }
        (Side::Code, Kind::Reworded, Section::Inputs) if !nature.has_docs => {
            Some("it is flattened into the request, so the code has no sentences about it")
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
