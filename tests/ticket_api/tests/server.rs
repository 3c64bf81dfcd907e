//! A ticket tracker on loopback: it reads requests by itself, keeps tickets in memory, and remembers
//! what it was asked.
//!
//! It shares no code with the runtime, so that the two cannot agree on the same mistake. All is bounded
//! in time and in bytes: a test that goes wrong fails and does not hang.

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

/// How long one connection may last.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who may use the tracker: the password holds what a careless encoding gets wrong.
pub const USER: &str = "ada";
/// Her password.
pub const PASSWORD: &str = "p:ä ss/+?";

/// Makes another answer of the one that the tracker would give.
type Twist = Box<dyn FnOnce(Reply) -> Reply + Send>;

/// A tracker that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// What the connections of a tracker share.
#[derive(Default)]
struct Shared {
    store: Mutex<Store>,
    seen: Mutex<Vec<Request>>,
    twists: Mutex<BTreeMap<usize, Twist>>,
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

    /// Changes the answer to the request with this number, counted from zero.
    pub fn twist(&self, number: usize, twist: impl FnOnce(Reply) -> Reply + Send + 'static) {
        lock(&self.shared.twists).insert(number, Box::new(twist));
    }

    /// The tickets as they are now.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.shared.store)
    }

    /// The requests so far, in the order in which they were complete.
    pub fn seen(&self) -> Vec<Request> {
        lock(&self.shared.seen).clone()
    }

    /// The only request so far.
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

/// Locks, also after another test thread panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves each connection in a task of its own; they end with this one.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut serving = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // A client that gives up is a case like any other.
        serving.spawn(async move { timeout(PATIENCE, converse(stream, &shared)).await.is_ok() });
    }
}

/// Answers the requests of one connection until it ends.
async fn converse(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = Request::read(&mut stream, &mut buffer).await? {
        let reply = shared.answer(request);
        if reply.write(&mut stream).await?.is_break() {
            break;
        }
    }
    Ok(())
}

impl Shared {
    /// Carries out a request.
    fn answer(&self, request: Request) -> Reply {
        let mut seen = lock(&self.seen);
        let number = seen.len();
        let reply = routes::answer(&request, &mut lock(&self.store));
        seen.push(request);
        let reply = reply.with("X-Request-Id", format!("rq-{number}"));
        match lock(&self.twists).remove(&number) {
            Some(twist) => twist(reply),
            None => reply,
        }
    }
}
