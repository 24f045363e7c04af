//! All that has been between the two, read from the whole shared log: what they told each other, thanked for, agreed, did.
//!
//! The log is folded once more, by the rules of the domain, and what each event brings about is written down.
//! Invariant: only what was. Nothing is counted, and nothing here knows of what was never opened or never agreed to.

mod talks;

use std::collections::{BTreeMap, BTreeSet};

use domain::agreement;
use domain::shared::{Event, Moment, Shared};
use domain::timeline::Timeline;
use domain::{AgreementId, Day, Fold, Instant, Meta, PersonId, QuestionId, SpaceName, first_step};

use crate::{Ctx, whole};
pub(crate) use talks::Talk;

/// Words one of the two wrote, with their place in the log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words {
    pub(crate) seq: u64,
    pub(crate) by: PersonId,
    pub(crate) at: Instant,
    pub(crate) text: String,
}

/// One round of a question: both answers, and what was said to them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) question: QuestionId,
    pub(crate) round: u32,
    /// When both were in.
    pub(crate) opened: Instant,
    /// The two answers; the words of one who would rather tell it are empty.
    pub(crate) answers: Vec<Words>,
    /// Replies and words back, with the key of what they say.
    pub(crate) replies: Vec<(String, Words)>,
}

/// An agreement both said yes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agreed {
    pub(crate) id: AgreementId,
    pub(crate) piece: Option<String>,
    /// As it was proposed.
    pub(crate) words: Words,
    /// When the other one said yes.
    pub(crate) on: Instant,
    pub(crate) look_again: Option<Day>,
    /// When it was ended, and by whom.
    pub(crate) ended: Option<(Instant, PersonId)>,
}

/// A first step that was opened, and what was said to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// As it stood last.
    pub(crate) it: first_step::Step,
    /// As old as their opening.
    pub(crate) words: Words,
    /// What was said to it in words.
    pub(crate) answers: Vec<Words>,
}

/// All of it, each list with the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Past {
    pub(crate) told: Vec<Told>,
    pub(crate) own_questions: BTreeMap<QuestionId, String>,
    pub(crate) thanks: Vec<Words>,
    pub(crate) steps: Vec<Step>,
    /// Talks both wanted, with those that still go on.
    pub(crate) talks: Vec<Talk>,
    pub(crate) summaries: Vec<(Words, String)>,
    pub(crate) agreed: Vec<Agreed>,
    /// The words for each part of the life together, one after the other, with when they were agreed.
    pub(crate) life: BTreeMap<QuestionId, Vec<(Instant, Words)>>,
    /// What they did: a practice, a time they kept.
    pub(crate) done: Vec<Moment>,
    /// What its author leaves out of books.
    pub(crate) left_out: BTreeSet<u64>,
}

impl Past {
    /// Reads it. Needs the shared space whole.
    pub(crate) fn read(ctx: &Ctx<'_>) -> Self {
        let mut reading = Reading::default();
        for (seq, event, item) in whole::entries::<Event>(ctx, SpaceName::Shared) {
            let meta = Meta { seq, author: item.author, at: item.at };
            reading.note(ctx, &event, &meta);
            reading.state.apply(event.clone(), &meta);
            reading.follow(&event, &meta);
        }
        reading.done()
    }

    /// The words of a question, of the library or of the two's own, also one that is asked no more.
    pub(crate) fn question(&self, ctx: &Ctx<'_>, id: &str) -> String {
        let known = ctx.library.question(id).map(|question| question.text.clone());
        let own = || self.own_questions.get(&id.into()).cloned();
        known.or_else(own).unwrap_or_else(|| ctx.say("talk-some-question"))
    }

    /// The first step of this name that was opened last.
    pub(crate) fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.it.id.as_str() == id)
    }

    /// What two agreed in a talk, in the words both said yes to last.
    pub(crate) fn agreed_in(&self, talk: &Talk) -> Option<&Agreed> {
        let id = talk.settled.as_ref()?;
        self.agreed.iter().rev().find(|agreed| agreed.id == *id)
    }
}

/// Reading, so far.
#[derive(Default)]
struct Reading {
    past: Past,
    state: Shared,
    /// Answers of which the other one is not read yet.
    first: BTreeMap<(QuestionId, u32), Words>,
    /// Where each round is that has both.
    rounds: BTreeMap<(QuestionId, u32), usize>,
    /// The words of the life together, by their place in the log.
    life: BTreeMap<u64, Words>,
    proposed: BTreeMap<AgreementId, (Option<String>, Words, Option<Day>)>,
    agreed: BTreeMap<AgreementId, Agreed>,
    /// By the place of their words.
    steps: BTreeMap<u64, Step>,
    talks: talks::Reading,
}

impl Reading {
    /// What the event says by itself.
    fn note(&mut self, ctx: &Ctx<'_>, event: &Event, meta: &Meta) {
        let words = |text: &str| Words { seq: meta.seq, by: meta.author, at: meta.at, text: text.to_owned() };
        match event {
            Event::Answered { question, round, text, .. } => self.answered(question, *round, words(text)),
            Event::Replied { question, round, reply, text } => {
                self.replied(question, *round, reply.as_str(), words(text));
            }
            Event::WordBack { question, round, got_it, text } => {
                let way = if *got_it { "got-it" } else { "nearly" };
                self.replied(question, *round, way, words(text));
            }
            Event::QuestionAdded { question, text } => {
                self.past.own_questions.entry(question.clone()).or_insert_with(|| text.clone());
            }
            Event::SummaryShared { words: said, wish } => {
                self.past.summaries.push((words(said), wish.clone()))
            }
            Event::Thanked { text } => self.past.thanks.push(words(text)),
            Event::LifeChanged { change: domain::life::Change::Written { text }, .. } => {
                self.life.insert(meta.seq, words(text));
            }
            Event::LeftOut { seq, out } => self.left_out(ctx, *seq, *out, meta.author),
            _ => {}
        }
    }

    /// Both answers lie one after the other; whoever wrote first is heard first.
    fn answered(&mut self, question: &QuestionId, round: u32, words: Words) {
        let at = (question.clone(), round);
        match self.first.remove(&at) {
            Some(first) if first.by != words.by => {
                let opened = first.at.max(words.at);
                let answers = vec![first, words];
                self.rounds.insert(at.clone(), self.past.told.len());
                self.past.told.push(Told { question: at.0, round, opened, answers, replies: Vec::new() });
            }
            Some(first) => drop(self.first.insert(at, first)),
            None if self.rounds.contains_key(&at) => {}
            None => drop(self.first.insert(at, words)),
        }
    }

    fn replied(&mut self, question: &QuestionId, round: u32, way: &str, words: Words) {
        let place = self.rounds.get(&(question.clone(), round));
        if let Some(of) = place.and_then(|place| self.past.told.get_mut(*place)) {
            of.replies.push((way.to_owned(), words));
        }
    }

    /// What the log says of a step counts as far as the domain takes it; it stays after the state has forgotten it.
    fn step(&mut self, id: &domain::StepId, change: &first_step::Change, meta: &Meta) {
        let Some(it) = self.state.steps.get(id) else { return };
        let Some(said) = it.said else { return };
        let words = |text: &str| Words { seq: meta.seq, by: meta.author, at: it.at, text: text.to_owned() };
        match change {
            first_step::Change::Said { text } if said == meta.seq => {
                let fresh = Step { it: it.clone(), words: words(text), answers: Vec::new() };
                self.steps.insert(said, fresh);
            }
            first_step::Change::Answered { text, .. } | first_step::Change::WordBack { text, .. }
                if !text.is_empty() && it.answers.last() == Some(&meta.seq) =>
            {
                if let Some(step) = self.steps.get_mut(&said) {
                    step.answers.push(Words { at: meta.at, ..words(text) });
                }
            }
            _ => {}
        }
        if let Some(step) = self.steps.get_mut(&said) {
            // The words were sealed long before they were told; whoever opened them says when that was.
            (step.it, step.words.at) = (it.clone(), it.at);
        }
    }

    /// An id may come up again: what was taken back or ended can be proposed in other words.
    fn agreement(&mut self, id: &AgreementId, change: &agreement::Change, meta: &Meta) {
        let standing = self.state.agreements.get(id);
        match change {
            agreement::Change::Proposed { piece, text, look_again }
                if standing.is_some_and(|it| !it.agreed && (it.by, it.at) == (meta.author, meta.at)) =>
            {
                let words = Words { seq: meta.seq, by: meta.author, at: meta.at, text: text.clone() };
                self.proposed.insert(id.clone(), (piece.clone(), words, *look_again));
            }
            agreement::Change::Agreed if standing.is_some_and(|it| it.agreed) => {
                if let Some((piece, words, look_again)) = self.proposed.remove(id) {
                    let agreed =
                        Agreed { id: id.clone(), piece, words, on: meta.at, look_again, ended: None };
                    self.agreed.insert(id.clone(), agreed);
                }
            }
            agreement::Change::Ended => {
                self.proposed.remove(id);
                if let Some(mut agreed) = self.agreed.remove(id) {
                    agreed.ended = Some((meta.at, meta.author));
                    self.past.agreed.push(agreed);
                }
            }
            _ => {}
        }
    }

    fn left_out(&mut self, ctx: &Ctx<'_>, seq: u64, out: bool, by: PersonId) {
        let item = ctx.world.items.get(&(SpaceName::Shared, seq));
        if item.is_none_or(|item| item.author != by) {
            return;
        }
        if out {
            self.past.left_out.insert(seq);
        } else {
            self.past.left_out.remove(&seq);
        }
    }

    /// What the event brought about.
    fn follow(&mut self, event: &Event, meta: &Meta) {
        match event {
            Event::AgreementChanged { agreement, change } => self.agreement(agreement, change, meta),
            Event::StepChanged { step, change } => self.step(step, change, meta),
            Event::RepairChanged { repair, change } => {
                self.talks.follow(&self.state.repairs, repair, change, meta);
            }
            Event::LifeChanged { part, change: domain::life::Change::Agreed { of } } => {
                let counts = self.state.life.part(part).agreed.is_some_and(|words| words.seq == *of);
                let words = self.life.get(of).filter(|_| counts).cloned();
                let versions = self.past.life.entry(part.clone()).or_default();
                if let Some(words) =
                    words.filter(|words| versions.last().is_none_or(|(_, last)| last != words))
                {
                    versions.push((meta.at, words));
                }
            }
            _ => {}
        }
    }

    fn done(mut self) -> Past {
        let mut past = self.past;
        let chapters = self.state.moments.take_chapters();
        let mut moments: Vec<Moment> =
            chapters.iter().flat_map(|(_, bytes)| Timeline::<Moment>::read_chapter(bytes)).collect();
        moments.extend(self.state.moments.newest().cloned().collect::<Vec<_>>().into_iter().rev());
        past.done =
            moments.into_iter().filter(|it| matches!(it, Moment::Did(..) | Moment::Kept(..))).collect();
        past.agreed.extend(self.agreed.into_values());
        past.agreed.sort_by_key(|agreed| agreed.on);
        past.steps = self.steps.into_values().collect();
        past.talks = self.talks.done();
        past.life.retain(|_, versions| !versions.is_empty());
        past
    }
}

#[cfg(test)]
mod tests;
