//! The body of an answer, still on its way.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::time::{Instant, Sleep};

use super::TransportFailure;
use super::answer::ChunkStream;
use super::http::HttpChunks;
use crate::runtime::sending::Until;

/// At most so much room is made for a body before its bytes come.
const ROOM: usize = 1024 * 1024;

/// Why the rest of an answer did not come.
#[derive(Debug)]
pub(in crate::runtime) enum Failure {
    /// The transport failed.
    Transport(TransportFailure),
    /// Time ran out.
    TimedOut(Until),
}

/// A body chunk by chunk, from wherever it comes.
pub(in crate::runtime) enum Chunks {
    Http(HttpChunks),
    Whole(Option<Bytes>),
    Custom(ChunkStream),
}

impl Chunks {
    /// A body that is there already.
    pub(super) fn whole(body: Bytes) -> Self {
        Self::Whole(Some(body))
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportFailure>>> {
        match self {
            Self::Http(chunks) => chunks.poll_next(context),
            Self::Whole(body) => Poll::Ready(body.take().map(Ok)),
            Self::Custom(chunks) => {
                let chunk = ready!(chunks.as_mut().poll_next(context));
                Poll::Ready(chunk.map(|chunk| chunk.map(Bytes::from)))
            }
        }
    }

    /// How long the whole body is, as far as it is known.
    fn length(&self) -> Option<u64> {
        match self {
            Self::Http(chunks) => chunks.length(),
            Self::Whole(_) | Self::Custom(_) => None,
        }
    }
}

/// The body of an answer, which has to come until some moment.
pub(in crate::runtime) struct Body {
    chunks: Chunks,
    until: Until,
}

/// What came of a body, and how it ended.
pub(in crate::runtime) struct Collected {
    pub(in crate::runtime) bytes: Bytes,
    pub(in crate::runtime) end: End,
}

/// How a body ended.
pub(in crate::runtime) enum End {
    /// It is complete.
    Complete,
    /// It is longer than allowed.
    TooLong,
    /// The rest did not come.
    Failed(Failure),
}

impl Body {
    /// A body that has to come until then.
    pub(in crate::runtime) fn new(chunks: Chunks, until: Until) -> Self {
        Self { chunks, until }
    }

    /// Reads the body up to a limit.
    pub(in crate::runtime) async fn collect(self, limit: usize) -> Collected {
        let Self { mut chunks, until } = self;
        let mut buffer = Buffer::default();
        let room = room(&chunks, limit);
        let reading = std::future::poll_fn(|context| {
            loop {
                match ready!(chunks.poll_next(context)) {
                    Some(Ok(chunk)) if chunk.len() > limit - buffer.len() => {
                        buffer.push(chunk.slice(..limit - buffer.len()), 0);
                        return Poll::Ready(End::TooLong);
                    }
                    Some(Ok(chunk)) => buffer.push(chunk, room),
                    None => return Poll::Ready(End::Complete),
                    Some(Err(failure)) => {
                        return Poll::Ready(End::Failed(Failure::Transport(failure)));
                    }
                }
            }
        });
        let end = match until.wait(reading).await {
            Ok(end) => end,
            Err(_) => End::Failed(Failure::TimedOut(until)),
        };
        Collected {
            bytes: buffer.into_bytes(),
            end,
        }
    }

    /// The body piece by piece, each of which may take as long as this.
    pub(in crate::runtime) fn into_pieces(self, patience: Duration) -> Pieces {
        Pieces {
            chunks: self.chunks,
            patience,
            timer: None,
            is_waiting: false,
        }
    }
}

/// How much room the whole body needs at least, as far as the server says.
fn room(chunks: &Chunks, limit: usize) -> usize {
    let length = chunks
        .length()
        .and_then(|length| usize::try_from(length).ok());
    length.unwrap_or_default().min(limit).min(ROOM)
}

/// A body that is read piece by piece, with a time-out for each.
pub(in crate::runtime) struct Pieces {
    chunks: Chunks,
    patience: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether the timer runs.
    is_waiting: bool,
}

impl Pieces {
    /// The next piece. Its time runs while somebody waits for it.
    pub(in crate::runtime) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        if let Poll::Ready(chunk) = self.chunks.poll_next(context) {
            self.is_waiting = false;
            return Poll::Ready(chunk.map(|chunk| chunk.map_err(Failure::Transport)));
        }
        let until = Until::after(Instant::now(), self.patience);
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(until.at)));
        if !self.is_waiting {
            timer.as_mut().reset(until.at);
            self.is_waiting = true;
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(Failure::TimedOut(until))))
    }
}

/// Keeps a body of one piece as it is, and joins more pieces.
#[derive(Default)]
struct Buffer {
    first: Bytes,
    joined: BytesMut,
}

impl Buffer {
    fn len(&self) -> usize {
        self.first.len() + self.joined.len()
    }

    fn push(&mut self, chunk: Bytes, room: usize) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.joined.is_empty() {
            self.joined
                .reserve(room.max(self.first.len() + chunk.len()));
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
