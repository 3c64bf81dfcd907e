//! Shared types as schemas.

use super::annotations::{deprecation, text};
use super::{Context, scalars, types, unions};
use crate::json::Json;
use crate::lower::variant_name;
use crate::model::{Enum, EnumValue, External, Openness, Success, TypeDef, TypeKind};

/// Returns the schemas of all shared types, in the order of their files.
pub(super) fn all(cx: &Context<'_>) -> Json {
    let types = cx.api.types.iter();
    Json::Object(
        types
            .map(|def| (def.name.to_string(), shared(cx, def)))
            .collect(),
    )
}

fn shared(cx: &Context<'_>, def: &TypeDef) -> Json {
    let TypeDef {
        name: _,
        renamed_from,
        module: _,
        description,
        condition: _,
        kind,
        origin: _,
    } = def;
    let former = renamed_from.as_ref();
    let former = Json::known([(
        "x-renamed-from",
        former.map(|name| Json::text(name.as_str())),
    )]);
    let described = Json::object([("description", Json::text(description))]);
    let schema = match kind {
        TypeKind::Enum(values) => described.and(enumeration(values)),
        TypeKind::Object(object) => types::object_schema(cx, object),
        TypeKind::Union(union) => described.and(unions::schema(cx, union)),
        TypeKind::External(External {
            path,
            wire,
            content,
        }) => {
            let external = Json::known([
                ("x-content", content.as_ref().map(Json::text)),
                ("x-rust-path", Some(Json::text(path.as_str()))),
            ]);
            described.and(scalars::schema(*wire)).and(external)
        }
    };
    schema.and(former)
}

/// Returns the schema of an enum. An open one allows any text, and names the known values.
fn enumeration(values: &Enum) -> Json {
    let known = values.values.iter();
    let known = known.map(|known| wire_value(values, known.wire.as_str()));
    let known = Json::object([("enum", Json::List(known.collect()))]);
    let any = scalars::schema(values.wire);
    let schema = match values.openness {
        Openness::Closed => any.and(known),
        Openness::Open => Json::object([("anyOf", Json::List(vec![any.clone().and(known), any]))]),
    };
    let shown = |known| value(values, known);
    let values = values.values.iter().map(shown);
    schema.and(Json::object([("x-values", Json::List(values.collect()))]))
}

/// Returns a value on the wire: a text, or an integer.
fn wire_value(values: &Enum, wire: &str) -> Json {
    let integer = wire.parse::<serde_json::Number>();
    match integer {
        Ok(integer) if values.is_of_integers() => Json::Number(integer),
        _ => Json::text(wire),
    }
}

fn value(values: &Enum, value: &EnumValue) -> Json {
    let EnumValue {
        wire,
        renamed_from,
        deprecated,
        rust,
        success,
        description,
        since,
    } = value;
    // An integer has no name but the given one.
    let made = variant_name(wire.as_str()).filter(|_| !values.is_of_integers());
    let is_default = made.is_some_and(|name| name == *rust);
    let success = success.map(|success| match success {
        Success::Done => "done",
        Success::AlreadySet => "already_set",
    });
    Json::known([
        ("value", Some(wire_value(values, wire.as_str()))),
        ("name", (!is_default).then(|| Json::text(rust.as_str()))),
        ("description", text(description)),
        ("success", success.map(Json::text)),
        ("since", since.as_ref().map(Json::text)),
        ("deprecated", deprecated.as_ref().map(deprecation)),
        (
            "renamed_from",
            renamed_from
                .as_ref()
                .map(|old| wire_value(values, old.as_str())),
        ),
    ])
}
