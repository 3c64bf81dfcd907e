//! The text of a value, as `serde_json` supplies it.

use std::fmt;

use serde::de::{self, DeserializeSeed, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::json::read::read;
use crate::json::value::Json;

/// Reads JSON from its text. A problem is a result, so that the path of an error does not lead into
/// the value.
pub(super) struct RawText;

impl<'de> DeserializeSeed<'de> for RawText {
    type Value = Result<Json, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText {
    type Value = Result<Json, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a JSON value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(read(text))
    }
}

/// Returns the name by which `serde_json` recognizes the request for raw text: it is private, so
/// `RawValue` is asked for it.
pub(super) fn raw_value_name() -> &'static str {
    match Box::<RawValue>::deserialize(NameOfNewtype) {
        Err(Name(name)) => name,
        Ok(_) => "",
    }
}

/// A deserializer that fails with the name of the newtype that is read from it.
struct NameOfNewtype;

/// The name of a newtype.
#[derive(Debug)]
struct Name(&'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Name {}

impl de::Error for Name {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self("")
    }
}

impl<'de> Deserializer<'de> for NameOfNewtype {
    type Error = Name;

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _visitor: V,
    ) -> Result<V::Value, Name> {
        Err(Name(name))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Name> {
        Err(Name(""))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
