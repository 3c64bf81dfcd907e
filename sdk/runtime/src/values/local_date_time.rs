//! Dates with a time of day, without a time zone.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::headers::FromHeader;
use crate::values::date::Date;
use crate::values::timestamp_text::{self, Fault, Notation, Offset, Written};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// Attoseconds (10⁻¹⁸ seconds) per nanosecond.
const PER_NANOSECOND: u64 = 1_000_000_000;

/// A date and a time of day without a time zone, from the year 0000 to 9999.
///
/// It is not a point in time: for one, an API has a [`Timestamp`](crate::Timestamp). It is read with a
/// `T` or a space between date and time and with up to 18 decimals, and written as it came. Two are
/// equal if they have the same date and time; the notation does not matter.
///
/// With the features `jiff`, `chrono` and `time` it converts to and from the types of these crates,
/// with at most nine decimals.
///
/// ```
/// use sdk_runtime::values::{Date, LocalDateTime};
///
/// let opening: LocalDateTime = "2018-02-27T04:49:26".parse()?;
/// assert_eq!(opening.date(), Date::new(2018, 2, 27)?);
/// assert_eq!((opening.hour(), opening.minute(), opening.second()), (4, 49, 26));
/// assert_eq!(opening.to_string(), "2018-02-27T04:49:26");
/// assert!("2018-02-27T04:49:26Z".parse::<LocalDateTime>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct LocalDateTime(Written);

impl LocalDateTime {
    /// Creates it from a date and a time of day.
    ///
    /// # Errors
    ///
    /// Returns [`ParseLocalDateTimeError`] if there is no such time of day.
    pub fn new(
        date: Date,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, ParseLocalDateTimeError> {
        Self::with_nanosecond(date, [hour, minute, second], 0)
    }

    /// Creates it from a date, hour, minute and second, and the nanoseconds after them.
    pub(crate) fn with_nanosecond(
        date: Date,
        time: [u8; 3],
        nanosecond: u32,
    ) -> Result<Self, ParseLocalDateTimeError> {
        let [hour, minute, second] = time;
        let text = format!("{date}T{hour:02}:{minute:02}:{second:02}.{nanosecond:09}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        // The digits of the seconds are not those of a fraction.
        let shortest = "0000-00-00T00:00:00".len();
        if text.len() < shortest {
            return format!("{text:0<shortest$}").parse();
        }
        text.parse()
    }

    /// Returns the date.
    #[must_use]
    pub fn date(self) -> Date {
        // The text begins with a valid date, so the default is unreachable.
        let date = timestamp_text::with_text(&self.0, |text| text.get(..10)?.parse().ok());
        date.unwrap_or_else(Date::first)
    }

    /// Returns the hour, from 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.of_day(3600, 24)
    }

    /// Returns the minute, from 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.of_day(60, 60)
    }

    /// Returns the second, from 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.of_day(1, 60)
    }

    /// Returns the nanoseconds after the second; digits beyond them are dropped.
    #[must_use]
    pub fn nanosecond(self) -> u32 {
        u32::try_from(self.0.attosecond / PER_NANOSECOND).unwrap_or_default()
    }

    /// Returns the number of units of this many seconds since midnight, modulo `count`.
    fn of_day(self, seconds: i64, count: i64) -> u8 {
        let number = self.0.second.rem_euclid(DAY) / seconds % count;
        u8::try_from(number).unwrap_or_default()
    }

    fn value(&self) -> (i64, u64) {
        (self.0.second, self.0.attosecond)
    }
}

impl PartialEq for LocalDateTime {
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

impl Eq for LocalDateTime {}

impl PartialOrd for LocalDateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for LocalDateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl Hash for LocalDateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

/// The start of the day.
impl From<Date> for LocalDateTime {
    fn from(date: Date) -> Self {
        // Every date has a midnight, so the default is unreachable.
        Self::new(date, 0, 0, 0).unwrap_or(Self(Written {
            second: 0,
            attosecond: 0,
            notation: Notation {
                digits: 0,
                offset: Offset::Absent,
                ..Notation::MADE
            },
        }))
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        timestamp_text::with_text(&self.0, |text| f.write_str(text))
    }
}

impl fmt::Debug for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for LocalDateTime {
    type Err = ParseLocalDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseLocalDateTimeError> {
        let written = timestamp_text::parse_local(text);
        written.map(Self).map_err(ParseLocalDateTimeError)
    }
}

impl Serialize for LocalDateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        timestamp_text::with_text(&self.0, |text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for LocalDateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(LocalDateTimeVisitor)
    }
}

/// Deserializes a date with a time of day from a string.
struct LocalDateTimeVisitor;

impl Visitor<'_> for LocalDateTimeVisitor {
    type Value = LocalDateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time without a zone such as 2018-02-27T04:49:26")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<LocalDateTime, E> {
        text.parse().map_err(E::custom)
    }
}

/// The error of a text that is not a date with a time of day, that has a time zone, or that names a
/// date or time that does not exist.
#[derive(Clone, Debug)]
pub struct ParseLocalDateTimeError(Fault);

impl ParseLocalDateTimeError {
    /// There is no such date or time.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(crate) const NO_SUCH_TIME: Self = Self(Fault::NoSuchTime);
}

impl fmt::Display for ParseLocalDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Fault::Format => "not a date and time such as 2018-02-27T04:49:26",
            Fault::NoSuchTime => "no such date or time",
            Fault::Zone => {
                "a date and time with a zone or an offset, which only a timestamp has \
                 (`date-time` in a spec)"
            }
        })
    }
}

impl Error for ParseLocalDateTimeError {}

impl FromHeader for LocalDateTime {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::values::date::Date;
    use crate::values::local_date_time::LocalDateTime;

    #[test]
    fn a_text_is_written_as_it_came() {
        for text in [
            "0000-01-01T00:00:00",
            "2018-02-27 04:49:26",
            "2018-02-27t04:49:26.120",
            "1969-12-31T23:59:59.123456789012345678",
            "9999-12-31T23:59:59.9",
        ] {
            let time: LocalDateTime = text.parse().unwrap();
            assert_eq!(time.to_string(), text);
            let json = format!("\"{text}\"");
            assert_eq!(serde_json::to_string(&time).unwrap(), json);
            assert_eq!(serde_json::from_str::<LocalDateTime>(&json).unwrap(), time);
        }
    }

    #[test]
    fn other_text_is_rejected() {
        let error = |text: &str| text.parse::<LocalDateTime>().unwrap_err().to_string();
        for text in [
            "2018-02-27T04:49:26Z",
            "2018-02-27 04:49:26.5z",
            "2018-02-27T04:49:26+02:00",
            "2018-02-27T04:49:26-0500",
        ] {
            assert!(error(text).contains("`date-time` in a spec"), "{text}");
        }
        for text in [
            "",
            "2018-02-27",
            "2018-02-27T04:49",
            "2018-02-27T04:49:26.",
            "2018-02-27T04:49:26 ",
            "2018-02-27T04:49:26[UTC]",
            "27.02.2018 04:49:26",
        ] {
            assert!(error(text).starts_with("not a date and time"), "{text}");
        }
        for text in [
            "2018-02-30T04:49:26",
            "2018-02-27T24:00:00",
            "2016-12-31T23:59:60",
        ] {
            assert_eq!(error(text), "no such date or time", "{text}");
        }
        let json = serde_json::from_str::<LocalDateTime>("1519706966");
        assert!(json.unwrap_err().to_string().contains("without a zone"));
    }

    #[test]
    fn the_notation_does_not_matter() {
        let time = |text: &str| text.parse::<LocalDateTime>().unwrap();
        assert_eq!(
            time("2018-02-27 04:49:26.50"),
            time("2018-02-27T04:49:26.5")
        );
        assert!(time("2018-02-27T04:49:26") < time("2018-02-27T04:49:26.000000001"));
    }

    #[test]
    fn parts_are_put_together_and_taken_apart() {
        let date = Date::new(2020, 10, 10).unwrap();
        for ([hour, minute, second], text) in [
            ([0, 0, 0], "2020-10-10T00:00:00"),
            ([10, 20, 30], "2020-10-10T10:20:30"),
            ([23, 59, 59], "2020-10-10T23:59:59"),
        ] {
            let time = LocalDateTime::new(date, hour, minute, second).unwrap();
            assert_eq!(time.to_string(), text);
            assert_eq!(time.date(), date);
            assert_eq!(
                [time.hour(), time.minute(), time.second()],
                [hour, minute, second]
            );
        }
        let fine = LocalDateTime::with_nanosecond(date, [1, 2, 30], 500_000_000).unwrap();
        assert_eq!(fine.to_string(), "2020-10-10T01:02:30.5");
        assert_eq!(fine.nanosecond(), 500_000_000);
        assert_eq!(LocalDateTime::from(date).to_string(), "2020-10-10T00:00:00");
        for wrong in [[24, 0, 0], [0, 60, 0], [0, 0, 60], [0, 0, 100]] {
            let [hour, minute, second] = wrong;
            assert!(LocalDateTime::new(date, hour, minute, second).is_err());
        }
    }
}
