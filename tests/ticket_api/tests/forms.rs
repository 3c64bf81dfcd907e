//! Forms as bodies of requests.

use std::collections::BTreeMap;

use sdk_runtime::retry::RetryPolicy;
use ticket_api::{Client, TicketStatus, WatchTicket};

use crate::fixture::{debug, tracker, violations};
use crate::server::{PASSWORD, Reply, USER};

/// Returns a map of lists.
fn fields<const N: usize>(pairs: [(&str, &[&str]); N]) -> BTreeMap<String, Vec<String>> {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let pairs = pairs.map(|(name, values)| (name.to_owned(), owned(values)));
    pairs.into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_arrives_as_it_was_set() {
    let (server, client) = tracker(7).await;
    let request = WatchTicket::new("7", "ada+b & c=d%@example.com")
        .statuses([TicketStatus::Open, TicketStatus::from("on hold")])
        .labels(["fire", "two words"])
        .weekly(true)
        .secret("ä\r\n")
        .headers([("X-Ä b", "1"), ("Y", "")]);
    let response = client.send(&request).await.expect("kept");
    assert_eq!(
        response.json_body,
        fields([
            ("email", &["ada+b & c=d%@example.com"]),
            ("statuses", &["open", "on hold"]),
            ("labels", &["fire,two words"]),
            ("weekly", &["true"]),
            ("secret", &["ä\r\n"]),
            ("X-Ä b", &["1"]),
            ("Y", &[""]),
        ])
    );
    let seen = server.only();
    let length = seen.body.len().to_string();
    assert_eq!(seen.header("content-length"), Some(&length[..]));
    assert!(seen.body.starts_with(b"email=ada%2Bb+%26+c%3Dd%25%40"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_sent_again_like_any_body() {
    let (server, _) = tracker(7).await;
    let client = Client::builder(server.url(), (USER, PASSWORD)).without_rate_limit();
    let policy = RetryPolicy::default().with_max_attempts(2);
    let client = client.with_retry_policy(policy).build().expect("a client");
    server.replace(0, |_| Reply::error(503, "busy", "later"));
    let request = WatchTicket::new("7", "a@b").labels(["x"]);
    let response = client.send(&request).await.expect("kept");
    assert_eq!(response.attempts().count(), 2);
    let bodies: Vec<_> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(bodies, [b"email=a%40b&labels=x", b"email=a%40b&labels=x"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_would_be_lost_are_rejected() {
    let (server, client) = tracker(7).await;
    let request = WatchTicket::new("7", "ab")
        .statuses(Vec::<TicketStatus>::new())
        .headers([("email", "1"), ("", "2")]);
    let violations = violations(client.send(&request).await);
    let texts: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "email: is shorter than 3 characters",
            "statuses: the list is empty: add an item, or leave it unset",
            "headers: has an entry with an empty key, which cannot be the name of a form field",
            "headers: has an entry `email`, which is an input: use `email` instead",
        ]
    );
    assert!(server.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sensitive_field_hides_the_form() {
    use sdk_runtime::response::Operation;

    let request = WatchTicket::new("7", "ada@example.com").secret("canary");
    let prepared = request.prepare().expect("valid");
    assert_eq!(prepared.body(), b"email=ada%40example.com&secret=canary");
    let shown = debug(&request) + &debug(&prepared);
    assert!(!shown.contains("canary"), "{shown}");
}
