//! A row of the table, and common lists of actions.

use super::super::class::{Action, Class};
use super::super::kind::Kind;

/// A row: kinds of elements, changes of them, and the classes by direction.
pub struct Row<'a> {
    /// The kinds of elements.
    pub kinds: &'a [Kind],
    /// The changes.
    pub actions: &'a [Action],
    /// The classes for values that are sent; empty if the change does not occur there.
    pub sent: &'a [Class],
    /// The classes for values that are received; empty if the change does not occur there.
    pub received: &'a [Class],
}

/// A row.
pub(super) const fn row(
    kinds: &'static [Kind],
    actions: &'static [Action],
    sent: &'static [Class],
    received: &'static [Class],
) -> Row<'static> {
    Row {
        kinds,
        actions,
        sent,
        received,
    }
}

/// A row without a difference between the directions.
pub(super) const fn all(
    kinds: &'static [Kind],
    actions: &'static [Action],
    classes: &'static [Class],
) -> Row<'static> {
    row(kinds, actions, classes, classes)
}

/// A row of facts that only values have that are sent.
pub(super) const fn sent(
    kinds: &'static [Kind],
    actions: &'static [Action],
    classes: &'static [Class],
) -> Row<'static> {
    row(kinds, actions, classes, &[])
}

/// A row of facts that only values have that are received.
pub(super) const fn received(
    kinds: &'static [Kind],
    actions: &'static [Action],
    classes: &'static [Class],
) -> Row<'static> {
    row(kinds, actions, &[], classes)
}

/// A fact that appears, disappears or changes.
pub(super) const ANY: &[Action] = &[
    Action::Added,
    Action::AddedRequired,
    Action::Removed,
    Action::RemovedRequired,
    Action::Changed,
    Action::ChangedRequired,
];
/// An element that appears.
pub(super) const ADDED: &[Action] = &[Action::Added, Action::AddedRequired];
/// An element that disappears.
pub(super) const REMOVED: &[Action] = &[Action::Removed, Action::RemovedRequired];
/// A value that changes.
pub(super) const CHANGED: &[Action] = &[Action::Changed, Action::ChangedRequired];
/// A flag that appears or disappears.
pub(super) const ADDED_OR_REMOVED: &[Action] = &[
    Action::Added,
    Action::AddedRequired,
    Action::Removed,
    Action::RemovedRequired,
];
