//! Unions as schemas.

use super::annotations::text;
use super::{Context, types};
use crate::json::Json;
use crate::model::{Case, Union, Variant, WireName};

/// Returns the schema of a union. A newer server may send other values, so the last schema
/// accepts all.
pub(super) fn schema(cx: &Context<'_>, union: &Union) -> Json {
    let Union {
        direction: _,
        discriminator,
        variants,
    } = union;
    let discriminator = discriminator.as_ref().map(WireName::as_str);
    let variants = variants.iter();
    let known = variants.map(|known| variant(cx, known, discriminator));
    let other = [("description", Json::text("Any other value, unchanged."))];
    let known = known.chain([Json::object(other)]);
    Json::known([
        ("anyOf", Some(Json::List(known.collect()))),
        ("x-discriminator", discriminator.map(Json::text)),
    ])
}

fn variant(cx: &Context<'_>, variant: &Variant, discriminator: Option<&str>) -> Json {
    let Variant { rust, case, field } = variant;
    let tag = match (case, discriminator) {
        (Case::Value(value), Some(name)) => Json::object([
            (
                "properties",
                Json::object([(name, Json::object([("const", Json::from(value))]))]),
            ),
            ("required", Json::texts([name])),
        ]),
        _ => Json::object([]),
    };
    types::bare_member(cx, field).and(tag).and(Json::known([
        ("description", text(&field.description)),
        ("x-rust-variant", Some(Json::text(rust.as_str()))),
    ]))
}
