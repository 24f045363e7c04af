//! One piece in big letters: to read it aloud, or to print it and hand it over.

use askama::Template;

use super::draft::on_draft;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/say/aloud.html")]
struct Page<'a> {
    p: Shell<'a>,
    text: &'a str,
    back: String,
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    on_draft(ctx, |draft| {
        ctx.page(&Page { p: ctx.shell("say-title"), text: &draft.text, back: draft.address() })
    })
}
