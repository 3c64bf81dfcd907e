//! JSON encoded as text inside a JSON string.

use std::fmt;
use std::ops::Deref;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::json_body;
use crate::json::Json;
use crate::object::model::Value;

/// A JSON value that the API encodes as text inside a string, such as `"{\"a\":1}"`.
///
/// It dereferences to the JSON value. The text inside the string may have a byte order mark or a lone
/// surrogate, as a response; it is written without white space.
///
/// ```
/// use sdk_runtime::{Json, JsonText};
///
/// let text = JsonText::from(Json::from(vec![1, 2]));
/// assert_eq!(text.to_string(), "[1,2]");
/// assert_eq!(text[1], 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonText(Json);

impl JsonText {
    /// Returns the JSON value.
    #[must_use]
    pub fn into_json(self) -> Json {
        self.0
    }
}

impl Deref for JsonText {
    type Target = Json;

    fn deref(&self) -> &Json {
        &self.0
    }
}

impl From<Json> for JsonText {
    fn from(json: Json) -> Self {
        Self(json)
    }
}

impl From<serde_json::Value> for JsonText {
    fn from(value: serde_json::Value) -> Self {
        Self(value.into())
    }
}

impl From<JsonText> for Json {
    fn from(text: JsonText) -> Self {
        text.0
    }
}

impl fmt::Display for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for JsonText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(JsonTextVisitor)
    }
}

/// Deserializes JSON from a string.
struct JsonTextVisitor;

impl Visitor<'_> for JsonTextVisitor {
    type Value = JsonText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string that contains JSON")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<JsonText, E> {
        let json = serde_json::from_str(text);
        let json = json.or_else(|error| json_body::value(text.as_bytes()).ok_or(error));
        json.map(JsonText).map_err(|error| {
            E::custom(format_args!(
                "the string does not contain valid JSON: {error}"
            ))
        })
    }
}

impl Value for JsonText {
    fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::values::json_text::JsonText;

    #[test]
    fn json_round_trips_through_a_string() {
        let text = JsonText::from(json!({"a": ["\"", 1.5]}));
        let json = r#""{\"a\":[\"\\\"\",1.5]}""#;
        assert_eq!(serde_json::to_string(&text).unwrap(), json);
        assert_eq!(serde_json::from_str::<JsonText>(json).unwrap(), text);
        let cut: JsonText = serde_json::from_str(r#""\ufeff[\"\\ud83d\"]""#).unwrap();
        assert_eq!(cut[0], "\u{fffd}");
        for json in ["{}", "\"{\"", "\"\"", "null"] {
            assert!(serde_json::from_str::<JsonText>(json).is_err(), "{json}");
        }
    }
}
