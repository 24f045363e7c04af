//! How to prepare to say what is too big for a phone: in person, and with help.

use askama::Template;
use content::StepLine;

use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/say/prepare.html")]
struct Page<'a> {
    p: Shell<'a>,
    lines: &'static [StepLine],
    back: Option<String>,
}

/// The page, for whoever looks for it.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, None)
}

/// The same, with the way back to what one wrote.
pub(super) fn page(ctx: &Ctx<'_>, back: Option<String>) -> Outcome {
    ctx.page(&Page { p: ctx.shell("say-title"), lines: &ctx.library.steps.prepare, back })
}
