//! Screens down: places and times kept free of screens, and a while without any, now.
//!
//! Invariant: nothing here records whether it was kept, by anyone, nor that a while was had or how long it was. A
//! proposal is named on its own page and nowhere else, and putting one away changes no byte for who made it.

use content::{Evidence, ScreenFree};
use domain::agreement::{Agreement, Agreements, Change};
use domain::{AgreementId, PersonId, SpaceName, desk, shared};

use super::today;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::{Ctx, Needs, Outcome};

mod add;
mod after;
mod now;
mod paper;
mod show;

pub(crate) const ROUTES: &[Route] = &[
    get("/time/down", Guard::Person, between, show::show),
    post("/time/down/agree", Guard::Couple, between, show::agree),
    post("/time/down/away", Guard::Couple, between, show::put_away),
    post("/time/down/end", Guard::Person, between, show::end),
    get("/time/down/add", Guard::Person, between, add::show),
    post("/time/down/add", Guard::Person, between, add::add),
    get("/time/down/now", Guard::Person, nothing, now::show),
    // Whoever was away from the screen for long may be signed out by now, and is asked all the same.
    get("/time/down/after", Guard::Anyone, nothing, after::show),
    post("/time/down/after", Guard::Person, nothing, after::keep),
    get("/time/down/lines", Guard::Anyone, nothing, paper::lines),
    get("/time/down/cards", Guard::Anyone, nothing, paper::cards),
];

fn between(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

fn me(ctx: &Ctx<'_>) -> Option<PersonId> {
    ctx.person().map(|person| person.id)
}

/// What the two have, as long as there are two.
fn ours<'a>(ctx: &Ctx<'a>) -> Option<&'a Agreements> {
    ctx.world.shared.as_ref().filter(|_| today::together(ctx)).map(|shared| &shared.agreements)
}

/// What one has for oneself: all there is for one alone, and what was begun before there were two.
fn mine<'a>(ctx: &Ctx<'a>) -> &'a Agreements {
    &today::desk(ctx).agreements
}

/// Where new ones go, and whether there is room.
fn have_room(ctx: &Ctx<'_>) -> bool {
    ours(ctx).unwrap_or_else(|| mine(ctx)).have_room(ctx.world.now)
}

/// A change of what the two have.
fn of_ours(outcome: Outcome, agreement: AgreementId, change: Change) -> Outcome {
    outcome.shared(shared::Event::AgreementChanged { agreement, change })
}

/// A change of what one has for oneself.
fn of_mine(outcome: Outcome, agreement: AgreementId, change: Change) -> Outcome {
    outcome.desk(desk::Event::AgreementChanged { agreement, change })
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
