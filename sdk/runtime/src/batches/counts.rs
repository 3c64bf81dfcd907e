//! The number of ids in each state.

use std::fmt;

/// The number of ids in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BatchCounts {
    /// Ids whose items were updated.
    pub done: usize,
    /// Ids whose items already had the requested values.
    pub already_set: usize,
    /// Ids whose items were not updated.
    pub failed: usize,
    /// Ids whose items may have been updated.
    pub unknown: usize,
    /// Ids that were not sent, or that the server refused without acting.
    pub not_tried: usize,
}

impl BatchCounts {
    /// Returns the number of all ids.
    #[must_use]
    pub fn total(&self) -> usize {
        self.done + self.already_set + self.failed + self.unknown + self.not_tried
    }

    /// Returns `true` if every item has the requested values.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.done + self.already_set == self.total()
    }
}

/// Writes for instance `12 done, 3 already set, 0 failed, 1 unknown, 0 not tried`.
impl fmt::Display for BatchCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} done, {} already set, {} failed, {} unknown, {} not tried",
            self.done, self.already_set, self.failed, self.unknown, self.not_tried
        )
    }
}
