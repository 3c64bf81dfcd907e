//! Errors in what the server answered.

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::{MAY_HAVE_ACTED, Source};
use crate::runtime::body::one_line;
use crate::runtime::error_detail::read_envelope;
use crate::runtime::retry::{Verdict, retry_after};
use crate::runtime::{Api, Attempts, ErrorDetail, HeaderFields, HeaderText, RawBody, Stopped};

/// The status by which a server does not accept a credential.
const UNAUTHORIZED: u16 = 401;

/// Status line and headers of an answer.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Head {
    /// Status code.
    pub(in crate::runtime) status: u16,
    /// Reason phrase as on the wire.
    pub(in crate::runtime) reason: String,
    /// All headers.
    pub(in crate::runtime) headers: HeaderMap,
}

impl Head {
    /// Whether the status is 2xx.
    pub(in crate::runtime) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The server's id of the request.
    pub(in crate::runtime) fn request_id<A: Api>(&self) -> Option<HeaderText> {
        self.headers.get(A::REQUEST_ID_HEADER).map(HeaderText::new)
    }
}

/// Status code and reason phrase for a message; the phrase may be empty.
struct StatusLine<'a>(u16, &'a str);

impl fmt::Display for StatusLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(status, reason) = self;
        if reason.is_empty() {
            return write!(f, "{status}");
        }
        write!(f, "{status} {reason}")
    }
}

/// What keeps an answer from being read, and where in its JSON.
#[derive(Debug)]
pub struct Problem {
    /// JSON path such as `data.items[3].id`; none outside the JSON.
    pub(in crate::runtime) path: Option<String>,
    /// The cause.
    pub(in crate::runtime) source: Source,
}

impl<E: StdError + Send + Sync + 'static> From<E> for Problem {
    fn from(error: E) -> Self {
        Self {
            path: None,
            source: Box::new(error),
        }
    }
}

/// An answer of success that cannot be read. The server may have acted on the request.
#[derive(Debug)]
#[non_exhaustive]
pub struct DecodeError {
    /// Status code, always 2xx.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// All headers of the answer.
    pub headers: HeaderFields,
    /// The server's id of the request.
    pub request_id: Option<HeaderText>,
    /// Where in the JSON, such as `data.items[3].id`; none when it is no JSON at all.
    pub path: Option<String>,
    /// The body as far as it could be had, bounded.
    pub body: RawBody,
    /// Whether the body ended before it was complete.
    pub(super) ended_early: bool,
    pub(super) attempts: Attempts,
    source: Source,
}

impl DecodeError {
    /// What could not be read, with the answer it stood in.
    pub(in crate::runtime) fn new<A: Api>(
        head: Head,
        body: Bytes,
        is_cut: bool,
        problem: Problem,
    ) -> Self {
        Self {
            request_id: head.request_id::<A>(),
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            path: problem.path,
            body: RawBody::new(body, is_cut),
            ended_early: false,
            attempts: Attempts::default(),
            source: problem.source,
        }
    }

    /// The same for a body that ended before it was complete, or not.
    pub(in crate::runtime) fn ended_early(self, ended_early: bool) -> Self {
        Self {
            ended_early,
            ..self
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = StatusLine(self.status_code, &self.reason);
        // Without a place in the JSON it may be none at all: the media type says what came.
        match (&self.path, self.headers.get(CONTENT_TYPE.as_str())) {
            (Some(path), _) => write!(f, "the answer ({status}) cannot be read at {path}"),
            (None, Some(kind)) => {
                let kind = one_line(&kind);
                write!(f, "the answer ({status}, {kind}) cannot be read")
            }
            (None, None) => write!(f, "the answer ({status}) cannot be read"),
        }?;
        f.write_str(MAY_HAVE_ACTED)?;
        self.attempts.note(f)
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}

/// An answer with a status other than 2xx.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ApiError {
    /// Status code.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// The errors that the body lists; empty when it lists none or is no JSON.
    pub errors: Vec<ErrorDetail>,
    /// The server's id of the request.
    pub request_id: Option<HeaderText>,
    /// All headers of the answer.
    pub headers: HeaderFields,
    /// The body as far as it came, bounded.
    pub body: RawBody,
    /// How long the server asks to wait before the request is sent again.
    pub retry_after: Option<Duration>,
    /// What to check when the server does not accept the credential.
    advice: &'static str,
    pub(super) verdict: Verdict,
    pub(super) attempts: Attempts,
}

impl ApiError {
    /// Reads what the body says.
    pub(in crate::runtime) fn new<A: Api>(
        head: Head,
        body: Bytes,
        is_cut: bool,
        verdict: Verdict,
    ) -> Self {
        Self {
            request_id: head.request_id::<A>(),
            retry_after: retry_after(&head.headers, SystemTime::now()),
            advice: if head.status == UNAUTHORIZED {
                A::AUTH_ADVICE
            } else {
                ""
            },
            verdict,
            attempts: Attempts::default(),
            errors: read_envelope::<A>(&body),
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            body: RawBody::new(body, is_cut),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server answered {}",
            StatusLine(self.status_code, &self.reason)
        )?;
        for (position, error) in self.errors.iter().enumerate() {
            let error = one_line(&error.to_string());
            write!(f, "{}{error}", if position == 0 { ": " } else { "; " })?;
        }
        if (300..400).contains(&self.status_code) && self.headers.get("location").is_some() {
            f.write_str("; redirects are not followed")?;
        }
        let summary = self.body.summary();
        if self.errors.is_empty() && !summary.is_empty() {
            write!(f, ": {summary}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        if let (Some(Stopped::MaxWait), Some(wait)) = (self.attempts.stopped(), self.retry_after) {
            write!(f, "; the server asks to wait for {wait:?}")?;
        }
        if !self.advice.is_empty() {
            write!(f, "; {}", self.advice)?;
        }
        self.attempts.note(f)
    }
}

impl StdError for ApiError {}
