//! Errors whose body is not the tracker's envelope.

use std::error::Error as _;

use sdk_runtime::serde::de::Error as _;
use sdk_runtime::serde::{Deserialize, Deserializer};
use sdk_runtime::values::Json;
use serde_json::json;
use ticket_api::{CreateTicket, DeleteTicket, EditLock, PatchTicket, TicketChange, TicketProblem};

use crate::fixture::{api_error, tracker};
use crate::server::Reply;

#[tokio::test(flavor = "multi_thread")]
async fn the_body_of_an_error_is_read_as_its_type() {
    let (server, client) = tracker(7).await;
    let lock =
        json!({"holder": {"name": "Eve", "email": "eve@example.net"}, "until": null, "new": 1});
    server.replace(0, move |_| Reply::json(423, &lock));
    let problems = json!([{"field": "title", "limit": 200.0}, {"field": "labels"}]);
    server.replace(1, move |_| Reply::json(422, &problems));

    let change = TicketChange::new().title("x");
    let error = api_error(client.send(&PatchTicket::new("7", change)).await);
    let lock: EditLock = error.body_as().expect("a lock");
    assert_eq!((error.status_code, &*lock.holder.name), (423, "Eve"));
    assert_eq!(lock.until, None);

    let error = api_error(client.send(&CreateTicket::new("x", "y")).await);
    let problems: Vec<TicketProblem> = error.body_as().expect("problems");
    let [title, labels] = &problems[..] else {
        panic!("{problems:?}");
    };
    assert_eq!((&*title.field, title.limit), ("title", Some(200)));
    assert_eq!((&*labels.field, labels.limit), ("labels", None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_another_form_is_reported_with_its_path() {
    let (server, client) = tracker(7).await;
    let lock = json!({"holder": {"name": 1}});
    server.replace(0, move |_| Reply::json(423, &lock));
    server.replace(1, |_| {
        Reply::of("text/html", b"<p>a proxy</p>".into()).with_status(502)
    });
    server.replace(2, |_| Reply::empty(404));
    let long = json!(["x".repeat(70_000)]);
    server.replace(3, move |_| Reply::json(500, &long));
    let mut found = Vec::new();
    for _ in 0..4 {
        let error = api_error(client.send(&DeleteTicket::new("7")).await);
        let problem = error.body_as::<EditLock>().expect_err("no lock");
        let cause = problem.source().map(ToString::to_string);
        found.push((problem.path.clone(), problem.to_string(), cause));
        if error.status_code == 500 {
            let problem = error.body_as::<Json>().expect_err("a part of the body");
            assert!(problem.is_truncated, "{problem}");
            assert!(
                problem
                    .to_string()
                    .ends_with("beginning of the body was kept")
            );
        }
    }
    let [path, page, empty, _] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(path.0.as_deref(), Some("holder.name"));
    let message = "the body of the error 423 does not fit the type at holder.name";
    assert_eq!(path.1, message);
    assert!(
        path.2
            .as_deref()
            .is_some_and(|cause| cause.contains("string"))
    );
    assert_eq!(page.0, None);
    assert_eq!(empty.2.as_deref(), Some("the body is empty"));
}

/// Rejects every text, and quotes it.
#[derive(Debug)]
struct Rejected;

impl<'de> Deserialize<'de> for Rejected {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(D::Error::custom(format!("unknown: {text}")))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn characters_for_terminals_do_not_reach_the_cause() {
    let (server, client) = tracker(7).await;
    server.replace(0, |_| Reply::json(423, &json!("a\u{1b}[2J\u{202e}")));
    let error = api_error(client.send(&DeleteTicket::new("7")).await);
    let problem = error.body_as::<Rejected>().expect_err("a text");
    let cause = problem.source().expect("a cause").to_string();
    assert!(cause.starts_with("unknown: a"), "{cause}");
    assert!(!cause.contains(['\u{1b}', '\u{202e}']), "{cause:?}");
}
