//! The ladder on paper, for anybody: five rungs, how to listen, ways to answer, and cards to cut.

use askama::Template;
use content::FirstSteps;

use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/hear/paper.html")]
struct Page<'a> {
    p: Shell<'a>,
    steps: &'static FirstSteps,
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Page { p: ctx.shell("hear-title"), steps: &ctx.library.steps })
}
