//! Conversions between [`LocalDateTime`](crate::values::LocalDateTime) and the types of other crates.

#[cfg(feature = "jiff")]
mod for_jiff {
    use jiff::civil::DateTime;

    use crate::values::date::Date;
    use crate::values::local_date_time::{LocalDateTime, ParseLocalDateTimeError};

    impl TryFrom<DateTime> for LocalDateTime {
        type Error = ParseLocalDateTimeError;

        fn try_from(time: DateTime) -> Result<Self, ParseLocalDateTimeError> {
            let date = Date::try_from(time.date());
            let date = date.map_err(|_| ParseLocalDateTimeError::NO_SUCH_TIME)?;
            let parts = [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
            let nanosecond = time.subsec_nanosecond().unsigned_abs();
            Self::with_nanosecond(date, parts, nanosecond)
        }
    }

    impl From<LocalDateTime> for DateTime {
        fn from(time: LocalDateTime) -> Self {
            // Hours, minutes, seconds and nanoseconds are in jiff's ranges, so the defaults are
            // unreachable.
            let parts = [time.hour(), time.minute(), time.second()];
            let [hour, minute, second] = parts.map(|part| i8::try_from(part).unwrap_or_default());
            let nanosecond = i32::try_from(time.nanosecond()).unwrap_or_default();
            let of_day = jiff::civil::Time::new(hour, minute, second, nanosecond);
            let of_day = of_day.unwrap_or_default();
            DateTime::from_parts(time.date().into(), of_day)
        }
    }
}

#[cfg(feature = "chrono")]
mod for_chrono {
    use chrono::{NaiveDate, NaiveDateTime, Timelike};

    use crate::values::date::Date;
    use crate::values::local_date_time::{LocalDateTime, ParseLocalDateTimeError};

    impl TryFrom<NaiveDateTime> for LocalDateTime {
        type Error = ParseLocalDateTimeError;

        fn try_from(time: NaiveDateTime) -> Result<Self, ParseLocalDateTimeError> {
            let date = Date::try_from(time.date());
            let date = date.map_err(|_| ParseLocalDateTimeError::NO_SUCH_TIME)?;
            // The numbers fit in `u8`, so the default is unreachable.
            let parts = [time.hour(), time.minute(), time.second()];
            let parts = parts.map(|part| u8::try_from(part).unwrap_or_default());
            // chrono has a leap second as further nanoseconds.
            Self::with_nanosecond(date, parts, time.nanosecond().min(999_999_999))
        }
    }

    impl From<LocalDateTime> for NaiveDateTime {
        fn from(time: LocalDateTime) -> Self {
            let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(u32::from);
            let date = NaiveDate::from(time.date());
            // Every time of day is valid, so the default is unreachable.
            let time = date.and_hms_nano_opt(hour, minute, second, time.nanosecond());
            time.unwrap_or_default()
        }
    }
}

#[cfg(feature = "time")]
mod for_time {
    use time::{PrimitiveDateTime, Time};

    use crate::values::date::Date;
    use crate::values::local_date_time::{LocalDateTime, ParseLocalDateTimeError};

    impl TryFrom<PrimitiveDateTime> for LocalDateTime {
        type Error = ParseLocalDateTimeError;

        fn try_from(time: PrimitiveDateTime) -> Result<Self, ParseLocalDateTimeError> {
            let date = Date::try_from(time.date());
            let date = date.map_err(|_| ParseLocalDateTimeError::NO_SUCH_TIME)?;
            let parts = [time.hour(), time.minute(), time.second()];
            Self::with_nanosecond(date, parts, time.nanosecond())
        }
    }

    impl From<LocalDateTime> for PrimitiveDateTime {
        fn from(time: LocalDateTime) -> Self {
            let of_day =
                Time::from_hms_nano(time.hour(), time.minute(), time.second(), time.nanosecond());
            // Every time of day is valid, so the default is unreachable.
            Self::new(time.date().into(), of_day.unwrap_or(Time::MIDNIGHT))
        }
    }
}

#[cfg(test)]
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod tests {
    use crate::values::local_date_time::LocalDateTime;

    fn times() -> [LocalDateTime; 3] {
        [
            "0000-01-01T00:00:00",
            "2024-02-29T23:59:59.123456789",
            "9999-12-31T10:20:30.5",
        ]
        .map(|text| text.parse().unwrap())
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_round_trips() {
        for time in times() {
            let other = jiff::civil::DateTime::from(time);
            assert_eq!(LocalDateTime::try_from(other).unwrap(), time);
        }
        assert!(LocalDateTime::try_from(jiff::civil::DateTime::MIN).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_round_trips() {
        for time in times() {
            let other = chrono::NaiveDateTime::from(time);
            assert_eq!(LocalDateTime::try_from(other).unwrap(), time);
        }
        assert!(LocalDateTime::try_from(chrono::NaiveDateTime::MAX).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_round_trips() {
        for time in times() {
            let other = time::PrimitiveDateTime::from(time);
            assert_eq!(LocalDateTime::try_from(other).unwrap(), time);
        }
        assert!(LocalDateTime::try_from(time::PrimitiveDateTime::MIN).is_err());
    }
}
