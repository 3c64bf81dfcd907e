//! Pages and their items: complete, and without a superfluous request.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;
use sdk_runtime::call::SendOptions;
use sdk_runtime::error::Error;
use sdk_runtime::retry::RetryPolicy;
use sdk_runtime::values::Id;
use serde_json::json;
use ticket_api::{ListTickets, SearchTickets, Ticket, TicketFilter};

use crate::fixture::{api_error, decode_error, tracker};
use crate::server::{Filter, PASSWORD, Reply, Server, Store, USER, cursor};

/// Returns all identifiers up to this one.
fn ids(last: u64) -> Vec<Option<Id>> {
    (1..=last).map(|id| Some(Id::from(id))).collect()
}

/// Returns the cursors in the tracker's requests.
fn cursors(server: &Server) -> Vec<Option<String>> {
    let store = server.store();
    let cursors = store.searches.iter().map(|search| search.cursor.clone());
    cursors.collect()
}

/// The cursors of three full pages.
fn three() -> Vec<Option<String>> {
    vec![None, Some(cursor(1000)), Some(cursor(2000))]
}

fn id(ticket: Result<Ticket, Error>) -> Option<Id> {
    ticket.expect("a ticket").id
}

#[tokio::test(flavor = "multi_thread")]
async fn the_items_of_all_pages_come_in_order() {
    let (server, client) = tracker(2500).await;
    let mut items = client.items(ListTickets::new());
    let mut found = Vec::new();
    while let Some(ticket) = items.next().await {
        found.push(id(ticket));
    }
    assert_eq!(found, ids(2500));
    assert_eq!(cursors(&server), three());
    assert!(items.next().await.is_none(), "it continues after the end");
    assert_eq!(server.seen().len(), 3);
}

/// Polls the next item through the `Stream` trait, like the combinators of other crates.
async fn polled<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn items_and_pages_implement_stream() {
    let (server, client) = tracker(2500).await;
    let mut items = client.items(ListTickets::new());
    let mut found = Vec::new();
    while let Some(ticket) = polled(&mut items).await {
        found.push(id(ticket));
    }
    assert_eq!(found, ids(2500));
    let mut pages = client.pages(ListTickets::new());
    let mut count = 0;
    while let Some(page) = polled(&mut pages).await {
        count += page.expect("a page").into_items().len();
    }
    assert_eq!((count, server.seen().len()), (2500, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_have_all_parts_of_a_response() {
    let (server, client) = tracker(2500).await;
    let mut pages = client.pages(ListTickets::new());
    let (mut sizes, mut offsets) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        assert_eq!(page.status_code, 200);
        assert_eq!(page.json_body.pagination.total_items, 2500);
        assert_eq!(page.headers.x_total, Some(2500));
        sizes.push(page.json_body.data.len());
        offsets.push(page.headers.x_offset);
    }
    assert_eq!(sizes, [1000, 1000, 500]);
    assert_eq!(offsets, [Some(0), Some(1000), Some(2000)]);
    assert_eq!(cursors(&server), three());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_can_be_in_the_body() {
    let (server, client) = tracker(2500).await;
    let filter = TicketFilter::new().labels(["a,b"]);
    let mut items = client.items(SearchTickets::new(filter).size(1000_u32));
    let mut found = Vec::new();
    while let Some(ticket) = items.next().await {
        found.push(id(ticket));
    }
    assert_eq!(found, ids(2500));
    assert_eq!(cursors(&server), three());
    let wanted = Filter {
        labels: vec!["a,b".to_owned()],
        ..Filter::default()
    };
    for search in &server.store().searches {
        assert_eq!((search.limit, &search.filter), (Some(1000), &wanted));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_is_requested_with_only_the_cursor_changed() {
    let (server, client) = tracker(20).await;
    let filter = TicketFilter::new().labels(["even"]).min_votes(1);
    let request = ListTickets::new()
        .filter(filter)
        .limit(3_u32)
        .sort(["b", "a"]);
    let mut pages = client.pages(request);
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        let tickets = page.expect("a page").into_items();
        found.extend(tickets.into_iter().filter_map(|ticket| ticket.id));
    }
    assert_eq!(
        found,
        ["2", "4", "6", "8", "10", "12", "16", "18", "20"].map(Id::from)
    );
    let searches = server.store().searches.clone();
    assert_eq!(searches.len(), 3);
    for search in &searches {
        let mut like_the_first = search.clone();
        like_the_first.cursor = None;
        assert_eq!(like_the_first, searches[0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_can_start_in_the_middle() {
    let (server, client) = tracker(2500).await;
    let mut items = client.items(ListTickets::new().cursor(cursor(2000)));
    let mut count = 0;
    while let Some(ticket) = items.next().await {
        count += 1;
        assert_eq!(id(ticket), Some(Id::from(2000 + count)));
    }
    assert_eq!((count, server.seen().len()), (500, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partial_iteration_sends_no_further_request() {
    for (taken, requests) in [(0, 0), (1, 1), (999, 1), (1000, 1), (1001, 2), (2000, 2)] {
        let (server, client) = tracker(2500).await;
        let mut items = client.items(ListTickets::new());
        for _ in 0..taken {
            let ticket = items.next().await;
            assert!(matches!(ticket, Some(Ok(_))), "{taken}: {ticket:?}");
        }
        drop(items);
        // A pending request would have arrived by now.
        let checked = client.send(&ticket_api::GetMetadata::new(1_u64)).await;
        checked.expect("the client still works");
        assert_eq!(cursors(&server).len(), requests, "{taken}");
        assert_eq!(server.seen().len(), requests + 1, "{taken}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_prefetched() {
    let (server, client) = tracker(2500).await;
    let mut pages = client.pages(ListTickets::new());
    for number in 1..=3 {
        let page = pages.next().await;
        assert!(matches!(page, Some(Ok(_))));
        assert_eq!(server.seen().len(), number);
    }
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_result_is_one_empty_page() {
    let (server, client) = tracker(0).await;
    let mut pages = client.pages(ListTickets::new());
    let page = pages.next().await.expect("a page").expect("a page");
    assert_eq!(page.json_body.data, []);
    assert!(pages.next().await.is_none());
    assert!(client.items(ListTickets::new()).next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_items_is_not_the_end() {
    let (server, client) = tracker(2500).await;
    server.replace(1, |page| page.edited(|body| body["data"] = json!([])));
    let mut items = client.items(ListTickets::new());
    let mut count = 0;
    while let Some(ticket) = items.next().await {
        assert!(id(ticket).is_some());
        count += 1;
    }
    assert_eq!((count, server.seen().len()), (1500, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_null_cursor_is_the_end() {
    let (server, client) = tracker(2500).await;
    server.replace(0, |page| {
        page.edited(|body| body["pagination"]["nextCursor"] = json!(null))
    });
    let mut pages = client.pages(ListTickets::new());
    pages.next().await.expect("a page").expect("a page");
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_the_middle_ends_the_items() {
    let (server, client) = tracker(2500).await;
    server.replace(1, |_| Reply::error(500, "broken", "out of paper"));
    let mut items = client.items(ListTickets::new());
    for expected in ids(1000) {
        assert_eq!(items.next().await.map(id), Some(expected));
    }
    let error = api_error(items.next().await.expect("an error"));
    assert_eq!(error.status_code, 500);
    assert!(items.next().await.is_none(), "it continues after an error");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_page_is_an_error_and_not_an_end() {
    let (server, client) = tracker(2500).await;
    server.replace(2, |page| Reply {
        cut: Some(page.body.len() / 2),
        ..page
    });
    let mut pages = client.pages(ListTickets::new());
    for _ in 0..2 {
        pages.next().await.expect("a page").expect("a page");
    }
    let page = pages.next().await.expect("an error");
    assert!(matches!(page, Err(Error::Interrupted(_))), "{page:?}");
    assert!(pages.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undecodable_item_is_an_error_of_its_page() {
    let (server, client) = tracker(2500).await;
    server.replace(1, |page| {
        page.edited(|body| body["data"][7]["priority"] = json!("huge"))
    });
    let mut items = client.items(ListTickets::new());
    for expected in ids(1000) {
        assert_eq!(items.next().await.map(id), Some(expected));
    }
    let error = decode_error(items.next().await.expect("an error"));
    assert_eq!(error.path.as_deref(), Some("data[7].priority"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_cursor_is_an_error_and_not_a_loop() {
    let (server, client) = tracker(2500).await;
    // The second page names itself as the next one.
    server.replace(1, |page| {
        page.edited(|body| body["pagination"]["nextCursor"] = json!(cursor(1000)))
    });
    let mut items = client.items(ListTickets::new());
    let (mut count, mut failures) = (0, 0);
    while let Some(ticket) = items.next().await {
        match ticket {
            Ok(_) => count += 1,
            Err(_) => failures += 1,
        }
        assert!(count + failures <= 2500, "an endless loop");
    }
    assert_eq!(
        (count, failures),
        (2000, 1),
        "an incomplete listing ends with an error"
    );
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_page_is_requested_again() {
    let (server, client) = tracker(1500).await;
    server.replace(1, |_| Reply::empty(429));
    let at_once = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let options = SendOptions::new().with_retry_policy(at_once);
    let mut items = client.items_with(ListTickets::new(), options.clone());
    let (mut found, mut attempts) = (Vec::new(), Vec::new());
    while let Some(ticket) = items.next().await {
        found.push(id(ticket));
        attempts.push(items.attempts().count());
    }
    assert_eq!(found, ids(1500));
    assert!(attempts[..1000].iter().all(|count| *count == 1));
    assert!(attempts[1000..].iter().all(|count| *count == 2));
    assert_eq!(server.seen().len(), 3);

    server.replace(3, |_| Reply::empty(429));
    let mut pages = client.pages_with(ListTickets::new(), options);
    let page = pages.next().await.expect("a page").expect("a page");
    let failed = page.attempts().failed();
    assert_eq!((failed.len(), failed[0].status_code), (1, Some(429)));
}

#[tokio::test(flavor = "multi_thread")]
async fn items_and_pages_work_with_the_blocking_client() {
    let server = Server::start(Store::with_tickets(2500)).await;
    let builder = ticket_api::Client::builder(server.url(), (USER, PASSWORD));
    let builder = builder
        .with_retry_policy(RetryPolicy::never())
        .without_rate_limit();
    // This separate thread runs nothing async.
    let work = std::thread::spawn(move || {
        let client = builder.build_blocking().expect("a client");
        let first = client.items(ListTickets::new()).take(1001).map(id).last();
        let found: Vec<_> = client.items(ListTickets::new()).map(id).collect();
        let pages = client.pages(ListTickets::new());
        let pages: Result<Vec<_>, _> = pages.map(|page| Ok::<_, Error>(page?.total())).collect();
        (first, found, pages.expect("pages"))
    });
    let work = tokio::task::spawn_blocking(move || work.join());
    let (first, found, pages) = work.await.expect("a thread").expect("no panic");
    assert_eq!(first, Some(Some(Id::from(1001_u64))));
    assert_eq!(found, ids(2500));
    assert_eq!(pages, [Some(2500); 3]);
    assert_eq!(cursors(&server).len(), 2 + 3 + 3);
}
