//! Retries: the policy, the classes of failures, the budget, and the history of a call.

pub(crate) mod budget;
pub(crate) mod classify;
pub(crate) mod event;
pub(crate) mod history;
pub(crate) mod policy;
pub(crate) mod retry_after;

pub use event::RetryEvent;
pub use history::{AttemptHistory, FailedAttempt, FailureKind, StopReason};
pub use policy::{AmbiguousRetries, RetryPolicy};
