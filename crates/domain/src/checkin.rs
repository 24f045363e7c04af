//! The check-in: the four signs, the five causes, and which of pulse, review and checkup would come next.
//!
//! Invariant: nothing is ever due or late here; there is only what would come next, if one likes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Day, Week};

/// One of the four signs of distance. All point the same way: higher is closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// I can tell my partner what is going on in me.
    InnerWorld,
    /// We talk about more than schedules, children and bills.
    DepthOfTalk,
    /// With my partner I feel less alone.
    Company,
    /// The affection between us feels warm.
    Warmth,
}

/// One of the five reasons intimacy fades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Life got busy.
    Busy,
    /// Conflict made distance.
    Conflict,
    /// We stopped being curious.
    Incurious,
    /// We each pulled back in our own way.
    Withdrawal,
    /// The best of us goes elsewhere.
    Elsewhere,
}

/// How much is asked: weekly, every six weeks, every six months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// Four items, under a minute.
    Pulse,
    /// Twelve items.
    Review,
    /// Twelve items, the causes, and a talk about it.
    Checkup,
}

macro_rules! spelled {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// All of them, in the order pages show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The spelling in data files, forms and events.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// Reads [`Self::as_str`]'s spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use spelled;

spelled!(Sign { InnerWorld = "inner-world", DepthOfTalk = "depth-of-talk", Company = "company", Warmth = "warmth" });
spelled!(Cause {
    Busy = "busy",
    Conflict = "conflict",
    Incurious = "incurious",
    Withdrawal = "withdrawal",
    Elsewhere = "elsewhere",
});
spelled!(Set { Pulse = "pulse", Review = "review", Checkup = "checkup" });

/// An answer from 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl Score {
    /// A score, if it lies between 0 and 10.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 10).then_some(Self(value))
    }

    /// Its value, 0 to 10.
    pub fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Score {
    type Error = &'static str;
    fn try_from(value: u8) -> Result<Self, Self::Error> {
        Self::new(value).ok_or("a score lies between 0 and 10")
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> u8 {
        score.0
    }
}

/// How close two circles are drawn: 0 far apart … 6 almost one. A picture, not a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Closeness(u8);

impl Closeness {
    /// A closeness, if it lies between 0 and 6.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 6).then_some(Self(value))
    }

    /// Its value; larger stored values (from a newer version) read as 6.
    pub fn value(self) -> u8 {
        self.0.min(6)
    }
}

/// One check-in as it was given: skipped items are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Item id (`company`, `our-time`, …) to score.
    pub scores: BTreeMap<String, Score>,
    /// The two circles, if they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closeness: Option<Closeness>,
}

/// The four signs of one check-in, kept for the trend.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The day it was given.
    pub day: Day,
    /// In the order of [`Sign::ALL`]; `None` where skipped.
    pub signs: [Option<Score>; 4],
    /// The two circles, if they were drawn.
    pub closeness: Option<Closeness>,
}

impl Point {
    /// The point of a check-in given on a day.
    pub fn of(answers: &Answers, day: Day) -> Self {
        let sign = |sign: Sign| answers.scores.get(sign.as_str()).copied();
        Self {
            day,
            signs: [sign(Sign::InnerWorld), sign(Sign::DepthOfTalk), sign(Sign::Company), sign(Sign::Warmth)],
            closeness: answers.closeness,
        }
    }

    /// The score of one sign.
    pub fn sign(&self, sign: Sign) -> Option<Score> {
        let [inner, depth, company, warmth] = self.signs;
        match sign {
            Sign::InnerWorld => inner,
            Sign::DepthOfTalk => depth,
            Sign::Company => company,
            Sign::Warmth => warmth,
        }
    }

    /// The mean of the signs given, 0–100; `None` when fewer than two were.
    pub fn overall(&self) -> Option<f64> {
        let given: Vec<f64> = self.signs.iter().flatten().map(|score| f64::from(score.value())).collect();
        (given.len() >= 2).then(|| 10.0 * given.iter().sum::<f64>() / given.len() as f64)
    }
}

/// When each set was last given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LastGiven {
    /// The last check-in of any kind.
    pub any: Option<Day>,
    /// The last review or checkup.
    pub review: Option<Day>,
    /// The last checkup.
    pub checkup: Option<Day>,
}

impl LastGiven {
    /// Takes note of a check-in. A checkup counts as a review too, and one from paper may be older than the last.
    pub fn note(&mut self, set: Set, day: Day) {
        let day = Some(day);
        self.any = self.any.max(day);
        if set >= Set::Review {
            self.review = self.review.max(day);
        }
        if set == Set::Checkup {
            self.checkup = self.checkup.max(day);
        }
    }

    /// What would come next: nothing again in the same week; the larger sets six weeks and six months
    /// after the last such one, or after the first check-in of all. The first one is always a pulse.
    pub fn next(&self, today: Day, first: Option<Day>) -> Option<Set> {
        let Some(last) = self.any else { return Some(Set::Pulse) };
        if last.week() >= today.week() {
            return None;
        }
        let since = |day: Option<Day>| day.or(first).map_or(0, |day| today.since(day));
        if since(self.checkup) >= 182 {
            Some(Set::Checkup)
        } else if since(self.review) >= 42 {
            Some(Set::Review)
        } else {
            Some(Set::Pulse)
        }
    }
}

/// So many days back a check-in from paper may lie: eight weeks. What is older is not remembered as it was.
pub const PAPER_DAYS: i32 = 56;

/// A rest of everything shared, until a day, or of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quiet {
    /// The last day of rest.
    pub until: Day,
}

impl Quiet {
    /// Whether it still rests on this day.
    pub fn rests(quiet: Option<Quiet>, today: Day) -> bool {
        quiet.is_some_and(|quiet| quiet.until >= today)
    }
}

/// How long a quiet may be asked to last.
pub const QUIET_WEEKS: [u8; 3] = [1, 4, 13];

/// The weeks since the first check-in, for words like *your sixth week*.
pub fn weeks_between(first: Week, now: Week) -> i32 {
    now.0.saturating_sub(first.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: i32) -> Day {
        Day(20_000 + day)
    }

    #[test]
    fn the_first_check_in_is_a_pulse_and_nothing_follows_in_the_same_week() {
        let mut last = LastGiven::default();
        assert_eq!(last.next(on(0), None), Some(Set::Pulse));
        last.note(Set::Pulse, on(0));
        assert_eq!(last.next(on(0), Some(on(0))), None);
        assert_eq!(last.next(on(7), Some(on(0))), Some(Set::Pulse));
    }

    #[test]
    fn reviews_come_after_six_weeks_and_checkups_after_six_months() {
        let mut last = LastGiven::default();
        last.note(Set::Pulse, on(0));
        assert_eq!(last.next(on(43), Some(on(0))), Some(Set::Review));
        last.note(Set::Review, on(43));
        assert_eq!(last.next(on(50), Some(on(0))), Some(Set::Pulse));
        assert_eq!(last.next(on(190), Some(on(0))), Some(Set::Checkup));
        last.note(Set::Checkup, on(190));
        assert_eq!(last.next(on(200), Some(on(0))), Some(Set::Pulse));
    }

    #[test]
    fn one_from_paper_does_not_make_the_last_one_older() {
        let mut last = LastGiven::default();
        last.note(Set::Review, on(20));
        last.note(Set::Checkup, on(3));
        assert_eq!(last, LastGiven { any: Some(on(20)), review: Some(on(20)), checkup: Some(on(3)) });
    }

    #[test]
    fn a_score_outside_zero_to_ten_cannot_be_made_or_read() {
        assert!(Score::new(11).is_none());
        let mut bytes = Vec::new();
        ciborium::into_writer(&11u8, &mut bytes).unwrap();
        assert!(ciborium::from_reader::<Score, _>(bytes.as_slice()).is_err());
    }
}
