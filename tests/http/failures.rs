//! Failures of the connection: there is no answer, or only a part of one. No client repeats
//! anything here.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use sentinelone_sdk::{
    Client, ConnectError, Error, Retries, TimeoutError, TimeoutPhase, TransportError,
};
use tokio::net::TcpSocket;

use crate::fixture::{Outcome, TOKEN, chain, client, exchange, request, success};
use crate::server::{Seen, Server, Step};

/// How long a client that has to give up waits.
const SHORT: Duration = Duration::from_millis(250);

/// The beginning of an answer.
fn beginning() -> Step {
    let head = "HTTP/1.1 200 OK\r\nX-RQID: r-3\r\nContent-Length: 23\r\n\r\n{\"data\":";
    Step::Send(head.into())
}

/// Whether the server may have carried out the request: who sends it again has to know.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Acted {
    /// Nothing was sent.
    No,
    /// The request was sent, or a part of it.
    Perhaps,
}

/// Holds a message to its start, and to whether it warns that the server may have acted.
fn assert_says(error: &dyn std::error::Error, start: &str, acted: Acted) {
    let message = error.to_string();
    assert!(message.starts_with(start), "{message}");
    let warns = message.contains("the server may have acted");
    assert_eq!(warns, acted == Acted::Perhaps, "{message}");
}

/// No connection was made.
fn unconnected(outcome: Outcome) -> ConnectError {
    match outcome {
        Err(Error::Connect(error)) => *error,
        other => panic!("not a failure to connect: {other:?}"),
    }
}

/// Time ran out.
fn timed_out(outcome: Outcome) -> TimeoutError {
    match outcome {
        Err(Error::Timeout(error)) => *error,
        other => panic!("not a time-out: {other:?}"),
    }
}

/// The connection failed.
fn broken(outcome: Outcome) -> TransportError {
    match outcome {
        Err(Error::Transport(error)) => *error,
        other => panic!("not a failure of the connection: {other:?}"),
    }
}

/// A port that is taken and refuses connections for as long as the socket lives.
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
        .with_retries(Retries::never())
        .build();
    let error = unconnected(client.expect("a client").send(&request()).await);
    assert_eq!(error.server, address.to_string());
    assert_says(&error, &format!("no connection to {address}"), Acted::No);
    let text = chain(&error).to_lowercase();
    assert!(text.contains("refused") && !text.contains(TOKEN), "{text}");
    let error = Error::from(error);
    assert_eq!((error.status(), error.request_id()), (None, None));
}

/// A client that wants TLS; none on a machine without certificates.
fn wants_tls(address: SocketAddr) -> Option<Client> {
    let client = Client::builder(format!("https://{address}"), TOKEN)
        .with_connect_timeout(SHORT)
        .with_retries(Retries::never())
        .build();
    client.ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_speaks_no_tls_is_no_connection() {
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
async fn a_server_that_does_not_finish_tls_runs_into_the_connect_time_out() {
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

/// Sends the usual request with a short time-out to a server that gives this answer.
async fn hurried(answer: Vec<Step>) -> (TimeoutError, Seen) {
    let server = Server::start([answer]);
    let client = Client::builder(server.url(), TOKEN)
        .with_timeout(SHORT)
        .with_retries(Retries::never())
        .build()
        .expect("a client");
    let error = timed_out(client.send(&request()).await);
    (error, server.finish())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_runs_into_the_time_out() {
    let (error, seen) = hurried(vec![Step::Stall]).await;
    assert_eq!(error.limit, SHORT);
    assert_eq!(error.phase, TimeoutPhase::Answering);
    assert_says(&error, "no complete answer within 250ms", Acted::Perhaps);
    assert_eq!((error.status_code, &error.request_id), (None, &None));
    assert_eq!(seen.requests.len(), 1, "nothing is sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_in_the_middle_runs_into_the_time_out() {
    let (error, seen) = hurried(vec![beginning(), Step::Stall]).await;
    assert_eq!(error.phase, TimeoutPhase::Answering);
    assert_eq!(error.status_code, Some(200));
    assert_eq!(error.request_id.as_deref(), Some("r-3"));
    assert_eq!(seen.requests.len(), 1, "nothing is sent twice");
}

/// A listener whose queue is full accepts no connection and refuses none; that is how Linux does it.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_does_not_come_runs_into_its_own_time_out() {
    let (socket, address) = refusing();
    let _listener = socket.listen(1).expect("a listener");
    let waiting = std::iter::repeat_with(|| std::net::TcpStream::connect_timeout(&address, SHORT));
    let _waiting: Vec<_> = waiting.take(16).take_while(Result::is_ok).collect();
    let client = Client::builder(format!("http://{address}"), TOKEN)
        .with_connect_timeout(SHORT)
        .with_retries(Retries::never())
        .build()
        .expect("a client");
    let error = timed_out(client.send(&request()).await);
    assert_eq!(error.phase, TimeoutPhase::Connecting);
    assert_eq!(error.limit, SHORT);
    assert_says(&error, "no connection within 250ms", Acted::No);
    assert_eq!(error.status_code, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_closed_before_the_answer_is_told() {
    let (outcome, seen) = exchange(vec![Step::Close]).await;
    let error = broken(outcome);
    let message = "the connection failed before an answer came";
    assert_says(&error, message, Acted::Perhaps);
    assert_eq!((error.status_code, &error.request_id), (None, &None));
    assert_eq!(
        (seen.connections, seen.requests.len()),
        (1, 1),
        "nothing is sent twice"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_answer_is_told_with_its_status() {
    let chunk =
        "HTTP/1.1 200 OK\r\nX-RQID: r-3\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n";
    for beginning in [beginning(), Step::Send(chunk.into())] {
        let (outcome, seen) = exchange(vec![beginning, Step::Close]).await;
        let error = broken(outcome);
        let message = "the connection failed in the middle of an answer (200)";
        assert_says(&error, message, Acted::Perhaps);
        assert_eq!(error.status_code, Some(200));
        assert_eq!(error.request_id.as_deref(), Some("r-3"));
        assert_eq!(seen.requests.len(), 1, "nothing is sent twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_http_is_told() {
    for bytes in [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    ] {
        let (outcome, _) = exchange(vec![Step::Send(bytes.into()), Step::Close]).await;
        let error = broken(outcome);
        let message = "the connection failed before an answer came";
        assert_says(&error, message, Acted::Perhaps);
    }
}

/// One thread and a few turns for the task of the connection, so that it is surely used again.
#[tokio::test]
async fn a_request_is_not_sent_again_on_another_connection() {
    let server = Server::start([success().answer(), vec![Step::Close]]);
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
async fn a_connection_that_the_server_ended_is_replaced() {
    let last = success().with_header("Connection", "close");
    let server = Server::start([last.answer(), success().answer()]);
    let client = client(&server);
    let first = client.send(&request()).await.expect("a success");
    assert_eq!(first.headers.connection.as_deref(), Some("close"));
    client.send(&request()).await.expect("a success");
    let seen = server.finish();
    assert_eq!((seen.connections, seen.requests.len()), (2, 2));
}
