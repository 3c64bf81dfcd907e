//! Why no answer came, or not all of it.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::error::Source;

/// Why a transport has no answer, or not all of it; above all whether the server may have seen a
/// part of the request. When in doubt it may.
#[derive(Debug)]
pub struct TransportFailure {
    pub(in crate::runtime) stage: Stage,
    pub(in crate::runtime) source: Source,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Stage {
    /// No byte of it was sent.
    NotSent,
    /// Time ran out while the connection was made: no byte was sent.
    Connecting,
    /// The server may have seen it.
    Interrupted,
}

impl TransportFailure {
    /// No byte of the request was sent, so that it can be sent again without harm.
    #[must_use]
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::NotSent, source.into())
    }

    /// Time ran out while the connection was made; no byte of the request was sent.
    #[must_use]
    pub fn timed_out_connecting(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Connecting, source.into())
    }

    /// The connection ended after a part of the request may have been sent, or in the middle of the
    /// answer.
    #[must_use]
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Stage::Interrupted, source.into())
    }

    fn new(stage: Stage, source: Source) -> Self {
        Self { stage, source }
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::NotSent => "the request was not sent",
            Stage::Connecting => "no connection was made in time",
            Stage::Interrupted => "the connection ended too early",
        })
    }
}

impl StdError for TransportFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
