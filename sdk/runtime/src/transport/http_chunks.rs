//! The chunks of an HTTP body.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Body as _;
use hyper::body::Incoming;

use crate::transport::error::Error;

/// The chunks of an HTTP body.
pub(crate) struct HttpChunks(Incoming);

impl HttpChunks {
    /// Wraps the body of a response.
    pub(crate) fn new(body: Incoming) -> Self {
        Self(body)
    }

    /// Polls for the next chunk; trailers are skipped.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            return Poll::Ready(match frame {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(chunk) => Some(Ok(chunk)),
                    Err(_) => continue,
                },
                Some(Err(error)) => Some(Err(Error::interrupted(error))),
                None => None,
            });
        }
    }

    /// Returns the length of the body, if the server declares it.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }
}
