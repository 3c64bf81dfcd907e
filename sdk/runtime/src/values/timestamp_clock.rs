//! Timestamps from the clock, and arithmetic with durations.

use std::ops::{Add, Sub};
use std::time::{Duration, SystemTime};

use crate::values::timestamp::Timestamp;

/// A day, without regard to leap seconds and time zones.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A point in time for a setter: a [`Timestamp`], a [`SystemTime`], or, with the features `jiff`,
/// `chrono` and `time`, a type of these crates.
///
/// ```
/// use sdk_runtime::Timestamp;
/// use sdk_runtime::values::IntoTimestamp;
///
/// fn setter(value: impl IntoTimestamp) -> String {
///     value.into_timestamp().to_string()
/// }
/// assert_eq!(setter(std::time::UNIX_EPOCH), "1970-01-01T00:00:00.000000Z");
/// setter("2018-02-27T04:49:26Z".parse::<Timestamp>()?);
/// # Ok::<(), sdk_runtime::values::ParseTimestampError>(())
/// ```
///
/// Text is not converted, because it may not be a time:
///
/// ```compile_fail,E0277
/// # fn setter(value: impl sdk_runtime::values::IntoTimestamp) {}
/// setter("2018-02-27T04:49:26Z");
/// ```
///
/// A time outside of the years 0000 to 9999 becomes the first or the last timestamp, so that
/// `DateTime::<Utc>::MAX_UTC`, for example, stays later than every other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a point in time",
    label = "expected a `Timestamp`",
    note = "text becomes a timestamp with `\"2018-02-27T04:49:26Z\".parse::<Timestamp>()?`",
    note = "`Timestamp::now()` and `Timestamp::days_ago(30)` read the clock",
    note = "the types of `jiff`, `chrono` and `time` need the feature of that name"
)]
pub trait IntoTimestamp {
    /// Converts the time.
    fn into_timestamp(self) -> Timestamp;
}

impl IntoTimestamp for Timestamp {
    fn into_timestamp(self) -> Timestamp {
        self
    }
}

impl IntoTimestamp for &Timestamp {
    fn into_timestamp(self) -> Timestamp {
        *self
    }
}

impl IntoTimestamp for SystemTime {
    fn into_timestamp(self) -> Timestamp {
        let is_late = self > SystemTime::UNIX_EPOCH;
        Timestamp::try_from(self).unwrap_or_else(|_| Timestamp::limit(is_late))
    }
}

#[cfg(feature = "jiff")]
impl IntoTimestamp for jiff::Timestamp {
    fn into_timestamp(self) -> Timestamp {
        Timestamp::saturating(self.as_nanosecond())
    }
}

#[cfg(feature = "jiff")]
impl IntoTimestamp for &jiff::ZonedDateTime {
    fn into_timestamp(self) -> Timestamp {
        self.timestamp().into_timestamp()
    }
}

#[cfg(feature = "jiff")]
impl IntoTimestamp for jiff::ZonedDateTime {
    fn into_timestamp(self) -> Timestamp {
        self.timestamp().into_timestamp()
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> IntoTimestamp for chrono::DateTime<Tz> {
    fn into_timestamp(self) -> Timestamp {
        let second = i128::from(self.timestamp()) * 1_000_000_000;
        Timestamp::saturating(second + i128::from(self.timestamp_subsec_nanos()))
    }
}

#[cfg(feature = "time")]
impl IntoTimestamp for time::OffsetDateTime {
    fn into_timestamp(self) -> Timestamp {
        Timestamp::saturating(self.unix_timestamp_nanos())
    }
}

impl Timestamp {
    /// Returns the time of the system's clock.
    #[must_use]
    pub fn now() -> Self {
        SystemTime::now().into_timestamp()
    }

    /// Returns the time this many times 24 hours ago, by the system's clock.
    ///
    /// The clock is read in this call: a request that is sent later, or again, has the same time.
    ///
    /// ```
    /// use sdk_runtime::Timestamp;
    ///
    /// let month = Timestamp::days_ago(30);
    /// assert!(month < Timestamp::now());
    /// ```
    #[must_use]
    pub fn days_ago(days: u32) -> Self {
        Self::now() - DAY.saturating_mul(days)
    }

    /// Creates a timestamp from nanoseconds since the start of 1970; the first or the last one if it
    /// is out of range.
    fn saturating(nanosecond: i128) -> Self {
        Self::from_nanosecond(nanosecond).unwrap_or_else(|_| Self::limit(nanosecond > 0))
    }
}

/// Subtracts a duration. The result is not before the first timestamp, the start of the year 0000.
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self::saturating(self.nanosecond().saturating_sub(nanoseconds(duration)))
    }
}

/// Adds a duration. The result is not after the last timestamp, at the end of the year 9999.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self::saturating(self.nanosecond().saturating_add(nanoseconds(duration)))
    }
}

fn nanoseconds(duration: Duration) -> i128 {
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use crate::values::timestamp::Timestamp;
    use crate::values::timestamp_clock::IntoTimestamp;

    #[test]
    fn the_clock_is_that_of_the_system() {
        let before = Timestamp::try_from(SystemTime::now()).unwrap();
        let now = Timestamp::now();
        let after = SystemTime::now().into_timestamp();
        assert!(before <= now && now <= after);
        let ago = Timestamp::days_ago(30);
        let month = Duration::from_secs(30 * 24 * 60 * 60);
        assert!(before - month <= ago && ago <= Timestamp::now() - month);
        assert_eq!(
            Timestamp::days_ago(u32::MAX).to_string(),
            "0000-01-01T00:00:00.000000Z"
        );
    }

    #[test]
    fn durations_are_added_within_the_range() {
        let time: Timestamp = "2018-02-27T04:49:26Z".parse().unwrap();
        let second = Duration::from_secs(1);
        assert_eq!((time + second).to_string(), "2018-02-27T04:49:27.000000Z");
        assert_eq!(time + second - second, time);
        assert!((time + Duration::MAX).to_string().starts_with("9999-12-3"));
        assert!(
            (time - Duration::MAX)
                .to_string()
                .starts_with("0000-01-01T00:00:00")
        );
    }

    #[test]
    fn times_out_of_range_become_the_limits() {
        let far = UNIX_EPOCH + Duration::from_secs(400_000_000_000);
        assert!(far.into_timestamp().to_string().starts_with("9999-12-3"));
        let time: Timestamp = "2018-02-27T04:49:26Z".parse().unwrap();
        assert_eq!((&time).into_timestamp(), time);
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn times_of_jiff_convert() {
        let time: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        assert_eq!(jiff::Timestamp::from(time).into_timestamp(), time);
        assert!(
            jiff::Timestamp::MIN
                .into_timestamp()
                .to_string()
                .starts_with("0000-")
        );
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn times_of_chrono_convert() {
        let time: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        let chrono = chrono::DateTime::<chrono::Utc>::from(time);
        assert_eq!(chrono.into_timestamp(), time);
        assert!(chrono::DateTime::<chrono::Utc>::MAX_UTC.into_timestamp() > time);
        assert!(chrono::DateTime::<chrono::Utc>::MIN_UTC.into_timestamp() < time);
    }

    #[cfg(feature = "time")]
    #[test]
    fn times_of_time_convert() {
        let time: Timestamp = "1969-02-27T04:49:26.257525Z".parse().unwrap();
        assert_eq!(time::OffsetDateTime::from(time).into_timestamp(), time);
    }
}
