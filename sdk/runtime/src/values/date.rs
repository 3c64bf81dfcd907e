//! Calendar dates.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::http::headers::FromHeader;
use crate::values::calendar;
use crate::values::timestamp_text::has_format;

/// A calendar date without time zone, from 0000-01-01 to 9999-12-31.
///
/// Read and written as `YYYY-MM-DD`. With the features `jiff`, `chrono` and `time` it converts to
/// and from the types of these crates.
///
/// ```
/// use sdk_runtime::Date;
///
/// let date: Date = "2018-02-27".parse()?;
/// assert_eq!(date, Date::new(2018, 2, 27)?);
/// assert_eq!(date.to_string(), "2018-02-27");
/// # Ok::<(), sdk_runtime::values::ParseDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // In this order, dates are compared and sorted by time.
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// Creates a date from its year, month and day; month and day count from 1.
    ///
    /// # Errors
    ///
    /// Returns [`ParseDateError`] if there is no such day, or the year is outside 0000 to 9999.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, ParseDateError> {
        if !(0..=9999).contains(&year) {
            return Err(ParseDateError::YEAR);
        }
        if !calendar::exists(year, month.into(), day.into()) {
            return Err(ParseDateError(Problem::NoSuchDay));
        }
        Ok(Self { year, month, day })
    }

    /// Returns the first date, 0000-01-01.
    pub(crate) fn first() -> Self {
        Self {
            year: 0,
            month: 1,
            day: 1,
        }
    }

    /// Returns the year, from 0 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        if !has_format(text.as_bytes(), b"0000-00-00") {
            return Err(ParseDateError(Problem::Format));
        }
        // Digits only, and few of them, so the defaults are unreachable.
        let year = text[..4].parse().unwrap_or_default();
        let [month, day] = [&text[5..7], &text[8..]].map(|text| text.parse().unwrap_or_default());
        Self::new(year, month, day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

/// Deserializes a date from a string.
struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2018-02-27")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(E::custom)
    }
}

/// The error of a text that is not a date, of a day that does not exist, or of a year outside 0000
/// to 9999.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// The text does not have the format of a date.
    Format,
    /// The format is valid, but the day does not exist.
    NoSuchDay,
    /// The year is outside 0000 to 9999.
    Year,
}

impl ParseDateError {
    /// The year is outside 0000 to 9999.
    pub(crate) const YEAR: Self = Self(Problem::Year);
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Problem::Format => "not a date such as 2018-02-27",
            Problem::NoSuchDay => "no such day",
            Problem::Year => "a date outside the years 0000 to 9999",
        })
    }
}

impl Error for ParseDateError {}

impl FromHeader for Date {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::values::date::Date;

    #[test]
    fn text_round_trips() {
        for text in ["0000-01-01", "2018-02-27", "2024-02-29", "9999-12-31"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            let json = serde_json::to_string(&date).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), date);
            assert_eq!(Date::new(date.year(), date.month(), date.day()), Ok(date));
        }
    }

    #[test]
    fn other_text_is_rejected() {
        for text in [
            "",
            "today",
            "2018-2-27",
            "20180227",
            "2018-02-30",
            "2018-02-29",
            "2018-02-00",
            "2018-13-01",
            "2018-02-27 ",
            "2018-02-27T04:49:26Z",
            "-001-02-27",
            "+002018-02-27",
            "2018/02/27",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for year in [-1, 10_000] {
            let error = Date::new(year, 1, 1).unwrap_err();
            assert_eq!(error.to_string(), "a date outside the years 0000 to 9999");
        }
        assert!(Date::new(2018, 200, 1).is_err());
        assert!(serde_json::from_str::<Date>("20180227").is_err());
    }
}
