//! The touch menu: what each welcomes, and what comes out of it.
//!
//! Each marks alone. Once a month, when both have, at most two of what both welcome are drawn, and how many are drawn is
//! chance too. Invariant: whatever shows, or does not, each thing that does not show may still be welcome: no page tells
//! *not now* from *not drawn*. What is drawn shows for two weeks, and all marks lapse with the month.
//!
//! A month is the one by each one's own clock. Two people in two zones are compared only while both are in the same one:
//! in the hours in between, each says what they welcome for a month of their own, and nobody's marks outlive their month.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::talk::shuffle_key;
use crate::{Day, Instant, TouchId};

/// A month, counted from the year 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(pub i32);

impl Month {
    /// The month a day lies in.
    pub fn of(day: Day) -> Self {
        let date = day.date();
        Self(i32::from(date.year()) * 12 + i32::from(date.month()) - 1)
    }

    /// Its first day; far-off months clamp to the first and last day the calendar knows.
    fn first(self) -> Day {
        let year = i16::try_from(self.0.div_euclid(12)).ok();
        let month = i8::try_from(self.0.rem_euclid(12).saturating_add(1)).ok();
        let date = year.zip(month).and_then(|(year, month)| Date::new(year, month, 1).ok());
        Day::from_date(date.unwrap_or(if self.0 < 0 { Date::MIN } else { Date::MAX }))
    }

    /// The moment it is over by the clock of a zone, and all marks with it.
    pub fn ends(self, zone: &TimeZone) -> Instant {
        Self(self.0.saturating_add(1)).first().moment(0, zone)
    }
}

/// What one says about each thing this month. What is in neither list is *not now*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// The month they are for.
    pub month: Month,
    /// *Welcome.*
    pub welcome: Vec<TouchId>,
    /// *Ask first.* It is a note to oneself and never shows to the other.
    pub ask: Vec<TouchId>,
}

/// What was drawn for a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// The month.
    pub month: Month,
    /// The day it was drawn.
    pub on: Day,
    /// What both welcome; at most [`SHOWN`], perhaps none.
    pub items: Vec<TouchId>,
}

/// The most things that show at a time.
pub const SHOWN: usize = 2;
/// How many days they show.
pub const DAYS: i32 = 14;
/// There are never fewer lots than this.
const LOTS: usize = 4;
/// The most things there are to mark; a side of the gate always has as many tokens.
pub const ROOM: usize = 80;

impl Marks {
    /// The marks of a month; those of an earlier one have lapsed.
    pub fn in_month(&self, month: Month) -> Option<&Self> {
        (self.month == month).then_some(self)
    }
}

impl Drawn {
    /// Whether nothing is drawn for a month any more. A clock that is set back opens no month again.
    pub fn settles(&self, month: Month) -> bool {
        self.month >= month
    }

    /// What shows on a day. Where the day it was drawn has not begun yet by one's own clock, it shows all the same: what
    /// the two have in common shows to both at once.
    pub fn shows(&self, today: Day) -> &[TouchId] {
        let since = today.since(self.on);
        if Month::of(today) == self.month && (-1..DAYS).contains(&since) { &self.items } else { &[] }
    }
}

/// The gate in which what two people welcome is compared.
pub fn gate(month: Month) -> String {
    format!("touch/{}", month.0)
}

/// Draws from what both welcome. How many lots are drawn comes first, whatever there is: none, one or two, each as likely.
/// As long as the two have little in common, blanks lie among the lots: whoever welcomes a single thing, to find out about
/// it, mostly draws a blank although it is welcome.
pub fn draw(common: &[TouchId], chance: u64) -> Vec<TouchId> {
    let many = usize::try_from(shuffle_key(chance, "how many") % 3).unwrap_or(0);
    let common: BTreeSet<&TouchId> = common.iter().collect();
    let blanks = (common.len()..LOTS).map(|n| (shuffle_key(chance, &format!("blank {n}")), None));
    let mut lots: Vec<(u64, Option<&TouchId>)> = blanks.collect();
    lots.extend(common.into_iter().map(|id| (shuffle_key(chance, id.as_str()), Some(id))));
    lots.sort_unstable();
    lots.into_iter().take(many.min(SHOWN)).filter_map(|(_, id)| id.cloned()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::*;

    fn id(n: usize) -> TouchId {
        TouchId(format!("t{n}"))
    }

    #[test]
    fn a_month_is_one_however_long() {
        use jiff::civil::date;
        let month = |y, m, d| Month::of(Day::from_date(date(y, m, d)));
        assert_eq!(month(2026, 2, 1), month(2026, 2, 28));
        assert_eq!(month(2026, 12, 31).0 + 1, month(2027, 1, 1).0);
    }

    #[test]
    fn a_month_ends_at_midnight_by_ones_own_clock() {
        use jiff::civil::date;
        let november = Month::of(Day::from_date(date(2026, 11, 23)));
        for zone in [TimeZone::UTC, TimeZone::fixed(jiff::tz::offset(13))] {
            assert_eq!(november.ends(&zone), Day::from_date(date(2026, 12, 1)).moment(0, &zone));
        }
        for n in [0, 11, 12, 24_323, -13] {
            let month = Month(n);
            assert_eq!(Month::of(month.first()), month);
            assert_eq!(Month::of(month.first().plus(-1)).0, n - 1);
        }
        for far in [i32::MIN, i32::MAX] {
            Month(far).ends(&TimeZone::UTC);
        }
    }

    #[test]
    fn a_month_that_was_drawn_or_is_over_is_settled() {
        let drawn = Drawn { month: Month(5), on: Day(0), items: Vec::new() };
        let settled: Vec<_> = (4..7).map(|month| drawn.settles(Month(month))).collect();
        assert_eq!(settled, [true, true, false]);
    }

    #[test]
    fn what_was_drawn_shows_for_two_weeks_of_its_month() {
        use jiff::civil::date;
        let on = Day::from_date(date(2026, 11, 25));
        let drawn = Drawn { month: Month::of(on), on, items: vec![id(1)] };
        assert_eq!(
            (drawn.shows(on).len(), drawn.shows(on.plus(5)).len(), drawn.shows(on.plus(6)).len()),
            (1, 1, 0)
        );
        assert_eq!((drawn.shows(on.plus(-1)).len(), drawn.shows(on.plus(-2)).len()), (1, 0), "in the west");
        let early = Drawn { on: on.plus(-20), ..drawn };
        assert_eq!((early.shows(on.plus(-7)).len(), early.shows(on.plus(-6)).len()), (1, 0));
    }

    /// Somebody who welcomes nothing but one thing, month after month, to find out about it.
    #[test]
    fn a_single_thing_is_mostly_not_drawn_although_it_is_welcome() {
        let of = |common: &[TouchId]| (0..10_000).filter(|chance| !draw(common, *chance).is_empty()).count();
        assert!((2_300..2_700).contains(&of(&[id(1)])), "{}", of(&[id(1)]));
        let many: Vec<_> = (0..20).map(id).collect();
        assert!((6_500..6_800).contains(&of(&many)), "{}", of(&many));
    }

    proptest! {
        #[test]
        fn at_most_two_and_only_what_both_welcome(common in btree_set(0_usize..60, 0..60), chance: u64) {
            let common: Vec<_> = common.into_iter().map(id).collect();
            let drawn = draw(&common, chance);
            prop_assert!(drawn.len() <= SHOWN && drawn.iter().all(|item| common.contains(item)));
            prop_assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len());
        }

        /// Whoever marks everything *welcome* sees some things and not others. Each that does not show could be welcome:
        /// there is a draw by chance that shows the very same although it is.
        #[test]
        fn what_does_not_show_may_be_welcome(theirs in btree_set(0_usize..20, 0..20), chance: u64, hidden in 0_usize..20) {
            let theirs: Vec<_> = theirs.into_iter().map(id).collect();
            let shown: BTreeSet<_> = draw(&theirs, chance).into_iter().collect();
            let hidden = id(hidden);
            prop_assume!(!shown.contains(&hidden));
            let welcome: Vec<_> = theirs.iter().cloned().chain([hidden]).collect();
            let same = (0..20_000_u64).any(|other| draw(&welcome, other).into_iter().collect::<BTreeSet<_>>() == shown);
            prop_assert!(same, "{shown:?} would tell that something is not welcome");
        }

        /// That something shows says nothing of anything else: the draw of a bigger menu is as likely to show few.
        #[test]
        fn how_many_are_drawn_depends_on_chance_alone(few in LOTS..60, many in LOTS..60, chance: u64) {
            let menu = |size: usize| (0..size).map(id).collect::<Vec<_>>();
            prop_assert_eq!(draw(&menu(few), chance).len(), draw(&menu(many), chance).len());
        }
    }
}
