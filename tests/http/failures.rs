//! Failures of the connection: no response, or only a part of one. No client retries here.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use sentinelone_sdk::error::{ConnectError, InterruptedError, TimeoutError, TimeoutPhase};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};
use tokio::net::TcpSocket;

use crate::http::fixture::{Outcome, TOKEN, chain, client, exchange, request, success};
use crate::http::server::{Seen, Server, Step};

/// The timeout of a client that has to give up.
const SHORT: Duration = Duration::from_millis(250);

/// The beginning of a response.
fn beginning() -> Step {
    let head = "HTTP/1.1 200 OK\r\nX-RQID: r-3\r\nContent-Length: 23\r\n\r\n{\"data\":";
    Step::Send(head.into())
}

/// The server's possible effect, which decides if the caller may send the request again.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Acted {
    /// Nothing was sent.
    No,
    /// The request was sent, at least in part.
    Perhaps,
}

/// Checks the start of a message, and its warning that the server may have acted.
fn assert_message(error: &dyn std::error::Error, start: &str, acted: Acted) {
    let message = error.to_string();
    assert!(message.starts_with(start), "{message}");
    let warns = message.contains("the server may have acted");
    assert_eq!(warns, acted == Acted::Perhaps, "{message}");
}

/// Checks for a failed connection.
fn unconnected(outcome: Outcome) -> ConnectError {
    match outcome {
        Err(Error::Connect(error)) => *error,
        other => panic!("not a failed connection: {other:?}"),
    }
}

/// Checks for a timeout.
fn timed_out(outcome: Outcome) -> TimeoutError {
    match outcome {
        Err(Error::Timeout(error)) => *error,
        other => panic!("not a timeout: {other:?}"),
    }
}

/// Checks for a broken connection.
fn broken(outcome: Outcome) -> InterruptedError {
    match outcome {
        Err(Error::Interrupted(error)) => *error,
        other => panic!("not a broken connection: {other:?}"),
    }
}

/// Binds a port that refuses connections as long as the socket lives.
fn refusing() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket
        .bind((Ipv4Addr::LOCALHOST, 0).into())
        .expect("a free port");
    let address = socket.local_addr().expect("the address of a socket");
    (socket, address)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_connection_names_the_server() {
    let (_socket, address) = refusing();
    let client = Client::builder(format!("http://{address}"), TOKEN)
        .with_retry_policy(RetryPolicy::never())
        .build();
    let error = unconnected(client.expect("a client").send(&request()).await);
    assert_eq!(error.server, address.to_string());
    assert_message(&error, &format!("no connection to {address}"), Acted::No);
    let text = chain(&error).to_lowercase();
    assert!(text.contains("refused") && !text.contains(TOKEN), "{text}");
    let error = Error::from(error);
    assert_eq!((error.status(), error.request_id()), (None, None));
}

/// Builds a client for https; returns `None` on a machine without certificates.
fn wants_tls(address: SocketAddr) -> Option<Client> {
    let client = Client::builder(format!("https://{address}"), TOKEN)
        .with_connect_timeout(SHORT)
        .with_retry_policy(RetryPolicy::never())
        .build();
    client.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_is_a_failed_connection() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let Some(client) = wants_tls(address) else {
        return;
    };
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    });
    let error = unconnected(client.send(&request()).await);
    assert_eq!(error.server, address.to_string());
    let written = server.join().expect("the server does not panic");
    written.expect("the server was reached");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_tls_handshake_hits_the_connect_timeout() {
    let server = Server::start([]);
    let Some(client) = wants_tls(server.address()) else {
        return;
    };
    let error = timed_out(client.send(&request()).await);
    assert_eq!(error.phase, TimeoutPhase::Connecting);
    assert_eq!(error.limit, SHORT);
    let seen = server.finish();
    assert_eq!((seen.connections, seen.requests.len()), (1, 0));
}

/// Sends the usual request with a short timeout to a server with this response.
async fn hurried(script: Vec<Step>) -> (TimeoutError, Seen) {
    let server = Server::start([script]);
    let client = Client::builder(server.url(), TOKEN)
        .with_timeout(SHORT)
        .with_retry_policy(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = timed_out(client.send(&request()).await);
    (error, server.finish())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_server_hits_the_timeout() {
    let (error, seen) = hurried(vec![Step::Stall]).await;
    assert_eq!(error.limit, SHORT);
    assert_eq!(error.phase, TimeoutPhase::Receiving);
    assert_message(&error, "no complete response within 250 ms", Acted::Perhaps);
    assert_eq!((error.status_code(), error.request_id()), (None, None));
    assert_eq!(seen.requests.len(), 1, "no request is sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stalls_in_the_middle_hits_the_timeout() {
    let (error, seen) = hurried(vec![beginning(), Step::Stall]).await;
    assert_eq!(error.phase, TimeoutPhase::Receiving);
    assert_eq!(error.status_code(), Some(200));
    assert_eq!(error.request_id().map(|id| &**id), Some("r-3"));
    assert_eq!(seen.requests.len(), 1, "no request is sent twice");
}

/// A listener with a full queue neither accepts nor refuses connections on Linux.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_pending_connection_hits_the_connect_timeout() {
    let (socket, address) = refusing();
    let _listener = socket.listen(1).expect("a listener");
    let waiting = std::iter::repeat_with(|| std::net::TcpStream::connect_timeout(&address, SHORT));
    let _waiting: Vec<_> = waiting.take(16).take_while(Result::is_ok).collect();
    let client = Client::builder(format!("http://{address}"), TOKEN)
        .with_connect_timeout(SHORT)
        .with_retry_policy(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = timed_out(client.send(&request()).await);
    assert_eq!(error.phase, TimeoutPhase::Connecting);
    assert_eq!(error.limit, SHORT);
    assert_message(&error, "no connection within 250 ms", Acted::No);
    assert_eq!(error.status_code(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_closed_before_the_response_is_reported() {
    let (outcome, seen) = exchange(vec![Step::Close]).await;
    let error = broken(outcome);
    let message = "the connection failed before a response arrived";
    assert_message(&error, message, Acted::Perhaps);
    assert_eq!((error.status_code(), error.request_id()), (None, None));
    assert_eq!(
        (seen.connections, seen.requests.len()),
        (1, 1),
        "no request is sent twice"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_response_is_reported_with_its_status() {
    let chunk =
        "HTTP/1.1 200 OK\r\nX-RQID: r-3\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n";
    for beginning in [beginning(), Step::Send(chunk.into())] {
        let (outcome, seen) = exchange(vec![beginning, Step::Close]).await;
        let error = broken(outcome);
        let message = "the connection failed in the middle of a response (200)";
        assert_message(&error, message, Acted::Perhaps);
        assert_eq!(error.status_code(), Some(200));
        assert_eq!(error.request_id().map(|id| &**id), Some("r-3"));
        assert_eq!(seen.requests.len(), 1, "no request is sent twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn invalid_http_is_reported() {
    for bytes in [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    ] {
        let (outcome, _) = exchange(vec![Step::Send(bytes.into()), Step::Close]).await;
        let error = broken(outcome);
        let message = "the connection failed before a response arrived";
        assert_message(&error, message, Acted::Perhaps);
    }
}

/// With one thread and a few turns for the connection's task, the connection is reused.
#[tokio::test]
async fn a_request_is_not_sent_again_on_another_connection() {
    let server = Server::start([success().script(), vec![Step::Close]]);
    let client = client(&server);
    client.send(&request()).await.expect("a success");
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
    broken(client.send(&request()).await);
    let seen = server.finish();
    assert_eq!((seen.connections, seen.requests.len()), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_closed_by_the_server_is_replaced() {
    let last = success().with_header("Connection", "close");
    let server = Server::start([last.script(), success().script()]);
    let client = client(&server);
    let first = client.send(&request()).await.expect("a success");
    assert_eq!(first.headers.connection.as_deref(), Some("close"));
    client.send(&request()).await.expect("a success");
    let seen = server.finish();
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}
