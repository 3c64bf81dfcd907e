//! Paths with slashes in their values, several base paths, and the path of a gateway.

use sdk_runtime::error::Error;
use sdk_runtime::http::Method;
use sdk_runtime::request::RawRequest;
use ticket_api::{CancelTicket, Client, GetAsset, GetTicket};

use crate::fixture::{api_error, debug, tracker, violations};
use crate::server::{PASSWORD, Server, Store, USER};

/// Builds a client of a server behind a gateway.
fn client(server: &Server, path: &str) -> Client {
    let builder = Client::builder(format!("{}{path}", server.url()), (USER, PASSWORD));
    builder.build().expect("a client for loopback")
}

#[tokio::test(flavor = "multi_thread")]
async fn operations_have_their_own_base_path_and_marks() {
    let (server, client) = tracker(7).await;
    let response = client.send(&CancelTicket::new("7")).await;
    assert_eq!(response.expect("closed").status_code, 204);
    assert_eq!(server.only().target, "/api/v4/tickets(7):cancel/");
    assert_eq!(server.store().tickets[&7]["status"], "closed");
    for id in ["7)", "7):cancel/", "(7"] {
        let error = api_error(client.send(&CancelTicket::new(id)).await);
        assert_eq!(error.status_code, 404, "{id}");
    }
    let last = server.seen().pop().expect("a request").target;
    assert_eq!(last, "/api/v4/tickets(%287):cancel/");
}

#[tokio::test(flavor = "multi_thread")]
async fn slashes_of_a_value_separate_segments() {
    let (server, client) = tracker(0).await;
    for (path, target) in [
        ("a", "a"),
        ("a/b", "a/b"),
        ("a b/ü?#/%2F/...", "a%20b/%C3%BC%3F%23/%252F/..."),
        ("icons/x;raw", "icons/x%3Braw"),
        ("{path}/:@", "%7Bpath%7D/%3A%40"),
    ] {
        let response = client.send(&GetAsset::new(path)).await;
        let response = response.unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(response.text_body, path.replace('/', "\n"));
        let last = server.seen().pop().expect("a request").target;
        assert_eq!(last, format!("/assets@v1/{target};raw"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_with_slashes_cannot_leave_its_place() {
    let (server, client) = tracker(0).await;
    for path in [
        "",
        " ",
        "/",
        "/a",
        "a/",
        "a//b",
        "a/ /b",
        ".",
        "..",
        "../a",
        "a/..",
        "a/./b",
        "a/%2e%2E/b",
        "a\\b",
        "\\",
        "a/\u{200b}",
    ] {
        let found = violations(client.send(&GetAsset::new(path)).await);
        assert_eq!(found.len(), 1, "{path:?}: {found:?}");
        assert_eq!(found[0].path, "path", "{path:?}");
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_paths_are_below_the_path_of_a_gateway() {
    let server = Server::start(Store::with_tickets(7)).await;
    for path in ["/s1/tenant", "/s1/tenant/"] {
        let client = client(&server, path);
        client.send(&GetTicket::new("7")).await.expect("a ticket");
        client.send(&CancelTicket::new("7")).await.expect("closed");
        client.send(&GetAsset::new("a/b")).await.expect("an asset");
        let raw = RawRequest::new(Method::Get, "/api/v3/tickets").with_query("limit", "1");
        let raw = client.send_raw(raw).await.expect("a response");
        assert_eq!(raw.status_code, 200);
    }
    let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
    let expected = [
        "/s1/tenant/api/v3/tickets/7",
        "/s1/tenant/api/v4/tickets(7):cancel/",
        "/s1/tenant/assets@v1/a/b;raw",
        "/s1/tenant/api/v3/tickets?limit=1",
    ];
    assert_eq!(targets, expected.repeat(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_base_path_is_explained() {
    let server = Server::start(Store::with_tickets(7)).await;
    let error = client(&server, "/api/v3").send(&GetTicket::new("7")).await;
    let Err(error @ Error::Api(_)) = error else {
        panic!("{error:?}");
    };
    let advice = "; the base URL has a path, to which the operation adds its own: check that it \
                  is the path of a gateway";
    assert!(error.to_string().contains(advice), "{error}");
    assert!(!debug(&error).contains(PASSWORD));
    // Without a path, or with another status, there is nothing to explain.
    let missing = client(&server, "").send(&GetTicket::new("99")).await;
    assert!(
        !missing
            .expect_err("no ticket")
            .to_string()
            .contains("base URL")
    );
}
