//! Numbers that keep their text.

use std::fmt;
use std::str::FromStr;

use smol_str::{SmolStr, format_smolstr};
use thiserror::Error;

use crate::json::decimal::{Decimal, whole_number};

/// A JSON number with the text that it came with: every digit, `1.50` and `1e400` included.
///
/// Numbers are compared by value; the notation does not matter.
///
/// ```
/// use sdk_runtime::values::JsonNumber;
///
/// let number: JsonNumber = "1.50".parse()?;
/// assert_eq!(number.to_string(), "1.50");
/// assert_eq!(number, "15e-1".parse()?);
/// assert_eq!(number.as_f64(), Some(1.5));
/// # Ok::<(), sdk_runtime::values::ParseNumberError>(())
/// ```
#[derive(Clone)]
pub struct JsonNumber(SmolStr);

impl JsonNumber {
    /// Creates a number; `None` for infinity and for what is not a number, which JSON does not have.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        serde_json::Number::from_f64(number).map(Self::from)
    }

    /// Returns the text of the number, without exponent and without `.0` if an `f64` holds it.
    pub(crate) fn to_plain_string(&self) -> String {
        let float = self.as_f64().filter(|float| {
            let text = serde_json::Number::from_f64(*float).map(|number| number.to_string());
            text.as_deref() == Some(self.as_str())
        });
        float.map_or_else(|| self.to_string(), |float| float.to_string())
    }

    /// Returns the text of the number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the number if it is an integer in range, in any notation: `1e3` is 1000.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let plain = self.0.parse().ok();
        plain.or_else(|| i64::try_from(whole_number(&self.0)?).ok())
    }

    /// Returns the number if it is an integer in range and not negative, in any notation: `1e3` is
    /// 1000.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        let plain = self.0.parse().ok();
        plain.or_else(|| u64::try_from(whole_number(&self.0)?).ok())
    }

    /// Returns the nearest `f64`, which may have fewer digits; `None` for a number beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }
}

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq for JsonNumber {
    fn eq(&self, other: &Self) -> bool {
        let same_value =
            || Decimal::read(&self.0).is_some_and(|one| Some(one) == Decimal::read(&other.0));
        self.0 == other.0 || same_value()
    }
}

impl Eq for JsonNumber {}

/// A text is not a JSON number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[error("`{text}` is not a JSON number")]
pub struct ParseNumberError {
    text: String,
}

impl FromStr for JsonNumber {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        if is_number(text) {
            return Ok(Self(SmolStr::new(text)));
        }
        Err(ParseNumberError {
            text: text.to_owned(),
        })
    }
}

/// Returns `true` for a number as RFC 8259 defines it.
fn is_number(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_digits)
}

impl From<serde_json::Number> for JsonNumber {
    fn from(number: serde_json::Number) -> Self {
        Self(format_smolstr!("{number}"))
    }
}

/// Implements `From` for integers.
macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for JsonNumber {
            fn from(number: $integer) -> Self {
                Self(format_smolstr!("{number}"))
            }
        }
    )*};
}

from_integers!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

#[cfg(test)]
mod tests {
    use super::JsonNumber;

    fn number(text: &str) -> JsonNumber {
        text.parse().unwrap()
    }

    #[test]
    fn text_is_kept() {
        for text in [
            "0",
            "-0",
            "1.50",
            "1e400",
            "-1E+3",
            "0.1e-7",
            "18446744073709551616",
            "0.10000000000000000000000000000000000001",
        ] {
            assert_eq!(number(text).to_string(), text);
        }
    }

    #[test]
    fn other_text_is_not_a_number() {
        for text in [
            "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "1e1.5", "0x1", "NaN", "inf", " 1", "1 ",
            "--1", "1_0", "٣",
        ] {
            let error = text.parse::<JsonNumber>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{text}` is not a JSON number"));
        }
    }

    #[test]
    fn numbers_are_read_in_any_notation() {
        assert_eq!(number("1e3").as_i64(), Some(1000));
        assert_eq!(number("-2.0").as_i64(), Some(-2));
        assert_eq!(number("-2.0").as_u64(), None);
        assert_eq!(number("1.8446744073709551615e19").as_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").as_u64(), None);
        assert_eq!(number("9223372036854775808").as_i64(), None);
        assert_eq!(number("1.5").as_i64(), None);
        assert_eq!(number("1.5").as_f64(), Some(1.5));
        assert_eq!(number("1e400").as_f64(), None);
        assert_eq!(JsonNumber::from_f64(f64::NAN), None);
    }

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(number("1.50"), number("1.5"));
        assert_eq!(
            number("1e99999999999999999999"),
            number("1e99999999999999999999")
        );
        for (one, other) in [
            ("1.5", "1.50000000000000000001"),
            ("1e400", "1e401"),
            ("1e99999999999999999999", "1e99999999999999999998"),
            ("1", "-1"),
        ] {
            assert_ne!(number(one), number(other));
        }
    }
}
