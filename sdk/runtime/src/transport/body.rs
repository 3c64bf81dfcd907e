//! The body of a response while it arrives.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::{Instant, Sleep};

use crate::deadline::Deadline;
use crate::transport::error::{Error, Failure};
use crate::transport::http_chunks::HttpChunks;
use crate::values::bytes::Bytes as ValueBytes;

/// The number of bytes that are reserved for a body before it arrives, at most.
const MAX_RESERVED: usize = 1024 * 1024;

/// The body of a custom transport, chunk by chunk.
pub(crate) type ChunkStream = Pin<Box<dyn Stream<Item = Result<ValueBytes, Error>> + Send + Sync>>;

/// The chunks of a body, from any transport.
pub(crate) enum Chunks {
    /// The chunks of an HTTP body.
    Http(HttpChunks),
    /// A complete body; `None` after it was read.
    Full(Option<Bytes>),
    /// The chunks of a custom transport.
    Custom(ChunkStream),
}

impl Chunks {
    /// Wraps a complete body.
    pub(crate) fn full(body: Bytes) -> Self {
        Self::Full(Some(body))
    }

    /// Polls for the next chunk.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        match self {
            Self::Http(chunks) => chunks.poll_next(context),
            Self::Full(body) => Poll::Ready(body.take().map(Ok)),
            Self::Custom(chunks) => {
                let chunk = ready!(chunks.as_mut().poll_next(context));
                Poll::Ready(chunk.map(|chunk| chunk.map(Bytes::from)))
            }
        }
    }

    /// Returns the length of the body on the wire, if it is known.
    fn length(&self) -> Option<u64> {
        match self {
            Self::Http(chunks) => chunks.length(),
            Self::Full(_) | Self::Custom(_) => None,
        }
    }
}

/// The body of a response, with the deadline until which it has to arrive.
pub(crate) struct Body {
    chunks: Chunks,
    deadline: Deadline,
}

/// The bytes of a body as far as they arrived, and its end.
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    pub(crate) end: End,
}

/// The end of a body.
pub(crate) enum End {
    /// The body is complete.
    Complete,
    /// The body is longer than the limit.
    TooLong,
    /// The rest did not arrive.
    Failed(Failure),
}

impl Body {
    /// Creates a body that has to arrive until the deadline.
    pub(crate) fn new(chunks: Chunks, deadline: Deadline) -> Self {
        Self { chunks, deadline }
    }

    /// Reads at most `limit` bytes of the body.
    pub(crate) async fn collect(&mut self, limit: usize) -> Collected {
        let Self { chunks, deadline } = self;
        let deadline = *deadline;
        let mut buffer = Buffer::default();
        let capacity = capacity(chunks, limit);
        let reading = std::future::poll_fn(|context| {
            loop {
                match ready!(chunks.poll_next(context)) {
                    Some(Ok(chunk)) if chunk.len() > limit - buffer.len() => {
                        buffer.push(chunk.slice(..limit - buffer.len()), 0);
                        return Poll::Ready(End::TooLong);
                    }
                    Some(Ok(chunk)) => buffer.push(chunk, capacity),
                    None => return Poll::Ready(End::Complete),
                    Some(Err(failure)) => {
                        return Poll::Ready(End::Failed(Failure::Transport(failure)));
                    }
                }
            }
        });
        let end = match deadline.wait(reading).await {
            Ok(end) => end,
            Err(_) => End::Failed(Failure::TimedOut(deadline)),
        };
        Collected {
            bytes: buffer.into_bytes(),
            end,
        }
    }

    /// Returns the chunks of the body, with `timeout` for each of them.
    pub(crate) fn into_chunks(self, timeout: Duration) -> TimedChunks {
        TimedChunks {
            chunks: self.chunks,
            timeout,
            timer: None,
            is_timer_running: false,
        }
    }
}

/// Returns the number of bytes to reserve for the body.
fn capacity(chunks: &Chunks, limit: usize) -> usize {
    let length = chunks
        .length()
        .and_then(|length| usize::try_from(length).ok());
    length.unwrap_or_default().min(limit).min(MAX_RESERVED)
}

/// The chunks of a body, with a time-out for each of them.
pub(crate) struct TimedChunks {
    chunks: Chunks,
    timeout: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    is_timer_running: bool,
}

impl TimedChunks {
    /// Polls for the next chunk. The time-out runs only while the caller waits.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        if let Poll::Ready(chunk) = self.chunks.poll_next(context) {
            self.is_timer_running = false;
            return Poll::Ready(chunk.map(|chunk| chunk.map_err(Failure::Transport)));
        }
        let deadline = Deadline::after(Instant::now(), self.timeout);
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline.at)));
        if !self.is_timer_running {
            timer.as_mut().reset(deadline.at);
            self.is_timer_running = true;
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(Failure::TimedOut(deadline))))
    }
}

/// Keeps a single chunk without copying it, and joins several chunks.
#[derive(Default)]
struct Buffer {
    first: Bytes,
    joined: BytesMut,
}

impl Buffer {
    fn len(&self) -> usize {
        self.first.len() + self.joined.len()
    }

    fn push(&mut self, chunk: Bytes, capacity: usize) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.joined.is_empty() {
            self.joined
                .reserve(capacity.max(self.first.len() + chunk.len()));
            self.joined
                .extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.joined.extend_from_slice(&chunk);
    }

    fn into_bytes(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.freeze()
        }
    }
}
