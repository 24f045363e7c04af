//! When two people are free at once.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::civil::DAY;
use crate::interval::{Interval, intersect, merge, subtract};
use crate::zone::stamp;

/// The time of day that is of interest, on the clock on the wall; it may cross midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Daily {
    /// Minutes from midnight, below a day.
    start: i64,
    /// Minutes from the same midnight, later than `start` and at most a day later.
    end: i64,
}

/// Why some text is no time of day. Its display is a sentence without a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadDaily;

impl fmt::Display for BadDaily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time of day is written 18:00-22:00; it may cross midnight, and may end at 24:00")
    }
}

impl std::error::Error for BadDaily {}

impl Daily {
    /// From one time of day to the next time another one comes, in minutes from midnight; the second may be 1,440.
    pub fn new(start: u16, end: u16) -> Result<Self, BadDaily> {
        if start >= 1_440 || end > 1_440 || start == end {
            return Err(BadDaily);
        }
        let (start, end) = (i64::from(start), i64::from(end));
        Ok(Self { start, end: if end > start { end } else { end + 1_440 } })
    }

    /// The stretches of time within another one at which the clock shows this time of day, in order.
    ///
    /// Where clocks are changed, every moment counts by what they show: an hour that is left out is in none, one that
    /// comes twice is in twice.
    fn within(self, zone: &TimeZone, stretch: Interval) -> Vec<Interval> {
        let (begin, end) = (stretch.start(), stretch.end());
        let mut found = Vec::new();
        let mut since = begin;
        let mut offset = i64::from(zone.to_offset(begin).seconds());
        let changes = zone.following(begin).take_while(|change| change.timestamp() < end);
        let changes = changes.map(|change| (change.timestamp(), i64::from(change.offset().seconds())));
        for (until, next) in changes.chain([(end, 0)]) {
            if let Some(span) = Interval::new(since, until) {
                self.at(offset, span, &mut found);
            }
            (since, offset) = (until, next);
        }
        merge(found)
    }

    /// The same where the clock is always as far from UTC, in seconds.
    fn at(self, offset: i64, span: Interval, found: &mut Vec<Interval>) {
        let day = |moment: Timestamp| (moment.as_second() + offset).div_euclid(DAY);
        // Yesterday's may reach into today.
        for day in day(span.start()) - 1..=day(span.end()) {
            let moment = |minutes: i64| stamp(day * DAY + minutes * 60 - offset);
            let daily = Interval::new(moment(self.start), moment(self.end));
            found.extend(daily.and_then(|daily| daily.common(span)));
        }
    }
}

impl FromStr for Daily {
    type Err = BadDaily;

    /// Reads `18:00-22:00`.
    fn from_str(text: &str) -> Result<Self, BadDaily> {
        let (start, end) = text.split_once('-').ok_or(BadDaily)?;
        Self::new(minutes(start.trim())?, minutes(end.trim())?)
    }
}

/// Minutes from midnight of `18:30`.
fn minutes(text: &str) -> Result<u16, BadDaily> {
    let (hour, minute) = text.split_once(':').ok_or(BadDaily)?;
    let number = |text: &str| match text.as_bytes() {
        [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] => text.parse::<u16>().map_err(|_| BadDaily),
        _ => Err(BadDaily),
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    if minute.min(59) == minute && hour <= 24 { Ok(hour * 60 + minute) } else { Err(BadDaily) }
}

/// Every stretch of at least so many minutes in which neither of two people is busy, within a stretch of time and a
/// time of day in a zone. Both lists are in order, as [`crate::busy`] and [`merge`] give them.
pub fn free(
    a: &[Interval],
    b: &[Interval],
    daily: Daily,
    zone: &TimeZone,
    within: Interval,
    minutes: u32,
) -> Vec<Interval> {
    let wanted = daily.within(zone, within);
    let neither = intersect(&subtract(&wanted, a), &subtract(&wanted, b));
    let enough = |one: &Interval| one.seconds() >= i64::from(minutes) * 60;
    neither.into_iter().filter(enough).collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;
    use proptest::prelude::*;

    use super::*;

    fn between(start: &str, end: &str) -> Interval {
        Interval::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
    }

    fn berlin() -> TimeZone {
        TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap()
    }

    fn told(list: &[Interval]) -> Vec<String> {
        list.iter().map(|one| format!("{}/{}", one.start(), one.end())).collect()
    }

    #[test]
    fn an_evening_is_what_both_leave_of_it() {
        let daily = "18:00-22:00".parse().unwrap();
        let a = [between("2026-10-01T16:00:00Z", "2026-10-01T17:00:00Z")];
        let b = [between("2026-10-01T18:30:00Z", "2026-10-01T19:15:00Z")];
        let within = between("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
        let found = free(&a, &b, daily, &berlin(), within, 60);
        assert_eq!(told(&found), ["2026-10-01T17:00:00Z/2026-10-01T18:30:00Z"]);
    }

    #[test]
    fn a_night_counts_what_the_clocks_show() {
        // In the night to 2026-03-29 the hour from two to three is left out, in that to 2026-10-25 it comes twice.
        let night = |daily: &str, within| {
            let found = free(&[], &[], daily.parse().unwrap(), &berlin(), within, 1);
            told(&found)
        };
        let spring = between("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
        assert_eq!(night("22:00-04:00", spring), ["2026-03-28T21:00:00Z/2026-03-29T02:00:00Z"]);
        assert_eq!(night("02:15-02:45", spring), [""; 0]);
        assert_eq!(night("01:30-02:30", spring), ["2026-03-29T00:30:00Z/2026-03-29T01:00:00Z"]);
        let autumn = between("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
        let twice =
            ["2026-10-25T00:15:00Z/2026-10-25T00:45:00Z", "2026-10-25T01:15:00Z/2026-10-25T01:45:00Z"];
        assert_eq!(night("02:15-02:45", autumn), twice);
    }

    #[test]
    fn whole_days_join_and_nonsense_is_refused() {
        let within = between("2026-10-01T10:00:00Z", "2026-10-04T10:00:00Z");
        let all = free(&[], &[], "00:00-24:00".parse().unwrap(), &berlin(), within, 60);
        assert_eq!(all, [within]);
        for text in [
            "",
            "18:00",
            "18:00-18:00",
            "24:00-02:00",
            "18:00-24:01",
            "18:60-20:00",
            "1800-2200",
            "+1:00-2:00",
        ] {
            assert_eq!(text.parse::<Daily>(), Err(BadDaily), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nobody_is_busy_when_both_are_free(
            a in prop::collection::vec((0i64..400, 1i64..90), 0..12), b in prop::collection::vec((0i64..400, 1i64..90), 0..12),
            start in 0u16..1440, length in 1u16..1440, least in 1u32..200, begin in 1_790_000_000i64..1_800_000_000,
        ) {
            let list = |list: Vec<(i64, i64)>| merge(list.into_iter().filter_map(|(at, long)| {
                Interval::new(stamp(begin + at * 900), stamp(begin + (at + long) * 900))
            }).collect());
            let (a, b) = (list(a), list(b));
            let within = Interval::new(stamp(begin), stamp(begin + 90 * 3_600)).unwrap();
            let daily = Daily::new(start, (start + length) % 1_440).unwrap();
            let found = free(&a, &b, daily, &berlin(), within, least);
            prop_assert!(intersect(&found, &a).is_empty() && intersect(&found, &b).is_empty());
            for one in &found {
                prop_assert!(one.seconds() >= i64::from(least) * 60 && one.common(within) == Some(*one));
            }
            // With one minute as the least, whatever is left out is busy or outside of the time of day.
            let all = free(&a, &b, daily, &berlin(), within, 0);
            let rest = subtract(&daily.within(&berlin(), within), &all);
            prop_assert!(subtract(&subtract(&rest, &a), &b).is_empty());
        }
    }
}
