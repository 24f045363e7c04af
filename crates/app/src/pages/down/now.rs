//! A while without screens: a dark page that says until when, and comes to its end by itself.
//!
//! Invariant: it keeps nothing. When it ends stands in the address, so that a page loaded again ends at the same time;
//! everything up to the question afterwards is in the page and needs no network.

use askama::Template;
use content::SessionCard;
use domain::Instant;

use super::{drawn, today};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// How long it may be, in minutes.
pub(super) const LENGTHS: &[u16] = &[10, 20, 30, 45, 60];

const MINUTE: i64 = 60_000;
/// So long after its end the question is still asked; later it is an old address in a history.
const FRESH: i64 = 12 * 60 * MINUTE;

/// When it ends.
struct End {
    /// By the clock on the wall.
    clock: String,
    /// Seconds from now.
    left: i64,
    /// Seconds from its beginning.
    whole: i64,
}

#[derive(Template)]
#[template(path = "pages/down/now.html")]
struct Page<'a> {
    p: Shell<'a>,
    end: Option<End>,
    card: &'a str,
    /// The question afterwards, and its place among them.
    question: &'a str,
    ask: usize,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let minutes = ctx.query.number::<u16>("minutes").filter(|minutes| LENGTHS.contains(minutes));
    let Some(minutes) = minutes else { return page(ctx, None) };
    let (now, whole) = (ctx.world.now.0, i64::from(minutes).saturating_mul(MINUTE));
    let Some(until) = ctx.query.number::<i64>("until") else {
        // To the full minute, because that is what a clock on the wall shows.
        let until = now.saturating_add(whole).saturating_add(MINUTE - 1).div_euclid(MINUTE);
        return Outcome::go(&format!("/time/down/now?minutes={minutes}&until={until}"));
    };
    let until = until.saturating_mul(MINUTE);
    let left = until.saturating_sub(now);
    if left <= -FRESH || left > whole.saturating_add(MINUTE) {
        return Outcome::go("/time/down");
    }
    if left <= 0 {
        return Outcome::go("/time/down/after");
    }
    let second = |milliseconds: i64| milliseconds.div_euclid(1000);
    page(ctx, Some(End { clock: clock(ctx, Instant(until)), left: second(left), whole: second(whole) }))
}

fn page(ctx: &Ctx<'_>, end: Option<End>) -> Outcome {
    let presence = &ctx.library.presence;
    let cards: Vec<&SessionCard> =
        presence.cards.iter().filter(|card| card.alone || today::together(ctx)).collect();
    let card = drawn(ctx, &cards).and_then(|at| cards.get(at));
    let ask = drawn(ctx, &presence.closings).unwrap_or_default();
    ctx.page(&Page {
        p: ctx.shell("down-title"),
        end,
        card: card.map_or("", |card| &card.text),
        question: presence.closings.get(ask).map_or("", |closing| &closing.text),
        ask,
    })
}

/// What a clock on the wall shows where the person is.
fn clock(ctx: &Ctx<'_>, at: Instant) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = ctx.world.zone.to_datetime(stamp);
    format!("{:02}:{:02}", local.hour(), local.minute())
}
