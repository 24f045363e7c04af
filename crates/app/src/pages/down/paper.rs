//! On paper: what to say when the phone is needed, and all cards for a while without screens.

use askama::Template;
use content::{Courtesy, SessionCard};

use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/down/lines.html")]
struct Lines<'a> {
    p: Shell<'a>,
    lines: &'a [Courtesy],
}

pub(super) fn lines(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Lines { p: ctx.shell("down-title"), lines: &ctx.library.presence.courtesies })
}

#[derive(Template)]
#[template(path = "pages/down/cards.html")]
struct Cards<'a> {
    p: Shell<'a>,
    cards: &'a [SessionCard],
}

pub(super) fn cards(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Cards { p: ctx.shell("down-title"), cards: &ctx.library.presence.cards })
}
