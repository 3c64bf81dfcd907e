//! Whole numbers in any notation of JSON.

/// The most digits that are read; larger numbers do not fit any integer of an API.
const MAX_DIGITS: usize = 38;

/// Returns the integer that a JSON number represents, such as `1000` for `1e3` and `1` for `1.0`;
/// `None` if the number has a fraction or more than 38 digits.
pub(crate) fn whole_number(text: &str) -> Option<i128> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = [whole, fraction].concat();
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_end_matches('0').len();
    let zeros = digits.len() - significant;
    digits.truncate(significant);
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    // An exponent that overflows leads to a fraction or to too many digits.
    let exponent = exponent.trim_start_matches('+').parse::<i32>().ok()?;
    let zeros = i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?;
    let zeros = usize::try_from(zeros + i64::from(exponent)).ok()?;
    if digits.len().checked_add(zeros)? > MAX_DIGITS {
        return None;
    }
    let factor = 10_i128.checked_pow(u32::try_from(zeros).ok()?)?;
    let number = digits.parse::<i128>().ok()?.checked_mul(factor)?;
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn notation_does_not_matter() {
        for (text, number) in [
            ("0", 0),
            ("-0", 0),
            ("1.0", 1),
            ("1e3", 1000),
            ("1.5e+1", 15),
            ("1500E-2", 15),
            ("0.002e3", 2),
            ("-12", -12),
            ("100", 100),
        ] {
            assert_eq!(whole_number(text), Some(number), "{text}");
        }
        for text in ["1.5", "1e-1", "1e39", "1e99999999999", "x", "1e"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }
}
