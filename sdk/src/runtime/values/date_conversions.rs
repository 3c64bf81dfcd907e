//! Conversions between [`Date`](super::Date) and the types of other crates.

#[cfg(feature = "jiff")]
mod for_jiff {
    use super::super::{Date, InvalidDate};

    impl TryFrom<jiff::civil::Date> for Date {
        type Error = InvalidDate;

        fn try_from(date: jiff::civil::Date) -> Result<Self, InvalidDate> {
            Self::from_civil(date)
        }
    }

    impl From<Date> for jiff::civil::Date {
        fn from(date: Date) -> Self {
            date.inner()
        }
    }
}

#[cfg(feature = "chrono")]
mod for_chrono {
    use chrono::{Datelike, NaiveDate};

    use super::super::{Date, InvalidDate};

    impl TryFrom<NaiveDate> for Date {
        type Error = InvalidDate;

        fn try_from(date: NaiveDate) -> Result<Self, InvalidDate> {
            let year = i16::try_from(date.year()).map_err(|_| InvalidDate::YEAR)?;
            // A month and a day of the calendar fit: the default is never taken.
            let small = |number| u8::try_from(number).unwrap_or_default();
            Self::new(year, small(date.month()), small(date.day()))
        }
    }

    impl From<Date> for NaiveDate {
        fn from(date: Date) -> Self {
            let (year, month, day) = (date.year(), date.month(), date.day());
            // chrono's range holds every year of four digits: the default is never taken.
            Self::from_ymd_opt(year.into(), month.into(), day.into()).unwrap_or_default()
        }
    }
}

#[cfg(feature = "time")]
mod for_time {
    use super::super::{Date, InvalidDate};

    impl TryFrom<time::Date> for Date {
        type Error = InvalidDate;

        fn try_from(date: time::Date) -> Result<Self, InvalidDate> {
            let year = i16::try_from(date.year()).map_err(|_| InvalidDate::YEAR)?;
            Self::new(year, date.month().into(), date.day())
        }
    }

    impl From<Date> for time::Date {
        fn from(date: Date) -> Self {
            // Every day of four-digit years is in its range: the other ends are never taken.
            let month = time::Month::try_from(date.month()).unwrap_or(time::Month::January);
            Self::from_calendar_date(date.year().into(), month, date.day()).unwrap_or(Self::MIN)
        }
    }
}

#[cfg(test)]
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod tests {
    use super::super::Date;

    fn days() -> [Date; 3] {
        ["0000-01-01", "2024-02-29", "9999-12-31"].map(|text| text.parse().unwrap())
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_there_and_back() {
        for date in days() {
            assert_eq!(Date::try_from(jiff::civil::Date::from(date)), Ok(date));
        }
        assert!(Date::try_from(jiff::civil::Date::MIN).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_there_and_back() {
        for date in days() {
            let other = chrono::NaiveDate::from(date);
            assert_eq!(other.to_string(), date.to_string());
            assert_eq!(Date::try_from(other), Ok(date));
        }
        assert!(Date::try_from(chrono::NaiveDate::MAX).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_there_and_back() {
        for date in days() {
            assert_eq!(Date::try_from(time::Date::from(date)), Ok(date));
        }
        assert!(Date::try_from(time::Date::MIN).is_err());
    }
}
