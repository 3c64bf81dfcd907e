//! Members that only the server sets: received, shown, and never sent.

use sdk_runtime::values::LocalDateTime;
use serde_json::{Value, json};
use ticket_api::{GetTicket, RecordWork, ReplaceTicket, Ticket, Work};

use crate::fixture::{tracker, violations};
use crate::server::{Reply, Server};

/// A ticket of the tracker, with the members that it sets.
fn stored() -> Value {
    json!({
        "page": "https://tracker.example.net/tickets/7",
        "history": [
            {"at": "2026-01-31T12:00:00Z", "by": {"name": "Ben", "new": 1}, "session": "s-1"},
        ],
        "title": "Fires",
        "assignee": null,
        "inventedLater": 1,
        "parent": {"title": "Trouble", "assignee": null, "page": "https://tracker.example.net/tickets/6"},
        "subTickets": [{"title": "Part", "assignee": null, "history": []}],
    })
}

/// Returns the ticket that the server replies with to each of two requests.
async fn read(server: &Server, client: &ticket_api::Client) -> Ticket {
    for number in 0..2 {
        server.replace(number, |_| Reply::json(200, &stored()));
    }
    let response = client.send(&GetTicket::new("7")).await;
    response.expect("a ticket").json_body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_ticket_is_sent_without_them() {
    let (server, client) = tracker(7).await;
    let mut ticket = read(&server, &client).await;
    let page = ticket.page.as_deref();
    assert_eq!(page, Some("https://tracker.example.net/tickets/7"));
    let history = ticket.history.clone().expect("the history");
    assert_eq!(
        history[0].at,
        "2026-01-31T12:00:00Z".parse().expect("a time")
    );
    assert_eq!(
        history[0].by.as_ref().map(|by| by.name.as_str()),
        Some("Ben")
    );
    ticket.title = "Smoke".to_owned();
    ticket.page = Some("https://elsewhere.example.net".to_owned());
    let replaced = client.send(&ReplaceTicket::new("7", ticket)).await;
    let replaced = replaced.expect("a ticket").json_body;
    assert_eq!(replaced.history, Some(history));
    let sent = json!({
        "title": "Smoke",
        "assignee": null,
        "inventedLater": 1,
        "parent": {"title": "Trouble", "assignee": null},
        "subTickets": [{"title": "Part", "assignee": null}],
    });
    assert_eq!(server.seen()[1].json(), Ok(sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_shown_and_compared() {
    let (server, client) = tracker(7).await;
    let ticket = read(&server, &client).await;
    let shown = format!("{ticket:?}");
    assert!(shown.contains("page: \"https://tracker.example.net/tickets/7\""));
    assert!(
        shown.contains("history: [") && !shown.contains("s-1"),
        "{shown}"
    );
    let mut other = ticket.clone();
    other.page = None;
    assert_ne!(ticket, other);
    assert!(ticket.validate().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_required_one_is_no_argument() {
    let (server, client) = tracker(7).await;
    let start: LocalDateTime = "2026-01-31T09:00:00".parse().expect("a time");
    let work = Work::new(start, 60);
    server.replace(0, |_| {
        Reply::json(
            200,
            &json!([{"id": 55, "startedAt": "2026-01-31T09:00:00", "seconds": "60"}]),
        )
    });
    let response = client.send(&RecordWork::new("7", [work])).await;
    let body = response.expect("the work").json_body;
    let recorded = body[0].value().expect("work");
    assert_eq!(recorded.id.as_deref(), Some("55"));
    let sent = json!([{"startedAt": "2026-01-31T09:00:00", "seconds": "60"}]);
    assert_eq!(server.only().json(), Ok(sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn they_cannot_be_added() {
    let (server, client) = tracker(7).await;
    let ticket = Ticket::new("Fires", None::<String>)
        .with_extra("page", "https://elsewhere.example.net")
        .with_extra("history.at", 1);
    let found = violations(client.send(&ReplaceTicket::new("7", ticket)).await);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "json_body.page: is read-only: only the server sets it",
            "json_body.history.at: is inside `history`, which only the server sets",
        ]
    );
    assert!(server.seen().is_empty());
}
