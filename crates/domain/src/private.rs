//! The private space: check-ins, causes, notes, and the one safety flag. Nobody else ever reads it.

use serde::{Deserialize, Serialize};

use crate::checkin::{Answers, Cause, LastGiven, Point, Set};
use crate::desk::{fits, short};
use crate::event::{Fold, Meta};
use crate::timeline::Timeline;
use crate::{Day, Instant};

/// What can happen in the private space.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Event {
    /// A check-in was given.
    CheckedIn {
        /// Which one.
        set: Set,
        /// The day it speaks of.
        day: Day,
        /// What was answered.
        answers: Answers,
    },
    /// The reflection cards on the causes were marked; replaces the earlier marks.
    CausesMarked {
        /// The causes one recognises.
        causes: Vec<Cause>,
    },
    /// Where one stands about the two of you.
    LeaningSaid {
        /// In, unsure or out.
        leaning: Leaning,
    },
    /// What I would like back.
    WishedBack {
        /// In one's own words.
        text: String,
    },
    /// A note of one's own, at a place like `path/loop-3` or `bid`.
    NoteKept {
        /// Where it was written.
        place: String,
        /// In one's own words.
        text: String,
    },
    /// The private safety check was done; its answers are not kept, only what follows from them.
    CareTaken {
        /// Prefer what can be done alone.
        solo: bool,
    },
    /// A kind from a newer version.
    #[serde(other)]
    Unknown,
}

/// Where one stands about the two of you.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leaning {
    /// I want this.
    In,
    /// I do not know.
    Unsure,
    /// I am on my way out.
    Out,
}
crate::checkin::spelled!(Leaning { In = "in", Unsure = "unsure", Out = "out" });

/// Where a note lies: its place and its number in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteRef {
    /// The event that holds the words.
    pub seq: u64,
    /// When it was written.
    pub at: Instant,
    /// Where it was written.
    pub place: String,
}

/// The most points kept hot: twenty years of weeks.
const POINTS: usize = 1040;
/// The most items kept of one review. A state stays small whatever a log holds; the log keeps everything.
const ITEMS: usize = 40;

/// The private space, folded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Private {
    /// Check-ins, oldest first.
    pub points: Vec<Point>,
    /// All items of the last full review or checkup, and of the one before it.
    pub reviews: Vec<(Day, Answers)>,
    /// When each set was last given.
    pub last: LastGiven,
    /// The causes marked last, and when.
    pub causes: Vec<Cause>,
    /// When the causes were marked.
    pub causes_at: Option<Instant>,
    /// Where one stands, if said.
    pub leaning: Option<Leaning>,
    /// The event that holds what one would like back.
    pub wish: Option<u64>,
    /// The safety check: when it was done and whether it prefers the solo path.
    pub care: Option<Care>,
    /// Notes, newest last; older ones in chapters.
    pub notes: Timeline<NoteRef>,
}

/// What is left of the private safety check.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Care {
    /// When it was done.
    pub at: Instant,
    /// Prefer what can be done alone.
    pub solo: bool,
}

impl Private {
    /// The day of the first check-in still known.
    pub fn first_day(&self) -> Option<Day> {
        self.points.first().map(|point| point.day)
    }

    /// Whether the safety check asks for what can be done alone.
    pub fn prefers_solo(&self) -> bool {
        self.care.is_some_and(|care| care.solo)
    }
}

impl Fold for Private {
    type Event = Event;
    const VERSION: u32 = 2;

    fn apply(&mut self, event: Event, meta: &Meta) {
        match event {
            Event::CheckedIn { set, day, mut answers } => {
                self.last.note(set, day);
                self.points.push(Point::of(&answers, day));
                if self.points.len() > POINTS {
                    self.points.remove(0);
                }
                if set >= Set::Review {
                    answers.scores.retain(|item, _| fits(item));
                    answers.scores = answers.scores.into_iter().take(ITEMS).collect();
                    self.reviews.push((day, answers));
                    if self.reviews.len() > 2 {
                        self.reviews.remove(0);
                    }
                }
            }
            Event::CausesMarked { mut causes } => {
                causes.sort_unstable();
                causes.dedup();
                self.causes = causes;
                self.causes_at = Some(meta.at);
            }
            Event::LeaningSaid { leaning } => self.leaning = Some(leaning),
            Event::WishedBack { .. } => self.wish = Some(meta.seq),
            Event::NoteKept { place, .. } => {
                self.notes.push(NoteRef { seq: meta.seq, at: meta.at, place: short(place) });
            }
            Event::CareTaken { solo } => self.care = Some(Care { at: meta.at, solo }),
            Event::Unknown => {}
        }
    }
}
