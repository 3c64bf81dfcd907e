//! A body that is read as a stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use futures_core::Stream;

use crate::error::Error;
use crate::http::response_head::ResponseHead;
use crate::rate_limit::ConcurrencyPermit;
use crate::response::encoding::{self, ContentError, Encoding};
use crate::response::gzip_stream::Gunzip;
use crate::response::incoming::{ArrivedResponse, ResponseContext};
use crate::retry::history::AttemptHistory;
use crate::transport::body::TimedChunks;
use crate::values::bytes::Bytes;

/// The body of a response as it arrives, decompressed. Read it with [`next`](Self::next), with
/// [`collect`](Self::collect), or as a [`Stream`].
///
/// The body may have any length. A chunk of a compressed body is at most 4 MiB; other chunks are as
/// long as the connection delivers them. The time-out of an attempt applies to each chunk, and the
/// whole body has no limit in time or size. The stream ends after an error. Dropping it stops the
/// reading, and closes the connection unless the body is at its end.
///
/// ```
/// use sdk_runtime::{error::Error, response::ByteStream};
///
/// async fn count(mut stream: ByteStream) -> Result<usize, Error> {
///     let mut total = 0;
///     while let Some(chunk) = stream.next().await {
///         total += chunk?.len();
///     }
///     Ok(total)
/// }
/// ```
pub struct ByteStream {
    /// The rest of the body, with the permit of the request; `None` at the end.
    chunks: Option<Box<(TimedChunks, ConcurrencyPermit)>>,
    gunzip: Option<Gunzip>,
    head: ResponseHead,
    context: Box<ResponseContext>,
    attempts: AttemptHistory,
}

impl ByteStream {
    /// Returns the stream of the body of a response; its errors report the attempts of the call.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Decode`] if the encoding of the body is not supported.
    pub(crate) fn new(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error> {
        let ArrivedResponse {
            head,
            rest: chunks,
            context,
            ..
        } = response;
        let gunzip = match encoding::encoding(&head.headers) {
            Encoding::Identity => None,
            Encoding::Gzip => Some(Gunzip::new()),
            Encoding::Other => {
                return Err(undecodable(&context, head, ContentError::Unaccepted));
            }
        };
        Ok(Self {
            chunks,
            gunzip,
            head,
            context,
            attempts,
        })
    }

    /// Returns the next bytes, never empty; `None` at the end and after an error.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Timeout`] or [`Error::Interrupted`] if the rest does not arrive, and
    /// [`Error::Decode`] if the server declares gzip and the body is not valid gzip.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Reads the rest of the body, at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`next`](Self::next), and [`Error::Decode`] if the rest is longer than
    /// `limit`.
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

    fn poll(&mut self, task: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match self.gunzip.as_mut().map(Gunzip::step).transpose() {
                Ok(Some(Some(bytes))) => return Poll::Ready(Some(Ok(bytes.into()))),
                Ok(Some(None) | None) => {}
                Err(error) => {
                    return Poll::Ready(Some(Err(self.broken(ContentError::Broken(error)))));
                }
            }
            let Some((chunks, _)) = self.chunks.as_deref_mut() else {
                return Poll::Ready(None);
            };
            match (ready!(chunks.poll_next(task)), &mut self.gunzip) {
                (Some(Ok(chunk)), Some(gunzip)) => gunzip.feed(chunk),
                (Some(Ok(chunk)), None) if chunk.is_empty() => {}
                (Some(Ok(chunk)), None) => return Poll::Ready(Some(Ok(chunk.into()))),
                (Some(Err(failure)), _) => {
                    self.end();
                    let error = self.context.failed(failure, Some(&self.head));
                    return Poll::Ready(Some(Err(error.with_attempts(self.attempts.clone()))));
                }
                (None, _) => return Poll::Ready(self.last()),
            }
        }
    }

    /// Returns the bytes that are left after the last chunk.
    fn last(&mut self) -> Option<Result<Bytes, Error>> {
        self.chunks = None;
        match self.gunzip.take()?.finish() {
            Ok(bytes) => (!bytes.is_empty()).then(|| Ok(bytes.into())),
            Err(error) => Some(Err(self.broken(ContentError::Broken(error)))),
        }
    }

    /// Ends the stream and returns its error.
    fn broken(&mut self, problem: ContentError) -> Error {
        self.end();
        let error = undecodable(&self.context, self.head.clone(), problem);
        error.with_attempts(self.attempts.clone())
    }

    fn end(&mut self) {
        self.chunks = None;
        self.gunzip = None;
    }
}

/// Returns the error without a body: the caller has received the bytes already.
fn undecodable(context: &ResponseContext, head: ResponseHead, problem: ContentError) -> Error {
    context.undecodable(head, bytes::Bytes::new(), true, problem)
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
            .field("is_at_end", &self.chunks.is_none())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::ByteStream;
    use crate::client::Client;
    use crate::error::Error;
    use crate::response::typed::StreamResponse;
    use crate::test_util::{Download, Example, serve};

    async fn download(head: &str, body: &[u8]) -> Result<StreamResponse<Download>, Error> {
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
    async fn bytes_arrive_as_they_were_sent() {
        let text = "hello ".repeat(10_000);
        let plain = download("200 OK", text.as_bytes()).await.unwrap();
        assert_eq!((plain.status_code, plain.reason.as_str()), (200, "OK"));
        assert!(*plain.stream.collect(60_000).await.unwrap() == *text.as_bytes());
        let head = "200 OK\r\nContent-Encoding: gzip";
        let mut compressed = download(head, &gzip(text.as_bytes())).await.unwrap().stream;
        let mut all = Vec::new();
        while let Some(bytes) = compressed.next().await {
            let bytes = bytes.unwrap();
            assert!(!bytes.is_empty());
            all.extend_from_slice(&bytes);
        }
        assert!(all == text.as_bytes());
        assert!(compressed.next().await.is_none());
    }

    #[tokio::test]
    async fn an_error_ends_the_stream() {
        let truncated = download("200 OK\r\nContent-Length: 9", b"half")
            .await
            .unwrap();
        let mut stream = truncated.stream;
        assert_eq!(stream.next().await.unwrap().unwrap(), b"half");
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
        assert_eq!(error.status(), Some(200));
        assert!(stream.next().await.is_none());

        let head = "200 canary\r\nContent-Encoding: gzip";
        let mut stream = download(head, b"no gzip at all").await.unwrap().stream;
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        assert!(stream.next().await.is_none());
    }

    #[tokio::test]
    async fn a_body_longer_than_the_limit_is_an_error() {
        let response = download("200 OK\r\nContent-Length: 5", b"hello")
            .await
            .unwrap();
        let error = response.stream.collect(4).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }

    #[tokio::test]
    async fn status_and_encoding_are_checked_first() {
        let error = download("404 Not Found", b"{\"errors\": [\"none\"]}")
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the server responded with 404 Not Found: none"
        );
        let error = download("200 OK\r\nContent-Encoding: br", b"x")
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }

    #[test]
    fn a_stream_is_send_and_unpin() {
        fn is_send_stream<T: Send + Unpin + futures_core::Stream>() {}
        is_send_stream::<ByteStream>();
    }
}
