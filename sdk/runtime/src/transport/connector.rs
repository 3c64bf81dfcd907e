//! Connections to the server: TCP, the tunnel through a proxy, and TLS.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::dns::GaiResolver;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::transport::authority::{host, port};
use crate::transport::failure::ConnectFailure;
use crate::transport::io::Io;
use crate::transport::proxy::{ProxyKind, ProxyServer};
use crate::transport::tls::Tls;
use crate::transport::tunnel;

/// The time after which an idle TCP connection is probed.
const TCP_KEEPALIVE: Duration = Duration::from_secs(15);

/// Opens connections to the server.
#[derive(Clone)]
pub(crate) struct Connector {
    tcp: HttpConnector,
    tls: Tls,
    /// TLS for the proxy itself.
    proxy_tls: Tls,
    proxy: Option<Arc<ProxyServer>>,
    timeout: Duration,
}

impl Connector {
    /// Creates a connector; `timeout` covers TCP, the tunnel and TLS together.
    pub(crate) fn new(tls: Tls, proxy: Option<ProxyServer>, timeout: Duration) -> Self {
        Self {
            tcp: tcp(GaiResolver::new(), timeout),
            proxy_tls: tls.without_identity(),
            tls,
            proxy: proxy.map(Arc::new),
            timeout,
        }
    }

    /// Opens a connection before the time-out.
    async fn connect(self, server: Uri) -> Result<ServerConnection, ConnectFailure> {
        let proxy = self.proxy.clone();
        match tokio::time::timeout(self.timeout, self.open(server)).await {
            Ok(connection) => connection,
            Err(elapsed) => Err(ConnectFailure::timed_out(proxy.as_deref(), elapsed)),
        }
    }

    async fn open(self, server: Uri) -> Result<ServerConnection, ConnectFailure> {
        let stream = match self.proxy.clone() {
            None => {
                let stream = self.tcp_stream(server.clone()).await;
                Box::new(stream.map_err(ConnectFailure::tcp)?) as Box<dyn Io>
            }
            Some(proxy) => self.through(&proxy, &server).await?,
        };
        let stream = if server.scheme_str() == Some("https") {
            let host = host(&server);
            let encrypted = self.tls.connect(host, stream).await;
            encrypted.map_err(|error| ConnectFailure::tls(error, self.tls.has_identity()))?
        } else {
            stream
        };
        Ok(ServerConnection(TokioIo::new(stream)))
    }

    /// Opens a tunnel to the server through the proxy.
    async fn through(
        &self,
        proxy: &ProxyServer,
        server: &Uri,
    ) -> Result<Box<dyn Io>, ConnectFailure> {
        #[cfg(feature = "socks")]
        if let ProxyKind::Socks { resolves } = proxy.kind {
            return crate::transport::socks::connect(self.tcp.clone(), proxy, server, resolves)
                .await;
        }
        let unreachable = |error| ConnectFailure::proxy_unreachable(proxy, error);
        let tcp = self.tcp_stream(proxy.uri().map_err(unreachable)?).await;
        let mut stream = Box::new(tcp.map_err(unreachable)?) as Box<dyn Io>;
        if proxy.kind == ProxyKind::Https {
            let encrypted = self.proxy_tls.connect(&proxy.host, stream).await;
            stream = encrypted.map_err(|error| ConnectFailure::proxy_tls(proxy, error))?;
        }
        let target = (server.host().unwrap_or_default(), port(server));
        tunnel::open(&mut stream, target, proxy.authorization().as_ref())
            .await
            .map_err(|problem| ConnectFailure::proxy_refused(proxy, problem))?;
        Ok(stream)
    }

    async fn tcp_stream(&self, to: Uri) -> Result<TcpStream, crate::error::boxed::BoxError> {
        Ok(self.tcp.clone().call(to).await?.into_inner())
    }
}

/// Configures TCP.
fn tcp<R>(resolver: R, timeout: Duration) -> HttpConnector<R> {
    let mut tcp = HttpConnector::new_with_resolver(resolver);
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(TCP_KEEPALIVE));
    // Shared by the addresses of the host, so that one without a response leaves time for the next.
    tcp.set_connect_timeout(Some(timeout));
    tcp
}

impl Service<Uri> for Connector {
    type Response = ServerConnection;
    type Error = ConnectFailure;
    type Future = Pin<Box<dyn Future<Output = Result<ServerConnection, ConnectFailure>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        Box::pin(self.clone().connect(server))
    }
}

/// An open connection to the server.
pub(crate) struct ServerConnection(TokioIo<Box<dyn Io>>);

impl Connection for ServerConnection {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl hyper::rt::Read for ServerConnection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: hyper::rt::ReadBufCursor<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl hyper::rt::Write for ServerConnection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[std::io::IoSlice<'_>],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(context, slices)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::future::{Ready, ready};
    use std::net::{Ipv4Addr, SocketAddr};
    use std::task::{Context, Poll};
    use std::time::Duration;

    use hyper_util::client::legacy::connect::dns::Name;
    use tokio::net::{TcpListener, TcpSocket, TcpStream};
    use tower_service::Service;

    use super::tcp;

    /// Resolves every name to these addresses.
    #[derive(Clone)]
    struct Addresses([Ipv4Addr; 2]);

    impl Service<Name> for Addresses {
        type Response = std::vec::IntoIter<SocketAddr>;
        type Error = Infallible;
        type Future = Ready<Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _name: Name) -> Self::Future {
            let addresses = self.0.map(|address| SocketAddr::from((address, 0)));
            ready(Ok(Vec::from(addresses).into_iter()))
        }
    }

    /// Other systems have one address on loopback, and queue more connections than a limit allows.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn an_address_without_a_response_leaves_time_for_the_next() {
        let silent = Ipv4Addr::new(127, 0, 0, 2);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let socket = TcpSocket::new_v4().unwrap();
        let address = SocketAddr::from((silent, port));
        socket.bind(address).unwrap();
        let _full = socket.listen(1).unwrap();
        // Its queue is full: the system drops the packets of further connections.
        let mut queued = Vec::new();
        while let Ok(Ok(stream)) =
            tokio::time::timeout(Duration::from_millis(50), TcpStream::connect(address)).await
        {
            queued.push(stream);
            assert!(queued.len() < 100, "the queue is never full");
        }
        let timeout = Duration::from_millis(500);
        let mut tcp = tcp(Addresses([silent, Ipv4Addr::LOCALHOST]), timeout);
        let uri = format!("http://h.invalid:{port}").parse().unwrap();
        let stream = tokio::time::timeout(timeout, tcp.call(uri)).await;
        let stream = stream.expect("a connection in time").unwrap().into_inner();
        assert_eq!(stream.peer_addr().unwrap().ip(), Ipv4Addr::LOCALHOST);
    }
}
