//! Updates: outcomes, the state after them, and faults.

use crate::console::fixture::{ANALYST, client, console, empty, refusal, time};
use sentinelone_sdk::batches::{BatchOptions, ItemState};
use sentinelone_sdk::mock::{ConsoleThreat, Fault};
use sentinelone_sdk::outcomes::{Conclusion, Outcome};
use sentinelone_sdk::{
    AnalystVerdict, GetThreats, IncidentStatus, ThreatFilter, UpdateThreatAnalystVerdict,
    UpdateThreatIncident,
};

fn resolve(ids: &[&str]) -> UpdateThreatIncident {
    UpdateThreatIncident::new(
        IncidentStatus::Resolved,
        ThreatFilter::new().ids(ids.iter().copied()),
    )
}

#[tokio::test]
async fn a_threat_without_a_verdict_is_not_resolved() {
    let console = console();
    let client = client(&console, ANALYST);
    let request = resolve(&["1", "2", "3", "9"]);
    let response = client.send(&request).await.expect("accepted");
    assert_eq!(response.json_body.data.affected, 1);
    let outcomes = request.outcomes(&response);
    assert_eq!(outcomes.conclusion(), Conclusion::PartialFailure);
    let shown = outcomes.items().iter().map(ToString::to_string);
    let shown: Vec<_> = shown.collect();
    assert!(shown[0].contains("conditions_not_met"), "{shown:?}");
    assert!(shown[1].contains("already_set"), "{shown:?}");
    assert!(shown[2].contains("updated"), "{shown:?}");

    let request = request.analyst_verdict(AnalystVerdict::FalsePositive);
    let response = client.send(&request).await.expect("accepted");
    assert_eq!(request.outcomes(&response).counts().done, 3);
    let again = client.send(&request).await.expect("accepted");
    assert_eq!(again.json_body.data.affected, 0);
    let again = request.outcomes(&again);
    let first = &again.items()[..3];
    assert!(first.iter().all(|item| item.outcome == Outcome::AlreadySet));
    let threat = console.threat("1").expect("it exists");
    assert_eq!(threat.incident_status(), IncidentStatus::Resolved);
    assert_eq!(threat.analyst_verdict(), AnalystVerdict::FalsePositive);
}

#[tokio::test]
async fn a_verdict_is_set_alone() {
    let console = console();
    let filter = ThreatFilter::new().ids(["1", "3"]);
    let request = UpdateThreatAnalystVerdict::new(AnalystVerdict::TruePositive, filter);
    let response = client(&console, ANALYST).send(&request).await;
    let response = response.expect("accepted");
    let outcomes = request.outcomes(&response);
    let counts = outcomes.counts();
    assert_eq!((counts.done, counts.already_set), (1, 1));
    let threat = console.threat("1").expect("it exists");
    assert_eq!(threat.analyst_verdict(), AnalystVerdict::TruePositive);
    assert_eq!(threat.incident_status(), IncidentStatus::Unresolved);
}

#[tokio::test]
async fn a_change_sets_the_time_of_the_last_change() {
    let console = console();
    let client = client(&console, ANALYST);
    let request = resolve(&["3"]);
    client.send(&request).await.expect("accepted");
    let filter = ThreatFilter::new().updated_at_gt(time("2026-01-02T00:00:00Z"));
    let found = client.send(&GetThreats::new(filter)).await;
    let found = found.expect("accepted").json_body.data;
    assert_eq!(found.len(), 1);
    let info = found[0].threat_info.as_ref().expect("it is sent");
    assert_eq!(info.incident_status, Some(IncidentStatus::Resolved));
}

#[tokio::test]
async fn a_fault_acts_as_it_promises() {
    for fault in [
        Fault::NoConnection,
        Fault::CutBeforeActing,
        Fault::CutAfterActing,
        Fault::CutInBody,
        Fault::ServerError(500),
        Fault::HtmlPage,
    ] {
        let console = console();
        console
            .inject_faults(move |operation| (operation == "UpdateThreatIncident").then_some(fault));
        let client = client(&console, ANALYST);
        assert!(client.send(&resolve(&["3"])).await.is_err(), "{fault:?}");
        let filter = ThreatFilter::new().ids(["3"]);
        let found = client.send(&GetThreats::new(filter)).await;
        assert!(found.is_ok(), "another operation has no fault");
        let threat = console.threat("3").expect("it exists");
        let has_acted = threat.incident_status() == IncidentStatus::Resolved;
        assert_eq!(has_acted, fault.acts(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_source_of_faults_can_look_at_the_threats() {
    let console = console();
    let seen = console.clone();
    console.inject_faults(move |_| {
        let threat = seen.threat("3")?;
        let is_done = threat.incident_status() == IncidentStatus::Resolved;
        is_done.then_some(Fault::ServerError(500))
    });
    let client = client(&console, ANALYST);
    client.send(&resolve(&["3"])).await.expect("no fault yet");
    refusal(client.send(&resolve(&["3"])).await, 500);
}

#[tokio::test]
async fn a_report_agrees_with_the_console() {
    let console = empty();
    let ids: Vec<String> = (1000..5000).map(|id| id.to_string()).collect();
    for id in &ids {
        console.add_threat(ConsoleThreat::new(id.as_str()));
    }
    let faults = [
        Fault::NoConnection,
        Fault::CutBeforeActing,
        Fault::CutAfterActing,
        Fault::CutInBody,
        Fault::ServerError(503),
        Fault::HtmlPage,
    ];
    let (mut calls, mut next) = (0, faults.into_iter().cycle());
    console.inject_faults(move |_| {
        calls += 1;
        (calls % 5 == 0).then(|| next.next()).flatten()
    });
    let filter = ThreatFilter::new().ids(&ids);
    let request = UpdateThreatIncident::new(IncidentStatus::InProgress, filter);
    let options = BatchOptions::new().with_batch_size(20).with_concurrency(16);
    let batches = client(&console, ANALYST).send_batched(&request, options);
    let report = batches.expect("it can be split").finish().await;
    let report = report.expect("nothing is saved");
    for (id, state) in report.iter() {
        let threat = console.threat(id).expect("it exists");
        let is_updated = threat.incident_status() == IncidentStatus::InProgress;
        match state {
            state if state.is_success() => assert!(is_updated, "{id}"),
            ItemState::Unknown { .. } => {}
            state => assert!(!is_updated, "{id}: {state:?}"),
        }
    }
    let counts = report.counts();
    assert!(counts.unknown > 0 && counts.done > 3000, "{counts}");
}
