//! The desk: what a person's signed-in pages need without unlocking the private space.
//!
//! Invariant: own words lie here only as numbers in the log; pages show them while *private* is open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::{self, Agreements};
use crate::calendars::{self, Calendars};
use crate::event::{Fold, Meta};
use crate::first_step::{About, Offer};
use crate::plan::Kind;
use crate::ritual::{self, Rituals, Seats};
use crate::touch::{self, Month};
use crate::{
    AgreementId, CalendarId, Day, Instant, PersonId, PracticeId, QuestionId, RitualId, StepId, TouchId, Week,
};

/// What can happen on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Event {
    /// How I like to be called.
    Named {
        /// The name.
        name: String,
    },
    /// A welcome card was put away (done or not wanted), or a proposal of the other one, which they cannot tell.
    CardPutAway {
        /// Which one; a proposal is its kind, `/` and its id.
        card: String,
    },
    /// Cards of proposals that are not open any more were forgotten; they make room.
    CardsForgotten {
        /// Which ones.
        cards: Vec<String>,
    },
    /// An answer was written apart; it lies in a gate until the other one's is there.
    AnswerWritten {
        /// The question.
        question: QuestionId,
        /// Its round.
        round: u32,
        /// The words.
        text: String,
        /// *I'd rather tell you myself.*
        tell: bool,
    },
    /// An unopened answer was taken back.
    AnswerTakenBack {
        /// The question.
        question: QuestionId,
    },
    /// What I think my partner would answer.
    Guessed {
        /// The question.
        question: QuestionId,
        /// Its round.
        round: u32,
        /// The guess.
        text: String,
    },
    /// Did you feel understood, and all right as you are? Private to the one who disclosed.
    FeltReceived {
        /// The question.
        question: QuestionId,
        /// Felt understood.
        understood: bool,
        /// Felt all right as one is.
        accepted: bool,
    },
    /// The plan of a week: ids only, no reasons.
    PlanMade {
        /// The week.
        week: Week,
        /// At most three practices.
        practices: Vec<PracticeId>,
        /// A ritual of the library that is offered, when time is what is short.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ritual: Option<String>,
    },
    /// A practice got a mark.
    PracticeMarked {
        /// Which practice.
        practice: PracticeId,
        /// The mark.
        mark: Mark,
        /// The day.
        day: Day,
    },
    /// The tiny thing of a day was done.
    TinyDone {
        /// Which one.
        tiny: String,
        /// The day.
        day: Day,
    },
    /// Minutes a day one has for the two of you.
    MinutesSaid {
        /// Minutes.
        minutes: u16,
    },
    /// The solo path began, or began anew.
    PathBegan {
        /// The first day.
        day: Day,
    },
    /// A step of the solo path was done or put aside.
    StepMarked {
        /// Its id.
        step: String,
        /// Done, or left aside.
        done: bool,
    },
    /// The solo path was ended in one of its five ways.
    PathEnded {
        /// The way.
        ending: String,
    },
    /// An invitation was written: its link and the code to tell.
    InvitationMade {
        /// The token of the link.
        token: String,
        /// The code to say in person.
        code: String,
        /// The letter.
        letter: String,
    },
    /// The invitation was taken back, or a pair was made.
    InvitationClosed,
    /// Something that comes from the other is muted, unseen.
    Muted {
        /// What: `questions`, `thanks`, `talks`, or one ask for a talk as `talk/` and its id.
        what: String,
        /// Muted or heard again.
        on: bool,
    },
    /// An identity as it was when it was met: one's own at the beginning, the partner's when the words were said.
    /// Nobody else may sign as that person.
    IdentityPinned {
        /// Whose.
        person: PersonId,
        /// Their public identity.
        public: Vec<u8>,
    },
    /// A rest of one's own, until the end of a day.
    QuietBegan {
        /// The last day.
        until: Day,
    },
    /// The rest ended early.
    QuietEnded,
    /// A ritual of one's own was made, moved or ended.
    RitualChanged {
        /// Which one.
        ritual: RitualId,
        /// What happened.
        change: ritual::Change,
    },
    /// Whether a date of a ritual brought us closer. Private to the one who says it; it weighs the plan.
    RitualFelt {
        /// The kind of what they did, as practices have it.
        of: String,
        /// It brought us closer.
        closer: bool,
    },
    /// A zone or time without screens of one's own was made or ended.
    AgreementChanged {
        /// Which one.
        agreement: AgreementId,
        /// What happened.
        change: agreement::Change,
    },
    /// A calendar was brought in, read or taken away.
    CalendarChanged {
        /// Which one.
        calendar: CalendarId,
        /// What happened.
        change: calendars::Change,
    },
    /// What suits me lies in the gate of a search for a time.
    TimesTicked {
        /// Which search.
        round: u32,
    },
    /// A calendar others can subscribe to was opened; an earlier one ends.
    FeedOpened {
        /// The token of its address.
        token: String,
        /// The rituals' own titles stand in it, instead of neutral ones.
        titles: bool,
    },
    /// It was closed.
    FeedClosed,
    /// A first step was offered; it lies in its gates.
    StepOffered {
        /// Which one.
        step: StepId,
        /// What it is about.
        about: About,
        /// How many words it has.
        words: u16,
        /// The rung of the ladder it stands on, 1 to 5.
        rung: u8,
    },
    /// The offer was taken back, or what became of it was read.
    OfferClosed,
    /// What I welcome of the touch menu this month; replaces what I said before.
    TouchMarked {
        /// The month.
        month: Month,
        /// *Welcome.*
        welcome: Vec<TouchId>,
        /// *Ask first.*
        ask: Vec<TouchId>,
    },
    /// The times of life I am in, while I am alone here; replaces what I said before.
    SeasonsSaid {
        /// By the names of the library.
        seasons: Vec<String>,
    },
    /// A kind from a newer version.
    #[serde(other)]
    Unknown,
}

/// What one can say about a practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// We did it.
    Did,
    /// It brought us closer. Said after doing it.
    Closer,
    /// It changed nothing, or less than nothing. Said after doing it.
    NotCloser,
    /// Not this one.
    NotThis,
    /// Something easier, please.
    Easier,
    /// Something deeper, please.
    Deeper,
}
crate::checkin::spelled!(Mark {
    Did = "did",
    Closer = "closer",
    NotCloser = "not-closer",
    NotThis = "not-this",
    Easier = "easier",
    Deeper = "deeper",
});

/// What is remembered of one practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// The last day it was done.
    pub did: Option<Day>,
    /// How often it was done.
    pub times: u16,
    /// How often it brought us closer, less how often it did not.
    pub closer: i16,
    /// The last day it was waved away.
    pub not_this: Option<Day>,
}

/// My unopened answer. One at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenAnswer {
    /// The question.
    pub question: QuestionId,
    /// Its round.
    pub round: u32,
    /// The event that holds the words.
    pub seq: u64,
    /// When it was written.
    pub at: Instant,
    /// *I'd rather tell you myself.*
    pub tell: bool,
}

/// The plan of a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeekPlan {
    /// The week.
    pub week: Week,
    /// At most three practices, the main one first.
    pub practices: Vec<PracticeId>,
    /// A ritual of the library that is offered.
    pub ritual: Option<String>,
}

/// A calendar others can subscribe to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// The token of its address.
    pub token: String,
    /// The rituals' own titles stand in it.
    pub titles: bool,
}

/// Where one is on the solo path.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// The first day, once begun.
    pub began: Option<Day>,
    /// Steps done.
    pub done: Vec<String>,
    /// Steps left aside.
    pub aside: Vec<String>,
    /// The way it was ended, if it was.
    pub ending: Option<String>,
}

/// The open invitation: the event that holds its token, code and letter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// The event.
    pub seq: u64,
    /// When it was made.
    pub at: Instant,
}

// Bounds, so that a state stays small whatever a log holds; the log keeps everything.

/// The longest id that a state keeps, in bytes. Longer ones come from no page of ours.
const LONGEST_ID: usize = 36;
/// The longest token that a state keeps, in bytes.
const LONGEST_TOKEN: usize = 64;
/// The longest name that a state keeps, in bytes.
const LONGEST_NAME: usize = 400;
/// The most bytes of a public identity.
const IDENTITY: usize = 128;
/// The most cards put away: one for each proposal that can be open at a time, and for each card there is.
pub const CARDS: usize = 160;
/// The most entries of one list.
const LIST: usize = 80;
/// The most guesses kept hot.
const GUESSES: usize = 200;
/// The most answers to *did you feel received* kept hot.
const RECEIVED: usize = 250;
/// The most practices whose marks are kept hot.
const MARKS: usize = 150;
/// The most times of life.
const SEASONS: usize = 6;

/// Whether an id may lie in a state.
pub(crate) fn fits(id: &str) -> bool {
    id.len() <= LONGEST_ID
}

/// A short text such as a place, cut to the length of an id.
pub(crate) fn short(text: String) -> String {
    cut(text, LONGEST_ID)
}

/// A name, cut to what a page can show.
pub(crate) fn name(text: String) -> String {
    cut(text, LONGEST_NAME)
}

fn cut(mut text: String, most: usize) -> String {
    text.truncate(text.floor_char_boundary(most));
    text
}

/// The desk, folded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// How I like to be called.
    pub name: String,
    /// Welcome cards and proposals put away.
    pub cards_away: Vec<String>,
    /// My unopened answer.
    pub open_answer: Option<OpenAnswer>,
    /// My guesses: question → (round, event).
    pub guesses: BTreeMap<QuestionId, (u32, u64)>,
    /// Questions after which I said whether I felt received: (understood, accepted).
    pub received: BTreeMap<QuestionId, (bool, bool)>,
    /// The plan of the newest week.
    pub plan: Option<WeekPlan>,
    /// What was said about practices.
    pub marks: BTreeMap<PracticeId, Marks>,
    /// Easier (−) or deeper (+) wishes of this and past weeks, −3 … 3.
    pub depth_wish: i8,
    /// The tiny thing done last.
    pub tiny: Option<(String, Day)>,
    /// Minutes a day, if said.
    pub minutes: Option<u16>,
    /// The solo path.
    pub path: Path,
    /// The open invitation.
    pub invitation: Option<Invitation>,
    /// Identities as they were when they were met.
    pub pinned: BTreeMap<PersonId, Vec<u8>>,
    /// What is muted.
    pub muted: Vec<String>,
    /// A rest of one's own.
    pub quiet: Option<crate::checkin::Quiet>,
    /// Rituals of one's own.
    pub rituals: Rituals,
    /// Kinds of rituals that brought us closer (+) or did not (−).
    pub felt: BTreeMap<String, i16>,
    /// Zones and times without screens of one's own.
    pub agreements: Agreements,
    /// Calendars brought in.
    pub calendars: Calendars,
    /// The last search for a time in which I said what suits.
    pub ticked: Option<u32>,
    /// The calendar others can subscribe to.
    pub feed: Option<Feed>,
    /// My open offer of a first step.
    pub offer: Option<Offer>,
    /// What I welcome of the touch menu.
    pub touch: touch::Marks,
    /// The times of life I am in, while I am alone here.
    pub seasons: Vec<String>,
    /// When something last happened here, for *welcome back*.
    pub last_at: Option<Instant>,
    /// When the first thing happened here.
    pub began_at: Option<Instant>,
}

impl Desk {
    /// Whether something that comes from the other is muted.
    pub fn mutes(&self, what: &str) -> bool {
        self.muted.iter().any(|muted| muted == what)
    }

    /// Whether a welcome card or a proposal was put away.
    pub fn put_away(&self, card: &str) -> bool {
        self.cards_away.iter().any(|away| away == card)
    }

    fn mark(&mut self, practice: PracticeId, mark: Mark, day: Day) {
        if !fits(practice.as_str()) {
            return;
        }
        if self.marks.len() >= MARKS && !self.marks.contains_key(&practice) {
            forget_oldest(&mut self.marks, |marks| marks.did.max(marks.not_this));
        }
        let marks = self.marks.entry(practice).or_default();
        match mark {
            Mark::Did => {
                if marks.did != Some(day) {
                    marks.times = marks.times.saturating_add(1);
                }
                marks.did = Some(day);
            }
            Mark::Closer => marks.closer = marks.closer.saturating_add(1),
            Mark::NotCloser => marks.closer = marks.closer.saturating_sub(1),
            Mark::NotThis => marks.not_this = Some(day),
            Mark::Easier => {
                marks.not_this = Some(day);
                self.depth_wish = self.depth_wish.saturating_sub(1).max(-3);
            }
            Mark::Deeper => {
                marks.not_this = Some(day);
                self.depth_wish = self.depth_wish.saturating_add(1).min(3);
            }
        }
    }
}

fn add_once(list: &mut Vec<String>, entry: String, most: usize) {
    if list.len() < most && fits(&entry) && !list.contains(&entry) {
        list.push(entry);
    }
}

/// Makes room for one more.
fn forget_oldest<K: Ord + Clone, V, A: Ord>(map: &mut BTreeMap<K, V>, age: impl Fn(&V) -> A) {
    let oldest = map.iter().min_by_key(|(_, value)| age(value)).map(|(key, _)| key.clone());
    if let Some(oldest) = oldest {
        map.remove(&oldest);
    }
}

impl Fold for Desk {
    type Event = Event;
    const VERSION: u32 = 5;

    /// Nothing here grows for ever.
    fn take_chapters(&mut self) -> Vec<(u32, Vec<u8>)> {
        Vec::new()
    }

    fn apply(&mut self, event: Event, meta: &Meta) {
        self.last_at = Some(meta.at);
        self.began_at.get_or_insert(meta.at);
        match event {
            Event::Named { name: text } => self.name = name(text),
            Event::CardPutAway { card } => add_once(&mut self.cards_away, card, CARDS),
            Event::CardsForgotten { cards } => self.cards_away.retain(|away| !cards.contains(away)),
            Event::AnswerWritten { question, round, tell, .. } if fits(question.as_str()) => {
                self.open_answer = Some(OpenAnswer { question, round, seq: meta.seq, at: meta.at, tell });
            }
            Event::AnswerTakenBack { question } => {
                self.open_answer.take_if(|open| open.question == question);
            }
            Event::Guessed { question, round, .. } if fits(question.as_str()) => {
                if self.guesses.len() >= GUESSES && !self.guesses.contains_key(&question) {
                    forget_oldest(&mut self.guesses, |(_, seq)| *seq);
                }
                self.guesses.insert(question, (round, meta.seq));
            }
            Event::FeltReceived { question, understood, accepted } if fits(question.as_str()) => {
                if self.received.len() >= RECEIVED && !self.received.contains_key(&question) {
                    self.received.pop_first();
                }
                self.received.insert(question, (understood, accepted));
            }
            Event::PlanMade { week, mut practices, ritual } => {
                practices.retain(|practice| fits(practice.as_str()));
                practices.truncate(3);
                self.plan = Some(WeekPlan { week, practices, ritual: ritual.map(short) });
            }
            Event::PracticeMarked { practice, mark, day } => self.mark(practice, mark, day),
            Event::TinyDone { tiny, day } => self.tiny = Some((short(tiny), day)),
            Event::MinutesSaid { minutes } => self.minutes = Some(minutes),
            Event::PathBegan { day } => self.path = Path { began: Some(day), ..Path::default() },
            Event::StepMarked { step, done } => {
                self.path.done.retain(|other| *other != step);
                self.path.aside.retain(|other| *other != step);
                add_once(if done { &mut self.path.done } else { &mut self.path.aside }, step, LIST);
            }
            Event::PathEnded { ending } => self.path.ending = Some(short(ending)),
            Event::InvitationMade { .. } => self.invitation = Some(Invitation { seq: meta.seq, at: meta.at }),
            Event::InvitationClosed => self.invitation = None,
            Event::Muted { what, on } => {
                self.muted.retain(|muted| *muted != what);
                if on {
                    add_once(&mut self.muted, what, LIST);
                }
            }
            Event::IdentityPinned { person, public } if public.len() <= IDENTITY => {
                // The first sixteen stay: forgetting one's own or the partner's would be worse than no new one.
                if self.pinned.len() < 16 || self.pinned.contains_key(&person) {
                    self.pinned.insert(person, public);
                }
            }
            Event::QuietBegan { until } => self.quiet = Some(crate::checkin::Quiet { until }),
            Event::QuietEnded => self.quiet = None,
            Event::RitualChanged { ritual, change } => {
                self.rituals.apply(ritual, change, meta, Seats::One);
            }
            Event::RitualFelt { of, closer } if Kind::parse(&of).is_some() => {
                let felt = self.felt.entry(of).or_default();
                *felt = felt.saturating_add(if closer { 1 } else { -1 });
            }
            Event::AgreementChanged { agreement, change } => {
                self.agreements.apply(agreement, change, meta, Seats::One);
            }
            Event::CalendarChanged { calendar, change } => self.calendars.apply(calendar, change, meta),
            Event::TimesTicked { round } => self.ticked = Some(round),
            Event::FeedOpened { token, titles } if token.len() <= LONGEST_TOKEN => {
                self.feed = Some(Feed { token, titles });
            }
            Event::FeedClosed => self.feed = None,
            Event::StepOffered { step, about, words, rung } if fits(step.as_str()) => {
                self.offer = Some(Offer { step, about, words, rung, at: meta.at });
            }
            Event::OfferClosed => self.offer = None,
            Event::TouchMarked { month, mut welcome, mut ask } => {
                for list in [&mut welcome, &mut ask] {
                    list.retain(|touch| fits(touch.as_str()));
                    list.truncate(touch::ROOM);
                }
                ask.truncate(touch::ROOM.saturating_sub(welcome.len()));
                self.touch = touch::Marks { month, welcome, ask };
            }
            Event::SeasonsSaid { mut seasons } => {
                seasons.retain(|season| fits(season));
                seasons.truncate(SEASONS);
                self.seasons = seasons;
            }
            Event::AnswerWritten { .. }
            | Event::Guessed { .. }
            | Event::FeltReceived { .. }
            | Event::IdentityPinned { .. }
            | Event::RitualFelt { .. }
            | Event::FeedOpened { .. }
            | Event::StepOffered { .. }
            | Event::Unknown => {}
        }
    }
}
