//! Conversion to `serde_json::Value`.

use serde_json::Value;
use thiserror::Error;

use crate::json::number::JsonNumber;
use crate::json::value::Json;

/// A number that `serde_json::Value` cannot hold with all its digits.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[error("`serde_json::Value` cannot hold the number {number} exactly")]
pub struct InexactNumberError {
    /// The number.
    pub number: JsonNumber,
}

impl Json {
    /// Converts to a `serde_json::Value`.
    ///
    /// # Errors
    ///
    /// Returns [`InexactNumberError`] if a number would lose digits: an integer beyond 64 bits, more
    /// digits than an `f64` has, or `1e400`.
    ///
    /// ```
    /// use sdk_runtime::values::Json;
    ///
    /// let json: Json = r#"{"a": 1.5}"#.parse()?;
    /// assert_eq!(json.to_value()?, serde_json::json!({"a": 1.5}));
    /// let json: Json = "[123456789012345678901234567890]".parse()?;
    /// assert!(json.to_value().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline] // Only programs that call it compile it.
    pub fn to_value(&self) -> Result<Value, InexactNumberError> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(exact(number)?),
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => {
                Value::Array(items.iter().map(Self::to_value).collect::<Result<_, _>>()?)
            }
            Self::Object(members) => {
                let mut object = serde_json::Map::new();
                for (name, value) in members {
                    object.insert(name.clone(), value.to_value()?);
                }
                Value::Object(object)
            }
        })
    }
}

impl TryFrom<Json> for Value {
    type Error = InexactNumberError;

    #[inline]
    fn try_from(json: Json) -> Result<Self, InexactNumberError> {
        json.to_value()
    }
}

/// Returns a number of the same value.
#[inline]
fn exact(number: &JsonNumber) -> Result<serde_json::Number, InexactNumberError> {
    let text = number.as_str();
    let integer = || text.parse::<u64>().ok().map(serde_json::Number::from);
    let negative = || text.parse::<i64>().ok().map(serde_json::Number::from);
    let float = || serde_json::Number::from_f64(number.as_f64()?);
    // With `serde_json/arbitrary_precision` this has every digit.
    let parsed = || text.parse::<serde_json::Number>().ok();
    let is_exact = |found: &serde_json::Number| JsonNumber::from(found.clone()) == *number;
    let found = integer()
        .or_else(negative)
        .or_else(|| float().filter(is_exact));
    let found = found.or_else(|| parsed().filter(is_exact));
    found.ok_or_else(|| InexactNumberError {
        number: number.clone(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::json::value::Json;
    use crate::test_util::has_arbitrary_precision;

    #[test]
    fn a_number_that_fits_converts() {
        let text = r#"{"a":[null,true,"x",-5,18446744073709551615,1.50,1e3,-0.0,0.3]}"#;
        let json: Json = text.parse().unwrap();
        let value = Value::try_from(json.clone()).unwrap();
        assert_eq!(
            value,
            json!({"a": [null, true, "x", -5, u64::MAX, 1.5, 1e3, -0.0, 0.3]})
        );
        assert_eq!(Json::from(value), json);
    }

    #[test]
    fn a_number_that_does_not_fit_is_named() {
        if has_arbitrary_precision() {
            return;
        }
        for number in [
            "18446744073709551616",
            "-9223372036854775809",
            "0.1000000000000000055511151231257827",
            "1e400",
            "1e-400",
        ] {
            let json: Json = format!(r#"{{"a":[{number}]}}"#).parse().unwrap();
            let error = json.to_value().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`serde_json::Value` cannot hold the number {number} exactly")
            );
        }
    }
}
