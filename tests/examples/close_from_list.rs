//! The example that closes threats from a list.

use std::fs;
use std::path::{Path, PathBuf};

use crate::examples::program::{READY, RESOLVED, Ran, UNDECIDED, console, run_against, status};
use sentinelone_sdk::IncidentStatus;
use sentinelone_sdk::mock::{Console, Fault};
use tempfile::TempDir;

fn ids(folder: &TempDir, ids: &[&str]) -> PathBuf {
    let path = folder.path().join("ids.txt");
    fs::write(&path, ids.join("\n")).expect("the folder is writable");
    path
}

fn close(console: &Console, ids: &Path, more: &[&str]) -> Ran {
    let ids = ids.to_str().expect("the path is UTF-8");
    run_against(console, "close_from_list", &[&[ids], more].concat())
}

#[test]
fn it_closes_the_threats_and_names_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let (console, ids) = (console(), ids(&folder, &["# both", READY, "", UNDECIDED]));
    let ran = close(&console, &ids, &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.printed.contains(&format!("{UNDECIDED} failed: ")),
        "{ran:?}"
    );
    assert!(
        ran.printed.contains("1 done, 0 already set, 1 failed"),
        "{ran:?}"
    );
    assert_eq!(status(&console, READY), IncidentStatus::Resolved);
}

#[test]
fn it_resumes_a_job() {
    let folder = tempfile::tempdir().expect("a folder");
    let (console, ids) = (console(), ids(&folder, &[READY, RESOLVED, UNDECIDED]));
    let mut calls = 0;
    console.inject_faults(move |_| {
        calls += 1;
        (calls == 3).then_some(Fault::CutBeforeActing)
    });
    // The third request is lost, and nothing is sent again.
    let one_by_one = ["--batch-size", "1", "--verdict", "false_positive"];
    let ran = close(&console, &ids, &one_by_one);
    let is_lost = ran.code == Some(4);
    let report = ids.with_extension("report.json");
    assert!(report.exists(), "{ran:?}");
    let ran = close(&console, &ids, &one_by_one);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.printed.contains("0 failed, 0 unknown, 0 not tried"),
        "{ran:?}"
    );
    assert!(ran.printed.starts_with("3 done") || is_lost, "{ran:?}");
    for id in [READY, RESOLVED, UNDECIDED] {
        assert_eq!(status(&console, id), IncidentStatus::Resolved);
    }
}

/// Every attempt acts, and none gets a response: the threats tell whether they are resolved.
#[test]
fn it_looks_up_what_is_unknown() {
    let folder = tempfile::tempdir().expect("a folder");
    let (console, ids) = (console(), ids(&folder, &[READY, UNDECIDED]));
    let lose = |name: &str| (name == "UpdateThreatIncident").then_some(Fault::CutAfterActing);
    console.inject_faults(lose);
    let ran = close(&console, &ids, &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let undecided = format!("{UNDECIDED} not tried: the item did not have the requested values");
    assert!(ran.printed.contains(&undecided), "{ran:?}");
    let counts = "0 done, 1 already set, 0 failed, 0 unknown, 1 not tried";
    assert!(ran.printed.contains(counts), "{ran:?}");

    // The report is saved: the next run sends the other threat alone.
    let report = ids.with_extension("report.json");
    let saved = fs::read_to_string(report).expect("a report");
    assert!(!saved.contains("unknown"), "{saved}");
    console.inject_faults(|_| None);
    let before = console.threat(READY).expect("it exists");
    let ran = close(&console, &ids, &[]);
    assert!(
        ran.printed.contains("0 done, 1 already set, 1 failed"),
        "{ran:?}"
    );
    assert_eq!(console.threat(READY), Some(before));
}

#[test]
fn a_missing_file_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = close(&console(), &folder.path().join("ids.txt"), &[]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.complained.contains("ids.txt: "), "{ran:?}");
}

#[test]
fn an_invalid_id_is_an_error_before_anything_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let (console, ids) = (console(), ids(&folder, &[READY, "seven"]));
    for more in [&["--dry-run"][..], &[]] {
        let ran = close(&console, &ids, more);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.complained.contains("filter.ids: item 1 "), "{ran:?}");
    }
    assert_eq!(status(&console, READY), IncidentStatus::Unresolved);
}
