//! Until when something has to be done.

use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout_at};

/// As long as this is for ever: what lies further ahead cannot be waited for.
const FOR_EVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A moment until which something has to be done, and why then.
#[derive(Clone, Copy, Debug)]
pub(in crate::runtime) struct Until {
    /// The moment.
    pub(in crate::runtime) at: Instant,
    /// How much time there was.
    pub(in crate::runtime) limit: Duration,
    /// Whether it is the deadline of the whole call.
    pub(in crate::runtime) is_deadline: bool,
}

impl Until {
    /// The end of an attempt, or of another part of a call.
    pub(in crate::runtime) fn after(start: Instant, limit: Duration) -> Self {
        Self {
            at: start + limit.min(FOR_EVER),
            limit,
            is_deadline: false,
        }
    }

    /// The end of a whole call.
    pub(super) fn deadline(start: Instant, limit: Duration) -> Self {
        Self {
            is_deadline: true,
            ..Self::after(start, limit)
        }
    }

    /// The one that comes first.
    pub(super) fn or_earlier(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }

    /// How much time is left.
    pub(super) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Waits for the future, at most until then. It is no `async` function, which would keep the
    /// future twice.
    pub(in crate::runtime) fn wait<F: Future>(self, future: F) -> Timeout<F> {
        timeout_at(self.at, future)
    }
}
