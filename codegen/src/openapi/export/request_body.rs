//! The body of a request.

use super::field_paths::members_of;
use super::{Context, annotations, examples, parameters, scalars, types};
use crate::json::Json;
use crate::lower::{FORM, JSON, MULTIPART};
use crate::model::{Body, BodyKind, Direction, Field, Location, Operation, Presence, Scalar, Type};

/// Describes the body of an operation's request.
pub(super) fn describe(cx: &Context<'_>, operation: &Operation, body: &Body) -> Json {
    let Body {
        wire,
        kind,
        media_type,
    } = body;
    let fields = operation.request.fields.iter();
    let at = |location| {
        fields
            .clone()
            .filter(move |field: &&Field| field.location == location)
    };
    let (schema, is_required, default, description) = match kind {
        BodyKind::Members => {
            let object = scalars::of_type("object").and(types::properties(
                cx,
                at(Location::Member),
                Direction::Sent,
            ));
            (object, true, JSON, None)
        }
        BodyKind::Fields => {
            let object = scalars::of_type("object").and(types::properties(
                cx,
                at(Location::Form),
                Direction::Sent,
            ));
            (object, true, FORM, None)
        }
        BodyKind::Parts => {
            let object = scalars::of_type("object").and(types::properties(
                cx,
                at(Location::Part),
                Direction::Sent,
            ));
            (object, true, MULTIPART, None)
        }
        BodyKind::Form => whole(cx, at(Location::FormBody).next(), FORM),
        BodyKind::Json => whole(cx, at(Location::JsonBody).next(), JSON),
        BodyKind::Raw => {
            let field = at(Location::RawBody).next();
            let is_text = field.is_some_and(|field| matches!(field.ty, Type::Scalar(Scalar::Text)));
            let default = if is_text {
                "text/plain"
            } else {
                "application/octet-stream"
            };
            let (schema, is_required, default, description) = whole(cx, field, default);
            let schema = if is_text { schema } else { Json::object([]) };
            (schema, is_required, default, description)
        }
    };
    let encoding = match at(Location::FormBody).next() {
        Some(field) => parameters::encoding(members_of(cx, &field.ty).iter(), field.list_style),
        None => parameters::encoding(at(Location::Form), None),
    };
    let media = Json::known([
        ("schema", schema.unless_empty()),
        ("encoding", encoding.unless_empty()),
        (
            "examples",
            examples::of_body(cx, operation, body).unless_empty(),
        ),
    ]);
    let media_type = media_type.as_deref().unwrap_or(default);
    Json::known([
        ("description", description),
        ("required", is_required.then_some(Json::Bool(true))),
        ("content", Some(Json::object([(media_type, media)]))),
        ("x-name", Some(Json::text(wire.as_str()))),
    ])
}

/// Describes a body that is a single input.
fn whole<'t>(
    cx: &Context<'_>,
    field: Option<&Field>,
    media_type: &'t str,
) -> (Json, bool, &'t str, Option<Json>) {
    let schema = field.map_or_else(|| Json::object([]), |field| types::member(cx, field));
    let is_required = field.is_some_and(|field| field.presence == Presence::Required);
    let description = field.and_then(|field| annotations::text(&field.description));
    (schema, is_required, media_type, description)
}
