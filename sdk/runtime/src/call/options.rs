//! Options of a single call.

use std::time::Duration;

use tokio::time::Instant;

use crate::request::target::RequestTarget;
use crate::retry::policy::RetryPolicy;

/// Options of a single call, for [`Client::send_with`](crate::client::Client::send_with). Unset
/// options are those of the client.
///
/// ```
/// use std::time::Duration;
///
/// use sdk_runtime::{call::SendOptions, retry::RetryPolicy};
///
/// let options = SendOptions::new()
///     .with_deadline(Duration::from_secs(5))
///     .with_retry_policy(RetryPolicy::never());
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct SendOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry_policy: Option<RetryPolicy>,
    /// The target that replaces the one of the operation; boxed, because every future of a call holds it.
    pub(crate) target: Option<Box<RequestTarget>>,
    pub(crate) at_most: Option<u64>,
    /// The beginning of the call, if that is earlier than the first attempt.
    pub(crate) start: Option<Instant>,
}

impl SendOptions {
    /// Returns options with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the time-out of each attempt, like
    /// [`ClientBuilder::with_timeout`](crate::client::ClientBuilder::with_timeout).
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the deadline of the call, like
    /// [`ClientBuilder::with_deadline`](crate::client::ClientBuilder::with_deadline).
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the retry policy of the call, like
    /// [`ClientBuilder::with_retry_policy`](crate::client::ClientBuilder::with_retry_policy).
    pub fn with_retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry_policy = Some(policy);
        self
    }

    /// Counts the items that the request would affect, and sends it only if there are at most
    /// `items` of them. Otherwise the error is [`Error::Preview`](crate::error::Error::Preview),
    /// and the request is not sent. A response without a count is such an error, too, and so is an
    /// operation without a preview.
    ///
    /// The count is that of [`Client::preview`](crate::client::Client::preview), a separate
    /// request: one deadline covers both, each has its own retries, and a retry of the request is not
    /// counted again. The count does not hold the world still: items that match only after it are
    /// affected as well. To affect no others, list their ids. Ids that do not fit into one URL are counted
    /// part by part.
    ///
    /// [`Client::send_batched`](crate::client::Client::send_batched) compares the number of ids of
    /// the whole job, without a request.
    ///
    /// ```
    /// use sdk_runtime::call::SendOptions;
    ///
    /// let options = SendOptions::new().at_most(500);
    /// # let _ = options;
    /// ```
    pub fn at_most(mut self, items: u64) -> Self {
        self.at_most = Some(items);
        self
    }

    /// Sets the target that replaces the one of the operation.
    pub(crate) fn with_target(self, target: Option<RequestTarget>) -> Self {
        Self {
            target: target.map(Box::new),
            ..self
        }
    }
}
