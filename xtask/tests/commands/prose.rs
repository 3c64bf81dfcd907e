//! The rule `prose` of `cargo xtask tidy`. The rule exempts this file.

use crate::support::{root, xtask};
use crate::tidy::{assert_found_in, checkout};

const DOC: &str = "tests/http/a.rs";

#[test]
fn listed_phrases() {
    for (text, better) in [
        ("The name is none.", "`invalid`"),
        ("It is no name.", "`is not a …`"),
        ("The file beside it.", "`next to`"),
        ("A name of its own.", "`its own`"),
        ("It says of the field.", "`describes`"),
        ("It says what happened.", "`states`"),
        ("Nothing was told.", "`reported`"),
        ("For whatever reason.", "`any`"),
        ("It stands in the table.", "`is in`"),
        ("There are so many.", "`too many`"),
        ("Read and mend it.", "`fix`"),
        // The other words that a phrase can begin with.
        ("The names were none.", "`invalid`"),
        ("Fields say of it.", "`describes`"),
        ("Lines tell of it.", "`reports`"),
        ("Others hear of it.", "`receives`"),
        ("It was mended.", "`fix`"),
        ("Look for a way out.", "`the fix`"),
    ] {
        let wrapped = text.replace(' ', "\n/// ");
        for (path, text) in [
            (DOC, format!("/// {wrapped}\nfn a() {{}}\n")),
            (DOC, format!("// {text}\n")),
            (DOC, format!("fn a() {{\n    warn(\"{text}\");\n}}\n")),
            ("README.md", format!("- {text}\n")),
        ] {
            assert_found_in(&[(path, &text)], &["[prose] `", "\n  cure: ", better]);
        }
    }
}

#[test]
fn phrases_in_code_and_some_of_their_neighbours_are_allowed() {
    let text = format!(
        "/// Returns `to{}` if there is no name.\nfn a() {{}}\n",
        "ld"
    );
    let fenced = format!("/// ```\n/// be{}();\n/// ```\nfn b() {{}}\n", "side");
    let outcome = checkout(&[(DOC, &format!("{text}{fenced}"))]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.out);
}

#[test]
fn clauses_as_sentences() {
    for word in ["What", "Whether", "How", "Where", "Why", "As", "Which"] {
        let text = format!("/// Checks it. {word} this is so, that\n/// follows.\nfn a() {{}}\n");
        let expected =
            format!("{DOC}:1: [prose] a sentence begins with a clause: {word} this is so");
        assert_found_in(&[(DOC, &text)], &[&expected, "\n  cure: begin with a verb"]);
    }
    let heading = "# A page\n\n## How it goes\n";
    assert_found_in(&[("a.md", heading)], &["a.md:3: [prose] "]);
    let second = "/// Checks it.\n/// What follows.\nfn a() {}\n";
    assert_found_in(&[(DOC, second)], &["a.rs:2: [prose] "]);
}

#[test]
fn questions_and_a_small_share_of_clauses_are_allowed() {
    let outcome = checkout(&[("a.md", "# Why YAML?\n\nWhat is it for? Data.\n")]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.out);
    for (plain, code) in [(49, Some(0)), (48, Some(1))] {
        let text = format!("What follows.\n\n{}", "Checks a name.\n\n".repeat(plain));
        assert_eq!(
            checkout(&[("a.md", &text)]).code,
            code,
            "1 of {}",
            plain + 1
        );
    }
}

#[test]
fn counts_are_printed_for_each_folder() {
    let outcome = xtask(&root(), &["tidy", "--prose"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    for row in ["folder ", "codegen/src/lower ", "README.md ", "total "] {
        let mut lines = outcome.out.lines();
        assert!(
            lines.any(|line| line.starts_with(row)),
            "{row}\n{}",
            outcome.out
        );
    }
}
