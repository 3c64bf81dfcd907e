//! Errors in the response of the server.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::error::api_errors::{ErrorDetail, read_envelope};
use crate::error::body::ErrorBody;
use crate::error::boxed::BoxError;
use crate::error::context::{ErrorContext, MAY_HAVE_ACTED};
use crate::error::decode_problem::DecodeProblem;
use crate::error::format::ErrorFormat;
use crate::error::one_line::one_line;
use crate::http::header_text::HeaderText;
use crate::http::headers::HeaderFields;
use crate::http::response_head::ResponseHead;
use crate::retry::classify::FailureClass;
use crate::retry::history::StopReason;
use crate::retry::retry_after::retry_after;

/// The status for a rejected credential.
const UNAUTHORIZED: u16 = 401;

/// Status code and reason phrase in a message; the phrase may be empty.
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

/// A successful response that cannot be decoded. The server may have acted on the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct DecodeError {
    /// Status code, always 2xx.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// All headers of the response.
    pub headers: HeaderFields,
    /// Path in the JSON, such as `data.items[3].id`; `None` if the body is not JSON.
    pub path: Option<String>,
    /// The body as far as it arrived, at most its first 64 KiB.
    pub body: ErrorBody,
    /// `true` if the body ended before it was complete.
    pub(crate) ended_early: bool,
    pub(crate) context: ErrorContext,
    source: BoxError,
}

impl DecodeError {
    /// Reports the problem, with the response as far as it arrived.
    pub(crate) fn new(
        format: &ErrorFormat,
        head: ResponseHead,
        body: Bytes,
        is_cut: bool,
        problem: DecodeProblem,
    ) -> Self {
        Self {
            context: ErrorContext::of(format, &head),
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            path: problem.path,
            body: ErrorBody::new(body, is_cut),
            ended_early: false,
            source: problem.source,
        }
    }

    /// Sets whether the body ended before it was complete.
    pub(crate) fn ended_early(self, ended_early: bool) -> Self {
        Self {
            ended_early,
            ..self
        }
    }

    /// Returns the server's id of the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context.request_id.as_ref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = StatusLine(self.status_code, &self.reason);
        // Without a path the body may not be JSON at all: the media type shows what arrived.
        match (&self.path, self.headers.get(CONTENT_TYPE.as_str())) {
            (Some(path), _) => write!(f, "the response ({status}) cannot be decoded at {path}"),
            (None, Some(kind)) => {
                let kind = one_line(&kind);
                write!(f, "the response ({status}, {kind}) cannot be decoded")
            }
            (None, None) => write!(f, "the response ({status}) cannot be decoded"),
        }?;
        f.write_str(MAY_HAVE_ACTED)?;
        self.context.history.note(f)
    }
}

/// A response with a status other than 2xx.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub struct ApiError {
    /// Status code.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// The errors listed in the body; empty if it lists none or is not JSON.
    pub errors: Vec<ErrorDetail>,
    /// All headers of the response.
    pub headers: HeaderFields,
    /// The body as far as it arrived, at most its first 64 KiB.
    pub body: ErrorBody,
    /// The time that the server asks callers to wait before a retry (`Retry-After`).
    pub retry_after: Option<Duration>,
    /// Advice for a rejected credential; empty for any other error.
    advice: &'static str,
    pub(crate) class: FailureClass,
    pub(crate) context: ErrorContext,
}

impl ApiError {
    /// Reports a response with the errors listed in its body.
    pub(crate) fn new(
        format: &ErrorFormat,
        head: ResponseHead,
        body: Bytes,
        is_cut: bool,
        class: FailureClass,
    ) -> Self {
        Self {
            context: ErrorContext::of(format, &head),
            retry_after: retry_after(&head.headers, SystemTime::now()),
            advice: if head.status == UNAUTHORIZED {
                format.auth_advice
            } else {
                ""
            },
            class,
            errors: read_envelope(format, &body),
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            body: ErrorBody::new(body, is_cut),
        }
    }

    /// Returns the server's id of the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context.request_id.as_ref()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = StatusLine(self.status_code, &self.reason);
        write!(f, "the server responded with {status}")?;
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
        if let Some(id) = self.request_id() {
            write!(f, " (request {id})")?;
        }
        let stop_reason = self.context.history.stop_reason();
        if let (Some(StopReason::MaxWait), Some(wait)) = (stop_reason, self.retry_after) {
            write!(f, "; the server asks to wait for {wait:?}")?;
        }
        if !self.advice.is_empty() {
            write!(f, "; {}", self.advice)?;
        }
        self.context.history.note(f)
    }
}
