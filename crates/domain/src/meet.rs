//! Finding a time: what suits one person, as half-hours; what suits both, as a few times to choose from.
//!
//! Invariant: of two people's half-hours nothing leaves here but at most [`MOST`] times that suit both.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Day, Instant};

/// Milliseconds of half an hour.
const HALF_HOUR: i64 = 30 * 60_000;
/// How many days ahead one looks.
pub const DAYS: i32 = 14;
/// The lengths a time may have, in minutes, shortest first.
pub const LENGTHS: [u16; 3] = [30, 60, 120];
/// The most times that are found at once.
pub const MOST: usize = 5;
/// Below this many days with a time, a day may give two.
const FEW: usize = 3;

/// A part of a day that one can tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Nine to noon.
    Morning,
    /// Noon to half past one.
    Lunch,
    /// Two to six.
    Afternoon,
    /// Half past six to ten.
    Evening,
}
crate::checkin::spelled!(Part {
    Morning = "morning",
    Lunch = "lunch",
    Afternoon = "afternoon",
    Evening = "evening",
});

impl Part {
    /// From which minute after midnight to which.
    pub fn minutes(self) -> (u16, u16) {
        match self {
            Part::Morning => (9 * 60, 12 * 60),
            Part::Lunch => (12 * 60, 13 * 60 + 30),
            Part::Afternoon => (14 * 60, 18 * 60),
            Part::Evening => (18 * 60 + 30, 22 * 60),
        }
    }
}

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// Its beginning.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
}

/// Hours of notice as two people compare them: whoever wants fewer says yes to more of them.
pub const NOTICES: [u16; 8] = [0, 3, 6, 12, 24, 48, 96, 168];

/// The bytes of the notices that are long enough for somebody who wants so many hours.
pub fn notices(hours: u16) -> impl Iterator<Item = Vec<u8>> {
    let enough = NOTICES.into_iter().filter(move |notice| *notice >= hours);
    enough.map(|notice| [b"notice".as_slice(), &notice.to_be_bytes()].concat())
}

/// The hours of notice that are enough for both, of what both said yes to; the longest, where nothing tells.
pub fn notice_for_both(common: &[Vec<u8>]) -> u16 {
    let said = |notice: &u16| common.contains(&[b"notice".as_slice(), &notice.to_be_bytes()].concat());
    NOTICES.into_iter().find(said).unwrap_or(168)
}

/// What one person says of the coming two weeks.
pub struct Wishes<'a> {
    /// The parts of days that suit.
    pub ticks: &'a [(Day, Part)],
    /// When one is busy.
    pub busy: &'a [Stretch],
    /// Nothing begins before this.
    pub earliest: Instant,
    /// When one gets up, in minutes after midnight.
    pub rises: u16,
    /// When one goes to bed, in minutes after midnight.
    pub sleeps: u16,
    /// Where one is.
    pub zone: &'a TimeZone,
    /// The shortest time that is worth it, in minutes.
    pub least: u16,
}

/// A time of some length; what both sides of a gate are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    /// The half-hour it begins with, counted from 1970 UTC.
    #[serde(rename = "h")]
    pub half_hour: i64,
    /// Its length in minutes, one of [`LENGTHS`].
    #[serde(rename = "m")]
    pub minutes: u16,
}

impl Slot {
    /// When it begins.
    pub fn starts(self) -> Instant {
        Instant(self.half_hour.saturating_mul(HALF_HOUR))
    }

    /// When it ends.
    pub fn ends(self) -> Instant {
        Instant(self.starts().0.saturating_add(i64::from(self.minutes) * 60_000))
    }

    /// The bytes that stand for it where two sets are compared.
    pub fn bytes(self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let all = self.half_hour.to_be_bytes().into_iter().chain(self.minutes.to_be_bytes());
        for (to, from) in bytes.iter_mut().zip(all) {
            *to = from;
        }
        bytes
    }
}

/// The most slots one person can have: three lengths of each half-hour of the days looked at, and of one on either
/// side, for zones.
pub const SLOTS: usize = LENGTHS.len() * 48 * (DAYS as usize + 2);

impl Wishes<'_> {
    /// The slots that suit.
    pub fn slots(&self) -> Vec<Slot> {
        let free = self.half_hours();
        let lengths = LENGTHS.into_iter().filter(|minutes| *minutes >= self.least);
        let mut slots = Vec::new();
        for minutes in lengths {
            let halves = i64::from(minutes / 30);
            let whole = |from: &&i64| (**from..**from + halves).all(|half| free.contains(&half));
            slots.extend(free.iter().filter(whole).map(|half_hour| Slot { half_hour: *half_hour, minutes }));
        }
        slots
    }

    /// The half-hours that suit: within what was ticked, awake, not busy, not too soon.
    fn half_hours(&self) -> BTreeSet<i64> {
        let mut free = BTreeSet::new();
        let days: BTreeSet<_> = self.ticks.iter().collect();
        for (day, part) in days.into_iter().take(DAYS as usize * Part::ALL.len()) {
            let (from, to) = part.minutes();
            let (from, to) = (from.max(self.rises), to.min(self.bedtime()));
            if from >= to {
                continue;
            }
            let (from, to) = (day.moment(from, self.zone), day.moment(to, self.zone));
            let from = from.0.max(self.earliest.0);
            let first = from.saturating_add(HALF_HOUR - 1).div_euclid(HALF_HOUR);
            let last = to.0.div_euclid(HALF_HOUR);
            free.extend((first..last).filter(|half| !self.is_busy(*half)));
        }
        free
    }

    /// Whoever goes to bed after midnight is awake all evening.
    fn bedtime(&self) -> u16 {
        if self.sleeps <= self.rises { 24 * 60 } else { self.sleeps }
    }

    fn is_busy(&self, half: i64) -> bool {
        let (from, to) = (half.saturating_mul(HALF_HOUR), half.saturating_add(1).saturating_mul(HALF_HOUR));
        self.busy.iter().any(|busy| busy.from.0 < to && busy.to.0 > from)
    }
}

/// Of the slots that suit both, the few to choose from: one a day and the longest of it where there are enough days;
/// times outside working hours first, then the soonest.
pub fn choose(common: &[Slot], earliest: Instant, zone: &TimeZone) -> Vec<Slot> {
    let mut left: Vec<Slot> = common.iter().copied().filter(|slot| slot.starts() >= earliest).collect();
    left.sort_by_key(|slot| (disturbs(*slot, zone), std::cmp::Reverse(slot.minutes), slot.half_hour));
    let mut found: Vec<Slot> = Vec::new();
    let day = |slot: &Slot| slot.starts().day_in(zone);
    let days: BTreeSet<Day> = left.iter().map(day).collect();
    for day_wanted in &days {
        found.extend(left.iter().find(|slot| day(slot) == *day_wanted));
    }
    if days.len() < FEW {
        for slot in &left {
            let apart = |other: &Slot| slot.ends() <= other.starts() || other.ends() <= slot.starts();
            if found.len() < FEW && found.iter().all(apart) {
                found.push(*slot);
            }
        }
    }
    found.sort_by_key(|slot| (disturbs(*slot, zone), slot.half_hour));
    found.truncate(MOST);
    found
}

/// It begins within what for many are working hours.
fn disturbs(slot: Slot, zone: &TimeZone) -> bool {
    let stamp = Timestamp::from_millisecond(slot.starts().0).unwrap_or(Timestamp::UNIX_EPOCH);
    let local: DateTime = zone.to_datetime(stamp);
    let weekend = matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && (9..17).contains(&local.hour())
}

/// The times that were found, until others are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Which search, from 0.
    pub round: u32,
    /// When.
    pub at: Instant,
    /// At most [`MOST`]; none, when nothing suited both.
    pub slots: Vec<Slot>,
}

/// Milliseconds after a search before which the next one cannot begin, whatever the date.
const REST: i64 = 12 * 3_600_000;

impl Found {
    /// From when the two may search anew: on a later day, and never the same evening. What one can learn of the other's
    /// days is one list a day.
    pub fn again(&self) -> Instant {
        let tomorrow = self.at.day_in(&TimeZone::UTC).plus(1).moment(0, &TimeZone::UTC);
        tomorrow.max(Instant(self.at.0.saturating_add(REST)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// 2026-11-23, a Monday.
    const MONDAY: Day = Day(20_780);

    fn wishes<'a>(ticks: &'a [(Day, Part)], busy: &'a [Stretch], zone: &'a TimeZone) -> Wishes<'a> {
        Wishes { ticks, busy, earliest: Instant(0), rises: 7 * 60, sleeps: 22 * 60, zone, least: 60 }
    }

    fn at(day: Day, minute: u16) -> Instant {
        day.moment(minute, &TimeZone::UTC)
    }

    fn times(slots: &[Slot]) -> Vec<String> {
        let time = |slot: &Slot| Timestamp::from_millisecond(slot.starts().0).unwrap().to_string();
        slots.iter().map(|slot| format!("{} {}", time(slot), slot.minutes)).collect()
    }

    #[test]
    fn what_is_busy_is_left_out_and_only_whole_stretches_count() {
        let ticks = [(MONDAY, Part::Evening)];
        let busy = [Stretch { from: at(MONDAY, 19 * 60 + 45), to: at(MONDAY, 20 * 60 + 10) }];
        let slots = wishes(&ticks, &busy, &TimeZone::UTC).slots();
        let hours = ["2026-11-23T18:30:00Z 60", "2026-11-23T20:30:00Z 60", "2026-11-23T21:00:00Z 60"];
        assert_eq!(times(&slots), hours);
    }

    #[test]
    fn nobody_is_kept_from_sleep_or_asked_at_once() {
        let ticks = [(MONDAY, Part::Evening), (MONDAY, Part::Morning)];
        let zone = TimeZone::UTC;
        let mut early = wishes(&ticks, &[], &zone);
        (early.sleeps, early.rises, early.least) = (20 * 60, 10 * 60 + 30, 30);
        early.earliest = Instant(at(MONDAY, 11 * 60).0 + 1);
        let halves: Vec<_> = early.slots().into_iter().filter(|slot| slot.minutes == 30).collect();
        let expected = [
            "2026-11-23T11:30:00Z 30",
            "2026-11-23T18:30:00Z 30",
            "2026-11-23T19:00:00Z 30",
            "2026-11-23T19:30:00Z 30",
        ];
        assert_eq!(times(&halves), expected);
        early.sleeps = 60;
        assert!(early.slots().iter().any(|slot| slot.ends() == at(MONDAY, 22 * 60)), "to bed after midnight");
    }

    #[test]
    fn two_zones_meet_on_the_same_half_hours() {
        let (berlin, york) = (TimeZone::fixed(jiff::tz::offset(1)), TimeZone::fixed(jiff::tz::offset(-5)));
        let evening = [(MONDAY, Part::Evening)];
        let noon = [(MONDAY, Part::Lunch), (MONDAY, Part::Afternoon)];
        let a: BTreeSet<_> = wishes(&evening, &[], &berlin).slots().into_iter().collect();
        let b: BTreeSet<_> = wishes(&noon, &[], &york).slots().into_iter().collect();
        let common: Vec<_> = a.intersection(&b).copied().collect();
        assert_eq!(
            times(&common),
            [
                "2026-11-23T17:30:00Z 60",
                "2026-11-23T19:00:00Z 60",
                "2026-11-23T19:00:00Z 120",
                "2026-11-23T19:30:00Z 60",
                "2026-11-23T20:00:00Z 60",
            ]
        );
    }

    #[test]
    fn evenings_come_before_working_hours_and_each_day_gives_its_longest() {
        let ticks = [
            (MONDAY, Part::Lunch),
            (MONDAY.plus(1), Part::Evening),
            (MONDAY.plus(5), Part::Morning),
            (MONDAY.plus(2), Part::Evening),
        ];
        let slots = wishes(&ticks, &[], &TimeZone::UTC).slots();
        let found = choose(&slots, Instant(0), &TimeZone::UTC);
        let expected = [
            "2026-11-24T18:30:00Z 120",
            "2026-11-25T18:30:00Z 120",
            "2026-11-28T09:00:00Z 120",
            "2026-11-23T12:00:00Z 60",
        ];
        assert_eq!(times(&found), expected);
    }

    #[test]
    fn the_next_search_is_on_a_later_day_and_never_the_same_evening() {
        let found = |at| Found { round: 0, at, slots: Vec::new() };
        assert_eq!(found(at(MONDAY, 8 * 60)).again(), at(MONDAY.plus(1), 0));
        assert_eq!(found(at(MONDAY, 23 * 60)).again(), at(MONDAY.plus(1), 11 * 60));
    }

    #[test]
    fn whoever_wants_more_notice_gets_it() {
        let common = |a: u16, b: u16| -> Vec<Vec<u8>> {
            let theirs: Vec<_> = notices(b).collect();
            notices(a).filter(|notice| theirs.contains(notice)).collect()
        };
        for (a, b, both) in [(0, 0, 0), (0, 24, 24), (13, 2, 24), (168, 0, 168), (5, 6, 6)] {
            assert_eq!(notice_for_both(&common(a, b)), both);
        }
        assert_eq!(notice_for_both(&[]), 168);
    }

    #[test]
    fn one_good_day_gives_more_than_one_time() {
        let ticks = [(MONDAY.plus(5), Part::Morning), (MONDAY.plus(5), Part::Evening)];
        let found = choose(&wishes(&ticks, &[], &TimeZone::UTC).slots(), Instant(0), &TimeZone::UTC);
        assert!(found.len() >= 2);
        assert!(found.windows(2).all(|two| two[0].ends() <= two[1].starts()));
    }

    proptest! {
        #[test]
        fn no_more_than_five_and_each_suits_both(
            mine in vec((0..DAYS, 0..4_usize), 0..40),
            theirs in vec((0..DAYS, 0..4_usize), 0..40),
            busy in vec((0..DAYS * 48, 1..8_i32), 0..20),
        ) {
            let zone = TimeZone::UTC;
            let ticks = |of: Vec<(i32, usize)>| -> Vec<_> {
                of.into_iter().map(|(day, part)| (MONDAY.plus(day), Part::ALL[part])).collect()
            };
            let begins = at(MONDAY, 0).0;
            let busy: Vec<_> = busy.into_iter().map(|(from, long)| {
                let from = begins + i64::from(from) * HALF_HOUR;
                Stretch { from: Instant(from), to: Instant(from + i64::from(long) * HALF_HOUR) }
            }).collect();
            let (mine, theirs) = (ticks(mine), ticks(theirs));
            let a: BTreeSet<_> = wishes(&mine, &busy, &zone).slots().into_iter().collect();
            let b: BTreeSet<_> = wishes(&theirs, &[], &zone).slots().into_iter().collect();
            prop_assert!(a.len() <= SLOTS && b.len() <= SLOTS);
            let common: Vec<_> = a.intersection(&b).copied().collect();
            let found = choose(&common, at(MONDAY, 0), &zone);
            prop_assert!(found.len() <= MOST);
            prop_assert_eq!(found.is_empty(), common.is_empty());
            for slot in found {
                prop_assert!(a.contains(&slot) && b.contains(&slot));
                prop_assert!(busy.iter().all(|busy| busy.from >= slot.ends() || busy.to <= slot.starts()));
            }
        }
    }
}
