//! The request of a transport.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

use http::HeaderMap;
use url::Url;

use crate::http::headers::HeaderFields;
use crate::http::method::Method;
use crate::http::multipart::Multipart;
use crate::http::multipart_stream::PartError;
use crate::redact::REDACTED;
use crate::values::bytes::Bytes;

/// A complete and authenticated request, as passed to
/// [`Transport::send`](crate::transport::Transport::send).
#[derive(Clone)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderFields,
    pub(crate) body: Bytes,
    /// The body, if it has parts.
    pub(crate) multipart: Option<Arc<Multipart>>,
    is_sensitive: bool,
    /// `true` if the query contains the credential.
    has_secret_query: bool,
}

impl Request {
    /// Creates a request; `is_sensitive` hides path and query in `Debug` output.
    pub(crate) fn new(
        method: Method,
        url: Url,
        headers: HeaderMap,
        body: bytes::Bytes,
        is_sensitive: bool,
    ) -> Self {
        Self {
            method,
            url,
            headers: HeaderFields::new(headers),
            body: body.into(),
            multipart: None,
            is_sensitive,
            has_secret_query: false,
        }
    }

    /// Sets whether the query contains the credential, which hides it in `Debug` output.
    pub(crate) fn with_secret_query(self, has_secret_query: bool) -> Self {
        Self {
            has_secret_query,
            ..self
        }
    }

    /// Sets a multipart body.
    pub(crate) fn with_multipart(self, multipart: Option<Arc<Multipart>>) -> Self {
        Self { multipart, ..self }
    }

    /// Reads a multipart body into memory, for a transport that sends whole bodies.
    pub(crate) async fn collected(mut self) -> Result<Self, PartError> {
        if let Some(multipart) = self.multipart.take() {
            let (mut chunks, mut bytes) = (multipart.stream(), Vec::new());
            while let Some(chunk) = poll_fn(|context| chunks.poll_next(context)).await {
                bytes.extend_from_slice(&chunk?);
            }
            self.body = bytes.into();
        }
        Ok(self)
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Returns the whole URL, including path and query; an API key in the query is a part of it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns all headers, including the authentication, except those that HTTP itself requires,
    /// such as `Host` and `Content-Length`.
    #[must_use]
    pub fn headers(&self) -> &HeaderFields {
        &self.headers
    }

    /// Returns the body; empty if the request has none. The files of a multipart body were read into
    /// memory.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// Hides body and credential, the query if it contains the credential, and also path and query if the
/// request has a sensitive input.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        if self.is_sensitive {
            url.set_path(REDACTED);
        }
        if self.is_sensitive || self.has_secret_query {
            url.set_query(None);
        }
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &url.as_str())
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
