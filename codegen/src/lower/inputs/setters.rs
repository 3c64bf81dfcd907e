//! The setters of a request.

use super::body::Encoding;
use super::location;
use crate::ast::FieldDoc;
use crate::lower::context::Context;
use crate::lower::namespace::{Kind, Namespace};
use crate::lower::{fields, names};
use crate::model::{FieldName, Location};

/// Checks that the setters of a request have different names. All inputs are setters, including the
/// members of required inline objects in a body.
pub(super) fn check(cx: &mut Context<'_>, docs: &[FieldDoc]) {
    let mut inputs = Vec::new();
    let mut has_body = false;
    for doc in docs {
        let is_body = location::of(doc) == Some(Location::JsonBody);
        // A second body is reported already.
        if is_body && std::mem::replace(&mut has_body, true) {
            continue;
        }
        match &doc.ty.fields {
            Some(members) if is_body && Encoding::of(doc) == Encoding::Json => {
                let members = members.value.iter();
                members.for_each(|member| flatten(member, "", &mut inputs));
            }
            Some(members) if is_body => {
                let members = members.value.iter();
                inputs.extend(members.map(|member| (member, member.name.value.clone())));
            }
            _ => inputs.push((doc, doc.name.value.clone())),
        }
    }
    let mut used = Namespace::new(Kind::Field);
    for (doc, path) in &inputs {
        if let Some(rust) = name(doc) {
            used.take_flattened(cx, &doc.name, path, rust.as_str());
        }
    }
    for (doc, _) in inputs {
        for extra in fields::extra_setters(doc) {
            used.take_setter(cx, &doc.name, &extra);
        }
    }
}

/// Adds the inputs that a member of the body becomes, with their paths.
fn flatten<'a>(doc: &'a FieldDoc, parent: &str, inputs: &mut Vec<(&'a FieldDoc, String)>) {
    let path = format!("{parent}{}", doc.name.value);
    match &doc.ty.fields {
        Some(nested) if doc.is_required() && !doc.is_nullable() => {
            let nested = nested.value.iter();
            nested.for_each(|doc| flatten(doc, &format!("{path}."), inputs));
        }
        _ => inputs.push((doc, path)),
    }
}

fn name(doc: &FieldDoc) -> Option<FieldName> {
    match &doc.rust_name {
        Some(given) => names::given_field(given),
        None => names::field(&doc.name),
    }
}
