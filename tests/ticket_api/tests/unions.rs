//! Comments with parts of several types, and with mentions of several shapes.

use serde_json::{Value, json};
use ticket_api::{AddComment, Comment, CommentPart, Mentions, Person, QuotePart, TextPart};

use crate::fixture::{decode_error, tracker, violations};

/// Returns the comment that the tracker sends back for a comment.
async fn echoed(comment: Comment) -> (Value, Comment) {
    let (server, client) = tracker(7).await;
    let request = AddComment::new("7", comment);
    let response = client.send(&request).await.expect("a comment");
    let sent = serde_json::from_slice(&server.only().body).expect("a body of JSON");
    (sent, response.json_body)
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_sent_with_their_kinds_and_read_back() {
    let quoted = Comment::new("old").parts([TextPart::new("a").hidden("canary")]);
    let parts: [CommentPart; 3] = [
        TextPart::new("new").with_extra("size", 1).into(),
        QuotePart::new(quoted).into(),
        CommentPart::Unrecognized(json!({"kind": "poll", "options": [1, 2.5]}).into()),
    ];
    let (sent, received) = echoed(Comment::new("x").parts(parts.clone())).await;
    let wanted = json!([
        {"kind": "text", "text": "new", "size": 1},
        {"kind": "quote", "comment": {
            "text": "old",
            "parts": [{"kind": "text", "text": "a", "hidden": "canary"}],
        }},
        {"kind": "poll", "options": [1, 2.5]},
    ]);
    assert_eq!(sent["parts"], wanted);
    let received_parts = received.parts.clone().expect("the parts");
    assert!(matches!(received_parts[2], CommentPart::Unrecognized(_)));
    assert_eq!(json!(received_parts)[0], wanted[0]);
    let shown = format!("{received:?}");
    assert!(
        !shown.contains("canary") && shown.contains("hidden: ***"),
        "{shown}"
    );
    // The received value is sent unchanged.
    let (again, _) = echoed(received).await;
    assert_eq!(again["parts"][0], wanted[0]);
    assert_eq!(again["parts"][2], wanted[2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn mentions_have_the_shape_of_their_value() {
    let several = vec!["ada".to_owned(), "bob".to_owned()];
    for (mentions, wanted) in [
        (Mentions::from("ada"), json!("ada")),
        (several.into(), json!(["ada", "bob"])),
        (Person::new("Cy").into(), json!({"name": "Cy"})),
        (Mentions::Unrecognized(7.into()), json!(7)),
    ] {
        let (sent, received) = echoed(Comment::new("x").mentions(mentions.clone())).await;
        assert_eq!(sent["mentions"], wanted);
        assert_eq!(received.mentions, Some(mentions));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bounds_are_checked_inside() {
    let (server, client) = tracker(7).await;
    let quoted = Comment::new("old").mentions("");
    let long = TextPart::new("x".repeat(21));
    let parts: [CommentPart; 2] = [long.into(), QuotePart::new(quoted).into()];
    let many = vec!["a".to_owned(); 4];
    let comment = Comment::new("x").parts(parts).mentions(many);
    let found = violations(client.send(&AddComment::new("7", comment)).await);
    let paths: Vec<_> = found.iter().map(|found| found.path.as_str()).collect();
    let wanted = [
        "json_body.parts.text",
        "json_body.parts.comment.mentions",
        "json_body.mentions",
    ];
    assert_eq!(paths, wanted);
    assert!(server.seen().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_part_that_does_not_fit_is_named_by_its_path() {
    let quote = |part: Value| json!({"kind": "quote", "comment": {"text": "", "parts": [part]}});
    for (parts, path) in [
        (json!([{"kind": "text", "text": 1}]), "parts[0].text"),
        (
            json!([{"kind": "text", "text": ""}, {"kind": "quote"}]),
            "parts[1]",
        ),
        (
            json!([quote(quote(
                json!({"kind": "text", "text": "", "hidden": []})
            ))]),
            "parts[0].comment.parts[0].comment.parts[0].hidden",
        ),
    ] {
        let (server, client) = tracker(7).await;
        server.replace(0, move |reply| reply.edited(|body| body["parts"] = parts));
        let request = AddComment::new("7", Comment::new("x"));
        let error = decode_error(client.send(&request).await);
        assert_eq!(error.path.as_deref(), Some(path), "{error}");
    }
}
