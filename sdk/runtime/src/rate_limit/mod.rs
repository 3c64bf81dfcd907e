//! The limits that all clones of a client share: concurrent requests and request rates.

pub(crate) mod gcra;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::rate_limit::gcra::{Limiter, RatePermit};
use crate::request::metadata::RateLimit;

/// The configured rate limit of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rate {
    /// The limits that the API declares.
    Declared,
    /// This limit for all operations together, instead of the declared ones.
    Set(RateLimit),
    /// No limit.
    Unlimited,
}

/// The limits of a client.
pub(crate) struct Limits {
    concurrency: Arc<Semaphore>,
    /// The limiter of all operations together.
    shared: Option<Arc<Limiter>>,
    /// The limiters of single operations, by name; `None` if declared limits are ignored.
    operations: Option<Mutex<BTreeMap<&'static str, Arc<Limiter>>>>,
}

impl Limits {
    /// Creates the limits; `declared` is the API's limit for all operations together.
    pub(crate) fn new(concurrent: usize, rate: Rate, declared: Option<RateLimit>) -> Self {
        let (shared, operations) = match rate {
            Rate::Declared => (declared, Some(Mutex::default())),
            Rate::Set(limit) => (Some(limit), None),
            Rate::Unlimited => (None, None),
        };
        Self {
            concurrency: Arc::new(Semaphore::new(concurrent.min(Semaphore::MAX_PERMITS))),
            shared: shared.map(|limit| Arc::new(Limiter::new(limit))),
            operations,
        }
    }

    /// Waits until a request of the operation may be sent; `rate` is the declared limit of the
    /// operation.
    pub(crate) async fn enter(
        &self,
        operation: &'static str,
        rate: Option<RateLimit>,
    ) -> Admission {
        // The concurrency permit comes first: a request that waited for it after its rate permits
        // would follow the next request too closely.
        let concurrency = Arc::clone(&self.concurrency).acquire_owned().await.ok();
        let own = match rate.and_then(|rate| self.limiter(operation, rate)) {
            Some(limiter) => Some(limiter.acquire().await),
            None => None,
        };
        let shared = match &self.shared {
            Some(limiter) => Some(Arc::clone(limiter).acquire().await),
            None => None,
        };
        Admission {
            concurrency: ConcurrencyPermit(concurrency),
            rates: [own, shared],
        }
    }

    /// Returns the limiter of an operation.
    fn limiter(&self, operation: &'static str, rate: RateLimit) -> Option<Arc<Limiter>> {
        let operations = self.operations.as_ref()?;
        let mut operations = operations.lock().unwrap_or_else(PoisonError::into_inner);
        let limiter = operations
            .entry(operation)
            .or_insert_with(|| Arc::new(Limiter::new(rate)));
        Some(Arc::clone(limiter))
    }
}

/// The permits for sending one request; all of them are returned if it is dropped before the start.
pub(crate) struct Admission {
    concurrency: ConcurrencyPermit,
    rates: [Option<RatePermit>; 2],
}

impl Admission {
    /// Spends the rate permits and returns the concurrency permit, to hold until the response ends.
    pub(crate) fn start(self) -> ConcurrencyPermit {
        for permit in self.rates.into_iter().flatten() {
            permit.spend();
        }
        self.concurrency
    }
}

/// The permit for one of the concurrent requests, returned when it is dropped.
pub(crate) struct ConcurrencyPermit(
    #[expect(dead_code, reason = "held for its drop")] Option<OwnedSemaphorePermit>,
);

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, timeout};

    use super::{Limits, Rate, RateLimit};

    #[tokio::test(start_paused = true)]
    async fn unspent_permits_are_refunded() {
        let limit = |per_second, burst| Some(RateLimit { per_second, burst });
        let limits = Limits::new(8, Rate::Declared, limit(2, 1));
        drop(limits.enter("other", None).await.start());
        // Each has the permit of its operation and waits for that of the API.
        for _ in 0..4 {
            let waiting = limits.enter("one", limit(1, 4));
            assert!(timeout(Duration::from_millis(1), waiting).await.is_err());
        }
        let start = Instant::now();
        for _ in 0..3 {
            drop(limits.enter("one", limit(1, 4)).await.start());
        }
        assert!(start.elapsed() < Duration::from_millis(1600));
    }
}
