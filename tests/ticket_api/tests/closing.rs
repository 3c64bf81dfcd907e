//! Closing many tickets: a request that names none of them is not sent.

use sdk_runtime::values::{Id, Timestamp};
use serde_json::json;
use ticket_api::{BulkClose, CloseFilter, Resolution, TicketStatus};

use crate::fixture::{tracker, violations};
use crate::server::Server;

/// Returns the number of closed tickets.
fn closed(server: &Server) -> usize {
    let store = server.store();
    let statuses = store.tickets.values().map(|ticket| &ticket["status"]);
    statuses.filter(|status| **status == "closed").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_named_tickets_are_closed() {
    let (server, client) = tracker(9).await;
    let before = closed(&server);
    let filter = CloseFilter::new().ids(["3", "4", "2", "77"]);
    let request = BulkClose::new(filter, Resolution::WontFix).note("done");
    let response = client.send(&request).await.expect("closed");
    let body = response.json_body;
    assert_eq!(body.closed, 2);
    assert_eq!(body.untouched, ["2", "77"].map(Id::from));
    assert_eq!(
        body.error[0].title.as_deref(),
        Some("some were closed already")
    );
    assert_eq!(closed(&server), before + 2);
    let sent = json!({"filter": {"ids": ["3", "4", "2", "77"]}, "resolution": "won't fix", "note": "done"});
    assert_eq!(server.only().json(), Ok(sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_selects_nothing_is_not_sent() {
    let (server, client) = tracker(9).await;
    let nothing: [&str; 0] = [];
    for filter in [
        CloseFilter::new(),
        CloseFilter::new().limit(3_u32),
        CloseFilter::new().ids(nothing),
    ] {
        let request = BulkClose::new(filter, Resolution::Fixed);
        let violations = violations(client.send(&request).await);
        assert!(violations[0].path.starts_with("filter"), "{violations:?}");
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_tickets_can_be_selected() {
    let (server, client) = tracker(9).await;
    let request = BulkClose::new(CloseFilter::every_ticket(), Resolution::Fixed);
    let response = client.send(&request).await.expect("closed");
    assert_eq!((response.json_body.closed, closed(&server)), (6, 9));
    assert_eq!(response.json_body.error, []);
    assert_eq!(
        server.only().json().map(|body| body["filter"].clone()),
        Ok(json!({}))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_condition_arrives() {
    let (server, client) = tracker(9).await;
    let filter = CloseFilter::new()
        .statuses([TicketStatus::Open])
        .created_before(
            "2026-01-01T00:07:00Z"
                .parse::<Timestamp>()
                .expect("a timestamp"),
        )
        .limit(1_u32);
    let request = BulkClose::new(filter, Resolution::WorksForMe);
    let response = client.send(&request).await.expect("closed");
    assert_eq!(response.json_body.closed, 1);
    assert_eq!(server.store().tickets[&3]["status"], "closed");
    assert_eq!(server.store().tickets[&6]["status"], "open");
}
