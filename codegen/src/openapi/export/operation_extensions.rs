//! The facts of an operation that OpenAPI has no word for.

use super::Context;
use super::annotations::deprecation;
use crate::json::Json;
use crate::model::{
    BatchLimit, Field, FieldName, Idempotency, Metadata, Operation, OutcomePart, Outcomes, Output,
    OutputSource, Pagination, RateLimit, RefusedResponse, Step, Type, TypeKind,
};

pub(super) fn members(cx: &Context<'_>, operation: &Operation) -> Json {
    let Metadata {
        permissions,
        optional_permissions,
        refused_responses,
        idempotency,
        rate_limit,
        batch,
    } = &operation.metadata;
    let pages = operation.pagination.as_ref();
    let outcomes = operation.outcomes.as_ref();
    Json::known([
        (
            "x-deprecated",
            operation.deprecated.as_ref().map(deprecation),
        ),
        (
            "x-renamed-from",
            operation
                .renamed_from
                .as_ref()
                .map(|name| Json::text(name.as_str())),
        ),
        ("x-permissions", Json::texts(permissions).unless_empty()),
        (
            "x-optional-permissions",
            Json::texts(optional_permissions).unless_empty(),
        ),
        (
            "x-retry",
            retry(refused_responses, idempotency).unless_empty(),
        ),
        ("x-rate-limit", rate_limit.map(self::rate_limit)),
        ("x-batch", batch.as_ref().map(self::batch)),
        (
            "x-pagination",
            pages.map(|pages| pagination(cx, operation, pages)),
        ),
        (
            "x-outcomes",
            outcomes.map(|outcomes| self::outcomes(cx, operation, outcomes)),
        ),
    ])
}

fn retry(refused: &[RefusedResponse], idempotency: &Idempotency) -> Json {
    let refused = refused.iter().map(|RefusedResponse { status, header }| {
        Json::known([
            ("status", Some(Json::number(*status))),
            (
                "with-header",
                header.as_ref().map(|header| Json::text(header.as_str())),
            ),
        ])
    });
    let (idempotent, set, unset) = match idempotency {
        Idempotency::Never => (None, None, None),
        Idempotency::Always => (Some("always"), None, None),
        Idempotency::When { set, unset } => (Some("when"), Some(set), Some(unset)),
    };
    let texts =
        |paths: Option<&Vec<String>>| Json::texts(paths.into_iter().flatten()).unless_empty();
    Json::known([
        (
            "refused-responses",
            Json::List(refused.collect()).unless_empty(),
        ),
        ("idempotent", idempotent.map(Json::text)),
        ("when-set", texts(set)),
        ("unless-set", texts(unset)),
    ])
}

pub(super) fn rate_limit(limit: RateLimit) -> Json {
    let RateLimit { per_second, burst } = limit;
    Json::object([
        ("per-second", Json::number(per_second)),
        ("burst", Json::number(burst)),
    ])
}

fn batch(batch: &BatchLimit) -> Json {
    let BatchLimit { list, max_items } = batch;
    Json::object([
        ("list", Json::text(list)),
        ("max-items", Json::number(*max_items)),
    ])
}

fn pagination(cx: &Context<'_>, operation: &Operation, pages: &Pagination) -> Json {
    let Pagination {
        cursor,
        next,
        items,
        item: _,
        total,
    } = pages;
    let body = |steps: &[Step]| Json::Text(in_body(cx, operation, steps));
    Json::known([
        (
            "cursor",
            Some(Json::Text(wire_path(
                cx,
                &operation.request.fields,
                cursor.iter(),
            ))),
        ),
        ("next", Some(body(next))),
        ("items", Some(body(items))),
        ("total", total.as_deref().map(body)),
    ])
}

fn outcomes(cx: &Context<'_>, operation: &Operation, outcomes: &Outcomes) -> Json {
    let Outcomes {
        noun,
        plural,
        affected,
        details,
        entry,
        is_entry_shared: _,
        id,
        value: _,
        parts,
        errors,
        ids,
        limited_by,
    } = outcomes;
    let body = |steps: &[Step]| Json::Text(in_body(cx, operation, steps));
    let parts = parts.iter().map(
        |OutcomePart {
             wire,
             member: _,
             requested_by,
         }| {
            Json::object([
                ("outcome", Json::text(wire.as_str())),
                ("requested-by", Json::text(requested_by)),
            ])
        },
    );
    Json::known([
        ("noun", Some(Json::text(noun))),
        ("plural", Some(Json::text(plural))),
        ("affected", Some(body(affected))),
        ("details", Some(body(details))),
        ("entry", Some(Json::text(entry.as_str()))),
        ("id", Some(Json::text(id.field.bare()))),
        ("parts", Some(Json::List(parts.collect()))),
        ("errors", errors.as_deref().map(body)),
        ("ids", ids.as_ref().map(Json::text)),
        ("limited-by", Json::texts(limited_by).unless_empty()),
    ])
}

/// Returns the wire path of a member of the response body.
fn in_body(cx: &Context<'_>, operation: &Operation, steps: &[Step]) -> String {
    let body = operation
        .outputs
        .iter()
        .find_map(|Output { source, field }| match source {
            OutputSource::Body { .. } => Some(field),
            OutputSource::Status | OutputSource::Reason => None,
        });
    let members = body.map_or(&[][..], |body| members_of(cx, &body.ty));
    wire_path(cx, members, steps.iter().map(|step| &step.field))
}

/// Returns the wire path of a path of Rust names.
fn wire_path<'n>(
    cx: &Context<'_>,
    fields: &[Field],
    names: impl Iterator<Item = &'n FieldName>,
) -> String {
    let (mut fields, mut path) = (fields, Vec::new());
    for name in names {
        let Some(field) = fields.iter().find(|field| field.rust == *name) else {
            break;
        };
        path.push(field.wire.as_str());
        fields = members_of(cx, &field.ty);
    }
    path.join(".")
}

pub(super) fn members_of<'a>(cx: &Context<'a>, ty: &'a Type) -> &'a [Field] {
    match ty {
        Type::Inline(object) => &object.fields,
        Type::Shared(name) => match cx.types.get(name).map(|def| &def.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        },
        Type::Nullable(ty) => members_of(cx, ty),
        Type::List(_)
        | Type::Map(_)
        | Type::Scalar(_)
        | Type::IntegerText(_)
        | Type::External { .. } => &[],
    }
}
