//! A reveal: two answers to one question that opened together, and what was said to them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::voice::Voice;
use crate::{Instant, QuestionId};

/// One person's answer in the latest round of a question.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct AnswerRef {
    /// The event that holds the words.
    pub seq: u64,
    /// When it was written, or confirmed as still true; to the second.
    pub at: Instant,
    /// They would rather tell it.
    pub tell: bool,
}

/// An answer as a snapshot holds it: there are hundreds, and each byte counts.
#[derive(Serialize, Deserialize)]
struct Row(u64, i64, bool);

impl From<Row> for AnswerRef {
    fn from(Row(seq, seconds, tell): Row) -> Self {
        Self { seq, at: Instant(seconds.saturating_mul(1000)), tell }
    }
}

impl From<AnswerRef> for Row {
    fn from(answer: AnswerRef) -> Self {
        Row(answer.seq, answer.at.0.div_euclid(1000), answer.tell)
    }
}

/// A time to the second, as a snapshot keeps it.
pub(crate) fn to_the_second(at: Instant) -> Instant {
    Instant(at.0.div_euclid(1000).saturating_mul(1000))
}

/// The latest round of a question that opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub struct Reveal {
    /// The round, from 0.
    pub round: u32,
    /// The two answers, by voice.
    pub answers: [Option<AnswerRef>; 2],
    /// Replies and words back, as numbers in the log, at most [`REPLIES`].
    pub replies: Vec<u64>,
}

#[derive(Serialize, Deserialize)]
struct Packed(u32, [Option<AnswerRef>; 2], Vec<u64>);

impl From<Packed> for Reveal {
    fn from(Packed(round, answers, replies): Packed) -> Self {
        Self { round, answers, replies }
    }
}

impl From<Reveal> for Packed {
    fn from(reveal: Reveal) -> Self {
        Packed(reveal.round, reveal.answers, reveal.replies)
    }
}

/// The most replies and words back kept for one reveal: from each of the two, the four ways to answer and a word back.
pub const REPLIES: usize = 10;
/// The most reveals kept hot: the whole library and the own questions.
const REVEALS: usize = 440;
/// The most replies kept hot, of all reveals together; those of the oldest go first.
const ALL_REPLIES: usize = 800;

impl Reveal {
    /// Both answers are in.
    pub fn is_open(&self) -> bool {
        self.answers.iter().all(Option::is_some)
    }

    /// One person's answer.
    pub fn by(&self, voice: Option<Voice>) -> Option<&AnswerRef> {
        voice?.of(&self.answers).as_ref()
    }

    /// When the later of the two was written.
    pub fn at(&self) -> Instant {
        self.answers.iter().flatten().map(|answer| answer.at).max().unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.answers.iter().all(Option::is_none)
    }
}

/// The latest rounds of all questions the two have opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reveals(BTreeMap<QuestionId, Reveal>);

impl Reveals {
    /// The latest round of a question, open or not.
    pub fn get(&self, question: &QuestionId) -> Option<&Reveal> {
        self.0.get(question)
    }

    /// Those that are open, by question.
    pub fn open(&self) -> impl Iterator<Item = (&QuestionId, &Reveal)> {
        self.0.iter().filter(|(_, reveal)| reveal.is_open())
    }

    /// Takes an answer in; says when the reveal opened, if this is what opened it.
    pub(crate) fn answer(
        &mut self,
        question: &QuestionId,
        round: u32,
        answer: AnswerRef,
        by: Voice,
    ) -> Option<Instant> {
        self.make_room(question);
        let reveal = self.0.entry(question.clone()).or_default();
        if round > reveal.round || (reveal.is_empty() && round >= reveal.round) {
            *reveal = Reveal { round, ..Reveal::default() };
        }
        if round < reveal.round || reveal.is_open() || by.of(&reveal.answers).is_some() {
            return None;
        }
        *by.of_mut(&mut reveal.answers) = Some(AnswerRef { at: to_the_second(answer.at), ..answer });
        reveal.is_open().then(|| reveal.at())
    }

    /// Takes a reply or a word back in.
    pub(crate) fn reply(&mut self, question: &QuestionId, round: u32, seq: u64) {
        let all: usize = self.0.values().map(|reveal| reveal.replies.len()).sum();
        if all >= ALL_REPLIES {
            let replied = self.0.values_mut().filter(|reveal| !reveal.replies.is_empty());
            if let Some(oldest) = replied.min_by_key(|reveal| reveal.at()) {
                oldest.replies.clear();
            }
        }
        if let Some(reveal) = self.0.get_mut(question)
            && reveal.round == round
            && reveal.replies.len() < REPLIES
        {
            reveal.replies.push(seq);
        }
    }

    /// The author of an answer says that it is still true.
    pub(crate) fn still_true(&mut self, question: &QuestionId, by: Voice, at: Instant) {
        let answer = self.0.get_mut(question).and_then(|reveal| by.of_mut(&mut reveal.answers).as_mut());
        if let Some(answer) = answer {
            answer.at = to_the_second(at);
        }
    }

    pub(crate) fn forget(&mut self, question: &QuestionId) {
        self.0.remove(question);
    }

    /// Makes room for the reveal of a question that has none yet.
    fn make_room(&mut self, newcomer: &QuestionId) {
        if self.0.len() >= REVEALS && !self.0.contains_key(newcomer) {
            let oldest = self.0.iter().min_by_key(|(_, reveal)| reveal.at()).map(|(id, _)| id.clone());
            oldest.and_then(|oldest| self.0.remove(&oldest));
        }
    }
}
