//! Rhythms: on which days something recurs. A rhythm knows calendar days only; the time of day and the zone are the
//! ritual's.

use serde::{Deserialize, Serialize};

use crate::Day;

/// Days of the week, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// The days with these numbers, 0 for Monday … 6 for Sunday; others are passed over.
    pub fn of(days: impl IntoIterator<Item = u8>) -> Self {
        Self(days.into_iter().filter(|day| *day < 7).fold(0, |bits, day| bits | 1 << day))
    }

    /// Whether a day of the week is among them.
    pub fn has(self, day: u8) -> bool {
        day < 7 && self.0 & 1 << day != 0
    }

    /// The days, as numbers from 0 for Monday.
    pub fn days(self) -> impl Iterator<Item = u8> {
        (0..7).filter(move |day| self.has(*day))
    }

    /// No day at all.
    pub fn is_empty(self) -> bool {
        self.days().next().is_none()
    }
}

/// The longest cycle of a rota, in days.
pub const LONGEST_CYCLE: u8 = 56;

/// Places of a rota, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Places(u64);

impl Places {
    /// These places; those beyond the longest rota are passed over.
    pub fn of(places: impl IntoIterator<Item = u8>) -> Self {
        Self(
            places
                .into_iter()
                .filter(|place| *place < LONGEST_CYCLE)
                .fold(0, |bits, place| bits | 1 << place),
        )
    }

    /// Whether a place is among them.
    pub fn has(self, place: u8) -> bool {
        place < LONGEST_CYCLE && self.0 & 1 << place != 0
    }

    /// The places, in order.
    pub fn places(self) -> impl Iterator<Item = u8> {
        (0..LONGEST_CYCLE).filter(move |place| self.has(*place))
    }
}

/// On which days something recurs, counted from the day it starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "kebab-case")]
pub enum Rhythm {
    /// Only on its first day.
    Once,
    /// In a rota that repeats every `days` days, on these places of it, counted from 0. Every day is a rota of one.
    Cycle {
        /// Its length, 1 … [`LONGEST_CYCLE`].
        days: u8,
        /// The places.
        on: Places,
    },
    /// Every `n` weeks on these days; weeks begin on Monday.
    Week {
        /// 1 for each week.
        n: u8,
        /// The days.
        on: Weekdays,
    },
    /// On one day of each month; on the last where a month is shorter.
    MonthDay {
        /// 1 … 31.
        day: u8,
    },
    /// On the first, second, third or fourth such weekday of each month, or the last.
    MonthWeekday {
        /// 1 … 4, or −1 for the last.
        nth: i8,
        /// 0 for Monday … 6 for Sunday.
        on: u8,
    },
    /// Once a year; on the last day where the month is shorter.
    Year {
        /// 1 … 12.
        month: u8,
        /// 1 … 31.
        day: u8,
    },
}

impl Rhythm {
    /// Every day.
    pub fn daily() -> Self {
        Rhythm::Cycle { days: 1, on: Places::of([0]) }
    }

    /// Whether it can ever happen, and is of a size that a state keeps.
    pub fn is_sound(&self) -> bool {
        match self {
            Rhythm::Once => true,
            Rhythm::Cycle { days, on } => {
                (1..=LONGEST_CYCLE).contains(days)
                    && on.places().next().is_some()
                    && on.places().all(|place| place < *days)
            }
            Rhythm::Week { n, on } => (1..=52).contains(n) && !on.is_empty(),
            Rhythm::MonthDay { day } => (1..=31).contains(day),
            Rhythm::MonthWeekday { nth, on } => ((1..=4).contains(nth) || *nth == -1) && *on < 7,
            Rhythm::Year { month, day } => (1..=12).contains(month) && (1..=31).contains(day),
        }
    }

    /// The same days counted from another beginning: of a rota the places move along, the rest counts by the calendar.
    pub fn begun_anew(&self, starts: Day, anew: Day) -> Self {
        match self {
            Rhythm::Cycle { days, on } => {
                let shift = anew.since(starts).checked_rem_euclid(i32::from(*days)).unwrap_or(0);
                let back = days.saturating_sub(u8::try_from(shift).unwrap_or(0));
                let moved = |place: u8| place.saturating_add(back).checked_rem(*days);
                Rhythm::Cycle { days: *days, on: Places::of(on.places().filter_map(moved)) }
            }
            _ => self.clone(),
        }
    }

    /// Whether it happens on a day, for something that starts on `starts`.
    pub fn falls_on(&self, starts: Day, day: Day) -> bool {
        if day < starts {
            return false;
        }
        match self {
            Rhythm::Once => day == starts,
            Rhythm::Cycle { days, on } => {
                let place = day.since(starts).checked_rem(i32::from(*days));
                place.and_then(|place| u8::try_from(place).ok()).is_some_and(|place| on.has(place))
            }
            Rhythm::Week { n, on } => {
                let weeks = day.week().0.saturating_sub(starts.week().0);
                on.has(day.weekday()) && weeks.checked_rem(i32::from(*n)) == Some(0)
            }
            Rhythm::MonthDay { day: wanted } => is_day_of_month(day, *wanted),
            Rhythm::MonthWeekday { nth, on } => {
                let date = day.date();
                let left = date.days_in_month().saturating_sub(date.day());
                day.weekday() == *on && if *nth < 0 { left < 7 } else { (date.day() - 1) / 7 + 1 == *nth }
            }
            Rhythm::Year { month, day: wanted } => {
                i8::try_from(*month).is_ok_and(|month| month == day.date().month())
                    && is_day_of_month(day, *wanted)
            }
        }
    }

    /// The days on which it happens from one day to another, both included.
    pub fn days(&self, starts: Day, from: Day, to: Day) -> impl Iterator<Item = Day> {
        (from.0.max(starts.0)..=to.0).map(Day).filter(move |day| self.falls_on(starts, *day))
    }
}

/// A day of the month, or the month's last where it is shorter.
fn is_day_of_month(day: Day, wanted: u8) -> bool {
    let date = day.date();
    let wanted = i8::try_from(wanted).unwrap_or(i8::MAX);
    date.day() == wanted.min(date.days_in_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_date(date(year, month, day))
    }

    fn written(rhythm: &Rhythm, starts: Day, from: Day, to: Day) -> Vec<String> {
        rhythm.days(starts, from, to).map(|day| day.date().to_string()).collect()
    }

    #[test]
    fn every_second_friday_counts_weeks_from_its_first_day() {
        let fridays = Rhythm::Week { n: 2, on: Weekdays::of([4]) };
        let starts = day(2026, 11, 25);
        let days = written(&fridays, starts, day(2026, 11, 1), day(2026, 12, 31));
        assert_eq!(days, ["2026-11-27", "2026-12-11", "2026-12-25"]);
    }

    #[test]
    fn a_rota_of_eight_days_goes_on_over_the_turn_of_the_year() {
        let rota = Rhythm::Cycle { days: 8, on: Places::of([4, 5]) };
        let days = written(&rota, day(2026, 12, 20), day(2026, 12, 20), day(2027, 1, 3));
        assert_eq!(days, ["2026-12-24", "2026-12-25", "2027-01-01", "2027-01-02"]);
    }

    #[test]
    fn a_rota_that_is_counted_from_one_of_its_days_falls_on_the_same_days() {
        let rota = Rhythm::Cycle { days: 8, on: Places::of([4, 5]) };
        let starts = day(2026, 12, 20);
        for anew in rota.days(starts, starts.plus(20), starts.plus(40)) {
            let same = rota.begun_anew(starts, anew);
            let to = anew.plus(60);
            assert_eq!(written(&same, anew, anew, to), written(&rota, starts, anew, to));
        }
        assert_eq!(Rhythm::daily().begun_anew(starts, starts.plus(3)), Rhythm::daily());
    }

    #[test]
    fn the_thirty_first_is_the_last_day_of_a_shorter_month() {
        let last = Rhythm::MonthDay { day: 31 };
        let days = written(&last, day(2027, 1, 1), day(2027, 1, 1), day(2027, 4, 30));
        assert_eq!(days, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
    }

    #[test]
    fn the_first_and_the_last_saturday_of_a_month() {
        let starts = day(2026, 1, 1);
        let first = Rhythm::MonthWeekday { nth: 1, on: 5 };
        let last = Rhythm::MonthWeekday { nth: -1, on: 5 };
        assert_eq!(written(&first, starts, day(2026, 8, 1), day(2026, 8, 31)), ["2026-08-01"]);
        assert_eq!(written(&last, starts, day(2026, 8, 1), day(2026, 8, 31)), ["2026-08-29"]);
    }

    #[test]
    fn the_twenty_ninth_of_february_comes_each_year() {
        let leap = Rhythm::Year { month: 2, day: 29 };
        let days = written(&leap, day(2027, 1, 1), day(2027, 1, 1), day(2028, 12, 31));
        assert_eq!(days, ["2027-02-28", "2028-02-29"]);
    }

    #[test]
    fn what_can_never_happen_is_not_sound() {
        for rhythm in [
            Rhythm::Cycle { days: 0, on: Places::default() },
            Rhythm::Cycle { days: 3, on: Places::of([3]) },
            Rhythm::Week { n: 1, on: Weekdays::default() },
            Rhythm::Week { n: 0, on: Weekdays::WORKING },
            Rhythm::MonthDay { day: 0 },
            Rhythm::MonthWeekday { nth: 5, on: 1 },
            Rhythm::Year { month: 13, day: 1 },
        ] {
            assert!(!rhythm.is_sound(), "{rhythm:?}");
            // And asking for its days does no harm.
            assert!(rhythm.days(Day(0), Day(0), Day(400)).count() <= 401);
        }
    }

    #[test]
    fn what_is_sound_comes_within_a_year() {
        for rhythm in [
            Rhythm::daily(),
            Rhythm::Cycle { days: LONGEST_CYCLE, on: Places::of([LONGEST_CYCLE - 1]) },
            Rhythm::Week { n: 52, on: Weekdays::of([6]) },
            Rhythm::MonthDay { day: 30 },
            Rhythm::MonthWeekday { nth: 4, on: 0 },
            Rhythm::Year { month: 2, day: 29 },
        ] {
            assert!(rhythm.is_sound());
            let starts = day(2026, 3, 1);
            assert!(rhythm.days(starts, starts, starts.plus(371)).next().is_some(), "{rhythm:?}");
        }
    }
}
