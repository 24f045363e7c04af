//! The private space: check-ins, causes, notes, and the one safety flag. Nobody else ever reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::checkin::{Answers, Cause, LastGiven, Point, Set};
use crate::desk::{fits, short};
use crate::event::{Fold, Meta};
use crate::first_step::RUNGS;
use crate::sheet::Sheets;
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
    /// A sheet was filled in; its newest words replace the earlier ones.
    SheetKept {
        /// Its name, such as `loop` or `step/3f…`.
        sheet: String,
        /// What stands in its fields.
        fields: BTreeMap<String, String>,
    },
    /// A sheet was burned: the host erased its words.
    SheetBurned {
        /// Its name.
        sheet: String,
    },
    /// How it felt to share something of this rung of the ladder.
    StepFelt {
        /// The rung, 1 to 5.
        rung: u8,
        /// It felt all right.
        well: bool,
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
    /// The event that holds the first such wish.
    pub first_wish: Option<u64>,
    /// The safety check: when it was done and whether it prefers the solo path.
    pub care: Option<Care>,
    /// Notes, newest last, and sheets for which there was no room; older ones in chapters.
    pub notes: Timeline<NoteRef>,
    /// Sheets.
    pub sheets: Sheets,
    /// How each rung of the ladder felt last.
    pub rungs: [Option<bool>; RUNGS as usize],
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

    /// The check-in of the week of this day, if there is one: the last.
    pub fn point_in_week_of(&self, day: Day) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.day.week() == day.week())
    }

    /// One that was filled in on paper comes to its place among the others, whenever it is entered.
    fn checked_in(&mut self, set: Set, day: Day, mut answers: Answers) {
        self.last.note(set, day);
        let at = self.points.partition_point(|point| point.day <= day);
        self.points.insert(at, Point::of(&answers, day));
        if self.points.len() > POINTS {
            self.points.remove(0);
        }
        if set >= Set::Review {
            answers.scores.retain(|item, _| fits(item));
            answers.scores = answers.scores.into_iter().take(ITEMS).collect();
            let at = self.reviews.partition_point(|(other, _)| *other <= day);
            self.reviews.insert(at, (day, answers));
            if self.reviews.len() > 2 {
                self.reviews.remove(0);
            }
        }
    }

    /// Whether the safety check asks for what can be done alone.
    pub fn prefers_solo(&self) -> bool {
        self.care.is_some_and(|care| care.solo)
    }
}

impl Fold for Private {
    type Event = Event;
    const VERSION: u32 = 6;

    fn take_chapters(&mut self) -> Vec<(u32, Vec<u8>)> {
        self.notes.take_chapters()
    }

    fn apply(&mut self, event: Event, meta: &Meta) {
        match event {
            Event::CheckedIn { set, day, answers } => self.checked_in(set, day, answers),
            Event::CausesMarked { mut causes } => {
                causes.sort_unstable();
                causes.dedup();
                self.causes = causes;
                self.causes_at = Some(meta.at);
            }
            Event::LeaningSaid { leaning } => self.leaning = Some(leaning),
            Event::WishedBack { .. } => {
                self.wish = Some(meta.seq);
                self.first_wish.get_or_insert(meta.seq);
            }
            Event::NoteKept { place, .. } => {
                self.notes.push(NoteRef { seq: meta.seq, at: meta.at, place: short(place) });
            }
            Event::CareTaken { solo } => self.care = Some(Care { at: meta.at, solo }),
            Event::SheetKept { sheet, fields } => {
                // Pages look for room first, but know of none while the space is shut. Words that came then and find no
                // room among the sheets stand among the notes.
                let place = short(sheet.clone());
                if !self.sheets.keep(sheet, meta) && !fields.is_empty() {
                    self.notes.push(NoteRef { seq: meta.seq, at: meta.at, place });
                }
            }
            Event::SheetBurned { sheet } => self.sheets.forget(&sheet),
            Event::StepFelt { rung, well } => {
                if let Some(felt) = self.rungs.get_mut(usize::from(rung).wrapping_sub(1)) {
                    *felt = Some(well);
                }
            }
            Event::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    fn fold(days: &[(Set, i32)]) -> Private {
        let mut private = Private::default();
        for (seq, (set, day)) in (1..).zip(days) {
            let event = Event::CheckedIn { set: *set, day: Day(*day), answers: Answers::default() };
            private.apply(event, &Meta { seq, author: PersonId([1; 16]), at: Instant(0) });
        }
        private
    }

    #[test]
    fn a_check_in_from_paper_stands_at_its_place_among_the_others() {
        let private = fold(&[(Set::Review, 20), (Set::Pulse, 27), (Set::Review, 13), (Set::Review, 6)]);
        let days: Vec<_> = private.points.iter().map(|point| point.day.0).collect();
        assert_eq!(days, [6, 13, 20, 27]);
        assert_eq!(private.first_day(), Some(Day(6)));
        assert_eq!(private.last.any, Some(Day(27)));
        let reviews: Vec<_> = private.reviews.iter().map(|(day, _)| day.0).collect();
        assert_eq!(reviews, [13, 20], "the last, and the one before it");
    }

    #[test]
    fn a_sheet_for_which_there_is_no_room_stands_among_the_notes() {
        let mut private = Private::default();
        let mut kept = Vec::new();
        for seq in 1..=400u64 {
            let fields = BTreeMap::from([("text".to_owned(), "a piece".to_owned())]);
            let event = Event::SheetKept { sheet: format!("step/{seq}"), fields };
            private.apply(event, &Meta { seq, author: PersonId([1; 16]), at: Instant(0) });
            let full = private.notes.take_full();
            kept.extend(full.into_iter().flat_map(|(_, notes)| notes).map(|note| note.seq));
        }
        kept.extend(private.notes.newest().map(|note| note.seq));
        kept.extend(private.sheets.under("step/").map(|(_, sheet)| sheet.seq));
        kept.sort_unstable();
        assert_eq!(kept, (1..=400).collect::<Vec<_>>());
        assert_eq!(private.sheets.under("step/").count(), crate::sheet::MOST);
    }

    #[test]
    fn the_check_in_of_a_week_is_found_by_any_day_of_it() {
        // 1970-01-05 was a Monday.
        let private = fold(&[(Set::Pulse, 6)]);
        let found = |day| private.point_in_week_of(Day(day)).is_some();
        assert_eq!([3, 4, 10, 11].map(found), [false, true, true, false]);
    }
}
