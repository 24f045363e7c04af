//! Writing something down for oneself.

use askama::Template;
use domain::private::Event;
use domain::text::{LONGEST, tidy};

use super::refusal_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// Where such a note lies among one's own.
const PLACE: &str = "journal";

#[derive(Template)]
#[template(path = "pages/me/note.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: bool,
    problem: Option<String>,
    text: &'a str,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let text = match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => text,
        Err(refusal) => return page(ctx, Some(refusal_text(ctx, refusal))),
    };
    let open = ctx.person().is_some_and(|person| person.private_open);
    let onward = if open { "/me/notes" } else { "/me/note?kept=yes" };
    Outcome::go(onward).private(Event::NoteKept { place: PLACE.to_owned(), text })
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let (kept, text) = (ctx.query.has("kept"), ctx.form.text("text"));
    let page = Page { p: ctx.shell("me-note-title"), kept, text, problem };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}
