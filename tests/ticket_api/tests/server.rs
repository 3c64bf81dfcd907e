//! A ticket tracker on loopback: it parses requests by itself, keeps tickets in memory, and records
//! its requests.
//!
//! It shares no code with the runtime, so that the two cannot agree on the same error. Everything
//! is limited in time and in bytes: a broken test fails and does not hang.

mod filter;
mod http;
mod routes;
mod store;
mod text;

pub use filter::Filter;
pub use http::{Reply, Request};
pub use store::{File, Search, Store, cursor};

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

/// The time limit of one connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// The user of the tracker: the password contains characters that are easily encoded wrong.
pub const USER: &str = "ada";
/// The user's password.
pub const PASSWORD: &str = "p:ä ss/+?";

/// The key of a shared board, with characters that are easily encoded wrong.
pub const SHARE_KEY: &str = "canary/k+1=2&3#4%5";
/// The cookie of a session.
pub const SESSION: &str = "canary-session=7/+";

/// Replaces a response of the tracker.
type Replacement = Box<dyn FnOnce(Reply) -> Reply + Send>;

/// A tracker that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// The shared state of a tracker's connections.
#[derive(Default)]
struct Shared {
    store: Mutex<Store>,
    seen: Mutex<Vec<Request>>,
    twists: Mutex<BTreeMap<usize, Replacement>>,
}

impl Server {
    /// Starts with these tickets on a free port.
    pub async fn start(store: Store) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("the address of a listener");
        let shared = Arc::new(Shared {
            store: Mutex::new(store),
            ..Shared::default()
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self {
            address,
            shared,
            accepting,
        }
    }

    /// The base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Replaces the response to the request with this index.
    pub fn replace(&self, number: usize, replace: impl FnOnce(Reply) -> Reply + Send + 'static) {
        lock(&self.shared.twists).insert(number, Box::new(replace));
    }

    /// Returns the current tickets.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.shared.store)
    }

    /// Returns the requests so far, in the order in which they were complete.
    pub fn seen(&self) -> Vec<Request> {
        lock(&self.shared.seen).clone()
    }

    /// Returns the only request so far.
    pub fn only(&self) -> Request {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Locks, even after a panic of another test thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves each connection in its own task; they end with this one.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut serving = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // A client may give up; that is not a failure of the tracker.
        serving.spawn(async move { timeout(PATIENCE, converse(stream, &shared)).await.is_ok() });
    }
}

/// Responds to the requests of one connection until it ends.
async fn converse(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = Request::read(&mut stream, &mut buffer).await? {
        let reply = shared.respond(request);
        if reply.write(&mut stream).await?.is_break() {
            break;
        }
    }
    Ok(())
}

impl Shared {
    /// Carries out a request.
    fn respond(&self, request: Request) -> Reply {
        let mut seen = lock(&self.seen);
        let number = seen.len();
        let reply = routes::respond(&request, &mut lock(&self.store));
        let is_head = request.method == "HEAD";
        seen.push(request);
        let reply = Reply { is_head, ..reply };
        let reply = reply.with("X-Request-Id", format!("rq-{number}"));
        match lock(&self.twists).remove(&number) {
            Some(replace) => replace(reply),
            None => reply,
        }
    }
}
