//! Holds the messages about mistakes in a spec to their wording and their place.
//!
//! `<code>[-<variant>].yaml` is a small spec with one mistake, `<code>[-<variant>].txt` what a spec
//! author must read about it. `UPDATE_EXPECT=1 cargo test` renews the texts.

mod case;
mod hostile;
mod keywords;
mod together;

use codegen::Code;
use std::collections::BTreeSet;

/// Every code that a spec author can meet.
fn codes() -> Vec<Code> {
    [codegen::parse::codes::ALL, codegen::lower::codes::ALL].concat()
}

/// One mistake, one message: at its place, under its code, with the way out.
#[test]
fn each_mistake_gives_its_message() {
    let known = codes();
    for case in case::all() {
        let Err(found) = codegen::generate(&case.sources) else {
            panic!(
                "{}: the mistake was not found, and code was generated",
                case.name
            );
        };
        let text = found.render(&case.sources);
        let [diagnostic] = found.iter().collect::<Vec<_>>()[..] else {
            panic!("{}: not one message, but\n{text}", case.name);
        };
        let code = case.code(&known);
        let code = code.unwrap_or_else(|| panic!("{}: no such code", case.name));
        assert_eq!(diagnostic.code, code, "{}: {text}", case.name);
        assert!(
            !diagnostic.help.trim().is_empty(),
            "{}: no way out\n{text}",
            case.name
        );
        expect_test::expect_file![&case.expected].assert_eq(&text);
    }
}

/// A code that nothing raises, or that nobody has read the message of, is not done.
#[test]
fn each_code_has_a_case() {
    let known = codes();
    let tried: BTreeSet<_> = case::all()
        .iter()
        .filter_map(|case| case.code(&known))
        .map(|code| code.0)
        .collect();
    let missing: Vec<_> = known
        .iter()
        .filter(|code| !tried.contains(code.0))
        .collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
    let distinct: BTreeSet<_> = known.iter().map(|code| code.0).collect();
    assert_eq!(distinct.len(), known.len(), "a code is declared twice");
}

/// A text whose case is gone would never be compared again.
#[test]
fn each_text_has_a_case() {
    let cases: BTreeSet<_> = case::all().into_iter().map(|case| case.name).collect();
    let texts = case::names("txt");
    let left: Vec<_> = texts.iter().filter(|text| !cases.contains(*text)).collect();
    assert!(left.is_empty(), "delete the texts without a case: {left:?}");
}
