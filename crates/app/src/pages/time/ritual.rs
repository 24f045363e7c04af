//! One ritual: what it is, when it comes, and what either of the two may do about it.

use askama::Template;
use content::Arg;
use domain::ritual::{Change, Ritual};
use domain::{RitualId, desk};

use super::{Entry, circle, first_date, goes_on, resting, who_suggests};
use crate::pages::talk::asked;
use crate::pages::today;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates, when};

/// How many of the next dates the page shows.
const NEXT: usize = 7;
/// How far ahead it looks for them.
const AHEAD: i32 = 400;
/// How many days a rest may last.
const LONGEST_REST: i32 = 366;

#[derive(Template)]
#[template(path = "pages/time/ritual.html")]
struct Page<'a> {
    p: Shell<'a>,
    id: &'a str,
    two: bool,
    partner: String,
    title: &'a str,
    plan: String,
    what: Option<&'static str>,
    suggestion: Option<&'static str>,
    standing: Standing,
    next: Vec<Entry>,
    rests: Option<String>,
    until: Option<String>,
    problem: Option<String>,
    typed: &'a str,
}

/// How a ritual stands between the two.
enum Standing {
    /// Suggested, and not agreed.
    Open { who: String, mine: bool, first: Option<String>, instead: Option<String> },
    /// Agreed; alone, made.
    Agreed { rest_of_it: bool },
}

#[derive(Template)]
#[template(path = "pages/time/gone.html")]
struct Gone<'a> {
    p: Shell<'a>,
    two: bool,
}

/// It is not there, or not any more.
pub(super) fn gone(ctx: &Ctx<'_>) -> Outcome {
    ctx.page_with(404, &Gone { p: ctx.shell("time-title"), two: circle::two(ctx) })
}

/// The ritual of the address, unless it lapsed.
fn found<'a>(ctx: &Ctx<'a>) -> Option<(RitualId, &'a Ritual)> {
    let id = RitualId::from(ctx.param(0));
    let ritual = circle::rituals(ctx).get(&id)?;
    if ritual.lapsed(ctx.world.now) || circle::was_put_away(ctx, &id) {
        return None;
    }
    Some((id, ritual))
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    match found(ctx) {
        Some((id, ritual)) => page(ctx, 200, &id, ritual, None),
        None => gone(ctx),
    }
}

fn page(ctx: &Ctx<'_>, status: u16, id: &RitualId, ritual: &Ritual, problem: Option<String>) -> Outcome {
    let template = ritual.plan.template.as_deref().and_then(|template| ctx.library.ritual(template));
    let day = |day| dates::weekday(ctx.words, day);
    let page = Page {
        p: ctx.shell("time-title"),
        id: id.as_str(),
        two: circle::two(ctx),
        partner: asked::partner(ctx),
        title: &ritual.plan.title,
        plan: when::plan(ctx, &ritual.plan),
        what: template.map(|template| template.what.as_str()),
        suggestion: template.and_then(|template| template.suggestion(0)),
        standing: standing(ctx, ritual),
        next: next(ctx, id),
        rests: resting(ctx, ritual),
        until: ritual
            .until
            .map(|until| ctx.words.say_with("ritual-until", &[("day", Arg::Text(&day(until.plus(-1))))])),
        problem,
        typed: ctx.form.text("until"),
    };
    ctx.page_with(status, &page)
}

fn standing(ctx: &Ctx<'_>, ritual: &Ritual) -> Standing {
    if ritual.agreed {
        return Standing::Agreed { rest_of_it: ritual.until.is_none() && goes_on(ritual, ctx.today()) };
    }
    let old = ritual.instead_of.as_ref().and_then(|old| circle::rituals(ctx).get(old));
    let instead = old.map(|old| {
        let day = dates::weekday(ctx.words, ritual.plan.starts);
        let was = when::plan(ctx, &old.plan);
        let args = [("title", Arg::from(&old.plan.title)), ("plan", (&was).into()), ("day", (&day).into())];
        ctx.words.say_with("ritual-instead", &args)
    });
    Standing::Open {
        who: who_suggests(ctx, ritual),
        mine: circle::is_me(ctx, ritual.by),
        first: first_date(ctx, ritual),
        instead,
    }
}

fn next(ctx: &Ctx<'_>, id: &RitualId) -> Vec<Entry> {
    let dates = circle::next(ctx, AHEAD).into_iter().filter(|date| date.of.ritual == *id);
    dates.take(NEXT).map(|date| Entry::of(ctx, &date)).collect()
}

/// Both want it now.
pub(super) fn agree(ctx: &Ctx<'_>) -> Outcome {
    let Some((id, ritual)) = found(ctx) else { return gone(ctx) };
    let outcome = Outcome::go(&circle::address(&id));
    if ritual.agreed || circle::is_me(ctx, ritual.by) {
        return outcome;
    }
    circle::change(outcome, ctx, &id, Change::Agreed)
}

/// Ends it, takes a suggestion back, or puts one away: one step, by either.
pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    let id = RitualId::from(ctx.param(0));
    let outcome = Outcome::go("/time");
    if let Some(ritual) = circle::rituals(ctx).get(&id) {
        if !ritual.agreed && !circle::is_me(ctx, ritual.by) {
            return circle::put_away(outcome, ctx, &id);
        }
        return circle::change(outcome, ctx, &id, Change::Ended);
    }
    // What one kept alone can still be ended by two.
    match today::desk(ctx).rituals.get(&id) {
        Some(_) => outcome.desk(desk::Event::RitualChanged { ritual: id, change: Change::Ended }),
        None => outcome,
    }
}

/// It rests until the end of a day.
pub(super) fn rest(ctx: &Ctx<'_>) -> Outcome {
    let Some((id, ritual)) = found(ctx).filter(|(_, ritual)| ritual.agreed) else { return gone(ctx) };
    let until = when::day_typed(ctx.form.text("until"));
    let until = until.filter(|until| (0..=LONGEST_REST).contains(&until.since(ctx.today())));
    let Some(until) = until else {
        return page(ctx, 422, &id, ritual, Some(ctx.say("ritual-rest-problem")));
    };
    circle::change(
        Outcome::go(&circle::address(&id)),
        ctx,
        &id,
        Change::Paused { from: Some(ctx.today()), until },
    )
}

/// The rest ends early.
pub(super) fn go_on(ctx: &Ctx<'_>) -> Outcome {
    let Some((id, ritual)) = found(ctx).filter(|(_, ritual)| ritual.agreed) else { return gone(ctx) };
    let outcome = Outcome::go(&circle::address(&id));
    if ritual.rest.is_none() {
        return outcome;
    }
    circle::change(outcome, ctx, &id, Change::Resumed)
}
