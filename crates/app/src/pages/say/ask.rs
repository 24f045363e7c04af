//! Before an offer, one question. Its answer is kept nowhere.
//!
//! Invariant: asking and answering both happen at the address of the piece. Whatever is answered, nothing is written; so no
//! log, no history and no later page can tell that it was asked, or which answer it was. *Not sure* is answered like *yes*.

use askama::Template;

use super::draft::{Draft, on_known};
use super::{offer, prepare};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/say/ask.html")]
struct Page<'a> {
    p: Shell<'a>,
    here: String,
}

/// The question; or why this cannot be offered, in which case nothing is asked.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    on_known(ctx, |draft| question(ctx, draft))
}

fn question(ctx: &Ctx<'_>, draft: &Draft) -> Outcome {
    offer::not_now(ctx, draft)
        .unwrap_or_else(|| ctx.page(&Page { p: ctx.shell("say-title"), here: draft.address() }))
}

/// Answers in place: a redirect would have to carry what was said.
pub(super) fn answer(ctx: &Ctx<'_>) -> Outcome {
    on_known(ctx, |draft| match (offer::not_now(ctx, draft), ctx.form.text("answer")) {
        (Some(page), _) => page,
        (None, "no") => offer::kinds(ctx, 200, draft, None),
        (None, _) => prepare::page(ctx, Some(draft.address())),
    })
}
