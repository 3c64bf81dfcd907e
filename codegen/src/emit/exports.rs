//! The public types of each generated module.

use super::{request_types, response_types};
use crate::model::{Api, Object, Operation, ResponseKind, TypeDef, TypeKind, TypeName};
use std::collections::BTreeSet;

/// The public types of a shared type's module.
pub(super) fn type_names(def: &TypeDef) -> Vec<TypeName> {
    let inline = match &def.kind {
        TypeKind::Object(object) => request_types::nested_in(object).collect(),
        TypeKind::Union(union) => {
            let variants = union.variants.iter();
            let inline = variants.flat_map(|variant| response_types::inline(&variant.field.ty));
            inline.collect()
        }
        TypeKind::Enum(_) | TypeKind::External(_) => Vec::new(),
    };
    let names = inline
        .into_iter()
        .map(|object: &Object| object.name.clone());
    std::iter::once(def.name.clone()).chain(names).collect()
}

/// The public types of an operation's module.
pub(super) fn operation_names(operation: &Operation) -> Vec<TypeName> {
    let mut names = vec![operation.name.clone(), operation.headers.name.clone()];
    let inline = request_types::public_inline(&operation.request);
    names.extend(inline.map(|object: &Object| object.name.clone()));
    if operation.response == ResponseKind::ByStatus {
        names.push(response_types::by_status_name(operation));
    }
    for body in operation.response_bodies() {
        let inline = response_types::inline(&body.field.ty);
        names.extend(inline.into_iter().map(|object| object.name.clone()));
    }
    for body in operation.error_bodies() {
        let inline = response_types::inline(&body.ty);
        names.extend(inline.into_iter().map(|object| object.name.clone()));
    }
    names
}

/// Returns the former name of a type that is named after a renamed type or operation, its owner.
pub(crate) fn former_name(name: &TypeName, owner: &TypeName, old: &TypeName) -> Option<TypeName> {
    let rest = name.as_str().strip_prefix(owner.as_str())?;
    // Otherwise the type only begins with the same letters.
    let is_after = rest.is_empty() || rest.starts_with(|c: char| !c.is_ascii_lowercase());
    is_after.then(|| TypeName::new(format!("{old}{rest}")))
}

/// Returns the names of all types of an API.
pub(super) fn taken(api: &Api) -> BTreeSet<TypeName> {
    let types = api.types.iter().flat_map(type_names);
    let operations = api.operations.iter().flat_map(operation_names);
    let credentials = api
        .credentials
        .iter()
        .map(|credential| credential.name.clone());
    let headers = api.header_sets.iter().map(|set| set.name.clone());
    let all = types.chain(operations).chain(credentials).chain(headers);
    all.chain([api.name.clone()]).collect()
}
