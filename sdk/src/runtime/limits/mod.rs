//! How many requests the clones of a client send, and how often.

mod rate;

pub(super) use rate::Limiter;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::RateLimit;
use rate::Taken;

/// What the client was told about rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rate {
    /// As the API says.
    Declared,
    /// This for all operations together, whatever the API says.
    Set(RateLimit),
    /// None.
    Unlimited,
}

/// The limits of a client.
pub(super) struct Limits {
    slots: Arc<Semaphore>,
    all: Option<Arc<Limiter>>,
    /// By name of the operation; none when the declared rates do not count.
    operations: Option<Mutex<BTreeMap<&'static str, Arc<Limiter>>>>,
}

impl Limits {
    /// So many requests at once, at this rate; `declared` is the API's for all operations together.
    pub(super) fn new(concurrent: usize, rate: Rate, declared: Option<RateLimit>) -> Self {
        let (all, operations) = match rate {
            Rate::Declared => (declared, Some(Mutex::default())),
            Rate::Set(limit) => (Some(limit), None),
            Rate::Unlimited => (None, None),
        };
        Self {
            slots: Arc::new(Semaphore::new(concurrent.min(Semaphore::MAX_PERMITS))),
            all: all.map(|limit| Arc::new(Limiter::new(limit))),
            operations,
        }
    }

    /// Waits until a request may be sent of the operation with this rate.
    pub(super) async fn enter(
        &self,
        operation: &'static str,
        rate: Option<RateLimit>,
    ) -> Admission {
        // The place comes first: a request that waits for one later would come too early after
        // those before it.
        let slot = Arc::clone(&self.slots).acquire_owned().await.ok();
        let own = rate.and_then(|rate| self.limiter(operation, rate));
        let own = match own {
            Some(limiter) => Some(limiter.take().await),
            None => None,
        };
        let all = match &self.all {
            Some(limiter) => Some(Arc::clone(limiter).take().await),
            None => None,
        };
        Admission {
            slot: Slot(slot),
            taken: [own, all],
        }
    }

    /// The limiter of an operation.
    fn limiter(&self, operation: &'static str, rate: RateLimit) -> Option<Arc<Limiter>> {
        let operations = self.operations.as_ref()?;
        let mut operations = operations.lock().unwrap_or_else(PoisonError::into_inner);
        let limiter = operations
            .entry(operation)
            .or_insert_with(|| Arc::new(Limiter::new(rate)));
        Some(Arc::clone(limiter))
    }
}

/// The right to send one request; what it took goes back when it is dropped before.
pub(super) struct Admission {
    slot: Slot,
    taken: [Option<Taken>; 2],
}

impl Admission {
    /// The request is sent now; the place is kept for as long as the slot.
    pub(super) fn start(self) -> Slot {
        for taken in self.taken.into_iter().flatten() {
            taken.spend();
        }
        self.slot
    }
}

/// A place among the requests at once, free again when it is dropped.
pub(super) struct Slot(
    #[expect(dead_code, reason = "it is held, not read")] Option<OwnedSemaphorePermit>,
);

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, timeout};

    use super::{Limits, Rate, RateLimit};

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_is_not_used_goes_back() {
        let limit = |per_second, burst| Some(RateLimit { per_second, burst });
        let limits = Limits::new(8, Rate::Declared, limit(2, 1));
        drop(limits.enter("other", None).await.start());
        // Each has its operation's turn, and waits for that of the API.
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
