//! Inputs named after keywords of Rust or members of the client.

use serde_json::json;
use ticket_api::EchoNames;

use crate::fixture::tracker;

#[tokio::test(flavor = "multi_thread")]
async fn each_name_has_its_value() {
    let (server, client) = tracker(0).await;
    let request = EchoNames::new("1", "2", "3", "4", "5")
        .query("6")
        .path("7")
        .self_("8")
        .r#ref("9")
        .build("10")
        .send("11")
        .default_("12")
        .crate_("13");
    let response = client.send(&request).await.expect("an echo");
    let wanted = json!({
        "client": "1",
        "request": "2",
        "type": "3",
        "match": "4",
        "new": "5",
        "query": "6",
        "path": "7",
        "self": "8",
        "ref": "9",
        "build": "10",
        "send": "11",
        "default": "12",
        "crate": "13",
        "format": "json",
    });
    assert_eq!(json!(response.json_body), wanted);
    assert_eq!(server.only().path(), "/api/v3/echo/4");
}
