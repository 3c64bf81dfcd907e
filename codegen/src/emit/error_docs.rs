//! The documentation of an operation's errors.

use super::docs::{Docs, code};
use super::field_notes::item_descriptions;
use super::rust_types::rust_type;
use crate::model::{Field, Operation, Type};

/// Adds the documented errors to the documentation of a request: by status, with the meaning and the
/// type of the body.
pub(super) fn add(operation: &Operation, docs: Docs) -> Docs {
    operation.errors.iter().fold(docs, |docs, error| {
        let statuses = error.statuses.iter().map(ToString::to_string);
        let statuses = statuses.collect::<Vec<_>>().join(", ");
        let docs = docs.item(&statuses, &error.description);
        let Some(body) = &error.body else {
            return docs;
        };
        item_descriptions(body)
            .fold(docs, |docs, text| docs.prose_in_item(&text))
            .markdown_in_item(&body_note(body))
    })
}

/// The way to read a body that is not the error envelope of the API.
fn body_note(body: &Field) -> String {
    let reader = "[`body_as`](runtime::error::ApiError::body_as)";
    format!("{reader} reads its body as {}.", described(&body.ty))
}

/// A type in words, with a link.
fn described(ty: &Type) -> String {
    match ty {
        Type::List(items) => format!("a list of {}", described(items)),
        Type::Map(values) => format!("a map of {}", described(values)),
        // The file does not import a type that its code does not name.
        Type::Shared(name) => format!("[`{name}`](super::super::types::{name})"),
        Type::Inline(object) => format!("[`{}`]", object.name),
        Type::Nullable(ty) => format!("{} or `null`", described(ty)),
        Type::Scalar(_) | Type::IntegerText(_) | Type::External { .. } => {
            let text = rust_type(ty).as_str().replace(' ', "");
            code(text.trim_start_matches("runtime::"))
        }
    }
}
