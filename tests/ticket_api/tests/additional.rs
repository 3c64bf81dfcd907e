//! Members of an object without a field.

use sdk_runtime::values::{LocalDateTime, Nullable};
use serde_json::json;
use ticket_api::{RecordWork, Work};

use crate::fixture::{chain, decode_error, tracker, violations};
use crate::server::Reply;

fn work() -> Work {
    let start: LocalDateTime = "2026-01-31T09:00:00".parse().expect("a time");
    Work::new(start, 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn additional_members_survive_a_round_trip() {
    let (server, client) = tracker(7).await;
    let work = work().additional([("jira", "T-1"), ("a.b", "")]);
    let response = client.send(&RecordWork::new("7", [work.clone()])).await;
    let body = response.expect("the work").json_body;
    assert_eq!(body, [Nullable::Value(work)]);
    let received = body[0].value().expect("work");
    assert_eq!(received.additional["jira"], "T-1");
    let shown = format!("{received:?}");
    assert!(shown.contains(r#"a.b: "", jira: "T-1""#), "{shown}");
    let wanted = json!([
        {"startedAt": "2026-01-31T09:00:00", "seconds": "1", "a.b": "", "jira": "T-1"},
    ]);
    assert_eq!(server.only().json(), Ok(wanted));
}

#[tokio::test(flavor = "multi_thread")]
async fn invalid_additional_members_are_not_sent() {
    let (server, client) = tracker(7).await;
    let work = work().with_extra("new", 1).additional([
        (" ", "a"),
        ("id", "a"),
        ("startedAt", "a"),
        ("new", "a"),
        ("jira", "more than twenty characters"),
    ]);
    let found = violations(client.send(&RecordWork::new("7", [work])).await);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    let expected = [
        "work: an additional member has a blank name: give it a name",
        "work.id: is read-only: only the server sets it",
        "work.jira: is longer than 20 characters",
        "work.new: is an additional member and is added with `with_extra` as well: keep one of them",
        "work.startedAt: is a known field: use `started_at` instead of an additional member",
    ];
    assert_eq!(found, expected);
    assert!(server.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn additional_members_of_another_type_are_errors_with_a_path() {
    for value in [json!(5), json!(null), json!({"key": "T-1"})] {
        let (server, client) = tracker(7).await;
        let work = json!([{"startedAt": "2026-01-31T09:00:00", "seconds": "1", "jira": value}]);
        server.replace(0, move |_| Reply::json(200, &work));
        let error = decode_error(client.send(&RecordWork::new("7", [self::work()])).await);
        assert_eq!(error.path.as_deref(), Some("[0].jira"));
        let cause = chain(&error);
        assert!(cause.contains("expected a string"), "{cause}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_of_equal_additional_members_counts() {
    let (server, client) = tracker(7).await;
    let text =
        r#"[{"startedAt": "2026-01-31 09:00:00", "seconds": "1", "jira": "a", "jira": "b"}]"#;
    server.replace(0, move |_| Reply::json_text(200, text));
    let response = client.send(&RecordWork::new("7", [work()])).await;
    let body = response.expect("the work").json_body;
    assert_eq!(body[0].value().expect("work").additional["jira"], "b");
}
