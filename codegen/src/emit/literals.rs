//! Numbers as literals, with underscores between the groups of long ones.

use super::tokens::{Literal, TokenStream, quote};

/// The number of digits from which on a part of a number is grouped.
const LONG: usize = 6;
/// The number of digits in a group.
const GROUP: usize = 3;

/// A whole number.
pub(super) fn whole(number: impl Into<i128>) -> TokenStream {
    let number = number.into();
    signed(number < 0, &number.unsigned_abs().to_string(), None)
}

/// A number with a fraction.
pub(super) fn decimal(number: f64) -> TokenStream {
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    signed(number < 0.0, whole, Some(fraction))
}

fn signed(is_negative: bool, whole: &str, fraction: Option<&str>) -> TokenStream {
    let is_long = whole.len() >= LONG || fraction.is_some_and(|digits| digits.len() >= LONG);
    let mut text = grouped(whole, whole.len() % GROUP, is_long);
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(&grouped(fraction, 0, is_long));
    }
    let literal = Literal::written(text);
    if is_negative {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// Inserts an underscore after the first `first` digits and after each group that follows.
fn grouped(digits: &str, first: usize, is_long: bool) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if is_long && at > 0 && at % GROUP == first {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{decimal, whole};

    #[test]
    fn groups_long_numbers() {
        for (number, text) in [
            (0, "0"),
            (-2, "- 2"),
            (5000, "5000"),
            (100_000, "100_000"),
            (1_234_567, "1_234_567"),
            (i128::from(i64::MIN), "- 9_223_372_036_854_775_808"),
        ] {
            assert_eq!(whole(number).as_str().trim_end(), text);
        }
        for (number, text) in [
            (0.0, "0.0"),
            (-1.5, "- 1.5"),
            (10.0, "10.0"),
            (0.000_000_1, "0.000_000_1"),
            (12_345.123_456_7, "12_345.123_456_7"),
            (1e18, "1_000_000_000_000_000_000.0"),
        ] {
            assert_eq!(decimal(number).as_str().trim_end(), text);
        }
    }
}
