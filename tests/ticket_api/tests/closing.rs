//! Closing many tickets: a request that names none of them is not sent.

use sdk_runtime::outcomes::{Conclusion, Outcome};
use sdk_runtime::values::{Id, Timestamp};
use serde_json::json;
use ticket_api::{BulkClose, CloseFilter, CloseOutcome, Resolution, TicketStatus};

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

#[tokio::test(flavor = "multi_thread")]
async fn each_named_ticket_has_an_outcome() {
    let (_server, client) = tracker(9).await;
    let filter = CloseFilter::new().ids(["3", "2", "77", "3"]);
    let request = BulkClose::new(filter, Resolution::Fixed);
    let response = client.send(&request).await.expect("closed");
    let outcomes = request.outcomes(&response);
    assert_eq!(outcomes.conclusion(), Conclusion::Unaccounted);
    assert_eq!(outcomes.unaccounted(), 1);
    let items: Vec<_> = outcomes.items().iter().map(ToString::to_string).collect();
    let expected = [
        "3 (result: closed)",
        "2 (result: was_closed)",
        "77 (not mentioned)",
    ];
    assert_eq!(items, expected);
    let error = request.require_all_updated(&response).expect_err("77");
    assert!(
        error
            .to_string()
            .starts_with("the response does not mention 1 of 3 requested tickets: 77")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_requested_note_that_is_not_mentioned_is_not_proven() {
    let (_server, client) = tracker(9).await;
    let filter = CloseFilter::new().ids(["3", "4"]);
    let request = BulkClose::new(filter.clone(), Resolution::Fixed);
    let response = client.send(&request).await.expect("closed");
    let outcomes = request.require_itemized(&response).expect("all closed");
    assert_eq!(outcomes.counts().done, 2);
    // The tracker closes them again, and says so.
    let request = BulkClose::new(filter, Resolution::Fixed).note("done");
    let response = client.send(&request).await.expect("closed");
    let outcomes = request.outcomes(&response);
    assert_eq!(outcomes.conclusion(), Conclusion::Inconclusive);
    assert_eq!(outcomes.items()[0].outcome, Outcome::NotMentioned);
    let result = outcomes.items()[0].part("result");
    assert_eq!(result, Some(&CloseOutcome::WasClosed));
    assert!(CloseOutcome::WasClosed.is_success() && !CloseOutcome::Locked.is_success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_a_weaker_promise() {
    let (_server, client) = tracker(9).await;
    let request = BulkClose::new(CloseFilter::every_ticket(), Resolution::Fixed);
    let response = client.send(&request).await.expect("closed");
    let outcomes = request.require_all_updated(&response).expect("closed");
    assert_eq!(outcomes.conclusion(), Conclusion::NotItemized);
    assert!(!outcomes.is_itemized());
    let error = request.require_itemized(&response).expect_err("a number");
    assert!(
        error
            .to_string()
            .starts_with("the response does not list the outcome of each ticket (affected: 6)")
    );
    // Nothing is left to close.
    let response = client.send(&request).await.expect("closed");
    let error = request.require_all_updated(&response).expect_err("nothing");
    assert_eq!(error.conclusion(), Conclusion::NothingMatched);
    assert!(error.to_string().starts_with("no ticket matched"));
}
