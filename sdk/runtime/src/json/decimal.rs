//! The value of a JSON number in any notation.

/// The most digits of an integer that are read; larger numbers do not fit any integer of an API.
const MAX_DIGITS: i64 = 38;

/// A number as significant digits and an exponent: `1`, `1.0` and `10e-1` are equal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    /// Without zeros at the start and at the end; empty for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The value zero, with either sign.
    const ZERO: Self = Self {
        is_negative: false,
        digits: String::new(),
        exponent: 0,
    };

    /// Reads a JSON number; `None` if the text is not a number or its exponent exceeds 64 bits.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, fraction].concat();
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let significant = digits.trim_end_matches('0');
        let zeros = digits.len() - significant.len();
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self::ZERO);
        }
        let exponent = exponent.trim_start_matches('+').parse::<i64>().ok()?;
        let shift = i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?;
        Some(Self {
            is_negative,
            digits: significant.to_owned(),
            exponent: exponent.checked_add(shift)?,
        })
    }
}

/// Integers up to this one are exact as `f64`, and so are their neighbours.
const MAX_EXACT: f64 = 9_007_199_254_740_991.0;

/// Returns the text of a number that was read as `f64`; `None` if the digits in the JSON may have
/// been different.
pub(crate) fn exact_text(number: f64) -> Option<String> {
    (number.abs() <= MAX_EXACT).then(|| number.to_string())
}

/// Returns the integer that a JSON number represents, such as `1000` for `1e3` and `1` for `1.0`;
/// `None` if the number has a fraction or more than 38 digits.
pub(crate) fn whole_number(text: &str) -> Option<i128> {
    let number = Decimal::read(text)?;
    if number.digits.is_empty() {
        return Some(0);
    }
    let digits = i64::try_from(number.digits.len()).ok()?;
    if number.exponent < 0 || digits.checked_add(number.exponent)? > MAX_DIGITS {
        return None;
    }
    let factor = 10_i128.checked_pow(u32::try_from(number.exponent).ok()?)?;
    let whole = number.digits.parse::<i128>().ok()?.checked_mul(factor)?;
    Some(if number.is_negative { -whole } else { whole })
}

#[cfg(test)]
mod tests {
    use super::{Decimal, whole_number};

    #[test]
    fn notation_does_not_matter() {
        for (text, number) in [
            ("0", 0),
            ("-0", 0),
            ("0e99999999999999999999", 0),
            ("1.0", 1),
            ("1e3", 1000),
            ("1.5e+1", 15),
            ("1500E-2", 15),
            ("0.002e3", 2),
            ("-12", -12),
            ("100", 100),
            (
                "99999999999999999999999999999999999999",
                99_999_999_999_999_999_999_999_999_999_999_999_999,
            ),
        ] {
            assert_eq!(whole_number(text), Some(number), "{text}");
        }
        for text in [
            "1.5",
            "1e-1",
            "1e38",
            "1e39",
            "1e99999999999",
            "1e9223372036854775807",
            "1e99999999999999999999",
            "1.5e-9223372036854775808",
            "x",
            "1e",
            "",
            "-",
        ] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn equal_values_are_equal_in_any_notation() {
        for (one, other) in [
            ("1", "1.0"),
            ("1", "10e-1"),
            ("1e400", "0.1E+401"),
            ("-0.0", "0"),
            ("0.1", "1e-1"),
        ] {
            assert_eq!(Decimal::read(one), Decimal::read(other), "{one} {other}");
        }
        for (one, other) in [("1", "-1"), ("1", "10"), ("0.1", "0.10000000000000000001")] {
            assert_ne!(Decimal::read(one), Decimal::read(other), "{one} {other}");
        }
    }
}
