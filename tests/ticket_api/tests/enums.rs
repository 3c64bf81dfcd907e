//! Enums with unusual values: each has one name, survives a round trip, and a new value is kept or
//! rejected.

use serde_json::json;
use ticket_api::{AddComment, Comment, GetTicket, Priority, Rating, Reaction, TicketStatus};

use crate::fixture::{decode_error, tracker};

/// Returns every value of the open enum.
const REACTIONS: [(Reaction, &str); 9] = [
    (Reaction::Empty, ""),
    (Reaction::Value1, "1"),
    (Reaction::Plus1, "+1"),
    (Reaction::Minus1, "-1"),
    (Reaction::AB, "a b"),
    (Reaction::AB2, "a-b"),
    (Reaction::Unknown, "unknown"),
    (Reaction::Unrecognized_, "unrecognized"),
    (Reaction::Self_, "Self"),
];

/// Returns every value of the closed enum.
const RATINGS: [(Rating, &str); 10] = [
    (Rating::Empty, ""),
    (Rating::Value1, "1"),
    (Rating::Plus1, "+1"),
    (Rating::Minus1, "-1"),
    (Rating::Value32Bit, "32 bit"),
    (Rating::AB, "a b"),
    (Rating::AB2, "a-b"),
    (Rating::Unknown, "unknown"),
    (Rating::Unrecognized_, "unrecognized"),
    (Rating::Self_, "Self"),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_value_survives_a_round_trip() {
    let (server, client) = tracker(7).await;
    for (reaction, wire) in REACTIONS {
        let comment = Comment::new("x").reaction(reaction.clone());
        let response = client
            .send(&AddComment::new("7", comment))
            .await
            .expect("a comment");
        assert_eq!(response.json_body.reaction, Some(reaction.clone()));
        assert_eq!(reaction.to_string(), wire);
        assert_eq!(wire.parse(), Ok(reaction));
    }
    for (rating, wire) in RATINGS {
        let comment = Comment::new("x").rating(rating);
        let response = client
            .send(&AddComment::new("7", comment))
            .await
            .expect("a comment");
        assert_eq!(response.json_body.rating, Some(rating));
        assert_eq!(rating.to_string(), wire);
        assert_eq!(wire.parse().ok(), Some(rating));
    }
    let store = server.store();
    let comments = store.tickets[&7]["comments"].as_array().expect("comments");
    let (reactions, ratings) = comments.split_at(REACTIONS.len());
    for (comment, (_, wire)) in reactions.iter().zip(REACTIONS) {
        assert_eq!(comment["reaction"], wire);
    }
    for (comment, (_, wire)) in ratings.iter().zip(RATINGS) {
        assert_eq!(comment["rating"], wire);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_enum_keeps_new_values() {
    let (server, client) = tracker(7).await;
    let comment = Comment::new("x").reaction("\u{1F525} new");
    let response = client
        .send(&AddComment::new("7", comment))
        .await
        .expect("a comment");
    let reaction = response.json_body.reaction.expect("a reaction");
    assert!(
        matches!(reaction, Reaction::Unrecognized(_)),
        "{reaction:?}"
    );
    assert_eq!(reaction.as_ref(), "\u{1F525} new");
    assert_eq!(
        server.store().tickets[&7]["comments"][0]["reaction"],
        "\u{1F525} new"
    );
    // It survives a round trip, also through another ticket.
    let again = Comment::new("y").reaction(reaction.clone());
    let response = client
        .send(&AddComment::new("7", again))
        .await
        .expect("a comment");
    assert_eq!(response.json_body.reaction, Some(reaction));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_enum_rejects_new_values() {
    let (server, client) = tracker(7).await;
    server.replace(0, |reply| {
        reply.edited(|body| body["priority"] = json!("huge"))
    });
    let error = decode_error(client.send(&GetTicket::new("7")).await);
    assert_eq!(error.path.as_deref(), Some("priority"));
    assert!("huge".parse::<Priority>().is_err());
    assert!(
        "High".parse::<Priority>().is_err(),
        "values are case-sensitive"
    );
}

#[test]
fn old_values_are_read_and_sent_as_new_ones() {
    assert_eq!("urgent".parse().ok(), Some(Priority::High));
    assert_eq!(Priority::High.to_string(), "high");
    assert_eq!("working".parse(), Ok(TicketStatus::InProgress));
    assert_eq!(TicketStatus::from("working").to_string(), "in progress");
    assert_eq!(Priority::Emergency.as_ref(), "911");
}
