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
fn notices(hours: u16) -> impl Iterator<Item = Vec<u8>> {
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

/// The half-hours there are to look at: of the days, and of one on either side, for zones.
const HALF_HOURS: usize = 48 * (DAYS as usize + 2);
/// The most slots one person can have: three lengths of each half-hour.
pub const SLOTS: usize = LENGTHS.len() * HALF_HOURS;
/// The most items one person can bring to a comparison: slots, half-hours that disturb nobody, and hours of notice.
pub const ROOM: usize = SLOTS + HALF_HOURS + NOTICES.len();

/// The bytes of a half-hour that disturbs somebody little, where two sets are compared.
fn calm(half_hour: i64) -> Vec<u8> {
    [b"calm".as_slice(), &half_hour.to_be_bytes()].concat()
}

/// Whether a slot begins when it disturbs neither of two, of what both said yes to.
fn is_calm(slot: &Slot, common: &[Vec<u8>]) -> bool {
    common.contains(&calm(slot.half_hour))
}

impl Wishes<'_> {
    /// The bytes of what is compared: the slots that suit, those half-hours of them that lie outside working hours where
    /// one is, and the hours of notice that are enough.
    pub fn items(&self, notice: u16) -> Vec<Vec<u8>> {
        let slots = self.slots();
        let begins: BTreeSet<i64> = slots.iter().map(|slot| slot.half_hour).collect();
        let calmly = begins.into_iter().filter(|half| !self.disturbs(*half)).map(calm);
        slots.iter().map(|slot| slot.bytes().to_vec()).chain(calmly).chain(notices(notice)).collect()
    }

    /// It begins within what for many are working hours, where one is.
    fn disturbs(&self, half_hour: i64) -> bool {
        let at = half_hour.saturating_mul(HALF_HOUR);
        let stamp = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let local: DateTime = self.zone.to_datetime(stamp);
        let weekend = matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && (9..17).contains(&local.hour())
    }

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

/// Of one's own slots, the few to choose from that suit both, by what both said yes to: one a day and the longest of it
/// where there are enough days; times outside the working hours of both first, then the soonest.
pub fn choose(own: &[Slot], common: &[Vec<u8>], earliest: Instant, zone: &TimeZone) -> Vec<Slot> {
    let both: BTreeSet<&[u8]> = common.iter().map(Vec::as_slice).collect();
    let suits = |slot: &Slot| slot.starts() >= earliest && both.contains(slot.bytes().as_slice());
    let mut left: Vec<Slot> = own.iter().copied().filter(suits).collect();
    let disturbs = |slot: &Slot| !is_calm(slot, common);
    left.sort_by_key(|slot| (disturbs(slot), std::cmp::Reverse(slot.minutes), slot.half_hour));
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
    found.sort_by_key(|slot| (disturbs(slot), slot.half_hour));
    found.truncate(MOST);
    found
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
mod tests;
