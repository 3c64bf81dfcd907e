//! A ticket is read, changed in one field and sent again: nothing else changes.

use serde_json::{Value, json};
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
fn stored() -> Value {
    let mut ticket: Value = serde_json::from_str(STORED).expect("JSON");
    ticket["id"] = json!("7");
    ticket
}

/// Reads ticket 7 from a server that stores it as above.
async fn read(server: &Server, client: &ticket_api::Client) -> Ticket {
    server.replace(0, |_| Reply::json(200, &stored()));
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
    let mut wanted = stored();
    wanted["votes"] = json!(4);
    let seen = server.seen();
    let sent: Value = serde_json::from_slice(&seen[1].body).expect("JSON");
    assert_eq!(sent, wanted);
    // The text of numbers, too.
    let text = String::from_utf8_lossy(&seen[1].body);
    for number in ["1.50", "1e+400", "123456789012345678901234567890", "2.0"] {
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
    let sent = serde_json::to_value(&ticket).expect("JSON");
    let mut wanted = stored();
    wanted["inventedLater"] = json!(5);
    assert_eq!(sent, wanted);
}
