//! The plan: at most three practices for a week, chosen by rules a person can read.
//!
//! The rules are in `rules`, one function each; `why` gives points and reasons; `choose` puts a week together.
//!
//! Invariant: a reason is made only of what the person said themselves. No reason can be made from
//! `careful`, and nothing here knows anything of the partner.

use std::collections::BTreeMap;

use crate::checkin::{Cause, Point, Sign, spelled};
use crate::desk::Marks;
use crate::{PracticeId, Week};

mod choose;
mod ritual;
mod rules;
mod tiny;
mod why;

pub use choose::{again, for_week};
pub use ritual::{Template, ritual};
pub use rules::{deepest, half_for};
pub use tiny::{in_turn, tiny_of_day};
pub use why::Why;

/// The kinds of practice. A week mixes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words.
    Talk,
    /// Side by side, few words.
    SideBySide,
    /// Play, and something new.
    Play,
    /// How we began.
    Began,
    /// A secret kindness.
    Kindness,
    /// Affection that leads nowhere.
    Touch,
    /// Rest.
    Rest,
    /// Clearing what is in the way.
    Repair,
    /// One's own friends, rest and joy.
    OwnLife,
}
spelled!(Kind {
    Talk = "talk",
    SideBySide = "side-by-side",
    Play = "play",
    Began = "began",
    Kindness = "kindness",
    Touch = "touch",
    Rest = "rest",
    Repair = "repair",
    OwnLife = "own-life",
});

/// Who a practice needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// One person.
    Alone,
    /// Both.
    Together,
    /// One or both.
    Either,
}
spelled!(Who { Alone = "alone", Together = "together", Either = "either" });

/// What the rules need to know of a practice.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// Its id.
    pub id: PracticeId,
    /// Its kind.
    pub kind: Kind,
    /// Who it needs.
    pub who: Who,
    /// How long it takes.
    pub minutes: u16,
    /// 1 (safe and easy) … 5.
    pub depth: u8,
    /// It needs no words.
    pub wordless: bool,
    /// The signs it serves.
    pub signs: Vec<Sign>,
    /// The causes it answers.
    pub causes: Vec<Cause>,
    /// The time of life it is for; none, if it is for any.
    pub season: Option<String>,
}

/// Whether the whole practice is suggested, or only the half one does alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The practice as it is.
    Whole,
    /// What one can do of it alone. From depth 3, and for repair and touch, this is all that is ever suggested.
    Own,
}

/// What a plan is made from. All of it is the person's own.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The week it is for.
    pub week: Week,
    /// The number that breaks ties.
    pub seed: u64,
    /// Whether there are two.
    pub paired: bool,
    /// Whether everything shared rests.
    pub quiet: bool,
    /// The last check-in; `None` while the private space is shut, or when none was given.
    pub latest: Option<&'a Point>,
    /// The causes one recognises.
    pub causes: &'a [Cause],
    /// Minutes a day, if said.
    pub minutes: Option<u16>,
    /// What was said about practices.
    pub marks: &'a BTreeMap<PracticeId, Marks>,
    /// Kinds of rituals that brought us closer (+) or did not (−).
    pub felt: &'a BTreeMap<String, i16>,
    /// Wishes for easier (−) or deeper (+).
    pub depth_wish: i8,
    /// Only what one does alone, and nothing that lays one open. The cause is nobody's business, so it has no name here.
    pub careful: bool,
    /// Weeks since the first one.
    pub weeks_in: i32,
    /// The times of life one said one is in.
    pub seasons: &'a [String],
}

/// One practice of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Which one.
    pub practice: PracticeId,
    /// All of it, or one's own half.
    pub half: Half,
    /// Why this one.
    pub why: Why,
}
