//! A server on a real socket that treats each connection alike.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::ServerConfig;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// The server's action on a connection.
#[derive(Clone, Debug)]
pub enum Action {
    /// Resets it before reading the request.
    ResetBefore,
    /// Resets it in the middle of the request.
    ResetDuring,
    /// Resets it after the request.
    ResetAfter,
    /// Sends this at once, without reading.
    SendEarly(Vec<u8>),
    /// Reads the request and sends nothing.
    Stall,
    /// Reads the request, sends these bytes and closes.
    Respond(Vec<u8>),
    /// Sends these bytes and then nothing.
    RespondAndStall(Vec<u8>),
    /// Reads the head of a request to a proxy, sends these bytes and closes.
    RefuseTunnel(Vec<u8>),
    /// Sends these bytes to the first request of all and keeps the connection open; closes a
    /// connection when another request arrives.
    RespondOnce(Vec<u8>, Arc<AtomicBool>),
    /// Shakes hands with TLS, which fails without a certificate of the client.
    DemandCertificate(Arc<ServerConfig>),
}

/// The server.
pub struct Server {
    address: SocketAddr,
    begun: Arc<AtomicUsize>,
    last: Arc<Mutex<Option<SocketAddr>>>,
    accepting: JoinHandle<usize>,
}

/// The traffic that a server saw.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    /// The number of connections.
    pub connections: usize,
    /// The number of requests of which at least a byte arrived.
    pub begun: usize,
}

impl Server {
    /// Starts on a free port.
    pub async fn start(action: Action) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("the address of a listener");
        let begun = Arc::<AtomicUsize>::default();
        let last = Arc::<Mutex<Option<SocketAddr>>>::default();
        let accepting = tokio::spawn(accept(
            listener,
            action,
            Arc::clone(&begun),
            Arc::clone(&last),
        ));
        Self {
            address,
            begun,
            last,
            accepting,
        }
    }

    /// Returns the server's address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends the server, once its clients are gone, and returns the traffic.
    pub async fn finish(self) -> Seen {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        let any = (Ipv4Addr::LOCALHOST, 0).into();
        socket.bind(any).expect("a free port");
        // Connections are accepted in order: all others have been accepted by now.
        let own = socket.local_addr().expect("the address of a socket");
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(own);
        let _ending = socket.connect(self.address).await;
        let connections = self.accepting.await.expect("the server does not panic");
        Seen {
            connections,
            begun: self.begun.load(Ordering::SeqCst),
        }
    }
}

async fn accept(
    listener: TcpListener,
    action: Action,
    begun: Arc<AtomicUsize>,
    last: Arc<Mutex<Option<SocketAddr>>>,
) -> usize {
    let (mut serving, mut connections) = (JoinSet::new(), 0);
    while let Ok((stream, peer)) = listener.accept().await {
        if *last.lock().unwrap_or_else(PoisonError::into_inner) == Some(peer) {
            break;
        }
        connections += 1;
        let (action, begun) = (action.clone(), Arc::clone(&begun));
        serving.spawn(async move {
            // A client may give up; that is not a failure of the server.
            let _ = serve(stream, &action, &begun).await;
        });
    }
    serving.join_all().await;
    connections
}

async fn serve(mut stream: TcpStream, action: &Action, begun: &AtomicUsize) -> std::io::Result<()> {
    if let Action::ResetBefore = action {
        // Any earlier, it could look like a connection that was never made.
        stream.peek(&mut [0]).await?;
        return stream.set_zero_linger();
    }
    if let Action::SendEarly(bytes) = action {
        stream.write_all(bytes).await?;
        return until_gone(&mut stream).await;
    }
    if let Action::DemandCertificate(config) = action {
        let accepting = TlsAcceptor::from(Arc::clone(config)).accept(stream);
        let mut stream = match accepting.into_fallible().await {
            Ok(stream) => stream,
            // The client gets the alert before the connection ends.
            Err((_, mut stream)) => return until_gone(&mut stream).await,
        };
        if stream.read(&mut [0; 16]).await? > 0 {
            begun.fetch_add(1, Ordering::SeqCst);
        }
        return Ok(());
    }
    let mut first = [0; 16];
    if stream.read(&mut first).await? == 0 {
        return Ok(());
    }
    begun.fetch_add(1, Ordering::SeqCst);
    if let Action::ResetDuring = action {
        return stream.set_zero_linger();
    }
    let end: &[u8] = match action {
        Action::RefuseTunnel(_) => b"\r\n\r\n",
        _ => b"}}",
    };
    read_rest(&mut stream, end).await?;
    match action {
        Action::ResetBefore
        | Action::ResetDuring
        | Action::ResetAfter
        | Action::SendEarly(_)
        | Action::DemandCertificate(_) => stream.set_zero_linger(),
        Action::RespondOnce(bytes, responded) => {
            if responded.swap(true, Ordering::SeqCst) {
                return Ok(());
            }
            stream.write_all(bytes).await?;
            // The next request: it gets no response.
            stream.read(&mut first).await.map(|_| ())
        }
        Action::Stall => until_gone(&mut stream).await,
        Action::Respond(bytes) | Action::RefuseTunnel(bytes) => {
            stream.write_all(bytes).await?;
            stream.shutdown().await?;
            until_gone(&mut stream).await
        }
        Action::RespondAndStall(bytes) => {
            stream.write_all(bytes).await?;
            until_gone(&mut stream).await
        }
    }
}

/// Reads a request until these bytes: the end of its JSON body, or of its head.
async fn read_rest(stream: &mut TcpStream, end: &[u8]) -> std::io::Result<()> {
    let mut all = Vec::new();
    while !all.ends_with(end) {
        if stream.read_buf(&mut all).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Waits until the client hangs up.
async fn until_gone(stream: &mut TcpStream) -> std::io::Result<()> {
    while stream.read(&mut [0; 64]).await? > 0 {}
    Ok(())
}
