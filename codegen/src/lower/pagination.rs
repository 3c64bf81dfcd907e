//! The pagination of a listing.

use super::context::Context;
use super::field_path::{self, Objects, input, is_count, steps};
use crate::ast::{OperationDoc, PaginationDoc, Text};
use crate::codes;
use crate::model::{Field, Object, Operation, Pagination, Presence, Scalar, Type, TypeDef};

/// Resolves the field paths of pagination. This needs the direction of each type, which determines the
/// fields that are an `Option`.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    types: &[TypeDef],
    operations: &mut [Operation],
) {
    let objects = Objects::of(types);
    for (operation, doc) in operations.iter_mut().zip(docs) {
        operation.pagination = lower(cx, doc, operation, &objects);
    }
}

fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    operation: &Operation,
    objects: &Objects<'_>,
) -> Option<Pagination> {
    let pages = doc.pagination.as_ref()?;
    let body = field_path::only_body(operation)
        .filter(|body| !objects.members(&body.ty).is_empty() || cx.has(codes::UNKNOWN_TYPE));
    let Some(body) = body else {
        cx.report(
            codes::INCOMPLETE_FACT,
            pages.items.span,
            "pagination needs a response with one body, a JSON object",
            "remove `pagination`, or describe the body of the response: an output `from: body` with members",
        );
        return None;
    };
    let cursor = cursor(cx, &pages.cursor, &operation.request, objects);
    let members = objects.members(&body.ty);
    let next = output(cx, &pages.next, members, objects);
    let items = output(cx, &pages.items, members, objects);
    let total = pages.total.as_ref();
    let total = total.map(|total| (total, output(cx, total, members, objects)));
    let (cursor, next, items) = (cursor?, next?, items?);
    check_cursor(cx, pages, &cursor, &next);
    let Type::List(item) = items.last().map(|field| &field.ty)? else {
        if !cx.has(codes::UNKNOWN_TYPE) {
            wrong_member(cx, &pages.items, "a list");
        }
        return None;
    };
    let total = match total {
        Some((path, Some(fields))) => {
            if !fields.last().is_some_and(|field| is_count(&field.ty))
                && !cx.has(codes::UNKNOWN_TYPE)
            {
                wrong_member(cx, path, "an integer");
            }
            Some(steps(&body.ty, &fields, objects))
        }
        _ => None,
    };
    Some(Pagination {
        cursor: cursor.iter().map(|field| field.rust.clone()).collect(),
        next: steps(&body.ty, &next, objects),
        items: steps(&body.ty, &items, objects),
        item: (**item).clone(),
        total,
    })
}

/// Resolves the cursor: an optional input of the request itself, or of an object that is flattened into
/// it. Generated code has no setter for other inputs.
fn cursor<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    request: &'b Object,
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let fields = input(cx, path, request, objects)?;
    let (last, before) = fields.split_last()?;
    let is_setter = before.iter().all(|field| field.is_flattened());
    if last.presence == Presence::Required || !is_setter {
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

fn output<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    field_path::visible_output(cx, path, members, objects, "pagination")
}

/// Checks that the cursor of a response can be sent in the next request unchanged.
fn check_cursor(cx: &mut Context<'_>, doc: &PaginationDoc, cursor: &[&Field], next: &[&Field]) {
    if cx.has(codes::UNKNOWN_TYPE) {
        return;
    }
    let types = [cursor, next].map(|fields| fields.last().map(|field| field.ty.word()));
    let is_scalar = |fields: &[&Field]| {
        fields
            .last()
            .is_some_and(|field| matches!(field.ty, Type::Scalar(scalar) if is_cursor(scalar)))
    };
    if types[0] != types[1] || !is_scalar(cursor) || !is_scalar(next) {
        cx.report(
            codes::MISPLACED_TYPE,
            doc.next.span,
            "the cursor of the response does not have the type of the request's cursor",
            "use one type for both fields: `string`, `id`, `uuid` or an integer",
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

fn wrong_member(cx: &mut Context<'_>, path: &Text, wanted: &str) {
    cx.report(
        codes::MISPLACED_TYPE,
        path.span,
        format!("`{}` is not {wanted}", path.value),
        format!("name {wanted} in the body of the response"),
    );
}
