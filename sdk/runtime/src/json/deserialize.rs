//! Reading of free-form JSON.
//!
//! The data model of `serde` has no number with more digits than 64 bits or an `f64` hold, so the
//! text of the value is requested from `serde_json`. Other formats supply the values of the data model.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::json::number::JsonNumber;
use crate::json::raw_text::{RawText, raw_value_name};
use crate::json::value::Json;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_name(), JsonVisitor)
    }
}

/// The member in whose place `serde_json` supplies a number, if a program enables
/// `serde_json/arbitrary_precision` and a value was buffered.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads raw text, or the values of `serde`'s data model.
struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_i128<E: de::Error>(self, number: i128) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Json, E> {
        let number = JsonNumber::from_f64(number).map(Json::Number);
        number.ok_or_else(|| E::custom("JSON has no infinity, and only numbers"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.is_empty() && (name == raw_value_name() || name == NUMBER) {
                return members.next_value_seed(RawText)?.map_err(de::Error::custom);
            }
            object.insert(name, members.next_value()?);
        }
        Ok(Json::Object(object))
    }
}

impl<'de> Deserialize<'de> for JsonNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Number(number) => Ok(number),
            json => Err(de::Error::custom(format_args!("{json} is not a number"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer};
    use serde_json::json;

    use crate::json::value::Json;

    const TEXT: &str = r#"{"a":[1.0,1.50,-0,-0.0,1e400,1E3,123456789012345678901234567890,0.1e-7,5,-5],"b":{"c":null,"d":"\n"}}"#;

    #[test]
    fn text_comes_back() {
        let json: Json = TEXT.parse().unwrap();
        assert_eq!(json.to_string(), TEXT);
        assert_eq!(format!("{json:?}"), TEXT);
        assert_eq!(
            serde_json::from_slice::<Json>(TEXT.as_bytes()).unwrap(),
            json
        );
        assert_eq!(
            serde_json::from_reader::<_, Json>(TEXT.as_bytes()).unwrap(),
            json
        );
        assert_eq!(Json::encode(&json).unwrap().to_string(), TEXT);
        assert_eq!(json.decode::<Json>().unwrap().to_string(), TEXT);
        assert_eq!(
            format!("{:#}", json["b"]),
            "{\n  \"c\": null,\n  \"d\": \"\\n\"\n}"
        );
    }

    #[test]
    fn other_text_is_an_error() {
        for text in [
            "",
            "[1,]",
            "{\"a\":1,}",
            "[NaN]",
            "[01]",
            "[] []",
            "\"\t\"",
            "\"\\ud800\"",
        ] {
            assert!(text.parse::<Json>().is_err(), "{text}");
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Buffered {
        Number(u8),
        Other(Json),
    }

    #[test]
    fn values_of_other_deserializers_are_read() {
        let value = json!({"a": [1, -1, 1.5, "x", null, true], "b": {}});
        assert_eq!(
            serde_json::from_value::<Json>(value.clone()).unwrap(),
            value
        );
        assert_eq!(Json::deserialize(&value).unwrap(), value);
        let text = r#"{"a":[1.5,null,"x"]}"#;
        let buffered: Buffered = serde_json::from_str(text).unwrap();
        assert_eq!(buffered, Buffered::Other(text.parse().unwrap()));

        let members = MapDeserializer::<_, Error>::new([("a", 5), ("b", 6)].into_iter());
        assert_eq!(Json::deserialize(members).unwrap(), json!({"a": 5, "b": 6}));
        let infinity =
            Json::deserialize(IntoDeserializer::<Error>::into_deserializer(f64::INFINITY));
        let message = "JSON has no infinity, and only numbers";
        assert_eq!(infinity.unwrap_err().to_string(), message);
    }

    #[test]
    fn a_member_with_a_private_name_is_a_member() {
        for text in [
            r#"{"$serde_json::private::RawValue":"[1]"}"#,
            r#"{"$serde_json::private::Number":"1"}"#,
        ] {
            assert_eq!(text.parse::<Json>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn typed_values_are_read_and_made() {
        let json: Json = "[1,2]".parse().unwrap();
        assert_eq!(json.decode::<Vec<u8>>().unwrap(), [1, 2]);
        assert!(json.decode::<Vec<String>>().is_err());
        assert_eq!(
            Json::encode(&vec![Some(1.5), None]).unwrap().to_string(),
            "[1.5,null]"
        );
        assert!(Json::encode(&std::collections::BTreeMap::from([(vec![1], 1)])).is_err());
    }
}
