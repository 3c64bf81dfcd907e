//! The cells of the table: a kind of element, a change of it, and a direction if it matters.

use codegen::diff::table::{Row, TABLE};
use codegen::diff::{Action as A, Change, Kind as K};
use codegen::model::Direction;
use std::collections::BTreeSet;
use std::fmt;

/// The direction of the values of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The classes are the same in both directions.
    Either,
    Sent,
    Received,
}

/// A cell of the table.
pub struct Cell {
    pub kind: K,
    /// The change, also of something required if the row makes no difference.
    pub actions: Vec<A>,
    pub way: Way,
    pub row: &'static Row<'static>,
}

/// Kinds that never change themselves, only what is in them.
const GROUPS: &[K] = &[K::Api, K::ResponsePart, K::Override];

const FEATURES: &str = "a crate has its cargo features before its modules are compiled; the test \
                        target `tag_features` compiles an API with each set of them";

/// Cells that are not tried: a kind, a direction or both of them, and the reason.
const SKIPPED: &[(K, Option<Way>, &str)] = &[
    (K::Input, Some(Way::Received), "an input is sent"),
    (K::TagFeature, None, FEATURES),
    (K::Condition, None, FEATURES),
];

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind, actions, way, ..
        } = self;
        write!(f, "{kind:?} {actions:?} {way:?}")
    }
}

impl Cell {
    /// Returns `true` if a change is decided by the cell.
    pub fn decides(&self, change: &Change) -> bool {
        let is_direction = match self.way {
            Way::Either => true,
            Way::Sent => change.direction != Direction::Received,
            Way::Received => change.direction != Direction::Sent,
        };
        is_direction && self.kind == change.kind && self.actions.contains(&change.action)
    }

    fn is_skipped(&self) -> bool {
        SKIPPED
            .iter()
            .any(|(kind, way, _)| *kind == self.kind && way.is_none_or(|way| self.way == way))
    }
}

/// Returns every cell of the table.
pub fn all() -> Vec<Cell> {
    TABLE.iter().copied().flatten().flat_map(of_row).collect()
}

fn of_row(row: &'static Row<'static>) -> Vec<Cell> {
    let ways: &[Way] = match (row.sent, row.received) {
        (sent, received) if sent == received => &[Way::Either],
        (_, []) => &[Way::Sent],
        ([], _) => &[Way::Received],
        _ => &[Way::Sent, Way::Received],
    };
    let mut cells = Vec::new();
    for kind in row.kinds {
        for actions in merged(row.actions) {
            cells.extend(ways.iter().map(|way| Cell {
                kind: *kind,
                actions: actions.clone(),
                way: *way,
                row,
            }));
        }
    }
    cells
}

/// Returns the actions of a row, those of something required together with their counterparts.
fn merged(actions: &[A]) -> Vec<Vec<A>> {
    let pairs = [
        (A::Added, A::AddedRequired),
        (A::Removed, A::RemovedRequired),
        (A::Renamed, A::RenamedRequired),
        (A::Changed, A::ChangedRequired),
    ];
    let mut merged: Vec<Vec<A>> = Vec::new();
    for action in actions {
        let plain = pairs.iter().find(|(_, required)| required == action);
        let group = plain.and_then(|(plain, _)| merged.iter_mut().find(|all| all.contains(plain)));
        match group {
            Some(group) => group.push(*action),
            None => merged.push(vec![*action]),
        }
    }
    merged
}

/// The cells that the changes try.
pub struct Coverage {
    /// The number of cells.
    pub cells: usize,
    /// The number of cells that are skipped.
    pub skipped: usize,
    /// The mistakes: cells that are neither tried nor skipped, and changes without a cell.
    pub mistakes: Vec<String>,
}

/// Compares the changes with the cells.
pub fn coverage<'a>(changes: impl Iterator<Item = &'a Change>) -> Coverage {
    let cells = all();
    let mut tried = BTreeSet::new();
    let mut mistakes = Vec::new();
    for change in changes {
        let mut deciding = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.decides(change))
            .peekable();
        if deciding.peek().is_none() {
            mistakes.push(format!(
                "no cell: {:?} {:?} {:?}",
                change.kind, change.action, change.direction
            ));
        }
        tried.extend(deciding.map(|(index, _)| index));
    }
    for (index, cell) in cells.iter().enumerate() {
        match (tried.contains(&index), cell.is_skipped()) {
            (false, false) => mistakes.push(format!("not tried: {cell}")),
            (true, true) => mistakes.push(format!("tried, although it is skipped: {cell}")),
            _ => {}
        }
    }
    let has_cell = |kind: K| cells.iter().any(|cell| cell.kind == kind);
    for kind in K::ALL {
        if has_cell(*kind) == GROUPS.contains(kind) {
            mistakes.push(format!("{kind:?} is either in the table or a group"));
        }
    }
    Coverage {
        cells: cells.len(),
        skipped: cells.iter().filter(|cell| cell.is_skipped()).count(),
        mistakes,
    }
}
