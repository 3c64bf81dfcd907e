//! A request on its way out.

use std::fmt;

use http::HeaderMap;
use url::Url;

use crate::runtime::walk::HIDDEN;
use crate::runtime::{Bytes, HeaderFields, Method};

/// A request, ready in every part and authenticated.
#[derive(Clone)]
pub struct TransportRequest {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderFields,
    pub(super) body: Bytes,
    is_sensitive: bool,
}

impl TransportRequest {
    /// Puts a request together.
    pub(in crate::runtime) fn new(
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
            is_sensitive,
        }
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The whole URL, with path and query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// All headers but those that HTTP itself needs, such as `Host` and `Content-Length`. The
    /// authentication is among them.
    #[must_use]
    pub fn headers(&self) -> &HeaderFields {
        &self.headers
    }

    /// The body; empty when there is none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// Shows neither body nor credential, and of the URL only the server when an input is not to be
/// shown.
impl fmt::Debug for TransportRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.url.clone();
        if self.is_sensitive {
            url.set_path(HIDDEN);
            url.set_query(None);
        }
        f.debug_struct("TransportRequest")
            .field("method", &self.method)
            .field("url", &url.as_str())
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}
