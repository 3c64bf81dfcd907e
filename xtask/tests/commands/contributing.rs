//! The example in `CONTRIBUTING.md`, carried out: the outputs there are those of the commands.

use crate::diff::Repository;
use crate::playground::Playground;
use crate::support::root;

/// The heading of the example.
const EXAMPLE: &str = "\n### An example, from the YAML to the merge\n";

/// Returns the blocks of code in the example, with their languages.
fn blocks() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("CONTRIBUTING.md")).expect("read");
    let text = text.replace("\r\n", "\n");
    let (_, example) = text.split_once(EXAMPLE).expect("the example");
    let (example, _) = example.split_once("\n## ").expect("another section");
    let pieces = example.split("\n```").skip(1).step_by(2);
    let blocks = pieces.map(|piece| {
        let (language, code) = piece.split_once('\n').expect("a block has lines");
        (language.to_owned(), code.to_owned())
    });
    blocks.collect()
}

/// Returns the lines of a spec before and after the example's edit.
fn edit() -> (String, String) {
    let (language, code) = &blocks()[0];
    assert_eq!(language, "diff");
    let side = |other: char| {
        let lines = code.lines().filter(|line| !line.starts_with(other));
        let lines = lines.map(|line| format!("{}\n", &line[1..]));
        lines.collect::<String>()
    };
    (side('+'), side('-'))
}

/// Asserts that the output has these lines in their order; it can have others between them.
fn assert_in_order(expected: &str, found: &str) {
    let mut lines = found.lines();
    for line in expected.lines() {
        let is_found = lines.any(|found| found == line);
        assert!(is_found, "{line:?} is missing in\n{found}");
    }
}

#[test]
fn gen_lists_the_files_of_the_example() {
    let play = Playground::new();
    let flags = ["--docs", "docs"];
    assert_eq!(play.generate(&flags).code, Some(0));
    let (from, to) = edit();
    play.edit("spec/types/threat_filter.yaml", &from, &to);
    let outcome = play.generate(&flags);
    let expected = blocks()[1].1.replace("sdk/docs/", "docs/");
    let expected = expected.replace("sdk/src/generated/", "out/");
    let listed: Vec<_> = outcome.out.lines().collect();
    let listed = listed
        .into_iter()
        .filter(|line| line.starts_with("updated"));
    assert_eq!(listed.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn diff_says_what_the_example_shows() {
    let repository = Repository::new();
    let (from, to) = edit();
    repository.edit("spec/types/threat_filter.yaml", &from, &to);
    let outcome = repository.diff(&["--deny", "unversioned"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.err);
    assert_in_order(&blocks()[2].1, &outcome.out);
    repository.edit("sdk/Cargo.toml", "0.1.0", "0.2.0");
    let entry = "- `ThreatFilter::group_ids` accepts at most 300 ids (`groupIds`).";
    let heading = "## Unreleased\n";
    let changelog = format!("{heading}\n{entry}\n");
    repository.edit("CHANGELOG.md", heading, &changelog);
    let outcome = repository.diff(&["--deny", "unversioned"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
}

/// A flag of a workflow that the commands do not know would fail on the next pull request only.
#[test]
fn workflows_use_known_commands_and_flags() {
    let workflow = std::fs::read_to_string(root().join(".github/workflows/ci.yml")).expect("read");
    let commands = workflow.lines().filter_map(|line| {
        let (_, command) = line.split_once("cargo xtask ")?;
        Some(command.split_whitespace().collect::<Vec<_>>())
    });
    let commands: Vec<_> = commands.collect();
    assert!(commands.len() > 2, "{commands:?}");
    let help = crate::support::xtask(&root(), &["help"]).out;
    for words in commands {
        let command = format!("\n  {} ", words[0]);
        assert!(help.contains(&command), "unknown command: {words:?}");
        let options = format!("Options of {}:", words[0]);
        let (_, options) = help.split_once(&options).unwrap_or_default();
        let options = options.split("Options of").next().unwrap_or_default();
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            assert!(
                options.contains(&format!("\n  {flag} ")),
                "{words:?}: {flag}"
            );
        }
    }
}
