//! One's own words in the book of a year: each can be left out, and put back, at any time.

use askama::Template;
use domain::shared::Event;
use domain::{Instant, SpaceName};

use super::gather::{Book, Piece, Said};
use super::year_of;
use crate::pages::errors;
use crate::pages::talk::asked;
use crate::past::Past;
use crate::shell::Shell;
use crate::{Ctx, Outcome, excerpt, leaves};

/// How many stand on one page.
const PAGE: usize = 15;
/// How much of each is shown, in bytes.
const SHOWN: usize = 240;

/// Words of one's own.
struct Own {
    name: String,
    day: String,
    about: String,
    words: String,
    out: bool,
}

impl Own {
    fn of(ctx: &Ctx<'_>, past: &Past, piece: &Piece, said: &Said) -> Self {
        let (shown, cut) = excerpt::beginning(&said.words, SHOWN);
        Self {
            name: name(ctx, said.seq),
            day: piece.day.clone(),
            about: piece.heading.clone(),
            words: if cut { format!("{shown} …") } else { shown },
            out: past.left_out.contains(&said.seq),
        }
    }
}

/// Everything the visitor wrote at a moment, in its order; mostly one thing.
fn written<'a>(ctx: &Ctx<'a>, at: Instant) -> impl Iterator<Item = u64> + use<'a> {
    let (me, items) = (asked::me(ctx), &ctx.world.items);
    let own = items
        .range((SpaceName::Shared, 0)..)
        .filter(move |((space, _), item)| *space == SpaceName::Shared && item.author == me && item.at == at);
    own.map(|((_, seq), _)| *seq)
}

/// What a form names words of one's own by: when they were written, and which they were of those written just then. Their
/// place in the log would tell how much the other one does.
fn name(ctx: &Ctx<'_>, seq: u64) -> String {
    let Some(item) = ctx.world.items.get(&(SpaceName::Shared, seq)) else { return String::new() };
    let before = written(ctx, item.at).take_while(|other| *other < seq).count();
    format!("{}-{before}", item.at.0)
}

fn named(ctx: &Ctx<'_>, name: &str) -> Option<u64> {
    let (at, before) = name.split_once('-')?;
    written(ctx, Instant(at.parse().ok()?)).nth(before.parse().ok()?)
}

#[derive(Template)]
#[template(path = "pages/book/mine.html")]
struct Page<'a> {
    p: Shell<'a>,
    year: i16,
    all: Vec<Own>,
    page: usize,
    more: bool,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(year) = year_of(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let past = Past::read(ctx);
    let page = leaves::asked(&ctx.query);
    let book = Book::whole(ctx, &past, year);
    let pieces = book.parts.iter().flat_map(|(_, pieces)| pieces);
    let all = pieces.flat_map(|piece| piece.said.iter().map(move |said| (piece, said)));
    let mut mine = all.filter(|(_, said)| said.by == asked::me(ctx)).skip(page.saturating_mul(PAGE));
    let shown = mine.by_ref().take(PAGE).map(|(piece, said)| Own::of(ctx, &past, piece, said)).collect();
    ctx.page(&Page { p: ctx.shell("us-title"), year, all: shown, page, more: mine.next().is_some() })
}

/// POST `/us/book/{year}/mine`: words of one's own are left out, or stand in it again.
pub(super) fn leave_out(ctx: &Ctx<'_>) -> Outcome {
    let Some(year) = year_of(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let page = leaves::asked(&ctx.form);
    let outcome = Outcome::go(&format!("/us/book/{year}/mine?page={page}"));
    match named(ctx, ctx.form.text("words")) {
        Some(seq) => outcome.shared(Event::LeftOut { seq, out: ctx.form.text("out") == "yes" }),
        None => outcome,
    }
}
