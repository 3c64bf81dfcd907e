//! The documentation that `cargo xtask gen` writes.

use crate::playground::Playground;
use crate::support::{Outcome, root, xtask};

const FLAGS: [&str; 2] = ["--docs", "docs"];

fn check(play: &Playground) -> Outcome {
    play.generate(&[&FLAGS[..], &["--check"]].concat())
}

/// The documentation is generated, compared and renewed like the code.
#[test]
fn the_documentation_is_kept_fresh() {
    let play = Playground::new();
    let first = play.generate(&FLAGS);
    assert_eq!(first.code, Some(0), "{}", first.err);
    let edits = [
        (
            "docs/openapi.json",
            "\"3.1.0\"",
            "\"3.0.0\"",
            "+  \"openapi\": \"3.1.0\"",
        ),
        (
            "docs/public-api.txt",
            "pub fn sentinelone_sdk::ThreatFilter::limit(",
            "pub fn sentinelone_sdk::ThreatFilter::most(",
            "+pub fn sentinelone_sdk::ThreatFilter::limit(self, value: i32) -> Self",
        ),
        (
            "docs/api.md",
            "# ",
            "## ",
            "+# `SentinelOne` Management API",
        ),
        (
            "docs/operations/update_threat_incident.md",
            "`POST`",
            "`PUT`",
            "+- **Method:** `POST`",
        ),
        (
            "docs/types/os_type.md",
            "- **linux**",
            "- **lynx**",
            "+- **linux** (in Rust `Linux`)",
        ),
    ];
    assert_eq!(check(&play).code, Some(0));
    for (file, from, to, _) in edits {
        let created = format!("created  {file}\n");
        assert!(first.out.contains(&created), "{}", first.out);
        play.edit(file, from, to);
    }
    let stale = check(&play);
    assert_eq!(stale.code, Some(1));
    for (file, _, _, shown) in edits {
        assert!(stale.out.contains(shown), "{file}: {}", stale.out);
    }
    let cure = "5 files stale. Run `cargo xtask gen --spec spec --out out --docs docs` and commit the \
                result.\n";
    assert!(stale.out.ends_with(cure), "{}", stale.out);
    assert_eq!(play.generate(&FLAGS).code, Some(0));
    assert_eq!(check(&play).code, Some(0));
    // Without the flag, another spec has no documentation.
    std::fs::remove_dir_all(play.path("docs")).expect("remove");
    assert_eq!(play.generate(&[]).code, Some(0));
    assert!(!play.path("docs").exists());
}

/// The page of an item that is gone from the spec is reported and removed.
#[test]
fn pages_of_removed_items_are_removed() {
    let play = Playground::new();
    let types = "type: Spare\nkind: object\ndescription: A spare type.\nfields:\n  \
                 - {name: a, type: string, description: A text.}\n";
    std::fs::write(play.path("spec/types/spare.yaml"), types).expect("write");
    assert_eq!(play.generate(&FLAGS).code, Some(0));
    assert!(play.path("docs/types/spare.md").exists());
    std::fs::remove_file(play.path("spec/types/spare.yaml")).expect("remove");
    let stale = check(&play);
    assert_eq!(stale.code, Some(1));
    let header = "--- a/docs/types/spare.md\n+++ /dev/null\n";
    assert!(stale.out.contains(header), "{}", stale.out);
    let renewed = play.generate(&FLAGS);
    assert!(
        renewed.out.contains("deleted  docs/types/spare.md\n"),
        "{}",
        renewed.out
    );
    assert!(!play.path("docs/types/spare.md").exists());
}

/// A page that somebody wrote is neither overwritten nor deleted.
#[test]
fn pages_of_other_origin_are_never_lost() {
    for path in ["docs/types/notes.md", "docs/types/os_type.md"] {
        let play = Playground::new();
        assert_eq!(play.generate(&FLAGS).code, Some(0));
        std::fs::write(play.path(path), "# Precious\n").expect("write");
        let outcome = play.generate(&FLAGS);
        assert_eq!(outcome.code, Some(1));
        let message = format!("{path} was not generated");
        assert!(outcome.err.contains(&message), "{}", outcome.err);
        let kept = std::fs::read_to_string(play.path(path)).expect("read");
        assert_eq!(kept, "# Precious\n");
    }
}

/// Without a change of the public items there is no advice, and with one it appears once.
#[test]
fn advice_follows_a_change_that_can_break_code() {
    let advice = "Run `cargo check --all-targets` next\n";
    let play = Playground::new();
    let first = play.generate(&FLAGS);
    assert!(!first.out.contains(advice), "{}", first.out);
    let limit = "type: int32\n";
    for (from, to, expected) in [
        ("before this time", "earlier than this time", 0),
        ("type: int32\n", "type: int64\n", 1),
        ("  - name: tenant\n", "  - name: tenants\n", 1),
        (
            "fields:\n",
            "fields:\n  - {name: a, type: string, description: A text.}\n",
            0,
        ),
    ] {
        play.edit("spec/types/threat_filter.yaml", from, to);
        if from == limit {
            play.edit("spec/deviations.yaml", "spec: int32", "spec: int64");
        }
        let outcome = play.generate(&FLAGS);
        assert_eq!(outcome.code, Some(0), "{}{}", outcome.out, outcome.err);
        let found = outcome.out.matches(advice).count();
        assert_eq!(found, expected, "{from}: {}", outcome.out);
    }
}

/// The former flag is an error that lists the present ones.
#[test]
fn unknown_flags_list_the_known_ones() {
    let outcome = xtask(&root(), &["gen", "--openapi", "openapi.json"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("--docs DIR"), "{}", outcome.err);
}
