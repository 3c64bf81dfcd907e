//! The example that closes threats from a list.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{READY, RESOLVED, Ran, UNDECIDED, console, run_against, status};
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
