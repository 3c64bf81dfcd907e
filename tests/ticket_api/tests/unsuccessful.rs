//! Unsuccessful responses, in the tracker's own envelope.

use serde_json::json;
use ticket_api::{
    Client, DeleteTicket, GetTicket, ListTickets, PatchTicket, SearchTickets, TicketChange,
    TicketFilter,
};

use crate::fixture::{api_error, chain, client, tracker};
use crate::server::{PASSWORD, Reply, Server, Store, USER};

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_resource_is_reported_in_the_envelope() {
    let (_server, client) = tracker(7).await;
    let error = api_error(client.send(&GetTicket::new("8")).await);
    assert_eq!((error.status_code, &error.reason[..]), (404, "Not Found"));
    let [detail] = &error.errors[..] else {
        panic!("{:?}", error.errors);
    };
    assert_eq!(
        detail.code.as_ref().map(ToString::to_string).as_deref(),
        Some("not_found")
    );
    assert_eq!(detail.title.as_deref(), Some("no such ticket"));
    assert_eq!(detail.detail, None);
    assert_eq!(error.request_id().map(|id| &**id), Some("rq-0"));
    let text = error.to_string();
    assert!(
        text.contains("no such ticket") && text.contains("rq-0"),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_request_is_refused_by_the_tracker() {
    let (server, client) = tracker(7).await;
    let error = api_error(client.send(&ListTickets::new().cursor("made up")).await);
    assert_eq!(error.status_code, 400);
    let filter = TicketFilter::new();
    let error = api_error(
        client
            .send(&SearchTickets::new(filter).after("made up"))
            .await,
    );
    assert_eq!(error.status_code, 400);
    assert_eq!(server.store().searches.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn user_and_password_are_required() {
    let server = Server::start(Store::with_tickets(7)).await;
    for (user, password) in [
        (USER, "wrong"),
        ("eve", PASSWORD),
        (USER, ""),
        ("", PASSWORD),
    ] {
        let client = Client::builder(server.url(), (user, password)).build();
        let outcome = client.expect("a client").send(&GetTicket::new("7")).await;
        let error = api_error(outcome);
        assert_eq!((error.status_code, error.errors.len()), (401, 1));
        let advice = "ask the administrator of the tracker for a password";
        assert!(error.to_string().ends_with(advice), "{error}");
        assert!(!chain(&error).contains(PASSWORD));
    }
    client(&server)
        .send(&GetTicket::new("7"))
        .await
        .expect("the credentials are valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_with_a_colon_is_rejected() {
    let server = Server::start(Store::default()).await;
    let client = Client::builder(server.url(), ("ada:canary", "canary")).build();
    let error = client.expect_err("the colon ends the user");
    assert!(!chain(&error).contains("canary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_have_other_shapes_too() {
    let (server, client) = tracker(7).await;
    let list = json!({"error": [{"code": 1, "message": "a"}, {"code": 2, "message": "b"}]});
    server.replace(0, move |_| Reply::json(409, &list));
    server.replace(1, |_| {
        Reply::of("text/html", b"<p>a proxy</p>".into()).with_status(502)
    });
    server.replace(2, |_| Reply::empty(503).with("Retry-After", "2".to_owned()));
    server.replace(3, |_| Reply::json(500, &json!({"error": "a text"})));
    let sizes = [2, 0, 0, 0];
    for (number, size) in sizes.into_iter().enumerate() {
        let error = api_error(client.send(&DeleteTicket::new("7")).await);
        assert!(number == 3 || error.errors.len() == size, "{error:?}");
        assert!(!error.to_string().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_named() {
    let (server, client) = tracker(7).await;
    for number in 0..2 {
        server.replace(number, |_| Reply::empty(403));
    }
    let patch = PatchTicket::new("7", TicketChange::new().votes(1));
    for (error, expected) in [
        (
            api_error(client.send(&patch).await),
            "requires the permission Tickets.edit, and, for some fields, the permission Tickets.vote",
        ),
        (
            api_error(client.send(&DeleteTicket::new("7")).await),
            "; the operation requires the permissions Tickets.delete, Files.delete",
        ),
    ] {
        let text = error.to_string();
        assert!(text.ends_with(expected), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_redirect_is_followed() {
    let (server, client) = tracker(7).await;
    server.replace(0, |_| {
        Reply::empty(307).with("Location", "/api/v3/tickets/6".to_owned())
    });
    let error = api_error(client.send(&DeleteTicket::new("7")).await);
    assert_eq!(error.status_code, 307);
    assert_eq!(server.seen().len(), 1);
}
