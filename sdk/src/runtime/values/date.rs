//! Days of the calendar as the API writes them.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::timestamp::has_form;

/// A day of the calendar, from the start of the year 0000 to the end of 9999, in no time zone.
///
/// It is read and written as `YYYY-MM-DD`. With the features `jiff`, `chrono` and `time` it
/// converts to and from the types of these crates.
///
/// ```
/// use sentinelone_sdk::runtime::Date;
///
/// let date: Date = "2018-02-27".parse()?;
/// assert_eq!(date, Date::new(2018, 2, 27)?);
/// assert_eq!(date.to_string(), "2018-02-27");
/// # Ok::<(), sentinelone_sdk::runtime::InvalidDate>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// A day by its year, month and day, the latter two counted from 1.
    ///
    /// # Errors
    ///
    /// When there is no such day, or its year does not have four digits.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
            return Err(InvalidDate(Problem::NoSuchDay));
        };
        civil::Date::new(year, month, day)
            .map_err(|_| InvalidDate(Problem::NoSuchDay))
            .and_then(Self::from_civil)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// What jiff calls it, where the year has four digits.
    pub(super) fn from_civil(date: civil::Date) -> Result<Self, InvalidDate> {
        if date.year() < 0 {
            return Err(InvalidDate(Problem::Year));
        }
        Ok(Self(date))
    }

    /// What jiff calls it.
    #[cfg(feature = "jiff")]
    pub(super) fn inner(self) -> civil::Date {
        self.0
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
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        if !has_form(text.as_bytes(), b"0000-00-00") {
            return Err(InvalidDate(Problem::Form));
        }
        let inner = text.parse::<civil::Date>();
        inner
            .map_err(|_| InvalidDate(Problem::NoSuchDay))
            .and_then(Self::from_civil)
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

/// Reads a date from a string.
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

/// The text is no date, there is no such day, or its year does not have four digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate(Problem);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// The text does not look like a date.
    Form,
    /// It looks like one, but there is no such day.
    NoSuchDay,
    /// The year does not have four digits.
    Year,
}

impl InvalidDate {
    /// The year does not have four digits.
    #[cfg(any(feature = "chrono", feature = "time"))]
    pub(super) const YEAR: Self = Self(Problem::Year);
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Problem::Form => "not a date such as 2018-02-27",
            Problem::NoSuchDay => "no such day",
            Problem::Year => "a date outside the years 0000 to 9999",
        })
    }
}

impl Error for InvalidDate {}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn text_there_and_back() {
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
    fn other_text_is_refused() {
        for text in [
            "",
            "today",
            "2018-2-27",
            "20180227",
            "2018-02-30",
            "2018-13-01",
            "2018-02-27 ",
            "2018-02-27T04:49:26Z",
            "-001-02-27",
            "+002018-02-27",
            "2018/02/27",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!(Date::new(-1, 1, 1).is_err());
        assert!(Date::new(2018, 200, 1).is_err());
        assert!(serde_json::from_str::<Date>("20180227").is_err());
    }
}
