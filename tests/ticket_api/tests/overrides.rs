//! A shared filter that differs from operation to operation.

use ticket_api::{ListLabels, ListTickets, TicketFilter};

use crate::fixture::{tracker, violations};

#[tokio::test(flavor = "multi_thread")]
async fn a_list_style_applies_to_one_operation_only() {
    let (server, client) = tracker(1).await;
    let filter = || TicketFilter::new().ids(["1", "2"]);
    client
        .send(&ListLabels::new().filter(filter()))
        .await
        .expect("labels");
    client
        .send(&ListTickets::new().filter(filter()))
        .await
        .expect("tickets");
    let targets: Vec<_> = server
        .seen()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        ["/api/v3/labels?ids=1&ids=2", "/api/v3/tickets?ids=1,2"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bounds_apply_to_one_operation_only() {
    let (server, client) = tracker(1).await;
    let many = || TicketFilter::new().ids(["1", "2", "3"]).min_votes(-1);
    let found = violations(client.send(&ListLabels::new().filter(many())).await);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "filter.ids: has 3 items, accepts at most 2");
    assert!(found[1].starts_with("filter.minVotes: "), "{found:?}");
    assert!(server.seen().is_empty());
    client
        .send(&ListTickets::new().filter(many()))
        .await
        .expect("tickets");
    // Other bounds of the shared type stay.
    let short = TicketFilter::new().labels([""]);
    violations(client.send(&ListTickets::new().filter(short)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_is_left_out_is_rejected() {
    let (server, client) = tracker(1).await;
    let filter = || TicketFilter::new().labels(["a"]).text("ab");
    let outcome = client.send(&ListLabels::new().filter(filter())).await;
    let message = outcome.as_ref().err().map(ToString::to_string);
    assert!(message.is_some_and(|message| message.contains("ListLabels")));
    let found = violations(outcome);
    let problem =
        "cannot be set here, because this operation does not have the field: leave it unset";
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    let expected = ["filter.labels", "filter.text"].map(|path| format!("{path}: {problem}"));
    assert_eq!(found, expected);
    assert!(server.seen().is_empty());
    client
        .send(&ListTickets::new().filter(filter()))
        .await
        .expect("tickets");
}
