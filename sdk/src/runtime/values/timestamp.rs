//! Points in time as the API writes them.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The start of the year 0000, in microseconds from the start of 1970.
const FIRST_MICROSECOND: i64 = -62_167_219_200_000_000;

/// A point in time with microseconds, from the start of the year 0000 to 9999-12-30T22:00:00Z.
///
/// It is read from RFC 3339 text with any offset and written as UTC with six decimals and `Z`;
/// digits beyond microseconds are dropped. With the features `jiff`, `chrono` and `time` it
/// converts to and from the types of these crates, and always from [`std::time::SystemTime`].
///
/// ```
/// use sentinelone_sdk::Timestamp;
///
/// let timestamp: Timestamp = "2018-02-27T06:49:26.257525+02:00".parse()?;
/// assert_eq!(timestamp.to_string(), "2018-02-27T04:49:26.257525Z");
/// # Ok::<(), sentinelone_sdk::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The point in time so many nanoseconds after the start of 1970; finer digits than
    /// microseconds are dropped.
    pub(super) fn from_nanosecond(nanosecond: i128) -> Result<Self, InvalidTimestamp> {
        i64::try_from(nanosecond.div_euclid(1_000))
            .ok()
            .filter(|microsecond| *microsecond >= FIRST_MICROSECOND)
            .and_then(|microsecond| jiff::Timestamp::from_microsecond(microsecond).ok())
            .map(Self)
            .ok_or(InvalidTimestamp(Problem::Year))
    }

    /// Reads the date of a header, such as `Tue, 27 Feb 2018 04:49:26 GMT`.
    pub(in crate::runtime) fn from_http_date(text: &str) -> Option<Self> {
        let date = jiff::fmt::rfc2822::parse(text).ok()?;
        Self::from_nanosecond(date.timestamp().as_nanosecond()).ok()
    }

    /// What jiff calls it.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn inner(self) -> jiff::Timestamp {
        self.0
    }

    /// Hands over the text, which is made without the machinery of formatting: a filter can have
    /// many moments.
    fn with_text<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let utc = Offset::UTC.to_datetime(self.0);
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        // The year is 0 at least, as every other part.
        for (last, number) in [
            (3, utc.year().into()),
            (6, utc.month().into()),
            (9, utc.day().into()),
            (12, utc.hour().into()),
            (15, utc.minute().into()),
            (18, utc.second().into()),
            (25, utc.subsec_nanosecond() / 1_000),
        ] {
            write_number(&mut text[..=last], number);
        }
        // Digits are UTF-8: the default is never taken.
        take(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Writes the digits of a number over the zeros at the end of the text.
fn write_number(text: &mut [u8], mut number: i32) {
    for digit in text.iter_mut().rev() {
        if number <= 0 {
            return;
        }
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        if !is_rfc3339(text.as_bytes()) {
            return Err(InvalidTimestamp(Problem::Form));
        }
        let inner: jiff::Timestamp = text
            .parse()
            .map_err(|error| InvalidTimestamp(Problem::Date(error)))?;
        Self::from_nanosecond(inner.as_nanosecond())
    }
}

/// Whether the text has the form of RFC 3339; jiff's own grammar is wider.
fn is_rfc3339(text: &[u8]) -> bool {
    const DATE_TIME: &[u8] = b"0000-00-00T00:00:00";
    let Some((date_time, rest)) = text.split_at_checked(DATE_TIME.len()) else {
        return false;
    };
    let fraction = match rest {
        [b'.', fraction @ ..] => fraction.iter().take_while(|c| c.is_ascii_digit()).count(),
        _ => 0,
    };
    let offset = match (rest, fraction) {
        ([b'.', ..], 0) => return false,
        ([b'.', after @ ..], digits) => after.get(digits..).unwrap_or_default(),
        (rest, _) => rest,
    };
    has_form(date_time, DATE_TIME)
        && match offset {
            [b'Z' | b'z'] => true,
            [b'+' | b'-', offset @ ..] => has_form(offset, b"00:00"),
            _ => false,
        }
}

/// Whether the text has digits where the form has `0`, and the form's own characters elsewhere.
pub(super) fn has_form(text: &[u8], form: &[u8]) -> bool {
    text.len() == form.len()
        && text.iter().zip(form).all(|(c, form)| match form {
            b'0' => c.is_ascii_digit(),
            b'T' => matches!(c, b'T' | b't' | b' '),
            form => c == form,
        })
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

/// Reads a timestamp from a string.
struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp such as 2018-02-27T04:49:26.257525Z")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map_err(E::custom)
    }
}

/// The text is no RFC 3339 timestamp, or the point in time is outside the years 0000 to 9999.
#[derive(Clone, Debug)]
pub struct InvalidTimestamp(Problem);

#[derive(Clone, Debug)]
enum Problem {
    /// The text does not look like a timestamp.
    Form,
    /// It looks like one, but there is no such date or time.
    Date(jiff::Error),
    /// The year does not have four digits.
    Year,
}

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Problem::Form => {
                "not an RFC 3339 timestamp such as 2018-02-27T04:49:26.257525Z \
                 or 2018-02-27T06:49:26+02:00"
            }
            Problem::Date(_) => "no such date or time",
            Problem::Year => "a timestamp outside the years 0000 to 9999",
        })
    }
}

impl Error for InvalidTimestamp {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Problem::Date(error) => Some(error),
            Problem::Form | Problem::Year => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    fn read(text: &str) -> Option<String> {
        text.parse::<Timestamp>()
            .ok()
            .map(|timestamp| timestamp.to_string())
    }

    #[test]
    fn any_offset_becomes_utc_with_six_decimals() {
        for (text, utc) in [
            ("2018-02-27T04:49:26.257525Z", "2018-02-27T04:49:26.257525Z"),
            ("2018-02-27t04:49:26z", "2018-02-27T04:49:26.000000Z"),
            ("2018-02-27 06:49:26.2+02:00", "2018-02-27T04:49:26.200000Z"),
            ("2018-02-26T23:19:26-05:30", "2018-02-27T04:49:26.000000Z"),
            ("2018-02-27T04:49:26-00:00", "2018-02-27T04:49:26.000000Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000000Z"),
            ("9999-12-30T21:59:59Z", "9999-12-30T21:59:59.000000Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn digits_beyond_microseconds_are_dropped() {
        for text in [
            "1969-12-31T23:59:59.123456999Z",
            "2018-02-27T04:49:26.123456999Z",
        ] {
            assert!(
                read(text).is_some_and(|utc| utc.ends_with(".123456Z")),
                "{text}"
            );
        }
        let coarse: Timestamp = "1969-12-31T23:59:59.123456Z".parse().unwrap();
        assert_eq!(
            "1969-12-31T23:59:59.1234567Z".parse::<Timestamp>().unwrap(),
            coarse
        );
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "now",
            "2018-02-27",
            "2018-02-27T04:49:26",
            "2018-02-27T04:49Z",
            "2018-02-27T04:49:26.Z",
            "2018-02-27T04:49:26,5Z",
            "2018-02-27T04:49:26+0200",
            "2018-02-27T04:49:26+02",
            "2018-02-30T04:49:26Z",
            "2018-02-27T25:49:26Z",
            "2018-02-27T04:49:26Z[UTC]",
            "+002018-02-27T04:49:26Z",
            "0000-01-01T00:00:00+01:00",
            "2018-02-27T04:49:26Z ",
            "２018-02-27T04:49:26Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn json_is_the_same_text() {
        let timestamp: Timestamp = serde_json::from_str("\"2018-02-27T06:49:26+02:00\"").unwrap();
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, "\"2018-02-27T04:49:26.000000Z\"");
        assert!(serde_json::from_str::<Timestamp>("1519706966").is_err());
    }
}
