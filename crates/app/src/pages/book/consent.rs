//! Agreeing to a book: one proposes it, the other says yes, either takes it back. A yes lapses, as every agreement here.

use askama::Template;
use domain::AgreementId;
use domain::agreement::{Agreement, Agreements, Change};
use domain::ritual::LAPSES;

use super::{year_of, years};
use crate::pages::agreed::BOOK;
use crate::pages::down::between::{self, asks, fresh_id, have_room, me, of_ours, ours};
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// Where it is agreed.
const HERE: &str = "/us/book";
/// For so many days a yes counts: long enough to make a book, and it can be given again.
const DAYS: i32 = 90;

/// How the book of a year stands.
enum Stands<'a> {
    /// It may be proposed.
    Free,
    /// I proposed it; it goes by itself on that day.
    Mine { id: &'a str, until: String },
    /// The other one did.
    Theirs { id: &'a str },
    /// Both said yes, until that day.
    Agreed { id: &'a str, until: String },
}

#[derive(Template)]
#[template(path = "pages/book/consent.html")]
struct Page<'a> {
    p: Shell<'a>,
    partner: String,
    rests: bool,
    years: Vec<(i16, Stands<'a>)>,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let page = Page {
        p: ctx.shell("us-title"),
        partner: asked::partner(ctx),
        rests: quiet::rests(ctx),
        years: years(ctx).into_iter().map(|year| (year, stands(ctx, year))).collect(),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

fn piece(year: i16) -> String {
    format!("{BOOK}{year}")
}

/// The agreements and proposals about a year's book.
fn about<'a>(ctx: &Ctx<'a>, year: i16) -> impl Iterator<Item = (&'a AgreementId, &'a Agreement)> {
    let all = ours(ctx).into_iter().flat_map(Agreements::agreed);
    let proposed = ours(ctx).into_iter().flat_map(|ours| ours.proposed(ctx.world.now));
    let piece = piece(year);
    all.chain(proposed).filter(move |(_, it)| it.piece.as_deref() == Some(piece.as_str()))
}

/// Both agreed to a book of this year.
pub(super) fn is_agreed(ctx: &Ctx<'_>, year: i16) -> bool {
    about(ctx, year).any(|(_, it)| it.stands(ctx.today()))
}

fn stands<'a>(ctx: &Ctx<'a>, year: i16) -> Stands<'a> {
    let day = |it: &Agreement| {
        let lapses = it.at.plus_days(LAPSES).day_in(&ctx.world.zone);
        dates::day(ctx.words, it.look_again.filter(|_| it.agreed).unwrap_or(lapses))
    };
    let mut all: Vec<_> = about(ctx, year).collect();
    all.retain(|(_, it)| !it.agreed || it.stands(ctx.today()));
    if let Some((id, it)) = all.iter().find(|(_, it)| it.agreed) {
        return Stands::Agreed { id: id.as_str(), until: day(it) };
    }
    if let Some((id, _)) = all.iter().find(|(id, it)| Some(it.by) != me(ctx) && asks(ctx, id)) {
        return Stands::Theirs { id: id.as_str() };
    }
    match all.iter().find(|(_, it)| Some(it.by) == me(ctx)) {
        Some((id, it)) => Stands::Mine { id: id.as_str(), until: day(it) },
        None => Stands::Free,
    }
}

/// POST `/us/book`. Where the other one has proposed the same, both have said yes by now.
pub(super) fn propose(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go(HERE);
    let Some(year) = year_of(ctx, ctx.form.text("year")) else { return outcome };
    if quiet::rests(ctx) || !matches!(stands(ctx, year), Stands::Free | Stands::Theirs { .. }) {
        return outcome;
    }
    let theirs = about(ctx, year).find(|(_, it)| !it.agreed && Some(it.by) != me(ctx));
    if let Some((id, _)) = theirs {
        return of_ours(outcome, id.clone(), Change::Agreed);
    }
    if !have_room(ctx) {
        return page(ctx, Some(ctx.say("agreed-no-room")));
    }
    let text = ctx.words.say_with("book-agreement", &[("year", year.to_string().as_str().into())]);
    let look_again = Some(ctx.today().plus(DAYS));
    of_ours(outcome, fresh_id(ctx), Change::Proposed { piece: Some(piece(year)), text, look_again })
}

pub(super) fn agree(ctx: &Ctx<'_>) -> Outcome {
    between::agree(ctx, HERE)
}

pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    between::put_away(ctx, HERE)
}

pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    between::end(ctx, HERE)
}
