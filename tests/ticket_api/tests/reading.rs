//! One ticket of the tracker: nested, recursive, and with unknown members.

use sdk_runtime::values::Id;
use sdk_runtime::values::Json;
use sdk_runtime::values::Nullable;
use serde_json::{Value, json};
use ticket_api::{Comment, GetFile, GetTicket, Priority, Rating, Reaction, Ticket, TicketStatus};

use crate::fixture::tracker;
use crate::server::Server;

/// Stores JSON as ticket 7.
fn put(server: &Server, ticket: Value) {
    let Value::Object(ticket) = ticket else {
        panic!("not an object: {ticket}");
    };
    server.store().tickets.insert(7, ticket);
}

/// Returns the first part of a ticket.
fn part(ticket: &Ticket) -> &Ticket {
    let parts = ticket.sub_tickets.as_deref().unwrap_or_default();
    parts.first().expect("a part")
}

/// Returns the first reply to a comment.
fn reply(comment: &Comment) -> &Comment {
    let replies = comment.replies.as_deref().unwrap_or_default();
    replies.first().expect("a reply")
}

/// Returns a ticket with every member.
fn whole() -> Value {
    serde_json::from_str(include_str!("whole_ticket.json")).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_type_of_the_language_is_read() {
    let (server, client) = tracker(10).await;
    put(&server, whole());
    let response = client.send(&GetTicket::new("7")).await.expect("a ticket");
    assert_eq!(response.reason, "OK");
    assert_eq!(response.headers.e_tag.as_deref(), Some("\"r0\""));
    let ticket = response.json_body;
    assert_eq!(ticket.id, Some(Id::from("7")));
    assert_eq!(
        ticket.key,
        "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e".parse().ok()
    );
    assert_eq!(ticket.status, Some(TicketStatus::InProgress));
    assert_eq!(ticket.priority, Some(Priority::Emergency));
    assert_eq!(
        ticket.due_on,
        "2026-11-30".parse().ok().map(Nullable::Value)
    );
    assert_eq!(ticket.created_at, "2026-11-22T11:00:00Z".parse().ok());
    assert_eq!(ticket.estimate_hours, Some(Nullable::Value(1.5)));
    assert_eq!(
        (ticket.votes, ticket.balance),
        (Some(-3), Some(-9_007_199_254_740_993))
    );
    assert_eq!(
        (ticket.attempts, ticket.views),
        (Some(u16::MAX), Some(u32::MAX))
    );
    assert_eq!(
        (ticket.revision, ticket.confidential),
        (Some(u64::MAX), Some(true))
    );
    assert_eq!(ticket.code.as_deref(), Some("OPS-17"));
    assert_eq!(ticket.labels.expect("labels"), ["a", "b,c"]);
    assert_eq!(
        ticket.metadata.expect("metadata")["tags"],
        json!(["a", null])
    );
    assert_eq!(ticket.counters.expect("counters")["max"], i64::MAX);
    assert_eq!(
        *ticket.settings.expect("settings"),
        json!({"color": "red", "list": [1, 2.5]})
    );
    assert_eq!(&ticket.fingerprint.expect("bytes")[..], [0, 255, 62, 63]);
    assert_eq!(ticket.extra, Some(json!([1, "two", null]).into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn recursive_objects_are_read() {
    let (server, client) = tracker(10).await;
    put(&server, whole());
    let ticket = client
        .send(&GetTicket::new("7"))
        .await
        .expect("a ticket")
        .json_body;
    let parent = ticket.parent.as_deref().expect("a parent");
    let grandparent = parent.parent.as_deref().expect("its parent");
    assert_eq!(grandparent.title, "Trouble");
    assert_eq!(grandparent.assignee, Nullable::from("eve"));
    assert_eq!(part(part(&ticket)).title, "Find water");
    let first = &ticket.comments.as_ref().expect("comments")[0];
    assert_eq!(first.reaction, Some(Reaction::Plus1));
    assert_eq!(first.rating, Some(Rating::AB2));
    assert_eq!(reply(reply(first)).text, "Yes");
    let reporter = ticket.reporter.expect("a reporter");
    assert_eq!(reporter.id, Some(Id::from("12")), "an id may be a number");
    let manager = reporter.manager.and_then(|manager| manager.manager);
    assert_eq!(manager.map(|manager| manager.name), Some("Eve".to_owned()));
    let room = ticket.location.and_then(|location| location.room);
    let room = room.expect("a room");
    assert_eq!((room.floor, room.door), (Some(-2), Some(Nullable::Null)));
}

#[tokio::test(flavor = "multi_thread")]
async fn absent_null_and_value_are_distinct() {
    let (server, client) = tracker(10).await;
    for (member, wanted) in [
        (json!({}), None),
        (json!({"dueOn": null}), Some(Nullable::Null)),
        (
            json!({"dueOn": "2026-02-28"}),
            "2026-02-28".parse().ok().map(Nullable::Value),
        ),
    ] {
        let mut ticket = json!({"title": "x", "assignee": null});
        if let Some(due) = member.get("dueOn") {
            ticket["dueOn"] = due.clone();
        }
        put(&server, ticket);
        let ticket = client
            .send(&GetTicket::new("7"))
            .await
            .expect("a ticket")
            .json_body;
        assert_eq!(ticket.assignee, Nullable::Null);
        assert_eq!(ticket.due_on, wanted, "{member}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_member_is_read_under_both_names() {
    let (server, client) = tracker(10).await;
    put(
        &server,
        json!({"summary": "old", "assignee": null, "status": "working", "priority": "urgent"}),
    );
    let ticket = client
        .send(&GetTicket::new("7"))
        .await
        .expect("a ticket")
        .json_body;
    assert_eq!(ticket.title, "old");
    assert_eq!(ticket.status, Some(TicketStatus::InProgress));
    assert_eq!(ticket.priority, Some(Priority::High));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decoded_value_is_written_back_unchanged() {
    let (server, client) = tracker(10).await;
    let mut whole = whole();
    // Ids are text, and UUIDs are written in lower case.
    whole["reporter"]["id"] = json!("12");
    whole["key"] = json!("0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e");
    put(&server, whole.clone());
    let ticket: Ticket = client
        .send(&GetTicket::new("7"))
        .await
        .expect("a ticket")
        .json_body;
    assert_eq!(serde_json::to_value(&ticket).expect("JSON"), whole);
    let request = ticket_api::ReplaceTicket::new("7", ticket.clone());
    let response = client.send(&request).await.expect("a ticket");
    assert_eq!(response.json_body, ticket);
    assert_eq!(Value::Object(server.store().tickets[&7].clone()), whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_of_a_read_arrive() {
    let (server, client) = tracker(10).await;
    let request = GetTicket::new(7_u64)
        .depth(2)
        .x_on_behalf_of("token of Ben");
    client.send(&request).await.expect("a ticket");
    let seen = server.only();
    assert_eq!(
        (&seen.method[..], &seen.target[..]),
        ("GET", "/api/v3/tickets/7?depth=2")
    );
    assert_eq!(seen.header("x-on-behalf-of"), Some("token of Ben"));
}

#[tokio::test(flavor = "multi_thread")]
async fn free_form_json_is_returned_unchanged() {
    let (server, client) = tracker(0).await;
    let response = client
        .send(&GetFile::new("settings"))
        .await
        .expect("a file");
    let wanted = json!({"file": "settings", "colors": ["red", 1.5, null]});
    let body: Json = response.json_body;
    assert_eq!(body, wanted);
    assert_eq!(server.only().target, "/api/v3/files/settings.json");
}
