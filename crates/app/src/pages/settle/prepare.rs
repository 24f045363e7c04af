//! Preparing alone: one small question at a time, each kept at once, to be gone on with after any time.
//!
//! Invariant: these pages open with one's own space only, and nothing of them is sent.

use askama::Template;
use content::{Prepare, RepairKind, RepairPath, Side};
use domain::text::tidy;

use super::things::{self, LINE, Thing};
use super::{Talk, paper, still_to_load, talks};
use crate::pages::errors;
use crate::pages::me::refusal_text;
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// The longest answer to a question, in characters.
const ANSWER: usize = 4_000;

/// A question, with what was written to it.
struct Written {
    step: &'static Prepare,
    words: String,
    href: String,
}

/// The side a thing is prepared from.
struct Picked {
    path: &'static RepairPath,
    side: &'static Side,
    steps: Vec<Written>,
    /// The first question to which nothing is written yet.
    next: Option<String>,
    way: String,
}

impl Picked {
    /// A person helps more than a page, and this is said before anything else.
    fn slow(&self) -> bool {
        self.path.id == RepairKind::Trust
    }
}

#[derive(Template)]
#[template(path = "pages/settle/prepare.html")]
struct Page<'a> {
    p: Shell<'a>,
    id: &'a str,
    about: String,
    longest: usize,
    picked: Option<Picked>,
    paths: &'static [RepairPath],
    may_ask: bool,
    talk: Option<String>,
    partner: String,
    problem: Option<String>,
}

/// Finds the thing of the address and lets `act` go on.
pub(super) fn on_thing(ctx: &Ctx<'_>, act: impl FnOnce(&Thing) -> Outcome) -> Outcome {
    if let Some(more) = still_to_load(ctx, None) {
        return more;
    }
    match things::named(ctx, ctx.param(0)) {
        Some(thing) => act(&thing),
        None => errors::not_found(ctx),
    }
}

/// What it is, and everything written to it so far.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    on_thing(ctx, |thing| overview(ctx, thing, None))
}

/// The page of a thing; with a problem when something on it was not taken.
pub(super) fn overview(ctx: &Ctx<'_>, thing: &Thing, problem: Option<String>) -> Outcome {
    let talk = talks(ctx).into_iter().find(|talk| thing.is_for(talk.id.as_str()));
    let typed = problem.is_some().then(|| ctx.form.get("about")).flatten();
    let page = Page {
        p: ctx.shell("settle-title"),
        id: &thing.id,
        about: typed.map_or_else(|| thing.about().to_owned(), str::to_owned),
        longest: LINE,
        picked: thing.side(ctx).map(|(path, side)| picked(thing, path, side)),
        paths: &ctx.library.repair.paths,
        may_ask: asked::together(ctx) && !quiet::rests(ctx) && talk.is_none(),
        talk: talk.as_ref().map(Talk::address),
        partner: asked::partner(ctx),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

fn picked(thing: &Thing, path: &'static RepairPath, side: &'static Side) -> Picked {
    let written = |step: &'static Prepare| Written {
        step,
        words: thing.answer(step.id.as_str()).to_owned(),
        href: address_of_step(&thing.id, step),
    };
    let steps: Vec<_> = side.steps.iter().map(written).collect();
    let next = steps.iter().find(|written| written.words.is_empty()).map(|written| written.href.clone());
    Picked { path, side, steps, next, way: paper::address(path.id) }
}

fn address_of_step(thing: &str, step: &Prepare) -> String {
    format!("{}/{}", things::address(thing), step.id)
}

#[derive(Template)]
#[template(path = "pages/settle/step.html")]
struct Step<'a> {
    p: Shell<'a>,
    id: &'a str,
    about: &'a str,
    step: &'static Prepare,
    words: String,
    onward: String,
    problem: Option<String>,
}

/// One question.
pub(super) fn step(ctx: &Ctx<'_>) -> Outcome {
    on_thing(ctx, |thing| on_step(ctx, thing, ctx.param(1), |side, step| ask(ctx, thing, side, step, None)))
}

/// What was written to one question is kept. Nothing written is an answer as well.
pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    on_thing(ctx, |thing| {
        on_step(ctx, thing, ctx.form.text("step"), |side, step| {
            let typed = ctx.form.text("text");
            let text = if typed.trim().is_empty() { Ok(String::new()) } else { tidy(typed, ANSWER) };
            match text {
                Ok(text) if text == thing.answer(step.id.as_str()) => {
                    Outcome::go(&onward(thing, side, step)).kept_already()
                }
                Ok(text) => {
                    let onward = Outcome::go(&onward(thing, side, step));
                    things::write(onward, ctx, thing, step.id.as_str(), &text)
                }
                Err(refusal) => ask(ctx, thing, side, step, Some(refusal_text(ctx, refusal))),
            }
        })
    })
}

/// The question after this one; after the last, all that was written.
fn onward(thing: &Thing, side: &Side, step: &Prepare) -> String {
    match side.after(step.id.as_str()) {
        Some(next) => address_of_step(&thing.id, next),
        None => things::address(&thing.id),
    }
}

fn on_step(
    ctx: &Ctx<'_>,
    thing: &Thing,
    step: &str,
    act: impl FnOnce(&'static Side, &'static Prepare) -> Outcome,
) -> Outcome {
    let found = thing.side(ctx).and_then(|(_, side)| Some((side, side.step(step)?)));
    found.map_or_else(|| errors::not_found(ctx), |(side, step)| act(side, step))
}

fn ask(
    ctx: &Ctx<'_>,
    thing: &Thing,
    side: &'static Side,
    step: &'static Prepare,
    problem: Option<String>,
) -> Outcome {
    let words = match &problem {
        Some(_) => ctx.form.text("text"),
        None => thing.answer(step.id.as_str()),
    };
    let page = Step {
        p: ctx.shell("settle-title"),
        id: &thing.id,
        about: thing.about(),
        step,
        words: words.to_owned(),
        onward: onward(thing, side, step),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}
