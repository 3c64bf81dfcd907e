//! Conversions between [`Date`](crate::values::Date) and the types of other crates.

#[cfg(feature = "jiff")]
mod for_jiff {
    use crate::values::date::{Date, ParseDateError};

    impl TryFrom<jiff::civil::Date> for Date {
        type Error = ParseDateError;

        fn try_from(date: jiff::civil::Date) -> Result<Self, ParseDateError> {
            let (month, day) = (date.month(), date.day());
            Self::new(date.year(), month.unsigned_abs(), day.unsigned_abs())
        }
    }

    impl From<Date> for jiff::civil::Date {
        fn from(date: Date) -> Self {
            // jiff's range includes every year from 0000 to 9999, and months and days fit in `i8`, so
            // the defaults are unreachable.
            let small = |number| i8::try_from(number).unwrap_or_default();
            Self::new(date.year(), small(date.month()), small(date.day())).unwrap_or_default()
        }
    }
}

#[cfg(feature = "chrono")]
mod for_chrono {
    use chrono::{Datelike, NaiveDate};

    use crate::values::date::{Date, ParseDateError};

    impl TryFrom<NaiveDate> for Date {
        type Error = ParseDateError;

        fn try_from(date: NaiveDate) -> Result<Self, ParseDateError> {
            let year = i16::try_from(date.year()).map_err(|_| ParseDateError::YEAR)?;
            // Months and days fit in `u8`, so the default is unreachable.
            let small = |number| u8::try_from(number).unwrap_or_default();
            Self::new(year, small(date.month()), small(date.day()))
        }
    }

    impl From<Date> for NaiveDate {
        fn from(date: Date) -> Self {
            let (year, month, day) = (date.year(), date.month(), date.day());
            // chrono's range includes every year from 0000 to 9999, so the default is unreachable.
            Self::from_ymd_opt(year.into(), month.into(), day.into()).unwrap_or_default()
        }
    }
}

#[cfg(feature = "time")]
mod for_time {
    use crate::values::date::{Date, ParseDateError};

    impl TryFrom<time::Date> for Date {
        type Error = ParseDateError;

        fn try_from(date: time::Date) -> Result<Self, ParseDateError> {
            let year = i16::try_from(date.year()).map_err(|_| ParseDateError::YEAR)?;
            Self::new(year, date.month().into(), date.day())
        }
    }

    impl From<Date> for time::Date {
        fn from(date: Date) -> Self {
            // time's range includes every year from 0000 to 9999, so the fallbacks are unreachable.
            let month = time::Month::try_from(date.month()).unwrap_or(time::Month::January);
            Self::from_calendar_date(date.year().into(), month, date.day()).unwrap_or(Self::MIN)
        }
    }
}

#[cfg(test)]
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod tests {
    use crate::values::date::Date;

    fn days() -> [Date; 3] {
        ["0000-01-01", "2024-02-29", "9999-12-31"].map(|text| text.parse().unwrap())
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_round_trips() {
        for date in days() {
            assert_eq!(Date::try_from(jiff::civil::Date::from(date)), Ok(date));
        }
        assert!(Date::try_from(jiff::civil::Date::MIN).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_round_trips() {
        for date in days() {
            let other = chrono::NaiveDate::from(date);
            assert_eq!(other.to_string(), date.to_string());
            assert_eq!(Date::try_from(other), Ok(date));
        }
        assert!(Date::try_from(chrono::NaiveDate::MAX).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_round_trips() {
        for date in days() {
            assert_eq!(Date::try_from(time::Date::from(date)), Ok(date));
        }
        assert!(Date::try_from(time::Date::MIN).is_err());
    }
}
