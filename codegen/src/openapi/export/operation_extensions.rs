//! The facts of an operation that OpenAPI has no word for.

use super::annotations::deprecation;
use super::field_paths::in_body;
use super::{Context, examples, pagination};
use crate::json::Json;
use crate::model::{
    BatchLimit, CountOnly, Idempotency, Metadata, Operation, OutcomeEntries, OutcomePart, Outcomes,
    Output, OutputSource, Preview, RateLimit, RefusedResponse, Step,
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
        ("x-outputs", Some(outputs(operation))),
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
            pages.map(|pages| pagination::member(cx, operation, pages)),
        ),
        (
            "x-outcomes",
            outcomes.map(|outcomes| self::outcomes(cx, operation, outcomes)),
        ),
        ("x-preview", operation.preview.as_ref().map(preview)),
        ("x-examples", examples::all(operation).unless_empty()),
    ])
}

/// Returns the parts of the response that OpenAPI does not describe.
fn outputs(operation: &Operation) -> Json {
    let parts = operation.outputs.iter();
    let parts = parts.filter_map(|Output { source, field }| {
        let from = match source {
            OutputSource::Status => "status",
            OutputSource::Reason => "reason",
            OutputSource::Body { .. } => return None,
        };
        Some(Json::object([
            ("name", Json::text(field.wire.as_str())),
            ("from", Json::text(from)),
            ("description", Json::text(&field.description)),
        ]))
    });
    Json::List(parts.collect())
}

fn retry(refused: &[RefusedResponse], idempotency: &Idempotency) -> Json {
    let refused = refused.iter().map(|RefusedResponse { status, header }| {
        Json::known([
            ("status", Some(Json::number(*status))),
            (
                "with_header",
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
            "refused_responses",
            Json::List(refused.collect()).unless_empty(),
        ),
        ("idempotent", idempotent.map(Json::text)),
        ("when_set", texts(set)),
        ("unless_set", texts(unset)),
    ])
}

pub(super) fn rate_limit(limit: RateLimit) -> Json {
    let RateLimit { per_second, burst } = limit;
    Json::object([
        ("per_second", Json::number(per_second)),
        ("burst", Json::number(burst)),
    ])
}

fn batch(batch: &BatchLimit) -> Json {
    let BatchLimit {
        list,
        max_items,
        has_own_maximum,
        ids: _,
    } = batch;
    let own = has_own_maximum.then(|| Json::number(*max_items));
    Json::known([("list", Some(Json::text(list))), ("max_items", own)])
}

fn preview(preview: &Preview) -> Json {
    let Preview {
        listing,
        // They follow from the inputs of both operations.
        inputs: _,
        limit,
        count_only,
        is_deprecated: _,
    } = preview;
    let count_only = count_only.as_ref().map(|count| {
        let CountOnly {
            path,
            setter: _,
            is_deprecated: _,
        } = count;
        Json::text(path)
    });
    Json::known([
        ("operation", Some(Json::text(listing.as_str()))),
        ("limit", limit.as_ref().map(Json::text)),
        ("count_only", count_only),
    ])
}

fn outcomes(cx: &Context<'_>, operation: &Operation, outcomes: &Outcomes) -> Json {
    let Outcomes {
        noun,
        plural,
        affected,
        entries,
        errors,
        ids,
        limited_by,
    } = outcomes;
    let body = |steps: &[Step]| Json::Text(in_body(cx, operation, steps));
    let entries = entries.as_ref();
    let [details, id, parts] = entries
        .map(|entries| self::entries(cx, operation, entries))
        .map_or([None, None, None], |facts| facts.map(Some));
    Json::known([
        ("noun", Some(Json::text(noun))),
        ("plural", Some(Json::text(plural))),
        ("affected", Some(body(affected))),
        ("details", details),
        ("id", id),
        ("parts", parts),
        ("errors", errors.as_deref().map(body)),
        ("ids", ids.as_ref().map(Json::text)),
        ("limited_by", Json::texts(limited_by).unless_empty()),
    ])
}

/// Returns the list of the entries, their id and their parts.
fn entries(cx: &Context<'_>, operation: &Operation, entries: &OutcomeEntries) -> [Json; 3] {
    let OutcomeEntries {
        details,
        entry: _,
        is_entry_shared: _,
        id,
        value: _,
        parts,
    } = entries;
    let path = in_body(cx, operation, details.iter().chain([id]));
    let id = path.rsplit('.').next().unwrap_or_default();
    let parts = parts.iter().map(|part| {
        let OutcomePart {
            wire,
            member: _,
            requested_by,
        } = part;
        Json::object([
            ("outcome", Json::text(wire.as_str())),
            ("requested_by", Json::text(requested_by)),
        ])
    });
    [
        Json::Text(in_body(cx, operation, details)),
        Json::text(id),
        Json::List(parts.collect()),
    ]
}
