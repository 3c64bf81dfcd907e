//! The error of a transport.

use std::error::Error as StdError;
use std::fmt;

use crate::deadline::Deadline;
use crate::error::boxed::BoxError;
use crate::error::details::FailureDetails;

/// The reason why a transport has no response, or not all of it.
///
/// The constructor states whether the server may have received a part of the request, which decides
/// about retries. If that is unknown, use [`interrupted`](Self::interrupted).
#[derive(Debug)]
pub struct Error {
    pub(crate) stage: Stage,
    pub(crate) source: BoxError,
    pub(crate) details: FailureDetails,
}

/// The stage that a request reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// No byte of the request was sent.
    NotSent,
    /// The connection could not be opened in time: no byte of the request was sent.
    Connecting,
    /// The server may have received the request.
    Interrupted,
}

/// The reason why a response did not arrive, or not completely.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The transport failed.
    Transport(Error),
    /// A time-out elapsed while the connection was being opened, through this proxy if there is one.
    NotConnected(Deadline, Option<String>),
    /// A time-out elapsed.
    TimedOut(Deadline),
}

impl Error {
    /// Reports that no byte of the request was sent: it is safe to send it again.
    #[must_use]
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::NotSent, source.into())
    }

    /// Reports that the connection could not be opened in time; no byte of the request was sent.
    #[must_use]
    pub fn timed_out_connecting(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Connecting, source.into())
    }

    /// Reports that the connection ended after a part of the request may have been sent, or in the
    /// middle of the response.
    #[must_use]
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Interrupted, source.into())
    }

    fn new(stage: Stage, source: BoxError) -> Self {
        Self {
            stage,
            source,
            details: FailureDetails::default(),
        }
    }

    /// Creates an error of the HTTP transport.
    pub(crate) fn with_details(
        stage: Stage,
        source: impl Into<BoxError>,
        details: FailureDetails,
    ) -> Self {
        Self {
            stage,
            source: source.into(),
            details,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::NotSent => "the request was not sent",
            Stage::Connecting => "no connection was made in time",
            Stage::Interrupted => "the connection ended too early",
        })
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
