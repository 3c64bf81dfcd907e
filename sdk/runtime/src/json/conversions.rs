//! Conversions to free-form JSON, and comparisons with other types.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::json::number::JsonNumber;
use crate::json::value::Json;

impl From<()> for Json {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// Implements `From` for text.
macro_rules! from_text {
    ($($text:ty),*) => {$(
        impl From<$text> for Json {
            fn from(text: $text) -> Self {
                Self::String(text.into())
            }
        }
    )*};
}

from_text!(&str, String, Cow<'_, str>);

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::String(text.clone())
    }
}

/// Implements `From` for numbers.
macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Json {
            fn from(number: $number) -> Self {
                Self::Number(number.into())
            }
        }
    )*};
}

from_numbers!(
    i8,
    i16,
    i32,
    i64,
    i128,
    isize,
    u8,
    u16,
    u32,
    u64,
    u128,
    usize,
    JsonNumber,
    serde_json::Number
);

/// Infinity and what is not a number become `null`.
impl From<f64> for Json {
    fn from(number: f64) -> Self {
        JsonNumber::from_f64(number).map_or(Self::Null, Self::Number)
    }
}

/// Infinity and what is not a number become `null`.
impl From<f32> for Json {
    fn from(number: f32) -> Self {
        // The shortest text of the `f32`; that of the `f64` has digits that nobody wrote.
        let number = format!("{number:?}").parse();
        number.map_or(Self::Null, Self::Number)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Clone + Into<Json>> From<&[T]> for Json {
    fn from(items: &[T]) -> Self {
        items.iter().cloned().collect()
    }
}

impl<T: Into<Json>, const LENGTH: usize> From<[T; LENGTH]> for Json {
    fn from(items: [T; LENGTH]) -> Self {
        items.into_iter().collect()
    }
}

impl<K: Into<String>, V: Into<Json>> From<BTreeMap<K, V>> for Json {
    fn from(members: BTreeMap<K, V>) -> Self {
        members.into_iter().collect()
    }
}

// `#[inline]`: only the programs that use `serde_json::Value` compile its conversions.
impl From<serde_json::Map<String, serde_json::Value>> for Json {
    #[inline]
    fn from(members: serde_json::Map<String, serde_json::Value>) -> Self {
        members.into_iter().collect()
    }
}

impl From<serde_json::Value> for Json {
    #[inline]
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => value.into(),
            serde_json::Value::Number(number) => number.into(),
            serde_json::Value::String(text) => text.into(),
            serde_json::Value::Array(items) => items.into(),
            serde_json::Value::Object(members) => members.into(),
        }
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Json>> FromIterator<(K, V)> for Json {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        // `collect` would sort the members first: ten functions for each kind of iterator.
        let mut object = BTreeMap::new();
        for (name, value) in members {
            object.insert(name.into(), value.into());
        }
        Self::Object(object)
    }
}

impl PartialEq<str> for Json {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Json {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl PartialEq<String> for Json {
    fn eq(&self, other: &String) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<bool> for Json {
    fn eq(&self, other: &bool) -> bool {
        self.as_bool() == Some(*other)
    }
}

/// Implements `PartialEq` for numbers.
macro_rules! equals_number {
    ($($number:ty),*) => {$(
        impl PartialEq<$number> for Json {
            fn eq(&self, other: &$number) -> bool {
                let other = Self::from(*other);
                matches!(self, Self::Number(_)) && *self == other
            }
        }
    )*};
}

equals_number!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64
);

impl PartialEq<serde_json::Value> for Json {
    #[inline]
    fn eq(&self, other: &serde_json::Value) -> bool {
        let other = Self::from(other.clone());
        *self == other
    }
}

impl PartialEq<Json> for serde_json::Value {
    #[inline]
    fn eq(&self, other: &Json) -> bool {
        other == self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::Json;

    #[test]
    fn plain_values_convert() {
        for (json, text) in [
            (Json::from(()), "null"),
            (Json::from(None::<bool>), "null"),
            (Json::from(Some("a")), "\"a\""),
            (Json::from(String::from("a")), "\"a\""),
            (Json::from(&String::from("a")), "\"a\""),
            (Json::from(u64::MAX), "18446744073709551615"),
            (Json::from(i64::MIN), "-9223372036854775808"),
            (Json::from(1.0), "1.0"),
            (Json::from(0.1_f32), "0.1"),
            (Json::from(f64::INFINITY), "null"),
            (Json::from(f32::NAN), "null"),
            (Json::from(vec![1, 2]), "[1,2]"),
            (Json::from([true, false]), "[true,false]"),
            (Json::from(&["a"][..]), "[\"a\"]"),
            (
                Json::from(BTreeMap::from([("b", 1), ("a", 2)])),
                r#"{"a":2,"b":1}"#,
            ),
            (
                [("b", 1), ("a", 2)].into_iter().collect(),
                r#"{"a":2,"b":1}"#,
            ),
            (
                Json::from(json!({"b": [1.5, null], "a": {}})),
                r#"{"a":{},"b":[1.5,null]}"#,
            ),
        ] {
            assert_eq!(json.to_string(), text);
        }
    }

    #[test]
    fn values_of_other_types_compare() {
        let json: Json = r#"{"n":1.0,"t":"x","b":true,"l":[2.50]}"#.parse().unwrap();
        assert_eq!(json["n"], 1);
        assert_eq!(json["n"], 1_u64);
        assert_eq!(json["n"], 1.0);
        assert_ne!(json["n"], 1.5);
        assert_eq!(json["t"], "x");
        assert_eq!(json["t"], String::from("x"));
        assert_eq!(json["b"], true);
        assert_ne!(json["t"], 1);
        // A text that is not a number equals no number, nor does `null`.
        assert_ne!(json["none"], f64::NAN);
        assert_eq!(json, json!({"n": 1, "t": "x", "b": true, "l": [2.5]}));
        assert_eq!(json!([2.5]), json["l"]);
    }
}
