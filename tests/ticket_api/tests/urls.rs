//! Values that resemble another path or another query.

use ticket_api::{DownloadAttachment, GetFile, GetTicket, ListTickets, UploadAttachment};

use crate::fixture::{api_error, debug, tracker, violations};
use crate::server::cursor;

/// Values of a path parameter that must arrive unchanged.
const ARRIVING: [&str; 16] = [
    "a/b",
    "%2e%2e",
    "%2F",
    "ü",
    "a?b#c",
    "a b+c",
    "...",
    ". .",
    "a/../b",
    "../x",
    "a\\b",
    "a;b=c&d",
    "a\r\nX: y",
    "a\u{0}",
    "\u{1F525}{name}",
    "http://other.example/",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_path_value_arrives_unchanged_and_as_one_segment() {
    let (server, client) = tracker(7).await;
    for name in ARRIVING {
        let request = UploadAttachment::new("7", name, b"x");
        client
            .send(&request)
            .await
            .unwrap_or_else(|error| panic!("{name:?}: {error}"));
        assert!(
            server.store().files.contains_key(&(7, name.to_owned())),
            "{name:?}"
        );
        let request = DownloadAttachment::new("7", name);
        client
            .send(&request)
            .await
            .unwrap_or_else(|error| panic!("{name:?}: {error}"));
    }
    assert_eq!(server.store().files.len(), ARRIVING.len());
    for request in server.seen() {
        assert_eq!(request.path().split('/').count(), 7, "{}", request.target);
        assert!(!request.target.contains('?'), "{}", request.target);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_would_change_the_path_is_rejected() {
    let (server, client) = tracker(7).await;
    for name in ["", ".", ".."] {
        let found = violations(client.send(&DownloadAttachment::new("7", name)).await);
        assert!(
            found.iter().any(|violation| violation.path == "name"),
            "{name}: {found:?}"
        );
        let found = violations(client.send(&GetTicket::new(name)).await);
        assert!(
            found.iter().any(|violation| violation.path == "ticketId"),
            "{name}: {found:?}"
        );
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parameter_inside_of_a_segment_arrives_unchanged() {
    let (server, client) = tracker(0).await;
    for name in ["a/b", "ü", "a?b#c", "%2e%2e", "x.json", "..", "."] {
        let response = client.send(&GetFile::new(name)).await;
        let response = response.unwrap_or_else(|error| panic!("{name:?}: {error}"));
        assert_eq!(response.json_body["file"], name);
    }
    assert_eq!(
        violations(client.send(&GetFile::new("")).await)[0].path,
        "name"
    );
    let targets: Vec<_> = server
        .seen()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(targets[0], "/api/v3/files/a%2Fb.json");
    assert_eq!(targets[5], "/api/v3/files/...json");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_cannot_change_the_path_either() {
    let (server, client) = tracker(7).await;
    for id in ["7/metadata", "7?depth=9", "7#", "../tickets/7", "%37"] {
        let error = api_error(client.send(&GetTicket::new(id)).await);
        assert_eq!(
            (
                error.status_code,
                &*error.errors[0].title.clone().unwrap_or_default()
            ),
            (404, "no such ticket"),
            "{id}"
        );
    }
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_value_arrives_unchanged() {
    let (server, client) = tracker(1).await;
    let values = [
        "a&limit=5",
        "a=b",
        "a+b c",
        "%41",
        "#x",
        "?",
        "ü\u{1F525}",
        "a\r\nb",
        ",",
        "a\u{0}",
    ];
    for value in values {
        client
            .send(&ListTickets::new().sort([value, "z"]))
            .await
            .expect("a page");
    }
    let sorts: Vec<_> = server
        .store()
        .searches
        .iter()
        .map(|search| search.sort.clone())
        .collect();
    assert_eq!(
        sorts,
        values.map(|value| vec![value.to_owned(), "z".to_owned()])
    );
    client
        .send(&ListTickets::new().cursor(cursor(1)))
        .await
        .expect("an empty page");
}

#[tokio::test(flavor = "multi_thread")]
async fn literal_commas_in_a_list_belong_to_its_items() {
    let (server, client) = tracker(1).await;
    let fields = ["a,b", ",", "%2C", "a%2Cb,", "c d", "+"];
    client
        .send(&ListTickets::new().fields(fields))
        .await
        .expect("a page");
    assert_eq!(server.store().searches[0].fields, fields);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_cannot_become_two() {
    let (server, client) = tracker(7).await;
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b"] {
        let request = GetTicket::new("7").x_on_behalf_of(value);
        let found = violations(client.send(&request).await);
        assert_eq!(found[0].path, "X-On-Behalf-Of", "{value:?}");
        assert!(!debug(&found).contains("Evil"), "the value is sensitive");
    }
    assert_eq!(server.seen().len(), 0);
}
