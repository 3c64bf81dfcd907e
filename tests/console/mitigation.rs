//! Mitigation.

use crate::console::fixture::{ANALYST, client, console};
use sentinelone_sdk::{
    GetThreats, MitigateThreats, MitigationAction, MitigationStatus, ThreatFilter,
};

#[tokio::test]
async fn an_action_takes_effect_and_is_skipped_when_it_is_repeated() {
    let console = console();
    let client = client(&console, ANALYST);
    let filter = || ThreatFilter::new().ids(["1", "2"]);
    let quarantine = MitigateThreats::new(MitigationAction::Quarantine, filter());
    let response = client.send(&quarantine).await.expect("accepted");
    let data = response.json_body.data;
    assert_eq!((data.affected, data.details.len()), (2, 2));
    assert_eq!(data.details[0].reports.len(), 1);

    let again = client.send(&quarantine).await.expect("accepted");
    let data = again.json_body.data;
    assert_eq!(data.affected, 0);
    assert_eq!(data.details[0].skipped.len(), 1);

    let mitigated = filter().mitigation_statuses([MitigationStatus::Mitigated]);
    let found = client.send(&GetThreats::new(mitigated)).await;
    let found = found.expect("accepted").json_body.data;
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].mitigation_status.len(), 1);

    let back = MitigateThreats::new(MitigationAction::Unquarantine, filter());
    let response = client.send(&back).await.expect("accepted");
    assert_eq!(response.json_body.data.affected, 2);
    let threat = console.threat("1").expect("it exists").to_json();
    let status = threat.pointer("/threatInfo/mitigationStatus");
    assert_eq!(status, Some(&"not_mitigated".into()));
}
