//! Checks the wording and the locations of the messages about errors in a spec.
//!
//! `<code>[-<variant>].yaml` is a small spec with one error, `<code>[-<variant>].txt` the expected
//! message; the wrong examples of the catalogue are such specs too. `UPDATE_EXPECT=1 cargo test`
//! updates the texts.

mod any_input;
mod case;
mod catalogue;
mod keywords;
mod several_errors;

use codegen::Code;
use std::collections::BTreeSet;

/// One error, one message: with its location, its code and help.
#[test]
fn each_error_has_its_message() {
    let known = Code::all();
    for case in case::all() {
        let Err(found) = codegen::generate(&case.sources) else {
            panic!(
                "{}: the mistake was not found, and code was generated",
                case.name
            );
        };
        let text = found.render(&case.sources);
        let [diagnostic] = found.iter().collect::<Vec<_>>()[..] else {
            panic!("{}: expected one message, got\n{text}", case.name);
        };
        let code = case.code(&known);
        let code = code.unwrap_or_else(|| panic!("{}: unknown code", case.name));
        assert_eq!(diagnostic.code, code, "{}: {text}", case.name);
        assert!(
            !diagnostic.help.trim().is_empty(),
            "{}: no way out\n{text}",
            case.name
        );
        expect_test::expect_file![&case.expected].assert_eq(&text);
    }
}

/// A text without a case would never be compared again.
#[test]
fn each_text_has_a_case() {
    let cases: BTreeSet<_> = case::all().into_iter().map(|case| case.name).collect();
    let explained = case::names_in(&case::folder().join(case::EXPLAINED), "txt");
    let explained = explained
        .iter()
        .map(|name| format!("{}{name}", case::EXPLAINED));
    let mut texts = case::names("txt");
    texts.extend(explained);
    let left: Vec<_> = texts.iter().filter(|text| !cases.contains(*text)).collect();
    assert!(left.is_empty(), "delete the texts without a case: {left:?}");
}
