//! The response of a custom transport.

use std::fmt;

use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::http::headers::HeaderFields;
use crate::http::response_head::ResponseHead;
use crate::transport::body::{ChunkStream, Chunks};
use crate::transport::error::Error;
use crate::values::bytes::Bytes;

/// The response of a [`Transport`](crate::transport::Transport): status line, headers and body.
///
/// ```
/// use sdk_runtime::transport::Response;
///
/// let response = Response::new(503)
///     .with_reason("Service Unavailable")
///     .with_header("Retry-After", "2")
///     .with_body("try again later");
/// # let _ = response;
/// ```
#[must_use]
pub struct Response {
    status: u16,
    reason: String,
    headers: HeaderMap,
    body: BodySource,
    /// The reason why sending fails in spite of this response.
    problem: Option<&'static str>,
}

/// A complete body, or its chunks.
enum BodySource {
    Full(Bytes),
    Chunks(ChunkStream),
}

impl Response {
    /// Creates a response with this status, without reason phrase, headers and body.
    pub fn new(status_code: u16) -> Self {
        Self {
            status: status_code,
            reason: String::new(),
            headers: HeaderMap::new(),
            body: BodySource::Full(Bytes::default()),
            problem: None,
        }
    }

    /// Sets the reason phrase.
    pub fn with_reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// Adds a header. If the name or value is not a valid header, sending fails as
    /// [`Error::interrupted`].
    pub fn with_header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name);
        let value = HeaderValue::from_bytes(value.as_ref());
        match (name, value) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.problem = Some("the transport returned an invalid header"),
        }
        self
    }

    /// Sets the body as it is on the wire: compressed if the `Content-Encoding` header says so.
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = BodySource::Full(body.into());
        self
    }

    /// Sets a body that arrives in chunks, as it is on the wire.
    pub fn with_chunks(
        mut self,
        chunks: impl Stream<Item = Result<Bytes, Error>> + Send + Sync + 'static,
    ) -> Self {
        self.body = BodySource::Chunks(Box::pin(chunks));
        self
    }

    /// Returns the head of the response and the chunks of its body.
    pub(crate) fn into_parts(self) -> Result<(ResponseHead, Chunks), Error> {
        if let Some(problem) = self.problem {
            return Err(Error::interrupted(problem));
        }
        let head = ResponseHead {
            status: self.status,
            reason: self.reason,
            headers: self.headers,
        };
        let chunks = match self.body {
            BodySource::Full(body) => Chunks::full(body.into()),
            BodySource::Chunks(chunks) => Chunks::Custom(chunks),
        };
        Ok((head, chunks))
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status_code", &self.status)
            .field("reason", &self.reason)
            .field("headers", &HeaderFields::new(self.headers.clone()))
            .finish_non_exhaustive()
    }
}
