//! Time: what comes next, what is suggested, and the doors to making, finding and guarding a time.
//!
//! Invariant: a suggestion is shown here and on its own page and nowhere else, and lapses without a word. Nothing is
//! ever late, and what did not happen is asked about for three days at most, and only here.

mod afterwards;
pub(crate) mod circle;
mod ideas;
mod new;
mod occurrence;
mod ritual;
mod typed;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use askama::Template;
use content::Arg;
use domain::ritual::{Ritual, Rituals};
use domain::{Day, RitualId};

use crate::pages::talk::asked;
use crate::pages::{quiet, settle, today};
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, feed, when};
use circle::Date;
pub(crate) use ideas::address as address_of_template;

pub(crate) const ROUTES: &[Route] = &[
    get("/time", Guard::Person, needs, show),
    get("/time/ideas", Guard::Person, circle::between, ideas::show),
    get("/time/new", Guard::Person, circle::between, new::show),
    post("/time/new", Guard::Person, circle::between, new::save),
    get("/time/r/{ritual}", Guard::Person, circle::between, ritual::show),
    post("/time/r/{ritual}/agree", Guard::Couple, circle::between, ritual::agree),
    post("/time/r/{ritual}/end", Guard::Person, circle::between, ritual::end),
    post("/time/r/{ritual}/rest", Guard::Person, circle::between, ritual::rest),
    post("/time/r/{ritual}/on", Guard::Person, circle::between, ritual::go_on),
    get("/time/o/{ritual}/{day}", Guard::Person, circle::between, occurrence::show),
    post("/time/o/{ritual}/{day}/move", Guard::Person, circle::between, occurrence::put_elsewhere),
    post("/time/o/{ritual}/{day}/skip", Guard::Person, circle::between, occurrence::skip),
    post("/time/o/{ritual}/{day}/restore", Guard::Person, circle::between, occurrence::restore),
    post("/time/o/{ritual}/{day}/told", Guard::Person, circle::between, afterwards::told),
    get("/time/o/{ritual}/{day}/after", Guard::Person, circle::between, afterwards::show),
    post("/time/o/{ritual}/{day}/felt", Guard::Person, circle::between, afterwards::felt),
];

/// How many days ahead the page looks.
const DAYS: i32 = 13;
/// What comes more often than this in that time is listed only with the next few dates.
const OFTEN: usize = 6;
/// How many those are.
const FEW: usize = 3;
/// For so many days somebody may say how a date went.
const TELL: i32 = 3;
/// How many ideas an empty page offers.
const FIRST: usize = 3;
/// What takes so many minutes or fewer is short.
const SHORT: u16 = 15;

/// A day with what lies on it.
struct DayOf {
    name: String,
    times: Vec<Entry>,
}

/// One date in a list.
pub(super) struct Entry {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) day: String,
    pub(super) time: String,
    pub(super) length: String,
    pub(super) changed: Option<String>,
    pub(super) skipped: bool,
}

impl Entry {
    pub(super) fn of(ctx: &Ctx<'_>, date: &Date<'_>) -> Self {
        let at = date.at(ctx);
        Self {
            href: circle::address_of_date(&date.of.ritual, date.of.on),
            title: date.ritual.plan.title.clone(),
            time: at.time_line(ctx.words),
            day: at.day,
            length: when::length(ctx.words, date.of.minutes),
            changed: date.changed(ctx),
            skipped: date.of.skipped,
        }
    }
}

/// Something suggested, as a card.
struct Suggested {
    id: String,
    who: String,
    mine: bool,
    title: String,
    plan: String,
    first: Option<String>,
}

/// A ritual in a list.
struct Kept {
    id: String,
    title: String,
    plan: String,
    rests: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/time/show.html")]
struct Time<'a> {
    p: Shell<'a>,
    two: bool,
    rests: Option<String>,
    days: Vec<DayOf>,
    suggested: Vec<Suggested>,
    been: Vec<Entry>,
    kept: Vec<Kept>,
    own: Vec<Kept>,
    ideas: Vec<ideas::Idea>,
}

fn needs(ask: &Ask<'_>) -> Needs {
    Needs { own_feed: true, ..circle::between(ask) }
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let rests = quiet::rests_until(ctx);
    let kept = kept(ctx, circle::rituals(ctx));
    // What was kept alone, before there were two, is still one's own.
    let own = if circle::two(ctx) { self::kept(ctx, &today::desk(ctx).rituals) } else { Vec::new() };
    let suggested = suggested(ctx);
    let nothing_yet = kept.is_empty() && suggested.is_empty();
    let page = ctx.page(&Time {
        p: ctx.shell("time-title"),
        two: circle::two(ctx),
        days: days(ctx),
        been: if rests.is_some() { Vec::new() } else { been(ctx) },
        ideas: if nothing_yet { ideas::first(ctx) } else { Vec::new() },
        rests: rests.map(|day| dates::weekday(ctx.words, day)),
        suggested,
        kept,
        own,
    });
    feed::keep(ctx, page)
}

/// The next two weeks, day by day. Of what comes nearly every day only the next few dates are listed, and those that
/// were changed: the rest would hide all others.
fn days(ctx: &Ctx<'_>) -> Vec<DayOf> {
    let next = circle::next(ctx, DAYS);
    let listed = |date: &&Date<'_>| {
        let days: Vec<_> =
            next.iter().filter(|other| other.of.ritual == date.of.ritual).map(|other| other.of.on).collect();
        let soon = days.iter().take(FEW).any(|on| *on == date.of.on);
        soon || date.of.changed_by.is_some() || days.len() <= OFTEN
    };
    let mut days: Vec<DayOf> = Vec::new();
    for date in next.iter().filter(listed) {
        let entry = Entry::of(ctx, date);
        match days.last_mut() {
            Some(day) if day.name == entry.day => day.times.push(entry),
            _ => days.push(DayOf { name: entry.day.clone(), times: vec![entry] }),
        }
    }
    days
}

/// What is just over and of which nobody has said how it went.
fn been(ctx: &Ctx<'_>) -> Vec<Entry> {
    let all = circle::dates(ctx, ctx.today().plus(-TELL), ctx.today());
    let open = all.iter().filter(|date| may_be_told(ctx, date));
    open.map(|date| Entry::of(ctx, date)).collect()
}

/// It is over, not for long, and nobody has said how it went.
fn may_be_told(ctx: &Ctx<'_>, date: &Date<'_>) -> bool {
    is_fresh(ctx, date) && date.ritual.told_of(date.of.on).is_none()
}

/// It is over, and not for long.
fn is_fresh(ctx: &Ctx<'_>, date: &Date<'_>) -> bool {
    let since = ctx.today().since(date.starts.day_in(&ctx.world.zone));
    date.has_been(ctx.world.now) && since <= TELL
}

fn suggested(ctx: &Ctx<'_>) -> Vec<Suggested> {
    if !circle::two(ctx) {
        return Vec::new();
    }
    let rests = quiet::rests(ctx);
    let shown = |(id, ritual): &(&RitualId, &Ritual)| {
        circle::is_me(ctx, ritual.by) || !(rests || circle::was_put_away(ctx, id))
    };
    // What is asked for together with a talk is named where the talk is, until the other one says yes to it.
    let of_its_own = |(id, _): &(&RitualId, &Ritual)| !settle::only_asks_for(ctx, id);
    let open = circle::rituals(ctx).proposed(ctx.world.now).filter(shown);
    let mut open: Vec<_> = open.filter(of_its_own).collect();
    open.sort_by_key(|(_, ritual)| ritual.at);
    open.into_iter().map(|(id, ritual)| one_suggested(ctx, id, ritual)).collect()
}

fn one_suggested(ctx: &Ctx<'_>, id: &RitualId, ritual: &Ritual) -> Suggested {
    Suggested {
        id: id.as_str().to_owned(),
        who: who_suggests(ctx, ritual),
        mine: circle::is_me(ctx, ritual.by),
        title: ritual.plan.title.clone(),
        plan: when::plan(ctx, &ritual.plan),
        first: first_date(ctx, ritual),
    }
}

/// `Alex suggests`, or that it was oneself.
fn who_suggests(ctx: &Ctx<'_>, ritual: &Ritual) -> String {
    if circle::is_me(ctx, ritual.by) {
        return ctx.say("time-you-suggested");
    }
    let name = asked::name(ctx, ritual.by);
    ctx.words.say_with("time-suggests", &[("name", Arg::Text(&name))])
}

/// When a ritual that is not agreed yet would first be.
fn first_date(ctx: &Ctx<'_>, ritual: &Ritual) -> Option<String> {
    let plan = &ritual.plan;
    let zone = when::zone(ctx, &plan.zone);
    let from = ctx.today().plus(-1).max(plan.starts);
    let moments = plan.rhythm.days(plan.starts, from, from.plus(372)).map(|day| day.moment(plan.at, &zone));
    let first = moments.into_iter().find(|moment| *moment > ctx.world.now)?;
    let at = when::at(ctx, first, &plan.zone).line(ctx.words);
    Some(ctx.words.say_with("time-first", &[("at", Arg::Text(&at))]))
}

fn kept(ctx: &Ctx<'_>, rituals: &Rituals) -> Vec<Kept> {
    let agreed = rituals.agreed().filter(|(_, ritual)| goes_on(ritual, ctx.today()));
    let mut agreed: Vec<_> = agreed.collect();
    agreed.sort_by_key(|(_, ritual)| ritual.at);
    let line = |(id, ritual): (&RitualId, &Ritual)| Kept {
        id: id.as_str().to_owned(),
        title: ritual.plan.title.clone(),
        plan: when::plan(ctx, &ritual.plan),
        rests: resting(ctx, ritual),
    };
    agreed.into_iter().map(line).collect()
}

/// Whether a ritual still has a date before it.
fn goes_on(ritual: &Ritual, today: Day) -> bool {
    let moved = ritual.exceptions.iter().filter_map(|exception| exception.to).map(|(day, _)| day);
    let last = match (&ritual.plan.rhythm, ritual.until) {
        (domain::rhythm::Rhythm::Once, _) => moved.fold(ritual.plan.starts, Day::max),
        (_, Some(until)) => moved.fold(until.plus(-1), Day::max),
        (_, None) => return true,
    };
    last >= today.plus(-1)
}

/// Until when it rests, in words, while it does.
fn resting(ctx: &Ctx<'_>, ritual: &Ritual) -> Option<String> {
    let (_, until) = ritual.rest.filter(|(_, until)| *until >= ctx.today())?;
    let day = dates::weekday(ctx.words, until);
    Some(ctx.words.say_with("time-rests", &[("day", Arg::Text(&day))]))
}
