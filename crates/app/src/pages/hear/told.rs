//! Words that were opened: to read, to answer, and to send a word back to whoever listened.
//!
//! Invariant: nobody answers their own words, and nothing here changes another's. What is no longer at hand is read from
//! the log, and only read.

use askama::Template;
use content::{Arg, WayToAnswer};
use domain::SpaceName;
use domain::first_step::{ANSWERS, Answer, Change, Step};
use domain::shared::Event;
use domain::text::{LONGEST, Refusal};

use super::{address, cover};
use crate::pages::talk::asked;
use crate::past::Past;
use crate::shell::Shell;
use crate::{Ctx, Item, Outcome, dates, whole};

/// The most each of the two can add, so that neither takes up all the room.
const EACH: usize = ANSWERS / 2;

/// What was typed, and why it was not taken.
#[derive(Default)]
struct Draft {
    answer: Option<Answer>,
    text: String,
    problem: Option<String>,
    got_it: bool,
    nearly: bool,
    word: String,
    word_problem: Option<String>,
}

/// An answer, or a word back.
struct Note {
    label: String,
    words: String,
}

/// A way to answer, with words to begin with.
struct Way {
    answer: Answer,
    starters: &'static [String],
}

#[derive(Template)]
#[template(path = "pages/hear/told.html")]
struct Page<'a> {
    p: Shell<'a>,
    id: &'a str,
    mine: bool,
    when: String,
    partner: String,
    words: String,
    notes: Vec<Note>,
    ways: Vec<Way>,
    writable: bool,
    /// The visitor has said something to it.
    answered: bool,
    draft: Draft,
}

impl Page<'_> {
    fn chosen(&self, answer: &Answer) -> bool {
        self.draft.answer == Some(*answer)
    }
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    match at_hand(ctx) {
        Some(_) => on_told(ctx, |step| Ok(page(ctx, 200, step, Draft::default()))),
        None => older(ctx),
    }
}

/// The step of the address, as long as the state holds it.
fn at_hand<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Step> {
    ctx.world.shared.as_ref()?.steps.get(&ctx.param(0).into())
}

/// One that the state has forgotten, and the log has not.
fn older(ctx: &Ctx<'_>) -> Outcome {
    if !ctx.world.shared.as_ref().is_some_and(|shared| shared.steps.may_be_older()) {
        return super::gone(ctx);
    }
    if let Some(more) = whole::unread(ctx, SpaceName::Shared, []) {
        return more;
    }
    let past = Past::read(ctx);
    past.step(ctx.param(0))
        .map_or_else(|| super::gone(ctx), |step| page(ctx, 200, &step.it, Draft::default()))
}

/// Finds the step of the address, loads its words and what was said to it, and lets `act` go on.
fn on_told(ctx: &Ctx<'_>, act: impl FnOnce(&Step) -> Result<Outcome, Draft>) -> Outcome {
    let Some((step, said)) = at_hand(ctx).and_then(|step| Some((step, step.said?))) else {
        return super::gone(ctx);
    };
    let items = [said].into_iter().chain(step.answers.iter().copied());
    if let Some(more) = ctx.missing(items.map(|seq| (SpaceName::Shared, seq))) {
        return more;
    }
    act(step).unwrap_or_else(|draft| page(ctx, 422, step, draft))
}

fn is_mine(ctx: &Ctx<'_>, step: &Step) -> bool {
    asked::voice(ctx) == Some(step.by)
}

fn page(ctx: &Ctx<'_>, status: u16, step: &Step, draft: Draft) -> Outcome {
    let by = ctx.world.shared.as_ref().and_then(|shared| shared.voices.person(step.by));
    let author = by.map_or_else(|| ctx.say("talk-somebody"), |by| asked::name(ctx, by));
    let words = match step.said.and_then(|said| ctx.world.item(SpaceName::Shared, said)) {
        Some((Event::StepChanged { change: Change::Said { text }, .. }, _)) => text,
        _ => String::new(),
    };
    let day = dates::day(ctx.words, step.at.day_in(&ctx.world.zone));
    let kind = cover::kind(ctx, &author, step.about);
    let notes = step.answers.iter().filter_map(|seq| ctx.world.item(SpaceName::Shared, *seq));
    let page = Page {
        p: ctx.shell("hear-title"),
        id: step.id.as_str(),
        mine: is_mine(ctx, step),
        when: ctx.words.say_with("hear-told-when", &[("kind", (&kind).into()), ("day", (&day).into())]),
        partner: other(ctx),
        words,
        notes: notes.filter_map(|(event, item)| note(ctx, event, item)).collect(),
        ways: ways(ctx),
        writable: asked::together(ctx) && at_hand(ctx).is_some(),
        answered: written(ctx, step) > 0,
        draft,
    };
    ctx.page_with(status, &page)
}

/// How the other one likes to be called, also after one of the two has left.
pub(in crate::pages) fn other(ctx: &Ctx<'_>) -> String {
    let voices = ctx.world.shared.as_ref().map(|shared| &shared.voices);
    let other = voices.zip(asked::voice(ctx)).and_then(|(voices, mine)| voices.person(mine.other()));
    other.map_or_else(|| asked::partner(ctx), |other| asked::name(ctx, other))
}

fn ways(ctx: &Ctx<'_>) -> Vec<Way> {
    let starters = |way: &'static WayToAnswer| way.starters.as_slice();
    let way = |answer: &Answer| Way {
        answer: *answer,
        starters: ctx.library.steps.answer(answer.as_str()).map(starters).unwrap_or_default(),
    };
    Answer::ALL.iter().map(way).collect()
}

fn note(ctx: &Ctx<'_>, event: Event, item: &Item) -> Option<Note> {
    let side = if item.author == asked::me(ctx) { "mine" } else { "theirs" };
    let (what, words) = match event {
        Event::StepChanged { change: Change::Answered { answer, text }, .. } => (answer.as_str(), text),
        Event::StepChanged { change: Change::WordBack { got_it, text }, .. } => {
            (if got_it { "got-it" } else { "nearly" }, text)
        }
        _ => return None,
    };
    let name = asked::name(ctx, item.author);
    Some(Note {
        label: ctx.words.say_with(&format!("hear-{side}-{what}"), &[("name", Arg::Text(&name))]),
        words,
    })
}

/// Why the visitor cannot add to this, if they cannot.
fn full(ctx: &Ctx<'_>, step: &Step) -> Option<String> {
    (written(ctx, step) >= EACH || step.answers.len() >= ANSWERS).then(|| ctx.say("hear-full"))
}

/// How often the visitor has said something to it.
fn written(ctx: &Ctx<'_>, step: &Step) -> usize {
    let all = step.answers.iter().filter_map(|seq| ctx.world.items.get(&(SpaceName::Shared, *seq)));
    all.filter(|item| item.author == asked::me(ctx)).count()
}

fn add(step: &Step, change: Change) -> Outcome {
    let step = step.id.clone();
    Outcome::go(&address(&step)).shared(Event::StepChanged { step, change })
}

/// Whoever received it answers.
pub(super) fn answer(ctx: &Ctx<'_>) -> Outcome {
    on_told(ctx, |step| {
        if is_mine(ctx, step) {
            return Ok(Outcome::go(&address(&step.id)));
        }
        let answer = Answer::parse(ctx.form.text("answer"));
        let text = ctx.form.text("text").to_owned();
        let refused =
            |problem| Draft { answer, text: text.clone(), problem: Some(problem), ..Draft::default() };
        let Some(answer) = answer else { return Err(refused(ctx.say("hear-answer-choose"))) };
        let typed = match asked::typed(ctx, "text", LONGEST) {
            Err((Refusal::Empty, _)) => String::new(),
            typed => typed.map_err(|(_, problem)| refused(problem))?,
        };
        match full(ctx, step) {
            Some(problem) => Err(refused(problem)),
            None => Ok(add(step, Change::Answered { answer, text: typed })),
        }
    })
}

/// Whoever said it sends a word back: you got it, or nearly.
pub(super) fn word_back(ctx: &Ctx<'_>) -> Outcome {
    on_told(ctx, |step| {
        if !is_mine(ctx, step) {
            return Ok(Outcome::go(&address(&step.id)));
        }
        let got_it = ctx.form.text("word") == "got-it";
        let word = ctx.form.text("text").to_owned();
        let refused = |problem| Draft {
            got_it,
            nearly: !got_it,
            word: word.clone(),
            word_problem: Some(problem),
            ..Draft::default()
        };
        let text = match asked::typed(ctx, "text", LONGEST) {
            Err((Refusal::Empty, _)) if got_it => String::new(),
            text => text.map_err(|(_, problem)| refused(problem))?,
        };
        match full(ctx, step) {
            Some(problem) => Err(refused(problem)),
            None => Ok(add(step, Change::WordBack { got_it, text })),
        }
    })
}
