//! Lists and objects in the query, in every style.

use std::collections::BTreeMap;

use ticket_api::{CloseFilter, EchoQuery, EchoQueryPage, EchoQueryPageAfter, TicketStatus};

use crate::fixture::{tracker, violations};

/// Returns a request with a filter that adds nothing to the query.
fn echo() -> EchoQuery {
    EchoQuery::new().filter(CloseFilter::every_ticket())
}

fn order() -> BTreeMap<String, String> {
    BTreeMap::from([("x".to_owned(), "asc".to_owned())])
}

#[tokio::test(flavor = "multi_thread")]
async fn every_style_arrives_as_written() {
    let (_server, client) = tracker(0).await;
    let filter = CloseFilter::new()
        .ids(["1", "2"])
        .statuses([TicketStatus::Open])
        .limit(3);
    let after = EchoQueryPageAfter::new().ids(["9", "10"]).note("a&b[c]=d");
    let page = EchoQueryPage::new()
        .size(10)
        .sort([("t i", order())])
        .after(after);
    for (request, expected) in [
        (echo(), ""),
        (
            echo().labels(["a b", "c,d", "é"]),
            "labels=a%20b%7Cc%2Cd%7C%C3%A9",
        ),
        (echo().numbers(["7", "a|b"]), "numbers=7%20a%7Cb"),
        (
            echo().watchers(["a|b c", "d"]),
            "watchers[]=a%7Cb%20c&watchers[]=d",
        ),
        (
            echo().filter(filter),
            "filter[ids]=1,2&filter[statuses]=open&filter[limit]=3",
        ),
        (
            echo().page(page),
            "page[size]=10&page[sort][t%20i][x]=asc&page[after][ids]=9&page[after][ids]=10\
             &page[after][note]=a%26b%5Bc%5D%3Dd",
        ),
    ] {
        let response = client.send(&request).await.expect("a response");
        let names = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = name.replace("%5B", "[").replace("%5D", "]");
            format!("{name}={value}")
        };
        let pairs = response.text_body.split('&').map(names);
        let query = pairs.collect::<Vec<_>>().join("&");
        let expected = if expected.is_empty() { "=" } else { expected };
        assert_eq!(query, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_the_server_would_split_is_rejected() {
    let (server, client) = tracker(0).await;
    let sort = |key: &str| echo().page(EchoQueryPage::new().sort([(key, order())]));
    let after = EchoQueryPageAfter::new().ids(Vec::<&str>::new());
    for (request, path, message) in [
        (
            echo().labels(["a", "b|c"]),
            "labels",
            "item 1 contains `|`, which separates the items of this list: remove it",
        ),
        (
            echo().numbers(["a b"]),
            "numbers",
            "item 0 contains a space, which separates the items of this list: remove it",
        ),
        (
            sort("a][b"),
            "page.sort",
            "has an entry with a bracket in its key, which would end the key",
        ),
        (
            sort(" "),
            "page.sort",
            "has an entry with an empty key, which cannot be a parameter name",
        ),
        (
            echo().page(EchoQueryPage::new().after(after)),
            "page.after.ids",
            "the list is empty: add an item, or leave it unset",
        ),
    ] {
        let found = violations(client.send(&request).await);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].path.as_str(), found[0].message.as_str()),
            (path, message)
        );
    }
    assert_eq!(server.seen().len(), 0);
}
