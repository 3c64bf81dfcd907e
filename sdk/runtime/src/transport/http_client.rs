//! The HTTP transport, the only module that uses the HTTP client.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::uri::InvalidUri;
use http::{HeaderMap, HeaderValue, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::ext::ReasonPhrase;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::deadline::Deadline;
use crate::error::details::FailureDetails;
use crate::http::header_text::latin1;
use crate::http::method::Method;
use crate::http::response_head::ResponseHead;
use crate::transport::body::Chunks;
use crate::transport::connector::Connector;
use crate::transport::encrypted::LastAlert;
use crate::transport::error::{Error, Failure, Stage};
use crate::transport::failure::transport_error;
use crate::transport::http_chunks::HttpChunks;
use crate::transport::outgoing::Outgoing;
use crate::transport::proxy::ProxyServer;
use crate::transport::request::Request;
use crate::transport::tls::Tls;

/// The longest time-out for idle connections: a clock cannot represent any later time.
const LONGEST_IDLE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The settings of the HTTP client.
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) proxy: Option<ProxyServer>,
    pub(crate) tls: Tls,
}

/// The HTTP client: HTTP/1.1 without redirects, cookies, retries or decompression. Its only
/// time-outs are those for connecting and for idle connections.
#[derive(Clone)]
pub(crate) struct Http {
    client: Client<Connector, Outgoing>,
    /// `true` if TLS has a client certificate.
    has_identity: bool,
    last_alert: LastAlert,
    /// The address of the proxy.
    proxy: Option<String>,
}

impl Http {
    /// Sets up the client, without connecting.
    pub(crate) fn new(settings: Settings) -> Self {
        let has_identity = settings.tls.has_identity();
        let last_alert = settings.tls.last_alert();
        let proxy = settings.proxy.as_ref().map(ProxyServer::address);
        let connector = Connector::new(settings.tls, settings.proxy, settings.connect_timeout);
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(settings.idle_timeout.min(LONGEST_IDLE));
        if settings.idle_timeout.is_zero() {
            builder.pool_max_idle_per_host(0);
        }
        Self {
            client: builder.build(connector),
            has_identity,
            last_alert,
            proxy,
        }
    }

    /// Sends the request and waits for status and headers, until the deadline.
    ///
    /// Not `async`: the future would store the request, and what is made of it.
    pub(crate) fn send(
        &self,
        request: Request,
        deadline: Deadline,
    ) -> impl Future<Output = Result<(ResponseHead, Chunks), Failure>> + Send + '_ {
        let sending = converted(request).map(|mut request| {
            let connection = capture_connection(&mut request);
            (connection, deadline.wait(self.client.request(request)))
        });
        async move {
            let (connection, response) = sending.map_err(Failure::Transport)?;
            let mut response = match response.await {
                Ok(Ok(response)) => response,
                Ok(Err(error)) => {
                    let error = transport_error(error, self.has_identity, &self.last_alert);
                    return Err(Failure::Transport(error));
                }
                // Without a connection, nothing was sent.
                Err(_) if connection.connection_metadata().is_none() => {
                    return Err(Failure::NotConnected(deadline, self.proxy.clone()));
                }
                Err(_) => return Err(Failure::TimedOut(deadline)),
            };
            let head = ResponseHead {
                status: response.status().as_u16(),
                reason: reason(&response),
                headers: std::mem::take(response.headers_mut()),
            };
            Ok((head, Chunks::Http(HttpChunks::new(response.into_body()))))
        }
    }
}

/// Converts a request into the type of the `http` crate.
fn converted(request: Request) -> Result<http::Request<Outgoing>, Error> {
    let uri: Uri = request.url.as_str().parse().map_err(url_rejected)?;
    let mut headers = request.headers.into_map();
    let body = if let Some(multipart) = &request.multipart {
        Outgoing::Multipart(multipart.stream())
    } else {
        let body = Bytes::from(request.body);
        if body.is_empty() && has_content(request.method, &headers) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Outgoing::Full(Full::new(body))
    };
    let mut converted = http::Request::new(body);
    *converted.method_mut() = method(request.method);
    *converted.uri_mut() = uri;
    *converted.headers_mut() = headers;
    Ok(converted)
}

/// Reports a URL that cannot be sent: it is valid, so that only its length can be the problem.
fn url_rejected(error: InvalidUri) -> Error {
    let details = FailureDetails {
        reason: Some(format!(
            "{error}: a URL can have 65534 bytes; split the request, or use shorter values"
        )),
        is_final: true,
        ..FailureDetails::default()
    };
    Error::with_details(Stage::NotSent, error, details)
}

/// Returns `true` if servers expect the length of a body, even of an empty one (RFC 9110, 8.6).
fn has_content(method: Method, headers: &HeaderMap) -> bool {
    matches!(method, Method::Post | Method::Put | Method::Patch)
        || headers.contains_key(CONTENT_TYPE)
}

/// Converts the method into the type of the `http` crate.
fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Head => http::Method::HEAD,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

/// Returns the reason phrase as on the wire: hyper stores it as an extension unless it is the
/// canonical one.
fn reason(response: &http::Response<Incoming>) -> String {
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

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use crate::client::Client;
    use crate::error::Error;
    use crate::http::method::Method;
    use crate::request::raw::RawRequest;
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
    async fn an_overlong_url_is_rejected_without_a_retry() {
        let client = Client::<Example>::builder("http://127.0.0.1:9", "token");
        let client = client.build().unwrap();
        let request = RawRequest::new(Method::Get, format!("/{}", "a".repeat(70_000)));
        let error = client.send_raw(request).await.unwrap_err();
        assert!(error.to_string().contains("65534 bytes"), "{error}");
        assert!(!error.is_retryable() && !error.is_ambiguous(), "{error:?}");
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
        assert_eq!(
            error.to_string(),
            "the server responded with 500 Oops: {; the server may have acted on the request"
        );
    }
}
