//! Numbers from `serde_json` with its feature `arbitrary_precision`, which another crate may enable.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, Expected, MapAccess, Unexpected};
use serde_json::Number;

/// Returns the text of a number that is not an integer: with the feature, it arrives as a map.
///
/// # Errors
///
/// Returns an error for any other map.
pub(crate) fn number_text<'de, A: MapAccess<'de>>(
    members: A,
    expected: &dyn Expected,
) -> Result<String, A::Error> {
    match Number::deserialize(MapAccessDeserializer::new(members)) {
        Ok(number) => Ok(number.to_string()),
        Err(_) => Err(A::Error::invalid_type(Unexpected::Map, expected)),
    }
}
