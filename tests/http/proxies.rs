//! Proxies from the environment: a server on loopback is never reached through one.
//!
//! Environment variables belong to the whole process, so this test binary runs a second time.

use std::env;
use std::process::Command;

use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error};

use crate::fixture::{TOKEN, chain, request, success};
use crate::reply::Reply;
use crate::server::Server;

/// The name of the test, for the second process.
const TEST: &str = "proxies::a_proxy_in_the_environment_sees_no_request_for_loopback";
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
    let mut again = Command::new(env::current_exe().expect("this test binary"));
    again
        .args(["--exact", TEST])
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
        assert!(
            chain.contains("403") || chain.contains("unsuccessful"),
            "{chain}"
        );
    }
    for host in ["127.0.0.1", "localhost"] {
        let client = Client::builder(format!("http://{host}:{port}"), TOKEN).build();
        let outcome = client.expect("a client").send(&request()).await;
        outcome.unwrap_or_else(|error| panic!("{host}: {error:?}"));
    }
}
