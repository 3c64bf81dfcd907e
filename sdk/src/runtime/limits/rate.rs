//! How often something may be done.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::RateLimit;

/// Lets so many pass in a second, and so many at once after a pause; who waits passes in order.
pub(in crate::runtime) struct Limiter {
    /// From one to the next.
    interval: Duration,
    /// How far ahead of time one may be.
    tolerance: Duration,
    /// When the next one would be on time.
    due: Mutex<Option<Instant>>,
    /// Held by the first of those who wait.
    queue: tokio::sync::Mutex<()>,
}

impl Limiter {
    /// A limiter that lets a whole burst pass at first.
    pub(super) fn new(limit: RateLimit) -> Self {
        let interval = Duration::from_secs(1) / limit.per_second.max(1);
        Self {
            interval,
            tolerance: interval.saturating_mul(limit.burst.saturating_sub(1)),
            due: Mutex::new(None),
            queue: tokio::sync::Mutex::new(()),
        }
    }

    /// Waits for its turn.
    pub(super) async fn take(self: Arc<Self>) -> Taken {
        {
            let _turn = self.queue.lock().await;
            while let Err(free) = self.try_take(Instant::now()) {
                tokio::time::sleep_until(free).await;
            }
        }
        Taken(Some(self))
    }

    /// Passes, or says when that will be possible.
    fn try_take(&self, now: Instant) -> Result<(), Instant> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let on_time = due.map_or(now, |due| due.max(now));
        match on_time.checked_sub(self.tolerance) {
            Some(free) if free > now => Err(free),
            Some(_) | None => {
                *due = Some(on_time + self.interval);
                Ok(())
            }
        }
    }

    /// One that passed did not need to.
    fn give_back(&self) {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        *due = due.and_then(|due| due.checked_sub(self.interval));
    }
}

/// A passage, given back when it is dropped before it is used.
pub(super) struct Taken(Option<Arc<Limiter>>);

impl Taken {
    /// The passage is used.
    pub(super) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(limiter) = self.0.take() {
            limiter.give_back();
        }
    }
}
