//! Inputs outside of the body as parameters.

use super::annotations::{deprecation, text};
use super::{Context, examples, types};
use crate::json::Json;
use crate::model::{Field, ListStyle, Location, Operation, Presence, Type};

/// Returns the parameters of a request, in the documentation's order.
pub(super) fn all(cx: &Context<'_>, operation: &Operation) -> Json {
    let fields = operation.request.fields.iter();
    let parameters = fields.filter_map(|field| {
        let examples = examples::of_parameter(cx, operation, field).unless_empty();
        Some(parameter(cx, field)?.and(Json::known([("examples", examples)])))
    });
    Json::List(parameters.collect())
}

fn parameter(cx: &Context<'_>, field: &Field) -> Option<Json> {
    let location = match field.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Member
        | Location::Form
        | Location::Part
        | Location::JsonBody
        | Location::FormBody
        | Location::RawBody => return None,
    };
    let required = field.presence == Presence::Required;
    let style =
        (field.location == Location::Query && is_several(&field.ty)).then(|| style(field, None));
    let name = match (&field.ty, field.list_style) {
        (Type::List(_), Some(ListStyle::Brackets)) => format!("{}[]", field.wire),
        _ => field.wire.to_string(),
    };
    let head = Json::known([
        ("name", Some(Json::Text(name))),
        ("in", Some(Json::text(location))),
        ("description", text(&field.description)),
        ("required", required.then_some(Json::Bool(true))),
        (
            "deprecated",
            field.deprecated.as_ref().map(|_| Json::Bool(true)),
        ),
        (
            "x-keeps-slashes",
            field.keeps_slashes.then_some(Json::Bool(true)),
        ),
        ("x-deprecated", field.deprecated.as_ref().map(deprecation)),
    ]);
    let schema = Json::object([("schema", types::member(cx, field))]);
    Some(
        head.and(style.unwrap_or_else(|| Json::object([])))
            .and(schema),
    )
}

/// Returns how each field of a form joins several values, by name; `around` is the style of lists
/// without their own.
pub(super) fn encoding<'f>(
    fields: impl Iterator<Item = &'f Field>,
    around: Option<ListStyle>,
) -> Json {
    let named = fields.filter(|field| !field.is_additional());
    let several = named.filter(|field| is_several(&field.ty));
    let styles = several.map(|field| (field.wire.to_string(), style(field, around)));
    Json::Object(styles.collect())
}

/// Returns `true` for a type with more than one value: OpenAPI has styles for those.
fn is_several(ty: &Type) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) | Type::Inline(_) | Type::Shared(_) => true,
        Type::Scalar(_) | Type::IntegerText(_) | Type::Nullable(_) | Type::External { .. } => false,
    }
}

/// Returns how a parameter joins several values.
fn style(field: &Field, around: Option<ListStyle>) -> Json {
    let is_list = matches!(field.ty, Type::List(_));
    let list_style = field.list_style.or(around);
    let (style, explode) = match list_style {
        _ if field.has_bracketed_members => ("deepObject", true),
        Some(ListStyle::Comma) if is_list => ("form", false),
        Some(ListStyle::Pipe) if is_list => ("pipeDelimited", false),
        Some(ListStyle::Space) if is_list => ("spaceDelimited", false),
        Some(_) | None => ("form", true),
    };
    // The name of a list in brackets ends with them.
    let is_brackets = list_style == Some(ListStyle::Brackets);
    let of_lists = list_style.filter(|_| !is_list || is_brackets);
    Json::known([
        ("style", Some(Json::text(style))),
        ("explode", Some(Json::Bool(explode))),
        (
            "x-list-style",
            of_lists.map(|style| Json::text(style.word())),
        ),
    ])
}
