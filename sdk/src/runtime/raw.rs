//! Requests that no operation describes.

use std::fmt;

use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING,
    USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::query::encode;
use super::sending::Course;
use super::{
    Api, Bytes, Client, Error, HeaderFields, InvalidRequestError, Method, PreparedRequest, Retries,
    SendOptions, Violation,
};

/// Names the request in errors.
const NAME: &str = "RawRequest";
/// Headers that are the client's, or HTTP's.
const RESERVED: [HeaderName; 6] = [
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TRANSFER_ENCODING,
    USER_AGENT,
];

/// A request that no operation of the SDK describes, for [`Client::send_raw`]. Nothing in it is
/// checked but that it can be sent.
///
/// ```
/// use sentinelone_sdk::{Method, RawRequest};
///
/// let request = RawRequest::new(Method::Get, "/web/api/v2.1/threats")
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
    /// A request to a path from the root of the server, with a leading slash and percent-encoded
    /// where it has to be.
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
            request.refuse("path", problem);
        }
        request
    }

    /// Adds a parameter to the query; both texts are encoded.
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

    /// Adds a header. The authentication, the user agent and what HTTP itself needs are the
    /// client's.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name);
        match (header, HeaderValue::try_from(value)) {
            (Ok(header), Ok(_)) if RESERVED.contains(&header) => {
                self.refuse(name, "is a header that the client sets");
            }
            (Ok(header), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.append(header, value);
            }
            (Err(_), _) => self.refuse("headers", "a name is none that a header can have"),
            (_, Err(_)) => self.refuse(name, "holds a character that a header cannot"),
        }
        self
    }

    /// The body, as JSON.
    pub fn with_json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.body = json.into(),
            Err(_) => self.refuse("body", "cannot be written as JSON"),
        }
        let is_json = HeaderValue::from_static("application/json");
        self.headers.insert(CONTENT_TYPE, is_json);
        self
    }

    /// The body as it is. Its media type is a header, `Content-Type`.
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into().into();
        self
    }

    fn refuse(&mut self, path: &str, message: &str) {
        self.violations.push(Violation {
            path: path.to_owned(),
            message: message.to_owned(),
        });
    }

    /// The request as it goes out, but for authentication.
    fn prepare<A: Api>(mut self) -> Result<PreparedRequest, Error> {
        if !A::AUTH_HEADER.is_empty() && self.headers.contains_key(A::AUTH_HEADER) {
            self.refuse(A::AUTH_HEADER, "is a header that the client sets");
        }
        if !self.violations.is_empty() {
            return Err(InvalidRequestError::new(NAME, self.violations).into());
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
            is_sensitive: true,
        })
    }
}

/// What keeps a text from being a path that arrives as it is.
fn path_problem(path: &str) -> Option<&'static str> {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte);
    let is_dots = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(segment.as_str(), "." | "..")
    };
    if !path.starts_with('/') {
        Some("does not start with a slash: give the path alone, without the server")
    } else if path.starts_with("//") {
        Some("starts with two slashes, which would mean another server")
    } else if !path.bytes().all(is_plain) {
        Some("holds a character that has to be percent-encoded; a query goes into `with_query`")
    } else if path.split('/').any(is_dots) {
        Some("has a segment of dots, which would lead to another path")
    } else {
        None
    }
}

/// Shows neither the values of headers nor the body: nobody says which are secret.
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

/// The answer to a [`RawRequest`], whatever its status.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// Status code, of any kind.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// All headers.
    pub headers: HeaderFields,
    /// The body, decompressed.
    pub body: Bytes,
}

/// Does not show the body, which may be anything.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("body_length", &self.body.as_ref().len())
            .finish()
    }
}

impl<A: Api> Client<A> {
    /// Sends a request that no operation describes, with the client's authentication, time-outs and
    /// limits, to the client's server and no other. It is sent once: whatever fails is not
    /// repeated, and an answer of any status is given as it came.
    ///
    /// Reason phrase and headers are given without the credential, should the server repeat it; the
    /// body is given as it came.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] for what cannot be sent; [`Error::Connect`], [`Error::Timeout`]
    /// and [`Error::Transport`] when there is no complete answer; [`Error::Decode`] when the body
    /// is too long or badly compressed.
    pub async fn send_raw(&self, request: RawRequest) -> Result<RawResponse, Error> {
        let method = request.method;
        let call = self.exchange(request.prepare::<A>()?);
        self.shared().told::<A, _>(NAME, method, "", call).await
    }

    /// Sends it once.
    async fn exchange(&self, prepared: PreparedRequest) -> Result<RawResponse, Error> {
        let options = SendOptions::new().with_retries(Retries::never());
        let course = Course::new(self.shared(), &options)?;
        let mut trace = course.trace();
        let answer = course.attempt_raw::<A>(prepared, NAME, &mut trace).await;
        trace.ended(answer.as_ref().err());
        let (whole, origin) = answer?;
        let (head, _) = origin.authorization.redact(whole.head, bytes::Bytes::new());
        Ok(RawResponse {
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            body: whole.bytes.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{RawRequest, RawResponse};
    use crate::runtime::testing::{Example, serve};
    use crate::runtime::{Client, Error, Method};

    async fn send(request: RawRequest, answer: &str) -> (Vec<String>, Result<RawResponse, Error>) {
        let answer = format!("HTTP/1.1 {answer}").into_bytes();
        let (url, server) = serve(vec![answer]).await.unwrap();
        let client = Client::<Example>::builder(url, "canary").build().unwrap();
        let answer = client.send_raw(request).await;
        if answer.is_err() {
            server.abort();
            return (Vec::new(), answer);
        }
        (server.await.unwrap().unwrap(), answer)
    }

    #[tokio::test]
    async fn an_answer_of_any_status_is_given() {
        for (line, status) in [
            ("200 OK", 200),
            ("302 Found", 302),
            ("401 No", 401),
            ("503 Later", 503),
        ] {
            let request = RawRequest::new(Method::Post, "/a/%C3%A9")
                .with_query("a b", "c&d")
                .with_query("e", "")
                .with_json(&json!({"a": 1}));
            let answer = format!(
                "{line} canary\r\nX-A: canary\r\nLocation: http://other.invalid/\r\nContent-Length: 6\r\n\r\ncanary"
            );
            let (paths, answer) = send(request, &answer).await;
            assert_eq!(paths, ["/a/%C3%A9?a%20b=c%26d&e="]);
            let answer = answer.unwrap();
            assert_eq!(
                (answer.status_code, answer.body.as_ref()),
                (status, &b"canary"[..])
            );
            assert!(answer.reason.ends_with("***"), "{}", answer.reason);
            assert!(!format!("{answer:?}").contains("canary"), "{answer:?}");
        }
    }

    #[tokio::test]
    async fn what_leads_elsewhere_is_refused() {
        for path in [
            "",
            "a",
            "//other.invalid/a",
            "http://other.invalid/",
            "/a?b=c",
            "/a#b",
            "/a b",
            "/../a",
            "/a/%2e%2E/b",
            "/a/.",
            "/\\other.invalid",
            "/a\r\nX: y",
            "/é",
            "@other.invalid/",
        ] {
            let (_, answer) = send(RawRequest::new(Method::Get, path), "200 OK\r\n\r\n").await;
            let Err(Error::InvalidRequest(error)) = answer else {
                panic!("{path}: {answer:?}");
            };
            assert_eq!(error.violations[0].path, "path", "{path}");
        }
    }

    #[tokio::test]
    async fn the_headers_of_the_client_stay_its_own() {
        for (name, value) in [
            ("Authorization", "ApiToken other"),
            ("host", "other.invalid"),
            ("Content-Length", "7"),
            ("user-agent", "x"),
            ("X-A", "a\r\nX-B: c"),
            ("X A", "a"),
        ] {
            let request = RawRequest::new(Method::Get, "/a").with_header(name, value);
            assert!(!format!("{request:?}").contains("other"));
            let (_, answer) = send(request, "200 OK\r\n\r\n").await;
            assert!(
                matches!(answer, Err(Error::InvalidRequest(_))),
                "{name}: {answer:?}"
            );
        }
    }
}
