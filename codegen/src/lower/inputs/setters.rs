//! The setters of a request: one set of names for all inputs.

use crate::api::{FieldName, Place};
use crate::document::FieldDoc;
use crate::lower::context::{Context, Seen};
use crate::lower::fields::is;
use crate::lower::{fields, names};

/// All inputs are setters of the request, and the members of required inline objects in a body are
/// too, so they share one set of names.
pub(super) fn check(cx: &mut Context<'_>, docs: &[FieldDoc]) {
    let mut inputs = Vec::new();
    let mut has_body = false;
    for doc in docs {
        let is_body = super::place(doc) == Some(Place::JsonBody);
        // That there is a second body is said already.
        if is_body && std::mem::replace(&mut has_body, true) {
            continue;
        }
        match &doc.ty.fields {
            Some(members) if is_body => {
                let members = members.value.iter();
                members.for_each(|member| flatten(member, &mut inputs));
            }
            _ => inputs.push(doc),
        }
    }
    let mut seen = Seen::default();
    for doc in &inputs {
        if let Some(rust) = name(doc) {
            seen.take_flattened(cx, &doc.name, rust.as_str());
        }
    }
    for doc in inputs {
        for extra in fields::extra_setters(doc) {
            seen.take_setter(cx, &doc.name, &extra);
        }
    }
}

fn flatten<'a>(doc: &'a FieldDoc, inputs: &mut Vec<&'a FieldDoc>) {
    match &doc.ty.fields {
        Some(nested) if is(doc.required.as_deref()) && !is(doc.nullable.as_deref()) => {
            let nested = nested.value.iter();
            nested.for_each(|doc| flatten(doc, inputs));
        }
        _ => inputs.push(doc),
    }
}

fn name(doc: &FieldDoc) -> Option<FieldName> {
    match &doc.rust_name {
        Some(given) => names::given_field(given),
        None => names::field(&doc.name),
    }
}
