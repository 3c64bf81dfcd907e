//! Requests that no operation describes.

use std::fmt;

use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING,
    USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::http::headers::HeaderFields;
use crate::http::method::Method;
use crate::http::path;
use crate::http::text::encode;
use crate::object::violation::Violation;
use crate::request::prepared::PreparedRequest;
use crate::request::query_names::taken_parameter;
use crate::values::bytes::Bytes;

/// The name of raw requests in errors.
pub(crate) const RAW_OPERATION: &str = "RawRequest";
/// Headers that the client or HTTP itself sets.
const RESERVED: [HeaderName; 6] = [
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
    USER_AGENT,
];

/// A request that no operation of the SDK describes, for
/// [`Client::send_raw`](crate::client::Client::send_raw).
///
/// Its content is not validated beyond what HTTP requires. Errors of the methods below are reported
/// together when it is sent.
///
/// ```
/// use sdk_runtime::Method;
/// use sdk_runtime::request::RawRequest;
///
/// let request = RawRequest::new(Method::Get, "/v1/tickets")
///     .with_query("limit", "10")
///     .with_header("X-Trace", "7");
/// # let _ = request;
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until a client sends it"]
pub struct RawRequest {
    method: Method,
    path: String,
    query: Option<String>,
    headers: HeaderMap,
    body: bytes::Bytes,
    violations: Vec<Violation>,
}

impl RawRequest {
    /// Creates a request to a path below the base URL, with a leading slash and already
    /// percent-encoded.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let path = path.into();
        let problem = path_problem(&path);
        let mut request = Self {
            method,
            path,
            query: None,
            headers: HeaderMap::new(),
            body: bytes::Bytes::new(),
            violations: Vec::new(),
        };
        if let Some(problem) = problem {
            request.reject("path", problem);
        }
        request
    }

    /// Returns the method.
    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// Adds a query parameter; name and value are percent-encoded.
    pub fn with_query(mut self, name: &str, value: &str) -> Self {
        let query = self.query.get_or_insert_default();
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(encode(name));
        query.push('=');
        query.extend(encode(value));
        self
    }

    /// Adds a header. Headers for authentication, the user agent and those that HTTP itself needs
    /// are set by the client and rejected here.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name);
        match (header, HeaderValue::try_from(value)) {
            (Ok(header), Ok(_)) if RESERVED.contains(&header) => {
                self.reject(name, "is a header that the client sets");
            }
            (Ok(header), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.append(header, value);
            }
            (Err(_), _) => self.reject("headers", "invalid header name"),
            (_, Err(_)) => self.reject(name, "contains a character that is invalid in a header"),
        }
        self
    }

    /// Sets the body to `value` as JSON, and its `Content-Type`. A filter of the SDK that selects
    /// nothing cannot be written, so it is never sent as one that selects everything.
    pub fn with_json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.body = json.into(),
            Err(error) => self.reject("body", &format!("cannot be written as JSON: {error}")),
        }
        let media_type = HeaderValue::from_static("application/json");
        self.headers.insert(CONTENT_TYPE, media_type);
        self
    }

    /// Sets the body to these bytes. Add its `Content-Type` with
    /// [`with_header`](Self::with_header).
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into().into();
        self
    }

    fn reject(&mut self, path: &str, message: &str) {
        self.violations.push(Violation {
            path: path.to_owned(),
            message: message.to_owned(),
        });
    }

    /// Returns the request as it is sent, without the authentication, which sets this header or this
    /// query parameter.
    ///
    /// # Errors
    ///
    /// Returns the violations if there are any.
    pub(crate) fn prepare(
        mut self,
        auth_header: &str,
        auth_parameter: Option<&'static str>,
    ) -> Result<PreparedRequest, Vec<Violation>> {
        if let Some(name) = taken_parameter(self.query.as_deref(), auth_parameter) {
            self.reject(name, "is a query parameter that the client sets");
        }
        if !auth_header.is_empty() && self.headers.contains_key(auth_header) {
            self.reject(auth_header, "is a header that the client sets");
        }
        if !self.violations.is_empty() {
            return Err(self.violations);
        }
        let mut headers = self.headers;
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        Ok(PreparedRequest {
            method: self.method,
            template: "",
            path: self.path.into(),
            query: self.query,
            headers: HeaderFields::new(headers),
            body: self.body,
            multipart: None,
            is_sensitive: true,
        })
    }
}

/// Returns the reason why a text cannot be sent unchanged as a path; `None` if it can.
fn path_problem(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        Some("does not start with a slash: pass only the path, without the server")
    } else if path.starts_with("//") {
        Some("starts with two slashes, which would name another server")
    } else if !path::is_encoded(path) {
        Some("contains a character that must be percent-encoded; use `with_query` for the query")
    } else if path::has_dot_segment(path) {
        Some("has a `.` or `..` segment, which would lead to another path")
    } else {
        None
    }
}

/// Shows neither header values nor the body: any of them may be secret.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("RawRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &headers)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
