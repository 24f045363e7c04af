//! Repair: a guided way through a disagreement, a hurt or broken trust, over days.
//!
//! Each prepares alone, in sheets of their private space. Between the two there is only what one asked and the other
//! said yes to: a talk about one thing, its time, a pause, what each heard, what they agree, and a day to look again.
//! Invariant: asking binds nobody and lapses in silence; either ends it alone, at any step, without a reason.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::desk::fits;
use crate::event::Meta;
use crate::ritual::LAPSES;
use crate::voice::Voice;
use crate::{AgreementId, Day, Instant, RepairId, RitualId};

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// We see something differently.
    Disagreement,
    /// Something hurt.
    Hurt,
    /// Trust was broken.
    Trust,
}
crate::checkin::spelled!(Kind { Disagreement = "disagreement", Hurt = "hurt", Trust = "trust" });

/// How it is on the day to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Again {
    /// It is better.
    Better,
    /// It is as it was.
    Same,
    /// It is harder.
    Harder,
}
crate::checkin::spelled!(Again { Better = "better", Same = "same", Harder = "harder" });

/// What can happen to a repair, between the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// One asks for a talk about one thing.
    Asked {
        /// What it is.
        kind: Kind,
        /// The one thing, in a line.
        about: String,
        /// The date that is proposed for it, if one is.
        ritual: Option<RitualId>,
    },
    /// Another date is proposed, by either.
    TimeAsked {
        /// The date.
        ritual: RitualId,
    },
    /// The other one says yes to the talk.
    Agreed,
    /// One of them needs a pause, and says when they come back to it.
    Paused {
        /// When.
        until: Instant,
    },
    /// They go on.
    Resumed,
    /// What its author heard the other one say.
    Heard {
        /// In their own words.
        text: String,
    },
    /// What they agree, until the day to look again.
    Settled {
        /// The agreement, which the other one says yes to.
        agreement: AgreementId,
        /// The day.
        look_again: Day,
    },
    /// How it is, by one of them, on the day to look again or after it.
    LookedAgain {
        /// How.
        how: Again,
    },
    /// It ends. No reason is given.
    Ended,
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// A repair, as it stands between the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// What it is about.
    pub kind: Kind,
    /// The one thing, in a line.
    pub about: String,
    /// Who asked.
    pub by: Voice,
    /// When it was asked; once agreed, when that was.
    pub at: Instant,
    /// The other one said yes.
    pub agreed: bool,
    /// The date for it, if one was proposed.
    pub ritual: Option<RitualId>,
    /// It rests until then.
    pub paused: Option<Instant>,
    /// What each heard, as numbers in the log.
    pub heard: [Option<u64>; 2],
    /// What they agree, and the day to look again.
    pub settled: Option<(AgreementId, Day)>,
    /// How each found it when they looked again.
    pub looked: [Option<Again>; 2],
}

/// Where a repair stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// One asked; nothing binds the other.
    Asked,
    /// Nobody said yes in time, and it is gone.
    Lapsed,
    /// It rests, until they come back to it.
    Paused {
        /// When.
        until: Instant,
    },
    /// Turns to speak and to listen, then what each heard.
    Turns,
    /// Something is agreed, until the day to look again.
    Settled {
        /// The day.
        look_again: Day,
    },
    /// The day to look again has come.
    LookAgain,
    /// Both have looked again.
    Done,
}

impl Repair {
    /// Where it stands.
    pub fn stage(&self, now: Instant, today: Day) -> Stage {
        if !self.agreed {
            return if now >= self.at.plus_days(LAPSES) { Stage::Lapsed } else { Stage::Asked };
        }
        if let Some(until) = self.paused.filter(|until| now < *until) {
            return Stage::Paused { until };
        }
        match &self.settled {
            None => Stage::Turns,
            Some(_) if self.looked.iter().all(Option::is_some) => Stage::Done,
            Some((_, look_again)) if today >= *look_again => Stage::LookAgain,
            Some((_, look_again)) => Stage::Settled { look_again: *look_again },
        }
    }
}

/// The most repairs between the two at a time.
pub const MOST: usize = 4;
/// The most bytes of the line that says what it is about.
pub const ABOUT: usize = 360;
/// The longest pause, in days.
pub const PAUSE: i64 = 14;
/// How many days ahead the day to look again may lie.
pub const LOOK_AGAIN: std::ops::RangeInclusive<i32> = 7..=92;

/// Days after which the seven minutes as a friend of both are offered again: three times a year.
pub const FRIEND_AGAIN: i64 = 120;

/// Whether the seven minutes as a friend of both are offered. They are never due, and may be done at any time.
pub fn offers_friend(last: Option<Instant>, now: Instant) -> bool {
    last.is_none_or(|last| last.plus_days(FRIEND_AGAIN) <= now)
}

/// All repairs of two people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Repairs(BTreeMap<RepairId, Repair>);

impl Repairs {
    /// One of them.
    pub fn get(&self, id: &RepairId) -> Option<&Repair> {
        self.0.get(id)
    }

    /// All of them that have not lapsed, by id.
    pub fn all(&self, now: Instant, today: Day) -> impl Iterator<Item = (&RepairId, &Repair)> {
        self.0.iter().filter(move |(_, repair)| repair.stage(now, today) != Stage::Lapsed)
    }

    /// Whether this date is only asked for: nobody has said yes to the talk it is for.
    pub fn only_asks_for(&self, ritual: &RitualId) -> bool {
        self.0.values().any(|repair| !repair.agreed && repair.ritual.as_ref() == Some(ritual))
    }

    /// Whether there is room for one more: what lapsed or is done makes room.
    pub fn have_room(&self, now: Instant, today: Day) -> bool {
        self.0.values().filter(|repair| !repair.is_over(now, today)).count() < MOST
    }

    /// Takes a change in.
    pub(crate) fn apply(&mut self, id: RepairId, change: Change, by: Voice, meta: &Meta) {
        let today = meta.at.day_in(&jiff::tz::TimeZone::UTC);
        match change {
            Change::Asked { kind, about, ritual } => {
                self.0.retain(|_, repair| !repair.is_over(meta.at, today));
                let fits = fits(id.as_str()) && about.len() <= ABOUT;
                if self.0.len() < MOST && fits && !self.0.contains_key(&id) {
                    self.0.insert(id, Repair::asked(kind, about, by, meta.at, ritual));
                }
            }
            Change::Ended => drop(self.0.remove(&id)),
            change => {
                if let Some(repair) = self.0.get_mut(&id) {
                    repair.change(change, by, meta, today);
                }
            }
        }
    }
}

impl Repair {
    fn asked(kind: Kind, about: String, by: Voice, at: Instant, ritual: Option<RitualId>) -> Self {
        let ritual = ritual.filter(|ritual| fits(ritual.as_str()));
        Self {
            kind,
            about,
            by,
            at,
            agreed: false,
            ritual,
            paused: None,
            heard: [None; 2],
            settled: None,
            looked: [None; 2],
        }
    }

    fn is_over(&self, now: Instant, today: Day) -> bool {
        matches!(self.stage(now, today), Stage::Lapsed | Stage::Done)
    }

    fn change(&mut self, change: Change, by: Voice, meta: &Meta, today: Day) {
        match change {
            Change::TimeAsked { ritual } if fits(ritual.as_str()) => self.ritual = Some(ritual),
            // Only the other one can say yes, and only while it is open.
            Change::Agreed if by != self.by && self.stage(meta.at, today) == Stage::Asked => {
                self.agreed = true;
                self.at = meta.at;
            }
            Change::Paused { until } if self.agreed => {
                self.paused = Some(until.min(meta.at.plus_days(PAUSE)));
            }
            Change::Resumed => self.paused = None,
            Change::Heard { .. } if self.agreed && self.settled.is_none() => {
                *by.of_mut(&mut self.heard) = Some(meta.seq);
            }
            // Two who write it down at once: the first counts, and the second finds it there.
            Change::Settled { agreement, look_again }
                if self.agreed && self.settled.is_none() && fits(agreement.as_str()) =>
            {
                self.settled = Some((agreement, look_again));
                self.paused = None;
            }
            Change::LookedAgain { how } if self.settled.is_some() => {
                *by.of_mut(&mut self.looked) = Some(how);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
