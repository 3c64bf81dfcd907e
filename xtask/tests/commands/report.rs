//! `cargo xtask gen --message-format`.

use crate::playground::Playground;
use crate::support::{Outcome, root, run};
use std::path::Path;

/// Generates code from a spec with two errors, with flags and variables of the environment.
fn generate(arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("a,b%");
    std::fs::create_dir(&spec).expect("create");
    let text = "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\nauth: x\nbase_pahth: /é\n";
    std::fs::write(spec.join("api.yaml"), text).expect("write");
    let arguments = [&["gen", "--spec", "a,b%", "--out", "out"], arguments].concat();
    run(folder.path(), &arguments, variables)
}

#[test]
fn json_is_one_object_per_line() {
    let outcome = generate(&["--message-format", "json"], &[]);
    assert_eq!(outcome.code, Some(1));
    let lines: Vec<serde_json::Value> = outcome
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let [first, second] = &lines[..] else {
        panic!("two errors:\n{}", outcome.out);
    };
    assert_eq!(first["code"], "wrong-type");
    assert_eq!(second["code"], "unknown-key");
    assert_eq!(second["severity"], "error");
    assert_eq!(second["message"], "the file has no key `base_pahth`");
    assert_eq!(second["path"], "a,b%/api.yaml");
    assert_eq!((&second["line"], &second["column"]), (&5.into(), &1.into()));
    assert_eq!(
        second["end"],
        serde_json::json!({ "line": 5, "column": 11 })
    );
    assert_eq!(second["label"], "");
    assert_eq!(second["related"], serde_json::json!([]));
    assert_eq!(second["help"], "did you mean `base_path`?");
    let rendered = second["rendered"].as_str().expect("text");
    assert!(rendered.contains("a,b%/api.yaml:5:1"), "{rendered}");
}

#[test]
fn github_receives_a_workflow_command_per_line() {
    let outcome = generate(&["--message-format", "github"], &[]);
    assert_eq!(outcome.code, Some(1));
    let last = outcome.out.lines().last();
    let expected = "::error file=a%2Cb%25/api.yaml,line=5,endLine=5,col=1,endColumn=11,\
                    title=unknown-key::the file has no key `base_pahth`%0Ahelp: did you mean `base_path`?";
    assert_eq!(last, Some(expected));
    assert_eq!(outcome.out.lines().count(), 2, "{}", outcome.out);
}

#[test]
fn colours_need_a_terminal_or_a_variable() {
    let coloured = |variables: &[(&str, &str)]| generate(&[], variables).err.contains('\u{1b}');
    assert!(!coloured(&[]), "standard error is not a terminal here");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "0")]));
    let human = generate(&["--message-format", "human"], &[]);
    assert_eq!(human.err, generate(&[], &[]).err);
    assert_eq!(human.out, "");
}

/// The format follows the flag alone.
#[test]
fn the_environment_does_not_choose_the_format() {
    let outcome = generate(&[], &[("GITHUB_ACTIONS", "true")]);
    assert_eq!(outcome.out, "");
}

#[test]
fn with_json_progress_is_not_on_standard_output() {
    let spec = crate::support::root().join("spec");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = spec.to_str().expect("UTF-8");
    let arguments = [
        "gen",
        "--spec",
        spec,
        "--out",
        "out",
        "--message-format",
        "json",
    ];
    let outcome = run(folder.path(), &arguments, &[]);
    assert_eq!(
        (outcome.code, outcome.out.as_str()),
        (Some(0), ""),
        "{}",
        outcome.err
    );
    assert!(Path::new(&folder.path().join("out/mod.rs")).exists());
}

#[test]
fn an_unknown_format_is_reported() {
    let outcome = generate(&["--message-format", "xml"], &[]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.err.contains("`human`, `json` or `github`"),
        "{}",
        outcome.err
    );
}

/// The README shows an error as it is printed.
#[test]
fn the_readme_quotes_a_real_error() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let (_, quoted) = readme.split_once("```text\n").expect("an error");
    let (quoted, _) = quoted.split_once("```").expect("its end");
    let play = Playground::new();
    play.edit(
        "spec/types/threat_filter.yaml",
        "type: boolean",
        "type: bolean",
    );
    let outcome = play.generate(&[]);
    assert!(outcome.err.starts_with(quoted), "{}{quoted}", outcome.err);
}
