//! Values of discriminators, which tell the variants of a union apart.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::json::Json;

/// The value of a discriminator in a table of variants.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A text.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

impl Tag {
    /// Returns `true` if the JSON is this value; a number in any notation.
    #[must_use]
    pub fn is(self, json: &Json) -> bool {
        match self {
            Self::Text(text) => json.as_str() == Some(text),
            Self::Integer(integer) => json.as_i64() == Some(integer),
            Self::Boolean(boolean) => json.as_bool() == Some(boolean),
        }
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(serializer),
            Self::Integer(integer) => integer.serialize(serializer),
            Self::Boolean(boolean) => boolean.serialize(serializer),
        }
    }
}

impl From<&'static str> for Tag {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Tag {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl From<bool> for Tag {
    fn from(boolean: bool) -> Self {
        Self::Boolean(boolean)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(integer) => integer.fmt(f),
            Self::Boolean(boolean) => boolean.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;
    use crate::json::Json;

    #[test]
    fn a_value_has_its_type() {
        let tags = [
            Tag::from(1),
            Tag::from(i64::MIN),
            Tag::from(true),
            Tag::from("1"),
            Tag::from("true"),
        ];
        for (body, expected) in [
            ("1", Some(0)),
            ("1.0", Some(0)),
            ("10e-1", Some(0)),
            ("-9223372036854775808", Some(1)),
            ("true", Some(2)),
            ("\"1\"", Some(3)),
            ("\"true\"", Some(4)),
            ("1.5", None),
            ("-9223372036854775809", None),
            ("false", None),
            ("null", None),
            ("[1]", None),
        ] {
            let json: Json = serde_json::from_str(body).unwrap();
            assert_eq!(
                tags.iter().position(|tag| tag.is(&json)),
                expected,
                "{body}"
            );
        }
    }

    #[test]
    fn a_value_is_written_as_it_is_read() {
        for (tag, json, text) in [
            (Tag::from(-1), "-1", "-1"),
            (Tag::from(false), "false", "false"),
            (Tag::from("a"), "\"a\"", "a"),
        ] {
            assert_eq!(serde_json::to_string(&tag).unwrap(), json);
            assert_eq!(tag.to_string(), text);
        }
    }
}
