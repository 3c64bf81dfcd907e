//! Pages that are selected by an offset or by their number.

use sdk_runtime::error::Error;
use sdk_runtime::pagination::PageRequest;
use sdk_runtime::retry::RetryPolicy;
use serde_json::json;
use ticket_api::{Client, ListEvents, ListLabels};

use crate::fixture::{api_error, tracker};
use crate::server::{PASSWORD, Reply, Server, Store, USER};

/// Returns the paths and queries of the requests.
fn targets(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter();
    seen.map(|request| request.target.replace("/api/v3", ""))
        .collect()
}

/// Returns the ids of all events, and the error that ended them.
async fn events(client: &Client, request: ListEvents) -> (Vec<String>, Option<Error>) {
    let mut items = client.items(request);
    let mut found = Vec::new();
    while let Some(event) = items.next().await {
        match event {
            Ok(event) => found.push(event.id.to_string()),
            Err(error) => return (found, Some(error)),
        }
    }
    (found, None)
}

/// Returns the labels of all pages.
async fn labels(client: &Client, request: ListLabels) -> Vec<String> {
    let mut items = client.items(request);
    let mut found = Vec::new();
    while let Some(label) = items.next().await {
        found.push(label.expect("a label"));
    }
    found
}

fn ids(range: std::ops::RangeInclusive<u64>) -> Vec<String> {
    range.map(|id| id.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_offset_is_behind_the_received_items() {
    let (server, client) = tracker(20).await;
    assert_eq!(events(&client, ListEvents::new()).await.0, ids(1..=20));
    assert_eq!(
        targets(&server),
        ["/events", "/events?skip=10"],
        "the total is the end"
    );

    let (server, client) = tracker(23).await;
    let mut pages = client.pages(ListEvents::new().skip(2_u32).take(9));
    let mut totals = Vec::new();
    while let Some(page) = pages.next().await {
        totals.push(page.expect("a page").total());
    }
    assert_eq!(totals, [Some(23); 3]);
    let expected = [2, 11, 20].map(|skip| format!("/events?skip={skip}&take=9"));
    assert_eq!(targets(&server), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_total_a_short_or_empty_page_is_the_last() {
    for (count, take, requests) in [
        (20, None, 3),
        (25, None, 4),
        (20, Some(10), 3),
        (25, Some(10), 3),
    ] {
        let (server, client) = tracker(count).await;
        for number in 0..requests {
            server.replace(number, |page| {
                page.edited(|body| body["page"]["total"] = json!(null))
            });
        }
        let request = take.into_iter().fold(ListEvents::new(), ListEvents::take);
        assert_eq!(events(&client, request).await.0, ids(1..=count));
        assert_eq!(server.seen().len(), requests, "{count} {take:?}");
    }
    let (server, client) = tracker(0).await;
    assert!(events(&client, ListEvents::new()).await.0.is_empty());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_shorter_than_the_limit_and_not_the_last() {
    let (server, client) = tracker(25).await;
    // The total decides: the tracker may leave events out of a page.
    server.replace(0, |page| {
        page.edited(|body| body["page"]["events"] = json!([{"id": "1"}]))
    });
    let (found, _) = events(&client, ListEvents::new().take(10)).await;
    assert_eq!(found[..2], ids(1..=2));
    assert_eq!(found.len(), 25);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_ignores_the_offset_is_an_error_and_not_a_loop() {
    for has_total in [true, false] {
        let (server, client) = tracker(500).await;
        for number in 0..20 {
            server.replace(number, move |page| {
                page.edited(|body| {
                    body["page"]["events"] = json!([{"id": "1"}, {"id": "2"}]);
                    body["took"] = json!(number);
                    if !has_total {
                        body["page"]["total"] = json!(null);
                    }
                })
            });
        }
        let (found, error) = events(&client, ListEvents::new()).await;
        assert_eq!(found, ids(1..=2), "the repeated page is not returned");
        assert!(matches!(error, Some(Error::RepeatedCursor(_))), "{error:?}");
        let message = "ListEvents returned the same items twice in a row within 2 pages";
        let error = error.expect("an error").to_string();
        assert!(error.starts_with(message), "{error}");
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_numbered_from_the_first() {
    let expected: Vec<_> = (1..=25).map(|id| format!("label {id}")).collect();
    let (server, client) = tracker(25).await;
    assert_eq!(labels(&client, ListLabels::new()).await, expected);
    let numbers = [
        "/labels",
        "/labels?page=1",
        "/labels?page=2",
        "/labels?page=3",
    ];
    assert_eq!(targets(&server), numbers, "an empty page is the end");

    let (server, client) = tracker(25).await;
    assert_eq!(
        labels(&client, ListLabels::new().size(10_u32)).await,
        expected
    );
    assert_eq!(server.seen().len(), 3, "a short page is the end");
    assert_eq!(
        labels(&client, ListLabels::new().page(2)).await,
        expected[20..]
    );
    assert_eq!(targets(&server)[3..], ["/labels?page=2", "/labels?page=3"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_page_can_be_continued_with() {
    let (server, client) = tracker(25).await;
    server.replace(1, |_| Reply::error(500, "broken", "out of paper"));
    let mut items = client.items(ListEvents::new());
    let mut found = Vec::new();
    let error = loop {
        match items.next().await.expect("an error") {
            Ok(event) => found.push(event.id.to_string()),
            Err(error) => break error,
        }
    };
    assert_eq!(api_error::<()>(Err(error)).status_code, 500);
    assert!(items.next().await.is_none());
    let failed = items.page_request().cloned().expect("the failed page");
    assert_eq!(failed.url(), None);
    assert_eq!(*failed.operation(), ListEvents::new().skip(10_u32));
    let mut rest = client.items(failed);
    while let Some(event) = rest.next().await {
        found.push(event.expect("an event").id.to_string());
    }
    assert_eq!(found, ids(1..=25));
    assert!(rest.page_request().is_none(), "there is no further page");
}

#[tokio::test(flavor = "multi_thread")]
async fn numbered_pages_work_with_the_blocking_client() {
    let server = Server::start(Store::with_tickets(25)).await;
    server.replace(1, |_| Reply::error(500, "broken", "out of paper"));
    let builder = Client::builder(server.url(), (USER, PASSWORD));
    let builder = builder.with_retry_policy(RetryPolicy::never());
    let work = std::thread::spawn(move || {
        let client = builder.build_blocking().expect("a client");
        let mut pages = client.pages(ListLabels::new());
        let mut sizes = Vec::new();
        for page in &mut pages {
            sizes.push(page.map(|page| page.into_items().len()).ok());
        }
        assert!(pages.next().is_none());
        let failed: PageRequest<_> = pages.page_request().cloned().expect("the failed page");
        let mut items = client.items(failed);
        let rest = items.by_ref().flatten().count();
        (sizes, rest, items.page_request().is_none())
    });
    let work = tokio::task::spawn_blocking(move || work.join());
    let (sizes, rest, is_ended) = work.await.expect("a thread").expect("no panic");
    assert_eq!(
        (sizes.as_slice(), rest, is_ended),
        (&[Some(10), None][..], 15, true)
    );
}
