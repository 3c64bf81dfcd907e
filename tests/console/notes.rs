//! Notes.

use crate::console::fixture::{ANALYST, VIEWER, client, console, refusal};
use sentinelone_sdk::{
    AddThreatNote, Client, DeleteThreatNote, GetThreatNotes, GetThreats, Id, ThreatFilter,
    UpdateThreatNote,
};

const ID: &str = "1488938160436018741";

#[tokio::test]
async fn notes_are_kept() {
    let console = console();
    console.add_threat(sentinelone_sdk::mock::ConsoleThreat::new(ID));
    let client = client(&console, ANALYST);
    let filter = || ThreatFilter::new().ids([ID, "1"]);
    for text in ["first", "second"] {
        let response = client.send(&AddThreatNote::new(text, filter())).await;
        assert_eq!(response.expect("accepted").json_body.data.affected, 2);
    }
    let notes = client.send(&GetThreatNotes::new(ID)).await;
    let notes = notes.expect("accepted").json_body.data;
    let texts: Vec<_> = notes
        .iter()
        .filter_map(|note| note.text.as_deref())
        .collect();
    assert_eq!(texts, ["first", "second"]);
    assert!(notes[0].id != notes[1].id);
    let threat = console.threat("1").expect("it exists");
    assert!(threat.notes().eq(["first", "second"]));
    let with_notes = GetThreats::new(ThreatFilter::new().note_exists(true));
    let found = client.send(&with_notes).await.expect("accepted");
    assert_eq!(found.json_body.data.len(), 2);
}

#[tokio::test]
async fn invalid_requests_for_notes_are_refused() {
    let client = client(&console(), ANALYST);
    let unknown = refusal(client.send(&GetThreatNotes::new(ID)).await, 404);
    assert!(unknown.contains("does not hold this threat"), "{unknown}");
}

/// Adds notes to a threat, and returns their ids.
async fn noted(client: &Client, texts: &[&str]) -> Vec<Id> {
    for text in texts {
        let note = AddThreatNote::new(*text, ThreatFilter::new().ids([ID]));
        client.send(&note).await.expect("accepted");
    }
    let notes = client.send(&GetThreatNotes::new(ID)).await;
    let notes = notes.expect("accepted").json_body.data;
    notes.into_iter().filter_map(|note| note.id).collect()
}

#[tokio::test]
async fn a_note_is_changed_and_deleted() {
    let console = console();
    console.add_threat(sentinelone_sdk::mock::ConsoleThreat::new(ID));
    // To write notes, the right to view threats is enough.
    let client = client(&console, VIEWER);
    let ids = noted(&client, &["first", "second", "third"]).await;
    let update = UpdateThreatNote::new(ID, ids[1].clone(), "corrected");
    let updated = client.send(&update).await.expect("accepted");
    let updated = updated.json_body.data.expect("the note");
    assert_eq!(updated.text.as_deref(), Some("corrected"));
    assert_eq!(
        (updated.id.as_ref(), updated.edited),
        (Some(&ids[1]), Some(true))
    );
    let delete = DeleteThreatNote::new(ID, ids[0].clone());
    let deleted = client.send(&delete).await.expect("accepted");
    assert_eq!(
        deleted.json_body.data.and_then(|data| data.success),
        Some(true)
    );
    let threat = console.threat(ID).expect("it exists");
    assert!(threat.notes().eq(["corrected", "third"]));
    let again = refusal(client.send(&delete).await, 404);
    assert!(again.contains("does not have this note"), "{again}");
}

#[tokio::test]
async fn a_note_of_another_threat_is_not_found() {
    let console = console();
    for id in [ID, "1488938160436018742"] {
        console.add_threat(sentinelone_sdk::mock::ConsoleThreat::new(id));
    }
    let client = client(&console, ANALYST);
    let ids = noted(&client, &["first"]).await;
    for (threat, note, expected) in [
        (
            "1488938160436018742",
            ids[0].clone(),
            "does not have this note",
        ),
        (ID, "225494730938493804".into(), "does not have this note"),
        (
            "1488938160436018743",
            ids[0].clone(),
            "does not hold this threat",
        ),
    ] {
        let update = UpdateThreatNote::new(threat, note.clone(), "changed");
        let message = refusal(client.send(&update).await, 404);
        assert!(message.contains(expected), "{message}");
        let delete = DeleteThreatNote::new(threat, note);
        let message = refusal(client.send(&delete).await, 404);
        assert!(message.contains(expected), "{message}");
    }
    let threat = console.threat(ID).expect("it exists");
    assert!(threat.notes().eq(["first"]));
}
