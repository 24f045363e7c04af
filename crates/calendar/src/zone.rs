//! A time zone as a table: from when which offset holds.
//!
//! In a gap and in a fold RFC 5545 uses the offset before the change, so one list of local moments, each the first on
//! which the new offset counts, answers every question about a local time.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::civil::{Civil, DAY};

/// Changes of offset looked at around the stretch that is asked for.
const CHANGES: usize = 2_000;

/// How far around that stretch the table reaches, in seconds.
const MARGIN: i64 = 400 * DAY;

/// From when an offset holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    /// The moment, in seconds since 1970 UTC.
    at: i64,
    /// The first local second to which the offset applies.
    local: i64,
    /// Seconds east of Greenwich.
    offset: i64,
}

/// A time zone around some stretch of time.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// The offset before the first change.
    first: i64,
    changes: Vec<Change>,
    /// What knows of times outside the table, and the stretch inside it in UTC.
    wide: Option<(TimeZone, i64, i64)>,
}

impl Zone {
    /// UTC.
    pub(crate) fn utc() -> Self {
        Self { first: 0, changes: Vec::new(), wide: None }
    }

    /// A zone of the database, around a stretch of seconds in UTC.
    pub(crate) fn around(zone: &TimeZone, from: i64, to: i64) -> Self {
        let (from, to) = (from.saturating_sub(MARGIN), to.saturating_add(MARGIN));
        let begin = stamp(from);
        let first = i64::from(zone.to_offset(begin).seconds());
        let following = zone.following(begin).take(CHANGES + 1);
        let known =
            following.map(|change| (change.timestamp().as_second(), i64::from(change.offset().seconds())));
        let mut known: Vec<_> = known.take_while(|(at, _)| *at < to).collect();
        // Where there are more changes than that, the table ends with the last one it has.
        let to = if known.len() > CHANGES { known.pop().map_or(to, |(at, _)| at) } else { to };
        Self { wide: Some((zone.clone(), from, to)), ..Self::of_changes(first, known) }
    }

    /// A zone that changes its offset at some moments, which are in order.
    pub(crate) fn of_changes(first: i64, known: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let (mut changes, mut before) = (Vec::<Change>::new(), first);
        for (at, offset) in known {
            // Local moments are kept in order even where a file's changes follow each other by less than they jump.
            let local = (at + offset.max(before)).max(changes.last().map_or(i64::MIN, |last| last.local));
            changes.push(Change { at, local, offset });
            before = offset;
        }
        Self { first, changes, wide: None }
    }

    /// The moment of a local time, in seconds since 1970 UTC.
    pub(crate) fn to_utc(&self, local: i64) -> i64 {
        if let Some((zone, from, to)) = &self.wide
            && !(from + DAY..to - DAY).contains(&local)
        {
            return wide_to_utc(zone, local).unwrap_or(local);
        }
        local - self.nth_offset(self.changes.partition_point(|change| change.local <= local))
    }

    /// The local time at a moment.
    pub(crate) fn to_local(&self, utc: i64) -> i64 {
        if let Some((zone, from, to)) = &self.wide
            && !(*from..*to).contains(&utc)
        {
            return utc + i64::from(zone.to_offset(stamp(utc)).seconds());
        }
        utc + self.nth_offset(self.changes.partition_point(|change| change.at <= utc))
    }

    fn nth_offset(&self, passed: usize) -> i64 {
        let last = passed.checked_sub(1).and_then(|last| self.changes.get(last));
        last.map_or(self.first, |change| change.offset)
    }
}

/// A moment, or the nearest that there is.
pub(crate) fn stamp(second: i64) -> Timestamp {
    let nearest = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(second).unwrap_or(nearest)
}

fn wide_to_utc(zone: &TimeZone, local: i64) -> Option<i64> {
    let date = Civil::of(local.div_euclid(DAY));
    let date =
        Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()?;
    let second = local.rem_euclid(DAY);
    let part = |number: i64| i8::try_from(number).unwrap_or(0);
    let time = Time::new(part(second / 3_600), part(second / 60 % 60), part(second % 60), 0).ok()?;
    let ambiguous = zone.to_ambiguous_timestamp(DateTime::from_parts(date, time));
    Some(ambiguous.compatible().ok()?.as_second())
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_table_says_what_the_database_says(
            name in prop::sample::select(vec!["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe",
                "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo"]),
            local in 0i64..2_000_000_000, from in 0i64..2_000_000_000,
        ) {
            let zone = TimeZoneDatabase::bundled().get(name).unwrap();
            let table = Zone::around(&zone, from, from + 100 * DAY);
            prop_assert_eq!(table.to_utc(local), wide_to_utc(&zone, local).unwrap());
            let back = table.to_local(local);
            prop_assert_eq!(back - local, i64::from(zone.to_offset(stamp(local)).seconds()));
        }
    }

    #[test]
    fn far_away_times_do_no_harm() {
        let zone = TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap();
        for edge in [i64::MIN / 4, -400_000_000_000, 0, 300_000_000_000, i64::MAX / 4] {
            let table = Zone::around(&zone, edge, edge);
            for local in [-400_000_000_000, 0, 300_000_000_000] {
                let _ = (table.to_utc(local), table.to_local(local));
            }
        }
    }
}
