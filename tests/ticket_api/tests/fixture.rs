//! What most tests start from.

use std::error::Error as StdError;
use std::fmt::{Debug, Write};

use sentinelone_sdk::{ApiError, DecodeError, Error, Retries, Violation};
use ticket_api::Client;

use crate::server::{PASSWORD, Server, Store, USER};

/// A tracker with this many tickets, and a client of it.
pub async fn tracker(count: u64) -> (Server, Client) {
    let server = Server::start(Store::with_tickets(count)).await;
    let client = client(&server);
    (server, client)
}

/// A client that the tracker lets in. It repeats nothing and never waits: that has tests of its own.
pub fn client(server: &Server) -> Client {
    let builder = Client::builder(server.url(), (USER, PASSWORD));
    let builder = builder.with_retries(Retries::never()).without_rate_limit();
    builder.build().expect("a client for loopback")
}

/// What is wrong with a request that was refused before it was sent.
pub fn violations<T: Debug>(outcome: Result<T, Error>) -> Vec<Violation> {
    match outcome {
        Err(Error::InvalidRequest(error)) => error.violations,
        other => panic!("not refused: {other:?}"),
    }
}

/// What the tracker said instead of success.
pub fn api_error<T: Debug>(outcome: Result<T, Error>) -> ApiError {
    match outcome {
        Err(Error::Api(error)) => *error,
        other => panic!("no error of the tracker: {other:?}"),
    }
}

/// Why an answer of success could not be read.
pub fn decode_error<T: Debug>(outcome: Result<T, Error>) -> DecodeError {
    match outcome {
        Err(Error::Decode(error)) => *error,
        other => panic!("read: {other:?}"),
    }
}

/// The message of an error and of each of its causes.
pub fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(text, "\n{error}");
        cause = error.source();
    }
    text
}

/// Everything that a value shows of itself to somebody who debugs.
pub fn debug(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}")
}
