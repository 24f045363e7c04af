//! The looks there are; and the one that is offered, on the pages Me and Us alone.

use askama::Template;
use domain::look_back::{self, LOOKS};

use super::{asked_for, is_open, name, opens, sheet_of, written};
use crate::pages::{away, errors, quiet};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// A look that is offered.
pub(crate) struct Offer {
    /// Over how many months.
    pub(crate) months: u8,
    /// What it is called.
    pub(crate) name: String,
}

/// The look that may be offered now. It needs the desk and the shared space: one that was written is put away on the desk
/// as well, so the page Me tells it without opening anything.
pub(crate) fn offer(ctx: &Ctx<'_>) -> Option<Offer> {
    if quiet::rests(ctx) {
        return None;
    }
    let is_away = |months| away::was_put(ctx, &sheet_of(months));
    let months = look_back::offered(super::since(ctx), ctx.today(), is_away)?;
    Some(Offer { months, name: name(ctx, months) })
}

/// A look in the list.
struct Look {
    months: u8,
    name: String,
    written: Option<String>,
    opens: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/back/index.html")]
struct Page<'a> {
    p: Shell<'a>,
    looks: Vec<Look>,
}

/// GET `/me/back`.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let look = |months| Look {
        months,
        name: name(ctx, months),
        written: written(ctx, months).map(|day| dates::day(ctx.words, day)),
        opens: (!is_open(ctx, months)).then(|| opens(ctx, months)),
    };
    ctx.page(&Page { p: ctx.shell("me-title"), looks: LOOKS.map(look).into() })
}

/// POST `/me/back/{months}/away`: not offered any more; it stays where it is.
pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    let Some(months) = asked_for(ctx) else { return errors::not_found(ctx) };
    not_again(ctx, Outcome::go("/me"), months)
}

/// And a look is not offered any more.
pub(super) fn not_again(ctx: &Ctx<'_>, outcome: Outcome, months: u8) -> Outcome {
    away::put(outcome, ctx, sheet_of(months))
}
