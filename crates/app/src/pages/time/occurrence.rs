//! One date of a ritual: when it is, something to do or ask, and another time for it.
//!
//! Invariant: whoever changes a date says from where. When the other one has changed it meanwhile nothing is written,
//! and the page says what happened.

use askama::Template;
use content::{Arg, Practice};
use domain::ritual::{Change, Occurrence};
use domain::talk::shuffle_key;
use domain::{Day, RitualId};

use super::circle::Date;
use super::{afterwards, circle, is_fresh, may_be_told, ritual};
use crate::pages::hear::agreed;
use crate::pages::practice;
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome, when};

/// How many days ahead a date may be moved, and how many back.
const AHEAD: i32 = 366;

#[derive(Template)]
#[template(path = "pages/time/occurrence.html")]
struct Page<'a> {
    p: Shell<'a>,
    two: bool,
    href: String,
    ritual: String,
    title: &'a str,
    at: when::At,
    length: String,
    changed: Option<String>,
    skipped: bool,
    moved: bool,
    over: bool,
    ask_how: bool,
    told: Option<String>,
    did: bool,
    suggestion: Option<String>,
    easier: Option<&'static str>,
    practice: Option<(String, &'static str)>,
    /// It is a talk the two agreed on, and it is today.
    hear: bool,
    change: Option<Form>,
    problem: Option<String>,
}

/// The form that moves a date.
struct Form {
    was: String,
    day: String,
    at: String,
    place: Option<String>,
    open: bool,
}

/// The date of the address.
pub(super) fn found<'a>(ctx: &Ctx<'a>) -> Option<Date<'a>> {
    let on = when::day_typed(ctx.param(1))?;
    circle::date(ctx, &RitualId::from(ctx.param(0)), on)
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    match found(ctx) {
        Some(date) => page(ctx, 200, &date, None),
        None => ritual::gone(ctx),
    }
}

pub(super) fn page(ctx: &Ctx<'_>, status: u16, date: &Date<'_>, problem: Option<String>) -> Outcome {
    let template = date.ritual.plan.template.as_deref().and_then(|id| ctx.library.ritual(id));
    let over = date.ends <= ctx.world.now;
    let told = date.ritual.told_of(date.of.on);
    let page = Page {
        p: ctx.shell("time-title"),
        two: circle::two(ctx),
        href: circle::address_of_date(&date.of.ritual, date.of.on),
        ritual: circle::address(&date.of.ritual),
        title: &date.ritual.plan.title,
        at: date.at(ctx),
        length: when::length(ctx.words, date.of.minutes),
        changed: date.changed(ctx),
        skipped: date.of.skipped,
        moved: date.of.changed_by.is_some() && !date.of.skipped,
        over,
        ask_how: may_be_told(ctx, date),
        told: told.map(|how| afterwards::said(ctx, how)),
        did: told == Some(domain::ritual::Told::Did),
        suggestion: if date.of.skipped { None } else { suggestion(ctx, date) },
        easier: template.map(|template| template.easier.as_str()).filter(|_| !date.of.skipped),
        practice: if date.of.skipped { None } else { suiting(ctx, date) },
        hear: agreed::is_on(ctx, date) && !quiet::rests(ctx),
        change: (told.is_none() && (!over || is_fresh(ctx, date))).then(|| form(ctx, date, status != 200)),
        problem,
    };
    ctx.page_with(status, &page)
}

/// What was typed stays; else the date as it is.
fn form(ctx: &Ctx<'_>, date: &Date<'_>, again: bool) -> Form {
    let plan = &date.ritual.plan;
    let typed = |field: &str, now: String| match ctx.form.get(field) {
        Some(typed) if again => typed.to_owned(),
        _ => now,
    };
    Form {
        was: place(&date.of),
        day: typed("to", when::day_written(date.of.day)),
        at: typed("at", when::clock(date.of.at)),
        place: (!when::is_own_clock(ctx, &plan.zone)).then(|| when::place(&plan.zone)),
        open: again,
    }
}

/// Which time of a ritual a date is, from 0.
fn nth(date: &Date<'_>) -> usize {
    let plan = &date.ritual.plan;
    plan.rhythm.days(plan.starts, plan.starts, date.of.on).count().saturating_sub(1)
}

/// One thing to do or ask: the template's in turn, or a light question for a ritual of one's own.
fn suggestion(ctx: &Ctx<'_>, date: &Date<'_>) -> Option<String> {
    match &date.ritual.plan.template {
        Some(id) => ctx.library.ritual(id)?.suggestion(nth(date)).map(str::to_owned),
        None => {
            let light = ctx.library.questions.iter().filter(|question| question.depth.get() == 1);
            let seed = shuffle_key(0, date.of.ritual.as_str());
            let key = |id: &str| shuffle_key(seed, &format!("{} {id}", date.of.on.0));
            let question = light.min_by_key(|question| key(question.id.as_str()))?;
            Some(ctx.words.say_with("occurrence-ask", &[("question", Arg::Text(&question.text))]))
        }
    }
}

/// A practice that suits it, in turn.
fn suiting(ctx: &Ctx<'_>, date: &Date<'_>) -> Option<(String, &'static str)> {
    let template = ctx.library.ritual(date.ritual.plan.template.as_deref()?)?;
    let id = template.practices.get(nth(date).checked_rem(template.practices.len())?)?;
    let practice: &'static Practice = ctx.library.practice(id.as_str())?;
    Some((practice::address(&practice.id), practice.title.as_str()))
}

/// Where a date is, for whoever wants to say from where they changed it.
fn place(date: &Occurrence) -> String {
    if date.skipped {
        "off".to_owned()
    } else {
        format!("{} {}", when::day_written(date.day), when::clock(date.at))
    }
}

/// Does a change of a date: nothing where it is so already, and nothing where somebody else was quicker.
fn put(ctx: &Ctx<'_>, date: &Date<'_>, change: Change, result: &str) -> Outcome {
    let outcome = Outcome::go(&circle::address_of_date(&date.of.ritual, date.of.on));
    let now = place(&date.of);
    if now == result {
        return outcome;
    }
    if ctx.form.text("was") != now {
        return page(ctx, 422, date, Some(meanwhile(ctx, date)));
    }
    if !date.ritual.may_change(date.of.on, ctx.today()) {
        return page(ctx, 422, date, Some(ctx.say("occurrence-many")));
    }
    circle::change(outcome, ctx, &date.of.ritual, change)
}

/// What became of a date since the page was opened.
fn meanwhile(ctx: &Ctx<'_>, date: &Date<'_>) -> String {
    let at = date.at(ctx).line(ctx.words);
    let name = date.of.changed_by.map(|by| asked::name(ctx, by)).unwrap_or_default();
    let me = date.of.changed_by.is_some_and(|by| circle::is_me(ctx, by) || !circle::two(ctx));
    let key = match (date.of.changed_by, date.of.skipped, me) {
        (None, ..) => "occurrence-meanwhile-back",
        (_, true, true) => "occurrence-meanwhile-off-me",
        (_, true, false) => "occurrence-meanwhile-off",
        (_, false, true) => "occurrence-meanwhile-me",
        (_, false, false) => "occurrence-meanwhile",
    };
    ctx.words.say_with(key, &[("name", (&name).into()), ("at", (&at).into())])
}

/// This one is at another time.
pub(super) fn put_elsewhere(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = found(ctx) else { return ritual::gone(ctx) };
    let to = when::day_typed(ctx.form.text("to")).filter(|to| may_be_on(ctx, *to));
    let (Some(to), Some(at)) = (to, when::clock_typed(ctx.form.text("at"))) else {
        return page(ctx, 422, &date, Some(ctx.say("occurrence-move-problem")));
    };
    let on = date.of.on;
    let as_meant = (to, at) == (on, date.ritual.plan.at);
    let change = if as_meant { Change::Restored { on } } else { Change::Moved { on, to, at } };
    let result = format!("{} {}", when::day_written(to), when::clock(at));
    put(ctx, &date, change, &result)
}

fn may_be_on(ctx: &Ctx<'_>, day: Day) -> bool {
    (-super::TELL..=AHEAD).contains(&day.since(ctx.today()))
}

/// Not this time.
pub(super) fn skip(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = found(ctx) else { return ritual::gone(ctx) };
    let on = date.of.on;
    put(ctx, &date, Change::Skipped { on }, "off")
}

/// As it was first meant.
pub(super) fn restore(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = found(ctx) else { return ritual::gone(ctx) };
    let on = date.of.on;
    let meant = format!("{} {}", when::day_written(on), when::clock(date.ritual.plan.at));
    put(ctx, &date, Change::Restored { on }, &meant)
}
