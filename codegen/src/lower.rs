//! [`Document`] to [`Api`]: the second stage.
//!
//! It resolves names, fills in defaults, converts wire names to Rust names and checks every rule of
//! the spec language that is about meaning. What leaves it can be emitted without a doubt.

mod behaviour;
mod bounds;
mod context;
mod deviations;
mod environment;
mod examples;
mod facts;
mod fields;
mod flags;
mod flow;
mod headers;
mod inputs;
mod names;
mod operations;
mod outputs;
mod pagination;
mod recursion;
mod samples;
mod shared;

use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::source::Sources;
use context::Context;

/// The codes this stage raises.
pub mod codes {
    crate::catalogue::codes! {
        /// A name from which no Rust identifier can be made.
        NO_IDENTIFIER = "no-identifier";
        /// A name that the spec gives in Rust's own form, and that is none.
        INVALID_RUST_NAME = "invalid-rust-name";
        /// A file that is not named after what it holds.
        MISNAMED_FILE = "misnamed-file";
        /// A type name that generated code needs for itself.
        RESERVED_NAME = "reserved-name";
        /// The same wire name twice.
        DUPLICATE_NAME = "duplicate-name";
        /// An item that has two deviations of one kind.
        DUPLICATE_DEVIATION = "duplicate-deviation";
        /// Two inputs or outputs in the one place that there is.
        DUPLICATE_PLACE = "duplicate-place";
        /// Two operations with the same method and path.
        DUPLICATE_ENDPOINT = "duplicate-endpoint";
        /// Two types that would share a name or a file in Rust.
        DUPLICATE_TYPE_NAME = "duplicate-type-name";
        /// Two wire names that become the same Rust name.
        DUPLICATE_RUST_NAME = "duplicate-rust-name";
        /// A type that nothing defines.
        UNKNOWN_TYPE = "unknown-type";
        /// A key that does not go with the type it stands beside.
        MISPLACED_KEY = "misplaced-key";
        /// A required field in an object that has a constructor for everything.
        SELECTION_OF_REQUIRED = "selection-of-required";
        /// A key that the type needs.
        INCOMPLETE_TYPE = "incomplete-type";
        /// A type that cannot stand where it does.
        MISPLACED_TYPE = "misplaced-type";
        /// Bounds that no value can keep to.
        IMPOSSIBLE_BOUNDS = "impossible-bounds";
        /// A text that is empty.
        EMPTY_TEXT = "empty-text";
        /// A list that is empty.
        EMPTY_LIST = "empty-list";
        /// An HTTP method that is none.
        UNKNOWN_METHOD = "unknown-method";
        /// A path that cannot be one.
        INVALID_PATH = "invalid-path";
        /// A header name that cannot be one.
        INVALID_HEADER = "invalid-header";
        /// A word before the token that a header cannot hold.
        INVALID_AUTH_PREFIX = "invalid-auth-prefix";
        /// The name of an environment variable that is none.
        INVALID_VARIABLE = "invalid-variable";
        /// A Rust path that is none.
        INVALID_RUST_PATH = "invalid-rust-path";
        /// An input or output in a place that does not exist.
        UNKNOWN_PLACE = "unknown-place";
        /// A body in a request that has none.
        BODY_OF_GET = "body-of-get";
        /// An output under another name than its place has.
        WRONG_OUTPUT_NAME = "wrong-output-name";
        /// An output that every answer has, and that is not required.
        OPTIONAL_OUTPUT = "optional-output";
        /// An operation without one of the outputs that every answer has.
        MISSING_OUTPUT = "missing-output";
        /// A header that is listed by name but not described in `api.yaml`.
        UNKNOWN_HEADER = "unknown-header";
        /// An object that selects, and that is received too.
        TWO_WAY_TYPE = "two-way-type";
        /// A parameter in a path and an input that do not match.
        PATH_PARAMETER = "path-parameter";
        /// A status that no such answer has.
        INVALID_STATUS = "invalid-status";
        /// A media type that is none.
        INVALID_MEDIA_TYPE = "invalid-media-type";
        /// A regular expression that is none.
        INVALID_PATTERN = "invalid-pattern";
        /// A default or an example that is not of its type.
        WRONG_SAMPLE = "wrong-sample";
        /// An input or output that is named and that the operation does not have.
        UNKNOWN_ITEM = "unknown-item";
        /// A fact without something that it needs.
        INCOMPLETE_FACT = "incomplete-fact";
        /// Several bodies that an answer could have, and nothing that tells them apart.
        AMBIGUOUS_ANSWER = "ambiguous-answer";
        /// A deviation of a kind, or from a type, that does not exist.
        UNKNOWN_DEVIATION = "unknown-deviation";
        /// A deviation without a key that its kind needs.
        INCOMPLETE_DEVIATION = "incomplete-deviation";
        /// A deviation that says what its kind cannot say.
        MISPLACED_DEVIATION_KEY = "misplaced-deviation-key";
        /// A deviation that does not (or no longer) apply.
        STALE_DEVIATION = "stale-deviation";
        /// An object that holds itself.
        RECURSIVE_TYPE = "recursive-type";
    }
}

/// Works out what a spec means.
///
/// # Errors
///
/// Every mistake of meaning.
pub fn lower(sources: &Sources, document: &Document) -> Result<Api, Diagnostics> {
    let mut cx = Context::new(sources, document);
    let facts = facts::lower(&mut cx, &document.api);
    let mut types = shared::lower(&mut cx, &document.types);
    let mut operations = operations::lower(&mut cx, &document.operations, &document.api, &types);
    recursion::resolve(&mut cx, &mut types, &document.types);
    flow::resolve(&mut cx, &mut types, &document.types, &mut operations);
    pagination::resolve(&mut cx, &document.operations, &types, &mut operations);
    let mut api = Api {
        types,
        operations,
        ..facts
    };
    api.deviations = deviations::lower(&mut cx, &document.deviations, &api);
    cx.found.propagate(api)
}

#[cfg(test)]
mod tests {
    use crate::source::Sources;
    use std::fmt::Write;

    /// A spec with many types and many mistakes is no more to read, nor to wait for, than a small one.
    #[test]
    fn many_unknown_types_are_told_in_short() {
        let mut api = "api: Pets\ntitle: Pet shop\ndescription: Sells pets.\ntypes:\n".to_owned();
        for number in 0..200 {
            let _ = write!(
                api,
                "  - type: Shape{number}\n    description: A shape.\n    kind: closed_enum\n    values:\n      \
                 - value: round\n        description: Round.\n"
            );
        }
        api.push_str("  - type: Solid\n    description: A solid.\n    kind: object\n    fields:\n");
        for number in 0..300 {
            let _ = write!(
                api,
                "      - name: side{number}\n        type: Shap{number}\n        description: A side.\n"
            );
        }
        let mut sources = Sources::new("spec");
        sources.add("api.yaml", api.into_bytes());
        let found = crate::understand(&sources).unwrap_err();
        let helps = found.iter().map(|one| one.help.as_str());
        let (near, listed): (Vec<&str>, Vec<&str>) =
            helps.partition(|help| help.starts_with("did you mean `Shape"));
        assert_eq!((near.len(), listed.len()), (100, 200));
        for help in listed {
            assert!(
                help.contains("`Shape0`") && help.contains(" and 182 more;"),
                "{help}"
            );
            assert!(help.len() < 1_000, "{help}");
        }
    }
}
