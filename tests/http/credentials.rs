//! Changing tokens, and the errors for tokens that the server refuses.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sentinelone_sdk::client::{TokenFuture, TokenProvider};
use sentinelone_sdk::retry::{AttemptHistory, RetryPolicy};
use sentinelone_sdk::{Client, Error, Token};

use crate::http::fixture::{TOKEN, chain, client, outcome, request, success};
use crate::http::reply::Reply;
use crate::http::server::Server;

/// Returns a different token each time.
struct Rotating(Arc<AtomicU32>);

impl TokenProvider for Rotating {
    fn token(&self) -> TokenFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(format!("{TOKEN}-{number}")) })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_is_asked_before_each_attempt() {
    let busy = Reply::json("{}")
        .with_status("429 Busy")
        .with_header("Retry-After", "0");
    let server = Server::start([busy.script(), success().script(), success().script()]);
    let asked = Arc::new(AtomicU32::new(0));
    let token = Token::provider(Rotating(Arc::clone(&asked)));
    assert_eq!(format!("{token:?}"), "***");
    let client = Client::builder(server.url(), token)
        .build()
        .expect("a client");
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    for _ in 0..2 {
        client.send(&request()).await.expect("a success");
    }
    let seen = server.finish();
    let authorizations: Vec<_> = seen
        .requests
        .iter()
        .flat_map(|request| request.values("authorization"))
        .collect();
    let expected = [0, 1, 2].map(|number| format!("ApiToken {TOKEN}-{number}"));
    assert_eq!(authorizations, expected);
}

/// Caches a token until it is rejected.
struct Caching(Arc<AtomicU32>);

impl TokenProvider for Caching {
    fn token(&self) -> TokenFuture<'_> {
        let number = self.0.load(Ordering::Relaxed);
        Box::pin(async move { Ok(format!("{TOKEN}-{number}")) })
    }

    fn fresh_token(&self) -> TokenFuture<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.token()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_token_is_replaced_once() {
    let rejected = Reply::json("{}").with_status("401 Unauthorized");
    let last = [rejected.script(), rejected.script(), success().script()];
    let replies = [rejected.script(), success().script(), success().script()];
    let server = Server::start(replies.into_iter().chain(last));
    let client = Client::builder(server.url(), Token::provider(Caching(Arc::default())));
    let client = client.build().expect("a client");
    let response = client.send(&request()).await.expect("a success");
    assert_eq!(response.attempts().count(), 2);
    assert!(!response.attempts().may_have_acted());
    client
        .send(&request())
        .await
        .expect("a success with the same token");
    let error = client.send(&request()).await.expect_err("a refusal");
    assert!(error.is_authentication() && !error.is_ambiguous());
    assert_eq!(error.attempts().map(AttemptHistory::count), Some(2));
    let seen = server.finish();
    let tokens = seen
        .requests
        .iter()
        .flat_map(|request| request.values("authorization"));
    let expected = [0, 1, 1, 1, 2].map(|number| format!("ApiToken {TOKEN}-{number}"));
    assert_eq!(tokens.collect::<Vec<_>>(), expected);
}

/// Neither a fixed token nor a client without retries sends the request again.
#[tokio::test(flavor = "multi_thread")]
async fn a_fixed_token_is_rejected_once() {
    let rejected = Reply::json("{}").with_status("401 Unauthorized");
    let provided = Token::provider(Caching(Arc::default()));
    for (token, policy) in [
        (TOKEN.into(), RetryPolicy::default()),
        (provided, RetryPolicy::never()),
    ] {
        let server = Server::start([rejected.script(), success().script()]);
        let client = Client::builder(server.url(), token).with_retry_policy(policy);
        let error = client.build().expect("a client").send(&request()).await;
        assert!(error.expect_err("a refusal").is_authentication());
        assert_eq!(server.finish().requests.len(), 1);
    }
}

/// Has a token for the first attempt only.
struct Once(AtomicU32);

impl TokenProvider for Once {
    fn token(&self) -> TokenFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            match number {
                0 => Ok(TOKEN.to_owned()),
                _ => Err(io::Error::other("the vault is sealed").into()),
            }
        })
    }
}

/// The failure of the earlier attempt is more informative than the missing token of the next.
#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_fails_before_a_retry_does_not_hide_the_first_failure() {
    let server = Server::start([Reply::json("{}").with_status("500 Oops").script()]);
    let token = Token::provider(Once(AtomicU32::new(0)));
    let retries = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let client = Client::builder(server.url(), token)
        .with_retry_policy(retries)
        .build()
        .expect("a client");
    let error = client.send(&request()).await.expect_err("a failure");
    assert_eq!(error.status(), Some(500));
    let end = "; the retry was not sent: the token provider returned no token: the vault is sealed";
    assert!(error.to_string().ends_with(end), "{error}");
    assert!(error.is_ambiguous());
    assert_eq!(error.attempts().map(AttemptHistory::count), Some(1));
    assert_eq!(server.finish().requests.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provided_token_is_redacted_in_errors() {
    let reply = Reply::json(&format!("it was {TOKEN}-0")).with_status("400 Bad");
    let server = Server::start([reply.script()]);
    let token = Token::provider(Rotating(Arc::default()));
    let client = Client::builder(server.url(), token)
        .build()
        .expect("a client");
    let error = client.send(&request()).await.expect_err("a refusal");
    assert_eq!(
        error.to_string(),
        "the server responded with 400 Bad: it was ***"
    );
    assert!(!format!("{error:?} {client:?}").contains(TOKEN));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_without_a_token_ends_the_call_before_it_is_sent() {
    let server = Server::start([]);
    let broken = Token::provider(|| async { Err(io::Error::other("the vault is sealed").into()) });
    let odd = Token::provider(|| async { Ok(format!("{TOKEN}\nX: y")) });
    let empty = Token::provider(|| async { Ok(String::new()) });
    let quoted = Token::provider(|| async { Ok(format!("\"{TOKEN}\"\n")) });
    let half = Token::provider(|| async { Ok(format!("'{TOKEN}")) });
    let after = Token::provider(|| async { Ok(format!("ApiToken “{TOKEN}”")) });
    for (token, start) in [
        (
            broken,
            "the token provider returned no token\nthe vault is sealed",
        ),
        (odd, "the token contains a line break"),
        (empty, "the token is empty"),
        (quoted, "the token is in quotes"),
        (half, "the token is in quotes"),
        (after, "the token is in quotes"),
    ] {
        let client = Client::builder(server.url(), token)
            .build()
            .expect("a client");
        let error = client.send(&request()).await.expect_err("no token");
        assert!(matches!(error, Error::Configuration(_)), "{error:?}");
        let text = chain(&error);
        assert!(text.starts_with(start), "{text}");
        assert!(!format!("{text} {error:?}").contains(TOKEN));
    }
    assert_eq!(server.finish().connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_has_advice() {
    let body = r#"{"errors":[{"code":4010010,"title":"Authentication Failed","detail":null}]}"#;
    let reply = |status| {
        Reply::json(body)
            .with_status(status)
            .with_header("X-RQID", "q7")
    };
    let error = outcome(reply("401 UNAUTHORIZED").script())
        .await
        .expect_err("a refusal");
    assert!(error.is_authentication());
    let message = error.to_string();
    assert_eq!(message.lines().count(), 1);
    for word in [
        "Authentication Failed",
        "(request q7)",
        "bare API token",
        "expired",
        "console",
    ] {
        assert!(message.contains(word), "{word}: {message}");
    }
    let error = outcome(reply("403 FORBIDDEN").script())
        .await
        .expect_err("a refusal");
    assert!(
        !error.is_authentication() && !error.to_string().contains("bare"),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_root_certificate_is_rejected() {
    let server = Server::start([success().script()]);
    let builder = || Client::builder("https://console.invalid", TOKEN);
    let error = builder()
        .with_root_certificate("no PEM")
        .build()
        .expect_err("no client");
    assert!(
        error
            .to_string()
            .starts_with("a root certificate is not valid PEM"),
        "{error}"
    );
    client(&server).send(&request()).await.expect("a success");
}
