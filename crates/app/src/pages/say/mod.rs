//! What one has not said yet: a ladder from safe to deep, what was written on it, and what became of an offer.
//!
//! Invariant: everything here is one's own. Where the ladder begins depends on one's own marks alone; nothing here is
//! ever suggested to be offered, to anybody; and no page can tell whether the other one has seen that there is an offer.

mod aloud;
mod ask;
mod draft;
mod offer;
mod offered;
mod piece;
mod prepare;
mod rung;
mod write;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

use askama::Template;
use content::Arg;
use domain::first_step;

use super::quiet;
use super::talk::asked;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, leaves};
use offered::Offered;
pub(super) use offered::uncovered;

pub(crate) const ROUTES: &[Route] = &[
    get("/me/say", Guard::Person, spaces, show),
    get("/me/say/r/{rung}", Guard::Person, spaces, rung::show),
    post("/me/say/r/{rung}", Guard::Person, spaces, rung::felt),
    get("/me/say/prepare", Guard::Person, nothing, prepare::show),
    get("/me/say/new", Guard::Open, spaces, write::blank),
    post("/me/say/new", Guard::Person, spaces, write::begin),
    get("/me/say/d/{draft}", Guard::Open, spaces, piece::show),
    post("/me/say/d/{draft}", Guard::Person, piece::needs, piece::act),
    get("/me/say/d/{draft}/aloud", Guard::Open, spaces, aloud::show),
    post("/me/say/back", Guard::Person, spaces, offered::take_back),
    post("/me/say/done", Guard::Person, spaces, offered::done),
];

/// Where one is led by anything that was done with an offer, and by whatever is sent while one's own space is shut.
const SAID: &str = "/me/say?said=yes";

fn spaces(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// A rung in the list.
struct Step {
    number: u8,
    title: String,
    what: &'static str,
    /// One's own marks say that this is a good place to begin.
    begin: bool,
}

/// A piece one wrote, in the list.
struct Listed {
    id: String,
    words: String,
    line: String,
    offered: bool,
}

impl Listed {
    fn bytes(&self) -> usize {
        self.words.len() + self.line.len()
    }
}

/// Something received of late, for whoever would like to go second.
struct Second {
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/say/show.html")]
struct Say<'a> {
    p: Shell<'a>,
    status: Option<String>,
    rests: bool,
    open: bool,
    together: bool,
    offered: Option<Offered>,
    second: Option<Second>,
    steps: Vec<Step>,
    drafts: Vec<Listed>,
    /// The page of older ones, if there are more.
    older: Option<usize>,
    heard: bool,
    /// There is no room for more: what was written besides stands among the notes.
    full: bool,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if let Some(more) = ctx.missing(draft::items(ctx)) {
        return more;
    }
    let (open, rests) = (asked::own_words_show(ctx), quiet::rests(ctx));
    let shared = ctx.world.shared.as_ref();
    let (first, pages) = leaves::leaf(drafts(ctx), 0, Listed::bytes);
    // Whoever burned the last of a page finds the one before it there.
    let at = leaves::asked(&ctx.query).min(pages.saturating_sub(1));
    let drafts = if at == 0 { first } else { leaves::leaf(drafts(ctx), at, Listed::bytes).0 };
    let page = Say {
        p: ctx.shell("say-title"),
        status: status(ctx),
        rests,
        open,
        together: asked::together(ctx),
        offered: offered::view(ctx).filter(|_| open),
        second: if open && !rests { second(ctx) } else { None },
        steps: steps(ctx, open && !rests),
        drafts,
        older: (at + 1 < pages).then_some(at + 1),
        full: open && write::no_room(ctx, "say-full-empty").is_some(),
        heard: open && shared.is_some_and(|shared| shared.steps.said().next().is_some()),
    };
    ctx.page(&page)
}

/// What is so since something was done, in one line. The address only says that something was.
fn status(ctx: &Ctx<'_>) -> Option<String> {
    if !ctx.query.has("said") {
        return None;
    }
    let key = if asked::own_words_show(ctx) { offered::said(ctx)? } else { "say-said-shut" };
    Some(ctx.say(key))
}

/// The ladder. Where to begin shows only while one's marks may show.
fn steps(ctx: &Ctx<'_>, marks: bool) -> Vec<Step> {
    let own = ctx.world.private.as_ref().filter(|_| marks);
    let begin = own.map(|private| first_step::rung(&private.rungs));
    let step = |rung: &'static content::Rung| Step {
        number: rung.number,
        title: rung::name(ctx, rung),
        what: &rung.what,
        begin: begin == Some(rung.number),
    };
    ctx.library.steps.rungs.iter().map(step).collect()
}

fn drafts(ctx: &Ctx<'_>) -> Vec<Listed> {
    let offered = offered::lies(ctx).map(|offer| offer.step.as_str().to_owned());
    let listed = |draft: draft::Draft| Listed {
        offered: offered.as_ref() == Some(&draft.id),
        words: draft.beginning(),
        line: piece::line(ctx, &draft),
        id: draft.id,
    };
    draft::all(ctx).map(listed).collect()
}

/// What one received last, for a while and until one went second. Nobody else ever learns that it shows.
fn second(ctx: &Ctx<'_>) -> Option<Second> {
    let shared = ctx.world.shared.as_ref().filter(|_| asked::together(ctx))?;
    let step = shared.steps.to_answer(asked::voice(ctx)?, ctx.world.now)?;
    let day = dates::weekday(ctx.words, step.at.day_in(&ctx.world.zone));
    let second = Second {
        text: ctx.words.say_with("say-second", &[("day", Arg::Text(&day))]),
        href: super::hear::address(&step.id),
    };
    offered::lies(ctx).is_none().then_some(second)
}
