//! A pause with a time to come back. Either takes one at any moment, and it ends by itself or early.

use domain::Instant;
use domain::repair::{Change, PAUSE};

use super::heard::{is_under_way, on_talk};
use super::{between, change};
use crate::{Ctx, Outcome, when};

/// The pauses one tap takes, and how many minutes each is.
pub(super) const LENGTHS: [(&str, i64); 3] = [("short", 20), ("hour", 60), ("day", 24 * 60)];

/// A pause begins.
pub(super) fn begin(ctx: &Ctx<'_>) -> Outcome {
    on_talk(ctx, |talk| {
        let there = Outcome::go(&talk.address());
        if !is_under_way(talk) {
            return there;
        }
        match until(ctx) {
            Some(until) => change(there, &talk.id, Change::Paused { until }),
            None => {
                let problem = ctx.say("between-pause-problem");
                between::page(ctx, 422, talk, between::Draft::at("pause", problem))
            }
        }
    })
}

/// When one comes back: after one of the lengths, or at the day and time that were typed.
fn until(ctx: &Ctx<'_>) -> Option<Instant> {
    let now = ctx.world.now;
    let after = |minutes: i64| Instant(now.0.saturating_add(minutes.saturating_mul(60_000)));
    if let Some((_, minutes)) = LENGTHS.iter().find(|(name, _)| *name == ctx.form.text("for")) {
        return Some(after(*minutes));
    }
    let (day, at) = (when::day_typed(ctx.form.text("day"))?, when::clock_typed(ctx.form.text("at"))?);
    let until = day.moment(at, &ctx.world.zone);
    (until > now && until <= now.plus_days(PAUSE)).then_some(until)
}

/// They go on, before it is over.
pub(super) fn go_on(ctx: &Ctx<'_>) -> Outcome {
    on_talk(ctx, |talk| {
        let there = Outcome::go(&talk.address());
        match talk.it.paused {
            Some(until) if ctx.world.now < until => change(there, &talk.id, Change::Resumed),
            _ => there,
        }
    })
}
