//! Scalars as schemas.

use crate::json::Json;
use crate::model::Scalar;

/// Returns the schema of a value inside JSON, in a parameter or in a header.
pub(super) fn schema(scalar: Scalar) -> Json {
    match scalar {
        Scalar::String | Scalar::Text => of_type("string"),
        Scalar::Boolean => of_type("boolean"),
        Scalar::Int32 | Scalar::Int64 => formatted("integer", scalar.word()),
        Scalar::Uint16 => unsigned(scalar, u64::from(u16::MAX)),
        Scalar::Uint32 => unsigned(scalar, u64::from(u32::MAX)),
        Scalar::Uint64 => unsigned(scalar, u64::MAX),
        Scalar::Number => formatted("number", "double"),
        Scalar::DateTime | Scalar::Date | Scalar::LocalDateTime | Scalar::Uuid | Scalar::Id => {
            formatted("string", scalar.word())
        }
        Scalar::JsonString => with(of_type("string"), "contentMediaType", "application/json"),
        Scalar::File => with(
            Json::object([]),
            "contentMediaType",
            "application/octet-stream",
        ),
        Scalar::Bytes => with(of_type("string"), "contentEncoding", "base64"),
        Scalar::Json => Json::object([]),
        Scalar::Nothing => Json::object([("const", Json::Null)]),
        Scalar::ErrorList => error_list(),
    }
}

/// A list of errors, a single error, or `null`.
fn error_list() -> Json {
    let list = of_type("array").and(Json::object([("items", of_type("object"))]));
    let either = Json::object([("anyOf", Json::List(vec![list, of_type("object")]))]);
    nullable(either)
}

pub(super) fn of_type(name: &str) -> Json {
    Json::object([("type", Json::text(name))])
}

fn formatted(name: &str, format: &str) -> Json {
    with(of_type(name), "format", format)
}

fn with(schema: Json, key: &str, value: &str) -> Json {
    schema.and(Json::object([(key, Json::text(value))]))
}

fn unsigned(scalar: Scalar, greatest: u64) -> Json {
    formatted("integer", scalar.word()).and(Json::object([
        ("minimum", Json::number(0)),
        ("maximum", Json::number(greatest)),
    ]))
}

/// Allows `null` as well.
pub(super) fn nullable(schema: Json) -> Json {
    let null = Json::object([("type", Json::text("null"))]);
    let Json::Object(mut entries) = schema else {
        return schema;
    };
    if let Some((_, ty)) = entries.iter_mut().find(|(key, _)| key == "type") {
        *ty = Json::List(vec![ty.clone(), Json::text("null")]);
        return Json::Object(entries);
    }
    if let Some((_, Json::List(choices))) = entries.iter_mut().find(|(key, _)| key == "anyOf") {
        choices.push(null);
        return Json::Object(entries);
    }
    if entries.is_empty() {
        // Any JSON includes `null`.
        return Json::object([("x-nullable", Json::Bool(true))]);
    }
    Json::object([("anyOf", Json::List(vec![Json::Object(entries), null]))])
}
