//! A change between two specs, with everything that a reviewer needs to judge it.

use super::advice;
use super::class::{Action, Class};
use super::code::Code;
use super::compare::Difference;
use super::element::{Element, Item};
use super::kind::Kind;
use super::places::{Place, Places};
use super::reach::Reach;
use super::state::State;
use super::{table, title};
use crate::model::{Api, Direction};
use crate::source::Sources;
use std::collections::BTreeSet;

/// A change between two specs.
#[derive(Clone, Debug)]
pub struct Change {
    /// The kind of the changed element.
    pub kind: Kind,
    /// The change of it.
    pub action: Action,
    /// The direction of its values.
    pub direction: Direction,
    /// The effects, from the most severe to the least.
    pub classes: Vec<Class>,
    /// The change in one sentence.
    pub title: String,
    /// The element in the base; `None` for a new one.
    pub base: Option<State>,
    /// The element in the new spec; `None` for a removed one.
    pub new: Option<State>,
    /// The operations that it reaches; empty if it reaches all of them.
    pub operations: Vec<String>,
    /// The code that breaks or changes, and for whom.
    pub hit: String,
    /// The things to do about it.
    pub remedy: String,
    /// Further facts that are easy to miss.
    pub notes: Vec<String>,
    /// `true` if `cargo xtask conformance` fails unless the documentation page changes, too.
    pub has_witness: bool,
    /// The names and numbers of the base that no longer apply: prose may still contain them.
    pub stale_words: Vec<String>,
    /// The names by which a changelog can mention the change.
    pub names: Vec<String>,
}

impl Change {
    /// Returns `true` if programs that worked may no longer do.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.classes.iter().any(|class| class.is_breaking())
    }

    /// Returns `true` if programs compile and run without an error, and their requests can do more than
    /// before: they are repeated more often, or select more.
    #[must_use]
    pub fn is_dangerous(&self) -> bool {
        let is_gone = matches!(self.action, Action::Removed | Action::RemovedRequired);
        match self.kind {
            Kind::Idempotency | Kind::RefusedResponse => !is_gone,
            Kind::Selects | Kind::Selection => self.action == Action::Loosened,
            Kind::Field | Kind::Input => {
                // Programs go on without a warning, and a server may ignore the name it does not know.
                self.action.is_renaming()
                    && self.direction != Direction::Received
                    && self.classes.contains(&Class::WireBreaking)
            }
            _ => false,
        }
    }

    /// Returns the place in the new spec, or in the base if the element is gone.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        let new = self.new.as_ref().and_then(|state| state.place.as_ref());
        new.or_else(|| self.base.as_ref().and_then(|state| state.place.as_ref()))
    }
}

/// One side of a comparison.
pub(super) struct Side<'a> {
    places: Places<'a>,
    code: Code<'a>,
    reach: Reach<'a>,
}

impl<'a> Side<'a> {
    pub(super) fn new(sources: &'a Sources, api: &'a Api) -> Self {
        Self {
            places: Places::new(sources),
            code: Code::new(api),
            reach: Reach::of(api),
        }
    }

    fn state(&mut self, element: &Element, around: &[&Element]) -> State {
        State {
            value: element.value.clone(),
            place: self.places.find(around),
            rust: self.signatures(around),
            is_context: element.rust.is_none(),
            wire: wire(element, around),
        }
    }

    /// Returns the signature of an item that is kept under its former name.
    fn deprecated(&mut self, item: Option<&Item>, around: &[&Element]) -> Vec<String> {
        let Some(item) = item else {
            return Vec::new();
        };
        let signatures = self.code.signatures(file(around), item).into_iter();
        signatures
            .map(|signature| format!("#[deprecated] {signature}"))
            .collect()
    }

    /// Returns the signatures of the innermost element with a Rust item.
    fn signatures(&mut self, around: &[&Element]) -> Vec<String> {
        let file = file(around);
        let item = around
            .iter()
            .rev()
            .find_map(|element| element.rust.as_ref());
        let Some(item) = item else {
            return Vec::new();
        };
        let found = self.code.signatures(file, item);
        if !found.is_empty() {
            return found;
        }
        // A required field that is received, too, is an argument and a struct field.
        let constructor = Item {
            ty: item.ty.clone(),
            member: "new".to_owned(),
        };
        self.code.signatures(file, &constructor)
    }

    fn operations(&self, around: &[&Element]) -> Vec<String> {
        match around.first() {
            Some(top) if top.kind == Kind::Type => self.reach.operations(&top.name),
            Some(top) if top.kind == Kind::Operation => vec![top.name.clone()],
            _ => Vec::new(),
        }
    }
}

/// Returns the name of the type or operation whose file has the code.
fn file<'a>(around: &[&'a Element]) -> &'a str {
    let mut top = around.first().into_iter();
    let top = top.find(|top| matches!(top.kind, Kind::Type | Kind::Operation));
    top.map_or("", |top| top.name.as_str())
}

/// Returns the representation on the wire: that of the element around it with the fact itself.
fn wire(element: &Element, around: &[&Element]) -> String {
    let outer = around.iter().rev().find(|element| !element.wire.is_empty());
    let Some(outer) = outer else {
        return String::new();
    };
    if std::ptr::eq(*outer, element) || element.value.is_empty() {
        return outer.wire.clone();
    }
    format!(
        "{}, {}: {}",
        outer.wire,
        element.kind.words(),
        element.value
    )
}

/// Describes a difference.
pub(super) fn describe(
    difference: &Difference<'_>,
    base: &mut Side<'_>,
    new: &mut Side<'_>,
) -> Change {
    let Difference {
        kind,
        action,
        direction,
        ..
    } = *difference;
    let (before, after) = (difference.before(), difference.after());
    let operations: BTreeSet<_> = base
        .operations(&difference.base)
        .into_iter()
        .chain(new.operations(&difference.new))
        .collect();
    let base = before.map(|element| base.state(element, &difference.base));
    let kept = before.filter(|_| action.is_renaming()).and_then(|before| {
        let after = after.and_then(|after| after.rust.as_ref());
        before.rust.as_ref().filter(|item| after != Some(*item))
    });
    let kept = new.deprecated(kept, &difference.new);
    let new = after.map(|element| {
        let mut state = new.state(element, &difference.new);
        state.rust.extend(kept);
        state
    });
    let classes = table::classes(kind, action, direction);
    let around = if after.is_some() {
        &difference.new
    } else {
        &difference.base
    };
    let title = title::of(difference, around);
    let advice = advice::of(difference, &classes, base.as_ref(), new.as_ref());
    Change {
        kind,
        action,
        direction,
        classes,
        title,
        operations: operations.into_iter().collect(),
        hit: advice.hit,
        remedy: advice.remedy,
        notes: advice.notes,
        has_witness: kind.has_witness(),
        stale_words: stale_words(before, after, &difference.base),
        names: names(around, before),
        base,
        new,
    }
}

/// Returns the words of the base that prose may still contain: the number of a bound, and a name that
/// is gone.
fn stale_words(
    before: Option<&Element>,
    after: Option<&Element>,
    around: &[&Element],
) -> Vec<String> {
    let Some(before) = before else {
        return Vec::new();
    };
    let is_gone = after.is_none_or(|after| after.name != before.name);
    let is_name = matches!(
        before.kind,
        Kind::Type
            | Kind::Operation
            | Kind::Field
            | Kind::Input
            | Kind::OpenValue
            | Kind::ClosedValue
    );
    let rust = before.rust.iter().map(|item| &item.member);
    let rust = rust.filter(|member| !member.is_empty() && *member != "new");
    if is_name && is_gone {
        return std::iter::once(&before.name).chain(rust).cloned().collect();
    }
    let is_number = before.value.chars().any(|c| c.is_ascii_digit());
    let has_bound = around.last().is_some_and(|last| {
        matches!(
            last.kind,
            Kind::MinItems
                | Kind::MaxItems
                | Kind::MinLength
                | Kind::MaxLength
                | Kind::Minimum
                | Kind::Maximum
                | Kind::RateLimit
                | Kind::ApiRateLimit
                | Kind::Batch
        )
    });
    if !is_number || !has_bound {
        return Vec::new();
    }
    let after = after.map_or("", |after| after.value.as_str());
    let numbers = before.value.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter(|number| number.len() > 1 && !after.contains(number));
    numbers.map(str::to_owned).collect()
}

fn names(around: &[&Element], before: Option<&Element>) -> Vec<String> {
    let mut names = Vec::new();
    let inner = around.iter().rev().find(|element| !element.name.is_empty());
    for element in inner.into_iter().copied().chain(before) {
        names.push(element.name.clone());
        if let Some(item) = &element.rust {
            names.push(if item.member.is_empty() || item.member == "new" {
                item.ty.clone()
            } else {
                item.member.clone()
            });
        }
    }
    names.retain(|name| !name.is_empty());
    names.dedup();
    names
}
