//! Bodies that are not objects: a list, a scalar, a map, a text, nothing.

use std::collections::BTreeMap;

use serde_json::json;
use ticket_api::{
    AddLabels, AppendNote, GetMetadata, Priority, PutMetadata, SetPriority, SetPriorityBody,
};

use crate::fixture::{tracker, violations};
use crate::server::Reply;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_sent_and_received() {
    let (server, client) = tracker(7).await;
    let response = client
        .send(&AddLabels::new("7", ["x", "y,z"]))
        .await
        .expect("labels");
    assert_eq!(response.json_body, ["odd", "a,b", "x", "y,z"]);
    assert_eq!(server.only().json(), Ok(json!(["x", "y,z"])));
    assert_eq!(
        server.store().tickets[&7]["labels"],
        json!(["odd", "a,b", "x", "y,z"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_keeps_to_its_bounds() {
    let (server, client) = tracker(7).await;
    let nothing: [&str; 0] = [];
    assert_eq!(
        violations(client.send(&AddLabels::new("7", nothing)).await).len(),
        1,
        "at least one"
    );
    let six = AddLabels::new("7", ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(violations(client.send(&six).await).len(), 1);
    let wrong = violations(client.send(&AddLabels::new("7", ["a", ""])).await);
    assert_eq!(wrong[0].path, "json_body");
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scalar_is_sent_and_the_status_selects_the_body() {
    let (server, client) = tracker(7).await;
    let high = SetPriority::new("7", Priority::High);
    let response = client.send(&high).await.expect("changed");
    assert_eq!(
        response.json_body,
        SetPriorityBody::Changed(Priority::Normal)
    );
    let response = client.send(&high).await.expect("unchanged");
    assert_eq!(
        (response.status_code, response.json_body),
        (204, SetPriorityBody::Unchanged)
    );
    assert_eq!(server.store().tickets[&7]["priority"], "high");
    let seen = server.seen();
    assert_eq!(seen[0].target, "/api/v3/tickets/7/priority");
    assert_eq!(seen[0].body, b"\"high\"");
    assert_eq!(
        seen[0].header("accept"),
        Some("application/json, text/plain")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_can_have_a_text_body_and_the_others_any() {
    let (server, client) = tracker(7).await;
    server.replace(0, |_| Reply::of("text/plain", "nö".into()).with_status(203));
    server.replace(1, |_| Reply::json(299, &json!({"later": [1, null]})));
    let request = SetPriority::new("7", Priority::Emergency);
    let response = client.send(&request).await.expect("a text");
    assert_eq!(
        response.json_body,
        SetPriorityBody::Explained("nö".to_owned())
    );
    let response = client.send(&request).await.expect("something");
    assert_eq!(response.status_code, 299);
    assert_eq!(
        response.json_body,
        SetPriorityBody::Other(json!({"later": [1, null]}).into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_is_sent_and_received() {
    let (server, client) = tracker(7).await;
    let entries = [
        ("room", json!({"number": 12, "door": null})),
        ("ü\"", json!([1.5])),
    ];
    let request = PutMetadata::new("7").json_body(entries.clone());
    let response = client.send(&request).await.expect("kept");
    assert_eq!(response.status_code, 204);
    let wanted: BTreeMap<_, _> = entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    assert_eq!(server.store().tickets[&7]["metadata"], json!(wanted));
    let response = client.send(&GetMetadata::new("7")).await.expect("metadata");
    assert_eq!(response.json_body, wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_omitted_body_is_not_sent() {
    let (server, client) = tracker(7).await;
    let kept = PutMetadata::new("7").json_body([("a", json!(1))]);
    client.send(&kept).await.expect("kept");
    client.send(&PutMetadata::new("7")).await.expect("gone");
    assert_eq!(server.store().tickets[&7].get("metadata"), None);
    let seen = server.seen();
    assert_eq!(
        (seen[1].body.len(), seen[1].header("content-type")),
        (0, None)
    );
    let response = client.send(&GetMetadata::new("7")).await.expect("metadata");
    assert_eq!(response.json_body, BTreeMap::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_sent_and_received() {
    let (server, client) = tracker(7).await;
    let first = client
        .send(&AppendNote::new("7", "Ünfug \"one\"\n"))
        .await
        .expect("text");
    assert_eq!(first.text_body, "Ünfug \"one\"\n");
    let second = client
        .send(&AppendNote::new("7", "two"))
        .await
        .expect("text");
    assert_eq!(second.text_body, "Ünfug \"one\"\ntwo");
    assert_eq!(
        server.store().tickets[&7]["description"],
        "Ünfug \"one\"\ntwo"
    );
    let seen = server.seen();
    assert_eq!(seen[1].body, b"two");
    assert_eq!(seen[1].header("accept"), Some("text/markdown"));
}
