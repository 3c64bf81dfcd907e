//! Searches for the token in everything that the SDK can print.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::retry::RetryPolicy;
use sentinelone_sdk::transport::Transport;
use sentinelone_sdk::{Client, Operation, Token, blocking, transport};
use tracing::instrument::WithSubscriber;

use crate::http::fixture::{TOKEN, chain, request};
use crate::http::reply::Reply;
use crate::http::server::{Script, Server, Step};
use crate::http::spans::Listener;
use crate::panics;

/// The printed texts.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<String>>>);

impl Printed {
    fn add(&self, text: String) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(text);
    }

    fn all(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Returns responses of a server that repeats the token wherever it can.
fn scripts() -> Vec<Script> {
    let echo = |status: &str, body: &str| {
        let status = format!("{status} {TOKEN}");
        Reply::json(body)
            .with_status(&status)
            .with_header("X-RQID", TOKEN)
            .with_header("Content-Type", TOKEN)
            .with_header("Location", &format!("http://other.invalid/{TOKEN}"))
            .script()
    };
    let listed = format!(r#"{{"errors":[{{"code":1,"title":"{TOKEN}","detail":"{TOKEN}"}}]}}"#);
    let odd = format!(r#"{{"data":{{"affected":"{TOKEN}"}}}}"#);
    let details =
        format!(r#"{{"data":{{"affected":1,"details":[{{"result":{{"{TOKEN}":1}}}}]}}}}"#);
    let html = format!("<html>{TOKEN}</html>");
    let mut scripts = Vec::new();
    for status in [
        "302", "400", "401", "403", "404", "409", "422", "429", "500", "503",
    ] {
        scripts.push(echo(status, &listed));
        scripts.push(echo(status, &html));
    }
    for body in [&odd, &details, &html, "", "null"] {
        scripts.push(echo("200", body));
    }
    let cut =
        format!("HTTP/1.1 200 {TOKEN}\r\nX-RQID: {TOKEN}\r\nContent-Length: 99\r\n\r\n{TOKEN}");
    let no_http = format!("{TOKEN}\r\n\r\n");
    scripts.extend([cut, no_http].map(|text| vec![Step::Send(text.into()), Step::Close]));
    scripts.push(vec![Step::Close]);
    scripts.push(vec![Step::Stall]);
    scripts
}

/// Responds with an error that contains the whole request.
struct Loud(Printed);

impl Transport for Loud {
    fn send(&self, request: transport::Request) -> transport::ResponseFuture<'_> {
        self.0.add(format!("{request:?} {request:#?}"));
        let authorization = request.headers().get("authorization");
        let authorization = authorization
            .map(|text| text.to_string())
            .unwrap_or_default();
        let path = request.url().to_owned();
        Box::pin(async move {
            if path.contains("/raw") {
                return Ok(transport::Response::new(200).with_header("bad name", authorization));
            }
            Err(transport::Error::interrupted(format!(
                "sent {authorization}"
            )))
        })
    }
}

/// Collects everything that a client of this address prints.
async fn use_all(url: &str, calls: usize, printed: &Printed) {
    let once = |builder: sentinelone_sdk::ClientBuilder| {
        let builder = builder
            .with_retry_policy(RetryPolicy::never())
            .with_timeout(Duration::from_millis(200));
        printed.add(format!("{builder:?} {builder:#?}"));
        builder
    };
    let token = Token::from(TOKEN);
    printed.add(format!(
        "{token:?} {:?}",
        Token::provider(|| async { Ok(TOKEN.to_owned()) })
    ));
    let client = once(Client::builder(url, token)).build().expect("a client");
    let provided = Token::provider(|| async { Ok(TOKEN.to_owned()) });
    let provided = once(Client::builder(url, provided))
        .build()
        .expect("a client");
    let loud = once(Client::builder(url, TOKEN).with_transport(Loud(printed.clone())));
    let loud = loud.build().expect("a client");
    printed.add(format!("{client:?} {provided:#?} {loud:?}"));
    let prepared = request().prepare().expect("a request");
    printed.add(format!(
        "{prepared:?} {:?} {:?}",
        request(),
        client.send(&request()).await.err()
    ));
    for number in 0..calls {
        let client = if number % 2 == 0 { &client } else { &provided };
        let error = client.send(&request()).await.expect_err("a failure");
        printed.add(format!("{}\n{error:?}\n{error:#?}", chain(&error)));
        printed.add(format!("{:?} {:?}", error.request_id(), error.attempts()));
    }
    let raw = RawRequest::new(Method::Get, "/raw").with_header("X-A", TOKEN);
    printed.add(format!("{raw:?}"));
    let error = loud.send(&request()).await.expect_err("a failure");
    printed.add(format!("{}\n{error:?}", chain(&error)));
    let error = loud.send_raw(raw).await.expect_err("a failure");
    printed.add(format!("{}\n{error:?}", chain(&error)));
    let invalid = Client::builder(format!("https://{TOKEN}@h"), TOKEN).build();
    printed.add(format!("{invalid:?}"));
    for token in [format!("{TOKEN} {TOKEN}"), format!("{TOKEN}\n{TOKEN}")] {
        printed.add(format!("{:?}", Client::builder(url, token).build().err()));
    }
    printed.add(format!(
        "{:?}",
        blocking::Client::builder(url, TOKEN).build_blocking()
    ));
}

#[tokio::test]
async fn the_token_is_never_printed() {
    let printed = Printed::default();
    let earlier = panics::messages().len();
    let scripts = scripts();
    let calls = scripts.len();
    let first = Reply::json("{}").with_status("400 Bad").script();
    let server = Server::start([vec![first], scripts].concat());
    let listener = Listener::default();
    use_all(&server.url(), calls, &printed)
        .with_subscriber(listener.clone())
        .await;
    let seen = server.finish();
    assert_eq!(seen.requests.len(), calls + 1);
    for request in &seen.requests {
        let authorization: Vec<_> = request.values("authorization").collect();
        assert_eq!(authorization, [format!("ApiToken {TOKEN}")]);
        assert_eq!(
            request.head().matches(TOKEN).count(),
            1,
            "{}",
            request.head()
        );
    }
    let lines = listener.lines();
    assert!(lines.len() > calls, "{lines:?}");
    let panics = panics::messages().split_off(earlier);
    for text in printed.all().iter().chain(&lines).chain(&panics) {
        assert!(!text.contains(TOKEN), "{text}");
        // Nor may it be inside an escaped or truncated text.
        assert!(!text.contains(&TOKEN[..TOKEN.len() - 2]), "{text}");
    }
}
