//! Extra members unknown to the SDK, on the request and on its filter.

use sentinelone_sdk::{IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident};
use serde_json::{Value, json};

use crate::http::fixture::{ID, request, violations};

fn filter() -> ThreatFilter {
    ThreatFilter::new().ids([ID])
}

fn with(filter: ThreatFilter) -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
}

fn rejections(request: &UpdateThreatIncident) -> Vec<String> {
    let outcome = request.prepare().map(|_| unreachable!("sent: {request:?}"));
    let violations = violations(outcome);
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn they_are_sent_in_the_right_object() {
    let request = with(filter().with_extra("newIds", json!(["7"])))
        .with_extra("dryRun", true)
        .with_extra("data.note", "n")
        .with_extra("data.limit.x", Value::Null);
    let prepared = request.prepare().expect("a request");
    let body: Value = serde_json::from_slice(prepared.body()).expect("JSON");
    let expected = json!({
        "data": {"incidentStatus": "resolved", "note": "n", "limit.x": null},
        "filter": {"ids": [ID], "newIds": ["7"]},
        "dryRun": true,
    });
    assert_eq!(body, expected);
    assert_eq!(serde_json::to_value(&request).expect("JSON"), expected);
    let shown = format!("{request:?}");
    for text in [r#"newIds: ["7"]"#, "dryRun: true", r#"note: "n""#] {
        assert!(shown.contains(text), "{shown}");
    }
    assert_ne!(request, with(filter()));
    assert_eq!(request, request.clone());
    let filter = filter().with_extra("newIds", 7);
    let criteria: Vec<_> = filter.criteria().collect();
    assert_eq!(
        criteria,
        [("ids", json!([ID]).into()), ("newIds", 7.into())]
    );
}

#[test]
fn they_never_select() {
    let rejections = rejections(&with(
        ThreatFilter::new().with_extra("newIds", json!(["7"])),
    ));
    let [rejection] = &rejections[..] else {
        panic!("{rejections:?}")
    };
    assert!(
        rejection.starts_with("filter: selects nothing"),
        "{rejection}"
    );
}

#[test]
fn they_overwrite_nothing() {
    for (request, path, word) in [
        (
            with(filter().with_extra("ids", json!(["8"]))),
            "filter.ids",
            "use `ids`",
        ),
        (
            with(filter().with_extra("limit", 1)),
            "filter.limit",
            "use `limit`",
        ),
        (
            with(filter().with_extra("createdAt__lt", "x")),
            "filter.createdAt__lt",
            "use `created_at_lt`",
        ),
        (
            with(filter().with_extra("a", 1).with_extra("a", 1)),
            "filter.a",
            "twice",
        ),
        (with(filter().with_extra(" ", 1)), "filter", "blank name"),
        (request().with_extra("", 1), "", "blank name"),
        (
            request().with_extra("data", json!({})),
            "data",
            "use `data`",
        ),
        (
            request().with_extra("filter", json!({})),
            "filter",
            "use `filter`",
        ),
        (
            request().with_extra("filter.limit", 1),
            "filter.limit",
            "use `with_extra` on its value",
        ),
        (
            request().with_extra("data.incidentStatus", "x"),
            "data.incidentStatus",
            "use `incident_status`",
        ),
        (
            request().with_extra("data.analystVerdict", "x"),
            "data.analystVerdict",
            "use `analyst_verdict`",
        ),
        (request().with_extra("data.", 1), "data", "blank name"),
        (
            request().with_extra("a", 1).with_extra("a", 2),
            "a",
            "twice",
        ),
    ] {
        let rejections = rejections(&request);
        let [rejection] = &rejections[..] else {
            panic!("{rejections:?}")
        };
        let rest = rejection.strip_prefix(path).unwrap_or_default();
        assert!(path.is_empty() || rest.starts_with(": "), "{rejection}");
        assert!(rejection.contains(word), "{rejection}");
    }
}
