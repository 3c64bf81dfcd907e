//! Old names still work, and name their replacement.

use serde_json::json;
use ticket_api::{
    BulkClose, CloseFilter, ListTickets, Resolution, Ticket, TicketFilter, TicketStatus,
};

use crate::fixture::tracker;

#[tokio::test(flavor = "multi_thread")]
#[expect(deprecated, reason = "the test covers the old names")]
async fn old_names_of_types_and_setters_are_aliases() {
    let (server, client) = tracker(4).await;
    let filter = TicketFilter::new()
        .tags(["even"])
        .priority(ticket_api::Urgency::Normal);
    let request: ticket_api::GetTickets = ListTickets::new().filter(filter);
    let page = client.send(&request).await.expect("a page");
    let headers: &ticket_api::GetTicketsHeaders = &page.headers;
    assert!(headers.get("content-type").is_some());
    let body: ticket_api::GetTicketsBody = page.json_body;
    let tickets: Vec<ticket_api::Issue> = body.data;
    assert_eq!(tickets[0].title, "Ticket 4");
    assert_eq!(
        server.only().target,
        "/api/v3/tickets?labels=even&priority=normal"
    );
}

#[tokio::test(flavor = "multi_thread")]
#[expect(deprecated, reason = "the test covers the old names")]
async fn deprecated_fields_are_still_sent() {
    let (server, client) = tracker(7).await;
    let ticket = Ticket::new("x", "ada")
        .severity("bad")
        .status(TicketStatus::Parked);
    let request = ticket_api::ReplaceTicket::new("7", ticket);
    let response = client.send(&request).await.expect("a ticket");
    assert_eq!(response.json_body.severity.as_deref(), Some("bad"));
    let wanted =
        json!({"id": "7", "title": "x", "assignee": "ada", "severity": "bad", "status": "parked"});
    assert_eq!(json!(server.store().tickets[&7]), wanted);
    let filter = CloseFilter::new().statuses([TicketStatus::Parked]);
    let closing = BulkClose::new(filter, Resolution::Fixed);
    let response = client.send(&closing).await.expect("closed");
    assert_eq!(response.json_body.closed, 1);
}
