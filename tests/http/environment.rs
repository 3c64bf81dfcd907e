//! The effect of environment variables: on the client's target, and on its secrets.
//!
//! Environment variables belong to the whole process, so each case runs this test binary again.

use std::env;

use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, Error, blocking};

use crate::again;
use crate::http::fixture::{TOKEN, chain, request, success};
use crate::http::reply::Reply;
use crate::http::server::Server;

/// Marks the second process.
const CHILD: &str = "WIRE_TEST_CHILD";
/// The variables that could affect a case.
const OTHERS: [&str; 13] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "REQUEST_METHOD",
    "SENTINELONE_URL",
    "SENTINELONE_API_TOKEN",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
];

/// Returns `true` in the second process.
fn is_child() -> bool {
    env::var_os(CHILD).is_some()
}

/// Runs a test of this module again, with these variables and none of the others.
fn again(test: &str, variables: &[(&str, &str)]) {
    let mut again = again::command(module_path!(), test);
    for name in OTHERS {
        again.env_remove(name);
    }
    again.env(CHILD, "1").envs(variables.iter().copied());
    let output = again.output().expect("the test binary starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{variables:?}: {printed}");
    assert!(printed.contains("1 passed"), "{printed}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        !printed.contains(TOKEN) && !errors.contains(TOKEN),
        "{printed} {errors}"
    );
}

#[test]
fn a_client_is_built_from_the_environment() {
    if is_child() {
        let client = blocking::Client::from_env().expect("a client");
        client.send(&request()).expect("a success");
        return;
    }
    let server = Server::start([success().script()]);
    let variables = [
        ("SENTINELONE_URL", &*server.url()),
        ("SENTINELONE_API_TOKEN", TOKEN),
    ];
    again("a_client_is_built_from_the_environment", &variables);
    let [request] = &server.finish().requests[..] else {
        panic!("one request")
    };
    let authorization: Vec<_> = request.values("authorization").collect();
    assert_eq!(authorization, [format!("ApiToken {TOKEN}")]);
}

#[test]
fn a_missing_variable_is_named() {
    const EXPECTED: &str = "WIRE_TEST_EXPECTED";
    if let Ok(expected) = env::var(EXPECTED) {
        let error = Client::from_env().expect_err("no client");
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        assert_eq!(error.to_string(), expected);
        return;
    }
    let url = "the environment variable SENTINELONE_URL";
    let token = "the environment variable SENTINELONE_API_TOKEN";
    for (expected, variables) in [
        (format!("{url} is not set; {token} is not set"), vec![]),
        (
            format!("{url} is not set"),
            vec![("SENTINELONE_API_TOKEN", TOKEN)],
        ),
        (
            format!("{url} is not set; {token} is empty"),
            vec![("SENTINELONE_API_TOKEN", " ")],
        ),
        (
            format!("{token} is not set"),
            vec![("SENTINELONE_URL", "https://example.sentinelone.net")],
        ),
    ] {
        let expectation = [(EXPECTED, expected.as_str())];
        again(
            "a_missing_variable_is_named",
            &[&variables[..], &expectation].concat(),
        );
    }
}

#[tokio::test]
async fn a_no_proxy_host_bypasses_the_proxy() {
    if is_child() {
        let builder = Client::builder("https://console.invalid", TOKEN);
        let builder = builder.with_retry_policy(RetryPolicy::never());
        let Ok(client) = builder.build() else { return };
        let error = client.send(&request()).await.expect_err("no such host");
        assert!(matches!(error, Error::Connect(_)), "{error:?}");
        assert!(!chain(&error).contains(TOKEN));
        return;
    }
    let refusal = Reply::json("").with_status("403 Forbidden");
    for (exception, connections) in [("other.invalid", 1), ("console.invalid", 0)] {
        let proxy = Server::start([refusal.script()]);
        let url = proxy.url();
        let variables = [
            ("HTTPS_PROXY", &*url),
            ("http_proxy", &*url),
            ("NO_PROXY", exception),
        ];
        again("a_no_proxy_host_bypasses_the_proxy", &variables);
        let seen = proxy.finish();
        // A machine without certificates cannot run this part.
        assert!(seen.connections <= connections, "{exception}: {seen:?}");
        for request in seen.requests {
            assert_eq!(request.line(), "CONNECT console.invalid:443 HTTP/1.1");
            assert!(!request.head().contains(TOKEN), "{}", request.head());
        }
    }
}

#[tokio::test]
async fn a_proxy_of_the_client_overrides_the_environment() {
    const PORT: &str = "WIRE_TEST_PROXY";
    if let Ok(proxy) = env::var(PORT) {
        let proxy = proxy.replace("http://", "http://me:secret@");
        let builder = Client::builder("https://console.invalid", TOKEN)
            .with_retry_policy(RetryPolicy::never())
            .with_proxy(proxy);
        let Ok(client) = builder.build() else { return };
        let error = client
            .send(&request())
            .await
            .expect_err("the proxy refuses");
        let shown = format!("{} {error:?} {client:?}", chain(&error));
        assert!(matches!(error, Error::Connect(_)), "{shown}");
        assert!(
            !shown.contains("secret") && !shown.contains(TOKEN),
            "{shown}"
        );
        return;
    }
    let refusal = Reply::json("").with_status("403 Forbidden");
    let (other, proxy) = (Server::start([]), Server::start([refusal.script()]));
    let variables = [
        ("HTTPS_PROXY", &*other.url()),
        ("NO_PROXY", "console.invalid"),
        (PORT, &*proxy.url()),
    ];
    again(
        "a_proxy_of_the_client_overrides_the_environment",
        &variables,
    );
    assert_eq!(other.finish().connections, 0);
    for request in proxy.finish().requests {
        assert_eq!(request.line(), "CONNECT console.invalid:443 HTTP/1.1");
        let authorization: Vec<_> = request.values("proxy-authorization").collect();
        // printf me:secret | base64
        assert_eq!(authorization, ["Basic bWU6c2VjcmV0"]);
        assert!(!request.head().contains(TOKEN), "{}", request.head());
    }
}

/// A typo in a proxy must not lead to a direct connection.
#[test]
fn an_invalid_proxy_in_the_environment_is_an_error() {
    if is_child() {
        let error = Client::builder("https://10.1.2.3", TOKEN).build();
        let error = error.expect_err("no client");
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        let start = "invalid proxy URL in the environment variable HTTPS_PROXY: ";
        assert!(error.to_string().starts_with(start), "{error}");
        assert!(!format!("{error:?}").contains("garbage"), "{error:?}");
        return;
    }
    for url in [
        "::::garbage",
        "http://me:gar/bage@p:1",
        "ftp://garbage",
        "http://garbage:x",
    ] {
        let variables = [("HTTPS_PROXY", url), ("all_proxy", "http://127.0.0.1:1")];
        again(
            "an_invalid_proxy_in_the_environment_is_an_error",
            &variables,
        );
    }
}

#[tokio::test]
async fn a_proxy_for_an_address_needs_no_name() {
    const EXPECTED: &str = "WIRE_TEST_EXPECTED";
    if let Ok(expected) = env::var(EXPECTED) {
        // An address of documentation (RFC 5737), which nothing has.
        let builder = Client::builder("https://192.0.2.1", TOKEN)
            .with_retry_policy(RetryPolicy::never())
            .with_connect_timeout(std::time::Duration::from_millis(100));
        let Ok(client) = builder.build() else { return };
        let error = client.send(&request()).await.expect_err("no connection");
        let message = error.to_string();
        assert_eq!(
            message.contains("the proxy"),
            expected == "proxy",
            "{message}"
        );
        return;
    }
    for (exception, expected) in [
        ("*", "direct"),
        ("192.0.2.0/24", "direct"),
        ("192.0.2.2", "proxy"),
    ] {
        let refusal = Reply::json("").with_status("403 Forbidden");
        let proxy = Server::start([refusal.script()]);
        let url = proxy.url().replace("http://", "http://me:p@ss:word@");
        let variables = [
            ("https_proxy", &*url),
            ("NO_PROXY", exception),
            (EXPECTED, expected),
        ];
        again("a_proxy_for_an_address_needs_no_name", &variables);
        for request in proxy.finish().requests {
            assert_eq!(expected, "proxy");
            // printf me:p@ss:word | base64
            let authorization: Vec<_> = request.values("proxy-authorization").collect();
            assert_eq!(authorization, ["Basic bWU6cEBzczp3b3Jk"]);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_certificate_file_is_named() {
    if is_child() {
        let builder = Client::builder("https://console.invalid", TOKEN);
        let error = builder.build().expect_err("no certificates");
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        let text = chain(&error);
        assert!(text.contains("SSL_CERT_FILE"), "{text}");
        assert!(!text.contains(TOKEN) && !format!("{error:?}").contains(TOKEN));
        // A client that needs no certificates still works.
        Client::builder("http://127.0.0.1", TOKEN)
            .build()
            .expect("a client for loopback");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let garbage = folder.path().join("garbage.pem");
    std::fs::write(&garbage, "-----BEGIN CERTIFICATE-----\ngarbage").expect("a file");
    let garbage = garbage.to_str().expect("a path of text");
    for file in ["/nonexistent/ca.pem", garbage, "/dev/null"] {
        let variables = [("SSL_CERT_FILE", file)];
        again("an_unreadable_certificate_file_is_named", &variables);
    }
}
