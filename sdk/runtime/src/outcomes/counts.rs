//! The number of items with each outcome.

use crate::outcomes::item::{ItemOutcome, Outcome};

/// The number of items with each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutcomeCounts {
    /// Items that were updated as requested.
    pub done: u64,
    /// Items that already had the requested values.
    pub already_set: u64,
    /// Items that were not updated as requested.
    pub failed: u64,
    /// Items that the response does not mention, or not completely.
    pub not_mentioned: u64,
}

impl OutcomeCounts {
    pub(crate) fn of<V>(items: &[ItemOutcome<V>]) -> Self {
        let mut counts = Self::default();
        for item in items {
            *match item.outcome {
                Outcome::Done => &mut counts.done,
                Outcome::AlreadySet => &mut counts.already_set,
                Outcome::Failed(_) => &mut counts.failed,
                Outcome::NotMentioned => &mut counts.not_mentioned,
            } += 1;
        }
        counts
    }
}
