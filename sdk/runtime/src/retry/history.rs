//! The attempts of a call.

use std::fmt;
use std::time::Duration;

use crate::deadline::Rounded;
use crate::http::header_text::HeaderText;

/// The attempts of a call: their number, and the failure of each attempt that was retried.
///
/// ```
/// use sdk_runtime::{
///     client::Client,
///     error::Error,
///     response::{Operation, Response},
/// };
///
/// async fn send<O>(client: &Client<O::Api>, request: &O) -> Result<(), Error>
/// where
///     O: Operation<Response = Response<O>>,
/// {
///     let response = client.send(request).await?;
///     for failed in response.attempts().failed() {
///         eprintln!("{failed}");
///     }
///     if response.attempts().may_have_acted() {
///         // The state in the response may be the effect of an earlier attempt of this call.
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Default)]
pub struct AttemptHistory(Option<Box<Attempts>>);

/// Allocated only if the first attempt did not succeed.
#[derive(Clone)]
struct Attempts {
    count: u32,
    failed: Vec<FailedAttempt>,
    stop_reason: Option<StopReason>,
    /// The error that kept a retry from being sent.
    obstacle: Option<String>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            count: 1,
            failed: Vec::new(),
            stop_reason: None,
            obstacle: None,
        }
    }
}

impl AttemptHistory {
    /// Returns the number of attempts, including the one that produced the response or the error;
    /// 0 if the call failed before the first attempt was sent, such as while it waited for the
    /// client's own limits.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.as_ref().map_or(1, |attempts| attempts.count)
    }

    /// Returns the attempts that failed and were retried, in order. The last attempt is not among
    /// them: it is the response or the error itself.
    #[must_use]
    pub fn failed(&self) -> &[FailedAttempt] {
        self.0.as_ref().map_or(&[], |attempts| &attempts.failed)
    }

    /// Returns `true` if the server may have carried out an attempt that was retried. The state in
    /// the response, such as that nothing changed, may then be the effect of that attempt.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        self.failed().iter().any(|failed| failed.may_have_acted)
    }

    /// Returns the reason why the last attempt was not retried; `None` if it succeeded.
    #[must_use]
    pub fn stop_reason(&self) -> Option<StopReason> {
        self.0.as_ref()?.stop_reason
    }

    /// Adds an attempt that failed and is retried.
    pub(crate) fn push(&mut self, failed: FailedAttempt) {
        let attempts = self.0.get_or_insert_default();
        attempts.failed.push(failed);
        attempts.count += 1;
    }

    /// Removes the last failed attempt, whose retry was never sent.
    pub(crate) fn pop(&mut self) {
        if let Some(attempts) = &mut self.0 {
            attempts.failed.pop();
            attempts.count -= 1;
        }
    }

    /// Records the error that kept a retry from being sent.
    pub(crate) fn set_obstacle(&mut self, obstacle: String) {
        self.0.get_or_insert_default().obstacle = Some(obstacle);
    }

    /// Records the reason why there is no further attempt.
    pub(crate) fn stop(mut self, stop_reason: StopReason) -> Self {
        self.0.get_or_insert_default().stop_reason = Some(stop_reason);
        self
    }

    /// Returns the history of a call whose first attempt was never sent.
    pub(crate) fn none() -> Self {
        Self(Some(Box::new(Attempts {
            count: 0,
            stop_reason: Some(StopReason::Deadline),
            ..Attempts::default()
        })))
    }

    /// Writes the end of the message of an error.
    pub(crate) fn note(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_note(f, false)
    }

    /// Writes the end of a message that already warns that the server may have acted.
    pub(crate) fn note_after_warning(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_note(f, true)
    }

    fn write_note(&self, f: &mut fmt::Formatter<'_>, is_warned: bool) -> fmt::Result {
        if self.count() > 1 {
            write!(f, "; tried {} times", self.count())?;
            if self.may_have_acted() && !is_warned {
                f.write_str(", and the server may have acted on an earlier attempt")?;
            }
        }
        let obstacle = self.0.as_ref();
        if let Some(obstacle) = obstacle.and_then(|attempts| attempts.obstacle.as_ref()) {
            return write!(f, "; the retry was not sent: {obstacle}");
        }
        match self.stop_reason() {
            Some(StopReason::Budget) => f.write_str("; the client's retry budget is exhausted"),
            Some(StopReason::Deadline) if self.count() > 0 => {
                f.write_str("; the deadline leaves no time for a retry")
            }
            Some(StopReason::StreamRead) => {
                f.write_str("; a stream of the request was read, so it cannot be sent again")
            }
            Some(
                StopReason::Final
                | StopReason::MayHaveActed
                | StopReason::MaxAttempts
                | StopReason::MaxWait
                | StopReason::Deadline,
            )
            | None => Ok(()),
        }
    }
}

impl fmt::Debug for AttemptHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptHistory")
            .field("count", &self.count())
            .field("failed", &self.failed())
            .field("stop_reason", &self.stop_reason())
            .finish()
    }
}

/// The reason why a failed attempt was not retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopReason {
    /// A retry would fail in the same way.
    Final,
    /// The server may have carried the request out, and the request is not idempotent as far as the
    /// API documents it, or [`AmbiguousRetries::Never`](crate::retry::AmbiguousRetries::Never) is
    /// set.
    MayHaveActed,
    /// The maximum number of attempts was reached.
    MaxAttempts,
    /// The retry budget shared by all clones of the client is exhausted.
    Budget,
    /// The deadline of the call leaves no time for a retry.
    Deadline,
    /// The server asks to wait longer than
    /// [`RetryPolicy::with_max_wait`](crate::retry::RetryPolicy::with_max_wait) allows.
    MaxWait,
    /// A stream of the request was read, so the request cannot be sent again; see
    /// [`FilePart`](crate::values::FilePart).
    StreamRead,
}

/// An attempt that failed and was retried.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// The kind of its error.
    pub kind: FailureKind,
    /// Status code of the response, if one began.
    pub status_code: Option<u16>,
    /// The server's id of the request, if a response began.
    pub request_id: Option<HeaderText>,
    /// The message of its error, shortened to one line of at most 200 characters.
    pub message: String,
    /// `true` if the server may have carried the request out.
    pub may_have_acted: bool,
    /// The wait before the retry.
    pub waited: Duration,
}

impl fmt::Display for FailedAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}; retried after {}",
            self.message,
            Rounded(self.waited)
        )
    }
}

/// The kind of error of an attempt that was retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// No connection could be opened: [`Error::Connect`](crate::error::Error::Connect).
    Connect,
    /// A time-out elapsed: [`Error::Timeout`](crate::error::Error::Timeout).
    Timeout,
    /// The connection failed: [`Error::Interrupted`](crate::error::Error::Interrupted).
    Interrupted,
    /// The body ended early: [`Error::Decode`](crate::error::Error::Decode).
    Decode,
    /// The status was not 2xx: [`Error::Api`](crate::error::Error::Api).
    Api,
    /// Any other error.
    Other,
}
