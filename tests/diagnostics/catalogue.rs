//! The catalogue of codes: each code has a page whose examples demonstrate it.

use codegen::{Code, codes};
use std::collections::BTreeSet;

/// Every reported code can be looked up. The other cases check that the wrong example raises its
/// code, and no other.
#[test]
fn each_code_is_explained() {
    for code in Code::all() {
        assert!(!code.title().is_empty(), "{code} has no title");
        assert!(!code.title().ends_with('.'), "{code}: {}", code.title());
        assert!(!code.explanation().is_empty(), "{code} has no explanation");
        assert!(!code.wrong().is_empty(), "{code} has no wrong example");
        assert!(!code.right().is_empty(), "{code} has no right example");
    }
}

#[test]
fn each_right_example_generates() {
    for code in Code::all() {
        let sources = codes::sources(code.right());
        if let Err(found) = codegen::generate(&sources) {
            panic!("{code}: {}", found.render(&sources));
        }
    }
}

/// A page without a code could never be looked up.
#[test]
fn each_page_has_a_code() {
    let pages = crate::diagnostics::case::folder().join("../../codegen/src/codes");
    let pages: BTreeSet<_> = crate::diagnostics::case::names_in(&pages, "md")
        .into_iter()
        .collect();
    let codes: BTreeSet<_> = Code::all()
        .iter()
        .map(|code| code.name().to_owned())
        .collect();
    assert_eq!(pages, codes);
    assert_eq!(codes.len(), Code::all().len(), "a code is declared twice");
}

#[test]
fn a_code_is_found_by_its_name() {
    let found = Code::find("unknown-key").map(Code::name);
    assert_eq!(found.as_deref(), Ok("unknown-key"));
    let near = Code::find("unknown-kye").map(Code::name);
    assert_eq!(near, Err("did you mean `unknown-key`?".to_owned()));
}
