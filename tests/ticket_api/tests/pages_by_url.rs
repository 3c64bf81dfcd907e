//! Pages whose URL the tracker names, in a header or in the body.

use std::time::Duration;

use sdk_runtime::call::SendOptions;
use sdk_runtime::error::Error;
use sdk_runtime::pagination::PageRequest;
use sdk_runtime::retry::RetryPolicy;
use serde_json::json;
use ticket_api::{Client, ListPeople, ListReports, Person};

use crate::fixture::tracker;
use crate::server::{Reply, Server};

fn admins() -> ListPeople {
    ListPeople::new().role("admin").x_trace("7")
}

fn name(person: Result<Person, Error>) -> String {
    person.expect("a person").name
}

fn targets(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter();
    seen.map(|request| request.target.replace("/api/v3", ""))
        .collect()
}

/// Reads people until the error.
async fn error_of(client: &Client) -> (usize, Error) {
    let mut items = client.items(admins());
    let mut count = 0;
    loop {
        match items.next().await.expect("an error") {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(items.next().await.is_none());
                assert!(items.page_request().is_none());
                return (count, error);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_lead_through_all_pages() {
    let (server, client) = tracker(25).await;
    let mut items = client.items(admins());
    let mut found = Vec::new();
    while let Some(person) = items.next().await {
        found.push(name(person));
    }
    let expected: Vec<_> = (1..=25).map(|id| format!("admin {id}")).collect();
    assert_eq!(found, expected);
    let pages = ["", "&after=10", "&after=20"].map(|after| format!("/people?role=admin{after}"));
    assert_eq!(targets(&server), pages);
    for request in server.seen() {
        assert_eq!(
            request.header("x-trace"),
            Some("7"),
            "the other inputs stay"
        );
        assert!(request.header("authorization").is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_urls_in_the_body_lead_through_all_pages() {
    let (server, client) = tracker(25).await;
    let mut pages = client.pages(ListReports::new().title("Votes"));
    let (mut found, mut totals) = (Vec::new(), Vec::new());
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        totals.push(page.total());
        found.extend(page.into_items());
    }
    let expected: Vec<_> = (1..=25).map(|id| format!("Votes {id}")).collect();
    assert_eq!((found, totals), (expected, vec![Some(25); 3]));
    let pages = ["/reports", "/reports?from=10", "/reports?from=20"];
    assert_eq!(targets(&server), pages);
    for request in server.seen() {
        assert_eq!(
            request.json(),
            Ok(json!({"title": "Votes"})),
            "the body stays"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_credential_never_leaves_the_server() {
    let (other, _client) = tracker(25).await;
    let (server, client) = tracker(25).await;
    let port = server.url().replace("http://127.0.0.1:", "");
    for (link, part) in [
        (other.url(), "port"),
        ("https://evil.example".to_owned(), "scheme"),
        (format!("http://localhost:{port}/api/v3/people"), "host"),
        (format!("https://127.0.0.1:{port}/api/v3/people"), "scheme"),
        (format!("//evil.example:{port}/api/v3/people"), "host"),
        (format!("\\\\evil.example:{port}/api/v3/people"), "host"),
        (format!("http://127.0.0.1:{port}@evil.example/"), "host"),
        ("http://127.0.0.1".to_owned(), "port"),
        ("javascript:alert(1)".to_owned(), "scheme"),
        ("http://[".to_owned(), "invalid"),
    ] {
        let number = server.seen().len();
        server.replace(number, move |page| {
            let page = Reply {
                headers: Vec::new(),
                ..page
            };
            page.with("Link", format!("<{link}>; rel=next"))
        });
        let (count, error) = error_of(&client).await;
        assert_eq!(count, 10, "the page before it is valid");
        assert!(matches!(error, Error::PageUrl(_)), "{error}");
        assert!(error.to_string().contains(part), "{error} {part}");
        assert!(!format!("{error} {error:?}").contains("evil"), "{error}");
        assert_eq!(server.seen().len(), number + 1);
    }
    assert!(other.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_url_is_an_error_and_not_a_loop() {
    // The second page leads to itself, back to the first one, or to itself in other words.
    for url in [
        "?role=admin&after=10",
        "/api/v3/people?role=admin",
        "./people?role=admin&after=10#x",
    ] {
        let (server, client) = tracker(25).await;
        server.replace(1, move |page| {
            let page = Reply {
                headers: Vec::new(),
                ..page
            };
            page.with("Link", format!("<{url}>; rel=next"))
        });
        let (count, error) = error_of(&client).await;
        let message = "ListPeople returned the same URL of a next page twice within 2 pages";
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!((count, server.seen().len()), (20, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_can_be_requested_by_its_url() {
    let (server, client) = tracker(25).await;
    server.replace(1, |_| Reply::error(500, "broken", "out of paper"));
    let mut pages = client.pages(admins());
    assert!(matches!(pages.next().await, Some(Ok(_))));
    assert!(matches!(pages.next().await, Some(Err(Error::Api(_)))));
    let failed = pages.page_request().expect("the failed page");
    let url = failed.url().expect("a URL").to_owned();
    assert_eq!(
        url,
        format!("{}/api/v3/people?role=admin&after=10", server.url())
    );
    for url in [url.as_str(), "?role=admin&after=10"] {
        let mut items = client.items(PageRequest::at(admins(), url));
        let first = items.next().await.map(name);
        assert_eq!(first, Some("admin 11".to_owned()));
    }
    let elsewhere = PageRequest::at(admins(), "http://evil.example/");
    let mut pages = client.pages(elsewhere);
    let error = pages.next().await.expect("an error");
    assert!(matches!(error, Err(Error::PageUrl(_))), "{error:?}");
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_page_is_requested_again_at_its_url() {
    let (server, client) = tracker(15).await;
    server.replace(1, |_| Reply::empty(429));
    let at_once = RetryPolicy::default().with_backoff(Duration::ZERO, Duration::ZERO);
    let options = SendOptions::new().with_retry_policy(at_once);
    let mut items = client.items_with(admins(), options);
    let mut count = 0;
    while let Some(person) = items.next().await {
        assert!(name(person).starts_with("admin "));
        count += 1;
    }
    let targets = targets(&server);
    assert_eq!((count, targets.len()), (15, 3));
    assert_eq!(targets[1], targets[2]);
}
