//! `cargo xtask gen`, tried as a spec author and as continuous integration would.

use crate::playground::Playground;
use crate::support::{root, xtask};

#[test]
fn the_checkout_is_fresh() {
    let second = [
        "--spec",
        "tests/ticket_api/spec",
        "--out",
        "tests/ticket_api/generated",
        "--docs",
        "tests/ticket_api/docs",
    ];
    for flags in [&[][..], &second] {
        let outcome = xtask(&root(), &[&["gen", "--check"], flags].concat());
        assert_eq!(outcome.code, Some(0), "\n{}{}", outcome.out, outcome.err);
        assert!(outcome.out.contains("up to date"), "{}", outcome.out);
    }
}

#[test]
fn a_second_run_touches_nothing() {
    let play = Playground::new();
    let first = play.generate(&[]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(first.out.contains("created  out/mod.rs\n"), "{}", first.out);
    let before = play.files("out");
    let second = play.generate(&[]);
    assert_eq!(second.out, format!("{} files, 0 changed\n", before.len()));
    assert_eq!(play.files("out"), before);
    assert_eq!(play.generate(&["--check"]).code, Some(0));
}

#[test]
fn only_what_changed_is_written_and_listed() {
    let play = Playground::new();
    play.generate(&[]);
    let before = play.files("out");
    play.edit(
        "spec/types/os_type.yaml",
        "description: ",
        "description: Indeed, ",
    );
    let outcome = play.generate(&[]);
    assert!(
        outcome.out.starts_with("updated  out/types/os_type.rs\n"),
        "{}",
        outcome.out
    );
    assert!(outcome.out.ends_with(" 1 changed\n"), "{}", outcome.out);
    let after = play.files("out");
    let touched: Vec<_> = before
        .iter()
        .filter(|(path, file)| after.get(*path) != Some(file))
        .collect();
    assert_eq!(touched.len(), 1, "{touched:?}");
}

#[test]
fn files_that_are_no_longer_generated_are_deleted_with_their_folder() {
    let play = Playground::new();
    play.generate(&[]);
    std::fs::create_dir(play.path("out/old")).expect("create");
    let stale = format!(
        "{}spec/old.yaml. Do not edit by hand.\n",
        codegen::render::HEADER
    );
    std::fs::write(play.path("out/old/leftover.rs"), stale).expect("write");
    std::fs::write(play.path("out/old/.new-x1"), "half a fi").expect("write");
    let check = play.generate(&["--check"]);
    assert_eq!(check.code, Some(1));
    let header = "--- a/out/old/leftover.rs\n+++ /dev/null\n";
    assert!(check.out.contains(header), "{}", check.out);
    let outcome = play.generate(&[]);
    assert!(
        outcome.out.contains("deleted  out/old/leftover.rs\n"),
        "{}",
        outcome.out
    );
    assert!(!play.path("out/old").exists());
}

#[test]
fn files_that_were_not_generated_are_never_lost() {
    let play = Playground::new();
    play.generate(&[]);
    std::fs::write(play.path("out/main.rs"), "fn precious() {}\n").expect("write");
    play.edit(
        "spec/types/os_type.yaml",
        "description: ",
        "description: Indeed, ",
    );
    let before = play.files("out");
    let outcome = play.generate(&[]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("out/main.rs was not generated"),
        "{}",
        outcome.err
    );
    assert_eq!(play.files("out"), before, "nothing is touched");
    for arguments in [["gen", "--out", ""], ["gen", "--spec", ""]] {
        assert_eq!(xtask(play.folder(), &arguments).code, Some(2));
    }
    std::fs::write(play.path("file"), "mine").expect("write");
    let outcome = xtask(play.folder(), &["gen", "--spec", "spec", "--out", "file"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("file: it is a file, not a folder"),
        "{}",
        outcome.err
    );
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_as_a_whole() {
    use std::io::Read;

    let play = Playground::new();
    play.generate(&[]);
    let mut reader = std::fs::File::open(play.path("out/types/os_type.rs")).expect("open");
    let old = std::fs::read_to_string(play.path("out/types/os_type.rs")).expect("read");
    play.edit(
        "spec/types/os_type.yaml",
        "description: ",
        "description: Indeed, ",
    );
    assert_eq!(play.generate(&[]).code, Some(0));
    let mut seen = String::new();
    reader.read_to_string(&mut seen).expect("read");
    assert_eq!(seen, old, "an open file keeps its old contents");
}

#[test]
fn check_shows_each_kind_of_change_and_writes_nothing() {
    for (file, from, to, shown) in [
        (
            "spec/types/threat_filter.yaml",
            "before this time",
            "earlier than this time",
            "+    /// Keeps threats that were created earlier than this time.",
        ),
        (
            "spec/types/threat_filter.yaml",
            "type: int32",
            "type: int64",
            "+        I64(i64),",
        ),
        (
            "spec/operations/update_threat_incident.yaml",
            "            type: AnalystVerdict\n",
            "            type: AnalystVerdict\n            required: true\n",
            "+        analyst_verdict: impl Into<AnalystVerdict>,",
        ),
    ] {
        let play = Playground::new();
        play.generate(&[]);
        play.edit(file, from, to);
        if to.contains("int64") {
            play.edit("spec/deviations.yaml", "spec: int32", "spec: int64");
        }
        if to.contains("required") {
            // An example sets every required field.
            let status = "          incidentStatus: in_progress\n";
            let both = format!("{status}          analystVerdict: suspicious\n");
            play.edit(file, status, &both);
        }
        let before = play.files("out");
        let outcome = play.generate(&["--check"]);
        assert_eq!(outcome.code, Some(1), "{}{}", outcome.out, outcome.err);
        assert!(
            outcome.out.contains(&format!("\n{shown}\n")),
            "{}",
            outcome.out
        );
        assert!(
            outcome
                .out
                .contains("Run `cargo xtask gen --spec spec --out out`"),
            "{}",
            outcome.out
        );
        assert_eq!(play.files("out"), before);
    }
}

#[test]
fn check_finds_missing_and_hand_edited_files() {
    let play = Playground::new();
    play.generate(&[]);
    std::fs::remove_file(play.path("out/types/os_type.rs")).expect("remove");
    play.edit("out/api.rs", "ApiToken", "Bearer");
    let outcome = play.generate(&["--check"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome
            .out
            .contains("--- /dev/null\n+++ b/out/types/os_type.rs\n"),
        "{}",
        outcome.out
    );
    assert!(
        outcome
            .out
            .contains("-    const AUTH_PREFIX: &'static str = \"Bearer\";\n"),
        "{}",
        outcome.out
    );
}

#[test]
fn a_folder_of_other_files_is_left_alone() {
    let play = Playground::new();
    std::fs::create_dir(play.path("out")).expect("create");
    std::fs::write(play.path("out/lib.rs"), "fn precious() {}\n").expect("write");
    let outcome = play.generate(&[]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("out/lib.rs was not generated"),
        "{}",
        outcome.err
    );
    assert_eq!(play.files("out").len(), 1);
}

#[test]
fn an_error_writes_nothing() {
    let play = Playground::new();
    play.edit(
        "spec/types/threat_filter.yaml",
        "type: boolean",
        "type: bolean",
    );
    let outcome = play.generate(&[]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("spec/types/threat_filter.yaml:"),
        "{}",
        outcome.err
    );
    assert!(
        outcome.err.contains("did you mean `boolean`?"),
        "{}",
        outcome.err
    );
    assert!(!play.path("out").exists());
}

#[test]
fn a_missing_spec_folder_is_an_error() {
    let play = Playground::new();
    let outcome = xtask(play.folder(), &["gen", "--spec", "nowhere", "--out", "out"]);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.contains("cannot find the spec folder nowhere"),
        "{}",
        outcome.err
    );
}

#[test]
fn unknown_flags_are_reported() {
    let outcome = xtask(&root(), &["gen", "--chekc"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.err.contains("--chekc"), "{}", outcome.err);
}

#[test]
fn the_bytes_depend_on_the_spec_alone() {
    let plain = Playground::new();
    plain.generate(&[]);

    let elsewhere = Playground::new();
    let spec = elsewhere.path("spec").to_string_lossy().into_owned();
    let out = elsewhere.path("out").to_string_lossy().into_owned();
    let outcome = xtask(
        &std::env::temp_dir(),
        &["gen", "--spec", &spec, "--out", &out],
    );
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(
        elsewhere.contents(),
        plain.contents(),
        "another working folder"
    );

    let windows = Playground::new();
    for (path, (bytes, _)) in windows.files("spec") {
        let text = String::from_utf8(bytes)
            .expect("UTF-8")
            .replace('\n', "\r\n");
        std::fs::write(path, text).expect("write");
    }
    let outcome = windows.generate(&[]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(windows.contents(), plain.contents(), "CRLF files");

    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(plain.folder()).envs([
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "tr_TR.UTF-8"),
        ("TZ", "Asia/Tokyo"),
    ]);
    let output = command
        .args(["gen", "--spec", "spec", "--out", "out", "--check"])
        .output()
        .expect("starts");
    assert!(output.status.success(), "another locale");
}
