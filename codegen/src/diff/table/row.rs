//! A row of the table, and common lists of actions.

use super::super::class::{Action, Class};
use super::super::kind::Kind;

/// A row: kinds of elements, changes of them, and the classes by direction.
pub struct Row {
    /// The kinds of elements.
    pub kinds: &'static [Kind],
    /// The changes.
    pub actions: &'static [Action],
    /// The classes for values that are sent.
    pub sent: &'static [Class],
    /// The classes for values that are received.
    pub received: &'static [Class],
}

/// A row.
pub(super) const fn row(
    kinds: &'static [Kind],
    actions: &'static [Action],
    sent: &'static [Class],
    received: &'static [Class],
) -> Row {
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
) -> Row {
    row(kinds, actions, classes, classes)
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
