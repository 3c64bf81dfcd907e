//! Replies: they are decoded before they are sent.

use crate::mock::fixture::{client, dropped, update};
use sentinelone_sdk::mock::{MockTransport, Reply};
use sentinelone_sdk::{Error, UpdateThreatIncident};
use serde_json::json;

/// Sends a request to a mock with this reply. Returns the number of affected threats, and the
/// problem that the mock reports.
async fn reply(reply: Reply) -> (Result<u64, Error>, Option<String>) {
    let mock = MockTransport::new();
    mock.on::<UpdateThreatIncident>(move |_| reply.clone());
    let response = client(&mock).send(&update("7")).await;
    let affected = response.map(|response| response.json_body.data.affected);
    (affected, dropped(mock))
}

#[tokio::test]
async fn a_reply_that_no_server_gives_is_a_problem() {
    for (body, problem) in [
        (json!({"data": {}}), "data: missing field `affected`"),
        (
            json!({"data": {"affected": "1"}}),
            "data.affected: invalid type: string \"1\"",
        ),
        (json!([{"data": {"affected": 1}}]), "expected an object"),
        (
            json!({"data": {"affected": 1, "detials": []}, "other": {"a": 1}}),
            "the operation documents no member `data.detials`, `other`",
        ),
        (
            json!({"data": {"affected": 1, "details": [{"threatId": "7"}, {"threadId": "8"}]}}),
            "no member `data.details[1].threadId`",
        ),
    ] {
        let (response, message) = reply(Reply::json(&body)).await;
        let error = response.expect_err("the reply is a problem").to_string();
        assert!(
            error.contains("a server cannot respond like this"),
            "{error}"
        );
        let message = message.expect("the mock reports it, too");
        assert!(message.contains(problem), "{body}: {message}");
    }
    let (response, message) = reply(Reply::empty()).await;
    assert!(response.is_err() && message.is_some_and(|text| text.contains("the body is empty")));
}

#[tokio::test]
async fn an_unchecked_reply_is_sent_as_it_is() {
    let newer = json!({"data": {"affected": 1, "new": true}});
    let (response, message) = reply(Reply::json(newer).unchecked()).await;
    assert_eq!((response.ok(), message), (Some(1), None));
    let (response, message) = reply(Reply::text("no JSON").unchecked()).await;
    assert!(matches!(response, Err(Error::Decode(_))));
    assert_eq!(message, None);
}

#[tokio::test]
async fn an_error_status_is_an_api_error() {
    let body = json!({"errors": [{"code": 4_030_010, "title": "Forbidden", "detail": "no scope"}]});
    let (response, message) = reply(
        Reply::error(403)
            .with_json(body)
            .with_header("x-rqid", "id-7")
            .with_reason("No"),
    )
    .await;
    let Err(Error::Api(error)) = response else {
        panic!("{response:?}");
    };
    assert_eq!((error.status_code, error.reason.as_str()), (403, "No"));
    assert_eq!(error.errors[0].detail.as_deref(), Some("no scope"));
    assert_eq!(error.request_id().expect("the header is set"), "id-7");
    assert_eq!(message, None);
    let (response, _) = reply(Reply::error(404)).await;
    assert!(matches!(response, Err(Error::Api(error)) if error.reason == "Not Found"));
}

#[tokio::test]
async fn a_reply_can_have_details_and_headers() {
    let body = json!({
        "data": {"affected": 1, "details": [{"threatId": "7", "result": "updated"}]},
        "errors": null,
    });
    let (response, message) = reply(Reply::json(body).with_header("Server", "nginx")).await;
    assert_eq!((response.ok(), message), (Some(1), None));
}
