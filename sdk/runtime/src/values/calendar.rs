//! The Gregorian calendar, also before it was introduced, as in ISO 8601.

/// The days of 400 years.
const DAYS_OF_ERA: u32 = 146_097;

/// The days from 1 March 0000 to the start of 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

/// Returns `true` if there is such a day; month and day count from 1.
pub(crate) fn exists(year: i16, month: i16, day: i16) -> bool {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap_year => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// Returns the days since the start of 1970; `None` if the date does not exist. The calculation
/// starts years in March, so that the day of a leap year is the last one.
pub(super) fn days(year: i16, month: i16, day: i16) -> Option<i64> {
    if !exists(year, month, day) {
        return None;
    }
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * i64::from(DAYS_OF_ERA) + days - DAYS_BEFORE_1970)
}

/// Returns year, month and day of the days since the start of 1970, for the years 0000 to 9999. The
/// calculation starts an era early, so that no number is negative. The divisions
/// are those of Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms".
pub(super) fn date(days: i64) -> (u32, u32, u32) {
    /// 2³² / 1461: a product with it has the quotient by the days of four years in its upper half.
    const INVERSE: u32 = 2_939_745;
    let days = days + DAYS_BEFORE_1970 + i64::from(DAYS_OF_ERA);
    let quarters = 4 * u32::try_from(days).unwrap_or_default() + 3;
    let (century, of_century) = (quarters / DAYS_OF_ERA, (quarters % DAYS_OF_ERA) | 3);
    let product = u64::from(of_century) * u64::from(INVERSE);
    let [year, of_year] =
        [product >> 32, product % (1 << 32)].map(|half| u32::try_from(half).unwrap_or_default());
    let (year, of_year) = (100 * century + year, of_year / INVERSE / 4);
    // Months of 30.57 days from March on, in units of 2⁻¹⁶.
    let months = 2_141 * of_year + 197_913;
    let (month, day) = (months >> 16, months % (1 << 16) / 2_141 + 1);
    if month > 12 {
        return ((year + 1).saturating_sub(400), month - 12, day);
    }
    (year.saturating_sub(400), month, day)
}

#[cfg(test)]
mod tests {
    use super::{date, days, exists};

    /// The calendar has 3,652,425 days in 10,000 years; each follows the one before.
    #[test]
    fn every_day_follows_the_one_before() {
        let first = days(0, 1, 1).unwrap();
        let mut next = first;
        for year in 0..=9999 {
            for month in 1..=12 {
                for day in (1..=31).filter(|day| exists(year, month, *day)) {
                    assert_eq!(days(year, month, day), Some(next));
                    let (shown_year, shown_month, shown_day) = date(next);
                    let shown = [shown_year, shown_month, shown_day].map(i16::try_from);
                    assert_eq!(shown, [Ok(year), Ok(month), Ok(day)]);
                    next += 1;
                }
            }
        }
        assert_eq!(next - first, 25 * 146_097);
        assert_eq!(date(0), (1970, 1, 1));
    }

    #[test]
    fn other_days_do_not_exist() {
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 2, 30),
            (2024, 4, 31),
            (2024, 0, 1),
            (2024, 13, 1),
            (2024, 1, 0),
            (2024, 1, 32),
            (2024, -1, -1),
        ] {
            assert!(!exists(year, month, day), "{year}-{month}-{day}");
            assert_eq!(days(year, month, day), None);
        }
        assert!(exists(2000, 2, 29) && exists(0, 2, 29) && exists(2024, 12, 31));
    }
}
