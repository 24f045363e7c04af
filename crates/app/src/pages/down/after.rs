//! Afterwards: one question about how it was for oneself. Said aloud, kept in one's own notes, or left.
//!
//! Invariant: it does not know that there was a while without screens, nor how long.

use askama::Template;
use domain::private::Event;
use domain::text::{LONGEST, tidy};

use super::drawn;
use crate::pages::me::refusal_text;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// Where such a note lies among one's own.
const PLACE: &str = "down";

#[derive(Template)]
#[template(path = "pages/down/after.html")]
struct Page<'a> {
    p: Shell<'a>,
    question: &'a str,
    ask: usize,
    kept: bool,
    typed: &'a str,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

fn page(ctx: &Ctx<'_>, problem: Option<String>) -> Outcome {
    let closings = &ctx.library.presence.closings;
    let asked = ctx.form.number("ask").or_else(|| ctx.query.number("ask"));
    let ask = asked.filter(|ask| *ask < closings.len()).or_else(|| drawn(ctx, closings)).unwrap_or_default();
    let page = Page {
        p: ctx.shell("down-title"),
        question: closings.get(ask).map_or("", |closing| &closing.text),
        ask,
        kept: ctx.query.has("kept"),
        typed: ctx.form.text("text"),
        problem,
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    match tidy(ctx.form.text("text"), LONGEST) {
        Ok(text) => {
            let note = Event::NoteKept { place: PLACE.to_owned(), text };
            Outcome::go("/time/down/after?kept=yes").private(note)
        }
        Err(refusal) => page(ctx, Some(refusal_text(ctx, refusal))),
    }
}
