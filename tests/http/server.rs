//! A server on loopback: it records every byte that it reads and responds from a script.
//!
//! It is limited in time and in bytes, so that a broken test fails and does not hang.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::http::message::Request;

/// The timeout of a read or a write.
const PATIENCE: Duration = Duration::from_secs(2);
/// The maximum number of connections.
const MOST_CONNECTIONS: usize = 256;
/// The maximum number of bytes of one connection.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// One step of a response.
#[derive(Clone, Debug)]
pub enum Step {
    /// Writes these bytes at once.
    Send(Vec<u8>),
    /// Sends nothing until the client gives up.
    Stall,
    /// Closes the connection.
    Close,
}

/// The server's steps after it read one request.
pub type Script = Vec<Step>;

/// A server that runs until it is finished or dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<usize>>,
}

/// The shared state of the server's threads.
#[derive(Debug, Default)]
struct Shared {
    script: Mutex<VecDeque<Script>>,
    requests: Mutex<Vec<Request>>,
    /// The peer address of the connection that ends the server. Connections are accepted in the
    /// order in which they were made: all others were seen by then.
    last: Mutex<Option<SocketAddr>>,
}

/// The traffic that a server saw.
#[derive(Debug)]
pub struct Seen {
    /// The number of opened connections, with or without a request.
    pub connections: usize,
    /// The requests in the order in which they were complete.
    pub requests: Vec<Request>,
}

impl Server {
    /// Starts on a free port. Each request gets the next response of the script; after the last
    /// one, connections are closed without one.
    pub fn start(script: impl IntoIterator<Item = Script>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("the address of a listener");
        let shared = Arc::new(Shared {
            script: Mutex::new(script.into_iter().collect()),
            ..Shared::default()
        });
        let accepting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared))
        };
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    /// Returns the server's address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the server's base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends the server and returns the traffic.
    pub fn finish(mut self) -> Seen {
        let connections = self.stop();
        let requests = std::mem::take(&mut *lock(&self.shared.requests));
        Seen {
            connections,
            requests,
        }
    }

    /// Ends all threads of the server; returns the number of connections.
    fn stop(&mut self) -> usize {
        let Some(accepting) = self.accepting.take() else {
            return 0;
        };
        let mut last = lock(&self.shared.last);
        let ending = TcpStream::connect(self.address);
        *last = ending.and_then(|stream| stream.local_addr()).ok();
        drop(last);
        accepting.join().expect("the server does not panic")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Locks, even after a panic of another test thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves each connection on its own thread; returns their number.
fn accept(listener: &TcpListener, shared: &Arc<Shared>) -> usize {
    let mut serving = Vec::new();
    while serving.len() < MOST_CONNECTIONS {
        let Ok((stream, peer)) = listener.accept() else {
            break;
        };
        if *lock(&shared.last) == Some(peer) {
            break;
        }
        let Ok(other_end) = stream.try_clone() else {
            break;
        };
        let shared = Arc::clone(shared);
        let thread = thread::spawn(move || {
            // A client may give up; that is not a failure of the server.
            let _ = converse(stream, &shared);
        });
        serving.push((other_end, thread));
    }
    let connections = serving.len();
    for (stream, thread) in serving {
        let _ = stream.shutdown(Shutdown::Both);
        let _ = thread.join();
    }
    connections
}

/// Responds to the requests of one connection until it ends.
fn converse(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let (mut buffer, mut bytes_left) = (Vec::new(), MOST_BYTES);
    loop {
        while let Some(request) = Request::take(&mut buffer).map_err(io::Error::other)? {
            lock(&shared.requests).push(request);
            let script = lock(&shared.script).pop_front();
            for step in script.unwrap_or_else(|| vec![Step::Close]) {
                match step {
                    Step::Send(bytes) => stream.write_all(&bytes)?,
                    Step::Stall => return stall(&mut stream),
                    Step::Close => return stream.shutdown(Shutdown::Both),
                }
            }
        }
        let mut room = [0; 16 * 1024];
        let count = stream.read(&mut room)?;
        if count == 0 || count > bytes_left {
            return Ok(());
        }
        bytes_left -= count;
        buffer.extend_from_slice(&room[..count]);
    }
}

/// Reads and discards until the client hangs up.
fn stall(stream: &mut TcpStream) -> io::Result<()> {
    let mut room = [0; 1024];
    while stream.read(&mut room)? > 0 {}
    Ok(())
}
