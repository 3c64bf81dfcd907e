//! The preview of an operation: the listing of the items that a request would affect.

mod inputs;
mod limit;

use super::context::Context;
use super::field_path::{self, Objects};
use crate::ast::{OperationDoc, PreviewDoc, Text};
use crate::codes;
use crate::model::{CountOnly, Operation, Presence, Preview, Scalar, Type, TypeDef};
use crate::suggest::suggestion;
use inputs::{Leaf, Passed};
use std::collections::BTreeMap;

/// Resolves the previews. This needs the pagination of the operations that list.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    types: &[TypeDef],
    operations: &mut [Operation],
) {
    let objects = Objects::of(types);
    // Of operations with the same name, the first one counts.
    let positions = docs.iter().enumerate().rev();
    let positions = positions.map(|(at, doc)| (doc.name.as_str(), at));
    let positions: BTreeMap<_, _> = positions.collect();
    let previews: Vec<_> = operations
        .iter()
        .zip(docs)
        .map(|(operation, doc)| {
            let preview = doc.preview.as_ref()?;
            let listing = listing(cx, preview, doc, &positions, (docs, operations))?;
            lower(cx, preview, operation, listing, &objects)
        })
        .collect();
    for (operation, preview) in operations.iter_mut().zip(previews) {
        operation.preview = preview;
    }
}

/// Returns the operation that lists.
fn listing<'o>(
    cx: &mut Context<'_>,
    preview: &PreviewDoc,
    doc: &OperationDoc,
    positions: &BTreeMap<&str, usize>,
    (docs, operations): (&[OperationDoc], &'o [Operation]),
) -> Option<&'o Operation> {
    let name = &preview.operation;
    let Some(&at) = positions.get(name.as_str()) else {
        let known: Vec<_> = docs.iter().map(|other| other.name.as_str()).collect();
        let help = suggestion(name, &known);
        let message = format!("unknown operation `{}`", name.value);
        cx.report(codes::UNKNOWN_ITEM, name.span, message, help);
        return None;
    };
    if name.value == doc.name.value {
        incomplete(
            cx,
            name,
            "an operation cannot be the preview of itself".to_owned(),
            "name the operation that lists the items, or remove `preview`",
        );
        return None;
    }
    let listing = operations.get(at)?;
    let pages = listing.pagination.as_ref();
    if pages.is_some_and(|pages| pages.total.is_some()) {
        return Some(listing);
    }
    let pages = docs.get(at)?.pagination.as_ref();
    // An unresolved path is reported where it is written.
    if pages.is_none_or(|pages| pages.total.is_none()) {
        incomplete(
            cx,
            name,
            format!("`{}` does not report the number of its items", name.value),
            "name a listing whose `pagination` has `total`, or add both to it",
        );
    }
    None
}

fn incomplete(cx: &mut Context<'_>, name: &Text, message: String, help: &str) {
    cx.report(codes::INCOMPLETE_FACT, name.span, message, help);
}

fn lower(
    cx: &mut Context<'_>,
    doc: &PreviewDoc,
    operation: &Operation,
    listing: &Operation,
    objects: &Objects<'_>,
) -> Option<Preview> {
    let own = inputs::leaves(&operation.request, objects);
    let listed = inputs::leaves(&listing.request, objects);
    let limit = match &doc.limit {
        Some(path) => Some(limit::resolve(cx, path, listing, objects)?),
        None => None,
    };
    let count_only = match &doc.count_only {
        Some(path) => Some(count_only(cx, path, listing, objects)?),
        None => None,
    };
    let passed = inputs::passed(&own, &listed, listing, limit.as_ref());
    if cx.has(codes::UNKNOWN_TYPE) || !is_complete(cx, &doc.operation, &passed, &listed) {
        return None;
    }
    if let Some(path) = &doc.limit
        && !inputs::has_limit(&passed)
    {
        limit::report(cx, path);
        return None;
    }
    let is_deprecated =
        listing.deprecated.is_some() || inputs::sets_deprecated(&passed, limit.as_ref());
    Some(Preview {
        listing: listing.name.clone(),
        inputs: passed.into_iter().map(|(_, input)| input).collect(),
        limit: doc.limit.as_ref().map(|path| path.value.clone()),
        count_only,
        is_deprecated,
    })
}

/// Returns `true` if the listing gets the filter and all inputs that it requires.
fn is_complete(
    cx: &mut Context<'_>,
    name: &Text,
    passed: &[Passed<'_>],
    listed: &[Leaf<'_>],
) -> bool {
    if !passed.iter().any(|(leaf, _)| leaf.is_object) {
        let message = format!("`{}` has no filter of this operation", name.value);
        let help = "use one shared object as the filter of both operations, or remove `preview`";
        incomplete(cx, name, message, help);
        return false;
    }
    let is_unset = |leaf: &&Leaf<'_>| {
        let mut passed = passed.iter();
        leaf.field.presence == Presence::Required
            && !passed.any(|(listed, _)| listed.path == leaf.path)
    };
    let Some(unset) = listed.iter().find(is_unset) else {
        return true;
    };
    let (listing, input) = (&name.value, &unset.field.wire);
    let message =
        format!("`{listing}` requires `{input}`, which a request of this operation does not have");
    let help = format!(
        "add a required input `{input}` of the same type, or make it optional in `{listing}`"
    );
    incomplete(cx, name, message, &help);
    false
}

/// Resolves the input that leaves the items out of the response: an optional boolean of the listing
/// itself.
fn count_only(
    cx: &mut Context<'_>,
    path: &Text,
    listing: &Operation,
    objects: &Objects<'_>,
) -> Option<CountOnly> {
    let fields = field_path::input(cx, path, &listing.request, objects)?;
    let (last, before) = fields.split_last()?;
    let is_setter =
        last.presence == Presence::Optional && before.iter().all(|field| field.is_flattened());
    if !is_setter || !matches!(last.ty, Type::Scalar(Scalar::Boolean)) {
        if !cx.has(codes::UNKNOWN_TYPE) {
            cx.report(
                codes::MISPLACED_TYPE,
                path.span,
                format!("`{}` cannot leave the items out of a response", path.value),
                "name an optional input of type `boolean` of the listing itself",
            );
        }
        return None;
    }
    Some(CountOnly {
        path: path.value.clone(),
        setter: last.rust.clone(),
        is_deprecated: last.deprecated.is_some(),
    })
}
