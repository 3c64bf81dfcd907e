//! Sensitive values arrive, and are shown nowhere else.

use sdk_runtime::response::Operation;
use serde_json::json;
use ticket_api::{
    AddComment, Comment, CreateTicket, GetTicket, ListTickets, Person, SearchTickets, TicketFilter,
};

use crate::fixture::{chain, debug, decode_error, tracker};
use crate::server::{PASSWORD, Reply};

/// The value of each sensitive field.
const CANARY: &str = "canary-5e1f";

#[tokio::test(flavor = "multi_thread")]
async fn sent_values_arrive_and_are_not_shown() {
    let (server, client) = tracker(7).await;
    let filter = TicketFilter::new().reporter_email(CANARY);
    let person = Person::new("Ada").email(CANARY).access_token(CANARY);
    let listing = ListTickets::new().filter(filter.clone());
    let searching = SearchTickets::new(filter.clone());
    let creating = CreateTicket::new("x", CANARY);
    let reading = GetTicket::new("7").x_on_behalf_of(CANARY);
    let commenting = AddComment::new("7", Comment::new("x").author(person.clone()));
    for shown in [
        debug(&filter),
        debug(&person),
        debug(&listing),
        debug(&searching),
        debug(&creating),
        debug(&reading),
        debug(&commenting),
        debug(&listing.prepare().expect("a request")),
        debug(&searching.prepare().expect("a request")),
        debug(&creating.prepare().expect("a request")),
        debug(&reading.prepare().expect("a request")),
        debug(&commenting.prepare().expect("a request")),
    ] {
        assert!(!shown.contains(CANARY), "{shown}");
    }
    client.send(&listing).await.expect("a page");
    client.send(&searching).await.expect("a page");
    client.send(&creating).await.expect("a ticket");
    client.send(&reading).await.expect("a ticket");
    client.send(&commenting).await.expect("a comment");
    for request in server.seen() {
        let body = String::from_utf8_lossy(&request.body);
        let is_there = request.target.contains(CANARY)
            || body.contains(CANARY)
            || request.header("x-on-behalf-of") == Some(CANARY);
        assert!(is_there, "{request:?}");
    }
    assert_eq!(server.store().tickets[&8]["reporter"]["email"], CANARY);
}

#[tokio::test(flavor = "multi_thread")]
async fn received_values_are_accessible_and_not_shown() {
    let (server, client) = tracker(7).await;
    let reporter = json!({"name": "Ben", "email": CANARY, "accessToken": CANARY});
    if let Some(ticket) = server.store().tickets.get_mut(&7) {
        ticket.insert("reporter".to_owned(), reporter);
    }
    let response = client.send(&GetTicket::new("7")).await.expect("a ticket");
    assert!(!debug(&response).contains(CANARY), "{response:?}");
    let reporter = response.json_body.reporter.expect("a reporter");
    assert!(debug(&reporter).contains("Ben"));
    assert_eq!(reporter.email.as_deref(), Some(CANARY));
    assert_eq!(reporter.access_token.as_deref(), Some(CANARY));
    server.replace(1, |_| {
        Reply::json(
            202,
            &json!({"job": "0f3a3c8f-6d10-4bd3-9b7e-6f0d1f528a3e", "jobToken": CANARY}),
        )
    });
    let response = client
        .send(&CreateTicket::new("x", "y"))
        .await
        .expect("a job");
    assert!(!debug(&response).contains(CANARY), "{response:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_is_never_shown() {
    let (server, client) = tracker(7).await;
    assert!(!debug(&client).contains(PASSWORD));
    // A tracker that repeats the request, both as a success and as an error.
    let repeat_password =
        |status: u16| Reply::json(status, &json!({"error": {"message": PASSWORD}}));
    server.replace(0, move |_| repeat_password(200));
    server.replace(1, move |_| repeat_password(500));
    let error = decode_error(client.send(&GetTicket::new("7")).await);
    assert!(
        !debug(&error).contains(PASSWORD) && !chain(&error).contains(PASSWORD),
        "{error:?}"
    );
    let error = client
        .send(&GetTicket::new("7"))
        .await
        .expect_err("an error");
    assert!(
        !debug(&error).contains(PASSWORD) && !chain(&error).contains(PASSWORD),
        "{error:?}"
    );
}
