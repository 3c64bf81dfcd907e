//! Errors between the request and a complete answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Head, MAY_HAVE_ACTED, Source};
use crate::runtime::sending::Until;
use crate::runtime::{Api, Attempts, HeaderText};

/// No connection to the server could be made; nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConnectError {
    /// Host and port.
    pub server: String,
    pub(super) attempts: Attempts,
    source: Source,
}

impl ConnectError {
    /// Wraps what the transport says.
    pub(in crate::runtime) fn new(server: String, source: Source) -> Self {
        Self {
            server,
            attempts: Attempts::default(),
            source,
        }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection to {}", self.server)?;
        self.attempts.note(f)
    }
}

impl StdError for ConnectError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}

/// A time-out passed before the answer was complete. Unless that was before the request was sent,
/// the server may have acted on it.
#[derive(Debug)]
#[non_exhaustive]
pub struct TimeoutError {
    /// How much time there was.
    pub limit: Duration,
    /// Whether that was the time for the whole call, and not for one attempt.
    pub is_deadline: bool,
    /// What was waited for.
    pub phase: TimeoutPhase,
    /// The status code, where the answer had begun.
    pub status_code: Option<u16>,
    /// The server's id of the request, where the answer had begun.
    pub request_id: Option<HeaderText>,
    pub(super) attempts: Attempts,
    source: Option<Source>,
}

/// What was waited for when time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// That the client's own limits, of rate or of requests at once, let the request pass: nothing
    /// was sent.
    Waiting,
    /// The connection: nothing was sent.
    Connecting,
    /// The answer, or the rest of it.
    Answering,
}

impl TimeoutError {
    /// The client's own limits held the request back for too long.
    pub(in crate::runtime) fn waiting(until: Until) -> Self {
        Self::new(until, TimeoutPhase::Waiting)
    }

    /// The transport did not come to a connection within this time.
    pub(in crate::runtime) fn connecting(limit: Duration, source: Source) -> Self {
        Self {
            limit,
            is_deadline: false,
            phase: TimeoutPhase::Connecting,
            status_code: None,
            request_id: None,
            attempts: Attempts::default(),
            source: Some(source),
        }
    }

    /// The answer did not come, or not to its end.
    pub(in crate::runtime) fn answering<A: Api>(until: Until, head: Option<&Head>) -> Self {
        Self {
            status_code: head.map(|head| head.status),
            request_id: head.and_then(Head::request_id::<A>),
            ..Self::new(until, TimeoutPhase::Answering)
        }
    }

    fn new(until: Until, phase: TimeoutPhase) -> Self {
        Self {
            limit: until.limit,
            is_deadline: until.is_deadline,
            phase,
            status_code: None,
            request_id: None,
            attempts: Attempts::default(),
            source: None,
        }
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.phase {
            TimeoutPhase::Waiting => "the client's own limits let nothing be sent",
            TimeoutPhase::Connecting => "no connection",
            TimeoutPhase::Answering => "no complete answer",
        })?;
        let deadline = if self.is_deadline {
            "the deadline of "
        } else {
            ""
        };
        write!(f, " within {deadline}{:?}", self.limit)?;
        if self.phase == TimeoutPhase::Answering {
            f.write_str(MAY_HAVE_ACTED)?;
        }
        self.attempts.note(f)
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref()?.as_ref())
    }
}

/// The connection failed after it was made; the server may have acted on the request.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// The status code, where the answer had begun.
    pub status_code: Option<u16>,
    /// The server's id of the request, where the answer had begun.
    pub request_id: Option<HeaderText>,
    pub(super) attempts: Attempts,
    source: Source,
}

impl TransportError {
    /// Wraps what the transport says, with what had come of the answer.
    pub(in crate::runtime) fn new<A: Api>(head: Option<&Head>, source: Source) -> Self {
        Self {
            status_code: head.map(|head| head.status),
            request_id: head.and_then(Head::request_id::<A>),
            attempts: Attempts::default(),
            source,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status_code {
            Some(status) => write!(
                f,
                "the connection failed in the middle of an answer ({status})"
            ),
            None => f.write_str("the connection failed before an answer came"),
        }?;
        f.write_str(MAY_HAVE_ACTED)?;
        self.attempts.note(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
