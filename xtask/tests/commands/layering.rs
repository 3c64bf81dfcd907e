//! The rules `layering` and `import-circle` of `cargo xtask tidy`, each broken once.

use crate::tidy::{assert_found_in, checkout};

const VALUES: (&str, &str) = ("sdk/runtime/src/values/id.rs", "pub struct Id;\n");
const CALL: (&str, &str) = (
    "sdk/runtime/src/call/mod.rs",
    "mod attempt;\npub(crate) use attempt::Attempt;\n",
);
const ATTEMPT: (&str, &str) = (
    "sdk/runtime/src/call/attempt.rs",
    "pub(crate) struct Attempt;\n",
);

/// An earlier layer names a later one in every form that Rust has.
#[test]
fn imports_from_a_later_layer() {
    for (text, line, import) in [
        ("use crate::call::Attempt;\n", 1, "crate::call::Attempt"),
        (
            "use std::fmt;\nuse crate::{\n    values::Id,\n    call::attempt::{self, Attempt},\n};\n",
            4,
            "crate::call::attempt",
        ),
        (
            "use super::super::call::Attempt as A;\n",
            1,
            "super::super::call::Attempt",
        ),
        ("use crate::call::*;\n", 1, "crate::call"),
        ("pub use crate::call::Attempt;\n", 1, "crate::call::Attempt"),
        (
            "fn a() {\n    crate::call::attempt::run();\n}\n",
            2,
            "crate::call::attempt::run",
        ),
        (
            "struct A(crate::call::Attempt);\n",
            1,
            "crate::call::Attempt",
        ),
        (
            "fn a() {\n    assert!(b, \"{}\", crate::call::NAME);\n}\n",
            2,
            "crate::call::NAME",
        ),
        (
            "mod inner {\n    use crate::call::Attempt;\n}\n",
            2,
            "crate::call::Attempt",
        ),
        (
            "#[cfg(unix)]\nuse crate::call::Attempt;\n",
            2,
            "crate::call::Attempt",
        ),
    ] {
        let outcome = checkout(&[
            ("sdk/runtime/src/http/head.rs", text),
            CALL,
            ATTEMPT,
            VALUES,
        ]);
        let expected = format!(
            "sdk/runtime/src/http/head.rs:{line}: [layering] `http` imports `{import}` from the later \
             layer `call`\n  cure: move the imported item to `http` or an earlier layer, or "
        );
        assert!(outcome.out.contains(&expected), "{text}\n{}", outcome.out);
    }
}

#[test]
fn imports_within_a_rank_follow_its_order() {
    let files = [
        (
            "sdk/runtime/src/http/head.rs",
            "use crate::redact::Redacted;\n",
        ),
        ("sdk/runtime/src/redact.rs", "pub struct Redacted;\n"),
    ];
    assert_found_in(
        &files,
        &["`http` imports `crate::redact::Redacted` from the later layer `redact`"],
    );
    let files = [
        ("sdk/runtime/src/http/head.rs", "pub struct Head;\n"),
        (
            "sdk/runtime/src/redact.rs",
            "use crate::http::head::Head;\n",
        ),
    ];
    assert_eq!(checkout(&files).code, Some(0));
}

/// The layer is that of the file which declares the item, not of a module that passes it on.
#[test]
fn re_exports_are_followed() {
    let files = [
        (
            "sdk/runtime/src/lib.rs",
            "mod call;\nmod http;\npub use call::Attempt;\n",
        ),
        ("sdk/runtime/src/http/head.rs", "use crate::Attempt;\n"),
        CALL,
        ATTEMPT,
    ];
    let location = "sdk/runtime/src/http/head.rs:1: [layering] `http` imports `crate::Attempt`";
    assert_found_in(&files, &[location]);
}

#[test]
fn hidden_layers() {
    let files = [
        ("codegen/src/ast.rs", "pub struct Document;\n"),
        ("codegen/src/emit/docs.rs", "use crate::ast::Document;\n"),
    ];
    let expected = "codegen/src/emit/docs.rs:1: [layering] `emit` imports `crate::ast::Document` from \
                    the hidden layer `ast`\n  cure: emitting is total";
    assert_found_in(&files, &[expected]);
}

#[test]
fn modules_without_a_layer() {
    let files = [("codegen/src/misc/a.rs", ""), ("codegen/src/misc/b.rs", "")];
    assert_found_in(
        &files,
        &["codegen/src/misc/a.rs: [layering] `misc` has no layer"],
    );
}

#[test]
fn files_that_rustc_rejects() {
    let files = [("codegen/src/source.rs", "//! A.\nfn {}\n")];
    assert_found_in(
        &files,
        &["codegen/src/source.rs:2: [layering] the file cannot be parsed: "],
    );
}

#[test]
fn tests_are_exempt() {
    for files in [
        [
            (
                "sdk/runtime/src/http/head.rs",
                "#[cfg(test)]\nmod tests {\n    use crate::call::Attempt;\n}\n",
            ),
            ("sdk/runtime/src/http/mod.rs", "mod head;\n"),
        ],
        [
            (
                "sdk/runtime/src/http/tests.rs",
                "use crate::call::Attempt;\n",
            ),
            ("sdk/runtime/src/http/mod.rs", "#[cfg(test)]\nmod tests;\n"),
        ],
    ] {
        let outcome = checkout(&[files[0], files[1], CALL, ATTEMPT]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.out);
    }
}

#[test]
fn circles_within_a_folder() {
    let files = [
        ("codegen/src/lower/mod.rs", "mod a;\nmod b;\nmod c;\n"),
        (
            "codegen/src/lower/a.rs",
            "use super::b::B;\npub struct A(B);\n",
        ),
        (
            "codegen/src/lower/b.rs",
            "use super::c;\npub struct B;\nfn b() {\n    c::run();\n}\n",
        ),
        (
            "codegen/src/lower/c.rs",
            "//! C.\nuse crate::lower::a::A;\npub fn run() {}\n",
        ),
    ];
    let expected = "codegen/src/lower/a.rs:1: [import-circle] lower/a.rs:1 imports `super::b::B`, \
                    lower/b.rs:1 imports `super::c`, lower/c.rs:2 imports `crate::lower::a::A`";
    assert_found_in(
        &files,
        &[expected, "\n  cure: move the shared item to a file"],
    );
}

/// A module may call its children while they import its items, and listed circles are allowed.
#[test]
fn circles_that_are_allowed() {
    for files in [
        [
            (
                "codegen/src/lower.rs",
                "mod a;\npub struct Context;\nfn lower() {\n    a::run();\n}\n",
            ),
            (
                "codegen/src/lower/a.rs",
                "use super::Context;\npub fn run() {}\n",
            ),
        ],
        [
            (
                "codegen/src/model/types.rs",
                "use super::fields::Field;\npub struct Type;\n",
            ),
            (
                "codegen/src/model/fields.rs",
                "use super::types::Type;\npub struct Field;\n",
            ),
        ],
    ] {
        let outcome = checkout(&files);
        assert_eq!(outcome.code, Some(0), "{}", outcome.out);
    }
}
