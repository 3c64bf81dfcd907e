//! Values as text outside JSON: in paths, queries and headers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::json::Json;

/// All characters except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a text for use in a path segment or in a query.
pub(crate) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// The JSON of a value, or the error of a value that JSON cannot represent.
pub(crate) type ValueJson = Result<Vec<u8>, serde_json::Error>;

/// Returns the text form of a scalar value outside JSON.
///
/// # Errors
///
/// Returns the message of a violation if the value is `null`, a list or an object.
pub(crate) fn text_of(json: ValueJson) -> Result<String, &'static str> {
    text_of_json(json.and_then(|json| serde_json::from_slice(&json)))
}

/// Returns the text form of a scalar JSON value.
///
/// # Errors
///
/// Returns the message of a violation if the value is `null`, a list or an object.
pub(crate) fn text_of_json(json: Result<Json, serde_json::Error>) -> Result<String, &'static str> {
    match json {
        Ok(Json::String(text)) => Ok(text),
        Ok(Json::Bool(value)) => Ok(value.to_string()),
        Ok(Json::Number(number)) => Ok(number.to_plain_string()),
        Ok(Json::Null) => Err("is null, which only JSON can represent: leave it unset instead"),
        Ok(Json::Array(_) | Json::Object(_)) => {
            Err("is a list or an object where only a single value is allowed")
        }
        Err(_) => Err("cannot be written as text"),
    }
}
