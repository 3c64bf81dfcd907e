//! The bytes of a multipart body, piece by piece.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

use crate::http::content::{Content, SharedStream};

/// The content of a part could not be read.
#[derive(Debug)]
pub(crate) struct PartError(io::Error);

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a file of the request cannot be read: {}", self.0)
    }
}

impl Error for PartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.get_ref().map(|error| error as _)
    }
}

/// A body that encodes its parts while it is read.
#[derive(Default)]
pub(crate) struct MultipartStream {
    pieces: VecDeque<Piece>,
    current: Option<Current>,
}

/// A piece that was not begun yet.
enum Piece {
    Bytes(Bytes),
    Stream(SharedStream, Option<u64>),
}

/// The piece that is being read.
struct Current {
    chunks: Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>,
    /// The number of bytes that are missing, if the length is known.
    left: Option<u64>,
}

impl MultipartStream {
    /// Adds content at the end.
    pub(crate) fn push(&mut self, content: &Content) {
        self.pieces.push_back(match content {
            Content::Bytes(bytes) if bytes.is_empty() => return,
            Content::Bytes(bytes) => Piece::Bytes(bytes.clone()),
            Content::Stream(stream, length) => Piece::Stream(stream.clone(), *length),
            // A file is opened before the body is read.
            Content::Path(_) => return,
        });
    }

    /// Returns the number of bytes, if it is known.
    fn length(&self) -> Option<u64> {
        if let Some(current) = &self.current {
            let rest = self.rest()?;
            return current.left?.checked_add(rest);
        }
        self.rest()
    }

    /// Returns the number of bytes of the pieces that were not begun.
    fn rest(&self) -> Option<u64> {
        self.pieces.iter().try_fold(0_u64, |sum, piece| {
            sum.checked_add(match piece {
                Piece::Bytes(bytes) => u64::try_from(bytes.len()).ok()?,
                Piece::Stream(_, length) => (*length)?,
            })
        })
    }

    /// Returns the next chunk.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, PartError>>> {
        loop {
            if let Some(current) = &mut self.current {
                match ready!(current.poll_next(context)) {
                    Some(chunk) => return Poll::Ready(Some(chunk.map_err(PartError))),
                    None => self.current = None,
                }
            }
            match self.pieces.pop_front() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Piece::Stream(stream, left)) => {
                    let Some(chunks) = stream.take() else {
                        let problem = io::Error::other("its stream was read already");
                        return Poll::Ready(Some(Err(PartError(problem))));
                    };
                    self.current = Some(Current { chunks, left });
                }
            }
        }
    }
}

impl Current {
    /// Returns the next chunk. The length of the content has to be the one that was announced.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let chunk = ready!(self.chunks.as_mut().poll_next(context));
        let Some(left) = self.left else {
            return Poll::Ready(chunk);
        };
        let problem = match chunk {
            Some(Ok(chunk)) => match left.checked_sub(chunk.len() as u64) {
                Some(left) => {
                    self.left = Some(left);
                    return Poll::Ready(Some(Ok(chunk)));
                }
                None => "it is longer than its length",
            },
            None if left > 0 => "it is shorter than its length",
            other => return Poll::Ready(other),
        };
        Poll::Ready(Some(Err(io::Error::other(problem))))
    }
}

impl Body for MultipartStream {
    type Data = Bytes;
    type Error = PartError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, PartError>>> {
        let chunk = ready!(self.get_mut().poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && self.current.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
