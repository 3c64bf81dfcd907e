//! Proxies from the environment: a server on loopback is never reached through one.
//!
//! Environment variables belong to the whole process, so this test binary runs a second time.

use std::env;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};

use crate::again;
use crate::http::certificates::serve;
use crate::http::fixture::{TOKEN, chain, request, success};
use crate::http::reply::Reply;
use crate::http::server::{Seen, Server, Step};

/// The name of the test, for the second process.
const TEST: &str = "a_proxy_in_the_environment_sees_no_request_for_loopback";
/// A host that does not exist.
const ELSEWHERE: &str = "console.invalid";
/// The port of the server, for the second process.
const PORT: &str = "WIRE_TEST_PORT";
/// The variables that name a proxy.
const PROXIES: [&str; 6] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
];
/// The variables that name exceptions, and one that makes HTTP clients ignore the others.
const EXCEPTIONS: [&str; 3] = ["NO_PROXY", "no_proxy", "REQUEST_METHOD"];

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_in_the_environment_sees_no_request_for_loopback() {
    match env::var(PORT) {
        Ok(port) => send_to(&port).await,
        Err(_) => start_again(),
    }
}

/// Runs this test again in an environment with a proxy, and checks which server got a request.
fn start_again() {
    let refusal = Reply::json("").with_status("403 Forbidden");
    let proxy = Server::start([refusal.script()]);
    let server = Server::start([success().script(), success().script()]);
    let mut again = again::command(module_path!(), TEST);
    again
        .env(PORT, server.address().port().to_string())
        .envs(PROXIES.map(|name| (name, proxy.url())));
    for exception in EXCEPTIONS {
        again.env_remove(exception);
    }
    let output = again.output().expect("the test binary starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
    assert_eq!(server.finish().requests.len(), 2);
    for request in proxy.finish().requests {
        assert_eq!(request.line(), format!("CONNECT {ELSEWHERE}:443 HTTP/1.1"));
        assert!(!request.head().contains(TOKEN), "{}", request.head());
    }
}

/// Runs in the environment with a proxy.
async fn send_to(port: &str) {
    // Another host is reached through the proxy, or this test would prove nothing. A machine
    // without certificates cannot try that.
    let elsewhere = Client::builder(format!("https://{ELSEWHERE}"), TOKEN);
    if let Ok(client) = elsewhere.with_retry_policy(RetryPolicy::never()).build() {
        let error = client
            .send(&request())
            .await
            .expect_err("the proxy refuses");
        assert!(matches!(error, Error::Connect(_)), "{error:?}");
        let chain = chain(&error);
        assert!(chain.contains("403"), "{chain}");
    }
    for host in ["127.0.0.1", "localhost"] {
        let client = Client::builder(format!("http://{host}:{port}"), TOKEN).build();
        let outcome = client.expect("a client").send(&request()).await;
        outcome.unwrap_or_else(|error| panic!("{host}: {error:?}"));
    }
}

/// Sends the usual request through a proxy that responds to each `CONNECT` in this way; returns
/// `None` on a machine without certificates.
async fn refused(status: &str, credentials: &str) -> Option<(Error, Seen)> {
    let refusal = Reply::json("").with_status(status);
    let proxy = Server::start([(); 4].map(|()| refusal.script()));
    let url = format!("http://{credentials}{}", proxy.address());
    let retries = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let client = Client::builder(format!("https://{ELSEWHERE}"), TOKEN)
        .with_proxy(url)
        .with_retry_policy(retries)
        .build()
        .ok()?;
    let error = client.send(&request()).await.expect_err("a refusal");
    Some((error, proxy.finish()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_refuses_is_named() {
    for (status, attempts) in [
        ("407 Proxy Authentication Required", 1),
        ("403 Forbidden", 1),
        ("302 Found", 1),
        ("429 Too Many Requests", 4),
        ("502 Bad Gateway", 4),
        ("503 Service Unavailable", 4),
    ] {
        for credentials in ["", "me:secret@"] {
            let Some((error, seen)) = refused(status, credentials).await else {
                return;
            };
            let Error::Connect(connect) = &error else {
                panic!("{error:?}")
            };
            let address = connect.proxy.as_deref().expect("the address of the proxy");
            assert!(address.starts_with("http://127.0.0.1:"), "{address}");
            let code = connect.proxy_status.map(|code| code.to_string());
            assert_eq!(code.as_deref(), status.get(..3));
            let message = error.to_string();
            let start = format!(
                "no connection to {ELSEWHERE}:443: the proxy {address} refused with {status}"
            );
            assert!(message.starts_with(&start), "{message}");
            let shown = format!("{} {error:?}", chain(&error));
            assert!(
                !shown.contains("secret") && !shown.contains(TOKEN),
                "{shown}"
            );
            assert_eq!(error.status(), None);
            assert_eq!(error.is_retryable(), attempts > 1, "{status}");
            assert!(!error.is_ambiguous());
            assert_eq!(
                (seen.connections, seen.requests.len()),
                (attempts, attempts)
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_cannot_be_reached_is_named() {
    let gone = Server::start([]).address();
    let client = Client::builder(format!("https://{ELSEWHERE}"), TOKEN)
        .with_proxy(format!("http://me:secret@{gone}"))
        .with_retry_policy(RetryPolicy::never());
    let Ok(client) = client.build() else { return };
    let error = client.send(&request()).await.expect_err("no proxy");
    let message =
        format!("no connection to {ELSEWHERE}:443: the proxy http://{gone} cannot be reached");
    assert_eq!(error.to_string(), message);
    assert!(error.is_retryable() && chain(&error).to_lowercase().contains("refused"));
}

/// A proxy without TLS whose URL has `https`.
#[tokio::test(flavor = "multi_thread")]
async fn a_failed_handshake_with_a_proxy_is_named() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let client = Client::builder(format!("https://{ELSEWHERE}"), TOKEN)
        .with_proxy(format!("https://{address}"))
        .with_retry_policy(RetryPolicy::never());
    let Ok(client) = client.build() else { return };
    let proxy = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    });
    let error = client.send(&request()).await.expect_err("no proxy");
    let message = format!(
        "no connection to {ELSEWHERE}:443: the TLS handshake with the proxy https://{address} failed"
    );
    assert!(error.to_string().starts_with(&message), "{error}");
    proxy
        .join()
        .expect("no panic")
        .expect("the proxy was reached");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_proxy_is_named() {
    let proxy = Server::start([vec![Step::Stall]]);
    let client = Client::builder(format!("https://{ELSEWHERE}"), TOKEN)
        .with_proxy(proxy.url())
        .with_connect_timeout(Duration::from_millis(50))
        .with_retry_policy(RetryPolicy::never());
    let Ok(client) = client.build() else { return };
    let error = client.send(&request()).await.expect_err("no proxy");
    let message = format!(
        "no connection within 50 ms through the proxy {}",
        proxy.url()
    );
    assert_eq!(error.to_string(), message);
}

/// Relays one connection to the target that the client asks for, in the way of an HTTP proxy or of a
/// SOCKS5 proxy; returns the address, and the request.
fn relay(is_socks: bool) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let proxy = thread::spawn(move || {
        let (mut client, _) = listener.accept().expect("a connection");
        let patience = Some(Duration::from_secs(2));
        client.set_read_timeout(patience).expect("a timeout");
        let mut room = [0; 4096];
        if is_socks {
            // RFC 1928 and RFC 1929: user and password.
            let _ = client.read(&mut room).expect("a greeting");
            client.write_all(&[5, 2]).expect("a method");
            let length = client.read(&mut room).expect("user and password");
            let secret = String::from_utf8_lossy(&room[..length]).into_owned();
            client.write_all(&[1, 0]).expect("access");
            let length = client.read(&mut room).expect("a target");
            let port = u16::from_be_bytes([room[length - 2], room[length - 1]]);
            let server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a server");
            let reply = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
            client.write_all(&reply).expect("a reply");
            copy(client, server);
            return secret;
        }
        let length = client.read(&mut room).expect("a request");
        let head = String::from_utf8_lossy(&room[..length]).into_owned();
        let port = head
            .split([':', ' '])
            .nth(2)
            .and_then(|port| port.parse().ok());
        let target = (Ipv4Addr::LOCALHOST, port.expect("a port"));
        let server = TcpStream::connect(target).expect("a server");
        client
            .write_all(b"HTTP/1.1 200 Connection Established\r\nVia: x\r\n\r\n")
            .expect("a reply");
        copy(client, server);
        head
    });
    (address, proxy)
}

/// Copies bytes in both directions.
fn copy(mut client: TcpStream, mut server: TcpStream) {
    let (mut from, mut to) = (
        client.try_clone().expect("a socket"),
        server.try_clone().expect("a socket"),
    );
    let sending = thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
    let _ = std::io::copy(&mut server, &mut client);
    let _ = client.shutdown(Shutdown::Both);
    let _ = sending.join();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_sees_only_the_name_of_the_server() {
    for scheme in ["http", "socks5h"] {
        let (url, pem, server) = serve();
        let (address, proxy) = relay(scheme != "http");
        let client = Client::builder(&url, TOKEN)
            .with_root_certificate(pem)
            .with_proxy(format!("{scheme}://me:p@ss:word@{address}"))
            .with_retry_policy(RetryPolicy::never());
        let Ok(client) = client.build() else { return };
        let response = client.send(&request()).await.expect("a success");
        assert_eq!(response.json_body.data.affected, 1);
        drop(client);
        let seen = server.join().expect("no panic");
        assert!(seen.starts_with(b"POST /web/api/v2.1/threats/incident HTTP/1.1\r\n"));
        let head = proxy.join().expect("no panic");
        assert!(!head.contains(TOKEN), "{head}");
        let port = url.rsplit(':').next().expect("a port");
        // printf me:p@ss:word | base64
        let expected = format!(
            "CONNECT localhost:{port} HTTP/1.1\r\nHost: localhost:{port}\r\n\
             Proxy-Authorization: Basic bWU6cEBzczp3b3Jk\r\n\r\n"
        );
        let is_expected = head == expected || head == "\u{1}\u{2}me\u{9}p@ss:word";
        assert!(is_expected, "{head:?}");
    }
}

/// Serves one SOCKS5 connection that it refuses; returns its address, and the requested target.
fn socks() -> (SocketAddr, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let proxy = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let patience = Some(Duration::from_secs(2));
        stream.set_read_timeout(patience).expect("a timeout");
        let mut room = [0; 512];
        // RFC 1928: no authentication; then the target, which is refused.
        let _ = stream.read(&mut room).expect("a greeting");
        stream.write_all(&[5, 0]).expect("a method");
        let length = stream.read(&mut room).expect("a target");
        stream
            .write_all(&[5, 5, 0, 1, 0, 0, 0, 0, 0, 0])
            .expect("a refusal");
        room[..length].to_vec()
    });
    (address, proxy)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_socks_password_is_not_tried_again() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let proxy = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let patience = Some(Duration::from_secs(2));
        stream.set_read_timeout(patience).expect("a timeout");
        let mut room = [0; 512];
        // RFC 1929: user and password, which are rejected.
        let _ = stream.read(&mut room).expect("a greeting");
        stream.write_all(&[5, 2]).expect("a method");
        let _ = stream.read(&mut room).expect("user and password");
        stream.write_all(&[1, 1]).expect("a refusal");
        drop(stream);
        listener.set_nonblocking(true).expect("no waiting");
        listener
    });
    let client = Client::builder("https://localhost", TOKEN)
        .with_proxy(format!("socks5h://me:canary@{address}"));
    let Ok(client) = client.build() else { return };
    let error = client.send(&request()).await.expect_err("a refusal");
    let message = error.to_string();
    assert!(message.contains("check user and password"), "{message}");
    assert!(!format!("{message} {error:?}").contains("canary"));
    assert!(error.is_connect() && !error.is_retryable(), "{error:?}");
    let listener = proxy.join().expect("no panic");
    assert!(listener.accept().is_err(), "a second connection");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socks_proxy_gets_the_name_or_the_address() {
    for (scheme, target) in [
        ("socks5h", &b"\x05\x01\x00\x03\x09localhost\x01\xbb"[..]),
        ("socks5", b"\x05\x01\x00\x01\x7f\x00\x00\x01\x01\xbb"),
    ] {
        let (address, proxy) = socks();
        let client = Client::builder("https://localhost", TOKEN)
            .with_proxy(format!("{scheme}://{address}"))
            .with_retry_policy(RetryPolicy::never());
        let Ok(client) = client.build() else { return };
        let error = client.send(&request()).await.expect_err("a refusal");
        let message = format!("no connection to localhost:443: the proxy {scheme}://{address} ");
        assert!(error.to_string().starts_with(&message), "{error}");
        let seen = proxy.join().expect("no panic");
        // This machine may resolve `localhost` to an IPv6 address.
        assert!(
            seen == target || (scheme == "socks5" && seen.get(3) == Some(&4)),
            "{seen:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn overlong_socks_credentials_are_explained() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("the address of a listener");
    let proxy = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let patience = Some(Duration::from_secs(2));
        stream.set_read_timeout(patience).expect("a timeout");
        let mut room = [0; 512];
        let _ = stream.read(&mut room).expect("a greeting");
        stream.write_all(&[5, 2]).expect("a method");
        let _ = stream.read(&mut room);
        listener.set_nonblocking(true).expect("no waiting");
        listener
    });
    let password = "canary".repeat(42);
    let client = Client::builder("https://localhost", TOKEN)
        .with_proxy(format!("socks5h://user.name:{password}@{address}"));
    let Ok(client) = client.build() else { return };
    let error = client.send(&request()).await.expect_err("too long");
    assert!(error.to_string().contains("are too long"), "{error}");
    assert!(!chain(&error).contains("canary"), "{}", chain(&error));
    let listener = proxy.join().expect("no panic");
    assert!(listener.accept().is_err(), "a second connection");
}
