//! Types as schemas: with the bounds of their values, and the members of objects.

use super::annotations::text;
use super::bounds::{bounded, integer_text};
use super::scalars::{self, of_type};
use super::{Context, annotations, overrides};
use crate::json::Json;
use crate::model::{
    Bounds, Direction, Field, ItemDocs, Nullability, Object, Presence, Selection, Type, TypeName,
};

/// Returns the schema of a type. Bounds of items apply to the outermost list or map, all others to the
/// innermost values. `docs` has the documentation of the items, one entry per level of nesting.
fn schema(cx: &Context<'_>, ty: &Type, bounds: &Bounds, docs: &[ItemDocs]) -> Json {
    let inside = |items: &Type| {
        let bounds = Bounds {
            min_items: None,
            max_items: None,
            ..bounds.clone()
        };
        let (own, deeper) = docs.split_first().unzip();
        let schema = schema(cx, items, &bounds, deeper.unwrap_or_default());
        let docs = own.map(|own| annotations::of_items(cx, items, own));
        schema.and(docs.unwrap_or_else(|| Json::object([])))
    };
    let count = |bound: Option<u32>| bound.map(Json::number);
    let (least, most) = (count(bounds.min_items), count(bounds.max_items));
    match ty {
        Type::List(items) => of_type("array")
            .and(Json::object([("items", inside(items))]))
            .and(Json::known([("minItems", least), ("maxItems", most)])),
        Type::Map(values) => of_type("object")
            .and(Json::object([("additionalProperties", inside(values))]))
            .and(Json::known([
                ("minProperties", least),
                ("maxProperties", most),
            ])),
        Type::Scalar(scalar) => bounded(*scalar, bounds),
        Type::IntegerText(scalar) => integer_text(*scalar, bounds),
        Type::Nullable(ty) => scalars::nullable(schema(cx, ty, bounds, docs)),
        Type::Shared(name) | Type::External { name, .. } => reference(name),
        Type::Inline(object) => object_schema(cx, object),
    }
}

/// Returns the schema of an object. Further members are allowed, because servers add them.
pub(super) fn object_schema(cx: &Context<'_>, object: &Object) -> Json {
    let Object {
        name,
        direction,
        description,
        selection,
        fields,
    } = object;
    Json::known([
        ("description", text(description)),
        ("type", Some(Json::text("object"))),
    ])
    .and(properties(cx, fields.iter(), *direction))
    .and(Json::known([
        ("x-rust-type", Some(Json::text(name.as_str()))),
        ("x-selection", selection.as_ref().map(self::selection)),
    ]))
}

fn selection(selection: &Selection) -> Json {
    Json::object([
        ("everything", Json::text(selection.everything.as_str())),
        ("description", Json::text(&selection.description)),
    ])
}

/// Returns the properties of these fields, and the names of the required ones. Requests do not have
/// read-only fields, so an object that goes both ways does not require them.
pub(super) fn properties<'f>(
    cx: &Context<'_>,
    fields: impl Iterator<Item = &'f Field> + Clone,
    direction: Direction,
) -> Json {
    let is_two_way = direction == Direction::TwoWay;
    let additional = fields.clone().find(|field| field.is_additional());
    let additional = additional.map(|field| self::additional(cx, field));
    let fields = fields.filter(|field| !field.is_additional());
    let required = fields.clone();
    let required = required.filter(|field| field.presence == Presence::Required);
    let required = required.filter(|field| !(is_two_way && field.is_read_only()));
    let required = Json::texts(required.map(|field| field.wire.as_str()));
    let properties = fields.map(|field| (field.wire.as_str().to_owned(), member(cx, field)));
    Json::known([
        (
            "properties",
            Json::Object(properties.collect()).unless_empty(),
        ),
        ("required", required.unless_empty()),
        ("additionalProperties", additional),
    ])
}

/// Returns the schema of the members without a field.
fn additional(cx: &Context<'_>, field: &Field) -> Json {
    let Json::Object(map) = bare_member(cx, field) else {
        return Json::object([]);
    };
    let mut values = map
        .into_iter()
        .filter(|(key, _)| key == "additionalProperties");
    let values = values.next().map(|(_, values)| values);
    let values = values.unwrap_or_else(|| Json::object([]));
    values.and(annotations::of(cx, field))
}

/// Returns the schema of a field with its documentation.
pub(super) fn member(cx: &Context<'_>, field: &Field) -> Json {
    bare_member(cx, field)
        .and(annotations::of(cx, field))
        .and(overrides::members(cx, field))
}

/// Returns the schema of a field without its documentation.
pub(super) fn bare_member(cx: &Context<'_>, field: &Field) -> Json {
    let schema = schema(cx, &field.ty, &field.bounds, &field.items);
    match field.nullability {
        Nullability::Nullable => scalars::nullable(schema),
        Nullability::NotNull => schema,
    }
}

/// Refers to a shared type.
pub(super) fn reference(name: &TypeName) -> Json {
    Json::object([("$ref", Json::Text(format!("#/components/schemas/{name}")))])
}
