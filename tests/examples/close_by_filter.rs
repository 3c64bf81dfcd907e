//! The example that closes threats by a filter.

use crate::examples::program::{
    READY, Ran, UNDECIDED, assert_untouched, console, run_against, status,
};
use sentinelone_sdk::mock::Console;
use sentinelone_sdk::{IncidentStatus, Timestamp};

/// The site of the threats.
const SITE: &str = "100000000000000002";

fn close(console: &Console, arguments: &[&str]) -> Ran {
    let verdict = ["--verdict", "false_positive"];
    run_against(console, "close_by_filter", &[arguments, &verdict].concat())
}

#[test]
fn it_resolves_what_matches_and_adds_notes() {
    let console = console();
    let ran = close(&console, &[SITE, "--note", "Closed by a job"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for id in [READY, UNDECIDED] {
        assert_eq!(status(&console, id), IncidentStatus::Resolved);
        let threat = console.threat(id).expect("it exists");
        assert!(threat.notes().eq(["Closed by a job"]));
    }
    for line in ["2 threats match", "2 threats changed", "2 notes added"] {
        assert!(ran.printed.contains(line), "{ran:?}");
    }
}

#[test]
fn too_many_threats_are_left_alone() {
    let console = console();
    let ran = close(&console, &[SITE, "--at-most", "1"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.complained.contains('2'), "{ran:?}");
    assert_untouched(&console);
}

#[test]
fn age_hash_and_site_narrow_the_selection_down() {
    let console = console();
    let young = console.threat(READY).expect("it exists");
    console.add_threat(young.with_created_at(Timestamp::now()));
    let before = console.threats();
    for arguments in [
        &[SITE, "--hash", "3395856ce81f2b7382dee72602f798b642f14140"][..],
        &["225494730938493804"],
        &[SITE, "--older-than", "100000"],
    ] {
        let ran = close(&console, arguments);
        assert_eq!(ran.code, Some(3), "{arguments:?}: {ran:?}");
        assert_eq!(console.threats(), before);
    }
    let ran = close(&console, &[SITE]);
    assert!(ran.printed.contains("1 threats match"), "{ran:?}");
    assert_eq!(status(&console, READY), IncidentStatus::Unresolved);
}
