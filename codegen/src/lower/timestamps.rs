//! Dates and timestamps as text.

/// Returns `true` for a valid date: `2026-01-31`.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Returns `true` for a valid date and time without a zone: `2026-01-31T12:00:00`.
pub(super) fn is_local(text: &str) -> bool {
    let is_leap_second = text.get(17..19) == Some("60");
    let rest = text.get(19..).unwrap_or_default();
    let has_zone = rest.contains(|c: char| !c.is_ascii_digit() && c != '.');
    let is_timestamp = || is_timestamp(&format!("{}Z", text.replacen(' ', "T", 1)));
    !is_leap_second && !has_zone && is_timestamp()
}

/// Returns `true` for a valid RFC 3339 timestamp: `2026-01-31T12:00:00Z`.
pub(super) fn is_timestamp(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't']) else {
        return false;
    };
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_zone = match zone.strip_prefix(['+', '-']) {
        Some(offset) => is_time(offset, 2),
        None => zone.eq_ignore_ascii_case("z"),
    };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_date(date) && is_time(time, 3) && is_fraction && is_zone
}

/// Returns `true` for hours and minutes, with seconds as an optional third part.
fn is_time(text: &str, parts: usize) -> bool {
    let most = [23, 59, 60];
    text.split(':').count() == parts
        && text
            .split(':')
            .zip(most)
            .all(|(part, most)| number(part, 2).is_some_and(|number| number <= most))
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let is_plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_local, is_timestamp};

    #[test]
    fn dates() {
        for good in ["2026-01-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-1-31",
            "2026-01-00",
            "x",
            "2026-01-31Z",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn local_times() {
        for good in [
            "2026-01-31T12:00:00",
            "2026-01-31 23:59:59.5",
            "2026-01-31t00:00:00",
        ] {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "",
            "2026-01-31",
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00+02:00",
            "2026-01-31T12:00:00.",
            "2026-01-31T23:59:60",
            "2026-01-31  12:00:00",
            "2026-01-31T12:00:00é",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn timestamps() {
        for good in [
            "2026-01-31T12:00:00Z",
            "2026-01-31t23:59:60.123456z",
            "2026-01-31T12:00:00+02:00",
        ] {
            assert!(is_timestamp(good), "{good}");
        }
        for bad in [
            "2026-01-31",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00+2",
        ] {
            assert!(!is_timestamp(bad), "{bad}");
        }
    }
}
