//! Values as text outside JSON: in paths, queries and headers.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::Serialize;

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

/// Returns the text form of a scalar value outside JSON.
///
/// # Errors
///
/// Returns the message of a violation if the value is `null`, a list or an object.
pub(crate) fn text_of<V: Serialize + ?Sized>(value: &V) -> Result<String, &'static str> {
    match Json::encode(value) {
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
