//! A book of our year, which both agreed to: what was told, thanked, done, agreed and wanted in a year.
//!
//! Invariant: there is no book before both said yes, and none any more once either takes it back, their yes has lapsed or
//! somebody has left. Each leaves words of their own out, at any time, and nothing says that something was left out.

mod consent;
mod gather;
mod mine;
mod show;

use domain::SpaceName;

use crate::routes::{Ask, Guard, Route, get, post};
use crate::{Ctx, Needs};

pub(crate) const ROUTES: &[Route] = &[
    get("/us/book", Guard::Couple, super::talk::spaces, consent::show),
    post("/us/book", Guard::Couple, super::talk::spaces, consent::propose),
    post("/us/book/agree", Guard::Couple, super::talk::spaces, consent::agree),
    post("/us/book/away", Guard::Couple, super::talk::spaces, consent::put_away),
    post("/us/book/end", Guard::Couple, super::talk::spaces, consent::end),
    get("/us/book/{year}", Guard::Couple, whole, show::contents),
    post("/us/book/{year}/file", Guard::Couple, show::proof, show::file),
    get("/us/book/{year}/mine", Guard::Couple, whole, mine::show),
    post("/us/book/{year}/mine", Guard::Couple, whole, mine::leave_out),
    get("/us/book/{year}/{part}", Guard::Couple, whole, show::part),
];

fn whole(_: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Shared], ..Needs::all_spaces() }
}

/// The years of which there can be a book, the newest first.
fn years(ctx: &Ctx<'_>) -> Vec<i16> {
    let first = ctx.world.shared.as_ref().map_or(ctx.today(), |shared| shared.paired_on);
    (first.date().year()..=ctx.today().date().year()).rev().collect()
}

/// The year that the address or the form names, if there can be a book of it.
fn year_of(ctx: &Ctx<'_>, text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| years(ctx).contains(year))
}

#[cfg(test)]
mod tests;
