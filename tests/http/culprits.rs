//! Messages that point at the culprit.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{Client, ClientBuilder, Error, Token};

use crate::http::fixture::{TOKEN, chain, outcome, request, success};
use crate::http::reply::Reply;
use crate::http::server::Server;

/// Returns the error of the usual request for this response.
async fn error(reply: Reply) -> Error {
    outcome(reply.script()).await.expect_err("no success")
}

/// Returns a policy that waits for `Retry-After` only.
fn eager() -> RetryPolicy {
    RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO)
}

fn builder(server: &Server, token: impl Into<Token>) -> ClientBuilder {
    Client::builder(server.url(), token).with_retry_policy(eager())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ambiguous_status_warns_once() {
    for status in [
        "500 Oops",
        "502 Bad Gateway",
        "503 Later",
        "504 Late",
        "520 Odd",
    ] {
        let reply = Reply::json("{}").with_status(status);
        let server = Server::start([(); 4].map(|()| reply.script()));
        let error = builder(&server, TOKEN).build().expect("a client");
        let error = error.send(&request()).await.expect_err("a failure");
        let message = error.to_string();
        assert_eq!(message.matches("may have acted").count(), 1, "{message}");
        assert!(message.ends_with("tried 4 times"), "{message}");
        assert!(error.is_ambiguous());
    }
    for status in [
        "501 Not Implemented",
        "505 No",
        "511 Login",
        "425 Early",
        "408 Slow",
    ] {
        let error = error(Reply::json("{}").with_status(status)).await;
        assert!(
            !error.is_ambiguous() && !error.to_string().contains("acted"),
            "{error}"
        );
    }
    let early = Reply::json("{}").with_status("500 Oops");
    let server = Server::start([
        early.script(),
        Reply::json("").with_status("404 No").script(),
    ]);
    let client = builder(&server, TOKEN).build().expect("a client");
    let message = client
        .send(&request())
        .await
        .expect_err("a failure")
        .to_string();
    assert_eq!(message.matches("may have acted").count(), 1, "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_named() {
    let error = error(Reply::json("{}").with_status("403 Forbidden")).await;
    let end = "; the operation requires the permission Threats.updateIncidentStatus";
    assert!(error.to_string().ends_with(end), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_shows_host_and_path_only() {
    for (location, shown) in [
        (
            "https://me:canary@login.example.net/sso/start?t=canary#canary",
            "login.example.net/sso/start",
        ),
        ("http://login.example.net:8080", "login.example.net:8080/"),
        ("//login.example.net/a", "login.example.net/a"),
        (
            "https://login.example.net/a%0d%0ab",
            "login.example.net/a%0d%0ab",
        ),
    ] {
        let reply = Reply::json("")
            .with_status("302 Found")
            .with_header("Location", location);
        let message = error(reply).await.to_string();
        let end = format!("; it points to {shown}; redirects are not followed");
        assert!(message.ends_with(&end), "{message}");
    }
    let server = Server::start([]);
    let address = server.address();
    drop(server);
    for location in ["/login?a=canary", "mailto:canary", "http://[", ""] {
        let reply = Reply::json("")
            .with_status("302 Found")
            .with_header("Location", location);
        let message = error(reply).await.to_string();
        assert!(!message.contains("canary"), "{message} {address}");
        assert_eq!(
            message.contains("/login;"),
            location.starts_with("/login"),
            "{message}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_provider_that_hangs_is_named() {
    let server = Server::start([]);
    let hangs = Token::provider(std::future::pending::<Result<String, _>>);
    let client = builder(&server, hangs).with_deadline(Duration::from_millis(50));
    let error = client.build().expect("a client").send(&request()).await;
    let message = error.expect_err("no token").to_string();
    let expected =
        "the token provider of the client returned no token within the deadline of 50 ms";
    assert_eq!(message, expected);
    assert_eq!(server.finish().connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_title_of_a_page_is_shown() {
    let page =
        "<!doctype html>\n<html><head><title>\n Sign in \u{202e}&amp; go</title></head></html>";
    let html = |status| {
        let reply = Reply::json(page).with_status(status);
        reply.with_header("Content-Type", "text/html")
    };
    let message = error(html("200 OK")).await.to_string();
    let expected =
        "the response (200 OK, text/html) cannot be decoded: it is the page \"Sign in & go\"";
    assert!(message.starts_with(expected), "{message}");
    let far = format!("<html><!-- {} --><title>Blocked</title>", "x".repeat(300));
    let message = error(Reply::json(&far).with_status("403 No"))
        .await
        .to_string();
    assert!(message.contains("page \"Blocked\""), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_characters_of_the_server_are_not_shown() {
    const HIDDEN: &str = "\u{202e}\u{2066}\u{200b}\u{feff}\u{1b}";
    let is_hidden = |c: char| "\u{202e}\u{2066}\u{200b}\u{feff}\u{1b}".contains(c);
    let escaped = r"\u202e\u2066\u200b\ufeff\u001b";
    let listed = format!(
        r#"{{"errors":[{{"code":"a{escaped}","title":"b{escaped}","detail":"c{escaped}"}}]}}"#
    );
    let visible = HIDDEN.trim_end_matches('\u{1b}');
    let replies = [
        Reply::json(&listed).with_status("400 Bad"),
        Reply::json(HIDDEN).with_status("400 Bad"),
        Reply::json("{}").with_status(&format!("400 Bad{visible}")),
        Reply::json("{}")
            .with_status("400 Bad")
            .with_header("X-RQID", &format!("r{visible}")),
        Reply::json(&format!(r#"{{"data":{{"affected":"{escaped}"}}}}"#)),
        Reply::json(&format!("<title>{HIDDEN}</title>"))
            .with_header("Content-Type", &format!("text/html{visible}")),
    ];
    for reply in replies {
        let error = error(reply.clone()).await;
        let shown = format!("{} {:#}", chain(&error), error.report());
        assert!(!shown.contains(is_hidden), "{reply:?}: {shown:?}");
        if let Error::Api(error) = error {
            for detail in &error.errors {
                assert!(!detail.to_string().contains(is_hidden), "{detail}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_token_does_not_corrupt_messages() {
    let wrong_id = Reply::json(r#"{"data":{"affected":1,"details":[{"threatId":[1]}]}}"#);
    let invalid =
        Reply::json(r#"{"errors":[{"title":"Validation Error: t"}]}"#).with_status("400 Bad");
    for token in ["t", "a", "id", "data"] {
        let server = Server::start([wrong_id.script(), invalid.script()]);
        let client = builder(&server, token).build().expect("a client");
        let message = client
            .send(&request())
            .await
            .expect_err("no success")
            .to_string();
        assert!(
            message.contains("cannot be decoded at"),
            "{token}: {message}"
        );
        let whole = if token.len() < 3 {
            "data.details[0].threatId"
        } else {
            "details[0].threatId"
        };
        assert!(message.contains(whole), "{token}: {message}");
        let message = client
            .send(&request())
            .await
            .expect_err("no success")
            .to_string();
        assert!(message.contains("Validation Error"), "{token}: {message}");
        assert_eq!(message.contains("***"), token == "t", "{token}: {message}");
    }
}

/// The errors of a response are found although the token occurs in their keys.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_in_the_keys_of_an_error_does_not_hide_it() {
    let body = r#"{"errors":[{"code":12345678,"title":"errors of title","detail":{"detail":1}}]}"#;
    let short = Reply::json(r#"{"errors":[{"code":4}]}"#).with_status("400 Bad");
    let server = Server::start([short.script()]);
    let client = builder(&server, "4").build().expect("a client");
    let Err(Error::Api(error)) = client.send(&request()).await else {
        panic!("no refusal")
    };
    assert!(
        error.errors[0].code.as_ref().is_some_and(|code| *code == 4),
        "{error:?}"
    );
    for token in ["errors", "title", "code", "detail", "12345678"] {
        let server = Server::start([Reply::json(body).with_status("400 Bad").script()]);
        let client = builder(&server, token).build().expect("a client");
        let error = client.send(&request()).await.expect_err("a refusal");
        let Error::Api(api) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(api.errors.len(), 1, "{token}: {error:?}");
        let detail = &api.errors[0];
        assert!(
            detail.title.is_some() && detail.code.is_some(),
            "{token}: {detail:?}"
        );
        for shown in [
            error.to_string(),
            format!("{:?}", detail.title),
            format!("{:?}", detail.code),
        ] {
            assert!(!shown.contains(token), "{token}: {shown}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_is_printed_with_its_causes() {
    let error = error(Reply::json("{}x")).await;
    let line = error.report().to_string();
    assert_eq!(line.lines().count(), 1);
    assert!(
        line.starts_with(&error.to_string()) && line.contains(": missing field"),
        "{line}"
    );
    let lines = format!("{:#}", error.report());
    assert!(lines.contains("\n  caused by: missing field"), "{lines}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_is_reported_before_its_wait() {
    let busy = Reply::json("{}")
        .with_status("429 Busy")
        .with_header("Retry-After", "1");
    let server = Server::start([busy.script(), success().script()]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let events = Arc::clone(&seen);
    let client = builder(&server, TOKEN).with_retry_observer(move |event| {
        let mut events = events.lock().expect("no panic");
        events.push((event.to_string(), event.wait, event.attempts));
    });
    assert!(format!("{client:?}").contains("has_retry_observer: true"));
    client
        .build()
        .expect("a client")
        .send(&request())
        .await
        .expect("a success");
    let message = "UpdateThreatIncident: attempt 1 failed: the server responded with 429 Busy: {}; \
                   the next attempt starts in 1 s";
    let expected = [(message.to_owned(), Duration::from_secs(1), 1)];
    assert_eq!(*seen.lock().expect("no panic"), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_too_large_is_not_requested_again() {
    let reply = success().with_header("X-A", &"a".repeat(1 << 20));
    let server = Server::start([(); 4].map(|()| reply.script()));
    let client = builder(&server, TOKEN).build().expect("a client");
    let error = client.send(&request()).await.expect_err("no response");
    let start = "the server responded, but its response cannot be read: its head is too large";
    assert!(error.to_string().starts_with(start), "{error}");
    assert!(error.is_ambiguous() && !error.is_retryable());
    assert_eq!(server.finish().requests.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn default_headers_are_sent_and_hidden() {
    let echo =
        Reply::json("{\"errors\":[{\"title\":\"bad key gate-canary\"}]}").with_status("400 Bad");
    let server = Server::start([success().script(), echo.script()]);
    let client = builder(&server, TOKEN)
        .with_default_header("X-Gateway-Key", "first")
        .with_default_header("X-Environment", "bad")
        .with_default_header("x-gateway-key", " gate-canary\n");
    assert!(!format!("{client:?}").contains("canary"), "{client:?}");
    let client = client.build().expect("a client");
    client.send(&request()).await.expect("a success");
    let error = client.send(&request()).await.expect_err("a refusal");
    assert!(error.to_string().contains("bad key ***"), "{error}");
    assert!(!format!("{error:?}").contains("canary"));
    for request in server.finish().requests {
        assert_eq!(
            request.values("x-gateway-key").collect::<Vec<_>>(),
            ["gate-canary"]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_inside_a_default_header_is_hidden() {
    for value in ["Bearer gate-canary", "a=1; session=gate-canary"] {
        let echo = Reply::json("{\"errors\":[{\"title\":\"bad key gate-canary\"}]}");
        let server = Server::start([echo.with_status("400 Bad").script()]);
        let client = builder(&server, TOKEN).with_default_header("X-Gateway", value);
        let client = client.build().expect("a client");
        let error = client.send(&request()).await.expect_err("a refusal");
        assert!(error.to_string().contains("bad key ***"), "{error}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}

#[test]
fn reserved_and_invalid_default_headers_are_rejected() {
    let server = Server::start([]);
    for (name, value) in [
        ("Authorization", "canary"),
        ("host", "canary"),
        ("Content-Length", "7"),
        ("content-type", "canary"),
        ("USER-AGENT", "canary"),
        ("Accept-Encoding", "br"),
        ("X A", "canary"),
        ("", "canary"),
        ("X-A", "can\nary"),
        ("X-A", " "),
    ] {
        let error = builder(&server, TOKEN)
            .with_default_header(name, value)
            .build();
        let error = error.expect_err(name);
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        let message = format!("{error} {error:?}");
        assert!(
            error.to_string().starts_with("the default header "),
            "{message}"
        );
        assert!(!message.contains("canary"), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_body_has_a_length() {
    let requests = [
        RawRequest::new(Method::Post, "/a").with_header("Content-Type", "text/plain"),
        RawRequest::new(Method::Put, "/a").with_body(Vec::new()),
        RawRequest::new(Method::Delete, "/a")
            .with_header("Content-Type", "application/octet-stream"),
        RawRequest::new(Method::Get, "/a"),
    ];
    let server = Server::start([(); 4].map(|()| success().script()));
    let client = builder(&server, TOKEN).build().expect("a client");
    for request in requests {
        client.send_raw(request).await.expect("a response");
    }
    let seen = server.finish().requests;
    let lengths: Vec<Vec<_>> = seen
        .iter()
        .map(|request| request.values("content-length").collect())
        .collect();
    assert_eq!(lengths, [vec!["0"], vec!["0"], vec!["0"], vec![]]);
}
