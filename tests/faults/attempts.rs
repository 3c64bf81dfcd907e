//! The attempt history of a response or an error.

use std::time::Duration;

use sentinelone_sdk::retry::{FailureKind, StopReason};
use sentinelone_sdk::{Error, transport};

use crate::faults::memory::{Memory, Reaction, idempotent, not_idempotent, status, success};

#[tokio::test(start_paused = true)]
async fn a_response_has_the_history_of_its_attempts() {
    let memory = Memory::new(|number| match number {
        0 => Reaction::Fail(transport::Error::not_sent("nobody there")),
        1 => Reaction::Respond(
            transport::Response::new(502)
                .with_reason("Bad\tGateway")
                .with_header("X-RQID", "r-7")
                .with_body("<p>\r\nno canary\r\n</p>"),
        ),
        2 => Reaction::Respond(transport::Response::new(429).with_header("Retry-After", "5")),
        _ => Reaction::Respond(success()),
    });
    let client = memory.client().build().expect("a client");
    let response = client.send(&idempotent()).await.expect("a success");
    let attempts = response.attempts();
    assert_eq!((attempts.count(), attempts.stop_reason()), (4, None));
    assert!(attempts.may_have_acted());
    let [refused, broken, limited] = attempts.failed() else {
        panic!("{attempts:?}");
    };
    assert_eq!(
        (refused.kind, refused.status_code),
        (FailureKind::Connect, None)
    );
    assert_eq!(refused.message, "no connection to console.invalid:443");
    assert!(!refused.may_have_acted);
    assert_eq!(
        (broken.kind, broken.status_code),
        (FailureKind::Api, Some(502))
    );
    assert_eq!(broken.request_id.as_deref(), Some("r-7"));
    assert_eq!(
        broken.message,
        "the server responded with 502 Bad Gateway: <p> no *** </p> (request r-7); \
         the server may have acted on the request"
    );
    assert!(broken.may_have_acted && !limited.may_have_acted);
    assert_eq!(limited.waited, Duration::from_secs(5));
    let line = format!("{limited}");
    assert_eq!(line, "the server responded with 429; retried after 5 s");
    assert_eq!(response.clone().attempts().count(), 4);
}

#[tokio::test(start_paused = true)]
async fn an_immediate_response_has_no_failed_attempts() {
    let memory = Memory::new(|_| Reaction::Respond(success()));
    let client = memory.client().build().expect("a client");
    let response = client.send(&idempotent()).await.expect("a success");
    let attempts = response.attempts();
    assert_eq!((attempts.count(), attempts.failed().len()), (1, 0));
    assert!(!attempts.may_have_acted());
    assert_eq!(attempts.stop_reason(), None);
}

#[tokio::test(start_paused = true)]
async fn an_error_after_an_ambiguous_failure_is_ambiguous() {
    let memory = Memory::new(|number| match number {
        0 => status(500),
        1 => status(429),
        _ => status(404),
    });
    let client = memory.client().build().expect("a client");
    let error = client.send(&idempotent()).await.expect_err("a failure");
    assert_eq!(error.status(), Some(404));
    assert!(error.is_ambiguous() && !error.is_retryable());
    let attempts = error.attempts().expect("attempts");
    assert_eq!(
        (attempts.count(), attempts.stop_reason()),
        (3, Some(StopReason::Final))
    );
    let message = "the server responded with 404; tried 3 times, and the server may have acted on an \
                   earlier attempt";
    assert_eq!(error.to_string(), message);
}

#[tokio::test(start_paused = true)]
async fn predicates_distinguish_the_kinds_of_error() {
    type Predicate = fn(&Error) -> bool;
    let predicates: [(&str, Predicate); 8] = [
        ("authentication", Error::is_authentication),
        ("permission", Error::is_permission),
        ("validation", Error::is_validation),
        ("rate limited", Error::is_rate_limited),
        ("timeout", Error::is_timeout),
        ("connect", Error::is_connect),
        ("ambiguous", Error::is_ambiguous),
        ("retryable", Error::is_retryable),
    ];
    let holding = |error: &Error| -> Vec<_> {
        let holding = predicates.iter().filter(|(_, holds)| holds(error));
        holding.map(|(name, _)| *name).collect()
    };
    for (number, names) in [
        (401, &["authentication"][..]),
        (403, &["permission"]),
        (400, &["validation"]),
        (422, &["validation"]),
        (429, &["rate limited", "retryable"]),
        (404, &[]),
        (500, &["ambiguous"]),
        (503, &["ambiguous"]),
        (200, &["ambiguous"]),
    ] {
        let memory = Memory::new(move |_| status(number));
        let client = memory.client().build().expect("a client");
        let error = client.send(&not_idempotent()).await.expect_err("a failure");
        assert_eq!(holding(&error), names, "{number}");
    }
    for (reaction, names) in [
        (0, &["connect", "retryable"][..]),
        (1, &["timeout", "connect", "retryable"]),
        (2, &["ambiguous"]),
        (3, &["timeout", "ambiguous"]),
    ] {
        let memory = Memory::new(move |_| match reaction {
            0 => Reaction::Fail(transport::Error::not_sent("x")),
            1 => Reaction::Fail(transport::Error::timed_out_connecting("x")),
            2 => Reaction::Fail(transport::Error::interrupted("x")),
            _ => Reaction::Hang,
        });
        let client = memory.client().build().expect("a client");
        let error = client.send(&not_idempotent()).await.expect_err("a failure");
        assert_eq!(holding(&error), names, "{reaction}");
    }
    let memory = Memory::new(|_| status(200));
    let client = memory.client().build().expect("a client");
    let nothing = sentinelone_sdk::ThreatFilter::new();
    let request = sentinelone_sdk::UpdateThreatIncident::new("resolved", nothing);
    let error = client.send(&request).await.expect_err("a rejection");
    assert_eq!(holding(&error), ["validation"]);
    assert!(error.attempts().is_none());
    assert_eq!(memory.count(), 0);
}

/// A transport whose error contains the request.
struct Leaking;

impl sentinelone_sdk::transport::Transport for Leaking {
    fn send(&self, request: transport::Request) -> sentinelone_sdk::transport::ResponseFuture<'_> {
        let token = request.headers().get("authorization");
        let message = format!("no response to {token:?} {request:?}");
        Box::pin(async { Err(transport::Error::interrupted(message)) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_error_never_contains_the_token() {
    let client = sentinelone_sdk::Client::builder("https://console.invalid", "canary");
    let client = client.with_transport(Leaking).build().expect("a client");
    let error = client.send(&idempotent()).await.expect_err("a failure");
    let source = std::error::Error::source(&error)
        .expect("a cause")
        .to_string();
    assert!(source.contains("ApiToken ***"), "{source}");
    let shown = format!("{error:?} {error:#?} {source}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn an_invalid_header_is_a_broken_response() {
    let memory = Memory::new(|_| Reaction::Respond(success().with_header("X-A", "b\r\nX-C: d")));
    let client = memory.client().build().expect("a client");
    let error = client.send(&not_idempotent()).await.expect_err("a failure");
    assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
}
