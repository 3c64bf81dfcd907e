//! Proxies out of the environment: a server on loopback is never reached through one.
//!
//! The environment belongs to the whole process, so this test binary is started once more.

use std::env;
use std::process::Command;

use sentinelone_sdk::Client;

use crate::fixture::{TOKEN, request, success};
use crate::message::Request;
use crate::reply::Reply;
use crate::server::Server;

/// The test, as the second process is to be told.
const TEST: &str = "proxies::a_proxy_in_the_environment_sees_no_request_for_loopback";
/// Port of the server, for the second process.
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
/// The variables that name exceptions, and one that makes HTTP clients distrust the others.
const EXCEPTIONS: [&str; 3] = ["NO_PROXY", "no_proxy", "REQUEST_METHOD"];

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_in_the_environment_sees_no_request_for_loopback() {
    match env::var(PORT) {
        Ok(port) => send_to(&port).await,
        Err(_) => start_again(),
    }
}

/// Starts this test once more in an environment with a proxy, and looks at who was asked.
fn start_again() {
    let proxy = Server::start([Reply::json("proxied").answer()]);
    let server = Server::start([success().answer(), success().answer()]);
    let control = format!("{}/control", server.url());
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
    let [proxied, direct] = [proxy.finish(), server.finish()];
    let lines: Vec<_> = proxied.requests.iter().map(Request::line).collect();
    let control = format!("GET {control} HTTP/1.1");
    assert_eq!(lines, [control]);
    assert_eq!(direct.requests.len(), 2);
}

/// What happens in the environment with a proxy.
async fn send_to(port: &str) {
    // Another client does go through the proxy, or this test would say nothing.
    let control = reqwest::get(format!("http://127.0.0.1:{port}/control")).await;
    let control = control.expect("the proxy answers").text().await;
    assert_eq!(control.expect("a text"), "proxied");
    for host in ["127.0.0.1", "localhost"] {
        let client = Client::builder(format!("http://{host}:{port}"), TOKEN).build();
        let outcome = client.expect("a client").send(&request()).await;
        outcome.unwrap_or_else(|error| panic!("{host}: {error:?}"));
    }
}
