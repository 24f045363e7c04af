//! Screens down: places and times kept free of screens, and a while without any, now.
//!
//! Invariant: nothing here records whether it was kept, by anyone, nor that a while was had or how long it was. A
//! proposal is named on its own page and nowhere else, and putting one away changes no byte for who made it.

use content::{Evidence, ScreenFree};
use domain::SpaceName;
use domain::agreement::Agreement;

use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::{Ctx, Needs};

mod add;
mod after;
pub(super) mod between;
mod now;
mod paper;
mod show;

pub(crate) const ROUTES: &[Route] = &[
    get("/time/down", Guard::Person, spaces, show::show),
    post("/time/down/agree", Guard::Couple, spaces, show::agree),
    post("/time/down/away", Guard::Couple, spaces, show::put_away),
    post("/time/down/end", Guard::Person, spaces, show::end),
    get("/time/down/add", Guard::Person, spaces, add::show),
    post("/time/down/add", Guard::Person, spaces, add::add),
    get("/time/down/now", Guard::Person, nothing, now::show),
    // Whoever was away from the screen for long may be signed out by now, and is asked all the same.
    get("/time/down/after", Guard::Anyone, nothing, after::show),
    post("/time/down/after", Guard::Person, nothing, after::keep),
    get("/time/down/lines", Guard::Anyone, nothing, paper::lines),
    get("/time/down/cards", Guard::Anyone, nothing, paper::cards),
    get("/time/down/sheet", Guard::Anyone, spaces, paper::sheet),
];

fn spaces(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

/// Whether an agreement stands on this page: what two agree for another reason has its own place, and so has whatever has
/// a day to look again.
fn is_of_screens(ctx: &Ctx<'_>, agreement: &Agreement) -> bool {
    let of_being_near =
        |piece: &str| ctx.library.near.agreement.as_ref().is_some_and(|near| near.id == *piece);
    let elsewhere = |piece: &str| super::agreed::is_of_its_own(piece) || of_being_near(piece);
    agreement.look_again.is_none() && !agreement.piece.as_deref().is_some_and(elsewhere)
}

/// The words of a place or a time, as they are agreed to: its name, then what it means. They stay what they were,
/// whatever becomes of the library.
fn words_of(piece: &ScreenFree) -> String {
    format!("{}\n{}", piece.title, piece.what)
}

/// Name and meaning of what came from the library; of one's own words there is only the meaning.
fn cut(agreement: &Agreement) -> (Option<&str>, &str) {
    let named = agreement.text.split_once('\n').filter(|_| agreement.piece.is_some());
    named.map_or((None, agreement.text.as_str()), |(title, what)| (Some(title), what))
}

/// How well something is known to help, in a word.
fn evidence(ctx: &Ctx<'_>, evidence: Evidence) -> String {
    ctx.say(&format!("today-evidence-{}", evidence.as_str()))
}

/// One of several, by chance.
fn drawn<T>(ctx: &Ctx<'_>, all: &[T]) -> Option<usize> {
    let chance = ctx.world.chance.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    usize::try_from(chance).unwrap_or_default().checked_rem(all.len())
}

#[cfg(test)]
mod tests;
