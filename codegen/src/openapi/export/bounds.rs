//! Bounds of scalars as keywords of schemas.

use super::scalars;
use crate::json::Json;
use crate::model::{Bounds, Limit, Scalar, TextFormat};
use serde_json::Number;

/// Returns the schema of a scalar with its bounds.
pub(super) fn bounded(scalar: Scalar, bounds: &Bounds) -> Json {
    let Bounds {
        min_items: _,
        max_items: _,
        format,
        min_length,
        max_length,
        minimum,
        maximum,
        pattern,
    } = bounds;
    // The minimum of an id is that of a number although the value is text.
    let is_id = scalar == Scalar::Id;
    let (minimum, above) = inclusive_and_exclusive(*minimum);
    let (maximum, below) = inclusive_and_exclusive(*maximum);
    let mut patterns = pattern.clone().into_iter().chain(format.map(pattern_of));
    let (first, second) = (patterns.next(), patterns.next());
    let also = |pattern| Json::List(vec![Json::object([("pattern", Json::Text(pattern))])]);
    let own = Json::known([
        ("minLength", min_length.map(Json::number)),
        ("maxLength", max_length.map(Json::number)),
        ("minimum", minimum.clone().filter(|_| !is_id)),
        ("x-minimum", minimum.filter(|_| is_id)),
        ("maximum", maximum),
        ("exclusiveMinimum", above),
        ("exclusiveMaximum", below),
        ("pattern", first.map(Json::Text)),
        ("allOf", second.map(also)),
        ("x-format", format.map(|format| Json::text(format.word()))),
    ]);
    scalars::schema(scalar).and(own)
}

/// Returns the schema of an integer that is encoded as text. Its limits are numbers, which are no
/// keywords of text.
pub(super) fn integer_text(scalar: Scalar, bounds: &Bounds) -> Json {
    let format = Json::object([("format", Json::text(scalar.word()))]);
    scalars::of_type("string").and(format).and(Json::known([
        ("x-minimum", bounds.minimum.map(limit)),
        ("x-maximum", bounds.maximum.map(limit)),
    ]))
}

/// Returns a limit as the value of the inclusive or of the exclusive keyword.
pub(super) fn inclusive_and_exclusive(given: Option<Limit>) -> (Option<Json>, Option<Json>) {
    match given {
        Some(Limit::Exclusive(_)) => (None, given.map(limit)),
        given => (given.map(limit), None),
    }
}

/// Returns the pattern of a format.
fn pattern_of(format: TextFormat) -> String {
    match format {
        TextFormat::Digits => "^[0-9]+$".to_owned(),
        TextFormat::Md5 => hash(32),
        TextFormat::Sha1 => hash(40),
        TextFormat::Sha256 => hash(64),
    }
}

fn hash(digits: usize) -> String {
    format!("^[0-9A-Fa-f]{{{digits}}}$")
}

fn limit(limit: Limit) -> Json {
    match limit {
        Limit::Whole(number) => Number::from_i128(number).map_or(Json::Null, Json::Number),
        Limit::Decimal(number) | Limit::Exclusive(number) => {
            Number::from_f64(number).map_or(Json::Null, Json::Number)
        }
    }
}
