//! Finding a time: each ticks what suits them, and what suits both stands here for both, the same all day.
//!
//! Invariant: `theirs` of a gate decides which row a write makes, and nothing else; reading looks at `mine` alone. What
//! is shown of the other one is what was found, and one list a day.

use askama::Template;
use domain::desk::Event;
use domain::meet::{self, Slot};
use domain::shared::{self, Shared};
use domain::{Instant, SpaceName};

use super::errors;
use crate::busy::{self, Busy, NotYet};
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Matching, Needs, Outcome, Row, feed};

#[cfg(test)]
pub(crate) mod house;
mod sent;
mod take;
#[cfg(test)]
mod tests;
mod ticks;

use sent::Sent;
use take::Found;
use ticks::Ticks;

pub(crate) const ROUTES: &[Route] = &[
    get("/time/find", Guard::Couple, spaces, show),
    post("/time/find", Guard::Couple, sent::needs, save),
    post("/time/find/back", Guard::Couple, spaces, take_back),
    post("/time/find/take", Guard::Couple, spaces, take::save),
];

/// After how many days ticks are forgotten: all the days they speak of are over then.
const EXPIRES: i64 = meet::DAYS as i64;

#[derive(Template)]
#[template(path = "pages/find.html")]
struct Page<'a> {
    p: Shell<'a>,
    view: View,
    /// Why what was sent was not taken.
    problem: Option<String>,
}

/// What the page is about.
enum View {
    /// Ticks to make.
    Ticks(Box<Ticks>),
    /// What one ticked lies closed.
    Kept,
    /// What suits both.
    Found(Found),
}

fn spaces(_: &Ask<'_>) -> Needs {
    Needs { spaces: vec![SpaceName::Desk, SpaceName::Shared], own_feed: true, ..Needs::default() }
}

/// The gate of a search.
fn label(round: u32) -> String {
    format!("time/{round}")
}

/// Whether a search may begin or go on now. On the day of the last one what was found stands, and nothing else.
fn may_search(ctx: &Ctx<'_>, shared: &Shared) -> bool {
    shared.found.as_ref().is_none_or(|found| found.again() <= ctx.world.now)
}

/// GET `/time/find`.
fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(shared) = &ctx.world.shared else { return errors::not_found(ctx) };
    let label = label(shared.next_search());
    if !may_search(ctx, shared) {
        return page(ctx, 200, View::Found(Found::of(ctx, shared, None)), None);
    }
    let Some(gate) = ctx.world.gates.get(&label) else {
        return Outcome::more(Needs { gates: vec![label], ..Needs::default() });
    };
    let anew = ctx.query.has("anew") || ctx.query.has("wish");
    let found = Found::of(ctx, shared, None);
    let view = match () {
        () if anew => View::Ticks(Box::new(Ticks::fresh(ctx, shared))),
        () if gate.mine => View::Kept,
        () if found.lies_ahead() => View::Found(found),
        () => View::Ticks(Box::new(Ticks::fresh(ctx, shared))),
    };
    page(ctx, 200, view, None)
}

fn page(ctx: &Ctx<'_>, status: u16, view: View, problem: Option<String>) -> Outcome {
    feed::keep(ctx, ctx.page_with(status, &Page { p: ctx.shell("find-title"), view, problem }))
}

/// POST `/time/find`: what suits me lies closed, or meets what suits the other one.
fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(shared) = &ctx.world.shared else { return errors::not_found(ctx) };
    let refused = |problem: &str| {
        let view = if may_search(ctx, shared) {
            View::Ticks(Box::new(Ticks::sent(ctx, shared)))
        } else {
            View::Found(Found::of(ctx, shared, None))
        };
        page(ctx, 422, view, Some(ctx.say(problem)))
    };
    let round = shared.next_search();
    if !may_search(ctx, shared) || ctx.form.number::<u32>("round") != Some(round) {
        return refused("find-meanwhile");
    }
    let sent = match Sent::read(ctx) {
        Ok(sent) => sent,
        Err(problem) => return refused(problem),
    };
    let (stretches, changes) = match busy(ctx) {
        Ok(busy) => (busy.stretches, busy.changes),
        Err(NotYet::Fetch(fetch)) => return Outcome::fetching(fetch),
        Err(NotYet::Stale) => return refused("find-meanwhile"),
    };
    let (slots, items) = sent.wishes(ctx, &stretches);
    let outcome =
        if slots.is_empty() { refused("find-nothing-left") } else { keep(ctx, round, &slots, items) };
    // What was read on the way is kept whatever became of the ticks.
    let changed = |(calendar, change)| Event::CalendarChanged { calendar, change };
    changes.into_iter().map(changed).fold(outcome, Outcome::desk)
}

/// When one is busy, if that is to be left out.
fn busy(ctx: &Ctx<'_>) -> Result<Busy, NotYet> {
    if ctx.form.has("calendars") { busy::busy(ctx) } else { Ok(Busy::default()) }
}

/// The first side goes into the gate; the second one opens it.
fn keep(ctx: &Ctx<'_>, round: u32, slots: &[Slot], items: Vec<Vec<u8>>) -> Outcome {
    let label = label(round);
    let ticked = || Outcome::go("/time/find").desk(Event::TimesTicked { round });
    let theirs = ctx.world.gates.get(&label).is_some_and(|gate| gate.theirs);
    match &ctx.world.matched {
        _ if !theirs => ticked().row(Row::MatchPut {
            label,
            expires: ctx.world.now.plus_days(EXPIRES),
            items,
            room: meet::ROOM,
        }),
        None => {
            let matching = Matching { label: label.clone(), items };
            Outcome::more(Needs { matching: Some(matching), gates: vec![label], ..Needs::default() })
        }
        Some(both) => {
            // The time that has passed since the other one ticked does not shorten the notice they want.
            let notice = i64::from(meet::notice_for_both(both));
            let earliest = Instant(ctx.world.now.0.saturating_add(notice.saturating_mul(3_600_000)));
            let slots = meet::choose(slots, both, earliest, &ctx.world.zone);
            ticked().shared(shared::Event::TimesFound { round, slots }).row(Row::MatchEnd { label })
        }
    }
}

/// POST `/time/find/back`: what lies closed is taken back. Where it opened meanwhile, the host lets the form go round
/// again, and then there is nothing to take.
fn take_back(ctx: &Ctx<'_>) -> Outcome {
    let Some(shared) = &ctx.world.shared else { return errors::not_found(ctx) };
    let there = Outcome::go("/time/find");
    if ctx.form.number::<u32>("round").is_some_and(|round| round != shared.next_search()) {
        return there;
    }
    there.row(Row::GateTake { label: label(shared.next_search()) })
}
