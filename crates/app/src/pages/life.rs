//! The life together we want: each writes alone, then the two find words for both.
//!
//! Invariant: nobody edits the other's words. Words are one's own until the other one says yes to these very words, and
//! putting a proposal away changes no byte for who made it.

mod one;

use askama::Template;
use content::{Domain, Question};
use domain::life::Written;
use domain::ritual::LAPSES;
use domain::{QuestionId, SpaceName, shared};

use super::talk::{self, asked};
use super::us::Seat;
use super::{away, quiet};
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/life", Guard::Person, talk::spaces, show),
    get("/us/life/{part}", Guard::Person, one::needs, one::show),
    post("/us/life/{part}", Guard::Couple, talk::spaces, one::write),
    post("/us/life/{part}/agree", Guard::Couple, talk::spaces, one::agree),
    post("/us/life/{part}/away", Guard::Couple, talk::spaces, one::put_away),
];

/// A part of the life together in the list.
struct Part {
    id: &'static str,
    text: &'static str,
    words: Option<String>,
    /// Both have written about it alone.
    told: bool,
    /// Words that lie open for the visitor to see, and whether they are the visitor's.
    open: Option<bool>,
}

#[derive(Template)]
#[template(path = "pages/life/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    two: bool,
    alone: bool,
    rests: bool,
    partner: String,
    parts: Vec<Part>,
}

/// The questions about it, in their order.
fn questions(ctx: &Ctx<'_>) -> impl Iterator<Item = &'static Question> + use<> {
    ctx.library.questions.iter().filter(|question| question.domain == Domain::Life)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let seat = Seat::of(ctx);
    if seat == Seat::ToOpen {
        return Outcome::go("/us");
    }
    let alone = seat == Seat::Alone;
    let items = questions(ctx).filter_map(|question| match alone {
        true => asked::note(ctx, question.id.as_str()).map(|seq| (SpaceName::Private, seq)),
        false => agreed(ctx, &id_of(question)).map(|words| (SpaceName::Shared, words.seq)),
    });
    if let Some(more) = ctx.missing(items) {
        return more;
    }
    let page = Page {
        p: ctx.shell("us-title"),
        two: seat == Seat::Two,
        alone,
        rests: seat == Seat::Two && quiet::rests(ctx),
        partner: asked::partner(ctx),
        parts: questions(ctx).map(|question| part(ctx, question, alone)).collect(),
    };
    ctx.page(&page)
}

fn id_of(question: &Question) -> QuestionId {
    question.id.as_str().into()
}

fn part(ctx: &Ctx<'_>, question: &'static Question, alone: bool) -> Part {
    let id = id_of(question);
    let words = match alone {
        true => asked::note(ctx, id.as_str()).and_then(|seq| asked::note_words(ctx, seq)),
        false => agreed(ctx, &id).and_then(|words| text(ctx, words.seq)),
    };
    let open = open(ctx, &id).filter(|_| asked::together(ctx));
    Part {
        id: question.id.as_str(),
        text: &question.text,
        words,
        told: ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(&id).is_some()),
        open: open.map(|words| Some(words.by) == asked::voice(ctx)),
    }
}

/// The words both agreed to.
fn agreed(ctx: &Ctx<'_>, part: &QuestionId) -> Option<Written> {
    ctx.world.shared.as_ref()?.life.part(part).agreed
}

/// Words that are proposed and lie open for the visitor: not for ever, not once they put them away, and those of the
/// other one not while everything rests.
fn open(ctx: &Ctx<'_>, part: &QuestionId) -> Option<Written> {
    let words = ctx.world.shared.as_ref()?.life.part(part).proposed?;
    let fresh = ctx.world.now < words.at.plus_days(LAPSES);
    let mine = Some(words.by) == asked::voice(ctx);
    let asks = || !away::was_put(ctx, &away::of_words(&words)) && !quiet::rests(ctx);
    (fresh && (mine || asks())).then_some(words)
}

/// Words for a part, once loaded.
fn text(ctx: &Ctx<'_>, seq: u64) -> Option<String> {
    match ctx.world.item(SpaceName::Shared, seq)?.0 {
        shared::Event::LifeChanged { change: domain::life::Change::Written { text }, .. } => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
