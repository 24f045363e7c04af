//! First steps: something held back that one person chooses to share.
//!
//! An offer lies in a gate of its author's. What enters the log comes in two parts, each when the other one asks for it:
//! first what kind it is and how long, then, once they are ready, the words.
//! Invariant: an offer that was never looked at, taken back or lapsed leaves nothing in the log.

use serde::{Deserialize, Serialize};

use crate::event::Meta;
use crate::shared::Shared;
use crate::voice::Voice;
use crate::{Instant, PersonId, StepId};

/// What it is about, as its author says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// About me.
    Me,
    /// About us.
    Us,
    /// A thank-you.
    Thanks,
}
crate::checkin::spelled!(About { Me = "me", Us = "us", Thanks = "thanks" });

/// How one can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// I heard you.
    Heard,
    /// Thank you.
    Thanks,
    /// I didn't know.
    DidNotKnow,
    /// I need a little time.
    NeedTime,
}
crate::checkin::spelled!(Answer {
    Heard = "heard",
    Thanks = "thanks",
    DidNotKnow = "did-not-know",
    NeedTime = "need-time",
});

/// What can happen to a step in the shared log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// The other one asked whether there is something: this is what kind it is, and how long.
    Covered {
        /// What it is about.
        about: About,
        /// How many words it has.
        words: u16,
    },
    /// The other one was ready: these are the words.
    Said {
        /// The words.
        text: String,
    },
    /// The one who received it answers.
    Answered {
        /// Which way.
        answer: Answer,
        /// In one's own words; may be empty.
        text: String,
    },
    /// A word back to the one who listened.
    WordBack {
        /// *You got it.*
        got_it: bool,
        /// *The part I'd like you to hear is…*; empty when got.
        text: String,
    },
    /// The other one, who was ready, says so right behind the words: they were opened now.
    Received,
    /// Its author took it back, after it was covered and before it was said.
    TakenBack,
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// A step, as it stands between the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its id.
    #[serde(rename = "i")]
    pub id: StepId,
    /// Whose it is.
    #[serde(rename = "b")]
    pub by: Voice,
    /// What it is about.
    #[serde(rename = "a")]
    pub about: About,
    /// How many words it has.
    #[serde(rename = "w")]
    pub words: u16,
    /// When it was offered; once it was received, when that was.
    #[serde(rename = "o")]
    pub at: Instant,
    /// The event that holds the words, once they were opened.
    #[serde(rename = "s")]
    pub said: Option<u64>,
    /// Answers and words back, as numbers in the log.
    #[serde(rename = "r")]
    pub answers: Vec<u64>,
}

/// Days after which an offer that was not opened is destroyed.
pub const DAYS_OFFERED: i64 = 30;
/// Days for which whoever received one is reminded, by themselves alone, that they could go second.
const DAYS_SECOND: i64 = 30;
/// The most answers and words back to one step.
pub const ANSWERS: usize = 6;
/// The most steps kept hot; the log keeps all.
const MOST: usize = 24;
/// The rungs of the ladder.
pub const RUNGS: u8 = 5;

impl Step {
    /// It is covered, and its author can no longer be asked for it.
    pub fn lapsed(&self, now: Instant) -> bool {
        self.said.is_none() && now >= lapses_at(self.at)
    }
}

/// When an offer made at `at` is destroyed, unless it was opened.
pub fn lapses_at(at: Instant) -> Instant {
    at.plus_days(DAYS_OFFERED)
}

/// The steps of two people, newest last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// One of them.
    pub fn get(&self, id: &StepId) -> Option<&Step> {
        self.0.iter().find(|step| step.id == *id)
    }

    /// Those whose words were opened, newest first.
    pub fn said(&self) -> impl Iterator<Item = &Step> {
        self.0.iter().rev().filter(|step| step.said.is_some())
    }

    /// Whether some that were opened may lie in the log alone. Whenever one leaves, all but two of the others were
    /// opened: each of the two has one offer at a time.
    pub fn may_be_older(&self) -> bool {
        self.said().count().saturating_add(2) >= MOST
    }

    /// The one of somebody's that is covered and not yet said.
    pub fn covered(&self, by: Voice, now: Instant) -> Option<&Step> {
        self.0.iter().find(|step| step.by == by && step.said.is_none() && !step.lapsed(now))
    }

    /// The last one that somebody received, for whoever would like to go second: not for ever, and not once they have.
    pub fn to_answer(&self, me: Voice, now: Instant) -> Option<&Step> {
        let last = self.said().next()?;
        (last.by != me && now < last.at.plus_days(DAYS_SECOND)).then_some(last)
    }

    /// Takes a change in; says whose words were opened, if this is what opened them.
    pub(crate) fn apply(&mut self, id: StepId, change: Change, by: Voice, meta: &Meta) -> bool {
        match change {
            Change::Covered { about, words } => self.cover(id, about, words, by, meta),
            Change::Said { .. } => {
                let mine = |step: &&mut Step| step.id == id && step.by == by && step.said.is_none();
                let step = self.0.iter_mut().find(mine);
                return step.map(|step| step.said = Some(meta.seq)).is_some();
            }
            Change::Answered { .. } => self.answer(&id, by.other(), meta.seq),
            Change::WordBack { .. } => self.answer(&id, by, meta.seq),
            Change::TakenBack => {
                self.0.retain(|step| step.id != id || step.by != by || step.said.is_some());
            }
            Change::Received | Change::Unknown => {}
        }
        false
    }

    /// When words were opened is known only from who opened them: their author sealed them long before. What is said of
    /// it later than right behind the words changes nothing.
    pub(crate) fn receive(&mut self, id: &StepId, by: Voice, meta: &Meta) -> bool {
        let just_said = |step: &&mut Step| {
            step.id == *id && step.by == by.other() && step.said == Some(meta.seq.saturating_sub(1))
        };
        self.0.iter_mut().find(just_said).map(|step| step.at = meta.at).is_some()
    }

    fn cover(&mut self, id: StepId, about: About, words: u16, by: Voice, meta: &Meta) {
        // One at a time: a newer offer takes the place of one that was not opened, also where it is the same step.
        self.0.retain(|step| step.by != by || step.said.is_some());
        if self.get(&id).is_some() || !crate::desk::fits(id.as_str()) {
            return;
        }
        self.0.push(Step { id, by, about, words, at: meta.at, said: None, answers: Vec::new() });
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    fn answer(&mut self, id: &StepId, author: Voice, seq: u64) {
        let open = |step: &&mut Step| step.id == *id && step.by == author && step.said.is_some();
        if let Some(step) = self.0.iter_mut().find(open).filter(|step| step.answers.len() < ANSWERS) {
            step.answers.push(seq);
        }
    }
}

/// One's own open offer, as it lies on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Its id.
    pub step: StepId,
    /// What it is about.
    pub about: About,
    /// How many words it has.
    pub words: u16,
    /// The rung of the ladder it stands on, 1 to 5.
    pub rung: u8,
    /// When it was made.
    pub at: Instant,
}

/// How one's own offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It lies unopened: nobody looked yet, or they saw only its kind. Which of the two is not said.
    Waits,
    /// Its words were opened.
    Opened,
    /// It was not opened in time and is destroyed.
    Destroyed,
}

/// How an offer stands, from the two logs and the time alone.
pub fn standing(offer: &Offer, shared: &Shared, now: Instant) -> Standing {
    if shared.steps.get(&offer.step).is_some_and(|step| step.said.is_some()) {
        Standing::Opened
    } else if now >= lapses_at(offer.at) {
        Standing::Destroyed
    } else {
        Standing::Waits
    }
}

/// The gates in which a person's offer lies: first what it is, then its words. One offer at a time.
pub fn gates(author: PersonId) -> [String; 2] {
    let hex: String = author.0.iter().map(|byte| format!("{byte:02x}")).collect();
    [format!("step/cover/{hex}"), format!("step/words/{hex}")]
}

/// About how many words a text has. Some scripts leave no gaps between them, and pictures have none, so whatever can be
/// seen counts as well: six letters or signs are a word, or two where each holds a syllable or more.
pub fn words_in(text: &str) -> u16 {
    const A_WORD: usize = 6;
    let seen: usize = text.chars().map(weight).sum();
    let words = text.split_whitespace().count().max(seen.div_euclid(A_WORD));
    u16::try_from(words).unwrap_or(u16::MAX)
}

/// How much of a word a character is, in sixths.
fn weight(c: char) -> usize {
    match c {
        _ if c.is_whitespace() || c.is_control() => 0,
        // Marks on another character, joiners, directions and variants take no room of their own.
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' => 0,
        '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' => 0,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' => 0,
        '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => 0,
        // Kana, the ideographs of Chinese and Japanese, and the syllables of Korean.
        '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' => 3,
        '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 3,
        _ => 1,
    }
}

/// The rung to begin with: one above the highest that felt all right, and never two above; it depends only on one's
/// own marks, how each rung felt, by the last time.
pub fn rung(felt: &[Option<bool>; RUNGS as usize]) -> u8 {
    let well = felt.iter().take_while(|felt| **felt == Some(true)).count();
    u8::try_from(well).unwrap_or(0).saturating_add(1).min(RUNGS)
}

#[cfg(test)]
mod tests;
