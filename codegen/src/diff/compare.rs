//! Compares two trees of elements.

use super::class::Action;
use super::element::{Element, Literal, Scale, ValueSet, Values};
use super::kind::Kind;
use crate::emit::former_name;
use crate::model::{Direction, Limit, TypeName};
use std::collections::BTreeMap;

/// A difference between two trees.
#[derive(Clone, Debug)]
pub(super) struct Difference<'a> {
    /// The kind of the element.
    pub kind: Kind,
    /// The change of it.
    pub action: Action,
    /// The direction of its values.
    pub direction: Direction,
    /// The element of the base with those around it, from the outside; the root is left out.
    pub base: Vec<&'a Element>,
    /// The same in the new tree. If one side lacks the element, its parents are listed nevertheless.
    pub new: Vec<&'a Element>,
}

impl<'a> Difference<'a> {
    /// Returns the element of the base.
    pub(super) fn before(&self) -> Option<&'a Element> {
        let has_it = !matches!(self.action, Action::Added | Action::AddedRequired);
        let last = self.base.last().copied();
        last.filter(|last| has_it && last.kind.family() == self.kind.family())
    }

    /// Returns the element of the new tree.
    pub(super) fn after(&self) -> Option<&'a Element> {
        let has_it = !matches!(self.action, Action::Removed | Action::RemovedRequired);
        let last = self.new.last().copied();
        last.filter(|last| has_it && last.kind.family() == self.kind.family())
    }
}

/// Returns the differences between two trees, in the order of the base.
pub(super) fn compare<'a>(base: &'a Element, new: &'a Element) -> Vec<Difference<'a>> {
    let renamed = |kind: Kind| {
        let of_kind = new.parts.iter().filter(move |part| part.kind == kind);
        of_kind.filter_map(|part| Some((part.former.as_deref()?, part.name.as_str())))
    };
    let mut walk = Walk {
        renamed: renamed(Kind::Type)
            .chain(renamed(Kind::Operation))
            .collect(),
        ..Walk::default()
    };
    walk.parts(base, new, false);
    walk.found
}

#[derive(Default)]
struct Walk<'a> {
    base: Vec<&'a Element>,
    new: Vec<&'a Element>,
    found: Vec<Difference<'a>>,
    /// The new names of renamed types and operations by their former names.
    renamed: BTreeMap<&'a str, &'a str>,
}

impl Kind {
    /// Returns the kind that stands for all kinds of the same element.
    pub(super) fn family(self) -> Self {
        match self {
            Self::ClosedValue => Self::OpenValue,
            Self::FormerClosedValue => Self::FormerValue,
            Self::NullableSelects => Self::Selects,
            Self::CollectionPresence => Self::Presence,
            Self::DocumentedMinimum => Self::Minimum,
            other => other,
        }
    }
}

impl<'a> Walk<'a> {
    /// Compares the parts of two elements.
    fn parts(&mut self, base: &'a Element, new: &'a Element, is_renamed: bool) {
        let key = |part: &'a Element| (part.kind.family(), part.name.as_str());
        let in_new: BTreeMap<_, _> = new.parts.iter().map(|part| (key(part), part)).collect();
        let in_base: BTreeMap<_, _> = base.parts.iter().map(|part| (key(part), part)).collect();
        let renamed: BTreeMap<_, _> = new
            .parts
            .iter()
            .filter(|part| !in_base.contains_key(&key(part)))
            .filter_map(|part| Some(((part.kind.family(), part.former.as_deref()?), part)))
            .filter(|(old, _)| in_base.contains_key(old) && !in_new.contains_key(old))
            .collect();
        let is_followed = |part: &Element, other: &Element| follows(part, other, is_renamed);
        for part in &base.parts {
            if let Some(other) = in_new.get(&key(part)) {
                // A new name in Rust and another former name are parts of the renaming.
                let is_name = matches!(
                    part.kind,
                    Kind::RustName | Kind::VariantName | Kind::FormerName | Kind::FormerValue
                );
                if !(is_renamed && is_name) {
                    self.both(part, other, None);
                }
            } else if let Some(other) = renamed.get(&key(part)) {
                self.both(part, other, Some(renaming(part, other)));
            } else if !is_followed(part, new) {
                self.one(part, Side::Base);
            }
        }
        let known_as_renamed: Vec<_> = renamed.values().map(|part| key(part)).collect();
        for part in &new.parts {
            let is_known =
                in_base.contains_key(&key(part)) || known_as_renamed.contains(&key(part));
            if !is_known && !is_followed(part, base) {
                self.one(part, Side::New);
            }
        }
    }

    fn both(&mut self, base: &'a Element, new: &'a Element, renaming: Option<Action>) {
        self.base.push(base);
        self.new.push(new);
        let action = renaming.or_else(|| self.changed(base, new));
        if let Some(action) = action {
            self.add(new.kind, action);
        }
        self.parts(base, new, renaming.is_some());
        self.base.pop();
        self.new.pop();
    }

    fn one(&mut self, part: &'a Element, side: Side) {
        let stack = match side {
            Side::Base => &mut self.base,
            Side::New => &mut self.new,
        };
        stack.push(part);
        self.add(part.kind, appearance(part, side));
        match side {
            Side::Base => self.base.pop(),
            Side::New => self.new.pop(),
        };
    }

    fn add(&mut self, kind: Kind, action: Action) {
        self.found.push(Difference {
            kind,
            action,
            direction: self.direction(),
            base: self.base.clone(),
            new: self.new.clone(),
        });
    }

    /// Returns the direction of the innermost element; both ways if the sides differ.
    fn direction(&self) -> Direction {
        let of = |stack: &[&Element]| stack.iter().rev().find_map(|element| element.direction);
        match (of(&self.base), of(&self.new)) {
            (Some(base), Some(new)) if base != new => Direction::TwoWay,
            (base, new) => base.or(new).unwrap_or(Direction::TwoWay),
        }
    }

    /// Returns `true` if both sides name the same type, which was renamed.
    fn names_the_same(&self, base: &Element, new: &Element) -> bool {
        let is_type = matches!(
            base.kind,
            Kind::FieldType
                | Kind::PageItem
                | Kind::OutcomeEntry
                | Kind::PreviewListing
                | Kind::TypeName
        );
        let (base, new) = (base.value.split(' '), new.value.split(' '));
        let is_same = |(base, new): (&str, &str)| base == new || self.is_alias(base, new);
        is_type && base.clone().count() == new.clone().count() && base.zip(new).all(is_same)
    }

    /// Returns `true` if a type has its former name as an alias, because it is a renamed type or
    /// operation, or is named after one.
    fn is_alias(&self, base: &str, new: &str) -> bool {
        let [base, new] = [base, new].map(TypeName::new);
        let mut renamed = self.renamed.iter();
        renamed.any(|(old, owner)| {
            let [old, owner] = [*old, *owner].map(TypeName::new);
            former_name(&new, &owner, &old).as_ref() == Some(&base)
        })
    }

    fn changed(&self, base: &Element, new: &Element) -> Option<Action> {
        if let (Scale::Order(base), Scale::Order(new)) = (&base.scale, &new.scale) {
            return reordered(base, new);
        }
        if base.value == new.value || self.names_the_same(base, new) {
            return None;
        }
        let required = base.is_required && new.is_required;
        let plain = if required {
            Action::ChangedRequired
        } else {
            Action::Changed
        };
        Some(match (&base.scale, &new.scale) {
            (Scale::AtLeast(base), Scale::AtLeast(new)) => toward(lower(*base), lower(*new)),
            (Scale::AtMost(base), Scale::AtMost(new)) => toward(upper(*new), upper(*base)),
            (Scale::Restricts(_), Scale::Restricts(restricts)) => restricted(*restricts),
            (Scale::Set(base), Scale::Set(new)) if base.is_subset(new) => Action::Loosened,
            (Scale::Set(base), Scale::Set(new)) if base.is_superset(new) => Action::Tightened,
            (Scale::Values(base), Scale::Values(new)) => retyped(base, new, self.direction()),
            _ => plain,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    New,
}

/// Returns `true` if the presence of a part follows from another difference, which is reported.
fn follows(part: &Element, other: &Element, is_renamed: bool) -> bool {
    let of_former = matches!(
        part.kind,
        Kind::FormerName | Kind::FormerValue | Kind::FormerClosedValue | Kind::FormerTypeName
    );
    // An argument of a constructor has no name in Rust, and an order follows from its items.
    let of_rust = matches!(
        part.kind,
        Kind::RustName | Kind::Arguments | Kind::FieldOrder
    );
    let is_member = matches!(part.kind, Kind::Field | Kind::TypeName);
    let type_of = |element: &Element| {
        let mut parts = element.parts.iter();
        parts.any(|part| part.kind == Kind::TypeName || part.kind == Kind::Field)
    };
    let lost_members =
        is_member && !type_of(other) && other.parts.iter().any(|part| part.kind == Kind::FieldType);
    let is_shape = other.parts.iter().any(|part| part.kind == Kind::Shape)
        && !matches!(part.kind, Kind::Condition | Kind::FormerTypeName)
        && shape_differs(part, other);
    of_former && is_renamed || of_rust || lost_members || is_shape
}

/// Returns `true` for a part that only another kind of type has.
fn shape_differs(part: &Element, other: &Element) -> bool {
    let mut shapes = other.parts.iter().filter(|part| part.kind == Kind::Shape);
    let shape = shapes.next().map_or("", |shape| shape.value.as_str());
    let needed = match part.kind {
        Kind::Openness
        | Kind::EnumWire
        | Kind::ValueOrder
        | Kind::OpenValue
        | Kind::ClosedValue => "enum",
        Kind::Direction | Kind::Selection | Kind::Field | Kind::Arguments | Kind::FieldOrder => {
            "object"
        }
        Kind::ExternalPath | Kind::ExternalWire | Kind::Content => "hand-written",
        _ => return false,
    };
    needed != shape
}

fn renaming(base: &Element, new: &Element) -> Action {
    let rust = |element: &Element| {
        let mut parts = element.parts.iter();
        let named = parts.find(|part| matches!(part.kind, Kind::RustName | Kind::VariantName));
        named.map(|part| part.value.clone())
    };
    let (old, now) = (rust(base), rust(new));
    let is_field = matches!(new.kind, Kind::Field | Kind::Input);
    let is_value = matches!(new.kind, Kind::OpenValue | Kind::ClosedValue);
    let is_argument = is_field && old.is_none() && now.is_none();
    if (is_field || is_value) && old == now && !is_argument {
        return Action::RenamedOnWire;
    }
    if is_field && base.is_required && new.is_required {
        return Action::RenamedRequired;
    }
    Action::Renamed
}

/// Returns the action of an element that only one side has.
fn appearance(part: &Element, side: Side) -> Action {
    let restricts = matches!(
        part.scale,
        Scale::AtLeast(_) | Scale::AtMost(_) | Scale::Restriction | Scale::Restricts(true)
    );
    let is_fact_of_presence = part.kind.family() == Kind::Presence;
    if restricts && !is_fact_of_presence {
        return restricted(side == Side::New);
    }
    match (side, part.is_required) {
        (Side::New, false) => Action::Added,
        (Side::New, true) => Action::AddedRequired,
        (Side::Base, false) => Action::Removed,
        (Side::Base, true) => Action::RemovedRequired,
    }
}

fn restricted(is_restricted: bool) -> Action {
    if is_restricted {
        Action::Tightened
    } else {
        Action::Loosened
    }
}

/// Returns the action of a lower bound that moves.
fn toward(base: f64, new: f64) -> Action {
    restricted(new > base)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "bounds are compared, not calculated with"
)]
fn lower(limit: Limit) -> f64 {
    match limit {
        Limit::Whole(number) => number as f64,
        Limit::Decimal(number) => number,
        Limit::Exclusive(number) => number.next_up(),
    }
}

fn upper(limit: Limit) -> f64 {
    match limit {
        Limit::Exclusive(number) => number.next_down(),
        other => lower(other),
    }
}

fn reordered(base: &[(String, String)], new: &[(String, String)]) -> Option<Action> {
    let common = |these: &[(String, String)], others: &[(String, String)]| {
        let is_common = |name: &str| others.iter().any(|(other, _)| other == name);
        let these = these.iter().filter(|(name, _)| is_common(name));
        these.cloned().collect::<Vec<_>>()
    };
    let (base, new) = (common(base, new), common(new, base));
    let names =
        |order: &[(String, String)]| order.iter().map(|item| item.0.clone()).collect::<Vec<_>>();
    let types =
        |order: &[(String, String)]| order.iter().map(|item| item.1.clone()).collect::<Vec<_>>();
    if names(&base) == names(&new) {
        return None;
    }
    let is_same = types(&base) == types(&new);
    Some(if is_same {
        Action::Swapped
    } else {
        Action::Reordered
    })
}

/// Returns the action of a type that changes.
fn retyped(base: &Values, new: &Values, direction: Direction) -> Action {
    // A call that compiles with both types sends the same.
    if direction == Direction::Sent {
        let is_same = base.literal == new.literal && base.literal != Literal::Other;
        return if is_same {
            Action::Changed
        } else {
            Action::Replaced
        };
    }
    match (base.set.includes(&new.set), new.set.includes(&base.set)) {
        (true, true) => Action::Changed,
        (false, true) => Action::Loosened,
        (true, false) => Action::Tightened,
        (false, false) => Action::Replaced,
    }
}

impl ValueSet {
    /// Returns `true` if each value of the other set is in this one.
    fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Anything, _)
            | (Self::Text, Self::Text | Self::TextOf(_))
            | (Self::Numbers, Self::Numbers | Self::Integers(..)) => true,
            (Self::Integers(low, high), Self::Integers(other_low, other_high)) => {
                low <= other_low && high >= other_high
            }
            (one, other) => one == other,
        }
    }
}
