//! How the pages of a listing follow each other.

use super::behaviour::{Objects, input, unknown};
use super::codes;
use super::context::Context;
use crate::api::{
    Answer, Field, Flow, Nullability, Object, Operation, OutputSource, Pagination, Place, Presence,
    Scalar, Secrecy, Step, Type, TypeDef,
};
use crate::document::{OperationDoc, PaginationDoc, Text};

/// Finds the way through the answers once it is known which way each type travels: what is an
/// `Option` depends on it.
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
    let body = operation
        .outputs
        .iter()
        .find(|output| matches!(output.source, OutputSource::Body { .. }))
        .filter(|body| {
            let members = objects.members(&body.field.ty);
            operation.answer == Answer::Json && (!members.is_empty() || cx.has(codes::UNKNOWN_TYPE))
        });
    let Some(body) = body else {
        cx.report(
            codes::INCOMPLETE_FACT,
            pages.items.span,
            "only an answer with one body, a JSON object, has pages",
            "remove `pagination`, or describe what the answer holds: an output `from: body` with members",
        );
        return None;
    };
    let cursor = cursor(cx, &pages.cursor, &operation.request, objects);
    let members = objects.members(&body.field.ty);
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
        Some((path, Some(way))) => {
            if !way.last().is_some_and(|field| is_count(&field.ty)) && !cx.has(codes::UNKNOWN_TYPE)
            {
                wrong_member(cx, path, "a whole number");
            }
            Some(steps(&body.field, &way, objects))
        }
        _ => None,
    };
    Some(Pagination {
        cursor: cursor.iter().map(|field| field.rust.clone()).collect(),
        next: steps(&body.field, &next, objects),
        items: steps(&body.field, &items, objects),
        item: (**item).clone(),
        total,
    })
}

/// The cursor is an input of the request itself or of a part that is flattened into it: from outside
/// nothing else can be reached.
fn cursor<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    request: &'b Object,
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let way = input(cx, path, request, objects)?;
    let (last, before) = way.split_last()?;
    let is_flattened = |field: &&Field| {
        matches!(field.ty, Type::Inline(_))
            && field.presence == Presence::Required
            && field.place == Place::Member
    };
    if last.presence == Presence::Required || !before.iter().all(is_flattened) {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!("`{}` cannot be the cursor", path.value),
            "name an optional input of the request itself: the first page has no cursor",
        );
        return None;
    }
    Some(way)
}

fn output<'b>(
    cx: &mut Context<'_>,
    path: &Text,
    members: &'b [Field],
    objects: &'b Objects<'_>,
) -> Option<Vec<&'b Field>> {
    let way = objects.way(members, path);
    if way.is_none() {
        let help = objects.way_out(members, path, "the body");
        unknown(cx, path, "the answer has no", help);
    } else if let Some(field) = way
        .iter()
        .flatten()
        .find(|field| field.secrecy == Secrecy::Hidden)
    {
        cx.report(
            codes::MISPLACED_TYPE,
            path.span,
            format!(
                "`{}` is sensitive, and pages are followed in the open",
                field.wire
            ),
            "remove `sensitive` there, or `pagination`",
        );
        return None;
    }
    way
}

/// What comes out of one answer goes into the next request as it is.
fn check_cursor(cx: &mut Context<'_>, doc: &PaginationDoc, cursor: &[&Field], next: &[&Field]) {
    if cx.has(codes::UNKNOWN_TYPE) {
        return;
    }
    let types = [cursor, next].map(|way| way.last().map(|field| field.ty.word()));
    let is_scalar = |way: &[&Field]| {
        way.last()
            .is_some_and(|field| matches!(field.ty, Type::Scalar(scalar) if is_cursor(scalar)))
    };
    if types[0] != types[1] || !is_scalar(cursor) {
        cx.report(
            codes::MISPLACED_TYPE,
            doc.next.span,
            "what an answer has here cannot be the cursor of the next request",
            "give both fields one type: `string`, `id`, `uuid` or one of whole numbers",
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

fn is_count(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Scalar(
            Scalar::Int32 | Scalar::Int64 | Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64
        )
    )
}

fn wrong_member(cx: &mut Context<'_>, path: &Text, wanted: &str) {
    cx.report(
        codes::MISPLACED_TYPE,
        path.span,
        format!("`{}` is not {wanted}", path.value),
        format!("name {wanted} in the body of the answer"),
    );
}

/// The members on the way from the body down. In an object that is sent too, each that may be left
/// out is an `Option`.
fn steps(body: &Field, way: &[&Field], objects: &Objects<'_>) -> Vec<Step> {
    let holders = std::iter::once(&body).chain(way);
    let steps = way.iter().zip(holders).map(|(field, holder)| Step {
        field: field.rust.clone(),
        is_optional: match objects.flow(&holder.ty) {
            Some(Flow::TwoWay) => field.presence == Presence::Optional,
            _ => field.is_option_when_received(),
        },
        is_nullable: field.nullability == Nullability::Nullable,
    });
    steps.collect()
}
