//! Retries as they happen.

use std::fmt;
use std::time::Duration;

use crate::deadline::Rounded;
use crate::retry::history::FailedAttempt;

/// A retry that is about to happen, for
/// [`ClientBuilder::with_retry_observer`](crate::client::ClientBuilder::with_retry_observer).
///
/// Its text is one line, such as `UpdateThreatIncident: attempt 1 failed: the server responded with
/// 429 Too Many Requests; the next attempt starts in 30 s`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RetryEvent<'a> {
    /// Name of the operation.
    pub operation: &'static str,
    /// The number of attempts so far, all of which failed.
    pub attempts: u32,
    /// The last of them.
    pub failed: &'a FailedAttempt,
    /// The wait before the next attempt.
    pub wait: Duration,
}

impl fmt::Display for RetryEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            attempts,
            failed,
            wait,
        } = self;
        let (message, wait) = (&failed.message, Rounded(*wait));
        write!(
            f,
            "{operation}: attempt {attempts} failed: {message}; the next attempt starts in {wait}"
        )
    }
}

/// The function that is called before each retry.
pub(crate) type RetryObserver = dyn Fn(&RetryEvent<'_>) + Send + Sync;
