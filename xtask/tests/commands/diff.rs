//! `cargo xtask diff`.

use crate::support::{Outcome, copy, root, xtask};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The values of `--deny`.
const DENIED: [&str; 3] = ["breaking", "unversioned", "any-but-documentation"];

/// A repository with the spec of this one, a manifest and a changelog.
pub struct Repository {
    folder: TempDir,
}

impl Repository {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let own = Self { folder };
        copy(&root().join("spec"), &own.path().join("spec"));
        std::fs::create_dir_all(own.path().join("sdk/src/guide")).expect("create");
        own.write(
            "sdk/Cargo.toml",
            "[package]\nname = \"sdk\"\nversion = \"0.1.0\"\n",
        );
        own.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
        own.write(
            "sdk/src/guide/filters.md",
            "At most 5,000 ids in a filter.\n",
        );
        own.git(&["init", "-q", "-b", "main"]);
        own.commit("Begin");
        own
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        std::fs::write(self.path().join(path), text).expect("write");
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path().join(path)).expect("read");
        assert!(text.contains(from), "{path} does not contain {from:?}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.net"];
        let status = Command::new("git")
            .arg("-C")
            .arg(self.path())
            .args(identity)
            .args(arguments)
            .status();
        assert!(status.expect("git starts").success(), "{arguments:?}");
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    pub fn diff(&self, more: &[&str]) -> Outcome {
        let arguments = ["diff", "--spec", "spec"];
        xtask(self.path(), &[&arguments, more].concat())
    }

    /// Adds an optional filter at the end of the threat filter.
    fn add_filter(&self) {
        let path = "spec/types/threat_filter.yaml";
        let text = std::fs::read_to_string(self.path().join(path)).expect("read");
        let field = "  - name: extraFlag\n    type: boolean\n    description: A new filter.\n";
        self.write(path, &format!("{text}{field}"));
    }
}

fn assert_has(outcome: &Outcome, parts: &[&str]) {
    for part in parts {
        assert!(
            outcome.out.contains(part),
            "{part:?} in\n{}\n{}",
            outcome.out,
            outcome.err
        );
    }
}

#[test]
fn nothing_changed_in_a_clean_checkout() {
    let repository = Repository::new();
    for base in ["HEAD", "main", "spec"] {
        for deny in DENIED {
            let outcome = repository.diff(&["--base", base, "--deny", deny]);
            assert_eq!(outcome.code, Some(0), "{}", outcome.err);
            assert_has(&outcome, &["Nothing changed between"]);
        }
    }
    assert_has(
        &repository.diff(&[]),
        &["Nothing changed between merge base with main ("],
    );
}

#[test]
fn a_removed_filter_breaks_programs_and_names_setter_and_version() {
    let repository = Repository::new();
    let filter = "  - name: tenant\n    type: boolean\n";
    let text = std::fs::read_to_string(repository.path().join("spec/types/threat_filter.yaml"));
    let text = text.expect("read");
    let start = text.find(filter).expect("the filter exists");
    let end = text[start + 5..]
        .find("  - name: ")
        .expect("another field follows")
        + start
        + 5;
    repository.write(
        "spec/types/threat_filter.yaml",
        &format!("{}{}", &text[..start], &text[end..]),
    );
    let outcome = repository.diff(&["--deny", "breaking", "--deny", "unversioned"]);
    assert_eq!(outcome.code, Some(1));
    assert_has(
        &outcome,
        &[
            "field `tenant` of `ThreatFilter` removed [source-breaking]",
            "pub fn tenant(self, value: bool) -> Self",
            "`ThreatFilter::new().tenant(…)` no longer compiles",
            "0.2.0 after 0.1.0",
            "`sdk/Cargo.toml` still has 0.1.0",
            "UpdateThreatIncident",
        ],
    );
    repository.edit("sdk/Cargo.toml", "0.1.0", "0.2.0");
    repository.edit(
        "CHANGELOG.md",
        "## Unreleased\n",
        "## Unreleased\n\n- `ThreatFilter::tenant` is gone.\n",
    );
    let outcome = repository.diff(&["--deny", "unversioned"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_has(
        &outcome,
        &[
            "`sdk/Cargo.toml` has 0.2.0",
            "mentions every dangerous and every breaking change",
        ],
    );
}

#[test]
fn a_filter_is_added_and_a_description_changes() {
    let repository = Repository::new();
    repository.add_filter();
    let outcome = repository.diff(&["--deny", "breaking"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_has(
        &outcome,
        &[
            "field `extraFlag` of `ThreatFilter` added [additive]",
            "0.1.1 after 0.1.0",
        ],
    );
    repository.commit("Add a filter");
    repository.edit(
        "spec/types/threat_filter.yaml",
        "A new filter.",
        "A filter.",
    );
    let all = DENIED.map(|deny| ["--deny", deny]).concat();
    let outcome = repository.diff(&[&["--base", "HEAD"], &all[..]].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_has(&outcome, &["Others: documentation (1 change)"]);
}

#[test]
fn a_bound_that_moves_changes_behaviour_and_wire_and_makes_prose_stale() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 300",
    );
    let outcome = repository.diff(&["--deny", "any-but-documentation"]);
    assert_eq!(outcome.code, Some(1));
    assert_has(
        &outcome,
        &[
            "tightened: `5000` to `300` [wire-breaking, behaviour]",
            "sdk/src/guide/filters.md:1 still contains `5000`",
            "verified no; `cargo xtask conformance` does not compare it",
        ],
    );
    repository.commit("Shrink");
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 300",
        "max_items: 400",
    );
    let outcome = repository.diff(&["--base", "HEAD"]);
    assert_has(
        &outcome,
        &["loosened: `300` to `400` [behaviour, wire-additive]"],
    );
}

#[test]
fn each_format_has_every_change() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 300",
    );
    repository.add_filter();
    let markdown = repository.diff(&["--format", "markdown"]);
    assert_has(
        &markdown,
        &[
            "# Changes to the SDK",
            "<details><summary>Others: additive (1 change)",
            "```diff",
        ],
    );
    let annotations = repository.diff(&["--format", "github"]);
    assert_has(
        &annotations,
        &[
            "::warning file=spec/types/threat_filter.yaml,line=",
            "::notice file=",
        ],
    );
    let json = repository.diff(&["--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let changes = value["changes"].as_array().expect("a list");
    // The batches of the operations follow the bound, which is one change.
    assert_eq!(changes.len(), 2, "{}", json.out);
    assert_eq!(value["version"]["needed"], "0.2.0");
    assert_eq!(changes[0]["new"]["value"], "300");
}

#[test]
fn a_spec_that_does_not_load_is_a_failure_on_either_side() {
    let repository = Repository::new();
    repository.edit("spec/api.yaml", "title:", "titel:");
    for format in ["human", "json", "github"] {
        let outcome = repository.diff(&["--format", format]);
        assert_eq!(outcome.code, Some(1));
        assert!(!outcome.out.contains("Nothing changed"), "{}", outcome.out);
        let all = format!("{}{}", outcome.out, outcome.err);
        assert!(
            all.contains("titel") && all.contains("nothing was compared"),
            "{all}"
        );
    }
    repository.edit("spec/schema.json", "\"title\"", "\"titel\"");
    repository.commit("Break");
    repository.edit("spec/api.yaml", "titel:", "title:");
    let outcome = repository.diff(&["--base", "HEAD"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("another version of the spec language"),
        "{}",
        outcome.err
    );
    assert!(outcome.err.contains("HEAD ("), "{}", outcome.err);
}

#[test]
fn unknown_and_missing_bases_are_explained() {
    let repository = Repository::new();
    let outcome = repository.diff(&["--base", "nowhere"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome
            .err
            .contains("`nowhere` is neither a folder nor a git revision"),
        "{}",
        outcome.err
    );
    let outcome = repository.diff(&["--base", "--upload-pack=x"]);
    assert_eq!(outcome.code, Some(2));
    repository.add_filter();
    repository.commit("Add a filter");
    let clone = tempfile::tempdir().expect("a temporary folder");
    let url = format!("file://{}", repository.path().display());
    let target = clone.path().join("clone");
    let status = Command::new("git")
        .args(["clone", "-q", "--depth", "1", &url])
        .arg(&target)
        .status();
    assert!(status.expect("git starts").success());
    let outcome = xtask(&target, &["diff", "--spec", "spec", "--base", "HEAD~1"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("git fetch --unshallow"),
        "{}",
        outcome.err
    );
}

#[test]
fn the_work_tree_is_not_touched() {
    let repository = Repository::new();
    repository.add_filter();
    repository.diff(&["--base", "HEAD"]);
    let output = Command::new("git")
        .arg("-C")
        .arg(repository.path())
        .args(["status", "--porcelain"])
        .output()
        .expect("git starts");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        " M spec/types/threat_filter.yaml\n"
    );
}

/// Changes that a reviewer has to tell apart: most of them compile, run, and do more than before.
#[test]
fn a_page_tells_dangerous_changes_from_breaking_ones() {
    let repository = Repository::new();
    repository.edit(
        "spec/types/mitigation_report.yaml",
        "  - name: action\n",
        "  - name: action\n    required: true\n",
    );
    repository.edit(
        "spec/types/threat_filter.yaml",
        "  - name: computerName__contains\n",
        "  - name: endpointName__contains\n    renamed_from: computerName__contains\n",
    );
    repository.edit(
        "spec/types/threat_filter.yaml",
        "max_items: 5000",
        "max_items: 1000",
    );
    repository.edit(
        "spec/types/incident_status.yaml",
        "  - value: resolved\n",
        "  - value: escalated\n    description: Handed over.\n  - value: resolved\n",
    );
    repository.edit(
        "spec/operations/mitigate_threats.yaml",
        "idempotent: never",
        "idempotent: always",
    );
    repository.edit(
        "spec/operations/fetch_threat_file.yaml",
        "    - status: 503\n",
        "    - status: 500\n    - status: 503\n",
    );
    repository.edit(
        "spec/types/threat_filter.yaml",
        "    minimum: 1\n    selects: false\n",
        "    minimum: 1\n",
    );
    let page = repository.diff(&["--format", "markdown"]);
    let parts = [
        "5 can do harm without an error, 1 breaks compilation, 1 compiles but breaks calls at run \
         time, 1 breaks nothing.",
        "\n**dangerous, wire-breaking, additive, deprecation**\n",
        "- Reaches: requests of AddThreatNote,",
        "it still compiles with a warning that the name is deprecated, and now sends \
         `endpointName__contains`",
        "\n+ #[deprecated] pub fn computer_name_contains(",
        "\n### idempotency of `MitigateThreats` set to `always`\n\n**dangerous, behaviour**\n",
        "\n  pub fn new(action: impl Into<MitigationAction>, filter: ThreatFilter) -> Self\n\
         + idempotency: always\n",
        "\n### `action` of `MitigationReport` becomes required (was optional)\n",
        "- Reaches: responses of GetThreats, MitigateThreats\n",
        "One entry without `action` turns the whole response into a decode error, and code that reads",
        "\n- pub action: Option<ReportedAction>\n+ pub action: ReportedAction\n",
        "a list of more than 1000 items is rejected before anything is sent",
        "\n### refused response `500` of `FetchThreatFile` added\n",
        "If the server acts before it sends this response, the effect happens twice.",
        "\n### `limit` of `ThreatFilter` counts as a condition now\n",
        "\n### value `escalated` of the open enum `IncidentStatus` added\n",
        "- **dangerous**: programs compile and run without an error",
    ];
    assert_has(&page, &parts);
    let at = |part: &str| page.out.find(part).expect(part);
    assert!(at("**dangerous, behaviour**") < at("**source-breaking"));
    let (_, unmentioned) = page.out.split_once("does not mention: ").expect("a list");
    assert!(
        unmentioned.contains("idempotency of `MitigateThreats`"),
        "{unmentioned}"
    );
}
