//! Instants, days and weeks. All of them are arguments: the domain has no clock.

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// This moment, some days later.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(86_400_000)))
    }

    /// The date a person in this zone would write.
    pub fn day_in(self, zone: &TimeZone) -> Day {
        let stamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        Day::from_date(zone.to_datetime(stamp).date())
    }
}

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    const EPOCH: Date = Date::constant(1970, 1, 1);

    /// The day of a civil date.
    pub fn from_date(date: Date) -> Self {
        Self(Self::EPOCH.until(date).map_or(0, |span| span.get_days()))
    }

    /// The civil date; far-off days clamp to the first and last one the calendar knows.
    pub fn date(self) -> Date {
        let clamp = if self.0 < 0 { Date::MIN } else { Date::MAX };
        let days = Span::new().try_days(self.0);
        days.and_then(|days| Self::EPOCH.checked_add(days)).unwrap_or(clamp)
    }

    /// A minute of this day by the clock of a zone. One that the clocks leave out comes as much later as they jump; one
    /// that comes twice is the first.
    pub fn moment(self, minute: u16, zone: &TimeZone) -> Instant {
        let (hour, minute) = (i8::try_from(minute / 60), i8::try_from(minute % 60));
        let time = Time::new(hour.unwrap_or(i8::MAX), minute.unwrap_or(0), 0, 0).unwrap_or(Time::MAX);
        let moment = zone.to_timestamp(self.date().to_datetime(time));
        moment.map_or(Instant(i64::MAX), |moment| Instant(moment.as_millisecond()))
    }

    /// The week this day lies in; weeks begin on Monday.
    pub fn week(self) -> Week {
        Week(self.0.saturating_add(3).div_euclid(7))
    }

    /// The day of the week, 0 for Monday … 6 for Sunday.
    pub fn weekday(self) -> u8 {
        u8::try_from(self.since(self.week().monday())).unwrap_or(0)
    }

    /// Days from `earlier` to this one, negative when it is later.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// This day, some days later.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

/// A week, counted from the one of 1970-01-01, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub i32);

impl Week {
    /// The Monday of this week.
    pub fn monday(self) -> Day {
        Day(self.0.saturating_mul(7).saturating_sub(3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let monday = Day::from_date(Date::constant(2026, 11, 23));
        assert_eq!(monday.week().monday(), monday);
        assert_eq!(monday.plus(6).week(), monday.week());
        assert_ne!(monday.plus(7).week(), monday.week());
    }

    #[test]
    fn a_day_and_its_date_are_the_same_thing() {
        for n in [-800_000, -1, 0, 1, 20_000, 800_000] {
            assert_eq!(Day::from_date(Day(n).date()), Day(n));
        }
        assert_eq!((Day(i32::MIN).date(), Day(i32::MAX).date()), (Date::MIN, Date::MAX));
    }

    #[test]
    fn the_day_depends_on_where_one_is() {
        let late = Instant(23 * 3_600_000);
        assert_eq!(late.day_in(&TimeZone::UTC), Day(0));
        assert_eq!(late.day_in(&TimeZone::fixed(jiff::tz::offset(2))), Day(1));
    }
}
