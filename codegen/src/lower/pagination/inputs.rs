//! The inputs that select a page.

use crate::ast::Text;
use crate::codes;
use crate::lower::context::Context;
use crate::lower::field_path::{Objects, input, is_count};
use crate::model::{Field, FieldName, Object, PageInput, Presence, Scalar, Type};

/// Returns the path to the last of these fields in Rust.
pub(super) fn path(fields: &[&Field]) -> Vec<FieldName> {
    fields.iter().map(|field| field.rust.clone()).collect()
}

/// Resolves the cursor: an optional input of the request itself, or of an object that is flattened into
/// it. Generated code has no setter for other inputs.
pub(super) fn cursor<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    request: &'b Object,
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let fields = input(cx, path, request, objects)?;
    let is_required = fields.last()?.presence == Presence::Required;
    if is_required || !is_setter(&fields) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!("`{}` cannot be the cursor", path.value),
            "name an optional input of the request itself, or of a required, non-null object in its body; the first page has no cursor",
        );
        return None;
    }
    Some(fields)
}

/// Returns `true` if the request itself has the last of these fields.
fn is_setter(fields: &[&Field]) -> bool {
    let is_fixed = |field: &&Field| field.presence == Presence::Fixed;
    let before = fields.iter().rev().skip(1);
    !fields.last().is_some_and(is_fixed) && before.into_iter().all(|field| field.is_flattened())
}

/// Checks that the cursor of a response can be sent in the next request unchanged.
pub(super) fn check_cursor(cx: &mut Context<'_>, path: &Text, cursor: &[&Field], next: &[&Field]) {
    if cx.has(codes::UNKNOWN_TYPE) {
        return;
    }
    let types = [cursor, next].map(|fields| fields.last().map(|field| field.ty.word()));
    let is_scalar = |fields: &[&Field]| {
        fields.last().is_some_and(|field| match field.ty {
            Type::Scalar(scalar) => is_cursor(scalar),
            // A handwritten type knows how the server writes a cursor, and how it reads one.
            Type::External { .. } => true,
            _ => false,
        })
    };
    if types[0] != types[1] || !is_scalar(cursor) || !is_scalar(next) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            "the cursor of the response does not have the type of the request's cursor",
            "use one type for both fields: `string`, `id`, `uuid`, an integer or a handwritten type",
        );
    }
}

fn is_cursor(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::String
            | Scalar::Id
            | Scalar::Uuid
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint16
            | Scalar::Uint32
            | Scalar::Uint64
    )
}

/// Resolves an offset, the number of a page or a limit: an integer of the request itself.
pub(super) fn number(
    cx: &mut Context<'_>,
    path: &Text,
    request: &Object,
    objects: &Objects<'_>,
) -> Option<PageInput> {
    let fields = input(cx, path, request, objects)?;
    let last = *fields.last()?;
    if !is_setter(&fields) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!("`{}` cannot select a page", path.value),
            "name an input of the request itself, or of a required, non-null object in its body",
        );
        return None;
    }
    if !is_count(&last.ty) && !cx.has(codes::UNKNOWN_TYPE) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!("`{}` is not an integer", path.value),
            "name an integer among the inputs",
        );
    }
    Some(PageInput {
        path: self::path(&fields),
        is_required: last.presence == Presence::Required,
    })
}
