//! Both at once: six weeks for when talk and touch have both faded, at one's own pace.
//!
//! Invariant: everybody finds their own half first, and what is for two is folded away: a safety flag changes no byte
//! here. The week one is at is one's own, shows while one's own space is open, and nothing is ever behind.

use askama::Template;
use content::{Both, BothWeek, Guide};
use domain::SpaceName;
use domain::desk::Event;

use super::talk::asked;
use super::{quiet, today};
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/both", Guard::Person, spaces, show),
    post("/us/both", Guard::Person, spaces, save),
    get("/us/both/print", Guard::Anyone, nothing, print),
];

fn spaces(_: &Ask<'_>) -> Needs {
    Needs { spaces: vec![SpaceName::Desk, SpaceName::Shared], ..Needs::default() }
}

#[derive(Template)]
#[template(path = "pages/both/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    both: &'static Both,
    weeks: Vec<Week>,
    /// The week the visitor is at.
    here: Option<&'static str>,
    rests: Option<String>,
    guide: Option<&'static Guide>,
}

/// A week, with how well it is known to help.
struct Week {
    it: &'static BothWeek,
    evidence: String,
    here: bool,
    open: bool,
}

/// GET `/us/both`.
fn show(ctx: &Ctx<'_>) -> Outcome {
    let here = here(ctx);
    let page = Page {
        p: ctx.shell("both-title"),
        both: &ctx.library.both,
        weeks: weeks(ctx, here),
        here,
        rests: quiet::rests_until(ctx).map(|day| dates::day(ctx.words, day)),
        guide: ctx.library.guide("both-kinds-at-once"),
    };
    ctx.page(&page)
}

/// The week that was named last, and not put down since.
fn here(ctx: &Ctx<'_>) -> Option<&'static str> {
    let done = &today::desk(ctx).path.done;
    let mut newest = done.iter().rev().filter(|_| asked::own_words_show(ctx));
    newest.find_map(|id| ctx.library.both.week(id)).map(|week| week.id.as_str())
}

fn weeks(ctx: &Ctx<'_>, here: Option<&str>) -> Vec<Week> {
    let weeks = ctx.library.both.weeks.iter().enumerate();
    let week = |(at, it): (usize, &'static BothWeek)| {
        let is_here = here == Some(it.id.as_str());
        let evidence = ctx.say(&format!("today-evidence-{}", it.evidence));
        Week { it, evidence, here: is_here, open: is_here || (here.is_none() && at == 0) }
    };
    weeks.map(week).collect()
}

/// POST `/us/both`: the week one is at, any of them; or that they are put down.
fn save(ctx: &Ctx<'_>) -> Outcome {
    let there = Outcome::go("/us/both");
    let mark = |id: &str, done| Event::StepMarked { step: id.to_owned(), done };
    if ctx.form.has("stop") {
        // Each that was named goes, so that none of them comes up in its place.
        let done = &today::desk(ctx).path.done;
        let named = done.iter().filter(|id| ctx.library.both.week(id).is_some());
        return named.fold(there, |outcome, id| outcome.desk(mark(id, false)));
    }
    match ctx.library.both.week(ctx.form.text("week")) {
        Some(week) => there.desk(mark(week.id.as_str(), true)),
        None => there,
    }
}

#[derive(Template)]
#[template(path = "pages/both/print.html")]
struct Paper<'a> {
    p: Shell<'a>,
    both: &'static Both,
}

/// GET `/us/both/print`: all of it, for anybody, to read or to lay on a table.
fn print(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Paper { p: ctx.shell("both-title"), both: &ctx.library.both })
}

#[cfg(test)]
mod tests;
