//! The names of fields in Rust.

use crate::ast::{FieldDoc, Text};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::names;
use crate::model::{FieldName, OldName, WireName};

/// Returns the former names of a field.
pub(super) fn old_name_of(cx: &mut Context<'_>, doc: &FieldDoc, old: &Text) -> Option<OldName> {
    if !cx.is_renamed(&doc.name, old, codes::DUPLICATE_NAME) {
        return None;
    }
    let help = "a former name becomes a setter, and this one cannot: remove `renamed_from`";
    let rust = converted(cx, old, help)?;
    Some(OldName {
        wire: WireName::new(old.value.clone()),
        rust,
    })
}

/// Returns the Rust name of a field: `rust_name`, or the converted wire name.
pub(in crate::lower) fn field_name(cx: &mut Context<'_>, doc: &FieldDoc) -> FieldName {
    let Some(given) = &doc.rust_name else {
        let help = "add a Rust name: `rust_name: …` in snake_case";
        return converted(cx, &doc.name, help).unwrap_or_else(|| FieldName::new(names::UNMADE));
    };
    names::given_field(given).unwrap_or_else(|| {
        let message = format!("`{}` is not a valid Rust field name", given.value);
        cx.report(
            codes::INVALID_RUST_NAME,
            given.span,
            message,
            "write it in snake_case; keywords and methods such as `new` are reserved",
        );
        FieldName::new(names::UNMADE)
    })
}

fn converted(cx: &mut Context<'_>, wire: &Text, help: &str) -> Option<FieldName> {
    let name = names::field(wire);
    if name.is_none() {
        let message = format!("`{}` cannot be converted to a Rust identifier", wire.value);
        cx.report(codes::NO_IDENTIFIER, wire.span, message, help);
    }
    name
}
