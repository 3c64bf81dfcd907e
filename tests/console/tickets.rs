//! Tickets in other systems.

use crate::console::fixture::{ANALYST, VIEWER, client, console, listed, refusal};
use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::{GetThreats, ThreatFilter, UpdateThreatExternalTicketId};

fn connect(ids: &[&str]) -> UpdateThreatExternalTicketId {
    let filter = ThreatFilter::new().ids(ids.iter().copied());
    UpdateThreatExternalTicketId::new("SEC-1042", filter)
}

#[tokio::test]
async fn threats_are_connected_with_a_ticket() {
    let console = console();
    let before = console.threat("1").expect("it exists").to_json();
    let client = client(&console, ANALYST);
    let request = connect(&["1", "3"]);
    for _ in 0..2 {
        let response = client.send(&request).await.expect("accepted");
        assert!(request.all_updated(&response));
    }
    let ticket = |id| {
        console
            .threat(id)
            .expect("it exists")
            .external_ticket_id()
            .map(str::to_owned)
    };
    assert_eq!(ticket("1").as_deref(), Some("SEC-1042"));
    assert_eq!(ticket("2"), None);
    let after = console.threat("1").expect("it exists").to_json();
    let updated = |json: &sentinelone_sdk::values::Json| json["threatInfo"]["updatedAt"].clone();
    assert_ne!(updated(&before), updated(&after));
    for (filter, expected) in [
        (
            ThreatFilter::new().external_ticket_ids(["SEC-1042"]),
            ["1", "3"].as_slice(),
        ),
        (
            ThreatFilter::new().external_ticket_exists(true),
            &["1", "3"],
        ),
        (ThreatFilter::new().external_ticket_exists(false), &["2"]),
    ] {
        let found = listed(&client, &GetThreats::new(filter)).await;
        assert_eq!(found.expect("listed"), expected);
    }
}

#[tokio::test]
async fn a_batch_of_tickets_is_reported() {
    let console = console();
    let options = BatchOptions::new().with_batch_size(2).with_concurrency(1);
    let job = client(&console, ANALYST).send_batched(&connect(&["1", "2", "3", "9"]), options);
    let report = job
        .expect("it can be split")
        .finish()
        .await
        .expect("no file");
    // One of the second batch does not exist.
    assert_eq!((report.counts().done, report.counts().unknown), (2, 2));
}

#[tokio::test]
async fn a_ticket_needs_its_permission() {
    let console = console();
    let before = console.threats();
    let message = refusal(client(&console, VIEWER).send(&connect(&["1"])).await, 403);
    assert!(
        message.contains("Threats.updateExternalTicketId"),
        "{message}"
    );
    assert_eq!(console.threats(), before);
}
