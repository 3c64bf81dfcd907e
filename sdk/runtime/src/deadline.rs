//! Deadlines of calls and of their parts.

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, Timeout, timeout_at};

/// Durations beyond one year are clamped; `Instant + Duration` could overflow.
const MAX_LIMIT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The time by which a call, or a part of it, must finish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    /// The time itself.
    pub(crate) at: Instant,
    /// The configured limit that led to it.
    pub(crate) limit: Duration,
    /// `true` for the deadline of the whole call, `false` for that of a part such as an attempt.
    pub(crate) covers_call: bool,
}

impl Deadline {
    /// Creates the deadline of an attempt, or of another part of a call.
    pub(crate) fn after(start: Instant, limit: Duration) -> Self {
        Self {
            at: start + limit.min(MAX_LIMIT),
            limit,
            covers_call: false,
        }
    }

    /// Creates the deadline of a whole call.
    pub(crate) fn of_call(start: Instant, limit: Duration) -> Self {
        Self {
            covers_call: true,
            ..Self::after(start, limit)
        }
    }

    /// Returns the earlier of the two.
    pub(crate) fn or_earlier(self, other: Self) -> Self {
        if other.at < self.at { other } else { self }
    }

    /// Returns the time left; zero once the deadline has passed.
    pub(crate) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Waits for the future until the deadline.
    ///
    /// Not `async`: that would store the future twice.
    pub(crate) fn wait<F: Future>(self, future: F) -> Timeout<F> {
        timeout_at(self.at, future)
    }
}

/// A duration rounded for people: `250 ms`, `1.5 s`, `2 min 3 s`, `1 h 5 min`.
pub(crate) struct Rounded(pub(crate) Duration);

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(duration) = self;
        let millis = duration.as_nanos().saturating_add(500_000) / 1_000_000;
        let tenths = millis.saturating_add(50) / 100;
        let seconds = millis.saturating_add(500) / 1000;
        let minutes = seconds.saturating_add(30) / 60;
        let (whole, rest) = match () {
            () if millis == 0 && !duration.is_zero() => return f.write_str("less than 1 ms"),
            () if duration.is_zero() => return f.write_str("0 s"),
            () if millis < 1000 => return write!(f, "{millis} ms"),
            () if tenths < 600 && tenths % 10 != 0 => {
                return write!(f, "{}.{} s", tenths / 10, tenths % 10);
            }
            () if seconds < 60 => return write!(f, "{seconds} s"),
            () if seconds < 60 * 60 => ((seconds / 60, "min"), (seconds % 60, "s")),
            () if minutes < 24 * 60 => ((minutes / 60, "h"), (minutes % 60, "min")),
            () => ((minutes / (24 * 60), "d"), (minutes / 60 % 24, "h")),
        };
        write!(f, "{} {}", whole.0, whole.1)?;
        match rest {
            (0, _) => Ok(()),
            (rest, unit) => write!(f, " {rest} {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Rounded;

    #[test]
    fn durations_are_rounded_for_people() {
        for (seconds, text) in [
            (0.0, "0 s"),
            (0.000_1, "less than 1 ms"),
            (0.25, "250 ms"),
            (0.999_4, "999 ms"),
            (0.999_6, "1 s"),
            (1.234_567_891, "1.2 s"),
            (1.5, "1.5 s"),
            (1.96, "2 s"),
            (59.94, "59.9 s"),
            (59.96, "1 min"),
            (60.0, "1 min"),
            (123.0, "2 min 3 s"),
            (180.0, "3 min"),
            (3_599.6, "1 h"),
            (3_900.0, "1 h 5 min"),
            (86_399.0, "1 d"),
            (604_800.0, "7 d"),
            (90_000.0, "1 d 1 h"),
        ] {
            let rounded = Rounded(Duration::from_secs_f64(seconds));
            assert_eq!(rounded.to_string(), text, "{seconds}");
        }
        assert!(Rounded(Duration::MAX).to_string().ends_with(" h"));
    }
}
