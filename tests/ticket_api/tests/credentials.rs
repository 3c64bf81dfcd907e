//! Operations with another credential than that of the client, or without one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sdk_runtime::auth::Token;
use sdk_runtime::error::Error;
use sdk_runtime::response::Operation;
use sdk_runtime::retry::RetryPolicy;
use ticket_api::{Client, ClientBuilder, GetBoard, GetHealth, GetSession, SessionCookie, ShareKey};

use crate::fixture::{api_error, chain, client, debug, tracker, violations};
use crate::server::{PASSWORD, SESSION, SHARE_KEY, Server, Store, USER};

/// The key as it is sent.
const ENCODED: &str = "canary%2Fk%2B1%3D2%263%234%255";

fn builder(server: &Server) -> ClientBuilder {
    Client::builder(server.url(), (USER, PASSWORD))
        .with_retry_policy(RetryPolicy::never())
        .with_credential::<ShareKey>(SHARE_KEY)
        .with_credential::<SessionCookie>(SESSION)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_operation_is_sent_with_its_own_credential() {
    let server = Server::start(Store::default()).await;
    let client = builder(&server).build().expect("a client");
    let board = GetBoard::new().columns([("a b", "c&d")]);
    let response = client.send(&board).await.expect("the board");
    assert_eq!(response.text_body, "a b=c%26d");
    client.send(&GetBoard::new()).await.expect("the board");
    client.send(&GetSession::new()).await.expect("the session");
    client.send(&GetHealth::new()).await.expect("the health");
    let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
    let expected = [
        &format!("/api/v3/board?a%20b=c%26d&share%20key={ENCODED}"),
        &format!("/api/v3/board?share%20key={ENCODED}"),
        "/api/v3/session",
        "/health",
    ];
    assert_eq!(targets, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_credential_is_named_before_sending() {
    let (server, client) = tracker(0).await;
    let error = client.send(&GetBoard::new()).await.expect_err("no key");
    assert!(matches!(error, Error::Configuration(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the operation `GetBoard` needs the credential `ShareKey`, which the client does not have: \
         pass it to `ClientBuilder::with_credential::<ShareKey>`"
    );
    assert_eq!(server.seen().len(), 0);
    // The others are sent nevertheless.
    client.send(&GetHealth::new()).await.expect("the health");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_credential_has_its_own_advice() {
    let server = Server::start(Store::default()).await;
    let other = builder(&server).with_credential::<ShareKey>("canary-old");
    let other = other.build().expect("a client");
    let error = api_error(other.send(&GetBoard::new()).await);
    let error = error.to_string();
    assert!(
        error.contains("401") && error.contains("; ask for a new link"),
        "{error}"
    );
    assert!(
        !error.contains("administrator") && !error.contains("canary"),
        "{error}"
    );
    server.replace(1, |reply| {
        let mut reply = reply;
        reply.status = 401;
        reply
    });
    let error = client(&server).send(&GetHealth::new()).await;
    let error = error.expect_err("refused").to_string();
    assert!(
        error.ends_with("; the operation is sent without a credential"),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_error_shows_a_credential_that_the_server_echoes() {
    let server = Server::start(Store::default()).await;
    let client = builder(&server).build().expect("a client");
    let lower = ENCODED.to_ascii_lowercase();
    for (number, (status, echo)) in [
        (
            302,
            format!("http://other.invalid/{ENCODED}?share%20key={ENCODED}"),
        ),
        (302, format!("/{lower}?share%20key={lower}")),
        (400, format!("bad key {SHARE_KEY}")),
        (500, format!("no {ENCODED}, {lower}")),
    ]
    .into_iter()
    .enumerate()
    {
        server.replace(number, move |mut reply| {
            reply.status = status;
            if status == 302 {
                reply.headers.push(("Location", echo));
            } else {
                reply.body = echo.into_bytes();
            }
            reply
        });
        let error = match client.send(&GetBoard::new()).await {
            Ok(response) => panic!("{response:?}"),
            Err(error) => error,
        };
        let shown = format!("{}\n{}", chain(&error), debug(&error));
        assert!(!shown.contains("canary"), "{shown}");
        assert!(error.to_string().len() < 400, "{error}");
    }
    // Redirects are not followed: no other server gets the key.
    assert_eq!(server.seen().len(), 4);
}

/// Servers build links from the URL of the request.
#[tokio::test(flavor = "multi_thread")]
async fn no_response_shows_a_key_that_the_server_repeats_in_a_header() {
    let server = Server::start(Store::default()).await;
    let client = builder(&server).build().expect("a client");
    server.replace(0, |mut reply| {
        let link = format!("</api/v3/board?a=1&share%20key={ENCODED}>; rel=next");
        reply.headers.push(("Link", link));
        reply
    });
    let response = client.send(&GetBoard::new()).await.expect("the board");
    let shown = debug(&response);
    assert!(
        shown.contains("rel=next") && !shown.contains("canary"),
        "{shown}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn inspection_and_debug_output_hide_the_credentials() {
    let server = Server::start(Store::default()).await;
    let builder = builder(&server);
    let shown = debug(&builder);
    assert!(
        shown.contains("ShareKey") && !shown.contains("canary"),
        "{shown}"
    );
    let client = builder.build().expect("a client");
    assert!(!debug(&client).contains("canary"));
    let prepared = GetBoard::new().prepare().expect("a request");
    assert_eq!(prepared.query(), None);
    let prepared = GetSession::new().prepare().expect("a request");
    assert!(prepared.headers().get("cookie").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_can_set_the_parameter_or_the_cookie() {
    let server = Server::start(Store::default()).await;
    let client = builder(&server).build().expect("a client");
    let request = GetBoard::new().columns([("share key", "mine")]);
    let found = violations(client.send(&request).await);
    assert_eq!(
        found[0].message,
        "is a query parameter that the client sets: remove it"
    );
    assert_eq!(server.seen().len(), 0);
    let with_cookie = builder(&server).with_default_header("Cookie", "session=other");
    let error = with_cookie.build().expect_err("a reserved header");
    assert!(
        error.to_string().contains("is set by the client itself"),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_credential_is_named_but_not_shown() {
    let server = Server::start(Store::default()).await;
    for cookie in [
        "canary;b", "canary\"", "can ary", "", "canary,", "canary\\", "canaryü",
    ] {
        let builder = builder(&server).with_credential::<SessionCookie>(cookie);
        let error = builder.build().expect_err(cookie);
        let shown = format!("{}{}", chain(&error), debug(&error));
        assert!(
            shown.starts_with("the credential `SessionCookie` is invalid: "),
            "{shown}"
        );
        assert!(
            !shown.contains("canary") && !shown.contains("can ary"),
            "{shown}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_asked_for_its_own_operations_only() {
    let server = Server::start(Store::default()).await;
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let token = Token::provider(move || {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        // The first token has expired.
        async move { Ok(if number == 0 { "old" } else { SHARE_KEY }.to_owned()) }
    });
    let builder = builder(&server).with_retry_policy(RetryPolicy::default());
    let builder = builder.with_credential::<ShareKey>(token);
    let client = builder.build().expect("a client");
    client.send(&GetHealth::new()).await.expect("the health");
    client.send(&GetSession::new()).await.expect("the session");
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    client.send(&GetBoard::new()).await.expect("the board");
    assert_eq!((asked.load(Ordering::Relaxed), server.seen().len()), (2, 4));
}
