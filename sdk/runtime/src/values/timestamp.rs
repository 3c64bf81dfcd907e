//! Timestamps.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::headers::FromHeader;

/// The start of the year 0000, in microseconds from the start of 1970.
const FIRST_MICROSECOND: i64 = -62_167_219_200_000_000;

/// A point in time with microsecond precision, from the start of the year 0000 to
/// 9999-12-30T22:00:00Z.
///
/// Read from RFC 3339 text with any offset and written as UTC with six decimals and `Z`; digits
/// beyond microseconds are dropped. Converts from [`std::time::SystemTime`] and, with the features
/// `jiff`, `chrono` and `time`, to and from the types of these crates.
///
/// ```
/// use sdk_runtime::Timestamp;
///
/// let timestamp: Timestamp = "2018-02-27T06:49:26.257525+02:00".parse()?;
/// assert_eq!(timestamp.to_string(), "2018-02-27T04:49:26.257525Z");
/// # Ok::<(), sdk_runtime::values::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// Creates a timestamp from nanoseconds since the start of 1970; digits beyond microseconds are
    /// dropped.
    pub(crate) fn from_nanosecond(nanosecond: i128) -> Result<Self, ParseTimestampError> {
        i64::try_from(nanosecond.div_euclid(1_000))
            .ok()
            .filter(|microsecond| *microsecond >= FIRST_MICROSECOND)
            .and_then(|microsecond| jiff::Timestamp::from_microsecond(microsecond).ok())
            .map(Self)
            .ok_or(ParseTimestampError(Problem::Year))
    }

    /// Parses the date of an HTTP header, such as `Tue, 27 Feb 2018 04:49:26 GMT`.
    pub(crate) fn from_http_date(text: &str) -> Option<Self> {
        let date = jiff::fmt::rfc2822::parse(text).ok()?;
        Self::from_nanosecond(date.timestamp().as_nanosecond()).ok()
    }

    /// Returns the timestamp as jiff's type.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(crate) fn inner(self) -> jiff::Timestamp {
        self.0
    }

    /// Passes the text to `take`. It is written without `core::fmt`, which is faster: a filter can
    /// contain many timestamps.
    fn with_text<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let utc = Offset::UTC.to_datetime(self.0);
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        // No component is negative: the least year is 0.
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
        // Digits are UTF-8, so the default is unreachable.
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
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        if !is_rfc3339(text.as_bytes()) {
            return Err(ParseTimestampError(Problem::Format));
        }
        let inner: jiff::Timestamp = text
            .parse()
            .map_err(|error| ParseTimestampError(Problem::Date(error)))?;
        Self::from_nanosecond(inner.as_nanosecond())
    }
}

/// Returns `true` if the text has the format of RFC 3339; jiff accepts more.
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
    has_format(date_time, DATE_TIME)
        && match offset {
            [b'Z' | b'z'] => true,
            [b'+' | b'-', offset @ ..] => has_format(offset, b"00:00"),
            _ => false,
        }
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

/// Deserializes a timestamp from a string.
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

/// The error of a text that is not an RFC 3339 timestamp, or of a point in time outside the years
/// 0000 to 9999.
#[derive(Clone, Debug)]
pub struct ParseTimestampError(Problem);

#[derive(Clone, Debug)]
enum Problem {
    /// The text does not have the format of a timestamp.
    Format,
    /// The format is valid, but the date or time does not exist.
    Date(jiff::Error),
    /// The year is outside 0000 to 9999.
    Year,
}

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Problem::Format => {
                "not an RFC 3339 timestamp such as 2018-02-27T04:49:26.257525Z \
                 or 2018-02-27T06:49:26+02:00"
            }
            Problem::Date(_) => "no such date or time",
            Problem::Year => "a timestamp outside the years 0000 to 9999",
        })
    }
}

impl Error for ParseTimestampError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Problem::Date(error) => Some(error),
            Problem::Format | Problem::Year => None,
        }
    }
}

/// Parses RFC 3339 and the date format of HTTP.
impl FromHeader for Timestamp {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| Self::from_http_date(text))
    }
}

#[cfg(test)]
mod tests {
    use crate::values::timestamp::Timestamp;

    fn read(text: &str) -> Option<String> {
        text.parse::<Timestamp>()
            .ok()
            .map(|timestamp| timestamp.to_string())
    }

    #[test]
    fn any_offset_is_written_as_utc_with_six_decimals() {
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
    fn other_text_is_rejected() {
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
    fn json_is_the_text_as_a_string() {
        let timestamp: Timestamp = serde_json::from_str("\"2018-02-27T06:49:26+02:00\"").unwrap();
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, "\"2018-02-27T04:49:26.000000Z\"");
        assert!(serde_json::from_str::<Timestamp>("1519706966").is_err());
    }
}
