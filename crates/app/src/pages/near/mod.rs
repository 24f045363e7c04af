//! Near: small affection that leads nowhere. Each marks alone what is welcome, and a little of what both welcome may show.
//!
//! Invariant: what was matched decides which row a write makes, and nothing else; reading asks for no gate. What shows
//! stands on this page alone. Nothing is counted, and nothing tells what became of it. A safety flag changes no byte here:
//! everybody finds their own half, and asking the other one is an act of their own.

use domain::SpaceName;
use domain::touch::{Marks, Month};

use super::talk::asked;
use super::{quiet, today};
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::{Ctx, Needs};

mod agree;
mod gate;
mod menu;
mod paper;
mod show;

pub(crate) const ROUTES: &[Route] = &[
    get("/us/near", Guard::Person, between, show::show),
    get("/us/near/menu", Guard::Open, between, menu::show),
    // One's own space may have shut while the menu lay open: what was marked is kept all the same.
    post("/us/near/menu", Guard::Person, between, menu::save),
    post("/us/near/propose", Guard::Couple, between, agree::propose),
    post("/us/near/agree", Guard::Couple, between, agree::agree),
    post("/us/near/away", Guard::Couple, between, agree::put_away),
    post("/us/near/end", Guard::Couple, between, agree::end),
    get("/us/near/print", Guard::Anyone, nothing, paper::show),
];

fn between(_: &Ask<'_>) -> Needs {
    Needs { spaces: vec![SpaceName::Desk, SpaceName::Shared], ..Needs::default() }
}

/// The month it is where the visitor is. Everything here lapses with it.
fn month(ctx: &Ctx<'_>) -> Month {
    Month::of(ctx.today())
}

/// The name of this month.
fn month_name(ctx: &Ctx<'_>) -> String {
    ctx.say(&format!("month-{}", ctx.today().date().month()))
}

/// What the visitor said this month. It shows to themselves alone, while their own space is open.
fn marks<'a>(ctx: &Ctx<'a>) -> Option<&'a Marks> {
    today::desk(ctx).touch.in_month(month(ctx)).filter(|_| asked::own_words_show(ctx))
}

/// There are two, and nothing rests.
fn is_shared(ctx: &Ctx<'_>) -> bool {
    asked::together(ctx) && !quiet::rests(ctx)
}

#[cfg(test)]
mod tests;
