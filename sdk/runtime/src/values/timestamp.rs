//! Timestamps.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::headers::FromHeader;
use crate::values::timestamp_text::{self, Fault, Notation, Written};

/// The start of the year 0000 and the last second of the year 9999, in seconds from the start of
/// 1970.
const FIRST_SECOND: i64 = -62_167_219_200;
const LAST_SECOND: i64 = 253_402_300_799;

/// Attoseconds (10⁻¹⁸ seconds) per microsecond and per nanosecond.
const PER_MICROSECOND: u64 = 1_000_000_000_000;
const PER_NANOSECOND: u64 = 1_000_000_000;

/// The name under which a timestamp is deserialized, so that a response is recognised.
pub(crate) const NAME: &str = "$sdk_runtime::Timestamp";

/// A point in time in the years 0000 to 9999.
///
/// A timestamp that the caller makes, from text or from another type, has microseconds and is written
/// as UTC with six decimals and `Z`; digits beyond microseconds are dropped. One in a JSON response
/// keeps its text: offset, `+0000` without a colon, lower case, up to 18 decimals and a leap second
/// are written as they came.
///
/// Timestamps are compared as points in time, with every digit; the notation does not matter. A leap
/// second equals the second after it.
///
/// Converts from [`std::time::SystemTime`] and, with the features `jiff`, `chrono` and `time`, to and
/// from the types of these crates, with at most nine decimals.
///
/// ```
/// use sdk_runtime::Timestamp;
///
/// let timestamp: Timestamp = "2018-02-27T06:49:26.257525+02:00".parse()?;
/// assert_eq!(timestamp.to_string(), "2018-02-27T04:49:26.257525Z");
/// # Ok::<(), sdk_runtime::values::ParseTimestampError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Timestamp(Written);

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant() == other.instant()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl Timestamp {
    /// Creates a timestamp from nanoseconds since the start of 1970; digits beyond microseconds are
    /// dropped.
    pub(crate) fn from_nanosecond(nanosecond: i128) -> Result<Self, ParseTimestampError> {
        let nanoseconds = u64::try_from(nanosecond.rem_euclid(1_000_000_000)).unwrap_or_default();
        let second = i64::try_from(nanosecond.div_euclid(1_000_000_000));
        let second = second.map_err(|_| ParseTimestampError(Problem::Year))?;
        Self::made(second, nanoseconds * PER_NANOSECOND)
    }

    /// Creates a timestamp that is written as UTC with six decimals.
    fn made(second: i64, attosecond: u64) -> Result<Self, ParseTimestampError> {
        if !(FIRST_SECOND..=LAST_SECOND).contains(&second) {
            return Err(ParseTimestampError(Problem::Year));
        }
        Ok(Self(Written {
            second,
            attosecond: attosecond / PER_MICROSECOND * PER_MICROSECOND,
            notation: Notation::MADE,
        }))
    }

    /// Returns the first or the last timestamp.
    pub(crate) fn limit(is_last: bool) -> Self {
        let (second, attosecond) = if is_last {
            (LAST_SECOND, 1_000_000 * PER_MICROSECOND - PER_MICROSECOND)
        } else {
            (FIRST_SECOND, 0)
        };
        Self(Written {
            second,
            attosecond,
            notation: Notation::MADE,
        })
    }

    /// Returns the nanoseconds since the start of 1970.
    pub(crate) fn nanosecond(self) -> i128 {
        i128::from(self.0.second) * 1_000_000_000 + i128::from(self.0.attosecond / PER_NANOSECOND)
    }

    /// Parses the date of an HTTP header, such as `Tue, 27 Feb 2018 04:49:26 GMT`.
    pub(crate) fn from_http_date(text: &str) -> Option<Self> {
        let time = httpdate::parse_http_date(text).ok()?;
        Self::try_from(time).ok()
    }

    /// Parses the text of a response and keeps its notation.
    fn received(text: &str) -> Result<Self, ParseTimestampError> {
        parse(text).map(Self)
    }

    /// Returns the point in time.
    fn instant(&self) -> (i64, u64) {
        (self.0.second, self.0.attosecond)
    }

    /// Returns the seconds since the start of 1970 and the nanoseconds after them.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(crate) fn second_and_nanosecond(self) -> (i64, u32) {
        let nanosecond = u32::try_from(self.0.attosecond / PER_NANOSECOND);
        (self.0.second, nanosecond.unwrap_or_default())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        timestamp_text::with_text(&self.0, |text| f.write_str(text))
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
        let Written {
            second, attosecond, ..
        } = parse(text)?;
        Self::made(second, attosecond)
    }
}

fn parse(text: &str) -> Result<Written, ParseTimestampError> {
    timestamp_text::parse(text).map_err(|fault| {
        ParseTimestampError(match fault {
            Fault::Format => Problem::Format,
            Fault::NoSuchTime | Fault::Zone => Problem::NoSuchTime,
        })
    })
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp_text::with_text(&self.0, |text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, TimestampVisitor)
    }
}

/// Deserializes a timestamp from a string. The deserializer of a response passes the text itself,
/// every other one the newtype.
struct TimestampVisitor;

impl<'de> Visitor<'de> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp such as 2018-02-27T04:49:26.257525Z")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Timestamp, D::Error> {
        deserializer.deserialize_str(MadeVisitor)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        Timestamp::received(text).map_err(E::custom)
    }
}

/// Deserializes a timestamp as one that the caller makes, for example in a configuration.
struct MadeVisitor;

impl Visitor<'_> for MadeVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TimestampVisitor.expecting(f)
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
    NoSuchTime,
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
            Problem::NoSuchTime => "no such date or time",
            Problem::Year => "a timestamp outside the years 0000 to 9999",
        })
    }
}

impl Error for ParseTimestampError {}

/// Parses RFC 3339 and the date format of HTTP.
impl FromHeader for Timestamp {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().or_else(|| Self::from_http_date(text))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::response::tolerant::Tolerant;
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
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000000Z"),
            ("2018-02-27T04:49:26+0200", "2018-02-27T02:49:26.000000Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
            ("1600-02-29T00:00:00Z", "1600-02-29T00:00:00.000000Z"),
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
            "2018-02-27T04:49:26+02",
            "2018-02-27T04:49:26+02:60",
            "2018-02-27T04:49:26+24:00",
            "2018-02-27T04:49:60Z",
            "2018-02-27T23:59:61Z",
            "2017-02-29T04:49:26Z",
            "9999-12-31T23:59:59-00:01",
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

    fn received(json: &str) -> Result<Timestamp, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        Timestamp::deserialize(Tolerant(&mut deserializer))
    }

    #[test]
    fn a_response_keeps_its_notation() {
        for text in [
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999999999-23:59",
            "0000-01-01T00:00:00+00:01",
            "2018-02-27T04:49:26.123456789Z",
            "2018-02-27T04:49:26.1Z",
            "2018-02-27t04:49:26.000z",
            "2018-02-27 04:49:26.123456789012345678+0000",
            "2018-02-27T00:49:26-0530",
            "2018-02-27T00:49:26-00:00",
            "2016-12-31T18:59:60.5-05:00",
            "1969-12-31T23:59:59.999Z",
        ] {
            let json = format!("\"{text}\"");
            let timestamp = received(&json).unwrap();
            assert_eq!(timestamp.to_string(), text);
            assert_eq!(serde_json::to_string(&timestamp).unwrap(), json);
        }
        assert!(received("\"2018-02-27\"").is_err());
    }

    #[test]
    fn points_in_time_are_compared() {
        let fine = received("\"2018-02-27T04:49:26.123456789Z\"").unwrap();
        assert_eq!(
            fine,
            received("\"2018-02-27 06:49:26.1234567890+0200\"").unwrap()
        );
        assert!(fine > "2018-02-27T04:49:26.123456789Z".parse().unwrap());
        assert!(fine < "2018-02-27T04:49:26.123457Z".parse().unwrap());
        let leap = received("\"2016-12-31T23:59:60Z\"").unwrap();
        assert_eq!(leap, "2017-01-01T00:00:00Z".parse().unwrap());
    }

    #[test]
    fn json_is_the_text_as_a_string() {
        let timestamp: Timestamp = serde_json::from_str("\"2018-02-27T06:49:26+02:00\"").unwrap();
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, "\"2018-02-27T04:49:26.000000Z\"");
        assert!(serde_json::from_str::<Timestamp>("1519706966").is_err());
    }
}
