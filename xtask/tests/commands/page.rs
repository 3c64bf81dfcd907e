//! `cargo xtask page`.

use crate::support::{root, xtask};
use std::fs;
use std::path::Path;

/// Returns the lines of a page up to the sentence in each.
fn facts(page: &str) -> Vec<String> {
    let fact = |line: &str| {
        let is_row = line.starts_with("| ") && !line.starts_with("| Header");
        if is_row {
            let cells: Vec<_> = line.split('|').take(3).collect();
            cells.join("|").trim_end().to_owned()
        } else if line.starts_with("**Description**") {
            "**Description**:".to_owned()
        } else if line.trim_start().starts_with("- **") {
            let end = line.find("):").map(|at| at + 2);
            let end = end.or_else(|| line.find("Required:").map(|at| at + "Required:".len()));
            line[..end.unwrap_or(line.len())].to_owned()
        } else {
            line.to_owned()
        }
    };
    page.lines().map(fact).collect()
}

/// Compares the facts of two files.
fn compare(skeleton: &Path, written: &Path) {
    let read = |path: &Path| fs::read_to_string(path).expect("the page");
    let is_fact =
        |line: &String| line.starts_with(['#', '|', '*']) || line.trim_start().starts_with("- ");
    let facts = |text: &str| -> Vec<_> { facts(text).into_iter().filter(is_fact).collect() };
    assert_eq!(
        facts(&read(skeleton)),
        facts(&read(written)),
        "{}",
        written.display()
    );
}

#[test]
fn the_skeleton_has_the_facts_of_a_written_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    let written = root().join("tests/documentation");
    for (operation, name) in [
        (
            "UpdateThreatAnalystVerdict",
            "update-threat-analyst-verdict.md",
        ),
        ("GetThreats", "get-threats.md"),
        ("FetchThreatFile", "fetch-threat-file.md"),
    ] {
        let outcome = xtask(&root(), &["page", operation, "--out", out]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.err);
        assert!(outcome.out.contains(name), "{}", outcome.out);
        compare(&folder.path().join(name), &written.join(name));
    }
    // The pages of the shared types, each written once.
    let types = fs::read_dir(folder.path().join("types")).expect("the pages of types");
    let types: Vec<_> = types
        .map(|entry| entry.expect("a file").file_name())
        .collect();
    assert!(types.len() > 15, "{types:?}");
    for name in types {
        compare(
            &folder.path().join("types").join(&name),
            &written.join("types").join(&name),
        );
    }
}

#[test]
fn a_written_page_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    let path = folder.path().join("update-threat-incident.md");
    fs::write(&path, "# Update Threat Incident\n").expect("write");
    let outcome = xtask(&root(), &["page", "UpdateThreatIncident", "--out", out]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.out);
    assert!(outcome.err.contains("cannot create"), "{}", outcome.err);
    let kept = fs::read_to_string(&path).expect("the page");
    assert_eq!(kept, "# Update Threat Incident\n");
}

#[test]
fn an_unknown_operation_is_reported() {
    let outcome = xtask(&root(), &["page", "UpdateThreat"]);
    assert_eq!(outcome.code, Some(1));
    for part in [
        "no operation `UpdateThreat`; known here: ",
        "`UpdateThreatIncident`",
    ] {
        assert!(outcome.err.contains(part), "{}", outcome.err);
    }
}

#[test]
fn the_operation_is_required() {
    let outcome = xtask(&root(), &["page"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("operation"), "{}", outcome.err);
    let outcome = xtask(&root(), &["page", "--help"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.out.contains("  page "), "{}", outcome.out);
}
