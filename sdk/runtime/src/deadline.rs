//! Deadlines of calls and of their parts.

use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout_at};

/// Durations beyond one year are clamped; `Instant + Duration` could overflow.
const MAX_LIMIT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The time by which a call, or a part of it, must finish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    /// The time itself.
    pub(crate) at: Instant,
    /// The configured limit that led to it.
    pub(crate) limit: Duration,
    /// `true` for the deadline of the whole call, `false` for that of a part such as an attempt.
    pub(crate) covers_call: bool,
}

impl Deadline {
    /// Creates the deadline of an attempt, or of another part of a call.
    pub(crate) fn after(start: Instant, limit: Duration) -> Self {
        Self {
            at: start + limit.min(MAX_LIMIT),
            limit,
            covers_call: false,
        }
    }

    /// Creates the deadline of a whole call.
    pub(crate) fn of_call(start: Instant, limit: Duration) -> Self {
        Self {
            covers_call: true,
            ..Self::after(start, limit)
        }
    }

    /// Returns the earlier of the two.
    pub(crate) fn or_earlier(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }

    /// Returns the time left; zero once the deadline has passed.
    pub(crate) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Waits for the future until the deadline.
    ///
    /// Not `async`: that would store the future twice.
    pub(crate) fn wait<F: Future>(self, future: F) -> Timeout<F> {
        timeout_at(self.at, future)
    }
}
