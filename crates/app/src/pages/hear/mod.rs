//! Hearing what the other one would like to say, at a talk both agreed on: asked for, never announced.
//!
//! Invariant: reading looks at no gate. Until somebody asks, on the day of such a talk, no byte here depends on whether
//! there is anything; asking and *not now* leave nothing behind that a page would show to anybody.

mod again;
pub(crate) mod agreed;
mod cover;
mod open;
mod paper;
mod told;

#[cfg(test)]
mod tests;

use askama::Template;
use domain::first_step::{self, Step};
use domain::{PersonId, StepId};

use super::quiet;
use super::talk::asked;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{CoupleState, Ctx, Needs, Outcome, Row};
pub(crate) use cover::Cover;
pub(super) use told::other;

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/hear", Guard::Person, spaces, show),
    post("/talk/hear", Guard::Couple, spaces, ask),
    get("/talk/hear/paper", Guard::Anyone, nothing, paper::show),
    get("/talk/hear/listen", Guard::Person, spaces, open::listen),
    post("/talk/hear/open", Guard::Couple, spaces, open::open),
    get("/talk/hear/{step}", Guard::Person, spaces, told::show),
    post("/talk/hear/{step}/answer", Guard::Couple, spaces, told::answer),
    post("/talk/hear/{step}/word", Guard::Couple, spaces, told::word_back),
    get("/talk/heard", Guard::Person, again::needs, again::show),
];

fn spaces(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// Where something that was told has its page.
pub(crate) fn address(step: &StepId) -> String {
    format!("/talk/hear/{}", step.as_str())
}

/// What the page is about.
enum View {
    Alone,
    ToOpen,
    Over,
    Rests,
    /// Nothing can be asked today.
    Off {
        next: Option<String>,
        suggest: String,
    },
    /// It can be asked.
    Ask,
    /// It was asked, and there is nothing.
    Nothing,
    /// It was there and is no more.
    Gone,
    /// There is something.
    Covered {
        cover: Cover,
        name: String,
    },
}

#[derive(Template)]
#[template(path = "pages/hear/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    view: View,
    heard: bool,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, view(ctx))
}

fn page(ctx: &Ctx<'_>, status: u16, view: View) -> Outcome {
    let heard = ctx.world.shared.as_ref().is_some_and(|shared| shared.steps.said().next().is_some());
    ctx.page_with(status, &Page { p: ctx.shell("hear-title"), view, heard })
}

/// It is not there, or not any more: taken back, lapsed, altered or never there. Which of them is not said.
fn gone(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 404, View::Gone)
}

fn view(ctx: &Ctx<'_>) -> View {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    match couple.map(|couple| couple.state) {
        None => return View::Alone,
        Some(CoupleState::ToOpen { .. }) => return View::ToOpen,
        Some(CoupleState::ILeft | CoupleState::TheyLeft) => return View::Over,
        Some(CoupleState::Together) => {}
    }
    if quiet::rests(ctx) {
        return View::Rests;
    }
    if !agreed::today(ctx) {
        return View::Off { next: agreed::next_line(ctx, "hear-off-next"), suggest: agreed::suggest(ctx) };
    }
    match covered(ctx) {
        Some(step) => {
            let name = asked::partner(ctx);
            View::Covered { cover: Cover::of(ctx, &name, step.about, step.words), name }
        }
        None if ctx.query.has("said") => View::Nothing,
        None => View::Ask,
    }
}

/// The other one of the two.
fn partner(ctx: &Ctx<'_>) -> Option<PersonId> {
    Some(ctx.person()?.couple.as_ref()?.partner)
}

/// What the other one would like to say, once it was asked for and until its words are opened.
fn covered<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Step> {
    let shared = ctx.world.shared.as_ref()?;
    shared.steps.covered(shared.voice(partner(ctx)?)?, ctx.world.now)
}

/// Whether anything may be asked for or opened now: at a talk both agreed on, and while nothing rests.
fn is_the_time(ctx: &Ctx<'_>) -> bool {
    !quiet::rests(ctx) && agreed::today(ctx)
}

/// POST: is there something? Whatever there is, the answer leads to the same place.
fn ask(ctx: &Ctx<'_>) -> Outcome {
    let Some([label, _]) = partner(ctx).map(first_step::gates).filter(|_| is_the_time(ctx)) else {
        return Outcome::go("/talk/hear");
    };
    let outcome = Outcome::go("/talk/hear?said=yes");
    match ctx.world.gates.get(&label) {
        _ if covered(ctx).is_some() => outcome,
        None => Outcome::more(Needs { gates: vec![label], ..Needs::default() }),
        Some(gate) if gate.theirs => outcome.row(Row::GateOpen { label }),
        Some(_) => outcome,
    }
}
