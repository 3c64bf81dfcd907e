//! The example that reads its filter from a configuration.

use std::fs;

use crate::examples::program::{READY, Ran, assert_untouched, console, run_against, status};
use sentinelone_sdk::IncidentStatus;
use sentinelone_sdk::mock::Console;

/// Runs the example with a configuration.
fn update(console: &Console, name: &str, text: &str) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("the folder is writable");
    let path = path.to_str().expect("the path is UTF-8");
    run_against(console, "filter_from_file", &[path])
}

#[test]
fn toml_and_json_select_threats() {
    for (name, text) in [
        (
            "filter.toml",
            "status = \"in_progress\"\n[filter]\nincidentStatuses = [\"unresolved\"]\ncreatedAt__lt = \"9999-01-01T00:00:00Z\"\n",
        ),
        (
            "filter.json",
            r#"{"status": "in_progress", "filter": {"incidentStatuses": ["unresolved"], "createdAt__lt": "9999-01-01T00:00:00Z"}}"#,
        ),
    ] {
        let console = console();
        let ran = update(&console, name, text);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.printed.contains("2 threats changed"), "{ran:?}");
        assert_eq!(status(&console, READY), IncidentStatus::InProgress);
    }
}

#[test]
fn a_wrong_configuration_is_an_error() {
    for (text, problem) in [
        (
            "status = \"resolved\"\n[filter]\nsiteId = [\"7\"]\n",
            "siteId",
        ),
        ("status = \"resolved\"\n[filter]\n", "filter"),
        (
            "status = \"resolved\"\nverdit = \"x\"\n[filter]\nids = [\"7\"]\n",
            "verdit",
        ),
        ("[filter]\nids = [\"7\"]\n", "status"),
        (
            "status = \"resolved\"\n[filter]\nids = []\n",
            "ids: the list is empty",
        ),
    ] {
        let console = console();
        let ran = update(&console, "filter.toml", text);
        assert_eq!(ran.code, Some(2), "{text}: {ran:?}");
        assert!(ran.complained.contains(problem), "{text}: {ran:?}");
        assert_untouched(&console);
    }
}
