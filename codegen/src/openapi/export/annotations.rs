//! The documentation of a field and other facts about its value besides the type.

use super::Context;
use super::form::Form;
use crate::json::Json;
use crate::lower::field_name;
use crate::model::{
    Access, Deprecation, Field, FieldName, ItemDocs, Location, OldName, Presence, Secrecy, Type,
    WireName,
};

/// Describes the value of a field besides its type. The location, the presence and the
/// nullability are expressed by the parts of the description that hold the schema.
pub(super) fn of(cx: &Context<'_>, field: &Field) -> Json {
    let Field {
        wire,
        rust,
        description,
        ty,
        location,
        presence,
        nullability: _,
        access,
        secrecy,
        storage: _,
        list_style,
        has_bracketed_members,
        bounds: _,
        selects,
        constant,
        default,
        since,
        deprecated,
        renamed_from,
        example,
        items: _,
        role: _,
        keeps_slashes: _,
        overrides: _,
    } = field;
    let example = example.as_ref().map(|text| literal(cx, ty, text));
    // The styles of a parameter are described with its location.
    let is_member = *location != Location::Query;
    let list_style = list_style.filter(|_| is_member);
    let is_bracketed = is_member && *has_bracketed_members;
    let is_selecting = *selects || constant.is_some();
    Json::known([
        ("description", text(description)),
        ("const", constant.as_deref().map(Json::from)),
        (
            "default",
            default.as_ref().map(|text| literal(cx, ty, text)),
        ),
        ("examples", example.map(|example| Json::List(vec![example]))),
        ("deprecated", deprecated.as_ref().map(|_| Json::Bool(true))),
        ("x-deprecated", deprecated.as_ref().map(deprecation)),
        (
            "readOnly",
            (*access == Access::ReadOnly).then_some(Json::Bool(true)),
        ),
        (
            "x-required",
            (*access == Access::ReadOnly && *presence == Presence::Required)
                .then_some(Json::Bool(true)),
        ),
        (
            "x-sensitive",
            (*secrecy == Secrecy::Hidden).then_some(Json::Bool(true)),
        ),
        (
            "x-list-style",
            list_style.map(|style| Json::text(style.word())),
        ),
        (
            "x-object-style",
            is_bracketed.then(|| Json::text("brackets")),
        ),
        ("x-selects", (!is_selecting).then_some(Json::Bool(false))),
        ("x-since", since.as_ref().map(Json::text)),
        ("x-renamed-from", renamed_from.as_deref().map(former)),
        ("x-rust-name", rust_name(wire, rust)),
    ])
}

/// Describes the value of a body besides its type. The response has the description, and the
/// place of a body decides its Rust name.
pub(super) fn of_output(cx: &Context<'_>, field: &Field) -> Json {
    match of(cx, field) {
        Json::Object(mut entries) => {
            entries.retain(|(key, _)| key != "description" && key != "x-rust-name");
            Json::Object(entries)
        }
        other => other,
    }
}

/// Describes the items of a list or the values of a map.
pub(super) fn of_items(cx: &Context<'_>, ty: &Type, docs: &ItemDocs) -> Json {
    let ItemDocs {
        description,
        example,
    } = docs;
    let example = example.as_ref().map(|text| literal(cx, ty, text));
    Json::known([
        ("description", description.as_deref().and_then(text)),
        ("examples", example.map(|example| Json::List(vec![example]))),
    ])
}

/// Returns the Rust name, unless it is made from the name on the wire.
fn rust_name(wire: &WireName, rust: &FieldName) -> Option<Json> {
    let is_default = field_name(wire.as_str()).is_some_and(|name| name == *rust);
    (!is_default).then(|| Json::text(rust.bare()))
}

/// Returns a text, unless it is empty.
pub(super) fn text(text: &str) -> Option<Json> {
    (!text.is_empty()).then(|| Json::text(text))
}

/// Returns the advice for users of a deprecated item.
pub(super) fn deprecation(deprecation: &Deprecation) -> Json {
    Json::text(&deprecation.0)
}

fn former(old: &OldName) -> Json {
    Json::text(old.wire.as_str())
}

/// Returns a default or an example, which the model keeps as text for text and as JSON for the rest.
fn literal(cx: &Context<'_>, ty: &Type, text: &str) -> Json {
    let parsed =
        || serde_json::from_str(text).map_or_else(|_| Json::text(text), |value| Json::from(&value));
    match cx.form(ty) {
        Form::Text => Json::text(text),
        Form::Json => parsed(),
    }
}
