//! Errors between the request and a complete answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{MAY_HAVE_ACTED, Source};
use crate::runtime::HeaderText;

/// No connection to the server could be made; nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConnectError {
    /// Host and port.
    pub server: String,
    source: Source,
}

impl ConnectError {
    /// Wraps what the transport says.
    pub(in crate::runtime) fn new(server: String, source: Source) -> Self {
        Self { server, source }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection to {}", self.server)
    }
}

impl StdError for ConnectError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}

/// A time-out passed before the answer was complete. Unless it passed while connecting, the server
/// may have acted on the request.
#[derive(Debug)]
#[non_exhaustive]
pub struct TimeoutError {
    /// How long was waited.
    pub limit: Duration,
    /// Whether the time passed while the connection was made, so that nothing was sent.
    pub while_connecting: bool,
    /// The status code, where the answer had begun.
    pub status_code: Option<u16>,
    /// The server's id of the request, where the answer had begun.
    pub request_id: Option<HeaderText>,
    pub(in crate::runtime) source: Source,
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.while_connecting {
            "no connection"
        } else {
            "no complete answer"
        };
        write!(f, "{what} within {:?}", self.limit)?;
        if self.while_connecting {
            return Ok(());
        }
        f.write_str(MAY_HAVE_ACTED)
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
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
    pub(in crate::runtime) source: Source,
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
        f.write_str(MAY_HAVE_ACTED)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
