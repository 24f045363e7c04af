//! The shared space: what the two have revealed or agreed. Both read all of it; nobody edits another's words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::{self, Agreements};
use crate::checkin::Quiet;
use crate::desk::{fits, name, short};
use crate::event::{Fold, Meta};
use crate::first_step::{self, Steps};
use crate::life::{self, Life};
use crate::meet::{Found, MOST, Slot};
use crate::repair::{self, Repairs};
use crate::reveal::{AnswerRef, Reveal, Reveals};
use crate::ritual::{self, Did, Rituals, Seats};
use crate::talk::Reply;
use crate::timeline::Timeline;
use crate::touch::{Drawn, Month, SHOWN};
use crate::voice::{Voice, Voices};
use crate::{
    AgreementId, Day, Instant, PersonId, PracticeId, QuestionId, RepairId, RitualId, StepId, TouchId,
};

/// What can happen in the shared space.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Event {
    /// How the author likes to be called.
    Named {
        /// The name.
        name: String,
    },
    /// The two were paired.
    Paired {
        /// The number that shuffles their cards.
        seed: u64,
        /// The day it happened, where the author was.
        day: Day,
    },
    /// An answer opened, together with the other one's.
    Answered {
        /// The question.
        question: QuestionId,
        /// The how-manieth time these two answer it, from 0.
        round: u32,
        /// The answer; empty when the author would rather tell it.
        text: String,
        /// *I'd rather tell you myself.*
        tell: bool,
    },
    /// The one who listened answered the other's answer.
    Replied {
        /// The question.
        question: QuestionId,
        /// Its round.
        round: u32,
        /// Which way.
        reply: Reply,
        /// In one's own words; may be empty for *glad*.
        text: String,
    },
    /// A word back to the listener: you got it, or nearly.
    WordBack {
        /// The question.
        question: QuestionId,
        /// Its round.
        round: u32,
        /// *You got it.*
        got_it: bool,
        /// *The part I'd like you to hear is…*; empty when got.
        text: String,
    },
    /// The author says their last answer is still true.
    StillTrue {
        /// The question.
        question: QuestionId,
    },
    /// A question of the couple's own.
    QuestionAdded {
        /// Its id, `own-…`.
        question: QuestionId,
        /// The question.
        text: String,
    },
    /// A summary of one's own check-in, in words, with one wish.
    SummaryShared {
        /// How it is for me.
        words: String,
        /// What I would love.
        wish: String,
    },
    /// They did something together.
    PracticeDone {
        /// What they did.
        practice: PracticeId,
        /// How long it takes, in minutes.
        minutes: u16,
        /// The day.
        day: Day,
    },
    /// One of them rests everything shared, until the end of a day.
    QuietBegan {
        /// The last day of rest.
        until: Day,
    },
    /// The rest ended early.
    QuietEnded,
    /// A ritual was proposed, agreed, moved, or how it went was told.
    RitualChanged {
        /// Which one.
        ritual: RitualId,
        /// What happened.
        change: ritual::Change,
    },
    /// A zone or time without screens was proposed, agreed or ended.
    AgreementChanged {
        /// Which one.
        agreement: AgreementId,
        /// What happened.
        change: agreement::Change,
    },
    /// Both had said what suits; these times suit both.
    TimesFound {
        /// Which search, from 0.
        round: u32,
        /// The times.
        slots: Vec<Slot>,
    },
    /// A first step was covered, said, answered or taken back.
    StepChanged {
        /// Which one.
        step: StepId,
        /// What happened.
        change: first_step::Change,
    },
    /// Thanks to the other one.
    Thanked {
        /// In one's own words.
        text: String,
    },
    /// A repair was asked for, agreed, paused, or went a step on.
    RepairChanged {
        /// Which one.
        repair: RepairId,
        /// What happened.
        change: repair::Change,
    },
    /// Both had marked the touch menu of a month, and this was drawn.
    TouchDrawn {
        /// The month.
        month: Month,
        /// The day, where the one was who marked second.
        on: Day,
        /// What was drawn.
        items: Vec<TouchId>,
    },
    /// A part of the life together was written, agreed or withdrawn.
    LifeChanged {
        /// The question it answers.
        part: QuestionId,
        /// What happened.
        change: life::Change,
    },
    /// The times of life the two are in; replaces what was said before.
    SeasonsSaid {
        /// By the names of the library.
        seasons: Vec<String>,
    },
    /// The author leaves words of their own out of the book of a year, or puts them back.
    LeftOut {
        /// The event that holds the words.
        seq: u64,
        /// Left out, or in it again.
        out: bool,
    },
    /// A kind from a newer version.
    #[serde(other)]
    Unknown,
}

// Bounds, so that a state stays small whatever a log holds; the log keeps everything.

/// The longest id of a question that a state keeps, in bytes.
const QUESTION: usize = 24;
/// The most own questions kept hot, with their reveals.
const OWN: usize = 24;
/// The most bytes of one own question, and of all that are kept hot.
const OWN_BYTES: (usize, usize) = (2_000, 5_000);
/// Whoever writes here is one of two.
const PEOPLE: usize = 2;
/// The most times of life.
const SEASONS: usize = 6;

/// A question of the couple's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnQuestion {
    /// Its id.
    pub id: QuestionId,
    /// Who asked it.
    pub author: PersonId,
    /// When.
    pub at: Instant,
    /// The question.
    pub text: String,
}

/// Something that happened, for *what we have done*: only what was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Moment {
    /// A question opened.
    Revealed(QuestionId, Instant),
    /// They did something together.
    Did(PracticeId, Day, u16),
    /// They kept a ritual, by its title; how long it took.
    Kept(String, Day, u16),
    /// One thanked the other: the event that holds the words, and who.
    Thanked(u64, Instant, Voice),
    /// A first step was opened: the event that holds the words, and whose it was.
    Said(u64, Instant, Voice),
}

/// Reads a chapter of [`Shared::moments`], oldest first; bytes that are none read as an empty one.
pub fn moments(chapter: &[u8]) -> Vec<Moment> {
    ciborium::from_reader(chapter).unwrap_or_default()
}

/// The shared space, folded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// Who the two are.
    pub voices: Voices,
    /// How each likes to be called.
    pub names: BTreeMap<PersonId, String>,
    /// The number that shuffles the cards.
    pub seed: u64,
    /// The day they paired.
    pub paired_on: Day,
    /// The latest round of each question that opened.
    pub reveals: Reveals,
    /// Own questions, newest last.
    pub own: Vec<OwnQuestion>,
    /// The last shared summary of each: its event and when.
    pub summaries: BTreeMap<PersonId, (u64, Instant)>,
    /// What was, newest last; older moments in chapters.
    pub moments: Timeline<Moment>,
    /// Minutes given to each other, ever.
    pub minutes: u64,
    /// A rest of everything shared.
    pub quiet: Option<Quiet>,
    /// Their rituals, and those proposed.
    pub rituals: Rituals,
    /// Zones and times without screens, and those proposed.
    pub agreements: Agreements,
    /// The times that suit both, as last found.
    pub found: Option<Found>,
    /// First steps.
    pub steps: Steps,
    /// Repairs.
    pub repairs: Repairs,
    /// What of the touch menu was drawn last.
    pub drawn: Option<Drawn>,
    /// The life together.
    pub life: Life,
    /// The times of life they are in, by the names of the library.
    pub seasons: Vec<String>,
}

impl Shared {
    /// The round that would be answered next.
    pub fn next_round(&self, question: &QuestionId) -> u32 {
        let reveal = self.reveals.get(question);
        reveal.map_or(0, |reveal| reveal.round.saturating_add(u32::from(reveal.is_open())))
    }

    /// The opened reveal of a question, if there is one.
    pub fn revealed(&self, question: &QuestionId) -> Option<&Reveal> {
        self.reveals.get(question).filter(|reveal| reveal.is_open())
    }

    /// The search for a time that comes next.
    pub fn next_search(&self) -> u32 {
        self.found.as_ref().map_or(0, |found| found.round.saturating_add(1))
    }

    fn kept(&mut self, did: Did) {
        self.minutes = self.minutes.saturating_add(u64::from(did.minutes));
        self.moments.push(Moment::Kept(short(did.title), did.day, did.minutes));
    }

    /// An own question by id.
    pub fn own_question(&self, question: &QuestionId) -> Option<&OwnQuestion> {
        self.own.iter().find(|own| own.id == *question)
    }

    /// Which of the two a person is.
    pub fn voice(&self, person: PersonId) -> Option<Voice> {
        self.voices.of(person)
    }

    fn answered(&mut self, question: QuestionId, round: u32, tell: bool, by: Voice, meta: &Meta) {
        let answer = AnswerRef { seq: meta.seq, at: meta.at, tell };
        if let Some(at) = self.reveals.answer(&question, round, answer, by) {
            self.moments.push(Moment::Revealed(question, at));
        }
    }

    /// The words right before this were opened now; when they were sealed is not when they were told.
    fn opened_now(&mut self, meta: &Meta) {
        if let Some(Moment::Said(seq, at, _)) = self.moments.last_mut()
            && seq.saturating_add(1) == meta.seq
        {
            *at = meta.at;
        }
    }

    /// Own questions never stop coming; the hot state keeps the newest, the log keeps all.
    fn forget_old_own(&mut self) {
        let bytes = |own: &[OwnQuestion]| own.iter().map(|own| own.text.len()).sum::<usize>();
        while self.own.len() > OWN || bytes(&self.own) > OWN_BYTES.1 {
            let gone = self.own.remove(0);
            self.reveals.forget(&gone.id);
        }
    }

    /// What a person may leave here once each: a third author would be a fault, and is passed over.
    fn put<T>(map: &mut BTreeMap<PersonId, T>, author: PersonId, value: T) {
        if map.len() < PEOPLE || map.contains_key(&author) {
            map.insert(author, value);
        }
    }
}

impl Fold for Shared {
    type Event = Event;
    const VERSION: u32 = 6;

    fn take_chapters(&mut self) -> Vec<(u32, Vec<u8>)> {
        self.moments.take_chapters()
    }

    fn apply(&mut self, event: Event, meta: &Meta) {
        // A third author would be a fault, and is passed over.
        let Some(by) = self.voices.hear(meta.author) else { return };
        match event {
            Event::Named { name: text } => Self::put(&mut self.names, meta.author, name(text)),
            Event::Paired { seed, day } => {
                self.seed = seed;
                self.paired_on = day;
            }
            Event::Answered { question, round, tell, .. } => {
                if question.as_str().len() <= QUESTION {
                    self.answered(question, round, tell, by, meta);
                }
            }
            Event::Replied { question, round, .. } | Event::WordBack { question, round, .. } => {
                self.reveals.reply(&question, round, meta.seq);
            }
            Event::StillTrue { question } => self.reveals.still_true(&question, by, meta.at),
            Event::QuestionAdded { question, text } => {
                let fits = question.as_str().len() <= QUESTION && text.len() <= OWN_BYTES.0;
                if fits && self.own_question(&question).is_none() {
                    self.own.push(OwnQuestion { id: question, author: meta.author, at: meta.at, text });
                    self.forget_old_own();
                }
            }
            Event::SummaryShared { .. } => Self::put(&mut self.summaries, meta.author, (meta.seq, meta.at)),
            Event::PracticeDone { practice, minutes, day } => {
                let known = self.moments.newest().any(|moment| match moment {
                    Moment::Did(done, on, _) => *done == practice && *on == day,
                    _ => false,
                });
                if !known && fits(practice.as_str()) {
                    self.minutes = self.minutes.saturating_add(u64::from(minutes));
                    self.moments.push(Moment::Did(practice, day, minutes));
                }
            }
            Event::QuietBegan { until } => self.quiet = Some(Quiet { until }),
            Event::QuietEnded => self.quiet = None,
            Event::RitualChanged { ritual, change } => {
                if let Some(did) = self.rituals.apply(ritual, change, meta, Seats::Two) {
                    self.kept(did);
                }
            }
            Event::AgreementChanged { agreement, change } => {
                self.agreements.apply(agreement, change, meta, Seats::Two);
            }
            Event::TimesFound { round, mut slots } => {
                slots.truncate(MOST);
                self.found = Some(Found { round, at: meta.at, slots });
            }
            Event::StepChanged { step, change: first_step::Change::Received } => {
                if self.steps.receive(&step, by, meta) {
                    self.opened_now(meta);
                }
            }
            Event::StepChanged { step, change } => {
                if self.steps.apply(step, change, by, meta) {
                    self.moments.push(Moment::Said(meta.seq, meta.at, by));
                }
            }
            Event::Thanked { .. } => self.moments.push(Moment::Thanked(meta.seq, meta.at, by)),
            Event::RepairChanged { repair, change } => self.repairs.apply(repair, change, by, meta),
            Event::TouchDrawn { month, on, mut items } => {
                items.retain(|item| fits(item.as_str()));
                items.truncate(SHOWN);
                // Once a month: who comes later finds it drawn.
                if self.drawn.as_ref().is_none_or(|drawn| drawn.month != month) {
                    self.drawn = Some(Drawn { month, on, items });
                }
            }
            Event::LifeChanged { part, change } if part.as_str().len() <= QUESTION => {
                self.life.apply(part, change, by, meta);
            }
            Event::SeasonsSaid { mut seasons } => {
                seasons.retain(|season| fits(season));
                seasons.truncate(SEASONS);
                self.seasons = seasons;
            }
            // What is left out of a book is read from the log, as the book is.
            Event::LifeChanged { .. } | Event::LeftOut { .. } | Event::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: PersonId = PersonId([1; 16]);
    const B: PersonId = PersonId([2; 16]);

    fn fold(events: Vec<(PersonId, Event)>) -> Shared {
        let mut shared = Shared::default();
        for (n, (author, event)) in events.into_iter().enumerate() {
            let seq = n as u64 + 1;
            shared.apply(event, &Meta { seq, author, at: Instant(seq as i64 * 1000) });
        }
        shared
    }

    fn answer(round: u32) -> Event {
        Event::Answered { question: "q".into(), round, text: "yes".into(), tell: false }
    }

    #[test]
    fn a_reveal_has_both_answers_and_the_next_round_follows() {
        let shared = fold(vec![(A, answer(0)), (B, answer(0))]);
        let reveal = shared.revealed(&"q".into()).unwrap();
        let by = |person| reveal.by(shared.voice(person)).unwrap().seq;
        assert_eq!((by(A), by(B)), (1, 2));
        assert_eq!(shared.next_round(&"q".into()), 1);
    }

    #[test]
    fn a_later_round_replaces_the_earlier_and_a_late_echo_changes_nothing() {
        let shared =
            fold(vec![(A, answer(0)), (B, answer(0)), (B, answer(1)), (A, answer(1)), (A, answer(0))]);
        let reveal = shared.revealed(&"q".into()).unwrap();
        assert_eq!(reveal.round, 1);
        assert_eq!(reveal.by(shared.voice(A)).unwrap().seq, 4);
    }

    #[test]
    fn doing_the_same_thing_on_the_same_day_counts_once() {
        let done = Event::PracticeDone { practice: "walk".into(), minutes: 15, day: Day(3) };
        assert_eq!(fold(vec![(A, done.clone()), (B, done)]).minutes, 15);
    }

    #[test]
    fn a_chapter_reads_as_it_was_written_and_nonsense_as_nothing() {
        let chapter = vec![Moment::Revealed("q".into(), Instant(5)), Moment::Did("walk".into(), Day(3), 15)];
        let mut bytes = Vec::new();
        ciborium::into_writer(&chapter, &mut bytes).unwrap();
        assert_eq!(moments(&bytes), chapter);
        assert_eq!(moments(b"\xff nonsense"), []);
    }

    #[test]
    fn the_menu_is_drawn_once_a_month() {
        let drawn = |month, item: &str| Event::TouchDrawn {
            month: Month(month),
            on: Day(1),
            items: vec![item.into()],
        };
        let shared =
            fold(vec![(A, drawn(1, "a")), (B, drawn(1, "b")), (B, drawn(2, "c")), (A, drawn(2, "d"))]);
        assert_eq!(shared.drawn.unwrap().items, ["c".into()]);
    }

    #[test]
    fn what_was_told_was_told_when_it_was_opened() {
        let step = |change| Event::StepChanged { step: "s".into(), change };
        let covered = first_step::Change::Covered { about: first_step::About::Us, words: 9 };
        let said = first_step::Change::Said { text: "words".into() };
        let all = vec![
            (A, Event::Thanked { text: "for tea".into() }),
            (B, step(covered)),
            (B, step(said)),
            (A, step(first_step::Change::Received)),
            (A, step(first_step::Change::Received)),
        ];
        let shared = fold(all);
        let newest = shared.moments.newest().next();
        assert_eq!(newest, Some(&Moment::Said(3, Instant(4000), Voice::Second)));
    }

    #[test]
    fn a_third_author_changes_nothing() {
        let named = |name: &str| Event::Named { name: name.into() };
        let shared = fold(vec![(A, named("A")), (B, named("B")), (PersonId([3; 16]), named("C"))]);
        assert_eq!(shared.names.into_values().collect::<Vec<_>>(), ["A", "B"]);
    }

    #[test]
    fn only_the_author_confirms_an_answer() {
        let shared =
            fold(vec![(A, answer(0)), (B, answer(0)), (A, Event::StillTrue { question: "q".into() })]);
        let reveal = shared.revealed(&"q".into()).unwrap();
        let at = |person| reveal.by(shared.voice(person)).unwrap().at;
        assert_eq!((at(A), at(B)), (Instant(3000), Instant(2000)));
    }
}
