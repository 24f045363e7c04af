//! What the two have agreed, all of it in one place: until when it stands, what has come to its day, and a way to agree on
//! something of their own.
//!
//! Invariant: either ends any of it alone, without a reason, and nothing records whether it was kept. Proposals of other
//! pages stay on those pages.

mod add;
mod before;

use askama::Template;
use domain::agreement::{Agreement, Agreements};
use domain::ritual::LAPSES;
use domain::{AgreementId, Day, Instant};

use super::down::between::{self, asks, have_room, me, ours};
use super::quiet;
use super::settle::told;
use super::talk::{self, asked};
use super::us::Seat;
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates, when};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/agreed", Guard::Person, talk::spaces, show),
    post("/us/agreed", Guard::Couple, talk::spaces, add::propose),
    post("/us/agreed/again", Guard::Couple, talk::spaces, add::again),
    post("/us/agreed/agree", Guard::Couple, talk::spaces, agree),
    post("/us/agreed/away", Guard::Couple, talk::spaces, put_away),
    post("/us/agreed/end", Guard::Couple, talk::spaces, end),
    get("/us/agreed/before", Guard::Person, before::needs, before::show),
];

/// Where all of it stands.
const HERE: &str = "/us/agreed";
/// The piece that stands for what two agree on in words of their own.
pub(super) const OWN: &str = "us";
/// How the piece of a year's book begins.
pub(super) const BOOK: &str = "book/";

/// Whether an agreement has a place of its own, and does not stand among those about screens.
pub(super) fn is_of_its_own(piece: &str) -> bool {
    piece == OWN || piece.starts_with(BOOK)
}

/// Whether it was agreed in a talk about one thing: such a one has a day to look again and is no piece of anything.
pub(super) fn is_of_a_talk(piece: Option<&str>, look_again: Option<Day>) -> bool {
    piece.is_none() && look_again.is_some()
}

/// In how many days one may look again.
const LOOK_AGAIN: std::ops::RangeInclusive<i32> = 7..=366;
/// In how many days one does, unless another day is chosen.
const USUAL: i32 = 90;

/// An agreement or a proposal, as it is shown.
struct Entry<'a> {
    id: &'a str,
    words: String,
    /// Who proposed it.
    by: String,
    at: Instant,
    /// The day it goes by itself, or on which the two look again.
    until: Option<String>,
    /// Where it was agreed, if that is another page.
    page: Option<(String, String)>,
}

/// The days a date field may have.
struct Days {
    first: String,
    last: String,
    usual: String,
}

impl Days {
    fn of(ctx: &Ctx<'_>) -> Self {
        let day = |days: i32| when::day_written(ctx.today().plus(days));
        Self { first: day(*LOOK_AGAIN.start()), last: day(*LOOK_AGAIN.end()), usual: day(USUAL) }
    }
}

#[derive(Template)]
#[template(path = "pages/agreed/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    seat: Seat,
    rests: bool,
    partner: String,
    standing: Vec<Entry<'a>>,
    lapsed: Vec<Entry<'a>>,
    theirs: Vec<Entry<'a>>,
    mine: Vec<Entry<'a>>,
    room: bool,
    days: Days,
    typed: &'a str,
    day: &'a str,
    problem: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    if Seat::of(ctx) == Seat::ToOpen {
        return Outcome::go("/us");
    }
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let (now, today) = (ctx.world.now, ctx.today());
    let agreed = || ours(ctx).into_iter().flat_map(Agreements::agreed);
    let own = |(_, it): &(&AgreementId, &Agreement)| it.piece.as_deref() == Some(OWN);
    let proposed = || ours(ctx).into_iter().flat_map(|ours| ours.proposed(now)).filter(own);
    let by_me = |it: &Agreement| Some(it.by) == me(ctx);
    let anew = |it: &Agreement| is_there_anew(ctx, it);
    let page = Page {
        p: ctx.shell("us-title"),
        seat: Seat::of(ctx),
        rests: quiet::rests(ctx),
        partner: asked::partner(ctx),
        standing: entries(ctx, agreed().filter(|(_, it)| it.stands(today))),
        lapsed: entries(ctx, agreed().filter(|(_, it)| !it.stands(today) && !anew(it))),
        theirs: entries(ctx, proposed().filter(|(id, it)| !by_me(it) && asks(ctx, id))),
        mine: entries(ctx, proposed().filter(|(_, it)| by_me(it))),
        room: have_room(ctx),
        days: Days::of(ctx),
        typed: ctx.form.text("text"),
        day: ctx.form.text("day"),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// Whether the same words are agreed or lie proposed by oneself once more. What the other one proposes changes nothing.
fn is_there_anew(ctx: &Ctx<'_>, lapsed: &Agreement) -> bool {
    let Some(ours) = ours(ctx) else { return false };
    let same = |it: &Agreement| it.piece == lapsed.piece && it.text == lapsed.text;
    let mine = ours.proposed(ctx.world.now).filter(|(_, it)| Some(it.by) == me(ctx));
    ours.agreed().filter(|(_, it)| it.stands(ctx.today())).chain(mine).any(|(_, it)| same(it))
}

/// Several, the oldest first.
fn entries<'a>(ctx: &Ctx<'_>, all: impl Iterator<Item = (&'a AgreementId, &'a Agreement)>) -> Vec<Entry<'a>> {
    let mut entries: Vec<_> = all.map(|(id, it)| entry(ctx, id, it)).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

fn entry<'a>(ctx: &Ctx<'_>, id: &'a AgreementId, it: &'a Agreement) -> Entry<'a> {
    let lapses = (!it.agreed).then(|| it.at.plus_days(LAPSES).day_in(&ctx.world.zone));
    let until = lapses.or(it.look_again).map(|day| dates::day(ctx.words, day));
    Entry {
        id: id.as_str(),
        words: it.text.clone(),
        by: asked::name(ctx, it.by),
        at: it.at,
        until,
        page: match it.piece.as_deref() {
            Some(piece) => page_of(ctx, piece),
            None => told::talk_of(ctx, id).map(|talk| (talk, ctx.say("settle-heading"))),
        },
    }
}

/// The page on which something was agreed, and what it is called.
fn page_of(ctx: &Ctx<'_>, piece: &str) -> Option<(String, String)> {
    if let Some(year) = piece.strip_prefix(BOOK) {
        return Some((format!("/us/book/{year}"), ctx.say("us-book")));
    }
    if ctx.library.near.agreement.as_ref().is_some_and(|near| near.id == *piece) {
        return Some(("/us/near".to_owned(), ctx.say("us-near")));
    }
    let presence = &ctx.library.presence;
    let of_screens = presence.zone(piece).or_else(|| presence.time(piece)).is_some();
    of_screens.then(|| ("/time/down".to_owned(), ctx.say("us-down")))
}

fn agree(ctx: &Ctx<'_>) -> Outcome {
    between::agree(ctx, HERE)
}

fn put_away(ctx: &Ctx<'_>) -> Outcome {
    between::put_away(ctx, HERE)
}

fn end(ctx: &Ctx<'_>) -> Outcome {
    between::end(ctx, HERE)
}

/// The day to look again, as a form names it.
fn look_again(ctx: &Ctx<'_>) -> Option<Day> {
    when::day_typed(ctx.form.text("day")).filter(|day| LOOK_AGAIN.contains(&day.since(ctx.today())))
}

#[cfg(test)]
mod tests;
