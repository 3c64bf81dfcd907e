//! A rate limiter: the generic cell rate algorithm (GCRA).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::request::metadata::RateLimit;

/// Limits requests by the generic cell rate algorithm (GCRA): a steady rate, and a burst after a
/// pause. Waiting requests are admitted in order.
pub(crate) struct Limiter {
    /// The interval between two requests at the steady rate.
    emission_interval: Duration,
    /// The time by which a request may precede its theoretical arrival time.
    burst_tolerance: Duration,
    /// The theoretical arrival time of the next request; `None` before the first one.
    theoretical_arrival: Mutex<Option<Instant>>,
    /// Held by the first of the waiting requests.
    queue: tokio::sync::Mutex<()>,
}

impl Limiter {
    /// Creates a limiter that admits a whole burst at first.
    pub(crate) fn new(limit: RateLimit) -> Self {
        let emission_interval = Duration::from_secs(1) / limit.per_second.max(1);
        Self {
            emission_interval,
            burst_tolerance: emission_interval.saturating_mul(limit.burst.saturating_sub(1)),
            theoretical_arrival: Mutex::new(None),
            queue: tokio::sync::Mutex::new(()),
        }
    }

    /// Waits until a request is admitted.
    pub(crate) async fn acquire(self: Arc<Self>) -> RatePermit {
        {
            let _first = self.queue.lock().await;
            while let Err(earliest) = self.try_acquire(Instant::now()) {
                tokio::time::sleep_until(earliest).await;
            }
        }
        RatePermit(Some(self))
    }

    /// Admits a request at `now`, or returns the earliest time at which it conforms.
    fn try_acquire(&self, now: Instant) -> Result<(), Instant> {
        let mut next = self.lock_theoretical_arrival();
        let theoretical_arrival = next.map_or(now, |next| next.max(now));
        match theoretical_arrival.checked_sub(self.burst_tolerance) {
            Some(earliest) if earliest > now => Err(earliest),
            Some(_) | None => {
                *next = Some(theoretical_arrival + self.emission_interval);
                Ok(())
            }
        }
    }

    /// Takes back the admission of a request that was not sent.
    fn refund(&self) {
        let mut next = self.lock_theoretical_arrival();
        *next = next.and_then(|next| next.checked_sub(self.emission_interval));
    }

    fn lock_theoretical_arrival(&self) -> MutexGuard<'_, Option<Instant>> {
        self.theoretical_arrival
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The admission of one request, refunded if it is dropped before it is spent.
pub(crate) struct RatePermit(Option<Arc<Limiter>>);

impl RatePermit {
    /// Marks the request as sent.
    pub(crate) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for RatePermit {
    fn drop(&mut self) {
        if let Some(limiter) = &self.0 {
            limiter.refund();
        }
    }
}
