//! Accessors of [`Error`]: response, attempts, and the safety of a retry.

use std::time::Duration;

use crate::error::Error;
use crate::error::context::ErrorContext;
use crate::error::transport::TimeoutPhase;
use crate::http::header_text::HeaderText;
use crate::retry::classify::FailureClass;
use crate::retry::history::AttemptHistory;

impl Error {
    /// Returns the error of the request that failed: that of the count, if it kept the request from
    /// being sent.
    fn cause(&self) -> &Self {
        match self {
            Self::Preview(error) => error.cause().unwrap_or(self),
            error => error,
        }
    }

    /// Returns the context, if the error occurred while sending.
    fn context(&self) -> Option<&ErrorContext> {
        match self.cause() {
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::RepeatedCursor(_)
            | Self::PageUrl(_)
            | Self::Preview(_) => None,
            Self::Connect(error) => Some(&error.context),
            Self::Timeout(error) => Some(&error.context),
            Self::Interrupted(error) => Some(&error.context),
            Self::Decode(error) => Some(&error.context),
            Self::Api(error) => Some(&error.context),
        }
    }

    /// Returns the context mutably, if the error occurred while sending.
    fn context_mut(&mut self) -> Option<&mut ErrorContext> {
        match self {
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::RepeatedCursor(_)
            | Self::PageUrl(_)
            | Self::Preview(_) => None,
            Self::Connect(error) => Some(&mut error.context),
            Self::Timeout(error) => Some(&mut error.context),
            Self::Interrupted(error) => Some(&mut error.context),
            Self::Decode(error) => Some(&mut error.context),
            Self::Api(error) => Some(&mut error.context),
        }
    }

    /// Returns the status code of the response, if one arrived.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.context()?.status_code
    }

    /// Returns the server's id of the request, to quote to the vendor's support, if a response
    /// arrived.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context()?.request_id.as_ref()
    }

    /// Returns the attempts of the call; `None` for errors that do not stem from sending.
    #[must_use]
    pub fn attempts(&self) -> Option<&AttemptHistory> {
        Some(&self.context()?.history)
    }

    /// Returns the time that the server asks callers to wait before a retry, if it does.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.cause() {
            Self::Api(error) => error.retry_after,
            _ => None,
        }
    }

    /// Returns `true` if the server rejected the credential: status 401.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.has_status(&[401])
    }

    /// Returns `true` if the credential lacks a permission: status 403.
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.has_status(&[403])
    }

    /// Returns `true` if the request is invalid: rejected before it was sent, or by the server with
    /// status 400 or 422.
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self, Self::InvalidRequest(_)) || self.has_status(&[400, 422])
    }

    /// Returns `true` if the server refused the request because there were too many: status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(&[429])
    }

    /// Returns `true` if a time-out elapsed, in any phase of the call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause(), Self::Timeout(_))
    }

    /// Returns `true` if no connection could be opened, because of a time-out or any other failure.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match self.cause() {
            Self::Connect(_) => true,
            Self::Timeout(error) => error.phase == TimeoutPhase::Connecting,
            _ => false,
        }
    }

    /// Returns `true` if the server may have carried the request out, in this or an earlier
    /// attempt, but no response reports the result. Check the state on the server before sending it
    /// again.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        // The request itself was not sent.
        if matches!(self, Self::Preview(_)) {
            return false;
        }
        self.earlier_attempt_may_have_acted()
            || matches!(self, Self::Decode(_) | Self::Interrupted(_))
            || self.failure_class() == FailureClass::Ambiguous
    }

    /// Returns `true` if the request can safely be sent again, and that may help: it was not sent,
    /// or the server refused it without acting on it. A proxy that rejects its password is an
    /// exception: trying again could lock the account.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        // Counting the items again changes nothing.
        if let Self::Preview(error) = self {
            let cause = error.cause();
            return cause.is_some_and(|cause| cause.failure_class() != FailureClass::Final);
        }
        let class = self.failure_class();
        !self.earlier_attempt_may_have_acted()
            && matches!(class, FailureClass::NotSent | FailureClass::Refused)
    }

    fn earlier_attempt_may_have_acted(&self) -> bool {
        self.attempts().is_some_and(AttemptHistory::may_have_acted)
    }

    fn has_status(&self, statuses: &[u16]) -> bool {
        match self.cause() {
            Self::Api(error) => statuses.contains(&error.status_code),
            _ => false,
        }
    }

    /// Classifies the last attempt.
    pub(crate) fn failure_class(&self) -> FailureClass {
        match self {
            Self::Connect(error) if error.is_final => FailureClass::Final,
            Self::Connect(_) => FailureClass::NotSent,
            Self::Timeout(error) => match error.phase {
                TimeoutPhase::Waiting | TimeoutPhase::Connecting => FailureClass::NotSent,
                TimeoutPhase::Receiving => FailureClass::Ambiguous,
            },
            Self::Interrupted(error) if error.is_final => FailureClass::Final,
            Self::Interrupted(_) => FailureClass::Ambiguous,
            Self::Decode(error) if error.ended_early => FailureClass::Ambiguous,
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::RepeatedCursor(_)
            | Self::PageUrl(_)
            | Self::Preview(_)
            | Self::Decode(_) => FailureClass::Final,
            Self::Api(error) => error.class,
        }
    }

    /// Returns `true` if the client itself kept the attempt from starting: its limits held the
    /// request back until the deadline, its credential was unavailable, or a file of the request
    /// could not be opened again.
    pub(crate) fn is_before_sending(&self) -> bool {
        match self {
            Self::Timeout(error) => error.phase == TimeoutPhase::Waiting,
            Self::Configuration(_) | Self::InvalidRequest(_) => true,
            _ => false,
        }
    }

    /// Attaches the attempts of the call.
    pub(crate) fn with_attempts(mut self, history: AttemptHistory) -> Self {
        if let Some(context) = self.context_mut() {
            context.history = history;
        }
        self
    }
}
