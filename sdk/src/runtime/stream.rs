//! A body that is not kept in memory: bytes as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use futures_core::Stream;

use super::content::{self, ContentError, Encoding};
use super::error::Head;
use super::gunzip::Gunzip;
use super::limits::Slot;
use super::sending::{Arrived, Origin};
use super::transport::{Failure, Pieces};
use super::{Api, Attempts, Bytes, Error};

/// The body of an answer as it comes, decompressed: read it with [`next`](Self::next), with
/// [`collect`](Self::collect), or as a `futures` stream.
///
/// It may be of any length; a piece of it is 4 MiB at most where the server compressed it, and what
/// the connection gave otherwise. The client's time-out is how long to wait for each piece, with no
/// limit for the whole. After an error the stream ends. To drop it is to stop reading: the
/// connection is closed when the body is not at its end.
pub struct ByteStream {
    /// What is still to come, and its place among the client's requests at once.
    pieces: Option<(Pieces, Slot)>,
    gunzip: Option<Gunzip>,
    head: Head,
    origin: Origin,
    attempts: Attempts,
    errors: Errors,
}

/// The errors of an API, which the stream itself does not know.
#[derive(Clone, Copy)]
struct Errors {
    failed: fn(&Origin, Failure, Option<&Head>) -> Error,
    undecodable: fn(&Origin, Head, ContentError) -> Error,
}

impl ByteStream {
    /// The rest of an answer.
    pub(super) fn new<A: Api>(arrived: Arrived) -> Result<Self, Error> {
        let Arrived {
            head,
            body,
            origin,
            patience,
            slot,
        } = arrived;
        let errors = Errors {
            failed: Origin::failed::<A>,
            undecodable: undecodable::<A>,
        };
        let gunzip = match content::encoding(&head.headers) {
            Encoding::Identity => None,
            Encoding::Gzip => Some(Gunzip::new()),
            Encoding::Other => {
                return Err((errors.undecodable)(
                    &origin,
                    head,
                    ContentError::Unannounced,
                ));
            }
        };
        Ok(Self {
            pieces: Some((body.into_pieces(patience), slot)),
            gunzip,
            head,
            origin,
            attempts: Attempts::default(),
            errors,
        })
    }

    /// Keeps what happened on the way, for the errors of the stream.
    pub(super) fn set_attempts(&mut self, attempts: Attempts) {
        self.attempts = attempts;
    }

    /// The next bytes, never empty; `None` at the end and after an error.
    ///
    /// # Errors
    ///
    /// [`Error::Timeout`] and [`Error::Transport`] when the rest does not come, and
    /// [`Error::Decode`] when it is no valid gzip where the server says so.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The whole rest of the body, when it is not longer than `limit` bytes.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), and [`Error::Decode`] when the body is longer.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(bytes) = self.next().await {
            let bytes = bytes?;
            if bytes.len() > limit - all.len() {
                return Err(self.broken(ContentError::TooLong(limit)));
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze().into())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match self.gunzip.as_mut().map(Gunzip::step).transpose() {
                Ok(Some(Some(bytes))) => return Poll::Ready(Some(Ok(bytes.into()))),
                Ok(Some(None) | None) => {}
                Err(error) => {
                    return Poll::Ready(Some(Err(self.broken(ContentError::Broken(error)))));
                }
            }
            let Some((pieces, _)) = &mut self.pieces else {
                return Poll::Ready(None);
            };
            match (ready!(pieces.poll_next(context)), &mut self.gunzip) {
                (Some(Ok(chunk)), Some(gunzip)) => gunzip.feed(chunk),
                (Some(Ok(chunk)), None) if chunk.is_empty() => {}
                (Some(Ok(chunk)), None) => return Poll::Ready(Some(Ok(chunk.into()))),
                (Some(Err(failure)), _) => {
                    self.end();
                    let error = (self.errors.failed)(&self.origin, failure, Some(&self.head));
                    return Poll::Ready(Some(Err(error.with_attempts(self.attempts.clone()))));
                }
                (None, _) => return Poll::Ready(self.last()),
            }
        }
    }

    /// What is left when the last chunk has come.
    fn last(&mut self) -> Option<Result<Bytes, Error>> {
        self.pieces = None;
        match self.gunzip.take()?.finish() {
            Ok(bytes) => (!bytes.is_empty()).then(|| Ok(bytes.into())),
            Err(error) => Some(Err(self.broken(ContentError::Broken(error)))),
        }
    }

    /// Ends the stream with an error.
    fn broken(&mut self, problem: ContentError) -> Error {
        self.end();
        let error = (self.errors.undecodable)(&self.origin, self.head.clone(), problem);
        error.with_attempts(self.attempts.clone())
    }

    fn end(&mut self) {
        self.pieces = None;
        self.gunzip = None;
    }
}

/// The bytes before are with the caller, so the error has none.
fn undecodable<A: Api>(origin: &Origin, head: Head, problem: ContentError) -> Error {
    origin.undecodable::<A>(head, bytes::Bytes::new(), true, problem)
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("is_at_end", &self.pieces.is_none())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use crate::runtime::testing::{Download, Example, serve};
    use crate::runtime::{ByteStream, Client, Error, StreamResponse};

    async fn answer(head: &str, body: &[u8]) -> Result<StreamResponse<Download>, Error> {
        let bytes = [b"HTTP/1.1 ", head.as_bytes(), b"\r\n\r\n", body].concat();
        let (url, _server) = serve(vec![bytes]).await.unwrap();
        let client = Client::<Example>::builder(url, "canary").build().unwrap();
        client.send(&Download).await
    }

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    #[tokio::test]
    async fn bytes_come_as_they_were_sent() {
        let text = "hello ".repeat(10_000);
        let plain = answer("200 OK", text.as_bytes()).await.unwrap();
        assert_eq!((plain.status_code, plain.reason.as_str()), (200, "OK"));
        assert!(*plain.stream.collect(60_000).await.unwrap() == *text.as_bytes());
        let head = "200 OK\r\nContent-Encoding: gzip";
        let mut packed = answer(head, &gzip(text.as_bytes())).await.unwrap().stream;
        let mut all = Vec::new();
        while let Some(bytes) = packed.next().await {
            let bytes = bytes.unwrap();
            assert!(!bytes.is_empty());
            all.extend_from_slice(&bytes);
        }
        assert!(all == text.as_bytes());
        assert!(packed.next().await.is_none());
    }

    #[tokio::test]
    async fn errors_in_the_middle_end_the_stream() {
        let cut = answer("200 OK\r\nContent-Length: 9", b"half")
            .await
            .unwrap();
        let mut stream = cut.stream;
        assert_eq!(stream.next().await.unwrap().unwrap(), b"half");
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert_eq!(error.status(), Some(200));
        assert!(stream.next().await.is_none());

        let head = "200 canary\r\nContent-Encoding: gzip";
        let mut stream = answer(head, b"no gzip at all").await.unwrap().stream;
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        assert!(stream.next().await.is_none());
    }

    #[tokio::test]
    async fn a_body_longer_than_wanted_is_an_error() {
        let answer = answer("200 OK\r\nContent-Length: 5", b"hello")
            .await
            .unwrap();
        let error = answer.stream.collect(4).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }

    #[tokio::test]
    async fn the_status_and_the_encoding_come_first() {
        let error = answer("404 Not Found", b"{\"errors\": [\"none\"]}")
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "the server answered 404 Not Found: none");
        let error = answer("200 OK\r\nContent-Encoding: br", b"x")
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }

    #[test]
    fn a_stream_can_travel() {
        fn travels<T: Send + Unpin + futures_core::Stream>() {}
        travels::<ByteStream>();
    }
}
