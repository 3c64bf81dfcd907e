//! Errors between the request and a complete response.

use std::fmt;
use std::time::Duration;

use crate::deadline::{Deadline, Rounded};
use crate::error::boxed::BoxError;
use crate::error::context::{ErrorContext, MAY_HAVE_ACTED};
use crate::error::details::FailureDetails;
use crate::http::header_text::HeaderText;

/// No connection to the server could be opened; nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct ConnectError {
    /// Host and port.
    pub server: String,
    /// The address of the proxy, without user and password, if the proxy failed or refused.
    pub proxy: Option<String>,
    /// The status with which the proxy refused, such as 407.
    pub proxy_status: Option<u16>,
    /// The failure, and its remedy.
    reason: Option<String>,
    /// `true` if a retry would fail in the same way.
    pub(crate) is_final: bool,
    pub(crate) context: ErrorContext,
    source: BoxError,
}

impl ConnectError {
    /// Wraps the error of the transport.
    pub(crate) fn new(server: String, details: FailureDetails, source: BoxError) -> Self {
        Self {
            server,
            proxy: details.proxy,
            proxy_status: details.proxy_status,
            reason: details.reason,
            is_final: details.is_final,
            context: ErrorContext::default(),
            source,
        }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection to {}", self.server)?;
        if let Some(reason) = &self.reason {
            write!(f, ": {reason}")?;
        }
        self.context.history.note(f)
    }
}

/// A time-out elapsed before the response was complete. Unless the request had not been sent yet,
/// the server may have acted on it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct TimeoutError {
    /// The time-out that elapsed.
    pub limit: Duration,
    /// `true` for the deadline of the whole call, `false` for the time-out of one attempt.
    pub is_deadline: bool,
    /// The phase of the call in which it elapsed.
    pub phase: TimeoutPhase,
    /// `true` if the client's token provider let the time run out.
    waited_for_token: bool,
    /// The proxy that the connection leads through.
    proxy: Option<String>,
    pub(crate) context: ErrorContext,
    source: Option<BoxError>,
}

/// The phase of a call in which a time-out elapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Waiting for the client's own limits (rate, concurrent requests) or for its
    /// [`TokenProvider`](crate::auth::TokenProvider): nothing was sent.
    Waiting,
    /// Opening the connection: nothing was sent.
    Connecting,
    /// Sending the request and receiving the response: the server may have acted on it.
    Receiving,
}

impl TimeoutError {
    /// Reports that the client's own limits delayed the request too long.
    pub(crate) fn waiting(deadline: Deadline) -> Self {
        Self::new(deadline, TimeoutPhase::Waiting, ErrorContext::default())
    }

    /// Reports that the client's token provider delayed the request too long.
    pub(crate) fn waiting_for_token(deadline: Deadline) -> Self {
        Self {
            waited_for_token: true,
            ..Self::waiting(deadline)
        }
    }

    /// Reports that the transport could not open a connection within `limit`.
    pub(crate) fn connecting(limit: Duration, details: FailureDetails, source: BoxError) -> Self {
        Self {
            limit,
            is_deadline: false,
            phase: TimeoutPhase::Connecting,
            waited_for_token: false,
            proxy: details.proxy,
            context: ErrorContext::default(),
            source: Some(source),
        }
    }

    /// Reports that an attempt or a call ended before its connection was open.
    pub(crate) fn not_connected(deadline: Deadline, proxy: Option<String>) -> Self {
        let phase = TimeoutPhase::Connecting;
        Self {
            proxy,
            ..Self::new(deadline, phase, ErrorContext::default())
        }
    }

    /// Reports that the response did not arrive, or not completely.
    pub(crate) fn receiving(deadline: Deadline, context: ErrorContext) -> Self {
        Self::new(deadline, TimeoutPhase::Receiving, context)
    }

    fn new(deadline: Deadline, phase: TimeoutPhase, context: ErrorContext) -> Self {
        Self {
            limit: deadline.limit,
            is_deadline: deadline.covers_call,
            phase,
            waited_for_token: false,
            proxy: None,
            context,
            source: None,
        }
    }

    /// Returns the status code, if the response had begun.
    #[must_use]
    pub fn status_code(&self) -> Option<u16> {
        self.context.status_code
    }

    /// Returns the server's id of the request, if the response had begun.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context.request_id.as_ref()
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.phase {
            TimeoutPhase::Waiting if self.waited_for_token => {
                "the token provider of the client returned no token"
            }
            TimeoutPhase::Waiting => {
                "the client's own limits prevented the request from being sent"
            }
            TimeoutPhase::Connecting => "no connection",
            TimeoutPhase::Receiving => "no complete response",
        })?;
        let deadline = if self.is_deadline {
            "the deadline of "
        } else {
            ""
        };
        write!(f, " within {deadline}{}", Rounded(self.limit))?;
        if let Some(proxy) = &self.proxy {
            write!(f, " through the proxy {proxy}")?;
        }
        if self.phase == TimeoutPhase::Receiving {
            f.write_str(MAY_HAVE_ACTED)?;
            return self.context.history.note_after_warning(f);
        }
        self.context.history.note(f)
    }
}

/// The connection failed after it was opened; the server may have acted on the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct InterruptedError {
    /// The failure, and its remedy.
    reason: Option<String>,
    /// `true` if the request could not be read, and not the response.
    is_of_request: bool,
    /// `true` if a retry would fail in the same way.
    pub(crate) is_final: bool,
    pub(crate) context: ErrorContext,
    source: BoxError,
}

impl InterruptedError {
    /// Wraps the error of the transport, with the response as far as it arrived.
    pub(crate) fn new(context: ErrorContext, details: FailureDetails, source: BoxError) -> Self {
        Self {
            reason: details.reason,
            is_of_request: details.is_of_request,
            is_final: details.is_final,
            context,
            source,
        }
    }

    /// Returns the status code, if the response had begun.
    #[must_use]
    pub fn status_code(&self) -> Option<u16> {
        self.context.status_code
    }

    /// Returns the server's id of the request, if the response had begun.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context.request_id.as_ref()
    }
}

impl fmt::Display for InterruptedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status_code(), &self.reason) {
            (Some(status), _) => write!(
                f,
                "the connection failed in the middle of a response ({status})"
            ),
            (None, Some(reason)) if self.is_of_request => {
                write!(f, "the request was not sent as a whole: {reason}")
            }
            (None, Some(reason)) => {
                write!(
                    f,
                    "the server responded, but its response cannot be read: {reason}"
                )
            }
            (None, None) => f.write_str("the connection failed before a response arrived"),
        }?;
        f.write_str(MAY_HAVE_ACTED)?;
        self.context.history.note_after_warning(f)
    }
}
