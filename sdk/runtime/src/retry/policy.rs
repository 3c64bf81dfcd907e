//! The policy of retries: which failures are retried, how often, and after which wait.

use std::time::Duration;

/// The policy of retries: which failures are retried, how often, and after which wait.
///
/// The decision depends on the metadata of the operation, never on the HTTP method:
///
/// - A request that did not reach the server is retried, and so is a request that the server
///   refused without acting on it.
/// - A request that the server may have carried out, such as after a time-out or a status of 500,
///   is retried only if it is idempotent; [`AmbiguousRetries`] changes that.
/// - After status 401 the request is sent once more with a fresh token, if the token comes from a
///   [`TokenProvider`](crate::auth::TokenProvider).
/// - Every other failure is final, including the statuses 501, 505, 510 and 511, which no retry
///   changes, and a proxy that refuses.
///
/// The wait before the retry number *n* is random (full jitter), at most `base * 2^(n - 1)` and at
/// most `cap`; it is longer if the server asks for more with `Retry-After`.
///
/// ```
/// use std::time::Duration;
///
/// use sdk_runtime::retry::{AmbiguousRetries, RetryPolicy};
///
/// let policy = RetryPolicy::default()
///     .with_max_attempts(8)
///     .with_backoff(Duration::from_secs(1), Duration::from_secs(60))
///     .with_ambiguous(AmbiguousRetries::Never);
/// # let _ = policy;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
    max_wait: Duration,
    ambiguous: AmbiguousRetries,
}

/// The condition for sending a request again that the server may have carried out already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AmbiguousRetries {
    /// Retry if the request is idempotent according to the metadata of its operation.
    #[default]
    WhenIdempotent,
    /// Always retry, even if the request is then carried out twice.
    Always,
    /// Never retry.
    Never,
}

impl Default for RetryPolicy {
    /// Returns the default policy: four attempts with waits of at most 0.5 s, 1 s and 2 s between
    /// them; `Retry-After` of up to 60 s is honoured.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            max_wait: Duration::from_secs(60),
            ambiguous: AmbiguousRetries::WhenIdempotent,
        }
    }
}

impl RetryPolicy {
    /// Returns a policy without retries: one attempt, also after status 401.
    pub fn never() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first one. Defaults to 4; 0 means 1.
    pub fn with_max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts.max(1);
        self
    }

    /// Sets the upper bound of the random wait: `base` before the first retry, twice as long before
    /// each further one, and never more than `cap`. Defaults to 0.5 s and 20 s.
    pub fn with_backoff(mut self, base: Duration, cap: Duration) -> Self {
        (self.base, self.cap) = (base, cap);
        self
    }

    /// Sets the longest `Retry-After` that is honoured. Defaults to 60 s. If the server asks for a
    /// longer wait, there is no retry, and the error reports that wait.
    pub fn with_max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self
    }

    /// Sets the condition for sending a request again that the server may have carried out already.
    /// Defaults to [`AmbiguousRetries::WhenIdempotent`].
    pub fn with_ambiguous(mut self, ambiguous: AmbiguousRetries) -> Self {
        self.ambiguous = ambiguous;
        self
    }

    /// Returns the maximum number of attempts.
    pub(crate) fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// Returns the longest `Retry-After` that is honoured.
    pub(crate) fn max_wait(&self) -> Duration {
        self.max_wait
    }

    /// Returns `true` if a request is retried that the server may have carried out; `is_idempotent`
    /// evaluates the metadata of the operation.
    pub(crate) fn retries_ambiguous(&self, is_idempotent: impl FnOnce() -> bool) -> bool {
        match self.ambiguous {
            AmbiguousRetries::WhenIdempotent => is_idempotent(),
            AmbiguousRetries::Always => true,
            AmbiguousRetries::Never => false,
        }
    }

    /// Returns a random wait before the next attempt, after `failed` failed attempts.
    pub(crate) fn backoff(&self, failed: u32) -> Duration {
        let factor = 2_u32.saturating_pow(failed.saturating_sub(1));
        let bound = self.base.saturating_mul(factor);
        let nanos = u64::try_from(bound.min(self.cap).as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(fastrand::u64(..=nanos))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{AmbiguousRetries, RetryPolicy};

    #[test]
    fn waits_are_random_below_a_doubling_bound() {
        let policy = RetryPolicy::default();
        for (failed, bound) in [
            (1, 500),
            (2, 1000),
            (3, 2000),
            (6, 16_000),
            (7, 20_000),
            (99, 20_000),
        ] {
            let bound = Duration::from_millis(bound);
            let waits: Vec<_> = (0..300).map(|_| policy.backoff(failed)).collect();
            assert!(waits.iter().all(|wait| *wait <= bound), "{failed}");
            assert!(waits.iter().any(|wait| *wait > bound * 3 / 4), "{failed}");
            assert!(waits.iter().any(|wait| *wait < bound / 4), "{failed}");
        }
        let none = policy.with_backoff(Duration::ZERO, Duration::MAX);
        assert_eq!(none.backoff(40), Duration::ZERO);
        let long = policy.with_backoff(Duration::MAX, Duration::MAX);
        assert!(long.backoff(1) > Duration::from_secs(60));
    }

    #[test]
    fn idempotency_matters_only_for_the_default_policy() {
        let policy = |ambiguous| RetryPolicy::default().with_ambiguous(ambiguous);
        for idempotent in [false, true] {
            let retries = policy(AmbiguousRetries::WhenIdempotent).retries_ambiguous(|| idempotent);
            assert_eq!(retries, idempotent);
            assert!(policy(AmbiguousRetries::Always).retries_ambiguous(|| idempotent));
            assert!(!policy(AmbiguousRetries::Never).retries_ambiguous(|| idempotent));
        }
        assert_eq!(RetryPolicy::never().with_max_attempts(0).max_attempts(), 1);
    }
}
