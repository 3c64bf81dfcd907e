//! Objects of requests that are read from configuration, and checked alone.

use sdk_runtime::values::Nullable;
use serde_json::json;
use ticket_api::{CloseFilter, GetTicket, TicketChange, TicketFilter, TicketStatus};

use crate::fixture::{tracker, violations};

#[test]
fn a_change_is_read_with_null_and_without_unknown_keys() {
    let change: TicketChange = serde_json::from_value(json!({
        "title": "New", "assignee": null, "labels": ["a", "a"], "metadata": {"x": [1]}, "votes": -1,
    }))
    .expect("a change");
    let expected = TicketChange::new()
        .title("New")
        .assignee_null()
        .labels(["a", "a"])
        .metadata([("x", json!([1]))])
        .votes(-1);
    assert_eq!(change, expected);
    assert!(serde_json::from_value::<TicketChange>(json!({})).is_ok());
    for (json, start) in [
        (
            json!({"titel": "New"}),
            "unknown field `titel`: did you mean `title`?",
        ),
        (json!({"title": null}), "title: invalid type: null"),
        (json!({"title": ""}), "title: is shorter than 1 characters"),
        (json!({"votes": 1001}), "votes: is too large"),
        (json!({"dueOn": "soon"}), "dueOn: "),
    ] {
        let error = serde_json::from_value::<TicketChange>(json).expect_err(start);
        assert!(error.to_string().starts_with(start), "{error}");
    }
    assert_eq!(Nullable::<String>::Null, Nullable::default());
}

#[test]
fn a_field_can_have_another_format_than_the_ids_of_the_api() {
    let close = CloseFilter::new().ids(["7", "07", "T-7", "1234567890123", "7"]);
    let error = close.validate().expect_err("ids in another form");
    let found: Vec<_> = error.violations.iter().map(ToString::to_string).collect();
    let expected = [
        "ids: item 1 does not match the pattern `^[1-9][0-9]*$`",
        "ids: item 2 does not match the pattern `^[1-9][0-9]*$`",
        "ids: item 3 is longer than 12 characters",
    ];
    assert_eq!(found, expected);
    assert!(TicketFilter::new().ids(["T-7", "a,b"]).validate().is_ok());
    assert!(TicketFilter::new().ids(["T-7\n"]).validate().is_err());
}

#[test]
fn a_closed_enum_lists_its_values() {
    let statuses = ticket_api::Resolution::known_values();
    assert!(statuses.contains(&"won't fix"));
    assert!(TicketStatus::parse_known("Closed").is_err_and(|error| error.suggestion().is_some()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_in_a_path_is_checked_like_any_other() {
    let (server, client) = tracker(7).await;
    for id in ["7 ", "7\u{200b}", "\u{feff}7", "7\r\n"] {
        let found = violations(client.send(&GetTicket::new(id)).await);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, "ticketId");
    }
    let long = violations(client.send(&GetTicket::new("7".repeat(65))).await);
    assert_eq!(long[0].message, "is longer than 64 characters");
    assert_eq!(server.seen().len(), 0);
}
