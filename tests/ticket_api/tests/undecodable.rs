//! Successful responses that differ from the documentation.

use serde_json::{Value, json};
use ticket_api::{AddLabels, Priority};
use ticket_api::{
    DeleteTicket, GetFile, GetMetadata, GetTicket, PutMetadata, SetPriority, UploadAttachment,
};

use crate::fixture::{decode_error, tracker};
use crate::server::Reply;

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_member_is_named_by_its_path() {
    let cases: [(&[&str], Value, &str); 11] = [
        (&["priority"], json!("huge"), "priority"),
        (&["priority"], json!(1), "priority"),
        (&["key"], json!("no uuid"), "key"),
        (&["dueOn"], json!("2026-02-30"), "dueOn"),
        (&["createdAt"], json!("yesterday"), "createdAt"),
        (&["votes"], json!(2_147_483_648_u64), "votes"),
        (&["attempts"], json!(65_536), "attempts"),
        (&["settings"], json!("{no JSON"), "settings"),
        (&["fingerprint"], json!("not base64!"), "fingerprint"),
        (&["reporter", "name"], json!(null), "reporter.name"),
        (&["title"], json!(null), "title"),
    ];
    for (path, value, wanted) in cases {
        let (server, client) = tracker(7).await;
        let wrong = value.clone();
        server.replace(0, move |reply| {
            reply.edited(|body| {
                let place = path.iter().fold(body, |value, name| &mut value[*name]);
                *place = wrong;
            })
        });
        let error = decode_error(client.send(&GetTicket::new("7")).await);
        assert_eq!(error.path.as_deref(), Some(wanted), "{value}: {error}");
        assert_eq!(error.request_id().map(|id| &**id), Some("rq-0"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn required_members_must_be_present() {
    let (server, client) = tracker(7).await;
    // A ticket without an assignee has `null`; without the member it is invalid.
    server.replace(0, |reply| {
        reply.edited(|body| {
            body.as_object_mut().map(|ticket| ticket.remove("assignee"));
        })
    });
    let error = decode_error(client.send(&GetTicket::new("7")).await);
    assert!(
        error.path.is_none() || error.path.as_deref() == Some("."),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_of_another_kind_are_not_read() {
    let (server, client) = tracker(7).await;
    server.replace(0, |_| Reply::json(200, &json!({"a": "list?"})));
    decode_error(client.send(&AddLabels::new("7", ["a"])).await);
    server.replace(1, |_| Reply::json(200, &json!(["a", "map?"])));
    decode_error(client.send(&GetMetadata::new("7")).await);
    server.replace(2, |_| Reply::of("text/html", b"<html>".into()));
    decode_error(client.send(&GetFile::new("settings")).await);
    server.replace(3, |_| Reply::json(200, &json!("huge")));
    decode_error(client.send(&SetPriority::new("7", Priority::High)).await);
    server.replace(4, |_| Reply::of("application/json", Vec::new()));
    decode_error(client.send(&GetFile::new("settings")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_body_can_have_its_statuses() {
    let (server, client) = tracker(7).await;
    server.replace(0, |reply| reply.with_status(202));
    let upload = UploadAttachment::new("7", "a", b"x");
    assert_eq!(decode_error(client.send(&upload).await).status_code, 202);
    server.replace(1, |_| Reply::json(200, &json!({})));
    let outcome = client.send(&DeleteTicket::new("7")).await;
    assert_eq!(decode_error(outcome).status_code, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ignored_body_is_not_checked() {
    let (server, client) = tracker(7).await;
    server.replace(0, |_| Reply::of("text/html", b"<html>".into()));
    let response = client.send(&PutMetadata::new("7")).await.expect("kept");
    assert_eq!(response.status_code, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_success_that_lists_errors_only_reports_them() {
    let (server, client) = tracker(7).await;
    for number in 0..2 {
        server.replace(number, |reply| {
            reply.edited(|body| {
                *body = json!({"error": [{"code": "E7", "message": "no such ticket"}]});
            })
        });
    }
    // The bodies are an object and a single value.
    let get = decode_error(client.send(&GetTicket::new("7")).await);
    let set = decode_error(client.send(&SetPriority::new("7", Priority::Low)).await);
    for error in [get, set] {
        let text = error.to_string();
        assert!(
            text.contains("the server reports errors: no such ticket (E7)"),
            "{text}"
        );
        assert_eq!(error.errors.len(), 1);
    }
}
