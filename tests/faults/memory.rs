//! A server in memory: a scripted transport that records its requests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sentinelone_sdk::transport::Transport;
use sentinelone_sdk::{
    Client, ClientBuilder, Error, IncidentStatus, Response, ThreatFilter, Token,
    UpdateThreatIncident, transport,
};
use tokio::time::Instant;

/// The server's reaction to one request.
#[derive(Debug)]
pub enum Reaction {
    /// Responds at once.
    Respond(transport::Response),
    /// Responds after this time.
    Late(Duration, transport::Response),
    /// Fails.
    Fail(transport::Error),
    /// Never responds.
    Hang,
}

/// The server; its clones share their state.
#[derive(Clone)]
pub struct Memory(Arc<State>);

struct State {
    reaction: Box<dyn Fn(usize) -> Reaction + Send + Sync>,
    seen: Mutex<Vec<Instant>>,
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Memory {
    /// Creates a server that calls `play` with the number of each request, from 0 on.
    pub fn new(reaction: impl Fn(usize) -> Reaction + Send + Sync + 'static) -> Self {
        Self(Arc::new(State {
            reaction: Box::new(reaction),
            seen: Mutex::default(),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        }))
    }

    /// Returns a builder for a client of the server.
    pub fn client(&self) -> ClientBuilder {
        self.client_with("canary")
    }

    /// Returns a builder for a client with this token.
    pub fn client_with(&self, token: impl Into<Token>) -> ClientBuilder {
        Client::builder("https://console.invalid", token).with_transport(self.clone())
    }

    /// Returns the arrival time of each request.
    pub fn seen(&self) -> Vec<Instant> {
        let seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }

    /// Returns the number of requests.
    pub fn count(&self) -> usize {
        self.seen().len()
    }

    /// Returns the time between each request and the next.
    pub fn waits(&self) -> Vec<Duration> {
        let seen = self.seen();
        let pairs = seen.iter().zip(seen.iter().skip(1));
        pairs.map(|(one, next)| *next - *one).collect()
    }

    /// Returns the maximum number of concurrent requests.
    pub fn most_at_once(&self) -> usize {
        self.0.most.load(Ordering::SeqCst)
    }
}

/// Counts a request while it is in flight.
struct OnItsWay(Arc<State>);

impl OnItsWay {
    fn new(state: &Arc<State>) -> Self {
        let now = state.now.fetch_add(1, Ordering::SeqCst) + 1;
        state.most.fetch_max(now, Ordering::SeqCst);
        Self(Arc::clone(state))
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Memory {
    fn send(&self, _request: transport::Request) -> transport::ResponseFuture<'_> {
        let number = {
            let mut seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(Instant::now());
            seen.len() - 1
        };
        let on_its_way = OnItsWay::new(&self.0);
        let reaction = (self.0.reaction)(number);
        Box::pin(async move {
            let _on_its_way = on_its_way;
            match reaction {
                Reaction::Respond(response) => Ok(response),
                Reaction::Late(time, response) => {
                    tokio::time::sleep(time).await;
                    Ok(response)
                }
                Reaction::Fail(failure) => Err(failure),
                Reaction::Hang => std::future::pending().await,
            }
        })
    }
}

/// The result of the usual operation.
pub type Outcome = Result<Response<UpdateThreatIncident>, Error>;

/// Sends a request and drops the future after this time; returns `None` if it was still pending.
pub async fn within(limit: Duration, client: &Client) -> Option<Outcome> {
    let request = idempotent();
    tokio::time::timeout(limit, client.send(&request))
        .await
        .ok()
}

/// Returns a success that affected one threat.
pub fn success() -> transport::Response {
    transport::Response::new(200).with_body(r#"{"data":{"affected":1}}"#)
}

/// Returns a response with only this status.
pub fn status(status: u16) -> Reaction {
    Reaction::Respond(transport::Response::new(status))
}

/// Returns a 429 response with a `Retry-After` header.
pub fn rate_limited(retry_after: &str) -> Reaction {
    Reaction::Respond(transport::Response::new(429).with_header("Retry-After", retry_after))
}

/// Returns an idempotent request: it names its threats.
pub fn idempotent() -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids(["1488938160436018741"]);
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}

/// Returns a request that is not idempotent: a second one could change other threats.
pub fn not_idempotent() -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids(["1488938160436018741"]).limit(1);
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}
