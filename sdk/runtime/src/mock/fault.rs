//! Faults between a server and its client.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::Sleep;

use crate::transport::error::Error;
use crate::transport::response::Response;
use crate::values::bytes::Bytes as ValueBytes;

/// The page of [`Fault::HtmlPage`].
const PAGE: &str = "<!DOCTYPE html><html><title>Sign in</title></html>";

/// The number of bytes in a chunk of an endless body.
const CHUNK: usize = 64 * 1024;

/// A fault of a server, or of the way to it.
///
/// A mock that keeps a state changes it only if [`acts`](Self::acts) is `true`: the client cannot
/// tell a connection that ended before the server acted from one that ended afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// No connection can be opened, so that nothing is sent.
    NoConnection,
    /// The connection ends before the server acts.
    CutBeforeActing,
    /// The connection ends after the server acted, and before it responds.
    CutAfterActing,
    /// The server refuses with 429 and `Retry-After`, in whole seconds, without acting.
    RateLimited {
        /// The time that the server asks the client to wait.
        retry_after: Duration,
    },
    /// The server fails with this status, such as 500 or 503, without acting.
    ServerError(u16),
    /// The server acts and does not respond: a time-out has to end the attempt.
    NoResponse,
    /// The server acts, and the body of its response arrives a byte at a time, each after this
    /// time.
    SlowBody(Duration),
    /// The server acts, and the connection ends in the middle of the body.
    CutInBody,
    /// The server acts, and the body of its response never ends. It arrives as fast as it is read.
    EndlessBody,
    /// A proxy responds with a web page, with status 200 and `Content-Type: text/html`, and the
    /// server does not act.
    HtmlPage,
}

impl Fault {
    /// Returns `true` if the server carries the request out in spite of the fault.
    #[must_use]
    pub fn acts(self) -> bool {
        match self {
            Self::CutAfterActing
            | Self::NoResponse
            | Self::SlowBody(_)
            | Self::CutInBody
            | Self::EndlessBody => true,
            Self::NoConnection
            | Self::CutBeforeActing
            | Self::RateLimited { .. }
            | Self::ServerError(_)
            | Self::HtmlPage => false,
        }
    }

    /// Returns `true` if the body of the response arrives as a whole.
    pub(super) fn keeps_body(self) -> bool {
        matches!(self, Self::SlowBody(_))
    }

    /// Changes or replaces a response with this body.
    ///
    /// # Errors
    ///
    /// Returns the error of the transport if no response begins.
    pub(super) async fn apply(self, response: Response, body: Bytes) -> Result<Response, Error> {
        Ok(match self {
            Self::NoConnection => return Err(Error::not_sent("the mock refuses the connection")),
            Self::CutBeforeActing | Self::CutAfterActing => {
                return Err(Error::interrupted("the mock ends the connection"));
            }
            Self::NoResponse => std::future::pending().await,
            Self::RateLimited { retry_after } => Response::new(429)
                .with_reason("Too Many Requests")
                .with_header("retry-after", seconds(retry_after).to_string()),
            Self::ServerError(status) => Response::new(status),
            Self::SlowBody(wait) => response.with_chunks(SlowBody::new(body, wait)),
            Self::CutInBody => {
                let half = body.slice(..body.len() / 2);
                let chunks = [Ok(half.into()), Err(Error::interrupted("the mock ends it"))];
                response.with_chunks(Chunks(Box::new(chunks.into_iter())))
            }
            Self::EndlessBody => {
                let chunk = Bytes::from(vec![b' '; CHUNK]);
                response.with_chunks(Chunks(Box::new(std::iter::repeat_with(move || {
                    Ok(chunk.clone().into())
                }))))
            }
            Self::HtmlPage => Response::new(200)
                .with_header("content-type", "text/html; charset=utf-8")
                .with_body(PAGE.as_bytes()),
        })
    }
}

/// Returns whole seconds, rounded up.
fn seconds(duration: Duration) -> u64 {
    let part = u64::from(duration.subsec_nanos() > 0);
    duration.as_secs().saturating_add(part)
}

/// Chunks that are ready.
struct Chunks(Box<dyn Iterator<Item = Result<ValueBytes, Error>> + Send + Sync>);

impl Stream for Chunks {
    type Item = Result<ValueBytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// A body that arrives a byte at a time.
struct SlowBody {
    body: Bytes,
    wait: Duration,
    timer: Option<Pin<Box<Sleep>>>,
}

impl SlowBody {
    fn new(body: Bytes, wait: Duration) -> Self {
        let timer = None;
        Self { body, wait, timer }
    }
}

impl Stream for SlowBody {
    type Item = Result<ValueBytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.body.is_empty() {
            return Poll::Ready(None);
        }
        let wait = self.wait;
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(wait)));
        ready!(timer.as_mut().poll(context));
        self.timer = None;
        let byte = self.body.split_to(1);
        Poll::Ready(Some(Ok(byte.into())))
    }
}
