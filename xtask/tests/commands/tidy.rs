//! `cargo xtask tidy`: this checkout keeps the house rules, and each rule is broken once.

use crate::support::{Outcome, root, xtask};
use std::path::Path;

#[test]
fn the_checkout_keeps_the_house_rules() {
    let outcome = xtask(&root(), &["tidy"]);
    assert_eq!(outcome.code, Some(0), "\n{}", outcome.out);
}

/// Breaks one rule in a checkout of one file: the finding names the rule, the location and the cure.
fn assert_found(rule: &str, path: &str, text: &str, location: &str) {
    let checkout = tempfile::tempdir().expect("a temporary folder");
    let file = checkout.path().join(path);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("create");
    std::fs::write(file, text).expect("write");
    let outcome = tidy(checkout.path());
    let expected = format!("{location}: [{rule}] ");
    assert_eq!(outcome.code, Some(1), "{rule} found nothing in {text:?}");
    assert!(
        outcome.out.starts_with(&expected),
        "{expected}\n{}",
        outcome.out
    );
    assert!(outcome.out.contains("\n  cure: "), "{}", outcome.out);
    assert!(
        outcome.out.ends_with("1 files, 1 findings\n"),
        "{}",
        outcome.out
    );
}

fn tidy(checkout: &Path) -> Outcome {
    let checkout = checkout.to_string_lossy().into_owned();
    xtask(&root(), &["tidy", "--root", &checkout])
}

#[test]
fn long_files() {
    assert_found(
        "file-size",
        "sdk/src/a.rs",
        &"\n".repeat(401),
        "sdk/src/a.rs",
    );
    let generated = format!(
        "{}spec/api.yaml\n{}",
        codegen::render::HEADER,
        "\n".repeat(2_000)
    );
    assert_found(
        "file-size",
        "sdk/src/generated/a.rs",
        &generated,
        "sdk/src/generated/a.rs",
    );
}

#[test]
fn long_functions() {
    let body = "    step();\n".repeat(79);
    for start in [
        "fn a",
        "pub fn a",
        "pub(super) fn a",
        "pub const fn a",
        "pub async fn a",
    ] {
        let text = format!("{start}() {{\n{body}}}\n");
        assert_found(
            "function-size",
            "tests/http/a.rs",
            &text,
            "tests/http/a.rs:1",
        );
    }
    let method = format!(
        "impl A {{\n    fn a() {{\n{}    }}\n}}\n",
        "        step();\n".repeat(79)
    );
    assert_found(
        "function-size",
        "tests/http/a.rs",
        &method,
        "tests/http/a.rs:2",
    );
}

#[test]
fn generated_files_without_their_header() {
    assert_found(
        "generated-header",
        "sdk/src/generated/a.rs",
        "//! Mine.\n",
        "sdk/src/generated/a.rs:1",
    );
}

/// Breaks one rule in a checkout of several files, each on its own: the output has the parts.
pub fn assert_found_in(files: &[(&str, &str)], parts: &[&str]) {
    let outcome = checkout(files);
    assert_eq!(outcome.code, Some(1), "{files:?}");
    for part in parts {
        assert!(outcome.out.contains(part), "{part:?} in\n{}", outcome.out);
    }
    assert!(
        outcome.out.ends_with(" files, 1 findings\n"),
        "{}",
        outcome.out
    );
}

/// Checks a checkout of these files.
pub fn checkout(files: &[(&str, &str)]) -> Outcome {
    let checkout = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let file = checkout.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("create");
        std::fs::write(file, text).expect("write");
    }
    tidy(checkout.path())
}

#[test]
fn crossed_boundaries() {
    for (path, line) in [
        ("codegen/src/source.rs", "use std::fs;"),
        ("codegen/src/ast.rs", "use quote::quote;"),
        ("codegen/src/lower/names.rs", "use proc_macro2::Ident;"),
        ("codegen/src/emit/docs.rs", "fn a() -> Diagnostic {}"),
        ("sdk/runtime/src/client/mod.rs", "use reqwest::Client;"),
        ("sdk/src/ext/tags.rs", "use hyper::Body;"),
        ("sdk/Cargo.toml", "codegen = { path = \"../codegen\" }"),
        ("xtask/Cargo.toml", "sdk = { path = \"../sdk\" }"),
    ] {
        assert_found("boundary", path, &format!("{line}\n"), &format!("{path}:1"));
    }
    assert_found("boundary", "sdk/build.rs", "fn main() {}\n", "sdk/build.rs");
    let generated = format!(
        "{}spec/api.yaml\n    async fn send() {{}}\n",
        codegen::render::HEADER
    );
    assert_found(
        "boundary",
        "sdk/src/generated/a.rs",
        &generated,
        "sdk/src/generated/a.rs:2",
    );
}

#[test]
fn the_name_of_an_api_in_neutral_code() {
    let name = ["Sentinel", "One"].concat();
    for path in ["codegen/src/emit.rs", "sdk/runtime/src/client/mod.rs"] {
        assert_found(
            "neutrality",
            path,
            &format!("enum {name} {{}}\n"),
            &format!("{path}:1"),
        );
    }
}

#[test]
fn leftovers() {
    for (start, end) in [
        ("todo", "!()"),
        ("unimplemented", "!()"),
        ("dbg", "!(a)"),
        ("// TO", "DO"),
        ("// FIX", "ME"),
        ("// XX", "X"),
        ("#[ig", "nore]"),
    ] {
        assert_found(
            "leftover",
            "tests/http/a.rs",
            &format!("{start}{end}\n"),
            "tests/http/a.rs:1",
        );
    }
}

#[test]
fn assertions_that_the_dev_profile_leaves_out() {
    for rest in ["assert!(x);", "assert_eq!(x, y);", "assertions"] {
        let text = format!("fn a() {{\n    debug_{rest}\n}}\n");
        assert_found(
            "debug-assertion",
            "tests/http/a.rs",
            &text,
            "tests/http/a.rs:2",
        );
    }
}

#[test]
fn silenced_lints() {
    for (start, end) in [
        ("#![al", "low(dead_code)]"),
        ("#[allow(clippy", "::pedantic)]"),
        ("#[allow(clippy", "::all)]"),
        ("#[allow(war", "nings)]"),
    ] {
        assert_found(
            "silenced",
            "tests/http/a.rs",
            &format!("{start}{end}\n"),
            "tests/http/a.rs:1",
        );
    }
}

#[test]
fn panics() {
    for (start, end) in [
        ("a.unw", "rap();"),
        ("a.exp", "ect(\"b\");"),
        ("pan", "ic!();"),
        ("unreach", "able!();"),
    ] {
        assert_found(
            "panic",
            "xtask/src/a.rs",
            &format!("{start}{end}\n"),
            "xtask/src/a.rs:1",
        );
    }
    let tests = format!(
        "{}{}\n",
        "#[cfg(test)]\nmod tests {\n    a.unw", "rap();\n}"
    );
    let checkout = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir_all(checkout.path().join("xtask/src")).expect("create");
    std::fs::write(checkout.path().join("xtask/src/a.rs"), tests).expect("write");
    assert_eq!(tidy(checkout.path()).code, Some(0), "tests may panic");
}

#[test]
fn hidden_diffs() {
    let line = ["sdk/src/generated/** linguist", "-generated\n"].concat();
    assert_found("collapsed-diff", ".gitattributes", &line, ".gitattributes");
}

#[test]
fn a_map_that_does_not_match_the_tree() {
    let map = "## The map\n\n```text\ngone.rs   what was here\n```\n";
    assert_found("map", "ARCHITECTURE.md", map, "ARCHITECTURE.md:4");
}

#[test]
fn a_file_that_the_map_does_not_name() {
    let checkout = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir_all(checkout.path().join("sdk/src")).expect("create");
    std::fs::write(checkout.path().join("sdk/src/new.rs"), "//! New.\n").expect("write");
    let map = "## The map\n\n```text\nsdk/src/   the SDK\n```\n";
    std::fs::write(checkout.path().join("ARCHITECTURE.md"), map).expect("write");
    let outcome = tidy(checkout.path());
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.out.starts_with("sdk/src/new.rs: [map] "),
        "{}",
        outcome.out
    );
}
