//! Looking back after three, six and twelve months: then, in one's own words, and now.
//!
//! Invariant: it is offered quietly for a while and then only there; nothing is late, and nothing is compared with
//! anything but one's own words. While everything rests, it is not offered.

mod chosen;
mod now;
mod offer;
mod then;

use domain::{Day, SpaceName, look_back};

use crate::pages::talk::asked;
use crate::pages::today;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::{Ctx, Needs, dates};

pub(super) use chosen::{choose, chosen};
pub(crate) use offer::{Offer, offer};

pub(crate) const ROUTES: &[Route] = &[
    get("/me/back", Guard::Open, both, offer::show),
    get("/me/back/{months}", Guard::Open, both, now::show),
    post("/me/back/{months}", Guard::Person, both, now::keep),
    post("/me/back/{months}/away", Guard::Person, both, offer::put_away),
    post("/me/back/{months}/burn", Guard::Open, whole, now::burn),
];

fn both(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// For burning, which takes every version.
fn whole(ask: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Private], ..both(ask) }
}

/// The fields of a look.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    now::FIELDS.iter().map(|(field, _)| *field)
}

/// The sheet of a look.
fn sheet_of(months: u8) -> String {
    format!("back/{months}")
}

/// What a look is called.
pub(super) fn name(ctx: &Ctx<'_>, months: u8) -> String {
    ctx.words.say_with("back-heading-of", &[("months", i64::from(months).into())])
}

/// The look that the address names.
fn asked_for(ctx: &Ctx<'_>) -> Option<u8> {
    ctx.param(0).parse().ok().filter(|months| look_back::LOOKS.contains(months))
}

/// The day one counts from: when the two paired; alone, when one began.
fn since(ctx: &Ctx<'_>) -> Day {
    match ctx.world.shared.as_ref().filter(|_| asked::together(ctx)) {
        Some(shared) => shared.paired_on,
        None => today::desk(ctx).began_at.map_or(ctx.today(), |at| at.day_in(&ctx.world.zone)),
    }
}

/// Whether one can look back over so many months by now.
fn is_open(ctx: &Ctx<'_>, months: u8) -> bool {
    look_back::opens(since(ctx), months) <= ctx.today()
}

/// When a look was written, if it was, in this time together.
fn written(ctx: &Ctx<'_>, months: u8) -> Option<Day> {
    let sheet = ctx.world.private.as_ref()?.sheets.get(&sheet_of(months))?;
    Some(sheet.at.day_in(&ctx.world.zone)).filter(|day| *day >= since(ctx))
}

/// From when on one can look back over so many months, in words.
fn opens(ctx: &Ctx<'_>, months: u8) -> String {
    dates::day(ctx.words, look_back::opens(since(ctx), months))
}

#[cfg(test)]
mod tests;
