//! An answer on its way in, as a transport of the user gives it.

use std::fmt;
use std::pin::Pin;

use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::TransportFailure;
use super::body::Chunks;
use crate::runtime::error::Head;
use crate::runtime::{Bytes, HeaderFields};

/// The body of an answer, chunk by chunk.
pub(super) type ChunkStream =
    Pin<Box<dyn Stream<Item = Result<Bytes, TransportFailure>> + Send + Sync>>;

/// An answer as a [`Transport`](super::Transport) gives it: status line, headers and body.
#[must_use]
pub struct TransportAnswer {
    status: u16,
    reason: String,
    headers: HeaderMap,
    body: AnswerBody,
    /// What keeps it from being an answer.
    problem: Option<&'static str>,
}

/// A body that is there, or comes.
enum AnswerBody {
    Whole(Bytes),
    Chunks(ChunkStream),
}

impl TransportAnswer {
    /// An answer with this status, without reason phrase, headers and body.
    pub fn new(status_code: u16) -> Self {
        Self {
            status: status_code,
            reason: String::new(),
            headers: HeaderMap::new(),
            body: AnswerBody::Whole(Bytes::default()),
            problem: None,
        }
    }

    /// The same with this reason phrase.
    pub fn with_reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// The same with one more header. An answer with what is no header, such as a line break in
    /// it, counts as broken.
    pub fn with_header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name);
        let value = HeaderValue::from_bytes(value.as_ref());
        match (name, value) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.problem = Some("the transport gave a header that is none"),
        }
        self
    }

    /// The same with this body, as it is on the wire: compressed where the headers say so.
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = AnswerBody::Whole(body.into());
        self
    }

    /// The same with a body that comes in chunks, as it is on the wire.
    pub fn with_chunks(
        mut self,
        chunks: impl Stream<Item = Result<Bytes, TransportFailure>> + Send + Sync + 'static,
    ) -> Self {
        self.body = AnswerBody::Chunks(Box::pin(chunks));
        self
    }

    /// The head of the answer, and the chunks of its body.
    pub(super) fn into_parts(self) -> Result<(Head, Chunks), TransportFailure> {
        if let Some(problem) = self.problem {
            return Err(TransportFailure::interrupted(problem));
        }
        let head = Head {
            status: self.status,
            reason: self.reason,
            headers: self.headers,
        };
        let chunks = match self.body {
            AnswerBody::Whole(body) => Chunks::whole(body.into()),
            AnswerBody::Chunks(chunks) => Chunks::Custom(chunks),
        };
        Ok((head, chunks))
    }
}

impl fmt::Debug for TransportAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportAnswer")
            .field("status_code", &self.status)
            .field("reason", &self.reason)
            .field("headers", &HeaderFields::new(self.headers.clone()))
            .finish_non_exhaustive()
    }
}
