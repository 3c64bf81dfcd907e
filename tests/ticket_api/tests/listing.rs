//! One filter as query parameters and as JSON, and all other parameters of a listing.

use sdk_runtime::values::{Date, Uuid};
use sdk_runtime::values::{Id, Timestamp};
use ticket_api::{ListTickets, Priority, SearchTickets, TicketFilter, TicketStatus};

use crate::fixture::{tracker, violations};
use crate::server::{Filter, Search};

/// A key of a ticket in the tracker.
const KEY: &str = "00000000-0000-4000-8000-000000000100";

/// Returns a filter with every condition, each with characters that are easily encoded wrong.
fn everything() -> TicketFilter {
    TicketFilter::new()
        .ids(["100", "200"])
        .statuses([
            TicketStatus::InProgress,
            TicketStatus::from("a, b"),
            TicketStatus::from("c&d=e+f%2C"),
        ])
        .labels(["even", "a,b"])
        .priority(Priority::Normal)
        .text("Ticket 1 &?=#+%ü")
        .created_after(
            "2026-01-01T01:00:00+01:00"
                .parse::<Timestamp>()
                .expect("a timestamp"),
        )
        .due_before("2026-02-28".parse::<Date>().expect("a day"))
        .min_votes(-2)
        .max_estimate(1000.25)
        .confidential(true)
        .key(KEY.parse::<Uuid>().expect("a key"))
        .reporter_email("person-100+x@example.net")
}

/// Returns the tracker's expected reading of it.
fn understood() -> Filter {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Filter {
        ids: texts(&["100", "200"]),
        statuses: texts(&["in progress", "a, b", "c&d=e+f%2C"]),
        labels: texts(&["even", "a,b"]),
        priority: Some("normal".to_owned()),
        text: Some("Ticket 1 &?=#+%ü".to_owned()),
        created_after: Some("2026-01-01T00:00:00.000000Z".to_owned()),
        due_before: Some("2026-02-28".to_owned()),
        min_votes: Some(-2),
        max_estimate: Some(1000.25),
        confidential: Some(true),
        key: Some(KEY.to_owned()),
        reporter_email: Some("person-100+x@example.net".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_filter_means_the_same_in_a_query_and_in_a_body() {
    let (server, client) = tracker(300).await;
    let listed = client.send(&ListTickets::new().filter(everything())).await;
    assert_eq!(listed.expect("a page").json_body.data, []);
    let found = client.send(&SearchTickets::new(everything())).await;
    assert_eq!(found.expect("a page").json_body.result.found, []);
    let searches = server.store().searches.clone();
    let filters: Vec<_> = searches.iter().map(|search| &search.filter).collect();
    assert_eq!(filters, [&understood(), &understood()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_comma_separated_or_a_repeated_parameter() {
    let (server, client) = tracker(1).await;
    let filter = TicketFilter::new().ids(["1", "2"]).labels(["a,b", "c d"]);
    let request = ListTickets::new()
        .filter(filter)
        .sort(["x,y", "z"])
        .fields(["a,b", "c"]);
    client.send(&request).await.expect("a page");
    let request = server.only();
    let mut pairs = request.query().expect("a query");
    pairs.sort();
    let wanted = [
        ("fields", "a%2Cb,c"),
        ("ids", "1,2"),
        ("labels", "a%2Cb"),
        ("labels", "c%20d"),
        ("sort", "x%2Cy"),
        ("sort", "z"),
    ];
    assert_eq!(pairs, wanted.map(|(name, value)| (name.to_owned(), value)));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_parameter_arrives() {
    let (server, client) = tracker(3000).await;
    let trace = "6F0D1F52-8A3E-4BD3-9B7E-0F3A3C8F6D10"
        .parse::<Uuid>()
        .expect("a uuid");
    let request = ListTickets::new()
        .limit(2_u32)
        .sort(["votes", "createdAt"])
        .fields(["id", "a,b"])
        .opened_on("2026-01-02".parse::<Date>().expect("a day"))
        .with_closed(false)
        .x_trace(trace)
        .x_watch_labels(["printer", "fire"]);
    let response = client.send(&request).await.expect("a page");
    let texts = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
    let wanted = Search {
        limit: Some(2),
        sort: texts(["votes", "createdAt"]),
        fields: texts(["id", "a,b"]),
        opened_on: Some("2026-01-02".to_owned()),
        with_closed: Some(false),
        trace: Some("6f0d1f52-8a3e-4bd3-9b7e-0f3a3c8f6d10".to_owned()),
        watched: texts(["printer", "fire"]),
        ..Search::default()
    };
    assert_eq!(server.store().searches, [wanted]);
    let tickets = response.json_body.data;
    assert_eq!(tickets[0].id, Some(Id::from("1440")));
    assert_eq!(tickets[1].id, Some(Id::from("1441")));
}

#[tokio::test(flavor = "multi_thread")]
async fn omitted_parameters_are_not_sent_even_with_a_default() {
    let (server, client) = tracker(1).await;
    client.send(&ListTickets::new()).await.expect("a page");
    let request = server.only();
    assert_eq!(request.target, "/api/v3/tickets");
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("x-trace"), None);
    assert_eq!(request.header("content-length"), None);
    assert_eq!(server.store().searches, [Search::default()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_headers_are_values_and_keep_their_text() {
    let (_server, client) = tracker(3).await;
    let response = client
        .send(&ListTickets::new().limit(2_u32))
        .await
        .expect("a page");
    let headers = &response.headers;
    assert_eq!(headers.x_total, Some(3));
    assert_eq!(headers.x_complete, Some(false));
    assert_eq!(headers.x_load, Some(0.25));
    assert_eq!(headers.first_ticket, Some(Id::from("1")));
    assert_eq!(headers.x_offset, Some(0));
    assert_eq!(
        headers.x_snapshot,
        "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e".parse().ok()
    );
    assert_eq!(headers.x_taken_at, "2026-11-22T11:00:00.5Z".parse().ok());
    assert_eq!(headers.x_kept_until, "2026-11-30".parse().ok());
    assert_eq!(headers.x_request_id.as_deref(), Some("rq-0"));
    let text = headers.get("X-Taken-At");
    assert_eq!(text.as_deref(), Some("2026-11-22T12:00:00.5+01:00"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_typed_header_is_absent_and_keeps_its_text() {
    let (server, client) = tracker(3).await;
    server.replace(0, |mut page| {
        for (name, value) in &mut page.headers {
            if *name == "X-Total" {
                "many".clone_into(value);
            }
        }
        page.headers.retain(|(name, _)| *name != "X-Load");
        page
    });
    let response = client.send(&ListTickets::new()).await.expect("a page");
    assert_eq!(
        (response.headers.x_total, response.headers.x_load),
        (None, None)
    );
    assert_eq!(response.headers.get("X-Total").as_deref(), Some("many"));
}

#[tokio::test(flavor = "multi_thread")]
async fn values_out_of_bounds_are_not_sent() {
    let (server, client) = tracker(1).await;
    let nothing: [&str; 0] = [];
    let filter = TicketFilter::new()
        .ids((1..=501_u64).map(Id::from))
        .labels([""])
        .text("x")
        .min_votes(-1001)
        .max_estimate(f64::NAN);
    let request = ListTickets::new()
        .limit(1001_u32)
        .filter(filter)
        .sort(nothing);
    let violations = violations(client.send(&request).await);
    let paths: Vec<_> = violations
        .iter()
        .map(|violation| violation.path.as_str())
        .collect();
    let wanted = [
        "limit",
        "filter.ids",
        "filter.labels",
        "filter.text",
        "filter.minVotes",
        "filter.maxEstimate",
        "sort",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(server.seen().len(), 0);
}
