//! What each heard the other one say, in their own words. It may be said anew until something is written down.

use domain::repair::{Change, Stage};
use domain::text::tidy;

use super::{Talk, between, change, found, still_to_load};
use crate::pages::me::refusal_text;
use crate::{Ctx, Outcome};

/// The longest, in characters.
const LONGEST: usize = 2_000;

/// It is kept for both.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    on_talk(ctx, |talk| {
        let not = |problem| between::page(ctx, 422, talk, between::Draft::at("heard", problem));
        match tidy(ctx.form.text("text"), LONGEST) {
            _ if !is_under_way(talk) => not(ctx.say("between-meanwhile-settled")),
            Ok(text) => change(Outcome::go(&talk.address()), &talk.id, Change::Heard { text }),
            Err(refusal) => not(refusal_text(ctx, refusal)),
        }
    })
}

/// Both want it and nothing is written down, whether it pauses or not.
pub(super) fn is_under_way(talk: &Talk<'_>) -> bool {
    matches!(talk.stage, Stage::Turns | Stage::Paused { .. })
}

/// Finds a talk that both want and lets `act` go on; elsewhere it says what became of it.
pub(super) fn on_talk(ctx: &Ctx<'_>, act: impl FnOnce(&Talk<'_>) -> Outcome) -> Outcome {
    let Some(talk) = found(ctx) else { return between::gone(ctx) };
    if let Some(more) = still_to_load(ctx, Some(talk.it)) {
        return more;
    }
    if talk.it.agreed { act(&talk) } else { Outcome::go(&talk.address()) }
}
