//! The HTTP transport, the only module that uses the HTTP client.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use hyper::ext::ReasonPhrase;
use reqwest::redirect::Policy;

use crate::error::config::ConfigurationError;
use crate::http::header_text::latin1;
use crate::http::method::Method;
use crate::http::response_head::ResponseHead;
use crate::transport::error::Error;
use crate::transport::proxy::Proxy;
use crate::transport::request::Request;
use crate::transport::tls::Tls;

/// Idle connections are closed after this time, earlier than servers and load balancers usually do:
/// otherwise a request could be sent on a connection that the server is closing.
const IDLE_TIMEOUT: Duration = Duration::from_secs(45);

/// The settings of the HTTP client.
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: Proxy,
    pub(crate) tls: Tls,
}

/// The HTTP client.
#[derive(Clone)]
pub(crate) struct Http(reqwest::Client);

impl Http {
    /// Sets up HTTP/1.1 without redirects, cookies, retries or decompression, even if other crates
    /// of the build enable these features of reqwest. The only time-out is the one for connecting;
    /// the client implements the others.
    pub(crate) fn new(settings: Settings) -> Result<Self, ConfigurationError> {
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
            .pool_idle_timeout(IDLE_TIMEOUT);
        builder = match settings.proxy {
            Proxy::Environment => builder,
            Proxy::Disabled => builder.no_proxy(),
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
    pub(crate) async fn send(&self, request: Request) -> Result<(ResponseHead, HttpChunks), Error> {
        let mut out = reqwest::Request::new(method(request.method), request.url);
        *out.headers_mut() = request.headers.into_map();
        if !request.body.is_empty() {
            *out.body_mut() = Some(Bytes::from(request.body).into());
        }
        let mut response = self.0.execute(out).await.map_err(transport_error)?;
        let head = ResponseHead {
            status: response.status().as_u16(),
            reason: reason(&response),
            headers: std::mem::take(response.headers_mut()),
        };
        Ok((head, HttpChunks(response.into())))
    }
}

/// Returns a builder with this TLS backend.
fn with_tls(tls: Tls) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder();
    match tls {
        Tls::Rustls(config) => builder.tls_backend_preconfigured(*config),
        #[cfg(feature = "native-tls")]
        Tls::Native(extra) => builder.tls_backend_native().tls_certs_merge(extra),
    }
}

/// The chunks of an HTTP body.
pub(crate) struct HttpChunks(reqwest::Body);

impl HttpChunks {
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
                Some(Err(error)) => Some(Err(transport_error(error))),
                None => None,
            });
        }
    }

    /// Returns the length of the body, if the server declares it.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.size_hint().exact()
    }
}

/// Converts the method into the type of the `http` crate.
fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

/// Returns the reason phrase as on the wire: hyper stores it as an extension unless it is the
/// canonical one.
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

/// Converts an error of the HTTP client, without its redundant URL. Only a failure while connecting
/// proves that nothing was sent.
fn transport_error(error: reqwest::Error) -> Error {
    let (timeout, connect) = (error.is_timeout(), error.is_connect());
    let source = error.without_url();
    match (timeout, connect) {
        (true, true) => Error::timed_out_connecting(source),
        (false, true) => Error::not_sent(source),
        (_, false) => Error::interrupted(source),
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use crate::client::Client;
    use crate::error::Error;
    use crate::response::typed::Response;
    use crate::test_util::{Example, Filter, Paint};

    /// Sends a request to a socket that responds with `bytes` and closes.
    async fn respond(bytes: &[u8]) -> Result<Response<Paint>, Error> {
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
    async fn the_reason_phrase_is_kept_as_on_the_wire() {
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
            let response = respond(bytes.as_bytes()).await.unwrap();
            assert_eq!(response.reason, reason, "{line}");
        }
    }

    #[tokio::test]
    async fn a_truncated_body_is_an_interrupted_connection() {
        let error = respond(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
        assert_eq!(error.status(), Some(200));
    }

    #[tokio::test]
    async fn an_error_status_takes_precedence_over_a_truncated_body() {
        let error = respond(b"HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\n{")
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), "the server responded with 500 Oops: {");
    }
}
