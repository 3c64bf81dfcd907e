//! Replaced, patched and deleted tickets: absent members, `null`, and values.

use sdk_runtime::values::{Date, Nullable};
use serde_json::{Value, json};
use ticket_api::{
    DeleteTicket, GetTicket, PatchTicket, ReplaceTicket, Ticket, TicketChange, TicketLocation,
    TicketLocationRoom, TicketStatus,
};

use crate::fixture::{api_error, tracker, violations};
use crate::server::{File, Server};

/// Returns a ticket of the store.
fn stored(server: &Server, id: u64) -> Value {
    server
        .store()
        .tickets
        .get(&id)
        .map_or(Value::Null, |ticket| json!(ticket))
}

/// Returns a date.
fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replacement_sends_null_and_omits_absent_members() {
    let (server, client) = tracker(7).await;
    let ticket = Ticket::new("New", Nullable::Null).due_on_null().votes(-5);
    let response = client
        .send(&ReplaceTicket::new("7", ticket))
        .await
        .expect("a ticket");
    let wanted = json!({"id": "7", "title": "New", "assignee": null, "dueOn": null, "votes": -5});
    assert_eq!(stored(&server, 7), wanted);
    assert_eq!(response.json_body.due_on, Some(Nullable::Null));
    assert_eq!(response.json_body.description, None);
    let ticket = Ticket::new("Newer", "ada").due_on(day("2026-11-30"));
    client
        .send(&ReplaceTicket::new("7", ticket))
        .await
        .expect("a ticket");
    let wanted = json!({"id": "7", "title": "Newer", "assignee": "ada", "dueOn": "2026-11-30"});
    assert_eq!(stored(&server, 7), wanted);
    let seen = server.seen();
    assert_eq!(
        (&seen[0].method[..], &seen[0].target[..]),
        ("PUT", "/api/v3/tickets/7")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_with_nested_tickets_arrives_whole() {
    let (server, client) = tracker(7).await;
    let room = TicketLocationRoom::new().floor(-2).door_null();
    let ticket = Ticket::new("Whole", "ada")
        .parent(Ticket::new("Parent", Nullable::Null).parent(Ticket::new("Top", Nullable::Null)))
        .sub_tickets([Ticket::new("Part", Nullable::Null)])
        .location(TicketLocation::new("B").room(room))
        .metadata([("room", json!(12)), ("ü", json!({"": [null, {}]}))])
        .counters([("seen", -1_i64)])
        .settings(json!({"quote": "\""}))
        .fingerprint(b"\x00\xff")
        .extra(json!([null]));
    client
        .send(&ReplaceTicket::new("7", ticket))
        .await
        .expect("a ticket");
    let wanted = json!({
        "id": "7",
        "title": "Whole",
        "assignee": "ada",
        "parent": {"title": "Parent", "assignee": null, "parent": {"title": "Top", "assignee": null}},
        "subTickets": [{"title": "Part", "assignee": null}],
        "location": {"building": "B", "room": {"floor": -2, "door": null}},
        "metadata": {"room": 12, "ü": {"": [null, {}]}},
        "counters": {"seen": -1},
        "settings": "{\"quote\":\"\\\"\"}",
        "fingerprint": "AP8=",
        "extra": [null],
    });
    assert_eq!(stored(&server, 7), wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_changed_meanwhile_is_not_replaced() {
    let (server, client) = tracker(7).await;
    let replace = |tag: &str| {
        let ticket = Ticket::new("New", Nullable::Null);
        ReplaceTicket::new("7", ticket).if_match(tag)
    };
    client.send(&replace("\"r0\"")).await.expect("a ticket");
    let error = api_error(client.send(&replace("\"r0\"")).await);
    assert_eq!((error.status_code, error.errors.len()), (412, 1));
    assert_eq!(server.store().revisions[&7], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patch_distinguishes_absent_null_and_value() {
    let (server, client) = tracker(7).await;
    let before = stored(&server, 7);
    let nothing = client
        .send(&PatchTicket::new("7", TicketChange::new()))
        .await;
    nothing.expect("a ticket");
    assert_eq!(stored(&server, 7), before);

    let change = TicketChange::new()
        .due_on_null()
        .assignee_null()
        .estimate_hours(2.5);
    client
        .send(&PatchTicket::new("7", change))
        .await
        .expect("a ticket");
    let mut wanted = before.clone();
    wanted.as_object_mut().map(|ticket| ticket.remove("dueOn"));
    wanted["estimateHours"] = json!(2.5);
    assert_eq!(stored(&server, 7), wanted);

    let change = TicketChange::new()
        .due_on(day("2027-01-01"))
        .assignee("eve")
        .labels_null();
    client
        .send(&PatchTicket::new("7", change))
        .await
        .expect("a ticket");
    wanted["dueOn"] = json!("2027-01-01");
    wanted["assignee"] = json!("eve");
    wanted.as_object_mut().map(|ticket| ticket.remove("labels"));
    assert_eq!(stored(&server, 7), wanted);

    let bodies: Vec<_> = server
        .seen()
        .into_iter()
        .map(|request| request.json())
        .collect();
    let sent = [
        json!({}),
        json!({"assignee": null, "dueOn": null, "estimateHours": 2.5}),
        json!({"assignee": "eve", "dueOn": "2027-01-01", "labels": null}),
    ];
    assert_eq!(bodies, sent.map(Ok));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patch_changes_free_form_metadata() {
    let (server, client) = tracker(7).await;
    for entries in [
        vec![("a", json!({"x": 1, "y": 2})), ("b", json!(1))],
        vec![("a", json!({"x": null})), ("c", json!("d"))],
    ] {
        let change = TicketChange::new().metadata(entries);
        client
            .send(&PatchTicket::new("7", change))
            .await
            .expect("a ticket");
    }
    assert_eq!(
        stored(&server, 7)["metadata"],
        json!({"a": {"y": 2}, "b": 1, "c": "d"})
    );
    let change = TicketChange::new().metadata_null();
    client
        .send(&PatchTicket::new("7", change))
        .await
        .expect("a ticket");
    assert_eq!(stored(&server, 7).get("metadata"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patch_has_its_media_type_and_its_parameters() {
    let (server, client) = tracker(7).await;
    let change = TicketChange::new().status(TicketStatus::from("someday"));
    let request = PatchTicket::new("7", change).notify(false);
    let response = client.send(&request).await.expect("a ticket");
    assert_eq!(
        response.json_body.status,
        Some(TicketStatus::from("someday"))
    );
    let seen = server.only();
    assert_eq!(seen.method, "PATCH");
    assert_eq!(seen.target, "/api/v3/tickets/7?notify=false");
    assert_eq!(
        seen.header("content-type"),
        Some("application/merge-patch+json")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bounds_apply_to_nested_objects() {
    let (server, client) = tracker(7).await;
    let room = TicketLocationRoom::new().floor(201);
    let part = Ticket::new("", Nullable::Null).code("no code").votes(1001);
    let ticket = Ticket::new("x", Nullable::Null)
        .sub_tickets([Ticket::new("y", Nullable::Null), part])
        .location(TicketLocation::new("B").room(room))
        .estimate_hours(f64::INFINITY)
        .labels(vec!["x"; 21]);
    let violations = violations(client.send(&ReplaceTicket::new("7", ticket)).await);
    let mut paths: Vec<_> = violations
        .iter()
        .map(|violation| violation.path.clone())
        .collect();
    paths.sort();
    let wanted = [
        "json_body.estimateHours",
        "json_body.labels",
        "json_body.location.room.floor",
        "json_body.subTickets.code",
        "json_body.subTickets.title",
        "json_body.subTickets.votes",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(server.seen().len(), 0);
}

/// An empty list is rejected only if it would widen the selection, or be lost in the query.
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_removes_all_items() {
    let (server, client) = tracker(7).await;
    assert_ne!(server.store().tickets[&7]["labels"], serde_json::json!([]));
    let nothing: [&str; 0] = [];
    let change = TicketChange::new().labels(nothing);
    let response = client.send(&PatchTicket::new("7", change)).await;
    assert_eq!(
        response.expect("changed").json_body.labels,
        Some(Vec::new())
    );
    assert_eq!(server.store().tickets[&7]["labels"], serde_json::json!([]));
    let read = client.send(&GetTicket::new("7")).await.expect("read");
    let again = client.send(&ReplaceTicket::new("7", read.json_body)).await;
    assert_eq!(again.expect("replaced").json_body.labels, Some(Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_ticket_is_gone_with_its_files() {
    let (server, client) = tracker(7).await;
    let file = File {
        bytes: Vec::new(),
        media_type: String::new(),
        is_public: false,
    };
    server.store().files.insert((7, "a".to_owned()), file);
    let response = client.send(&DeleteTicket::new("7")).await.expect("gone");
    assert_eq!(
        (response.status_code, &response.reason[..]),
        (204, "No Content")
    );
    assert_eq!(response.headers.x_request_id.as_deref(), Some("rq-0"));
    assert!(server.store().files.is_empty());
    assert_eq!(stored(&server, 7), Value::Null);
    let seen = server.only();
    assert_eq!(
        (&seen.method[..], &seen.target[..]),
        ("DELETE", "/api/v3/tickets/7")
    );
    assert_eq!((seen.body.len(), seen.header("content-type")), (0, None));
    let error = api_error(client.send(&DeleteTicket::new("7")).await);
    assert_eq!(error.status_code, 404);
}
