//! Idle connections: a request must not meet the moment in which the server closes its connection.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

use crate::faults::memory::not_idempotent;
use crate::panics;

const SUCCESS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"data\":{\"affected\":1}}";
/// The number of updates that are timed into the close of a connection.
const UPDATES: u32 = 60;

/// Serves requests, and closes connections that are idle for this long.
async fn serve(mut stream: TcpStream, close_after: Duration) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    loop {
        let mut request = Vec::new();
        while !request.ends_with(b"}}") {
            match timeout(close_after, stream.read_buf(&mut request)).await {
                Ok(Ok(1..)) => {}
                _ => return Ok(()),
            }
        }
        stream.write_all(SUCCESS).await?;
    }
}

/// Starts a server on loopback.
async fn start(close_after: Duration) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, close_after));
        }
    });
    address
}

/// Sends updates that are not idempotent around the time at which the server closes the idle
/// connection, and returns the number of those whose outcome is unknown.
async fn ambiguous(close_after: Duration, idle_timeout: Duration) -> usize {
    let address = start(close_after).await;
    let mut sending = JoinSet::new();
    for number in 0..UPDATES {
        let builder = Client::builder(format!("http://{address}"), "canary")
            .with_retry_policy(RetryPolicy::never())
            .with_idle_timeout(idle_timeout)
            .without_rate_limit();
        let client = builder.build().expect("a client for loopback");
        // From 3 ms before the close until 3 ms after it.
        let before = close_after.saturating_sub(Duration::from_millis(3));
        let wait = before + Duration::from_micros(100) * number;
        sending.spawn(async move {
            client.send(&not_idempotent()).await.expect("a success");
            // Tokio's timer has only milliseconds.
            let start = Instant::now();
            tokio::time::sleep_until(start + wait.saturating_sub(Duration::from_millis(2))).await;
            while start.elapsed() < wait {
                tokio::task::yield_now().await;
            }
            client.send(&not_idempotent()).await
        });
    }
    let outcomes = sending.join_all().await;
    outcomes
        .iter()
        .filter(|outcome| outcome.as_ref().is_err_and(Error::is_ambiguous))
        .count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_was_idle_too_long_is_not_used() {
    let close_after = Duration::from_secs(1);
    let short = ambiguous(close_after, Duration::from_millis(250));
    // Zero opens a connection for each request.
    let none = ambiguous(close_after, Duration::ZERO);
    assert_eq!(tokio::join!(short, none), (0, 0));
}

/// A task of the pool waits for that time: it must not overflow the clock, which is a panic in
/// the task.
#[tokio::test]
async fn the_longest_idle_timeout_is_accepted() {
    let earlier = panics::messages().len();
    let address = start(Duration::from_secs(5)).await;
    let client = Client::builder(format!("http://{address}"), "canary")
        .with_idle_timeout(Duration::MAX)
        .build()
        .expect("a client for loopback");
    for _ in 0..3 {
        client.send(&not_idempotent()).await.expect("a success");
        // The connection is idle by now.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for message in panics::messages().iter().skip(earlier) {
        assert!(!message.contains("overflow"), "{message}");
    }
}

/// Many servers close idle connections after 5 seconds by default.
#[tokio::test]
async fn the_default_is_shorter_than_that_of_servers() {
    let builder = Client::builder("http://127.0.0.1", "canary");
    assert!(
        format!("{builder:?}").contains("idle_timeout: 4s"),
        "{builder:?}"
    );
}
