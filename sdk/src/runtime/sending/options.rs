//! What can be set for a single call.

use std::time::Duration;

use crate::runtime::Retries;

/// What one call does otherwise than its client, for [`Client::send_with`](crate::runtime::Client::send_with);
/// what is not set is the client's.
///
/// ```
/// use std::time::Duration;
///
/// use sentinelone_sdk::{Retries, SendOptions};
///
/// let once_and_fast = SendOptions::new()
///     .with_deadline(Duration::from_secs(5))
///     .with_retries(Retries::never());
/// # let _ = once_and_fast;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct SendOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Duration>,
    pub(super) retries: Option<Retries>,
}

impl SendOptions {
    /// Everything as the client does it.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long each attempt may take, as
    /// [`ClientBuilder::with_timeout`](crate::runtime::ClientBuilder::with_timeout).
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long the call may take, as
    /// [`ClientBuilder::with_deadline`](crate::runtime::ClientBuilder::with_deadline).
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// When a failed attempt is repeated, as
    /// [`ClientBuilder::with_retries`](crate::runtime::ClientBuilder::with_retries).
    pub fn with_retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }
}
