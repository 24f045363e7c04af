//! A calendar as its owner sees it: when it was read and what it said, never what is in it.

use domain::calendars::Calendar;
use domain::{CalendarId, Instant};

use crate::{Ctx, busy, dates};

/// A calendar in the list.
pub(super) struct OneCalendar {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) from_address: bool,
    pub(super) lines: Vec<String>,
    /// What went wrong when it was last tried, and since when nothing new came in.
    pub(super) failed: Option<String>,
}

impl OneCalendar {
    pub(super) fn of(ctx: &Ctx<'_>, id: &CalendarId, calendar: &Calendar) -> Self {
        Self {
            id: id.as_str().to_owned(),
            name: calendar.name.clone(),
            from_address: calendar.url.is_some(),
            lines: lines(ctx, calendar),
            failed: calendar.failed.as_deref().map(|why| failed(ctx, calendar, why)),
        }
    }
}

fn moment(ctx: &Ctx<'_>, at: Instant) -> String {
    dates::moment(ctx.words, at, &ctx.world.zone)
}

fn lines(ctx: &Ctx<'_>, calendar: &Calendar) -> Vec<String> {
    let Some((_, at)) = calendar.read else { return Vec::new() };
    let until = dates::day(ctx.words, at.plus_days(busy::DAYS).day_in(&ctx.world.zone));
    let read = ctx.words.say_with("calendars-read", &[("when", (&moment(ctx, at)).into())]);
    let busy = [("count", calendar.stretches.into()), ("day", until.as_str().into())];
    let mut lines = vec![read, ctx.words.say_with("calendars-busy", &busy)];
    if calendar.problems > 0 {
        lines.push(ctx.words.say_with("calendars-problems", &[("count", calendar.problems.into())]));
    }
    if calendar.url.is_none() {
        lines.push(ctx.say("calendars-file-stands"));
    }
    lines
}

fn failed(ctx: &Ctx<'_>, calendar: &Calendar, why: &str) -> String {
    let why = why_in_words(ctx, why);
    let (tried, good) = (moment(ctx, calendar.tried_at), calendar.good_at.map(|at| moment(ctx, at)));
    let mut said = vec![("why", why.as_str().into()), ("tried", tried.as_str().into())];
    match &good {
        Some(good) => {
            said.push(("good", good.as_str().into()));
            ctx.words.say_with("calendars-failed", &said)
        }
        None => ctx.words.say_with("calendars-failed-never", &said),
    }
}

/// Why something could not be read, in words.
pub(super) fn why_in_words(ctx: &Ctx<'_>, why: &str) -> String {
    let known = [
        "unreachable",
        "refused",
        "not-an-address",
        "inside",
        "too-long",
        "redirects",
        "web-page",
        "not-a-calendar",
        "empty",
        "shrank",
    ];
    let why = known.into_iter().find(|word| *word == why).unwrap_or("refused");
    ctx.say(&format!("calendars-why-{why}"))
}
