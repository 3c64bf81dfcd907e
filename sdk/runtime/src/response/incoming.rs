//! A response that has begun to arrive, and the reading of its body.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::auth::redaction::Authorization;
use crate::error::Error;
use crate::error::api_errors::read_envelope;
use crate::error::context::ErrorContext;
use crate::error::decode_problem::DecodeProblem;
use crate::error::format::ErrorFormat;
use crate::error::response::{ApiError, DecodeError};
use crate::error::transport::{ConnectError, InterruptedError, TimeoutError};
use crate::http::response_head::ResponseHead;
use crate::rate_limit::ConcurrencyPermit;
use crate::request::metadata::Metadata;
use crate::response::body::BufferedBody;
use crate::response::encoding::{self, ContentError, Decoded};
use crate::retry::classify::FailureClass;
use crate::transport::body::{Body, Collected, End};
use crate::transport::error::{Failure, Stage};

/// The number of bytes of an error response that are read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// The number of bytes of an ignored body that are read, so that the connection can be reused.
const MAX_IGNORED_BYTES: usize = 64 * 1024;

/// Status and headers of a response whose body has not been read yet.
pub struct IncomingResponse {
    pub(crate) head: ResponseHead,
    pub(crate) body: Body,
    /// Boxed: the futures of a call hold several responses.
    pub(crate) context: Box<ResponseContext>,
    /// The time-out for each chunk of a stream.
    pub(crate) chunk_timeout: Duration,
    /// Held until the body has been read.
    pub(crate) permit: ConcurrencyPermit,
}

/// The context of a response: the facts that its errors report, and the secrets that they hide.
#[derive(Clone)]
pub(crate) struct ResponseContext {
    /// Host and port, for errors.
    pub(crate) server: Arc<str>,
    /// `true` if the base URL has the path of a gateway.
    pub(crate) has_prefix: bool,
    /// Advice for the case that the server refuses the credential; may be empty.
    pub(crate) auth_advice: &'static str,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_body_bytes: usize,
    /// The credential of the request, which is replaced in errors.
    pub(crate) authorization: Arc<Authorization>,
    pub(crate) format: &'static ErrorFormat,
}

impl IncomingResponse {
    /// Returns the response if its status is 2xx or one of `redirects`, and otherwise an error with
    /// as much of the body as can be read.
    pub(crate) async fn require_success(
        self,
        redirects: &'static [u16],
        metadata: &'static Metadata,
    ) -> Result<Self, Error> {
        if self.head.is_success() || redirects.contains(&self.head.status) {
            return Ok(self);
        }
        let limit = self.context.max_body_bytes.min(MAX_ERROR_BYTES);
        let read = self.read_body(limit).await;
        let class = FailureClass::of(&read.head, metadata.refused_responses);
        let is_cut = read.is_cut();
        let ResponseContext {
            authorization,
            format,
            server,
            has_prefix,
            auth_advice,
            ..
        } = *read.context;
        // The errors are read from the original: redaction could change its keys.
        let errors = authorization.redact_errors(read_envelope(format, &read.bytes));
        let (head, bytes) = authorization.redact(read.head, read.bytes);
        let error = ApiError::new(format, head, bytes, errors, is_cut, class);
        let error = error.advise(metadata, &server, has_prefix);
        Err(error.advise_credential(auth_advice).into())
    }

    /// Reads and decompresses the whole body.
    pub(crate) async fn collect(self) -> Result<CollectedResponse, Error> {
        let limit = self.context.max_body_bytes;
        let read = self.read_body(limit).await;
        let is_cut = read.is_cut();
        let ReadBody {
            head,
            bytes,
            end,
            problem,
            context,
        } = read;
        let problem = match end {
            End::Complete => problem,
            End::TooLong => Some(ContentError::TooLong(limit)),
            End::Failed(failure) => return Err(context.failed(failure, Some(&head))),
        };
        match problem {
            Some(problem) => Err(context.undecodable(head, bytes, is_cut, problem)),
            None => Ok(CollectedResponse {
                head,
                bytes,
                context,
            }),
        }
    }

    /// Returns the response if its status is one of `statuses`; an empty list allows every status.
    pub(crate) async fn require_documented(self, statuses: &'static [u16]) -> Result<Self, Error> {
        if statuses.is_empty() || statuses.contains(&self.head.status) {
            return Ok(self);
        }
        let CollectedResponse {
            head,
            bytes,
            context,
        } = self.collect().await?;
        let problem = buffered(&head, &bytes).undocumented();
        let (head, bytes) = context.authorization.redact(head, bytes);
        Err(DecodeError::new(context.format, head, bytes, false, problem).into())
    }

    /// Reads and ignores the body: the response is a success, even if the body is broken.
    pub(crate) async fn ignore_body(self) -> ResponseHead {
        let Self {
            head,
            body,
            permit: _permit,
            ..
        } = self;
        body.collect(MAX_IGNORED_BYTES).await;
        head
    }

    /// Reads and decompresses the body up to `limit`.
    async fn read_body(self, limit: usize) -> ReadBody {
        let Self {
            head,
            body,
            context,
            permit: _permit,
            ..
        } = self;
        let Collected { bytes, end } = body.collect(limit).await;
        let Decoded { bytes, problem } = encoding::decode(&head.headers, bytes, limit);
        ReadBody {
            head,
            bytes,
            end,
            problem,
            context,
        }
    }
}

/// A body as far as it could be read.
struct ReadBody {
    head: ResponseHead,
    bytes: Bytes,
    end: End,
    problem: Option<ContentError>,
    context: Box<ResponseContext>,
}

impl ReadBody {
    /// Returns `true` if the bytes are not the whole body.
    fn is_cut(&self) -> bool {
        !matches!(
            (&self.end, &self.problem),
            (End::Complete, None | Some(ContentError::Unaccepted))
        )
    }
}

impl ResponseContext {
    /// Returns the error for a successful response whose body cannot be decompressed.
    pub(crate) fn undecodable(
        &self,
        head: ResponseHead,
        bytes: Bytes,
        is_cut: bool,
        problem: ContentError,
    ) -> Error {
        let ended_early = problem.is_early_end();
        let (head, bytes) = self.authorization.redact(head, bytes);
        let error = DecodeError::new(self.format, head, bytes, is_cut, problem.into());
        error.ended_early(ended_early).into()
    }

    /// Returns the error for a response that did not arrive, or not completely.
    pub(crate) fn failed(&self, failure: Failure, head: Option<&ResponseHead>) -> Error {
        let context = head.map_or_else(ErrorContext::default, |head| {
            let (head, _) = self.authorization.redact(head.clone(), Bytes::new());
            ErrorContext::of(self.format, &head)
        });
        let failure = match failure {
            Failure::Transport(failure) => failure,
            Failure::NotConnected(deadline, proxy) => {
                return TimeoutError::not_connected(deadline, proxy).into();
            }
            Failure::TimedOut(deadline) => {
                return TimeoutError::receiving(deadline, context).into();
            }
        };
        let source = self.authorization.redact_source(failure.source);
        let mut details = failure.details;
        // It may quote a reader of the program.
        details.reason = details
            .reason
            .map(|text| self.authorization.printable(&text));
        match failure.stage {
            Stage::NotSent => ConnectError::new(self.server.to_string(), details, source).into(),
            Stage::Connecting => {
                TimeoutError::connecting(self.connect_timeout, details, source).into()
            }
            Stage::Interrupted => InterruptedError::new(context, details, source).into(),
        }
    }
}

/// A successful response with its whole body.
pub(crate) struct CollectedResponse {
    pub(crate) head: ResponseHead,
    pub(crate) bytes: Bytes,
    context: Box<ResponseContext>,
}

impl CollectedResponse {
    /// Decodes the body as text.
    pub(crate) fn text(self) -> Result<(ResponseHead, String), Error> {
        self.read(|body: &BufferedBody<'_>| body.text())
    }

    /// Decodes the body.
    pub(crate) fn read<T>(
        self,
        read: impl FnOnce(&BufferedBody<'_>) -> Result<T, DecodeProblem>,
    ) -> Result<(ResponseHead, T), Error> {
        let Self {
            head,
            bytes,
            context,
        } = self;
        match read(&buffered(&head, &bytes)) {
            Ok(body) => Ok((head, body)),
            Err(problem) => {
                // The problem was found in the original: redaction could change the structure.
                let problem = context.authorization.redact_problem(problem);
                let (head, bytes) = context.authorization.redact(head, bytes);
                Err(DecodeError::new(context.format, head, bytes, false, problem).into())
            }
        }
    }

    /// Returns head and body, with the credential replaced in the head only.
    pub(crate) fn into_redacted_head(self) -> (ResponseHead, Bytes) {
        let (head, _) = self.context.authorization.redact(self.head, Bytes::new());
        (head, self.bytes)
    }
}

fn buffered<'a>(head: &'a ResponseHead, bytes: &'a [u8]) -> BufferedBody<'a> {
    BufferedBody::new(head.status, &head.headers, bytes)
}
