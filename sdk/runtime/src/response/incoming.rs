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
use crate::transport::body::{Body, Collected, End, TimedChunks};
use crate::transport::error::{Failure, Stage};

/// The number of bytes of an error response that are read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// The number of bytes of an ignored body that are read, so that the connection can be reused.
const MAX_IGNORED_BYTES: usize = 64 * 1024;

/// Status and headers of a response whose body has not been read yet.
pub(crate) struct IncomingResponse {
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

/// The way in which the body of a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyReading {
    /// As a whole, before the call ends.
    Whole,
    /// As a stream, after the call.
    Streamed,
    /// Not at all: the response is a success, even if the body is broken.
    Ignored,
}

/// A whole response is large: the methods borrow it, because a future that took it would store it
/// twice.
impl IncomingResponse {
    /// Returns `true` if the status is 2xx or one of `redirects`.
    pub(crate) fn is_success(&self, redirects: &[u16]) -> bool {
        self.head.is_success() || redirects.contains(&self.head.status)
    }

    /// Returns the error for a status that is not a success, with as much of the body as can be read.
    pub(crate) async fn refused(mut self, metadata: &'static Metadata) -> Error {
        let limit = self.context.max_body_bytes.min(MAX_ERROR_BYTES);
        let collected = self.body.collect(limit).await;
        let read = self.decompressed(collected, limit);
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
        error.advise_credential(auth_advice).into()
    }

    /// Returns the error for a successful status that the operation does not document.
    pub(crate) async fn undocumented(self) -> Error {
        let response = match self.read(BodyReading::Whole).await {
            Ok(response) => response,
            Err(error) => return error,
        };
        let problem = response.buffered().undocumented();
        let authorization = &response.context.authorization;
        let (head, bytes) = authorization.redact(response.head, response.bytes);
        DecodeError::new(response.context.format, head, bytes, false, problem).into()
    }

    /// Reads the body.
    pub(crate) async fn read(mut self, reading: BodyReading) -> Result<ArrivedResponse, Error> {
        let limit = match reading {
            BodyReading::Whole => self.context.max_body_bytes,
            BodyReading::Ignored => MAX_IGNORED_BYTES,
            BodyReading::Streamed => return Ok(self.streamed()),
        };
        let collected = self.body.collect(limit).await;
        if reading == BodyReading::Ignored {
            return Ok(ArrivedResponse::new(self.head, Bytes::new(), self.context));
        }
        self.decompressed(collected, limit).complete(limit)
    }

    /// Returns the response with its body as a stream.
    fn streamed(self) -> ArrivedResponse {
        let chunks = self.body.into_chunks(self.chunk_timeout);
        ArrivedResponse {
            rest: Some(Box::new((chunks, self.permit))),
            ..ArrivedResponse::new(self.head, Bytes::new(), self.context)
        }
    }

    /// Decompresses what arrived of the body, up to `limit`.
    fn decompressed(self, collected: Collected, limit: usize) -> ReadBody {
        let Collected { bytes, end } = collected;
        let Decoded { bytes, problem } = encoding::decode(&self.head.headers, bytes, limit);
        ReadBody {
            head: self.head,
            bytes,
            end,
            problem,
            context: self.context,
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

    /// Returns the response if its body is complete and at most `limit` bytes long.
    fn complete(self, limit: usize) -> Result<ArrivedResponse, Error> {
        let is_cut = self.is_cut();
        let Self {
            head,
            bytes,
            end,
            problem,
            context,
        } = self;
        let problem = match end {
            End::Complete => problem,
            End::TooLong => Some(ContentError::TooLong(limit)),
            End::Failed(failure) => return Err(context.failed(failure, Some(&head))),
        };
        match problem {
            Some(problem) => Err(context.undecodable(head, bytes, is_cut, problem)),
            None => Ok(ArrivedResponse::new(head, bytes, context)),
        }
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

/// A successful response whose body was read, or begins to be read, in the way of its type.
pub struct ArrivedResponse {
    pub(crate) head: ResponseHead,
    /// The decompressed body; empty unless it was read as a whole.
    pub(crate) bytes: Bytes,
    /// The chunks of a stream, with the permit of the request. Boxed: most responses have none.
    pub(crate) rest: Option<Box<(TimedChunks, ConcurrencyPermit)>>,
    pub(crate) context: Box<ResponseContext>,
}

impl ArrivedResponse {
    fn new(head: ResponseHead, bytes: Bytes, context: Box<ResponseContext>) -> Self {
        Self {
            head,
            bytes,
            rest: None,
            context,
        }
    }

    /// Decodes the body as text.
    pub(crate) fn text(self) -> Result<(ResponseHead, String), Error> {
        self.decode(|body: &BufferedBody<'_>| body.text())
    }

    /// Decodes the body.
    pub(crate) fn decode<T>(
        self,
        decode: impl FnOnce(&BufferedBody<'_>) -> Result<T, DecodeProblem>,
    ) -> Result<(ResponseHead, T), Error> {
        match decode(&self.buffered()) {
            Ok(body) => Ok((self.head, body)),
            Err(problem) => Err(self.undecodable(problem)),
        }
    }

    /// Returns the error for a body that cannot be decoded.
    fn undecodable(self, problem: DecodeProblem) -> Error {
        let authorization = &self.context.authorization;
        // The problem was found in the original: redaction could change the structure.
        let problem = authorization.redact_problem(problem);
        let (head, bytes) = authorization.redact(self.head, self.bytes);
        DecodeError::new(self.context.format, head, bytes, false, problem).into()
    }

    /// Returns head and body, with the credential replaced in the head only.
    pub(crate) fn into_redacted_head(self) -> (ResponseHead, Bytes) {
        let (head, _) = self.context.authorization.redact(self.head, Bytes::new());
        (head, self.bytes)
    }

    fn buffered(&self) -> BufferedBody<'_> {
        BufferedBody::new(self.head.status, &self.head.headers, &self.bytes)
    }
}
