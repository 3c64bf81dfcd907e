//! What happened on the way to an answer or an error.

use std::fmt;
use std::time::Duration;

use crate::runtime::body::one_line;
use crate::runtime::{Error, HeaderText};

use super::Verdict;

/// What happened on the way to an answer or an error: how many attempts it took, and what each that
/// failed met.
///
/// ```no_run
/// # use sentinelone_sdk::{Client, Error, UpdateThreatIncident};
/// # async fn run(client: Client, request: UpdateThreatIncident) -> Result<(), Error> {
/// let response = client.send(&request).await?;
/// for failed in response.attempts().failed() {
///     eprintln!("{failed}");
/// }
/// if response.attempts().may_have_acted() {
///     // `already_set` may be the doing of an earlier attempt of this call.
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Attempts(Option<Box<Trail>>);

/// Nothing is kept of an answer that came at once.
#[derive(Clone)]
struct Trail {
    count: u32,
    failed: Vec<FailedAttempt>,
    stopped: Option<Stopped>,
}

impl Default for Trail {
    fn default() -> Self {
        Self {
            count: 1,
            failed: Vec::new(),
            stopped: None,
        }
    }
}

impl Attempts {
    /// How many attempts there were, that of the answer or the error included; 0 for an error
    /// while the first one waited for the client's own limits.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.as_ref().map_or(1, |trail| trail.count)
    }

    /// The attempts that failed and were repeated, in order. The last attempt is not among them: it
    /// is the answer or the error itself.
    #[must_use]
    pub fn failed(&self) -> &[FailedAttempt] {
        self.0.as_ref().map_or(&[], |trail| &trail.failed)
    }

    /// Whether an attempt was repeated that the server may have carried out: what the answer says,
    /// such as that nothing changed, may then be the doing of that attempt.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        self.failed().iter().any(|failed| failed.may_have_acted)
    }

    /// Why the last attempt was not repeated; `None` when it was a success.
    #[must_use]
    pub fn stopped(&self) -> Option<Stopped> {
        self.0.as_ref()?.stopped
    }

    /// Adds an attempt that failed and is repeated.
    pub(in crate::runtime) fn push(&mut self, failed: FailedAttempt) {
        let trail = self.0.get_or_insert_default();
        trail.failed.push(failed);
        trail.count += 1;
    }

    /// Takes the last failure off again: there was no attempt after it.
    pub(in crate::runtime) fn pop(&mut self) {
        if let Some(trail) = &mut self.0 {
            trail.failed.pop();
            trail.count -= 1;
        }
    }

    /// Says why there is no further attempt.
    pub(in crate::runtime) fn stop(mut self, stopped: Stopped) -> Self {
        self.0.get_or_insert_default().stopped = Some(stopped);
        self
    }

    /// No attempt was made.
    pub(in crate::runtime) fn none() -> Self {
        Self(Some(Box::new(Trail {
            count: 0,
            stopped: Some(Stopped::Deadline),
            ..Trail::default()
        })))
    }

    /// The end of the message of an error.
    pub(in crate::runtime) fn note(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.count() > 1 {
            write!(f, "; tried {} times", self.count())?;
            if self.may_have_acted() {
                f.write_str(", and the server may have acted on an earlier attempt")?;
            }
        }
        match self.stopped() {
            Some(Stopped::Budget) => f.write_str("; the retry budget of the client is used up"),
            Some(Stopped::Deadline) if self.count() > 0 => {
                f.write_str("; the deadline leaves no time for a repeat")
            }
            Some(
                Stopped::Final
                | Stopped::MayHaveActed
                | Stopped::MaxAttempts
                | Stopped::MaxWait
                | Stopped::Deadline,
            )
            | None => Ok(()),
        }
    }
}

impl fmt::Debug for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempts")
            .field("count", &self.count())
            .field("failed", &self.failed())
            .field("stopped", &self.stopped())
            .finish()
    }
}

/// Why an attempt that failed was not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stopped {
    /// A repeat would give the same.
    Final,
    /// The server may have carried the request out, and to repeat it could do harm.
    MayHaveActed,
    /// There are no more attempts than that.
    MaxAttempts,
    /// So much failed lately that the clones of the client repeat nothing for now.
    Budget,
    /// The deadline of the call leaves no time for it.
    Deadline,
    /// The server asks to wait for longer than is accepted.
    MaxWait,
}

/// An attempt that failed and was repeated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FailedAttempt {
    /// What kind of error it met.
    pub kind: FailureKind,
    /// The status of the answer, where one began.
    pub status_code: Option<u16>,
    /// The server's id of the request, where an answer began.
    pub request_id: Option<HeaderText>,
    /// What was met, in one short line.
    pub message: String,
    /// Whether the server may have carried the request out.
    pub may_have_acted: bool,
    /// How long was waited before the repeat.
    pub waited: Duration,
}

impl FailedAttempt {
    /// An attempt that ended with this error and is repeated after this time.
    pub(in crate::runtime) fn new(error: &Error, waited: Duration) -> Self {
        Self {
            kind: FailureKind::of(error),
            status_code: error.status(),
            request_id: error.request_id().cloned(),
            message: one_line(&error.to_string()),
            may_have_acted: error.verdict() == Verdict::Ambiguous,
            waited,
        }
    }
}

impl fmt::Display for FailedAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; repeated after {:?}", self.message, self.waited)
    }
}

/// What an attempt met that failed and was repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// No connection was made; as [`Error::Connect`].
    Connect,
    /// Time ran out; as [`Error::Timeout`].
    Timeout,
    /// The connection failed; as [`Error::Transport`].
    Transport,
    /// The answer was cut; as [`Error::Decode`].
    Decode,
    /// The status was other than 2xx; as [`Error::Api`].
    Api,
    /// Anything else.
    Other,
}

impl FailureKind {
    fn of(error: &Error) -> Self {
        match error {
            Error::Connect(_) => Self::Connect,
            Error::Timeout(_) => Self::Timeout,
            Error::Transport(_) => Self::Transport,
            Error::Decode(_) => Self::Decode,
            Error::Api(_) => Self::Api,
            Error::InvalidRequest(_) | Error::Configuration(_) | Error::EndlessPages(_) => {
                Self::Other
            }
        }
    }
}
