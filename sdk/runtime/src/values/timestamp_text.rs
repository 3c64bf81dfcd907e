//! The text of timestamps: RFC 3339, as strictly as needed and as loosely as servers write it.

use crate::values::calendar;

/// The digits of a fraction that are kept.
pub(super) const MAX_DIGITS: usize = 18;

/// The seconds of a day.
const DAY: i64 = 86_400;

/// A timestamp as written: its components, and its notation.
#[derive(Clone, Copy)]
pub(super) struct Written {
    /// The second since the start of 1970. A leap second is the second after it.
    pub(super) second: i64,
    /// The part of a second, in units of 10⁻¹⁸ seconds.
    pub(super) attosecond: u64,
    pub(super) notation: Notation,
}

/// The notation of a timestamp.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Notation {
    /// The number of digits of the fraction.
    pub(super) digits: u8,
    /// The character between date and time.
    pub(super) separator: u8,
    pub(super) offset: Offset,
    /// The offset from UTC in minutes.
    pub(super) minutes: i16,
    pub(super) is_leap_second: bool,
}

/// The notation of an offset.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Offset {
    /// `Z` or `z`.
    Zulu(u8),
    /// `+02:00`, with the sign of a zero offset.
    Colon { is_negative: bool },
    /// `+0200`
    Compact { is_negative: bool },
    /// No offset: a local time.
    Absent,
}

impl Notation {
    /// UTC with six decimals.
    pub(super) const MADE: Self = Self {
        digits: 6,
        separator: b'T',
        offset: Offset::Zulu(b'Z'),
        minutes: 0,
        is_leap_second: false,
    };
}

/// The reason why a text is not a timestamp.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// The text does not have the format of a timestamp.
    Format,
    /// The format is valid, but the date or time does not exist.
    NoSuchTime,
    /// A local time has an offset from UTC.
    Zone,
}

/// Parses RFC 3339. Offsets may lack the colon (`+0200`), and a second may be a leap second (60).
pub(super) fn parse(text: &str) -> Result<Written, Fault> {
    parse_with(text, parse_offset)
}

/// Parses a date and a time without an offset.
pub(super) fn parse_local(text: &str) -> Result<Written, Fault> {
    let no_offset = |text: &[u8]| match (text, parse_offset(text)) {
        (b"", _) => Ok((Offset::Absent, 0)),
        (_, Ok(_)) => Err(Fault::Zone),
        (_, Err(fault)) => Err(fault),
    };
    let written = parse_with(text, no_offset)?;
    if written.notation.is_leap_second {
        return Err(Fault::NoSuchTime);
    }
    Ok(written)
}

fn parse_with(
    text: &str,
    parse_offset: impl FnOnce(&[u8]) -> Result<(Offset, i16), Fault>,
) -> Result<Written, Fault> {
    const DATE_TIME: &[u8] = b"0000-00-00T00:00:00";
    let text = text.as_bytes();
    let (date_time, rest) = text
        .split_at_checked(DATE_TIME.len())
        .ok_or(Fault::Format)?;
    if !has_format(date_time, DATE_TIME) {
        return Err(Fault::Format);
    }
    let (fraction, offset) = fraction(rest).ok_or(Fault::Format)?;
    let (offset, minutes) = parse_offset(offset)?;
    let number = |from: usize, to: usize| number(date_time.get(from..to).unwrap_or_default());
    let (hour, minute, second) = (number(11, 13), number(14, 16), number(17, 19));
    let is_leap_second = second == 60;
    if hour > 23 || minute > 59 || second > 60 {
        return Err(Fault::NoSuchTime);
    }
    let of_day = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let days = calendar::days(year, month, day).ok_or(Fault::NoSuchTime)?;
    let second = days * DAY + of_day - i64::from(minutes) * 60;
    // Leap seconds end a day of UTC.
    if is_leap_second && second.rem_euclid(DAY) != 0 {
        return Err(Fault::NoSuchTime);
    }
    let kept = fraction.get(..MAX_DIGITS).unwrap_or(fraction);
    let digits = u8::try_from(kept.len()).unwrap_or_default();
    let scale = 10_u64.pow(u32::try_from(MAX_DIGITS - kept.len()).unwrap_or_default());
    let attosecond = kept
        .iter()
        .fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))
        * scale;
    Ok(Written {
        second,
        attosecond,
        notation: Notation {
            digits,
            separator: *date_time.get(10).unwrap_or(&b'T'),
            offset,
            minutes,
            is_leap_second,
        },
    })
}

/// Splits the text behind the seconds into the digits of the fraction and the offset.
fn fraction(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(digits) = rest.strip_prefix(b".") else {
        return Some((b"", rest));
    };
    let count = digits.iter().take_while(|c| c.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    digits.split_at_checked(count)
}

/// Parses the offset from UTC: its notation and its minutes.
fn parse_offset(text: &[u8]) -> Result<(Offset, i16), Fault> {
    let (sign, rest) = match text {
        [zulu @ (b'Z' | b'z')] => return Ok((Offset::Zulu(*zulu), 0)),
        [sign @ (b'+' | b'-'), rest @ ..] => (*sign, rest),
        _ => return Err(Fault::Format),
    };
    let is_negative = sign == b'-';
    let (offset, hours, minutes) = match rest {
        [a, b, b':', c, d] if has_format(&[*a, *b, *c, *d], b"0000") => {
            (Offset::Colon { is_negative }, [*a, *b], [*c, *d])
        }
        [a, b, c, d] if has_format(rest, b"0000") => {
            (Offset::Compact { is_negative }, [*a, *b], [*c, *d])
        }
        _ => return Err(Fault::Format),
    };
    let (hours, minutes) = (number(&hours), number(&minutes));
    if hours > 23 || minutes > 59 {
        return Err(Fault::NoSuchTime);
    }
    let minutes = hours * 60 + minutes;
    Ok((offset, if is_negative { -minutes } else { minutes }))
}

/// Returns the number that a few digits represent.
fn number(digits: &[u8]) -> i16 {
    let digits = digits
        .iter()
        .map(|digit| i16::from(digit.saturating_sub(b'0')));
    digits.fold(0, |number, digit| number * 10 + digit)
}

/// Returns `true` if the text has digits where `format` has `0`, and the same characters elsewhere.
/// A `T` in `format` also matches `t` and a space.
pub(crate) fn has_format(text: &[u8], format: &[u8]) -> bool {
    text.len() == format.len()
        && text.iter().zip(format).all(|(c, format)| match format {
            b'0' => c.is_ascii_digit(),
            b'T' => matches!(c, b'T' | b't' | b' '),
            format => c == format,
        })
}

/// The longest text: date, time, fraction and offset.
const MAX_TEXT: usize = 19 + 1 + MAX_DIGITS + 6;

/// Passes the text of a timestamp to `take`. It is written without `core::fmt`, which is faster: a
/// filter can contain many timestamps.
pub(super) fn with_text<T>(written: &Written, take: impl FnOnce(&str) -> T) -> T {
    let notation = written.notation;
    let leap = u32::from(notation.is_leap_second);
    let local = written.second + i64::from(notation.minutes) * 60 - i64::from(leap);
    let (year, month, day) = calendar::date(local.div_euclid(DAY));
    let of_day = u32::try_from(local.rem_euclid(DAY)).unwrap_or_default();
    let mut text = [b'0'; MAX_TEXT];
    text[..19].copy_from_slice(b"0000-00-00T00:00:00");
    text[10] = notation.separator;
    for (at, number) in [
        (0, year / 100),
        (2, year % 100),
        (5, month),
        (8, day),
        (11, of_day / 3600),
        (14, of_day / 60 % 60),
        (17, of_day % 60 + leap),
    ] {
        text[at..at + 2].copy_from_slice(&two_digits(number));
    }
    let mut length = 19;
    let digits = usize::from(notation.digits).min(MAX_DIGITS);
    if digits > 0 {
        text[19] = b'.';
        length = 20 + digits;
        if written.attosecond > 0 {
            let scale = 10_u64.pow(u32::try_from(MAX_DIGITS - digits).unwrap_or_default());
            write_number(&mut text[20..length], written.attosecond / scale);
        }
    }
    let mut push = |bytes: &[u8]| {
        text[length..length + bytes.len()].copy_from_slice(bytes);
        length += bytes.len();
    };
    let minutes = u32::from(notation.minutes.unsigned_abs());
    match notation.offset {
        Offset::Absent => {}
        Offset::Zulu(zulu) => push(&[zulu]),
        Offset::Colon { is_negative } | Offset::Compact { is_negative } => {
            let mut offset = *b"+00:00";
            offset[0] = if is_negative { b'-' } else { b'+' };
            offset[1..3].copy_from_slice(&two_digits(minutes / 60));
            offset[4..].copy_from_slice(&two_digits(minutes % 60));
            if matches!(notation.offset, Offset::Colon { .. }) {
                push(&offset);
            } else {
                push(&offset[..3]);
                push(&offset[4..]);
            }
        }
    }
    // The text is ASCII, so the default is unreachable.
    take(std::str::from_utf8(&text[..length]).unwrap_or_default())
}

/// Returns the digits of a number below 100.
#[inline]
fn two_digits(number: u32) -> [u8; 2] {
    let number = u8::try_from(number).unwrap_or_default();
    [b'0' + number / 10, b'0' + number % 10]
}

/// Writes the digits of a number over the zeros at the end of the text.
fn write_number(text: &mut [u8], mut number: u64) {
    for digit in text.iter_mut().rev() {
        if number == 0 {
            return;
        }
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, with_text};

    #[test]
    fn the_smallest_and_the_greatest_fraction_are_kept() {
        for fraction in [
            "",
            ".0",
            ".000000000000000000",
            ".000000000000000001",
            ".000001",
            ".999999999999999999",
        ] {
            let text = format!("2026-01-31T12:00:00{fraction}Z");
            let kept = with_text(&parse(&text).unwrap(), str::to_owned);
            assert_eq!(kept, text);
        }
    }
}
