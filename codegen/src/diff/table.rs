//! The table that decides about the classes of every change.

mod api;
mod documentation;
mod fields;
mod operations;
mod row;
mod types;

use super::class::{Action, Class};
use super::kind::Kind;
use crate::model::Direction;
pub use row::Row;

/// Every decision, in groups of rows. The first row with the kind and the action applies.
pub const TABLE: [&[Row<'static>]; 5] = [
    documentation::ROWS,
    api::ROWS,
    types::ROWS,
    fields::ROWS,
    operations::ROWS,
];

/// Returns the classes of a change; an element that is sent and received has those of both
/// directions. A change without a row or a direction is classed as source-breaking, so that none is missed.
#[must_use]
pub fn classes(kind: Kind, action: Action, direction: Direction) -> Vec<Class> {
    classes_in(&TABLE, kind, action, direction)
}

/// Returns the classes of a change by the rows of a table.
#[must_use]
pub fn classes_in(
    table: &[&[Row<'_>]],
    kind: Kind,
    action: Action,
    direction: Direction,
) -> Vec<Class> {
    let mut rows = table.iter().copied().flatten();
    let row = rows.find(|row| row.kinds.contains(&kind) && row.actions.contains(&action));
    let Some(row) = row else {
        return vec![Class::SourceBreaking];
    };
    let (sent, received) = match direction {
        Direction::Sent => (row.sent, &[][..]),
        Direction::Received => (&[][..], row.received),
        Direction::TwoWay => (row.sent, row.received),
    };
    let mut classes = [sent, received].concat();
    classes.sort_unstable();
    classes.dedup();
    if classes.is_empty() {
        return vec![Class::SourceBreaking];
    }
    // A program may notice the other effects, so documentation is not the news.
    if classes.len() > 1 {
        classes.retain(|class| *class != Class::Documentation);
    }
    classes
}
