//! A ticket is read, changed in one field and sent again: nothing else changes.

use ticket_api::values::Json;
use ticket_api::{GetTicket, ReplaceTicket, Ticket};

use crate::fixture::tracker;
use crate::server::{Reply, Server};

/// A ticket with members that the spec does not have at every depth, and values in rare notations.
const STORED: &str = r#"{
    "title": "Fires",
    "assignee": null,
    "createdAt": "2026-11-22T12:00:00.123456789+0100",
    "votes": 3,
    "reporter": {"name": "Ben", "badge": {"number": 7, "level": 1.50}},
    "location": {"building": "B", "wing": "east", "room": {"floor": -2, "door": null, "size": 1e400}},
    "watchers": [{"name": "Eve", "since": "9999-12-31T23:59:59Z"}],
    "metadata": {"exact": 123456789012345678901234567890},
    "parent": {"title": "Trouble", "assignee": "eve", "": [], "a.b": {"c": null}},
    "subTickets": [{"title": "Part", "assignee": null, "weight": 2.0, "subTickets": [
        {"title": "Inner", "assignee": null, "createdAt": "9999-12-31T23:59:59Z", "new": "x"}
    ]}],
    "comments": [{"text": "Oh", "mood": ["calm", 1.0], "replies": [{"text": "No", "mood": null}]}],
    "inventedLater": {"title": "unrelated"}
}"#;

/// Returns the stored ticket, with an id.
fn stored() -> Json {
    with(STORED.parse().expect("JSON"), "id", "7")
}

/// Returns the ticket with another member.
fn with(mut ticket: Json, name: &str, value: impl Into<Json>) -> Json {
    let members = ticket.as_object_mut().expect("an object");
    members.insert(name.to_owned(), value.into());
    ticket
}

/// Reads ticket 7 from a server that stores it as above.
async fn read(server: &Server, client: &ticket_api::Client) -> Ticket {
    // The reply to a replacement is that ticket, too.
    for number in 0..2 {
        server.replace(number, |_| Reply::json_text(200, &stored().to_string()));
    }
    let response = client.send(&GetTicket::new("7")).await;
    response.expect("a ticket").json_body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_ticket_keeps_unknown_members() {
    let (server, client) = tracker(7).await;
    let mut ticket = read(&server, &client).await;
    ticket.votes = Some(4);
    client
        .send(&ReplaceTicket::new("7", ticket))
        .await
        .expect("a ticket");
    let seen = server.seen();
    let text = String::from_utf8_lossy(&seen[1].body);
    let sent: Json = text.parse().expect("JSON");
    assert_eq!(sent, with(stored(), "votes", 4));
    // The text of numbers, too.
    for number in ["1.50", "1e400", "123456789012345678901234567890", "2.0"] {
        assert!(text.contains(number), "{number}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_received_member_can_be_replaced() {
    let (server, client) = tracker(7).await;
    let ticket = read(&server, &client).await;
    let plain = ticket.clone();
    let ticket = ticket.with_extra("inventedLater", 5);
    assert_ne!(ticket, plain);
    assert!(format!("{plain:?}").contains("inventedLater"), "{plain:?}");
    let sent = Json::encode(&ticket).expect("JSON");
    assert_eq!(sent, with(stored(), "inventedLater", 5));
}
