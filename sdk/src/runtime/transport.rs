//! The only place that talks to the HTTP client: one request out, one answer in.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http_body::Body as _;
use hyper::ext::ReasonPhrase;
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use url::Url;

use super::error::{Head, Source};
use super::header_text::latin1;
use super::{ConfigurationError, Method};

/// An idle connection is closed by us before servers and load balancers usually do, so that a
/// request does not go out on a connection that is being closed.
const IDLE: Duration = Duration::from_secs(45);
/// How long a stream may take as a whole: there is no way to say for ever.
const A_YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
/// At most so much room is made for a body before its bytes come.
const ROOM: usize = 1024 * 1024;

/// How the transport is set up.
pub(super) struct Settings {
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    pub(super) use_proxies: bool,
    pub(super) tls: ClientConfig,
}

/// One request, ready in every part.
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Whether the answer is a stream: then the time-out is for each part of it.
    pub(super) is_stream: bool,
}

/// Why there is no complete answer.
pub(super) enum Failure {
    /// No connection was made.
    Connect(Source),
    /// Time ran out while the connection was made.
    ConnectTimeout(Source),
    /// Time ran out later.
    Timeout(Source),
    /// Anything else.
    Other(Source),
}

/// The HTTP client.
#[derive(Clone)]
pub(super) struct Transport(reqwest::Client);

impl Transport {
    /// Sets up HTTP/1.1 without redirects, cookies, retries or decompression, whatever features of
    /// reqwest other crates of the build switch on.
    pub(super) fn new(settings: Settings) -> Result<Self, ConfigurationError> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(settings.tls)
            .http1_only()
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.timeout)
            .read_timeout(settings.timeout)
            .pool_idle_timeout(IDLE);
        if !settings.use_proxies {
            builder = builder.no_proxy();
        }
        builder
            .build()
            .map(Self)
            .map_err(|error| ConfigurationError::because("the HTTP client cannot be set up", error))
    }

    /// Sends the request and waits for status and headers.
    pub(super) async fn send(&self, call: Call) -> Result<(Head, Body), Failure> {
        let mut request = reqwest::Request::new(method(call.method), call.url);
        *request.headers_mut() = call.headers;
        if call.is_stream {
            *request.timeout_mut() = Some(A_YEAR);
        }
        if !call.body.is_empty() {
            *request.body_mut() = Some(call.body.into());
        }
        let mut response = self.0.execute(request).await.map_err(failure)?;
        let head = Head {
            status: response.status().as_u16(),
            reason: reason(&response),
            headers: std::mem::take(response.headers_mut()),
        };
        Ok((head, Body(response)))
    }
}

/// The body of an answer, still on its way.
pub(super) struct Body(reqwest::Response);

/// What came of a body, and how it ended.
pub(super) struct Collected {
    pub(super) bytes: Bytes,
    pub(super) end: End,
}

/// How a body ended.
pub(super) enum End {
    /// It is complete.
    Complete,
    /// It is longer than allowed.
    TooLong,
    /// The rest did not come.
    Failed(Failure),
}

impl Body {
    /// Reads the body up to a limit.
    pub(super) async fn collect(mut self, limit: usize) -> Collected {
        let mut buffer = Buffer::default();
        let end = loop {
            match self.0.chunk().await {
                Ok(Some(chunk)) if chunk.len() > limit - buffer.len() => {
                    buffer.push(chunk.slice(..limit - buffer.len()), 0);
                    break End::TooLong;
                }
                Ok(Some(chunk)) => buffer.push(chunk, self.room(limit)),
                Ok(None) => break End::Complete,
                Err(error) => break End::Failed(failure(error)),
            }
        };
        Collected {
            bytes: buffer.into_bytes(),
            end,
        }
    }

    /// The body in chunks, each as it comes.
    pub(super) fn into_chunks(self) -> Chunks {
        Chunks(self.0.into())
    }

    /// How much room the whole body needs at least, as far as the server says.
    fn room(&self, limit: usize) -> usize {
        let length = self
            .0
            .content_length()
            .and_then(|length| usize::try_from(length).ok());
        length.unwrap_or_default().min(limit).min(ROOM)
    }
}

/// A body that is read chunk by chunk.
pub(super) struct Chunks(reqwest::Body);

impl Chunks {
    /// The next chunk; trailers are passed over.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            return Poll::Ready(match frame {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(chunk) => Some(Ok(chunk)),
                    Err(_) => continue,
                },
                Some(Err(error)) => Some(Err(failure(error))),
                None => None,
            });
        }
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

/// The method under its name in the HTTP crate.
fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

/// The reason phrase as on the wire: hyper keeps it apart unless it is the usual one.
fn reason(response: &reqwest::Response) -> String {
    match response.extensions().get::<ReasonPhrase>() {
        Some(phrase) => match std::str::from_utf8(phrase.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => latin1(phrase.as_bytes()),
        },
        None => response
            .status()
            .canonical_reason()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Sorts what the HTTP client reports; the URL is left out, it says nothing new.
fn failure(error: reqwest::Error) -> Failure {
    let (timeout, connect) = (error.is_timeout(), error.is_connect());
    let source: Source = Box::new(error.without_url());
    match (timeout, connect) {
        (true, true) => Failure::ConnectTimeout(source),
        (true, false) => Failure::Timeout(source),
        (false, true) => Failure::Connect(source),
        (false, false) => Failure::Other(source),
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use crate::runtime::testing::{Example, Filter, Paint};
    use crate::runtime::{Client, Error, Response};

    /// Sends a request to a socket that gives this answer and closes.
    async fn answer(bytes: &[u8]) -> Result<Response<Paint>, Error> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let client = Client::<Example>::builder(url, "token").build().unwrap();
        let request = Paint::new(Filter::all());
        let server = async {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            assert_ne!(socket.read(&mut request).await.unwrap(), 0);
            socket.write_all(bytes).await.unwrap();
            socket.shutdown().await.unwrap();
        };
        tokio::join!(client.send(&request), server).0
    }

    #[tokio::test]
    async fn the_reason_phrase_is_the_one_on_the_wire() {
        for (line, reason) in [
            ("200 OK", "OK"),
            ("200 Awesome", "Awesome"),
            ("200 ok", "ok"),
            ("200 ", ""),
            ("200", ""),
            ("299 Odd Thing", "Odd Thing"),
            ("299 ", ""),
        ] {
            let bytes = format!("HTTP/1.1 {line}\r\nContent-Length: 2\r\n\r\n{{}}");
            let response = answer(bytes.as_bytes()).await.unwrap();
            assert_eq!(response.reason, reason, "{line}");
        }
    }

    #[tokio::test]
    async fn a_body_that_is_cut_is_a_failure_of_the_connection() {
        let error = answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert_eq!(error.status(), Some(200));
    }

    #[tokio::test]
    async fn the_status_comes_before_the_body() {
        let error = answer(b"HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\n{")
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "the server answered 500 Oops: {");
    }
}
