//! Compares two specs by meaning, and classes each change by its effect on the people who use the SDK.
//!
//! `elements` turns a lowered model into a tree, `compare` finds the differences
//! between two trees, `table` decides about their classes, and `change` adds the places, the
//! signatures of the generated code, and advice.

mod advice;
mod change;
mod class;
mod code;
mod compare;
mod element;
mod elements;
mod kind;
mod places;
mod reach;
mod state;
pub mod table;
mod title;
mod version;

pub use change::Change;
pub use class::{Action, Class};
pub use kind::Kind;
pub use places::Place;
pub use state::State;
pub use version::{Bump, Version};

use crate::model::Api;
use crate::source::Sources;

/// Returns the changes between two specs, the most severe first.
#[must_use]
pub fn changes(base: (&Sources, &Api), new: (&Sources, &Api)) -> Vec<Change> {
    let trees = (elements::of(base.1), elements::of(new.1));
    let differences = compare::compare(&trees.0, &trees.1);
    let mut sides = (
        change::Side::new(base.0, base.1),
        change::Side::new(new.0, new.1),
    );
    let mut changes: Vec<_> = differences
        .iter()
        .map(|difference| change::describe(difference, &mut sides.0, &mut sides.1))
        .collect();
    changes.sort_by(|one, other| one.classes.cmp(&other.classes));
    changes
}
