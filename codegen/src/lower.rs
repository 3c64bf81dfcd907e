//! [`Document`] to [`Api`]: the second stage.
//!
//! It resolves names, fills in defaults, converts wire names to Rust names, and checks every rule of
//! meaning. The emitter cannot fail on its result.

mod api;
mod auth;
mod bounds;
mod constants;
mod context;
mod defaults;
mod deviations;
mod direction;
mod enums;
mod environment;
mod errors;
mod examples;
mod field_keys;
mod field_path;
mod fields;
mod headers;
mod inputs;
mod item_docs;
mod literals;
mod metadata;
pub(crate) mod names;
mod namespace;
mod operation;
mod outcomes;
mod overrides;
mod pagination;
mod paths;
mod patterns;
mod preview;
mod recursion;
mod responses;
mod syntax;
mod tags;
mod timestamps;
mod types;
mod unions;

pub(crate) use api::DEFAULT_RUNTIME;
pub use defaults::with_defaults;
pub(crate) use names::{field as field_name, header as header_name, variant as variant_name};

use crate::ast::Document;
use crate::diagnostic::Diagnostics;
use crate::model::Api;
use crate::source::Sources;
use context::Context;
pub(crate) use literals::is_scalar;
pub(crate) use names::RESERVED_TYPES;
pub(crate) use paths::{is_base, path_parameters};
pub(crate) use syntax::{FORM, JSON, MULTIPART, essence, is_header, is_json, is_media_type};

/// Lowers a spec to the model, and frees the parts of it that are lowered.
///
/// # Errors
///
/// Returns every error of meaning.
pub fn lower(sources: &Sources, document: Document) -> Result<Api, Diagnostics> {
    let mut document = with_defaults(document);
    let mut cx = Context::new(sources, &document.api, &document.types);
    let api = api::lower(&mut cx, &document.api);
    let mut types = types::lower(&mut cx, &document.types);
    let mut operations = operation::lower(&mut cx, &mut document.operations, &document.api, &types);
    headers::resolve(&api.header_sets, &mut operations);
    recursion::resolve(&mut cx, &mut types, &document.types);
    direction::resolve(&mut cx, &mut types, &document.types, &mut operations);
    pagination::resolve(&mut cx, &document.operations, &types, &mut operations);
    outcomes::resolve(&mut cx, &document.operations, &types, &mut operations);
    preview::resolve(&mut cx, &document.operations, &types, &mut operations);
    tags::resolve(&api.tags, &mut types, &mut operations);
    let mut api = Api {
        types,
        operations,
        ..api
    };
    api.deviations = deviations::lower(&mut cx, &document.deviations, &api);
    cx.finish(api)
}

#[cfg(test)]
mod tests {
    use crate::source::Sources;
    use std::fmt::Write;

    /// The help for unknown types is short and fast even in a spec with many types and errors.
    #[test]
    fn the_help_for_many_unknown_types_is_short() {
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
                help.contains("`Shape0`") && help.contains(" and 184 more;"),
                "{help}"
            );
            assert!(help.len() < 1_000, "{help}");
        }
    }
}
