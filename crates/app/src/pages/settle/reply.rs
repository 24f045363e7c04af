//! What the other one can do about an ask: say yes, put it away, or leave out all of them.
//!
//! Invariant: putting an ask away lies on one's own desk, so that for who asked it is as if it had not been seen. It is
//! a mute and no card put away: mutes of asks that are gone are lifted again, so there is always room for one more, and
//! no ask ever has to end aloud to be put away.

use domain::repair::{Change, Stage};
use domain::ritual;
use domain::{RepairId, desk};

use super::{Talk, between, change, found, meet, repairs, still_to_load};
use crate::pages::quiet;
use crate::pages::time::circle;
use crate::pages::today;
use crate::{Ctx, Outcome};

/// What is muted when all asks are left out.
const ALL: &str = "talks";
/// How the mute of one ask begins.
const ONE: &str = "talk/";

/// Whether all asks of the other one are left out.
pub(super) fn left_out(ctx: &Ctx<'_>) -> bool {
    today::desk(ctx).mutes(ALL)
}

/// Whether an ask of the other one is shown.
pub(super) fn shows(ctx: &Ctx<'_>, id: &RepairId) -> bool {
    !left_out(ctx) && !quiet::rests(ctx) && !today::desk(ctx).mutes(&format!("{ONE}{}", id.as_str()))
}

/// Finds an ask of the other one's that is shown and lets `act` go on; elsewhere it says what became of it.
fn on_ask(ctx: &Ctx<'_>, act: impl FnOnce(&Talk<'_>) -> Outcome) -> Outcome {
    let Some(talk) = found(ctx) else { return between::gone(ctx) };
    if let Some(more) = still_to_load(ctx, Some(talk.it)) {
        return more;
    }
    if talk.is_asked_of_me() { act(&talk) } else { Outcome::go(&talk.address()) }
}

/// Yes to the talk; and to the time, where one was proposed that has not passed.
pub(super) fn yes(ctx: &Ctx<'_>) -> Outcome {
    on_ask(ctx, |talk| {
        let outcome = change(Outcome::go(&talk.address()), &talk.id, Change::Agreed);
        match meet::proposed_by_other(ctx, talk) {
            Some(ritual) => circle::change(outcome, ctx, ritual, ritual::Change::Agreed),
            None => outcome,
        }
    })
}

/// Puts one away, or all there are and will be.
pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    on_ask(ctx, |talk| {
        let outcome = Outcome::go("/talk/settle");
        if ctx.form.has("all") {
            return muted(outcome, ALL, true);
        }
        tidied(muted(outcome, &format!("{ONE}{}", talk.id.as_str()), true), ctx)
    })
}

/// Lets asks in again.
pub(super) fn let_in(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/talk/settle");
    if left_out(ctx) { muted(outcome, ALL, false) } else { outcome }
}

fn muted(outcome: Outcome, what: &str, on: bool) -> Outcome {
    outcome.desk(desk::Event::Muted { what: what.to_owned(), on })
}

/// Mutes of asks that are not there any more are lifted.
fn tidied(outcome: Outcome, ctx: &Ctx<'_>) -> Outcome {
    let open = |id: &str| {
        let talk = repairs(ctx).and_then(|repairs| repairs.get(&id.into()));
        talk.is_some_and(|talk| talk.stage(ctx.world.now, ctx.today()) == Stage::Asked)
    };
    let gone =
        today::desk(ctx).muted.iter().filter(|muted| muted.strip_prefix(ONE).is_some_and(|id| !open(id)));
    gone.fold(outcome, |outcome, what| muted(outcome, what, false))
}
