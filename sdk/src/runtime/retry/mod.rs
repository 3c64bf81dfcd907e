//! Whether a failed attempt is repeated: the policy, what a failure means, and what is told of it.

mod after;
mod attempts;
mod budget;
mod policy;
mod verdict;

pub use attempts::{Attempts, FailedAttempt, FailureKind, Stopped};
pub use policy::{Ambiguous, Retries};

pub(super) use after::retry_after;
pub(super) use budget::{Budget, Withdrawal};
pub(super) use verdict::Verdict;
