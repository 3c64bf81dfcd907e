//! Unsuccessful responses, and responses that cannot be decoded.

use sentinelone_sdk::error::{ApiError, DecodeError};
use sentinelone_sdk::{Client, Error};
use serde::Deserialize;

use crate::gzip::gzip;
use crate::http::fixture::{Outcome, TOKEN, chain, client, outcome, request, success, table};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

/// A response, and its error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    response: Reply,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    errors: Vec<[Option<String>; 3]>,
    #[serde(default)]
    request_id: Option<String>,
    #[serde(default)]
    path: Option<String>,
    message: String,
    #[serde(default)]
    cause: String,
}

/// The usual status.
fn ok() -> u16 {
    200
}

/// Sends one request for each case.
async fn outcomes(cases: &[Case]) -> Vec<Outcome> {
    let server = Server::start(cases.iter().map(|case| case.response.script()));
    let client = client(&server);
    let mut outcomes = Vec::new();
    for _ in cases {
        outcomes.push(client.send(&request()).await);
    }
    assert_eq!(
        server.finish().requests.len(),
        cases.len(),
        "no request is sent twice"
    );
    outcomes
}

/// Returns the error of an unsuccessful response.
fn unsuccessful(outcome: Outcome) -> ApiError {
    match outcome {
        Err(Error::Api(error)) => *error,
        other => panic!("not an API error: {other:?}"),
    }
}

/// Returns the error of a response that cannot be decoded.
fn undecodable(outcome: Outcome) -> DecodeError {
    match outcome {
        Err(Error::Decode(error)) => *error,
        other => panic!("not a decode error: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsuccessful_response_has_its_reason() {
    let cases: Vec<Case> = table(include_str!("errors.yaml"));
    for (case, outcome) in cases.iter().zip(outcomes(&cases).await) {
        let name = &case.name;
        if let Err(error) = &outcome {
            assert_eq!(error.to_string(), case.message, "{name}");
            assert_eq!(error.status(), Some(case.status), "{name}");
            assert_eq!(
                error.request_id().map(ToString::to_string),
                case.request_id,
                "{name}"
            );
        }
        let error = unsuccessful(outcome);
        let errors = error.errors.iter().map(|error| {
            let code = error.code.as_ref().map(ToString::to_string);
            [code, error.title.clone(), error.detail.clone()]
        });
        assert_eq!(errors.collect::<Vec<_>>(), case.errors, "{name}");
        assert_eq!(error.status_code, case.status, "{name}");
        assert_eq!(Some(&error.reason), case.reason.as_ref(), "{name}");
        assert_eq!(error.body.text(), case.response.body, "{name}");
        for (header, value) in &case.response.headers {
            assert_eq!(
                error.headers.get(header).as_deref(),
                Some(value.as_str()),
                "{name}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undecodable_response_has_the_location() {
    let cases: Vec<Case> = table(include_str!("undecodable.yaml"));
    for (case, outcome) in cases.iter().zip(outcomes(&cases).await) {
        let name = &case.name;
        let error = undecodable(outcome);
        let message = format!("{}; the server may have acted on the request", case.message);
        assert_eq!(error.to_string(), message, "{name}");
        let chain = chain(&error);
        let cause = chain.lines().nth(1).unwrap_or_default();
        assert!(cause.contains(&case.cause), "{name}: {chain}");
        assert_eq!(error.path, case.path, "{name}");
        assert_eq!(error.status_code, case.status, "{name}");
        assert_eq!(
            error.request_id().map(ToString::to_string),
            case.request_id,
            "{name}"
        );
        assert_eq!(error.body.text(), case.response.body, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_success_that_holds_errors_only_reports_them() {
    let shown = "; the server reports errors: Forbidden: no such site (4030010); \
                 the server may have acted on the request";
    for start in [r#"{"data":null,"#, r#"{"data":[],"#, r#"{"data":{},"#, "{"] {
        let errors = r#""errors":[{"code":4030010,"title":"Forbidden","detail":"no such\nsite"}]}"#;
        let reply = Reply::json(&format!("{start}{errors}"));
        let error = undecodable(outcome(reply.script()).await);
        let [detail] = error.errors.as_slice() else {
            panic!("{start}: {error:?}");
        };
        assert!(detail.code.as_ref().is_some_and(|code| *code == 4_030_010));
        assert_eq!(detail.title.as_deref(), Some("Forbidden"));
        let text = error.to_string();
        assert!(text.ends_with(shown), "{text}");
    }
    for body in [
        "",
        "null",
        r#"{"errors":null}"#,
        r#"{"errors":[]}"#,
        "<html>",
    ] {
        let error = undecodable(outcome(Reply::json(body).script()).await);
        assert_eq!(error.errors, [], "{body}");
        assert!(!error.to_string().contains("errors"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_errors_in_a_success_are_counted() {
    let errors = vec![r#"{"title":"No"}"#; 500].join(",");
    let reply = Reply::json(&format!(r#"{{"errors":[{errors}]}}"#));
    let error = undecodable(outcome(reply.script()).await);
    assert_eq!(error.errors.len(), 500);
    let text = error.to_string();
    assert!(
        text.contains("errors: No; No; No; No; No; and 495 more; "),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_an_error_keep_their_types() {
    let body = r#"{"errors":[{"code":4010010,"title":"T","params":{"a":[1]}},{"code":"E-7"}]}"#;
    let reply = Reply::json(body).with_status("401 Unauthorized");
    let error = unsuccessful(outcome(reply.script()).await);
    let [number, text] = error.errors.as_slice() else {
        panic!("{error:?}");
    };
    assert!(number.code.as_ref().is_some_and(|code| *code == 4_010_010));
    assert!(text.code.as_ref().is_some_and(|code| *code == "E-7"));
    assert_eq!(number.raw["params"]["a"][0], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_page_is_kept_in_part() {
    let page = "<p>ä</p>".repeat(20_000);
    let reply = Reply::json(&page).with_status("500 Oops").with_chunks(&[9]);
    let error = unsuccessful(outcome(reply.script()).await);
    assert!(error.body.is_truncated());
    assert_eq!(error.body.as_bytes(), &page.as_bytes()[..64 * 1024]);
    let message = error.to_string();
    assert!(
        message.chars().count() < 300 && message.contains("…; the server may have acted"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_body_does_not_hide_the_status() {
    let head = "HTTP/1.1 403 Forbidden\r\nX-RQID: r-4\r\nContent-Length: 99\r\n\r\n{\"errors\"";
    let error = unsuccessful(outcome(vec![Step::Send(head.into()), Step::Close]).await);
    assert_eq!((error.status_code, &*error.reason), (403, "Forbidden"));
    assert_eq!(error.request_id().map(|id| &**id), Some("r-4"));
    assert!(error.body.is_truncated());
    assert_eq!(error.body.text(), "{\"errors\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_redirect_is_followed() {
    let elsewhere = Server::start([success().script()]);
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let reply = Reply::json("")
            .with_status(status)
            .with_header("Location", &format!("{}/web/login", elsewhere.url()));
        let error = unsuccessful(outcome(reply.script()).await);
        assert_eq!(error.status_code.to_string(), status[..3]);
        let message = error.to_string();
        assert!(message.ends_with("redirects are not followed"), "{message}");
        let location = error.headers.get("location").expect("the redirect target");
        assert!(location.ends_with("/web/login"));
    }
    assert_eq!(elsewhere.finish().connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_limit_is_not_read() {
    let body = format!("{}{}", success().body, " ".repeat(2_000));
    let plain = Reply::json(&body);
    let packed = plain.clone().with_header("Content-Encoding", "gzip");
    assert!(
        gzip(body.as_bytes()).len() < 1_000,
        "only its content is too long"
    );
    for reply in [plain.clone(), plain.with_chunks(&[500, 500]), packed] {
        for (most, fits) in [(body.len(), true), (1_000, false), (0, false)] {
            let server = Server::start([reply.script()]);
            let client = Client::builder(server.url(), TOKEN)
                .with_max_body_bytes(most)
                .build()
                .expect("a client");
            match client.send(&request()).await {
                Ok(response) => assert!(fits, "{most}: {response:?}"),
                outcome => {
                    let text = chain(&undecodable(outcome));
                    assert!(
                        !fits && text.contains(&format!("longer than {most} bytes")),
                        "{text}"
                    );
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_compression_is_reported() {
    let packed = gzip(success().body.as_bytes());
    let cut = &packed[..packed.len() - 6];
    for body in [&b"no gzip at all"[..], cut] {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
        let head = format!("{head}{}\r\n\r\n", body.len());
        let bytes = [head.as_bytes(), body].concat();
        let error = undecodable(outcome(vec![Step::Send(bytes)]).await);
        let text = chain(&error);
        assert!(text.contains("the body is not valid gzip"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_counts_the_errors_beyond_the_first_ten() {
    let errors: Vec<_> = (0..500)
        .map(|code| format!(r#"{{"code":{code},"title":"{}"}}"#, "x".repeat(300)))
        .collect();
    let body = format!(r#"{{"errors":[{}]}}"#, errors.join(","));
    let reply = Reply::json(&body).with_status("400 Bad Request");
    let error = unsuccessful(outcome(reply.script()).await);
    assert_eq!(error.errors.len(), 500);
    let message = error.to_string();
    assert!(message.ends_with("; and 490 more"), "{message}");
    assert!(message.len() < 3000, "{message}");
}
