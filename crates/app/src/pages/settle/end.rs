//! Ending a talk: either, alone, at any step, in one tap and without a reason.
//!
//! Invariant: who ends one says from where. When the other one has just said yes or written something down, nothing
//! ends unseen; the page says so, and the next tap does it.

use domain::repair::Change;

use super::{between, change, found, meet, still_to_load};
use crate::{Ctx, Outcome};

/// It ends, and so does the date that was set for it.
pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    let Some(talk) = found(ctx) else { return Outcome::go("/talk/settle") };
    if let Some(more) = still_to_load(ctx, Some(talk.it)) {
        return more;
    }
    // The other one's ask is theirs to take back; one puts it away.
    if talk.is_asked_of_me() {
        return Outcome::go(&talk.address());
    }
    if ctx.form.get("was").is_some_and(|was| was != talk.place()) {
        let problem = ctx.say("between-meanwhile-end");
        return between::page(ctx, 422, &talk, between::Draft::at("end", problem));
    }
    let outcome = change(Outcome::go("/talk/settle"), &talk.id, Change::Ended);
    meet::called_off(outcome, ctx, &talk)
}
