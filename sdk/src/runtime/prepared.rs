//! The parts of a request while it is written, and the request ready to be sent.

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

use super::{Check, Error, HeaderFields, InvalidRequestError, Method, Place, Rules, Value};

/// Room for the body of a small request, so that it is written without growing.
const BODY_CAPACITY: usize = 256;

/// Collects what an operation writes: for now its JSON body.
#[derive(Debug)]
pub struct Parts {
    method: Method,
    path: &'static str,
    query: Option<String>,
    body: Option<Vec<u8>>,
    check: Check,
}

impl Parts {
    /// Parts of a request to `path`, still without a body.
    pub(super) fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            query: None,
            body: None,
            check: Check::default(),
        }
    }

    /// Checks `value`, and makes it the JSON body when nothing is wrong with it.
    pub fn json_body<T: Value>(&mut self, value: &T) {
        value.check(&Place::ROOT, &Rules::NONE, &mut self.check);
        if self.check.found_some() {
            return;
        }
        let mut body = Vec::with_capacity(BODY_CAPACITY);
        match serde_json::to_writer(&mut body, value) {
            Ok(()) => self.body = Some(body),
            Err(error) => self.check.report(&Place::ROOT, || {
                format!("cannot be written as JSON: {error}")
            }),
        }
    }

    /// The request, unless a check found something.
    pub(super) fn finish(self, operation: &'static str) -> Result<PreparedRequest, Error> {
        if self.check.found_some() {
            let violations = self.check.into_violations();
            return Err(InvalidRequestError::new(operation, violations).into());
        }
        let mut headers = HeaderMap::with_capacity(HEADERS);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        if self.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        Ok(PreparedRequest {
            method: self.method,
            path: self.path,
            query: self.query,
            headers: HeaderFields::new(headers),
            body: self.body.map(Bytes::from).unwrap_or_default(),
        })
    }
}

/// Headers of a request: three from here, two from the client.
const HEADERS: usize = 6;

/// A request that passed its checks, as it would go over the wire, without authentication.
#[derive(Clone)]
pub struct PreparedRequest {
    method: Method,
    path: &'static str,
    query: Option<String>,
    headers: HeaderFields,
    body: Bytes,
}

impl PreparedRequest {
    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path from the root of the server, with a leading slash and without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path
    }

    /// The query without its question mark; `None` when there is none.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The headers, without authentication, user agent and what HTTP itself adds.
    #[must_use]
    pub fn headers(&self) -> &HeaderFields {
        &self.headers
    }

    /// The bytes of the body; empty when there is none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Headers and body, for the transport.
    pub(super) fn into_headers_and_body(self) -> (HeaderMap, Bytes) {
        (self.headers.into_map(), self.body)
    }
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
    }
}
