//! Responses without a body: to HEAD requests, redirects as results, and JSON that may be missing.

use sdk_runtime::error::Error;
use serde_json::json;
use ticket_api::{CheckTicket, GetApproval, LinkAttachment, LookUpTickets};

use crate::fixture::{api_error, decode_error, tracker};
use crate::server::Reply;

#[tokio::test(flavor = "multi_thread")]
async fn the_headers_of_a_response_are_read_without_its_body() {
    let (server, client) = tracker(7).await;
    // The next request has to find the connection without a rest of a body on it.
    for _ in 0..2 {
        let response = client
            .send(&CheckTicket::new("7"))
            .await
            .expect("it exists");
        assert_eq!(response.status_code, 200);
        assert!(response.headers.e_tag.is_some());
        assert!(response.headers.content_length > Some(10));
    }
    assert_eq!(server.seen()[1].method, "HEAD");
    assert_eq!(server.seen()[1].header("content-length"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_a_head_request_has_no_body() {
    let (server, client) = tracker(7).await;
    server.replace(1, |reply| reply.with("Content-Encoding", "gzip".to_owned()));
    for _ in 0..2 {
        let error = api_error(client.send(&CheckTicket::new("99")).await);
        assert_eq!(error.status_code, 404);
        assert!(error.errors.is_empty() && error.body.as_bytes().is_empty());
        let text = error.to_string();
        assert!(
            text.starts_with("the server responded with 404 Not Found"),
            "{text}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_request_can_have_a_body() {
    let (server, client) = tracker(7).await;
    let response = client.send(&LookUpTickets::new(["7", "99"])).await;
    let titles = response.expect("titles").json_body;
    assert_eq!(titles.len(), 1);
    let seen = server.only();
    assert_eq!(
        (&seen.method[..], &seen.body[..]),
        ("GET", &br#"{"ids":["7","99"]}"#[..])
    );
    assert_eq!(seen.header("content-length"), Some("18"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_body_is_none() {
    let (server, client) = tracker(7).await;
    let replies: [fn(Reply) -> Reply; 5] = [
        |_| Reply::empty(200),
        |_| Reply::empty(204),
        |_| Reply::json(200, &json!(null)),
        |_| Reply::of("application/json", b" \n".to_vec()),
        |_| Reply {
            is_chunked: true,
            ..Reply::empty(200)
        },
    ];
    for (number, reply) in replies.into_iter().enumerate() {
        server.replace(number, reply);
        let response = client.send(&GetApproval::new("7")).await;
        assert_eq!(response.expect("no approval").json_body, None, "{number}");
    }
    let ada = json!({"name": "Ada", "email": "ada@example.com"});
    server.replace(5, move |_| Reply::json(200, &ada));
    let response = client.send(&GetApproval::new("7")).await.expect("approved");
    let person = response.json_body.expect("a person");
    assert_eq!(person.name, "Ada");
    server.replace(6, |_| Reply::json(200, &json!("Ada")));
    let error = decode_error(client.send(&GetApproval::new("7")).await);
    assert_eq!(error.status_code, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_documented_redirect_is_a_result() {
    let (server, client) = tracker(7).await;
    let request = LinkAttachment::new("7", "a.png");
    let response = client.send(&request).await.expect("a link");
    assert_eq!(response.status_code, 302);
    let location = response.headers.location.expect("an address");
    assert_eq!(location, "https://files.invalid/7/a.png?signature=x");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_other_redirect_is_an_error() {
    let (server, client) = tracker(7).await;
    server.replace(0, |reply| reply.with_status(307));
    let error = api_error(client.send(&LinkAttachment::new("7", "a.png")).await);
    let text = error.to_string();
    assert!(
        text.ends_with("redirects are not followed (request rq-0)"),
        "{text}"
    );
    assert!(!text.contains("signature"), "{text}");
    server.replace(1, |reply| reply.with_status(302));
    let error = api_error(client.send(&CheckTicket::new("7")).await);
    assert_eq!(error.status_code, 302);
    server.replace(2, |_| Reply::empty(200));
    let outcome = client.send(&LinkAttachment::new("7", "a.png")).await;
    assert!(matches!(outcome, Err(Error::Decode(_))), "{outcome:?}");
}
