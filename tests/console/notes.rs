//! Notes.

use crate::fixture::{ANALYST, client, console, refusal};
use sentinelone_sdk::{AddThreatNote, GetThreatNotes, GetThreats, ThreatFilter};

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
