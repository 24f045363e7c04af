//! Looking back after three, six and twelve months: gains fade where nobody looks at them.
//!
//! Invariant: nothing here is ever late. A look is offered for a while, then it is only there.

use jiff::ToSpan;

use crate::Day;

/// The looks, by months.
pub const LOOKS: [u8; 3] = [3, 6, 12];
/// For so many months after it opened the last one is offered.
const LAST: u8 = 6;

/// The day from which on one can look back over so many months.
pub fn opens(since: Day, months: u8) -> Day {
    let date = since.date().checked_add(i32::from(months).months());
    date.map_or(Day(i32::MAX), Day::from_date)
}

/// The look that may be offered on a day: the newest that has opened, until the next one does. `written` says whether
/// one was written already.
pub fn offered(since: Day, today: Day, written: impl Fn(u8) -> bool) -> Option<u8> {
    let newest = LOOKS.into_iter().rev().find(|months| opens(since, *months) <= today)?;
    let next = LOOKS.into_iter().find(|months| *months > newest).unwrap_or(newest.saturating_add(LAST));
    (today < opens(since, next) && !written(newest)).then_some(newest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_date(date(year, month, day))
    }

    #[test]
    fn a_look_opens_after_whole_months_by_the_calendar() {
        assert_eq!(opens(day(2026, 1, 15), 3), day(2026, 4, 15));
        assert_eq!(opens(day(2026, 11, 30), 3), day(2027, 2, 28));
        assert_eq!(opens(Day(i32::MAX), 3), Day(i32::MAX));
    }

    #[test]
    fn the_newest_is_offered_until_the_next_one_opens_and_the_last_for_half_a_year() {
        let since = day(2026, 1, 15);
        let on = |today, written: &[u8]| offered(since, today, |months| written.contains(&months));
        assert_eq!(on(day(2026, 4, 14), &[]), None);
        assert_eq!(on(day(2026, 4, 15), &[]), Some(3));
        assert_eq!(on(day(2026, 4, 16), &[3]), None);
        assert_eq!(on(day(2026, 7, 14), &[]), Some(3));
        assert_eq!(on(day(2026, 7, 15), &[]), Some(6), "what was passed over is not asked for");
        assert_eq!(on(day(2027, 1, 15), &[3, 6]), Some(12));
        assert_eq!(on(day(2027, 7, 14), &[]), Some(12));
        assert_eq!(on(day(2027, 7, 15), &[]), None);
    }
}
