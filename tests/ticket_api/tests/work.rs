//! The work on a ticket: times without a zone, integers as text, and items that are `null`.

use sdk_runtime::values::{LocalDateTime, Nullable};
use serde_json::json;
use ticket_api::{RecordWork, Work, WorkKind};

use crate::fixture::{chain, decode_error, tracker, violations};
use crate::server::Reply;

fn time(text: &str) -> LocalDateTime {
    text.parse().expect("a time")
}

fn work() -> Work {
    Work::new(time("2026-01-31T09:00:00"), 9_007_199_254_740_993)
}

#[tokio::test(flavor = "multi_thread")]
async fn work_survives_a_round_trip() {
    let (server, client) = tracker(7).await;
    let work = work()
        .share(0.25)
        .breaks([
            Nullable::Value(time("2026-01-31T10:00:00.50")),
            Nullable::Null,
        ])
        .costs([("EUR", Some(u64::MAX.into())), ("USD", None)]);
    let request =
        RecordWork::new("7", [Some(work.clone()), None]).after(time("2026-01-31T00:00:00"));
    let response = client.send(&request).await.expect("the work");
    assert_eq!(response.json_body, [Nullable::Value(work), Nullable::Null]);
    let sent = server.only();
    let after = ("after".to_owned(), "2026-01-31T00%3A00%3A00");
    assert_eq!(sent.query(), Ok(vec![after]));
    let wanted = json!([
        {
            "startedAt": "2026-01-31T09:00:00",
            "seconds": "9007199254740993",
            "share": 0.25,
            "breaks": ["2026-01-31T10:00:00.50", null],
            "costs": {"EUR": "18446744073709551615", "USD": null},
        },
        null,
    ]);
    assert_eq!(sent.json(), Ok(wanted));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_notations_are_read() {
    let (server, client) = tracker(7).await;
    let text = r#"[null, {"startedAt": "2026-01-31 09:00:00", "seconds": 60.0, "breaks": [null],
        "costs": {"EUR": 5, "USD": "7"}}]"#;
    let json = serde_json::from_str(text).expect("JSON");
    server.replace(0, move |_| Reply::json(200, &json));
    let response = client.send(&RecordWork::new("7", [work()])).await;
    let body = response.expect("the work").json_body;
    assert_eq!(body.first(), Some(&Nullable::Null));
    let work = body.get(1).and_then(Nullable::value).expect("work");
    assert_eq!(work.started_at, time("2026-01-31T09:00:00"));
    assert_eq!(*work.seconds, 60);
    assert_eq!(work.breaks, Some(vec![Nullable::Null]));
    let costs = work.costs.as_ref().expect("costs");
    assert_eq!(costs.get("EUR"), Some(&Nullable::Value(5.into())));
    assert_eq!(costs.get("USD"), Some(&Nullable::Value(7.into())));
}

#[tokio::test(flavor = "multi_thread")]
async fn enums_of_integers_keep_new_values() {
    let (server, client) = tracker(7).await;
    let kinds = [WorkKind::Office, WorkKind::Travel, 77.into()];
    let all = kinds.map(|kind| work().kind(kind));
    let request = RecordWork::new("7", all.clone()).kinds(kinds);
    let body = client.send(&request).await.expect("the work").json_body;
    assert_eq!(body, all.map(Nullable::Value));
    let sent = server.only();
    assert_eq!(sent.query(), Ok(vec![("kinds".to_owned(), "0,-1,77")]));
    let sent = sent.json().expect("JSON");
    let sent: Vec<_> = (0..3).map(|at| sent[at]["kind"].clone()).collect();
    assert_eq!(sent, [json!(0), json!(-1), json!(77)]);
    assert!(matches!(WorkKind::from(77), WorkKind::Unrecognized(kind) if kind.value() == 77));
}

#[tokio::test(flavor = "multi_thread")]
async fn former_and_other_notations_of_an_enum_are_read() {
    let (server, client) = tracker(7).await;
    let text = r#"[{"startedAt": "2026-01-31T09:00:00", "seconds": "1", "kind": 9},
        {"startedAt": "2026-01-31T09:00:00", "seconds": "1", "kind": -1.0},
        {"startedAt": "2026-01-31T09:00:00", "seconds": "1", "kind": 1e1}]"#;
    let json = serde_json::from_str(text).expect("JSON");
    server.replace(0, move |_| Reply::json(200, &json));
    let response = client.send(&RecordWork::new("7", [work()])).await;
    let body = response.expect("the work").json_body;
    let kinds: Vec<_> = body
        .iter()
        .map(|work| work.value().and_then(|work| work.kind))
        .collect();
    let expected = [WorkKind::Travel, WorkKind::Travel, WorkKind::from(10)];
    assert_eq!(kinds, expected.map(Some));
}

#[tokio::test(flavor = "multi_thread")]
async fn invalid_work_is_not_sent() {
    let (server, client) = tracker(7).await;
    let work = Work::new(time("2026-01-31T09:00:00"), 0).share(1.0);
    let found = violations(client.send(&RecordWork::new("7", [work])).await);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    let expected = [
        "work.seconds: is too small: must be at least 1",
        "work.share: is too large: must be less than 1",
    ];
    assert_eq!(found, expected);
    assert!(server.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn invalid_responses_are_errors_with_a_path() {
    for (member, value, path, message) in [
        (
            "startedAt",
            json!("2026-01-31T09:00:00Z"),
            "[0].startedAt",
            "`date-time` in a spec",
        ),
        (
            "seconds",
            json!("1.5"),
            "[0].seconds",
            "the digits of an integer (i64)",
        ),
        (
            "costs",
            json!({"EUR": "-1"}),
            "[0].costs.EUR",
            "the digits of an integer (u64)",
        ),
    ] {
        let (server, client) = tracker(7).await;
        let mut work = json!([{"startedAt": "2026-01-31T09:00:00", "seconds": "1"}]);
        work[0][member] = value;
        server.replace(0, move |_| Reply::json(200, &work));
        let error = decode_error(client.send(&RecordWork::new("7", [self::work()])).await);
        assert_eq!(error.path.as_deref(), Some(path));
        let cause = chain(&error);
        assert!(cause.contains(message), "{cause}");
    }
}
