//! Looking again on the day, each for themselves: better, the same, harder.

use domain::repair::{Again, Change, Stage};

use super::heard::on_talk;
use super::{between, change, me};
use crate::{Ctx, Outcome};

/// What one can find.
pub(super) const WAYS: &[Again] = Again::ALL;

/// What the reader finds is kept. It shows to both once both have looked.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    on_talk(ctx, |talk| {
        let there = Outcome::go(&talk.address());
        if talk.stage != Stage::LookAgain || me(ctx).of(&talk.it.looked).is_some() {
            return there;
        }
        match Again::parse(ctx.form.text("how")) {
            Some(how) => change(there, &talk.id, Change::LookedAgain { how }),
            None => {
                let problem = ctx.say("between-again-choose");
                between::page(ctx, 422, talk, between::Draft::at("again", problem))
            }
        }
    })
}
