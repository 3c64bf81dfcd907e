//! The shared starting point of most tests.

use std::error::Error as StdError;
use std::fmt::{Debug, Write};

use sentinelone_sdk::error::Violation;
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{
    Client, Error, IncidentStatus, Operation, SentinelOne, ThreatFilter, UpdateThreatIncident,
};
use serde::de::DeserializeOwned;

use crate::http::reply::Reply;
use crate::http::server::{Script, Seen, Server};

/// The token of all clients; anywhere but in its header, it is a leak.
pub const TOKEN: &str = "canary-7b0f5c0e";
/// An ID that a double cannot represent.
pub const ID: &str = "1488938160436018741";

/// The result of an operation.
pub type Outcome<O = UpdateThreatIncident> = Result<<O as Operation>::Response, Error>;

/// Reads a table of cases.
pub fn table<T: DeserializeOwned>(yaml: &str) -> Vec<T> {
    serde_yaml::from_str(yaml).expect("a table of cases")
}

/// Returns a request that changes one threat.
pub fn request() -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, ThreatFilter::new().ids([ID]))
}

/// Returns a success that affected one threat.
pub fn success() -> Reply {
    Reply::json(r#"{"data":{"affected":1}}"#)
}

/// Returns a client of the server without retries, which have separate tests.
pub fn client(server: &Server) -> Client {
    Client::builder(server.url(), TOKEN)
        .with_retry_policy(RetryPolicy::never())
        .without_rate_limit()
        .build()
        .expect("a client for loopback")
}

/// Sends a request to a server with this response.
pub async fn send<O: Operation<Api = SentinelOne>>(
    request: &O,
    script: Script,
) -> (Outcome<O>, Seen) {
    let server = Server::start([script]);
    let outcome = client(&server).send(request).await;
    (outcome, server.finish())
}

/// Sends the usual request to a server with this response.
pub async fn exchange(script: Script) -> (Outcome, Seen) {
    send(&request(), script).await
}

/// Returns the result of the usual request for this response.
pub async fn outcome(script: Script) -> Outcome {
    exchange(script).await.0
}

/// Returns the violations of a rejected request.
pub fn violations<T: Debug>(outcome: Result<T, Error>) -> Vec<Violation> {
    match outcome {
        Err(Error::InvalidRequest(error)) => error.violations,
        Err(error) => panic!("rejected for another reason: {error:?}"),
        Ok(response) => panic!("not rejected: {response:?}"),
    }
}

/// Returns the message of an error and of each of its causes, one line each.
pub fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n{error}");
        cause = error.source();
    }
    text
}
