//! Conversions between [`Timestamp`] and the types of other crates.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::values::timestamp::{ParseTimestampError, Timestamp};

impl TryFrom<SystemTime> for Timestamp {
    type Error = ParseTimestampError;

    fn try_from(time: SystemTime) -> Result<Self, ParseTimestampError> {
        let (since, sign) = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => (since, 1),
            Err(error) => (error.duration(), -1),
        };
        let nanosecond = i128::try_from(since.as_nanos()).unwrap_or(i128::MAX);
        Self::from_nanosecond(sign * nanosecond)
    }
}

#[cfg(feature = "jiff")]
mod for_jiff {
    use crate::values::timestamp::{ParseTimestampError, Timestamp};

    impl TryFrom<jiff::Timestamp> for Timestamp {
        type Error = ParseTimestampError;

        fn try_from(timestamp: jiff::Timestamp) -> Result<Self, ParseTimestampError> {
            Self::from_nanosecond(timestamp.as_nanosecond())
        }
    }

    impl TryFrom<&jiff::ZonedDateTime> for Timestamp {
        type Error = ParseTimestampError;

        fn try_from(zoned: &jiff::ZonedDateTime) -> Result<Self, ParseTimestampError> {
            Self::try_from(zoned.timestamp())
        }
    }

    impl From<Timestamp> for jiff::Timestamp {
        fn from(timestamp: Timestamp) -> Self {
            let (second, nanosecond) = timestamp.second_and_nanosecond();
            // jiff ends a day before the year 9999 does.
            let nanosecond = i32::try_from(nanosecond).unwrap_or_default();
            Self::new(second, nanosecond).unwrap_or(Self::MAX)
        }
    }
}

#[cfg(feature = "chrono")]
mod for_chrono {
    use chrono::{DateTime, TimeZone, Utc};

    use crate::values::timestamp::{ParseTimestampError, Timestamp};

    impl<Tz: TimeZone> TryFrom<DateTime<Tz>> for Timestamp {
        type Error = ParseTimestampError;

        fn try_from(time: DateTime<Tz>) -> Result<Self, ParseTimestampError> {
            let second = i128::from(time.timestamp());
            Self::from_nanosecond(
                second * 1_000_000_000 + i128::from(time.timestamp_subsec_nanos()),
            )
        }
    }

    impl From<Timestamp> for DateTime<Utc> {
        fn from(timestamp: Timestamp) -> Self {
            // chrono's range includes every year from 0000 to 9999, so the default is unreachable.
            let (second, nanosecond) = timestamp.second_and_nanosecond();
            DateTime::from_timestamp(second, nanosecond).unwrap_or_default()
        }
    }
}

#[cfg(feature = "time")]
mod for_time {
    use time::{Duration, OffsetDateTime};

    use crate::values::timestamp::{ParseTimestampError, Timestamp};

    impl TryFrom<OffsetDateTime> for Timestamp {
        type Error = ParseTimestampError;

        fn try_from(time: OffsetDateTime) -> Result<Self, ParseTimestampError> {
            Self::from_nanosecond(time.unix_timestamp_nanos())
        }
    }

    impl From<Timestamp> for OffsetDateTime {
        fn from(timestamp: Timestamp) -> Self {
            let (second, nanosecond) = timestamp.second_and_nanosecond();
            let since = Duration::seconds(second) + Duration::nanoseconds(nanosecond.into());
            OffsetDateTime::UNIX_EPOCH.saturating_add(since)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use crate::values::timestamp::Timestamp;

    #[test]
    fn system_time_converts_on_both_sides_of_1970() {
        let late = Timestamp::try_from(UNIX_EPOCH + Duration::from_nanos(1_500)).unwrap();
        assert_eq!(late.to_string(), "1970-01-01T00:00:00.000001Z");
        let early = Timestamp::try_from(UNIX_EPOCH - Duration::from_nanos(1_500)).unwrap();
        assert_eq!(early.to_string(), "1969-12-31T23:59:59.999998Z");
    }

    #[test]
    fn years_beyond_9999_are_errors() {
        let far = UNIX_EPOCH + Duration::from_secs(400_000_000_000);
        assert!(Timestamp::try_from(far).is_err());
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_round_trips() {
        let timestamp: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        assert_eq!(
            Timestamp::try_from(jiff::Timestamp::from(timestamp)).unwrap(),
            timestamp
        );
        assert!(Timestamp::try_from(jiff::Timestamp::MIN).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_round_trips() {
        let timestamp: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        let time = chrono::DateTime::<chrono::Utc>::from(timestamp);
        assert_eq!(Timestamp::try_from(time).unwrap(), timestamp);
        assert!(Timestamp::try_from(chrono::DateTime::<chrono::Utc>::MAX_UTC).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn time_round_trips() {
        let timestamp: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        let time = time::OffsetDateTime::from(timestamp);
        assert_eq!(Timestamp::try_from(time).unwrap(), timestamp);
    }
}
