//! The settings of a client: base URL, token and options.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use sentinelone_sdk::{Client, ClientBuilder, Error};
use serde::Deserialize;

use crate::http::fixture::{TOKEN, chain, request, success};
use crate::http::server::Server;

/// The tried settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    accepted: Vec<String>,
    accepted_unused: Vec<String>,
    rejected: BTreeMap<String, String>,
    tokens: Vec<String>,
    invalid_tokens: Vec<String>,
}

static CASES: LazyLock<Cases> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("configuration.yaml")).expect("a table of settings")
});

/// Returns a URL of the table for this server.
fn url(text: &str, server: &Server) -> String {
    text.replace("PORT", &server.address().port().to_string())
}

/// Returns the reason why no client can be built, with all causes; none of them contains the token.
fn rejection(builder: ClientBuilder) -> String {
    let shown = format!("{builder:?}");
    let Err(error) = builder.build() else {
        panic!("accepted: {shown}");
    };
    assert!(matches!(error, Error::Configuration(_)), "{error:?}");
    let text = chain(&error);
    for shown in [&shown, &text, &format!("{error:?}")] {
        assert!(!shown.contains("canary"), "{shown}");
    }
    assert_eq!((error.status(), error.request_id()), (None, None));
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_url_may_end_in_a_slash() {
    let server = Server::start(CASES.accepted.iter().map(|_| success().script()));
    for text in &CASES.accepted {
        let client = Client::builder(url(text, &server), TOKEN).build();
        let client = client.unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let outcome = client.send(&request()).await;
        outcome.unwrap_or_else(|error| panic!("{text}: {error:?}"));
    }
    for request in server.finish().requests {
        assert_eq!(
            request.line(),
            "POST /web/api/v2.1/threats/incident HTTP/1.1"
        );
    }
}

#[test]
fn a_base_url_is_https_or_on_loopback() {
    let server = Server::start([]);
    for text in &CASES.accepted_unused {
        match Client::builder(url(text, &server), TOKEN).build() {
            Ok(_) => {}
            // On a machine without certificates, the URL was still accepted.
            Err(error) => assert!(
                error.to_string().contains("certificates"),
                "{text}: {error}"
            ),
        }
    }
    assert_eq!(server.finish().connections, 0);
}

#[test]
fn any_other_base_url_is_rejected_and_not_shown() {
    let server = Server::start([]);
    for (text, word) in &CASES.rejected {
        let rejection = rejection(Client::builder(url(text, &server), TOKEN));
        let message = rejection.lines().next().unwrap_or_default();
        assert!(message.contains(word.as_str()), "{text}: {message}");
    }
    assert_eq!(server.finish().connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_sent_unchanged_after_its_scheme() {
    let server = Server::start(CASES.tokens.iter().map(|_| success().script()));
    for token in &CASES.tokens {
        let client = Client::builder(server.url(), token).build();
        let client = client.unwrap_or_else(|error| panic!("{token:?}: {error:?}"));
        client.send(&request()).await.expect("a success");
    }
    let seen = server.finish();
    assert_eq!(seen.requests.len(), CASES.tokens.len());
    for request in seen.requests {
        let authorization: Vec<_> = request.values("authorization").collect();
        assert_eq!(authorization, [format!("ApiToken {TOKEN}")]);
    }
}

#[test]
fn an_invalid_token_is_rejected_and_not_shown() {
    let server = Server::start([]);
    for token in &CASES.invalid_tokens {
        let rejection = rejection(Client::builder(server.url(), token));
        assert!(
            rejection.starts_with("the token "),
            "{token:?}: {rejection}"
        );
    }
    assert_eq!(server.finish().connections, 0);
}

#[test]
fn invalid_options_are_rejected() {
    let builder = || Client::builder("http://127.0.0.1", TOKEN);
    assert_eq!(
        rejection(builder().with_timeout(Duration::ZERO)),
        "a time-out is zero"
    );
    let connect = builder().with_connect_timeout(Duration::ZERO);
    assert_eq!(rejection(connect), "a time-out is zero");
    let agent = rejection(builder().with_user_agent("soar\r\nX-Evil: 1"));
    assert!(
        agent.starts_with("the user agent is not a valid header value"),
        "{agent}"
    );
}

#[test]
fn there_are_timeouts_by_default() {
    let builder = Client::builder("http://127.0.0.1", TOKEN);
    let of_builder = format!("{builder:?}");
    let of_client = format!("{:?}", builder.build().expect("a client"));
    for shown in [of_builder, of_client] {
        for default in ["connect_timeout: 10s", " timeout: 60s"] {
            assert!(shown.contains(default), "{shown}");
        }
    }
}
