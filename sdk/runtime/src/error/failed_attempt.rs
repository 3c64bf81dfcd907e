//! The summary of the error of a failed attempt.

use std::time::Duration;

use crate::error::Error;
use crate::error::one_line::one_line;
use crate::retry::classify::FailureClass;
use crate::retry::history::{FailedAttempt, FailureKind};

impl FailedAttempt {
    /// Summarises an attempt that ended with `error` and is retried after `waited`.
    pub(crate) fn new(error: &Error, waited: Duration) -> Self {
        Self {
            kind: FailureKind::of(error),
            status_code: error.status(),
            request_id: error.request_id().cloned(),
            message: one_line(&error.to_string()),
            may_have_acted: error.failure_class() == FailureClass::Ambiguous,
            waited,
        }
    }
}

impl FailureKind {
    fn of(error: &Error) -> Self {
        match error {
            Error::Connect(_) => Self::Connect,
            Error::Timeout(_) => Self::Timeout,
            Error::Interrupted(_) => Self::Interrupted,
            Error::Decode(_) => Self::Decode,
            Error::Api(_) => Self::Api,
            Error::InvalidRequest(_)
            | Error::Configuration(_)
            | Error::RepeatedCursor(_)
            | Error::PageUrl(_)
            | Error::Preview(_) => Self::Other,
        }
    }
}
