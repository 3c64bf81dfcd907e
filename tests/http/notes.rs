//! Notes on threats: requests on the wire, and the repeats that are safe.

use std::time::Duration;

use sentinelone_sdk::retry::{Idempotency, RetryPolicy};
use sentinelone_sdk::{
    AddThreatNote, Client, DeleteThreatNote, GetThreatNotes, Operation, ThreatFilter,
    UpdateThreatNote,
};

use crate::http::fixture::{ID, TOKEN, send, violations};
use crate::http::reply::Reply;
use crate::http::server::{Server, Step};

const NOTE: &str = "225494730938493804";

fn add() -> AddThreatNote {
    AddThreatNote::new("Closed by the nightly job", ThreatFilter::new().ids([ID]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_written_changed_and_deleted() {
    let affected = Reply::json(r#"{"data":{"affected":1}}"#);
    let (outcome, seen) = send(&add(), affected.script()).await;
    assert_eq!(outcome.expect("a note").json_body.data.affected, 1);
    let body =
        format!(r#"{{"data":{{"text":"Closed by the nightly job"}},"filter":{{"ids":["{ID}"]}}}}"#);
    assert_eq!(seen.requests[0].body(), body);

    let changed = Reply::json(
        r#"{"data":{"id":"225494730938493804","text":"Closed","edited":true,"creator":null}}"#,
    );
    let (outcome, seen) = send(&UpdateThreatNote::new(ID, NOTE, "Closed"), changed.script()).await;
    let note = outcome.expect("a change").json_body.data.expect("the note");
    assert_eq!(
        (note.text.as_deref(), note.edited, note.creator),
        (Some("Closed"), Some(true), None)
    );
    let line = format!("PUT /web/api/v2.1/threats/{ID}/notes/{NOTE} HTTP/1.1");
    assert_eq!(seen.requests[0].line(), line);
    assert_eq!(seen.requests[0].body(), r#"{"data":{"text":"Closed"}}"#);

    let deleted = Reply::json(r#"{"data":{"success":true}}"#);
    let (outcome, seen) = send(&DeleteThreatNote::new(ID, NOTE), deleted.script()).await;
    let data = outcome.expect("a deletion").json_body.data;
    assert_eq!(data.and_then(|data| data.success), Some(true));
    let line = format!("DELETE /web/api/v2.1/threats/{ID}/notes/{NOTE} HTTP/1.1");
    assert_eq!(seen.requests[0].line(), line);
    assert_eq!(seen.requests[0].body(), "");
}

#[test]
fn notes_are_listed_by_author() {
    let request = GetThreatNotes::new(ID)
        .creator_like("jo&n")
        .creator_id(NOTE)
        .limit(1000);
    let prepared = request.prepare().expect("a valid request");
    let path = format!("/web/api/v2.1/threats/{ID}/notes");
    assert_eq!(prepared.path(), path);
    let query = format!("limit=1000&creator__like=jo%26n&creatorId={NOTE}");
    assert_eq!(prepared.query(), Some(&*query));
}

#[test]
fn invalid_notes_are_rejected() {
    let long = "x".repeat(10_001);
    for text in ["", "x", &long] {
        let found = violations(AddThreatNote::new(text, ThreatFilter::new().ids([ID])).prepare());
        assert_eq!(found[0].path, "data.text", "{found:?}");
    }
    let found = violations(DeleteThreatNote::new(ID, "..").prepare());
    assert_eq!(found[0].path, "note_id");
    let found = violations(GetThreatNotes::new(ID).limit(1001).prepare());
    assert_eq!(found[0].path, "limit");
}

/// A repeat would add the note twice, also to a threat that the filter names. A change and a deletion
/// can be repeated.
#[tokio::test(flavor = "multi_thread")]
async fn only_a_new_note_is_not_sent_again() {
    assert_eq!(AddThreatNote::METADATA.idempotency, Idempotency::Never);
    assert_eq!(UpdateThreatNote::METADATA.idempotency, Idempotency::Always);
    assert_eq!(DeleteThreatNote::METADATA.idempotency, Idempotency::Always);
    let second = Reply::json(r#"{"data":{"affected":1}}"#).script();
    let server = Server::start([vec![Step::Close], second]);
    let delay = Duration::from_millis(1);
    let policy = RetryPolicy::default().with_backoff(delay, delay);
    let client = Client::builder(server.url(), TOKEN)
        .with_retry_policy(policy)
        .build()
        .expect("a client");
    client
        .send(&add())
        .await
        .expect_err("the response was lost");
    assert_eq!(server.finish().requests.len(), 1);
}
