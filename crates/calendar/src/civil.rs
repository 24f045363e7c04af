//! Days and seconds of the proleptic Gregorian calendar as plain numbers.
//!
//! A day is counted from 1970-01-01, a local time in seconds from that day's midnight on the clock on the wall. Rules
//! step through thousands of them, so they are integers that cannot overflow within the years anybody writes.

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// The last year that a four-digit date can name.
pub(crate) const LAST_YEAR: i64 = 9999;

/// The first moment of year 0, in local seconds.
pub(crate) const FIRST: i64 = -62_167_219_200;

/// The first day after year 9999, in local seconds: where everything ends.
pub(crate) const END: i64 = 253_402_300_800;

/// A date of the calendar; months and days count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

impl Civil {
    /// The date of a day. The arithmetic is that of a calendar whose years begin in March, where the leap day is last.
    pub(crate) fn of(day: i64) -> Self {
        let shifted = day + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year, month, day: of_year - (153 * from_march + 2) / 5 + 1 }
    }

    /// The day of a date; the inverse of [`Civil::of`].
    pub(crate) fn number(year: i64, month: i64, day: i64) -> i64 {
        let year = if month <= 2 { year - 1 } else { year };
        let year_of_era = year.rem_euclid(400);
        let from_march = if month > 2 { month - 3 } else { month + 9 };
        let of_year = (153 * from_march + 2) / 5 + day - 1;
        let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
        year.div_euclid(400) * 146_097 + of_era - 719_468
    }
}

/// Whether a year has a leap day.
pub(crate) fn leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// The days of a month, which counts from one.
pub(crate) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days of a year.
pub(crate) fn days_in_year(year: i64) -> i64 {
    365 + i64::from(leap(year))
}

/// The day of the week; Monday is 0.
pub(crate) fn weekday(day: i64) -> u32 {
    u32::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// The first day of the week a day lies in, if weeks begin on `first`.
pub(crate) fn week_start(day: i64, first: u32) -> i64 {
    day - (i64::from(weekday(day)) - i64::from(first)).rem_euclid(7)
}

/// The number of the week a day lies in, and how many weeks its week-year has. Week one is the first with at least
/// four days in the year.
pub(crate) fn week_number(day: i64, first: u32) -> (i64, i64) {
    let start = week_start(day, first);
    let year = Civil::of(start + 3).year;
    let one = |year| week_start(Civil::number(year, 1, 4), first);
    ((start - one(year)) / 7 + 1, (one(year + 1) - one(year)) / 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_each_others_inverse() {
        assert_eq!(Civil::number(1970, 1, 1), 0);
        assert_eq!((Civil::number(0, 1, 1) * DAY, Civil::number(10_000, 1, 1) * DAY), (FIRST, END));
        for day in (-719_528..2_932_896).step_by(17) {
            let date = Civil::of(day);
            assert_eq!(Civil::number(date.year, date.month, date.day), day);
            assert!((1..=days_in_month(date.year, date.month)).contains(&date.day));
        }
    }

    #[test]
    fn weeks_are_numbered_as_the_standard_says() {
        // 2027-01-01 is a Friday, in week 53 of 2026; 2025-12-29 is a Monday, in week 1 of 2026.
        assert_eq!(weekday(Civil::number(2027, 1, 1)), 4);
        assert_eq!(week_number(Civil::number(2027, 1, 1), 0), (53, 53));
        assert_eq!(week_number(Civil::number(2025, 12, 29), 0), (1, 53));
    }
}
