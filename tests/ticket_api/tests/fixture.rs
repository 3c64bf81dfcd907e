//! The shared starting point of most tests.

use std::error::Error as StdError;
use std::fmt::{Debug, Write};

use sdk_runtime::error::Error;
use sdk_runtime::error::{ApiError, DecodeError, Violation};
use sdk_runtime::retry::RetryPolicy;
use ticket_api::Client;

use crate::server::{PASSWORD, Server, Store, USER};

/// Starts a tracker with this many tickets, and a client of it.
pub async fn tracker(count: u64) -> (Server, Client) {
    let server = Server::start(Store::with_tickets(count)).await;
    let client = client(&server);
    (server, client)
}

/// Builds a client with valid credentials. It has no retries and no rate limit, which have separate
/// tests.
pub fn client(server: &Server) -> Client {
    let builder = Client::builder(server.url(), (USER, PASSWORD));
    let builder = builder
        .with_retry_policy(RetryPolicy::never())
        .without_rate_limit();
    builder.build().expect("a client for loopback")
}

/// Returns the violations of a rejected request.
pub fn violations<T: Debug>(outcome: Result<T, Error>) -> Vec<Violation> {
    match outcome {
        Err(Error::InvalidRequest(error)) => error.violations,
        other => panic!("not rejected: {other:?}"),
    }
}

/// Returns the tracker's error response.
pub fn api_error<T: Debug>(outcome: Result<T, Error>) -> ApiError {
    match outcome {
        Err(Error::Api(error)) => *error,
        other => panic!("not an error of the tracker: {other:?}"),
    }
}

/// Returns the reason why a successful response could not be decoded.
pub fn decode_error<T: Debug>(outcome: Result<T, Error>) -> DecodeError {
    match outcome {
        Err(Error::Decode(error)) => *error,
        other => panic!("decoded: {other:?}"),
    }
}

/// Returns the message of an error and of each of its causes.
pub fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n{error}");
        cause = error.source();
    }
    text
}

/// Returns all debug output of a value.
pub fn debug(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}")
}
