//! New tickets: created at once or later, distinguished by the status.

use sdk_runtime::values::Id;
use sdk_runtime::values::{Date, Nullable, Uuid};
use serde_json::{Value, json};
use ticket_api::{AddComment, Comment, Person, Rating};
use ticket_api::{CreateTicket, CreateTicketBody, Priority, Reaction};

use crate::fixture::{decode_error, tracker, violations};

/// A key that makes a request idempotent.
fn key() -> Uuid {
    "6f0d1f52-8a3e-4bd3-9b7e-0f3a3c8f6d10"
        .parse()
        .expect("a uuid")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_created_at_once() {
    let (server, client) = tracker(2).await;
    let request = CreateTicket::new("Ünfug & \"more\"", "ben@example.net")
        .priority(Priority::Emergency)
        .due_on("2026-11-30".parse::<Date>().expect("a day"))
        .estimate_hours(0.25)
        .labels(["a", "b,c"])
        .settings(json!({"color": "red"}))
        .fingerprint(&[0, 255, 62, 63]);
    let response = client.send(&request).await.expect("a ticket");
    assert_eq!(response.status_code, 201);
    assert_eq!(
        response.headers.location.as_deref(),
        Some("/api/v3/tickets/3")
    );
    let CreateTicketBody::Created(ticket) = response.json_body else {
        panic!("not created: {:?}", response.json_body);
    };
    assert_eq!(
        (ticket.id, ticket.assignee),
        (Some(Id::from("3")), Nullable::Null)
    );
    let stored = Value::Object(server.store().tickets[&3].clone());
    let wanted = json!({
        "id": "3",
        "title": "Ünfug & \"more\"",
        "reporter": {"name": "somebody", "email": "ben@example.net"},
        "assignee": null,
        "status": "open",
        "priority": "911",
        "dueOn": "2026-11-30",
        "estimateHours": 0.25,
        "labels": ["a", "b,c"],
        "settings": "{\"color\":\"red\"}",
        "fingerprint": "AP8+Pw==",
    });
    assert_eq!(stored, wanted);
    assert_eq!(server.only().header("idempotency-key"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_tracker_creates_it_later() {
    let (server, client) = tracker(2).await;
    let request = CreateTicket::new("Later", "ben@example.net").later(true);
    let response = client.send(&request).await.expect("a job");
    assert_eq!(response.status_code, 202);
    let CreateTicketBody::Accepted(job) = response.json_body else {
        panic!("not accepted: {:?}", response.json_body);
    };
    assert_eq!(job.job.to_string(), "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e");
    assert_eq!(*job.job_token, "hush-hush");
    assert_eq!(server.store().jobs[0]["title"], "Later");
    assert_eq!(server.store().tickets.len(), 2);
    assert_eq!(server.only().target, "/api/v3/tickets?later=true");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_creates_one_ticket_for_two_requests() {
    let (server, client) = tracker(0).await;
    let request = CreateTicket::new("Once", "ben@example.net").idempotency_key(key());
    for _ in 0..2 {
        client.send(&request).await.expect("a ticket");
    }
    assert_eq!(server.store().tickets.len(), 1);
    let made = server.store().made.clone();
    assert_eq!(made.get(&key().to_string()), Some(&1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undocumented_success_is_an_error() {
    for status in [200, 203, 204, 206, 299] {
        let (server, client) = tracker(0).await;
        server.replace(0, move |reply| reply.with_status(status));
        let outcome = client.send(&CreateTicket::new("x", "y")).await;
        let error = decode_error(outcome);
        assert_eq!(error.status_code, status);
        assert_eq!(
            server.store().tickets.len(),
            1,
            "the tracker acted despite the error"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_outside_of_its_bounds_is_not_sent() {
    let (server, client) = tracker(0).await;
    let request = CreateTicket::new("", "ben@example.net").estimate_hours(1000.75);
    let violations = violations(client.send(&request).await);
    let paths: Vec<_> = violations
        .iter()
        .map(|violation| violation.path.as_str())
        .collect();
    assert_eq!(paths, ["ticket.title", "ticket.estimateHours"]);
    let longest = "ü".repeat(200);
    client
        .send(&CreateTicket::new(&longest, "y"))
        .await
        .expect("200 characters");
    let outcome = client.send(&CreateTicket::new(longest + "x", "y")).await;
    assert!(outcome.is_err());
    assert_eq!(server.seen().len(), 1);
}

/// Returns the identifiers of a comment, of its first reply, and so on.
fn thread(comment: &Comment) -> Vec<Option<Id>> {
    let mut ids = vec![comment.id.clone()];
    let first = comment.replies.as_deref().unwrap_or_default().first();
    ids.extend(first.map(thread).unwrap_or_default());
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_of_comments_arrives_whole() {
    let (server, client) = tracker(7).await;
    let deepest = Comment::new("Really.").rating(Rating::Empty);
    let reply = Comment::new("Yes.")
        .reaction(Reaction::Self_)
        .replies([deepest]);
    let manager = Person::new("Eve");
    let comment = Comment::new("Is it burning?")
        .author(Person::new("Ada").manager(manager).email("ada@example.net"))
        .reaction("-1")
        .rating(Rating::AB)
        .replies([reply, Comment::new("No.")]);
    let response = client
        .send(&AddComment::new("7", comment))
        .await
        .expect("a comment");
    assert_eq!(
        thread(&response.json_body),
        [
            Some(Id::from("1")),
            Some(Id::from("2")),
            Some(Id::from("3"))
        ]
    );
    let stored = server.store().tickets[&7]["comments"].clone();
    let wanted = json!([{
        "id": "1",
        "text": "Is it burning?",
        "author": {"name": "Ada", "email": "ada@example.net", "manager": {"name": "Eve"}},
        "reaction": "-1",
        "rating": "a b",
        "replies": [
            {"id": "2", "text": "Yes.", "reaction": "Self", "replies": [
                {"id": "3", "text": "Really.", "rating": ""},
            ]},
            {"id": "4", "text": "No."},
        ],
    }]);
    assert_eq!(stored, wanted);
}
