//! One part of the life together: what both agreed to, what is proposed, and a place to write words for both.

use askama::Template;
use domain::life::{Change, Written};
use domain::ritual::LAPSES;
use domain::text::tidy;
use domain::{Instant, QuestionId, SpaceName, shared};

use super::{agreed, open, questions, text};
use crate::pages::me::refusal_text;
use crate::pages::talk::{self, asked};
use crate::pages::us::Seat;
use crate::pages::{away, errors, quiet};
use crate::past::Past;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

/// The most bytes of the words for one part: a few sentences that two people can remember.
const WORDS: usize = 900;

/// Words, whose they were first, and when they were agreed or proposed.
struct Said {
    text: String,
    by: String,
    day: String,
}

/// Words that are proposed.
enum Proposal {
    /// By oneself; they go by themselves on that day.
    Mine { said: Said, until: String },
    /// By the other one.
    Theirs { said: Said, at: i64 },
}

#[derive(Template)]
#[template(path = "pages/life/one.html")]
struct Page<'a> {
    p: Shell<'a>,
    id: &'a str,
    question: &'a str,
    alone: bool,
    told: bool,
    may_write: bool,
    partner: String,
    agreed: Option<Said>,
    proposal: Option<Proposal>,
    earlier: Option<Vec<Said>>,
    typed: &'a str,
    problem: Option<String>,
}

pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let whole = if ask.query.has("earlier") { vec![SpaceName::Shared] } else { Vec::new() };
    Needs { whole, ..talk::spaces(ask) }
}

/// The part that the address names.
fn part(ctx: &Ctx<'_>) -> Option<&'static content::Question> {
    questions(ctx).find(|question| question.id == *ctx.param(0))
}

fn here(ctx: &Ctx<'_>) -> String {
    format!("/us/life/{}", ctx.param(0))
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if Seat::of(ctx) == Seat::ToOpen {
        return Outcome::go("/us");
    }
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let Some(question) = part(ctx) else { return errors::not_found(ctx) };
    let id: QuestionId = question.id.as_str().into();
    let (seat, agreed, open) = (Seat::of(ctx), agreed(ctx, &id), open(ctx, &id));
    let open = open.filter(|_| seat == Seat::Two);
    let seqs = [agreed, open].into_iter().flatten().map(|words| (SpaceName::Shared, words.seq));
    if let Some(more) = ctx.missing(seqs) {
        return more;
    }
    let told = told(ctx, &id);
    let page = Page {
        p: ctx.shell("us-title"),
        id: question.id.as_str(),
        question: &question.text,
        alone: seat == Seat::Alone,
        told,
        may_write: seat == Seat::Two && told && (problem.is_some() || !quiet::rests(ctx)),
        partner: asked::partner(ctx),
        agreed: agreed.and_then(|words| said(ctx, words)),
        proposal: open.and_then(|words| proposal(ctx, words)),
        earlier: ctx.query.has("earlier").then(|| earlier(ctx, &id)),
        typed: ctx.form.text("text"),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// Both have written about it alone.
fn told(ctx: &Ctx<'_>, id: &QuestionId) -> bool {
    ctx.world.shared.as_ref().is_some_and(|shared| shared.revealed(id).is_some())
}

fn said(ctx: &Ctx<'_>, words: Written) -> Option<Said> {
    let by = ctx.world.shared.as_ref().and_then(|shared| shared.voices.person(words.by));
    let by = by.map_or_else(|| ctx.say("us-somebody"), |by| asked::name(ctx, by));
    Some(Said { text: text(ctx, words.seq)?, by, day: day(ctx, words.at) })
}

fn day(ctx: &Ctx<'_>, at: Instant) -> String {
    dates::day(ctx.words, at.day_in(&ctx.world.zone))
}

fn proposal(ctx: &Ctx<'_>, words: Written) -> Option<Proposal> {
    let said = said(ctx, words)?;
    if Some(words.by) == asked::voice(ctx) {
        return Some(Proposal::Mine { said, until: day(ctx, words.at.plus_days(LAPSES)) });
    }
    Some(Proposal::Theirs { said, at: words.at.0 })
}

/// What both agreed to before, the last first. Needs the shared space whole.
fn earlier(ctx: &Ctx<'_>, id: &QuestionId) -> Vec<Said> {
    let mut versions = Past::read(ctx).life.remove(id).unwrap_or_default();
    versions.pop();
    let said = versions.into_iter().rev().map(|(on, words)| Said {
        by: asked::name(ctx, words.by),
        day: day(ctx, on),
        text: words.text,
    });
    said.collect()
}

fn changed(outcome: Outcome, part: QuestionId, change: Change) -> Outcome {
    outcome.shared(shared::Event::LifeChanged { part, change })
}

/// POST `/us/life/{part}`: words for both are proposed. They take the place of what lay open before.
pub(super) fn write(ctx: &Ctx<'_>) -> Outcome {
    let Some(question) = part(ctx) else { return errors::not_found(ctx) };
    let id: QuestionId = question.id.as_str().into();
    if !told(ctx, &id) {
        return Outcome::go(&here(ctx));
    }
    if quiet::rests(ctx) {
        return page(ctx, Some(ctx.say("life-not-now")));
    }
    match tidy(ctx.form.text("text"), WORDS) {
        Ok(text) if text.len() <= WORDS => changed(Outcome::go(&here(ctx)), id, Change::Written { text }),
        Ok(_) => page(ctx, Some(ctx.say("life-too-long"))),
        Err(domain::text::Refusal::TooLong { .. }) => page(ctx, Some(ctx.say("life-too-long"))),
        Err(refusal) => page(ctx, Some(refusal_text(ctx, refusal))),
    }
}

/// POST `/us/life/{part}/agree`: yes to the very words that stood on the page.
pub(super) fn agree(ctx: &Ctx<'_>) -> Outcome {
    let Some(question) = part(ctx) else { return errors::not_found(ctx) };
    let id: QuestionId = question.id.as_str().into();
    let theirs = open(ctx, &id).filter(|words| Some(words.by) != asked::voice(ctx));
    match theirs.filter(|words| ctx.form.number("of") == Some(words.at.0)) {
        Some(words) => changed(Outcome::go(&here(ctx)), id, Change::Agreed { of: words.seq }),
        // They were changed or taken back meanwhile.
        None => Outcome::go(&here(ctx)),
    }
}

/// POST `/us/life/{part}/away`: one's own are taken back; the other one's are put away, on one's own desk.
pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    let Some(question) = part(ctx) else { return errors::not_found(ctx) };
    let (id, outcome) = (QuestionId::from(question.id.as_str()), Outcome::go("/us/life"));
    let Some(words) = open(ctx, &id) else { return outcome };
    if Some(words.by) == asked::voice(ctx) {
        changed(outcome, id, Change::Withdrawn)
    } else {
        away::put(outcome, ctx, away::of_words(&words))
    }
}
