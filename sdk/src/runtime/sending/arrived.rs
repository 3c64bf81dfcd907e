//! An answer that has begun, and how the rest of it is read.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::shared::Shared;
use crate::runtime::answer::AnswerBytes;
use crate::runtime::content::{self, ContentError, Decoded};
use crate::runtime::error::{Head, Problem};
use crate::runtime::limits::Slot;
use crate::runtime::redaction::Authorization;
use crate::runtime::retry::Verdict;
use crate::runtime::transport::{Body, Collected, End, Failure, Stage};
use crate::runtime::{
    Api, ApiError, Attempts, ConnectError, DecodeError, Error, Operation, Refusal, TimeoutError,
    TransportError,
};

/// At most so many bytes of an answer that is no success are read.
const MAX_ERROR_BYTES: usize = 1024 * 1024;

/// At most so many bytes of a body that says nothing are read, to use the connection again.
const MAX_IDLE_BYTES: usize = 64 * 1024;

/// What an operation answers with: [`Response`](crate::runtime::Response),
/// [`TextResponse`](crate::runtime::TextResponse), [`StreamResponse`](crate::runtime::StreamResponse)
/// or [`EmptyResponse`](crate::runtime::EmptyResponse).
pub trait Receive<O: Operation>: Sized + Send {
    /// The media type that is asked for.
    const ACCEPT: &'static str;
    /// Reads an answer of success.
    fn receive(arrived: Arrived) -> impl Future<Output = Result<Self, Error>> + Send;

    /// The same with what happened on the way to it.
    #[must_use]
    fn with_attempts(self, attempts: Attempts) -> Self;
}

/// Status and headers of an answer; its body is still on its way.
pub struct Arrived {
    pub(in crate::runtime) head: Head,
    pub(in crate::runtime) body: Body,
    pub(in crate::runtime) origin: Origin,
    /// How long each piece of a stream may take.
    pub(in crate::runtime) patience: Duration,
    /// The place among the requests at once: it is free when the body is read.
    pub(in crate::runtime) slot: Slot,
}

/// Where an answer comes from: what its errors take to be written.
#[derive(Clone)]
pub(in crate::runtime) struct Origin {
    pub(in crate::runtime) shared: Arc<Shared>,
    /// What the request was authenticated with, which no error shows.
    pub(in crate::runtime) authorization: Arc<Authorization>,
}

impl Arrived {
    /// The answer itself when its status is 2xx, and otherwise an error with as much of the body as
    /// can be had.
    pub(super) async fn success<A: Api>(self, refusals: &'static [Refusal]) -> Result<Self, Error> {
        if self.head.is_success() {
            return Ok(self);
        }
        let Self {
            head,
            body,
            origin,
            slot: _slot,
            ..
        } = self;
        let limit = origin.shared.max_body_bytes.min(MAX_ERROR_BYTES);
        let Collected { bytes, end } = body.collect(limit).await;
        let Decoded { bytes, problem } = content::decode(&head.headers, bytes, limit);
        let is_cut = !matches!(
            (end, problem),
            (End::Complete, None | Some(ContentError::Unannounced))
        );
        let verdict = Verdict::of(&head, refusals);
        let (head, bytes) = origin.authorization.redact(head, bytes);
        Err(ApiError::new::<A>(head, bytes, is_cut, verdict).into())
    }

    /// Waits for the whole body and undoes its encoding.
    pub(in crate::runtime) async fn whole<A: Api>(self) -> Result<Whole, Error> {
        let Self {
            head,
            body,
            origin,
            slot: _slot,
            ..
        } = self;
        let limit = origin.shared.max_body_bytes;
        let Collected { bytes, end } = body.collect(limit).await;
        let Decoded { bytes, problem } = content::decode(&head.headers, bytes, limit);
        let is_cut = !matches!(
            (&end, &problem),
            (End::Complete, None | Some(ContentError::Unannounced))
        );
        let problem = match end {
            End::Complete => problem,
            End::TooLong => Some(ContentError::TooLong(limit)),
            End::Failed(failure) => return Err(origin.failed::<A>(failure, Some(&head))),
        };
        match problem {
            Some(problem) => Err(origin.undecodable::<A>(head, bytes, is_cut, problem)),
            None => Ok(Whole {
                head,
                bytes,
                origin,
            }),
        }
    }

    /// The answer itself, unless the operation has none of its status.
    pub(super) async fn documented<O: Operation>(self) -> Result<Self, Error> {
        let status = self.head.status;
        if O::STATUSES.is_empty() || O::STATUSES.contains(&status) {
            return Ok(self);
        }
        let Whole {
            head,
            bytes,
            origin,
        } = self.whole::<O::Api>().await?;
        let problem = answer(&head, &bytes).undocumented();
        let (head, bytes) = origin.authorization.redact(head, bytes);
        Err(DecodeError::new::<O::Api>(head, bytes, false, problem).into())
    }

    /// Passes over a body that does not matter: whatever is in it, the answer is a success.
    pub(in crate::runtime) async fn emptied(self) -> Head {
        let Self {
            head,
            body,
            slot: _slot,
            ..
        } = self;
        body.collect(MAX_IDLE_BYTES).await;
        head
    }
}

impl Origin {
    /// The error for an answer of success whose body cannot be had.
    pub(in crate::runtime) fn undecodable<A: Api>(
        &self,
        head: Head,
        bytes: Bytes,
        is_cut: bool,
        problem: ContentError,
    ) -> Error {
        let ended_early = problem.is_early_end();
        let (head, bytes) = self.authorization.redact(head, bytes);
        let error = DecodeError::new::<A>(head, bytes, is_cut, problem.into());
        error.ended_early(ended_early).into()
    }

    /// The error for an answer that did not come, or not to its end.
    pub(in crate::runtime) fn failed<A: Api>(
        &self,
        failure: Failure,
        head: Option<&Head>,
    ) -> Error {
        let clean = |head: &Head| self.authorization.redact(head.clone(), Bytes::new()).0;
        let head = head.map(clean);
        let head = head.as_ref();
        let failure = match failure {
            Failure::Transport(failure) => failure,
            Failure::TimedOut(until) => return TimeoutError::answering::<A>(until, head).into(),
        };
        let source = self.authorization.redact_source(failure.source);
        match failure.stage {
            Stage::NotSent => ConnectError::new(self.shared.base_url.server(), source).into(),
            Stage::Connecting => {
                TimeoutError::connecting(self.shared.connect_timeout, source).into()
            }
            Stage::Interrupted => TransportError::new::<A>(head, source).into(),
        }
    }
}

/// An answer of success with its whole body.
pub(in crate::runtime) struct Whole {
    pub(in crate::runtime) head: Head,
    pub(in crate::runtime) bytes: Bytes,
    origin: Origin,
}

impl Whole {
    /// Reads the body as text.
    pub(in crate::runtime) fn text<A: Api>(self) -> Result<(Head, String), Error> {
        self.read::<A, _>(|answer: &AnswerBytes<'_>| answer.text())
    }

    /// Reads the body.
    pub(in crate::runtime) fn read<A: Api, T>(
        self,
        read: impl Fn(&AnswerBytes<'_>) -> Result<T, Problem>,
    ) -> Result<(Head, T), Error> {
        let Self {
            head,
            bytes,
            origin,
        } = self;
        match read(&answer(&head, &bytes)) {
            Ok(body) => Ok((head, body)),
            Err(problem) => {
                // The problem may quote the body: it is looked for again once the secret is out.
                let (head, bytes) = origin.authorization.redact(head, bytes);
                let problem = read(&answer(&head, &bytes)).err().unwrap_or(problem);
                Err(DecodeError::new::<A>(head, bytes, false, problem).into())
            }
        }
    }
}

fn answer<'a>(head: &'a Head, bytes: &'a [u8]) -> AnswerBytes<'a> {
    AnswerBytes {
        status: head.status,
        headers: &head.headers,
        bytes,
    }
}
