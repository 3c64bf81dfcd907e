//! The example that sets the verdict first.

use crate::examples::program::{READY, UNDECIDED, console, run_against, status};
use sentinelone_sdk::{AnalystVerdict, IncidentStatus};

const NAME: &str = "verdict_then_status";
const OTHER: &str = "1488938160436018749";

#[test]
fn the_threats_have_the_verdict_and_are_resolved() {
    let console = console();
    let ran = run_against(&console, NAME, &["suspicious", READY, UNDECIDED]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for id in [READY, UNDECIDED] {
        assert_eq!(status(&console, id), IncidentStatus::Resolved);
        let threat = console.threat(id).expect("it exists");
        assert_eq!(threat.analyst_verdict(), AnalystVerdict::Suspicious);
    }
}

#[test]
fn a_threat_without_the_verdict_is_not_resolved() {
    let console = console();
    let ran = run_against(&console, NAME, &["suspicious", READY, OTHER]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.complained.contains(OTHER), "{ran:?}");
    assert_eq!(status(&console, READY), IncidentStatus::Resolved);
    let ran = run_against(&console, NAME, &["suspicious", OTHER]);
    assert_eq!(ran.code, Some(3), "{ran:?}");
}

/// The second request fails: its threats keep their status, and the exit code says so.
#[test]
fn a_refused_second_request_is_a_failure() {
    let console = console();
    console.inject_faults(|operation| {
        let is_second = operation == "UpdateThreatIncident";
        is_second.then_some(sentinelone_sdk::mock::Fault::ServerError(400))
    });
    let ran = run_against(&console, NAME, &["suspicious", READY]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(status(&console, READY), IncidentStatus::Unresolved);
}
