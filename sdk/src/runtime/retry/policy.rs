//! When a failed attempt is repeated, and after how long.

use std::time::Duration;

/// When a failed attempt is repeated, and after how long.
///
/// What is repeated follows from what the API says of the operation, and never from the HTTP method:
///
/// - What did not reach the server is repeated, and so is what the server says it refused.
/// - What the server may have carried out, such as after a time-out or an answer of 500, is
///   repeated only when a repeat does no harm to this request; [`Ambiguous`] changes that.
/// - Every other answer is final.
///
/// Between two attempts is a random time of at most `base * 2^n` and at most `cap`, or as long as the
/// server asks for with `Retry-After`.
///
/// ```
/// use std::time::Duration;
///
/// use sentinelone_sdk::{Ambiguous, Retries};
///
/// let patient = Retries::default()
///     .with_max_attempts(8)
///     .with_backoff(Duration::from_secs(1), Duration::from_secs(60))
///     .with_ambiguous(Ambiguous::Never);
/// # let _ = patient;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retries {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
    max_wait: Duration,
    ambiguous: Ambiguous,
}

/// Whether a request is sent again that the server may have carried out already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ambiguous {
    /// When a repeat of this request does no harm, as far as the API says.
    #[default]
    WhenRepeatable,
    /// Always, also when it is then carried out twice.
    Always,
    /// Never.
    Never,
}

impl Default for Retries {
    /// Four attempts with up to 0.5 s, 1 s and 2 s between them; a server may ask for 60 s.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(20),
            max_wait: Duration::from_secs(60),
            ambiguous: Ambiguous::WhenRepeatable,
        }
    }
}

impl Retries {
    /// One attempt.
    pub fn never() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// How many attempts there are at most, the first one included; 4 unless set, and 1 at least.
    pub fn with_max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts.max(1);
        self
    }

    /// The random time before the first repeat is at most `base`, twice as long before each further
    /// one, and never longer than `cap`; 0.5 s and 20 s unless set.
    pub fn with_backoff(mut self, base: Duration, cap: Duration) -> Self {
        (self.base, self.cap) = (base, cap);
        self
    }

    /// How long a server may ask to wait; 60 s unless set. When it asks for more, there is no repeat
    /// and the error says how long.
    pub fn with_max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self
    }

    /// Whether a request is sent again that the server may have carried out already; when that does
    /// no harm unless set.
    pub fn with_ambiguous(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self
    }

    /// How many attempts there are at most.
    pub(in crate::runtime) fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    /// How long a server may ask to wait.
    pub(in crate::runtime) fn max_wait(&self) -> Duration {
        self.max_wait
    }

    /// Whether what the server may have carried out is repeated; `is_harmless` says whether that
    /// does no harm.
    pub(in crate::runtime) fn repeats_ambiguous(&self, is_harmless: impl FnOnce() -> bool) -> bool {
        match self.ambiguous {
            Ambiguous::WhenRepeatable => is_harmless(),
            Ambiguous::Always => true,
            Ambiguous::Never => false,
        }
    }

    /// A random time before the repeat after so many failed attempts.
    pub(in crate::runtime) fn backoff(&self, failed: u32) -> Duration {
        let factor = 2_u32.saturating_pow(failed.saturating_sub(1));
        let longest = self.base.saturating_mul(factor);
        let nanos = u64::try_from(longest.min(self.cap).as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(fastrand::u64(..=nanos))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Ambiguous, Retries};

    #[test]
    fn the_wait_is_anywhere_below_a_doubling_bound() {
        let retries = Retries::default();
        for (failed, bound) in [
            (1, 500),
            (2, 1000),
            (3, 2000),
            (6, 16_000),
            (7, 20_000),
            (99, 20_000),
        ] {
            let bound = Duration::from_millis(bound);
            let waits: Vec<_> = (0..300).map(|_| retries.backoff(failed)).collect();
            assert!(waits.iter().all(|wait| *wait <= bound), "{failed}");
            assert!(waits.iter().any(|wait| *wait > bound * 3 / 4), "{failed}");
            assert!(waits.iter().any(|wait| *wait < bound / 4), "{failed}");
        }
        let none = retries.with_backoff(Duration::ZERO, Duration::MAX);
        assert_eq!(none.backoff(40), Duration::ZERO);
        let long = retries.with_backoff(Duration::MAX, Duration::MAX);
        assert!(long.backoff(1) > Duration::from_secs(60));
    }

    #[test]
    fn harm_is_asked_for_only_when_it_matters() {
        let policy = |ambiguous| Retries::default().with_ambiguous(ambiguous);
        for harmless in [false, true] {
            let repeats = policy(Ambiguous::WhenRepeatable).repeats_ambiguous(|| harmless);
            assert_eq!(repeats, harmless);
            assert!(policy(Ambiguous::Always).repeats_ambiguous(|| harmless));
            assert!(!policy(Ambiguous::Never).repeats_ambiguous(|| harmless));
        }
        assert_eq!(Retries::never().with_max_attempts(0).max_attempts(), 1);
    }
}
