//! The shared space: what the two have revealed or agreed. Both read all of it; nobody edits another's words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::{self, Agreements};
use crate::checkin::Quiet;
use crate::desk::{fits, name, short};
use crate::event::{Fold, Meta};
use crate::id::person_bytes;
use crate::meet::{Found, MOST, Slot};
use crate::ritual::{self, Did, Rituals, Seats};
use crate::talk::Reply;
use crate::timeline::Timeline;
use crate::{AgreementId, Day, Instant, PersonId, PracticeId, QuestionId, RitualId};

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
    /// A kind from a newer version.
    #[serde(other)]
    Unknown,
}

/// One person's answer in the latest round of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct AnswerRef {
    /// Whose it is.
    pub author: PersonId,
    /// The event that holds the words.
    pub seq: u64,
    /// When it was written, or confirmed as still true.
    pub at: Instant,
    /// They would rather tell it.
    pub tell: bool,
}

/// An answer as a snapshot holds it: there are hundreds, and without names they take half the room.
#[derive(Serialize, Deserialize)]
struct Row(#[serde(with = "person_bytes")] PersonId, u64, Instant, bool);

impl From<Row> for AnswerRef {
    fn from(Row(author, seq, at, tell): Row) -> Self {
        Self { author, seq, at, tell }
    }
}

impl From<AnswerRef> for Row {
    fn from(answer: AnswerRef) -> Self {
        Row(answer.author, answer.seq, answer.at, answer.tell)
    }
}

/// The latest round of a question that opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reveal {
    /// The round, from 0.
    #[serde(rename = "r")]
    pub round: u32,
    /// The two answers.
    #[serde(rename = "a")]
    pub answers: Vec<AnswerRef>,
    /// Replies and words back, as numbers in the log, at most [`REPLIES`].
    #[serde(rename = "p")]
    pub replies: Vec<u64>,
}

// Bounds, so that a state stays small whatever a log holds; the log keeps everything.

/// The most replies and words back kept for one reveal: from each of the two, the four ways to answer and a word back.
pub const REPLIES: usize = 10;
/// The most reveals kept hot: the whole library and the own questions, no more.
const REVEALS: usize = 216;
/// The most own questions kept hot, with their reveals.
const OWN: usize = 24;
/// The most bytes of one own question, and of all that are kept hot.
const OWN_BYTES: (usize, usize) = (2_000, 6_000);
/// Whoever writes here is one of two.
const PEOPLE: usize = 2;

impl Reveal {
    /// Both answers are in.
    pub fn is_open(&self) -> bool {
        self.answers.len() >= 2
    }

    /// One person's answer.
    pub fn by(&self, person: PersonId) -> Option<&AnswerRef> {
        self.answers.iter().find(|answer| answer.author == person)
    }

    /// When the later of the two was written.
    pub fn at(&self) -> Instant {
        self.answers.iter().map(|answer| answer.at).max().unwrap_or_default()
    }
}

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
}

/// Reads a chapter of [`Shared::moments`], oldest first; bytes that are none read as an empty one.
pub fn moments(chapter: &[u8]) -> Vec<Moment> {
    ciborium::from_reader(chapter).unwrap_or_default()
}

/// The shared space, folded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// How each likes to be called.
    pub names: BTreeMap<PersonId, String>,
    /// The number that shuffles the cards.
    pub seed: u64,
    /// The day they paired.
    pub paired_on: Day,
    /// The latest round of each question that opened.
    pub reveals: BTreeMap<QuestionId, Reveal>,
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
}

impl Shared {
    /// The round that would be answered next.
    pub fn next_round(&self, question: &QuestionId) -> u32 {
        self.reveals
            .get(question)
            .map_or(0, |reveal| reveal.round.saturating_add(u32::from(reveal.is_open())))
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

    fn answered(&mut self, question: QuestionId, round: u32, tell: bool, meta: &Meta) {
        self.forget_an_old_reveal(&question);
        let reveal = self.reveals.entry(question.clone()).or_default();
        if round > reveal.round || (reveal.answers.is_empty() && round >= reveal.round) {
            *reveal = Reveal { round, ..Reveal::default() };
        }
        if round < reveal.round || reveal.is_open() || reveal.by(meta.author).is_some() {
            return;
        }
        reveal.answers.push(AnswerRef { author: meta.author, seq: meta.seq, at: meta.at, tell });
        if reveal.is_open() {
            let at = reveal.at();
            self.moments.push(Moment::Revealed(question, at));
        }
    }

    /// Makes room for the reveal of a question that has none yet.
    fn forget_an_old_reveal(&mut self, newcomer: &QuestionId) {
        if self.reveals.len() >= REVEALS && !self.reveals.contains_key(newcomer) {
            let oldest = self.reveals.iter().min_by_key(|(_, reveal)| reveal.at()).map(|(id, _)| id.clone());
            oldest.and_then(|oldest| self.reveals.remove(&oldest));
        }
    }

    /// Own questions never stop coming; the hot state keeps the newest, the log keeps all.
    fn forget_old_own(&mut self) {
        let bytes = |own: &[OwnQuestion]| own.iter().map(|own| own.text.len()).sum::<usize>();
        while self.own.len() > OWN || bytes(&self.own) > OWN_BYTES.1 {
            let gone = self.own.remove(0);
            self.reveals.remove(&gone.id);
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
    const VERSION: u32 = 3;

    fn apply(&mut self, event: Event, meta: &Meta) {
        match event {
            Event::Named { name: text } => Self::put(&mut self.names, meta.author, name(text)),
            Event::Paired { seed, day } => {
                self.seed = seed;
                self.paired_on = day;
            }
            Event::Answered { question, round, tell, .. } => {
                if fits(question.as_str()) {
                    self.answered(question, round, tell, meta);
                }
            }
            Event::Replied { question, round, .. } | Event::WordBack { question, round, .. } => {
                if let Some(reveal) = self.reveals.get_mut(&question)
                    && reveal.round == round
                    && reveal.replies.len() < REPLIES
                {
                    reveal.replies.push(meta.seq);
                }
            }
            Event::StillTrue { question } => {
                if let Some(reveal) = self.reveals.get_mut(&question)
                    && let Some(answer) =
                        reveal.answers.iter_mut().find(|answer| answer.author == meta.author)
                {
                    answer.at = meta.at;
                }
            }
            Event::QuestionAdded { question, text } => {
                let fits = fits(question.as_str()) && text.len() <= OWN_BYTES.0;
                if fits && self.own_question(&question).is_none() {
                    self.own.push(OwnQuestion { id: question, author: meta.author, at: meta.at, text });
                    self.forget_old_own();
                }
            }
            Event::SummaryShared { .. } => Self::put(&mut self.summaries, meta.author, (meta.seq, meta.at)),
            Event::PracticeDone { practice, minutes, day } => {
                let known = self.moments.newest().any(|moment| match moment {
                    Moment::Did(done, on, _) => *done == practice && *on == day,
                    Moment::Revealed(..) | Moment::Kept(..) => false,
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
            Event::Unknown => {}
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
        assert_eq!((reveal.by(A).unwrap().seq, reveal.by(B).unwrap().seq), (1, 2));
        assert_eq!(shared.next_round(&"q".into()), 1);
    }

    #[test]
    fn a_later_round_replaces_the_earlier_and_a_late_echo_changes_nothing() {
        let shared =
            fold(vec![(A, answer(0)), (B, answer(0)), (B, answer(1)), (A, answer(1)), (A, answer(0))]);
        let reveal = shared.revealed(&"q".into()).unwrap();
        assert_eq!(reveal.round, 1);
        assert_eq!(reveal.by(A).unwrap().seq, 4);
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
    fn only_the_author_confirms_an_answer() {
        let shared =
            fold(vec![(A, answer(0)), (B, answer(0)), (A, Event::StillTrue { question: "q".into() })]);
        let reveal = shared.revealed(&"q".into()).unwrap();
        assert_eq!(reveal.by(A).unwrap().at, Instant(3000));
        assert_eq!(reveal.by(B).unwrap().at, Instant(2000));
    }
}
