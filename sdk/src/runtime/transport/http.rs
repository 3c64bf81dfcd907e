//! The only place that talks to the HTTP client: one request out, one answer in.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use hyper::ext::ReasonPhrase;
use reqwest::redirect::Policy;

use super::body::Chunks;
use super::{TransportFailure, TransportRequest};
use crate::runtime::error::Head;
use crate::runtime::header_text::latin1;
use crate::runtime::proxy::Proxy;
use crate::runtime::tls::Tls;
use crate::runtime::{ConfigurationError, Method};

/// An idle connection is closed by us before servers and load balancers usually do, so that a
/// request does not go out on a connection that is being closed.
const IDLE: Duration = Duration::from_secs(45);

/// How HTTP is set up.
pub(in crate::runtime) struct Settings {
    pub(in crate::runtime) connect_timeout: Duration,
    pub(in crate::runtime) proxy: Proxy,
    pub(in crate::runtime) tls: Tls,
}

/// The HTTP client.
#[derive(Clone)]
pub(in crate::runtime) struct Http(reqwest::Client);

impl Http {
    /// Sets up HTTP/1.1 without redirects, cookies, repeats or decompression, whatever features of
    /// reqwest other crates of the build switch on. But for connecting it has no time-outs either:
    /// those are the client's.
    pub(in crate::runtime) fn new(settings: Settings) -> Result<Self, ConfigurationError> {
        let mut builder = with_tls(settings.tls)
            .http1_only()
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(settings.connect_timeout)
            .pool_idle_timeout(IDLE);
        builder = match settings.proxy {
            Proxy::Environment => builder,
            Proxy::Nothing => builder.no_proxy(),
            Proxy::Url(url) => builder.no_proxy().proxy(
                reqwest::Proxy::all(url)
                    .map_err(|_| ConfigurationError::new("the proxy cannot be used"))?,
            ),
        };
        builder
            .build()
            .map(Self)
            .map_err(|error| ConfigurationError::because("the HTTP client cannot be set up", error))
    }

    /// Sends the request and waits for status and headers.
    pub(super) async fn send(
        &self,
        request: TransportRequest,
    ) -> Result<(Head, Chunks), TransportFailure> {
        let mut out = reqwest::Request::new(method(request.method), request.url);
        *out.headers_mut() = request.headers.into_map();
        if !request.body.is_empty() {
            *out.body_mut() = Some(Bytes::from(request.body).into());
        }
        let mut response = self.0.execute(out).await.map_err(failure)?;
        let head = Head {
            status: response.status().as_u16(),
            reason: reason(&response),
            headers: std::mem::take(response.headers_mut()),
        };
        Ok((head, Chunks::Http(HttpChunks(response.into()))))
    }
}

/// A builder that speaks this TLS.
fn with_tls(tls: Tls) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder();
    match tls {
        Tls::Rustls(config) => builder.tls_backend_preconfigured(config),
        #[cfg(feature = "native-tls")]
        Tls::Native(more) => builder.tls_backend_native().tls_certs_merge(more),
    }
}

/// A body that comes over HTTP.
pub(in crate::runtime) struct HttpChunks(reqwest::Body);

impl HttpChunks {
    /// The next chunk; trailers are passed over.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportFailure>>> {
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

    /// How long the body is, as far as the server says.
    pub(super) fn length(&self) -> Option<u64> {
        self.0.size_hint().exact()
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

/// Sorts what the HTTP client reports; the URL is left out, it says nothing new. Only what failed
/// while connecting is known not to have been sent.
fn failure(error: reqwest::Error) -> TransportFailure {
    let (timeout, connect) = (error.is_timeout(), error.is_connect());
    let source = error.without_url();
    match (timeout, connect) {
        (true, true) => TransportFailure::timed_out_connecting(source),
        (false, true) => TransportFailure::not_sent(source),
        (_, false) => TransportFailure::interrupted(source),
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
