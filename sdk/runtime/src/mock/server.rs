//! A server on loopback in front of a transport in memory.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::ext::ReasonPhrase;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use url::Url;

use crate::http::method::Method;
use crate::http::response_head::ResponseHead;
use crate::transport::Transport;
use crate::transport::body::Chunks;
use crate::transport::error::Error;
use crate::transport::request::Request;
use crate::transport::response::Response;

/// The time between two attempts to accept a connection after a failure.
const PAUSE: Duration = Duration::from_millis(10);

/// A server on loopback that passes its requests on to a transport in memory, such as
/// [`MockTransport`](crate::mock::MockTransport): for programs that run as another process, and for
/// tests of the way over sockets.
///
/// It speaks HTTP/1.1 without encryption on a free port of 127.0.0.1. It runs on its own thread, so it
/// also serves programs without async. If the transport returns an error, it ends the connection. Over
/// sockets, [`Fault::NoConnection`](crate::mock::Fault::NoConnection) therefore looks like
/// [`Fault::CutBeforeActing`](crate::mock::Fault::CutBeforeActing).
///
/// Dropping it ends all connections and the thread.
pub struct MockServer {
    url: String,
    connections: Arc<AtomicUsize>,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl MockServer {
    /// Starts a server in front of the transport.
    ///
    /// # Errors
    ///
    /// Returns an error if the system grants no port or no thread.
    pub fn start(transport: impl Transport) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let service = Arc::new(Service {
            url: url.clone(),
            transport: Box::new(transport),
        });
        let open = Arc::clone(&connections);
        let thread = std::thread::Builder::new().name("mock-server".to_owned());
        let thread = thread.spawn(move || {
            runtime.block_on(async {
                let accepting = tokio::spawn(accept(listener, service, open));
                // The sender never sends: it is dropped with the server.
                let _ = stopped.await;
                accepting.abort();
            });
        })?;
        Ok(Self {
            url,
            connections,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns the base URL, such as `http://127.0.0.1:49152`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the number of connections that are open now.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        self.connections.load(Ordering::Acquire)
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the transport ended one connection only, and the client saw that.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("url", &self.url)
            .field("open_connections", &self.open_connections())
            .finish_non_exhaustive()
    }
}

/// The transport, and the address under which clients reach it.
struct Service {
    url: String,
    transport: Box<dyn Transport>,
}

/// A connection that is counted while it is open.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(connections: &Arc<AtomicUsize>) -> Self {
        connections.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(connections))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Accepts connections until the server stops.
async fn accept(listener: TcpListener, service: Arc<Service>, open: Arc<AtomicUsize>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        match listener.accept().await {
            Ok((socket, _)) => {
                let (service, counted) = (Arc::clone(&service), Counted::new(&open));
                tokio::spawn(async move {
                    serve(socket, service).await;
                    drop(counted);
                });
            }
            // Such as too many open files: another connection has to end first.
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Serves a connection until one of its ends closes it.
async fn serve(socket: TcpStream, service: Arc<Service>) {
    let respond = service_fn(|request| respond(Arc::clone(&service), request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(socket), respond);
    // An error is a fault of the mock, or the end of the client.
    let _ = connection.await;
}

/// Passes a request on to the transport.
///
/// # Errors
///
/// Returns the error of the transport, which ends the connection.
async fn respond(
    service: Arc<Service>,
    request: http::Request<Incoming>,
) -> Result<http::Response<Outgoing>, Error> {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = Url::parse(&format!("{}{path}", service.url));
    let body = body.collect().await.map_err(Error::interrupted)?.to_bytes();
    let response = match (method(&head.method), url) {
        (Some(method), Ok(url)) => {
            let request = Request::new(method, url, head.headers, body, false);
            service.transport.send(request).await?
        }
        (None, _) => Response::new(405),
        (_, Err(_)) => Response::new(400),
    };
    let (head, chunks) = response.into_parts()?;
    outgoing(head, chunks)
}

/// Converts a response of the transport.
fn outgoing(head: ResponseHead, chunks: Chunks) -> Result<http::Response<Outgoing>, Error> {
    let mut response = http::Response::new(Outgoing(chunks));
    *response.status_mut() = http::StatusCode::from_u16(head.status).map_err(Error::interrupted)?;
    *response.headers_mut() = head.headers;
    if let Ok(reason) = ReasonPhrase::try_from(head.reason) {
        response.extensions_mut().insert(reason);
    }
    Ok(response)
}

fn method(method: &http::Method) -> Option<Method> {
    Some(match *method {
        http::Method::GET => Method::Get,
        http::Method::HEAD => Method::Head,
        http::Method::POST => Method::Post,
        http::Method::PUT => Method::Put,
        http::Method::PATCH => Method::Patch,
        http::Method::DELETE => Method::Delete,
        _ => return None,
    })
}

/// The body of a response on its way to the client.
struct Outgoing(Chunks);

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let chunk = ready!(self.get_mut().0.poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.size_hint().exact() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Chunks::Full(body) => SizeHint::with_exact(body.as_ref().map_or(0, length)),
            Chunks::Http(_) | Chunks::Custom(_) => SizeHint::default(),
        }
    }
}

fn length(body: &Bytes) -> u64 {
    body.len().try_into().unwrap_or(u64::MAX)
}
