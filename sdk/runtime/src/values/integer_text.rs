//! Integers encoded as text inside a JSON string.

use std::fmt;
use std::marker::PhantomData;
use std::num::ParseIntError;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{exact_text, number_text, whole_number};
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;
use crate::object::validate::Validator;

/// An integer that the API encodes as text inside a string, such as `"123"`: readers of JSON that
/// know floating-point numbers only would lose its last digits.
///
/// It dereferences to the integer. A response with a plain number is read as well; it is always
/// written as text.
///
/// ```
/// use sdk_runtime::IntegerText;
///
/// let size = IntegerText::from(9_007_199_254_740_993_i64);
/// assert_eq!(*size + 1, 9_007_199_254_740_994);
/// assert_eq!(size.to_string(), "9007199254740993");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IntegerText<T>(T);

impl<T> IntegerText<T> {
    /// Returns the integer.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for IntegerText<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for IntegerText<T> {
    fn from(integer: T) -> Self {
        Self(integer)
    }
}

impl<T: PartialEq> PartialEq<T> for IntegerText<T> {
    fn eq(&self, other: &T) -> bool {
        self.0 == *other
    }
}

impl<T: fmt::Display> fmt::Display for IntegerText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<T: FromStr<Err = ParseIntError>> FromStr for IntegerText<T> {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}

impl<T: fmt::Display> Serialize for IntegerText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: TryFrom<i128>> Deserialize<'de> for IntegerText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IntegerTextVisitor(PhantomData))
    }
}

/// Deserializes an integer from a string or a number, in any notation of JSON.
struct IntegerTextVisitor<T>(PhantomData<T>);

impl<T: TryFrom<i128>> IntegerTextVisitor<T> {
    fn whole<E: de::Error>(
        &self,
        number: Option<i128>,
        found: Unexpected<'_>,
    ) -> Result<IntegerText<T>, E> {
        let integer = number.and_then(|number| T::try_from(number).ok());
        let integer = integer.ok_or_else(|| E::invalid_value(found, self));
        integer.map(IntegerText)
    }
}

impl<'de, T: TryFrom<i128>> Visitor<'de> for IntegerTextVisitor<T> {
    type Value = IntegerText<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = std::any::type_name::<T>();
        write!(f, "a string with the digits of an integer ({name})")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<IntegerText<T>, E> {
        self.whole(whole_number(text), Unexpected::Str(text))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<IntegerText<T>, E> {
        self.whole(Some(number.into()), Unexpected::Unsigned(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<IntegerText<T>, E> {
        self.whole(Some(number.into()), Unexpected::Signed(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<IntegerText<T>, E> {
        let text = exact_text(number);
        let whole = text.and_then(|text| whole_number(&text));
        self.whole(whole, Unexpected::Float(number))
    }

    /// With `serde_json/arbitrary_precision`, numbers that are not integers arrive as maps.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<IntegerText<T>, A::Error> {
        let text = number_text(members, &self)?;
        self.whole(whole_number(&text), Unexpected::Other(&text))
    }
}

impl<T: Value + Serialize + fmt::Display> Value for IntegerText<T> {
    fn is_blank(&self) -> bool {
        false
    }

    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        self.0.validate(path, spec, validator);
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::response::tolerant::Tolerant;
    use crate::values::integer_text::IntegerText;

    fn read<T: TryFrom<i128>>(json: &str) -> Result<IntegerText<T>, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        IntegerText::deserialize(Tolerant(&mut deserializer)).map_err(|error| error.to_string())
    }

    #[test]
    fn text_and_numbers_are_read_and_text_is_written() {
        for (json, integer) in [
            (r#""9007199254740993""#, 9_007_199_254_740_993_i64),
            ("9007199254740993", 9_007_199_254_740_993),
            (r#""-7""#, -7),
            ("-7", -7),
            (r#""007""#, 7),
            ("7.0", 7),
            ("7e0", 7),
            (r#""1e3""#, 1000),
        ] {
            let read = read::<i64>(json).unwrap();
            assert_eq!(read, integer, "{json}");
            let written = serde_json::to_string(&read).unwrap();
            assert_eq!(written, format!("\"{integer}\""));
            assert_eq!(read.to_string().parse(), Ok(read));
        }
        assert_eq!(read::<u64>(r#""18446744073709551615""#).unwrap(), u64::MAX);
    }

    #[test]
    fn other_values_are_errors() {
        for json in [
            r#""""#,
            r#""x""#,
            r#""1.5""#,
            r#"" 7""#,
            "1.5",
            "true",
            "null",
            "{}",
            "[7]",
            r#""70000""#,
            "70000",
            r#""-1""#,
            "-1",
        ] {
            let error = read::<u16>(json).unwrap_err();
            let expected = "expected a string with the digits of an integer (u16)";
            assert!(error.contains(expected), "{json}: {error}");
        }
    }
}
