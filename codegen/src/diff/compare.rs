//! Compares two trees of elements.

mod follows;
mod scale;

use super::class::Action;
use super::element::{Element, Scale};
use super::kind::Kind;
use crate::emit::former_name;
use crate::model::{Direction, TypeName};
use follows::follows;
use scale::{lower, reordered, restricted, retyped, toward, upper};
use std::collections::{BTreeMap, BTreeSet};

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
    without_effects_of_selections(walk.found)
}

/// Removes the changes of fields that count in a selection or do not, if the selection comes or goes
/// with them.
fn without_effects_of_selections(mut found: Vec<Difference<'_>>) -> Vec<Difference<'_>> {
    let owner = |difference: &Difference<'_>| difference.new.first().map(|top| top.name.clone());
    let selections = found.iter().filter(|one| one.kind == Kind::Selection);
    let owners: BTreeSet<_> = selections.filter_map(owner).collect();
    found.retain(|one| {
        one.kind.family() != Kind::Selects || owner(one).is_none_or(|name| !owners.contains(&name))
    });
    found
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
            Self::ExternalShape => Self::Shape,
            other => other,
        }
    }
}

/// Returns the fact by which an element is recognized under another name that only Rust has: the
/// statuses of a body, the JSON of a variant.
fn identity(part: &Element) -> Option<(Kind, &str)> {
    let kind = match part.kind {
        Kind::Output => Kind::Statuses,
        Kind::UnionVariant => Kind::VariantCase,
        _ => return None,
    };
    Some((kind, &part.part(kind)?.value))
}

impl<'a> Walk<'a> {
    /// Compares the parts of two elements.
    fn parts(&mut self, base: &'a Element, new: &'a Element, is_renamed: bool) {
        let key = |part: &'a Element| (part.kind.family(), part.name.as_str());
        let in_new: BTreeMap<_, _> = new.parts.iter().map(|part| (key(part), part)).collect();
        let in_base: BTreeMap<_, _> = base.parts.iter().map(|part| (key(part), part)).collect();
        // Of parts with the same identity, the first one counts.
        let identities = base.parts.iter().rev();
        let identities = identities.filter_map(|part| Some((identity(part)?, part.name.as_str())));
        let identities: BTreeMap<_, _> = identities.collect();
        let renamed: BTreeMap<_, _> = new
            .parts
            .iter()
            .filter(|part| !in_base.contains_key(&key(part)))
            .filter_map(|part| {
                let other = || identities.get(&identity(part)?).copied();
                let former = part.former.as_deref().or_else(other)?;
                Some(((part.kind.family(), former), part))
            })
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
        let known_as_renamed: BTreeSet<_> = renamed.values().map(|part| key(part)).collect();
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
        if let Some(fallback) = &part.fallback {
            return match side {
                Side::Base => self.both(part, fallback, None),
                Side::New => self.both(fallback, part, None),
            };
        }
        self.stack(side).push(part);
        self.add(part.kind, appearance(part, side));
        // The type of a body is public, but the body has no name.
        let is_body = matches!(part.kind, Kind::WholeBody | Kind::ErrorBody);
        if is_body && let Some(name) = part.part(Kind::TypeName) {
            self.one(name, side);
        }
        self.stack(side).pop();
    }

    fn stack(&mut self, side: Side) -> &mut Vec<&'a Element> {
        match side {
            Side::Base => &mut self.base,
            Side::New => &mut self.new,
        }
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
        let mut ends = base.char_indices().map(|(at, _)| at).chain([base.len()]);
        let [base, new] = [base, new].map(TypeName::new);
        ends.any(|end| {
            let Some((old, owner)) = self.renamed.get_key_value(&base.as_str()[..end]) else {
                return false;
            };
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
            (Scale::Follows(base), Scale::Follows(new)) if base == new => return None,
            _ => plain,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    New,
}

fn renaming(base: &Element, new: &Element) -> Action {
    let rust = |element: &Element| {
        let named = element.part(Kind::RustName);
        let named = named.or_else(|| element.part(Kind::VariantName));
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
