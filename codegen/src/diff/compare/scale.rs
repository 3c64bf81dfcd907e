//! The actions of values that have a direction of change.

use crate::diff::class::Action;
use crate::diff::element::{Literal, ValueSet, Values};
use crate::model::{Direction, Limit};

/// Returns the action of a value that is restricted from now on, or no longer.
pub(super) fn restricted(is_restricted: bool) -> Action {
    if is_restricted {
        Action::Tightened
    } else {
        Action::Loosened
    }
}

/// Returns the action of a lower bound that moves.
pub(super) fn toward(base: f64, new: f64) -> Action {
    restricted(new > base)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "bounds are compared, not calculated with"
)]
pub(super) fn lower(limit: Limit) -> f64 {
    match limit {
        Limit::Whole(number) => number as f64,
        Limit::Decimal(number) => number,
        Limit::Exclusive(number) => number.next_up(),
    }
}

pub(super) fn upper(limit: Limit) -> f64 {
    match limit {
        Limit::Exclusive(number) => number.next_down(),
        other => lower(other),
    }
}

pub(super) fn reordered(base: &[(String, String)], new: &[(String, String)]) -> Option<Action> {
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
pub(super) fn retyped(base: &Values, new: &Values, direction: Direction) -> Action {
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
            (Self::Inside(outer, inner), Self::Inside(other, others)) => {
                outer == other && inner.includes(others)
            }
            (one, other) => one == other,
        }
    }
}
