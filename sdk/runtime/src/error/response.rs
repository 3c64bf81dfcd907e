//! Errors in the response of the server.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use url::Url;

use crate::deadline::Rounded;
use crate::error::api_errors::{ErrorDetail, read_success_envelope};
use crate::error::body::ErrorBody;
use crate::error::boxed::BoxError;
use crate::error::context::{ErrorContext, MAY_HAVE_ACTED};
use crate::error::decode_problem::DecodeProblem;
use crate::error::format::ErrorFormat;
use crate::error::one_line::one_line;
use crate::error::one_line::printable;
use crate::error::page::title;
use crate::http::header_text::HeaderText;
use crate::http::headers::HeaderFields;
use crate::http::response_head::ResponseHead;
use crate::request::metadata::Metadata;
use crate::retry::classify::FailureClass;
use crate::retry::history::StopReason;
use crate::retry::retry_after::retry_after;

/// The number of errors of a successful response that a message lists.
const MAX_SHOWN_ERRORS: usize = 5;

/// The status for a rejected credential.
const UNAUTHORIZED: u16 = 401;
/// The status for a missing permission.
const FORBIDDEN: u16 = 403;

/// The status for a path that does not exist.
const NOT_FOUND: u16 = 404;

/// The number of errors of a response that a message lists.
const MAX_LISTED: usize = 10;

/// Status code and reason phrase in a message; the phrase may be empty.
struct StatusLine<'a>(u16, &'a str);

impl fmt::Display for StatusLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(status, reason) = self;
        if reason.is_empty() {
            return write!(f, "{status}");
        }
        write!(f, "{status} {}", printable(reason))
    }
}

/// Permissions in a message: `the permissions Paint.edit, Paint.mix`.
struct Permissions(&'static [&'static str]);

impl fmt::Display for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = match self.0 {
            [_] => "permission",
            _ => "permissions",
        };
        write!(f, "the {noun} {}", self.0.join(", "))
    }
}

/// A successful response that cannot be decoded. The server may have acted on the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct DecodeError {
    /// Status code: 2xx, or a redirect that the operation documents.
    pub status_code: u16,
    /// Reason phrase as the server wrote it.
    pub reason: String,
    /// All headers of the response.
    pub headers: HeaderFields,
    /// Path in the JSON, such as `data.items[3].id`; `None` if the body is not JSON.
    pub path: Option<String>,
    /// The errors that the body lists instead of the documented response; usually empty.
    pub errors: Vec<ErrorDetail>,
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
            errors: read_success_envelope(format, &body),
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
            (Some(path), _) => {
                let path = printable(path);
                write!(f, "the response ({status}) cannot be decoded at {path}")
            }
            (None, Some(kind)) => {
                let kind = one_line(&kind);
                write!(f, "the response ({status}, {kind}) cannot be decoded")
            }
            (None, None) => write!(f, "the response ({status}) cannot be decoded"),
        }?;
        for (position, error) in self.errors.iter().take(MAX_SHOWN_ERRORS).enumerate() {
            let error = one_line(&error.to_string());
            let before = if position == 0 {
                "; the server reports errors: "
            } else {
                "; "
            };
            write!(f, "{before}{error}")?;
        }
        match self.errors.len().saturating_sub(MAX_SHOWN_ERRORS) {
            0 => {}
            more => write!(f, "; and {more} more")?,
        }
        if let Some(title) = self
            .path
            .is_none()
            .then(|| title(self.body.as_bytes()))
            .flatten()
        {
            write!(
                f,
                ": it is the page \"{title}\", perhaps of a login or a proxy"
            )?;
        }
        f.write_str(MAY_HAVE_ACTED)?;
        self.context.history.note_after_warning(f)
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
    /// The permissions that the operation declares, for a missing permission.
    permissions: &'static [&'static str],
    /// The permissions that some fields of the request need, for a missing permission.
    optional_permissions: &'static [&'static str],
    /// Host and path of a redirect.
    redirect: Option<String>,
    /// `true` if the path was added to that of the base URL and not found.
    is_below_prefix: bool,
    pub(crate) class: FailureClass,
    pub(crate) context: ErrorContext,
}

impl ApiError {
    /// Reports a response with the errors listed in its body, both without secrets.
    pub(crate) fn new(
        format: &ErrorFormat,
        head: ResponseHead,
        body: Bytes,
        errors: Vec<ErrorDetail>,
        is_cut: bool,
        class: FailureClass,
    ) -> Self {
        Self {
            context: ErrorContext::of(format, &head),
            retry_after: retry_after(&head.headers, SystemTime::now()),
            advice: "",
            permissions: &[],
            optional_permissions: &[],
            redirect: None,
            is_below_prefix: false,
            class,
            errors,
            status_code: head.status,
            reason: head.reason,
            headers: HeaderFields::new(head.headers),
            body: ErrorBody::new(body, is_cut),
        }
    }

    /// Adds the facts that help with a missing permission, a redirect or an unknown path; `server`
    /// is host and port, and `has_prefix` is `true` if the base URL has a path.
    pub(crate) fn advise(mut self, metadata: &Metadata, server: &str, has_prefix: bool) -> Self {
        self.is_below_prefix = has_prefix && self.status_code == NOT_FOUND;
        if self.status_code == FORBIDDEN {
            self.permissions = metadata.permissions;
            self.optional_permissions = metadata.optional_permissions;
        }
        if (300..400).contains(&self.status_code) {
            let location = self.headers.get(LOCATION.as_str());
            self.redirect = location.and_then(|location| redirect(&location, server));
        }
        self
    }

    /// Adds the advice for a credential that the server refused.
    pub(crate) fn advise_credential(mut self, advice: &'static str) -> Self {
        if self.status_code == UNAUTHORIZED {
            self.advice = advice;
        }
        self
    }

    /// Returns the server's id of the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.context.request_id.as_ref()
    }

    /// Writes the facts that help with this status.
    fn write_advice(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.permissions, self.optional_permissions) {
            ([], []) => {}
            (all, []) => write!(f, "; the operation requires {}", Permissions(all))?,
            ([], some) => write!(
                f,
                "; for some fields, the operation requires {}",
                Permissions(some)
            )?,
            (all, some) => write!(
                f,
                "; the operation requires {}, and, for some fields, {}",
                Permissions(all),
                Permissions(some)
            )?,
        }
        if !self.advice.is_empty() {
            write!(f, "; {}", self.advice)?;
        }
        if self.is_below_prefix {
            f.write_str(
                "; the base URL has a path, to which the operation adds its own: \
                 check that it is the path of a gateway",
            )?;
        }
        Ok(())
    }
}

/// Returns host and path of a redirect: its query may contain secrets.
fn redirect(location: &str, server: &str) -> Option<String> {
    let base = Url::parse(&format!("https://{server}")).ok()?;
    let url = base.join(location).ok()?;
    let host = url.host_str()?;
    let path = one_line(url.path());
    Some(match url.port() {
        Some(port) => format!("{host}:{port}{path}"),
        None => format!("{host}{path}"),
    })
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = StatusLine(self.status_code, &self.reason);
        write!(f, "the server responded with {status}")?;
        for (position, error) in self.errors.iter().take(MAX_LISTED).enumerate() {
            let error = one_line(&error.to_string());
            write!(f, "{}{error}", if position == 0 { ": " } else { "; " })?;
        }
        if let Some(rest) = self
            .errors
            .len()
            .checked_sub(MAX_LISTED)
            .filter(|rest| *rest > 0)
        {
            write!(f, "; and {rest} more")?;
        }
        if let Some(redirect) = &self.redirect {
            write!(f, "; it points to {redirect}")?;
        }
        if (300..400).contains(&self.status_code) && self.headers.get("location").is_some() {
            f.write_str("; redirects are not followed")?;
        }
        let summary = self.body.summary();
        if self.errors.is_empty() && !summary.is_empty() {
            let title = title(self.body.as_bytes());
            if let Some(title) = title.filter(|title| !summary.contains(title)) {
                write!(f, ": page \"{title}\"")?;
            }
            write!(f, ": {summary}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {})", one_line(id))?;
        }
        let stop_reason = self.context.history.stop_reason();
        if let (Some(StopReason::MaxWait), Some(wait)) = (stop_reason, self.retry_after) {
            write!(f, "; the server asks to wait for {}", Rounded(wait))?;
        }
        self.write_advice(f)?;
        if self.class == FailureClass::Ambiguous {
            f.write_str(MAY_HAVE_ACTED)?;
            return self.context.history.note_after_warning(f);
        }
        self.context.history.note(f)
    }
}
