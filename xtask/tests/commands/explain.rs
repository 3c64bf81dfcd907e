//! `cargo xtask explain`.

use crate::support::{root, xtask};

#[test]
fn a_code_is_explained_with_its_message() {
    let outcome = xtask(&root(), &["explain", "unknown-key"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    for part in [
        "unknown-key: A key that the spec language does not have\n",
        "\nWrong:\n\n    #~ api.yaml\n",
        "        maxitems: 5\n",
        "    error[unknown-key]: a field has no key `maxitems`\n",
        "     --> spec/types/pet.yaml:8:5\n",
        "      = help: did you mean `max_items`?\n",
        "\nRight:\n\n",
        "        max_items: 5\n",
    ] {
        assert!(outcome.out.contains(part), "{part:?} in\n{}", outcome.out);
    }
}

#[test]
fn every_code_is_listed_and_can_be_explained() {
    let outcome = xtask(&root(), &["explain"]);
    assert_eq!(outcome.code, Some(0));
    let codes: Vec<_> = codegen::Code::all()
        .iter()
        .map(|code| code.name())
        .collect();
    let listed: Vec<_> = outcome
        .out
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(listed, codes);
    for code in codes {
        let outcome = xtask(&root(), &["explain", code]);
        assert_eq!(outcome.code, Some(0), "{code}");
        assert!(
            outcome.out.contains(&format!("error[{code}]")),
            "{code}: {}",
            outcome.out
        );
    }
}

#[test]
fn an_unknown_code_is_reported() {
    let outcome = xtask(&root(), &["explain", "unknown-kye"]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(
        outcome.err,
        "error: unknown code `unknown-kye`\n\ndid you mean `unknown-key`?\n"
    );
    let outcome = xtask(&root(), &["explain", "unknown-key", "unknown-type"]);
    assert_eq!(outcome.code, Some(2));
}

/// `cargo xtask explain | head -1`: the pipe is closed before the list is written.
#[test]
fn a_closed_pipe_ends_quietly() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let child = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("explain")
        .stdout(writer)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("xtask starts");
    let output = child.wait_with_output().expect("an exit code");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
