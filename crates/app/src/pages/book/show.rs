//! The book on the screen, a part at a time; and as one file, which prints whole.
//!
//! No page of ours is longer than 20,000 bytes, and a whole year is. So each month has its page, and the whole is a file:
//! it prints as a book, and lies where the two put it. Taking it along asks for the passphrase, as all taking along does.

use askama::Template;
use domain::SpaceName;

use super::gather::{Book, Part, Piece};
use super::{consent, year_of};
use crate::pages::{errors, unlock, us};
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Proof, Proven, leaves, standalone};

/// The whole shared space, and the passphrase where one was typed.
pub(super) fn proof(ask: &Ask<'_>) -> Needs {
    let typed = ask.form.text("passphrase");
    let proof = (!typed.is_empty()).then(|| Proof::Passphrase(typed.to_owned()));
    Needs { whole: vec![SpaceName::Shared], proof, ..Needs::all_spaces() }
}

/// The year of the address, if both agreed to a book of it.
fn agreed(ctx: &Ctx<'_>) -> Option<i16> {
    year_of(ctx, ctx.param(0)).filter(|year| consent::is_agreed(ctx, *year))
}

#[derive(Template)]
#[template(path = "pages/book/contents.html")]
struct Contents<'a> {
    p: Shell<'a>,
    year: i16,
    names: String,
    parts: Vec<(String, String)>,
    problem: Option<String>,
}

/// GET `/us/book/{year}`: the title, and what is in it.
pub(super) fn contents(ctx: &Ctx<'_>) -> Outcome {
    contents_page(ctx, 200, None)
}

fn contents_page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    let Some(year) = agreed(ctx) else { return errors::not_found(ctx) };
    let parts = Book::gather(ctx, year).parts.into_iter();
    let page = Contents {
        p: ctx.shell("us-title"),
        year,
        names: us::names_of(ctx),
        parts: parts.map(|(part, _)| (part.address(), part.name(ctx))).collect(),
        problem,
    };
    ctx.page_with(status, &page)
}

#[derive(Template)]
#[template(path = "pages/book/part.html")]
struct Page<'a> {
    p: Shell<'a>,
    year: i16,
    here: String,
    name: String,
    pieces: Vec<Piece>,
    page: usize,
    pages: usize,
}

/// GET `/us/book/{year}/{part}`.
pub(super) fn part(ctx: &Ctx<'_>) -> Outcome {
    let Some((year, part)) = agreed(ctx).zip(Part::parse(ctx.param(1))) else {
        return errors::not_found(ctx);
    };
    let page = leaves::asked(&ctx.query);
    let (pieces, pages) = leaves::leaf(Book::gather(ctx, year).part(part), page, Piece::bytes);
    let here = format!("/us/book/{year}/{}", part.address());
    ctx.page(&Page { p: ctx.shell("us-title"), year, here, name: part.name(ctx), pieces, page, pages })
}

#[derive(Template)]
#[template(path = "pages/book/file.html")]
struct File<'a> {
    p: Shell<'a>,
    style: &'static str,
    year: i16,
    names: String,
    parts: Vec<(String, Vec<Piece>)>,
}

/// POST `/us/book/{year}/file`: the whole book in one file.
pub(super) fn file(ctx: &Ctx<'_>) -> Outcome {
    let Some(year) = agreed(ctx) else { return errors::not_found(ctx) };
    if ctx.world.proven != Some(Proven::Yes) {
        let (status, problem) = unlock::passphrase_failed(ctx, ctx.world.proven);
        return contents_page(ctx, status, Some(problem));
    }
    let parts = Book::gather(ctx, year).parts.into_iter().map(|(part, pieces)| (part.name(ctx), pieces));
    let (names, style) = (us::names_of(ctx), standalone::STYLE);
    let file = File { p: ctx.shell("us-book"), style, year, names, parts: parts.collect() };
    Outcome::file(&format!("book-{year}.html"), "text/html", file.render().unwrap_or_default().into_bytes())
}
