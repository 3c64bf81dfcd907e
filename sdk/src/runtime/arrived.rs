//! An answer of success that has begun, and how the rest of it is read.

use std::sync::Arc;

use bytes::Bytes;

use super::answer::AnswerBytes;
use super::content::{self, ContentError, Decoded};
use super::error::{Head, Problem};
use super::shared::Shared;
use super::transport::{Body, Collected, End};
use super::{Api, DecodeError, Error, Operation};

/// At most so many bytes of a body that says nothing are read, to use the connection again.
const MAX_IDLE_BYTES: usize = 64 * 1024;

/// What an operation answers with: [`Response`](super::Response), [`TextResponse`](super::TextResponse),
/// [`StreamResponse`](super::StreamResponse) or [`EmptyResponse`](super::EmptyResponse).
pub trait Receive<O: Operation>: Sized + Send {
    /// The media type that is asked for.
    const ACCEPT: &'static str;
    /// Whether the body is read by the caller.
    const IS_STREAM: bool = false;

    /// Reads an answer of success.
    fn receive(arrived: Arrived) -> impl Future<Output = Result<Self, Error>> + Send;
}

/// Status and headers of an answer of success; its body is still on its way.
pub struct Arrived {
    pub(super) head: Head,
    pub(super) body: Body,
    pub(super) shared: Arc<Shared>,
}

impl Arrived {
    /// Waits for the whole body and undoes its encoding.
    pub(super) async fn whole<A: Api>(self) -> Result<Whole, Error> {
        let Self { head, body, shared } = self;
        let limit = shared.max_body_bytes;
        let Collected { bytes, end } = body.collect(limit).await;
        let Decoded { bytes, problem } = content::decode(&head.headers, bytes, limit);
        let is_cut = !matches!(
            (&end, &problem),
            (End::Complete, None | Some(ContentError::Unannounced))
        );
        let problem = match end {
            End::Complete => problem,
            End::TooLong => Some(ContentError::TooLong(limit)),
            End::Failed(failure) => return Err(shared.failed::<A>(failure, Some(&head))),
        };
        match problem {
            Some(problem) => Err(shared.undecodable::<A>(head, bytes, is_cut, problem.into())),
            None => Ok(Whole {
                head,
                bytes,
                shared,
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
            shared,
        } = self.whole::<O::Api>().await?;
        let problem = answer(&head, &bytes).undocumented();
        Err(shared.undecodable::<O::Api>(head, bytes, false, problem))
    }

    /// Passes over a body that does not matter: whatever is in it, the answer is a success.
    pub(super) async fn emptied(self) -> Head {
        self.body.collect(MAX_IDLE_BYTES).await;
        self.head
    }
}

/// An answer of success with its whole body.
pub(super) struct Whole {
    head: Head,
    bytes: Bytes,
    shared: Arc<Shared>,
}

impl Whole {
    /// Reads the body as text.
    pub(super) fn text<A: Api>(self) -> Result<(Head, String), Error> {
        self.read::<A, _>(|answer: &AnswerBytes<'_>| answer.text())
    }

    /// Reads the body.
    pub(super) fn read<A: Api, T>(
        self,
        read: impl Fn(&AnswerBytes<'_>) -> Result<T, Problem>,
    ) -> Result<(Head, T), Error> {
        let Self {
            head,
            bytes,
            shared,
        } = self;
        match read(&answer(&head, &bytes)) {
            Ok(body) => Ok((head, body)),
            Err(problem) => {
                // The problem may quote the body: it is looked for again once the secret is out.
                let (head, bytes) = shared.authorization.redact(head, bytes);
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
