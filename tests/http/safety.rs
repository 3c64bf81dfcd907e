//! Invariants of all values: the token is never shown, and everything is `Send` and `Sync`.

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt::{Debug, Write};
use std::net::Ipv4Addr;
use std::time::Duration;

use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::{
    Client, ClientBuilder, Error, Operation, Response, ThreatFilter, UpdateThreatIncident,
};
use tokio::net::TcpSocket;

use crate::http::fields::{FIELDS, set};
use crate::http::fixture::{TOKEN, client, exchange, outcome, request, success};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

/// Returns all debug output of a value.
fn debug(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}")
}

/// Returns all output of an error and its causes.
fn everything(error: &(dyn StdError + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let _ = write!(text, "{error}\n{error:#}\n{error:?}\n{error:#?}\n");
        next = error.source();
    }
    text
}

/// Returns a page of a server that repeats the request.
fn echo() -> Reply {
    Reply::json(&format!("<p>ApiToken {TOKEN}</p>"))
        .with_header("X-RQID", TOKEN)
        .with_header("Content-Type", &format!("text/html; {TOKEN}"))
}

/// Returns at least one error of each kind, all from clients with the token.
async fn errors() -> Vec<Error> {
    let port = TcpSocket::new_v4().expect("a socket");
    port.bind((Ipv4Addr::LOCALHOST, 0).into())
        .expect("a free port");
    let refusing = format!("http://{}", port.local_addr().expect("an address"));
    let slow = Server::start([vec![Step::Stall]]);
    let slow_client = Client::builder(slow.url(), TOKEN)
        .with_timeout(Duration::from_millis(40))
        .with_retry_policy(RetryPolicy::never());
    let empty = UpdateThreatIncident::new("resolved", ThreatFilter::new());
    let to_nobody = |builder: ClientBuilder| builder.build().expect("a client");
    let cut = Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec());
    let outcomes = [
        client(&slow).send(&empty).await,
        to_nobody(Client::builder(refusing, TOKEN).with_retry_policy(RetryPolicy::never()))
            .send(&request())
            .await,
        to_nobody(slow_client).send(&request()).await,
        outcome(vec![Step::Close]).await,
        outcome(vec![cut, Step::Close]).await,
        outcome(Reply::json("{}").script()).await,
        outcome(Reply::json("<html>").script()).await,
        outcome(Reply::json("{}").with_status("401 Unauthorized").script()).await,
        outcome(
            Reply::json("")
                .with_status("302 Found")
                .with_header("Location", "/x")
                .script(),
        )
        .await,
        outcome(echo().with_status(&format!("401 No {TOKEN}")).script()).await,
        outcome(echo().script()).await,
    ];
    let builders = [
        Client::builder(format!("http://user:{TOKEN}@127.0.0.1"), TOKEN),
        Client::builder(format!("https://{TOKEN}.exa mple"), TOKEN),
        Client::builder(format!("http://127.0.0.1/?{TOKEN}"), TOKEN),
        Client::builder(format!("{TOKEN}://127.0.0.1"), TOKEN),
        Client::builder("http://127.0.0.1", format!("{TOKEN}\r\nX: {TOKEN}")),
        Client::builder("http://127.0.0.1", format!("ApiToken {TOKEN} {TOKEN}")),
        Client::builder("http://127.0.0.1", TOKEN).with_timeout(Duration::ZERO),
        Client::builder("http://127.0.0.1", TOKEN).with_user_agent("\n"),
    ];
    let errors = outcomes.into_iter().filter_map(Result::err);
    let rejections = builders
        .into_iter()
        .filter_map(|builder| builder.build().err());
    errors.chain(rejections).collect()
}

/// Returns the kind of an error.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::InvalidRequest(_) => "invalid request",
        Error::Configuration(_) => "configuration",
        Error::Connect(_) => "connect",
        Error::Timeout(_) => "time-out",
        Error::Interrupted(_) => "transport",
        Error::Decode(_) => "decode",
        Error::Api(_) => "api",
        other => panic!("an unknown kind of error: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_error_shows_the_token() {
    let errors = errors().await;
    assert_eq!(errors.len(), 19, "{errors:#?}");
    let kinds: BTreeSet<_> = errors.iter().map(kind).collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    for error in &errors {
        let text = everything(error);
        assert!(!text.contains("canary"), "{text}");
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_value_shows_the_token() {
    let builder = Client::builder("http://127.0.0.1", format!("ApiToken {TOKEN}"));
    let hidden = Client::builder(format!("https://user:{TOKEN}@example.net"), TOKEN);
    let built = debug(&builder) + &debug(&hidden);
    let client = builder.build().expect("a client");
    let (outcome, seen) = exchange(success().script()).await;
    let shown = [
        built,
        debug(&client),
        debug(&client.clone()),
        debug(&request()),
        debug(&request().prepare()),
        debug(&outcome),
    ];
    for text in shown {
        assert!(!text.contains("canary"), "{text}");
    }
    let sent = format!("authorization: ApiToken {TOKEN}");
    assert!(
        seen.requests[0].head().contains(&sent),
        "the token was in use"
    );
}

#[test]
fn everything_is_send_and_sync() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn moved<T: Send + 'static>() {}
    fn error<T: StdError + Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<UpdateThreatIncident>();
    shared::<ThreatFilter>();
    shared::<Response<UpdateThreatIncident>>();
    moved::<ClientBuilder>();
    error::<Error>();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_sent_from_another_thread_in_a_small_future() {
    let server = Server::start([success().script(), success().script()]);
    let client = client(&server);
    let request = request();
    let size = size_of_val(&client.send(&request));
    assert!(size <= 4096, "{size}");
    let clone = client.clone();
    let task = tokio::spawn(async move { clone.send(&request).await });
    let outcome = task.await.expect("the task does not panic");
    assert_eq!(outcome.expect("a success").json_body.data.affected, 1);
    drop(client);
    assert_eq!(server.finish().requests.len(), 1);
}

#[test]
fn requests_and_filters_are_plain_values() {
    for (name, field) in FIELDS.iter() {
        let filter = field.alone(name);
        let other = set(ThreatFilter::all_in_scope(), name, &field.set);
        assert_eq!(filter.clone(), filter);
        let one = UpdateThreatIncident::new("resolved", filter);
        let two = UpdateThreatIncident::new("resolved", other.resolved(false).limit(1));
        assert_ne!(one, two, "{name}");
        assert_eq!(one.clone(), one);
    }
}
