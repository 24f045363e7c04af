//! Talks that two people agreed on: dates of a ritual that is for talking, or of one they made themselves.

use content::Kind;

use crate::pages::time::{self, circle};
use crate::{Ctx, when};
use circle::Date;

/// How many days ahead the next one is looked for.
const AHEAD: i32 = 60;
/// The template of the library that is offered where there is none.
const TALK: &str = "weekly-talk";

/// Whether a date is such a talk.
fn is_talk(ctx: &Ctx<'_>, date: &Date<'_>) -> bool {
    let template = date.ritual.plan.template.as_deref().and_then(|id| ctx.library.ritual(id));
    !date.of.skipped && template.is_none_or(|template| template.kind == Kind::Talk)
}

/// Whether a date is such a talk and lies on this day, or has begun the day before and goes on. The day is the one where
/// the date was agreed on: by one's own clock a talk could be had early, unseen, by setting it to another zone.
pub(crate) fn is_on(ctx: &Ctx<'_>, date: &Date<'_>) -> bool {
    let zone = when::zone(ctx, &date.ritual.plan.zone);
    let today = date.starts.day_in(&zone) == ctx.world.now.day_in(&zone);
    let goes_on = date.starts <= ctx.world.now && ctx.world.now < date.ends;
    circle::two(ctx) && is_talk(ctx, date) && (today || goes_on)
}

/// Whether the two have agreed on a talk today.
pub(super) fn today(ctx: &Ctx<'_>) -> bool {
    circle::dates(ctx, ctx.today().plus(-1), ctx.today().plus(1)).iter().any(|date| is_on(ctx, date))
}

/// The talk that is today or comes next, in a line of these words; nothing where there is none.
pub(crate) fn next_line(ctx: &Ctx<'_>, key: &str) -> Option<String> {
    if !circle::two(ctx) {
        return None;
    }
    let dates = circle::dates(ctx, ctx.today().plus(-1), ctx.today().plus(AHEAD));
    let ahead = |date: &&Date<'_>| is_on(ctx, date) || (is_talk(ctx, date) && date.starts > ctx.world.now);
    let date = dates.iter().find(ahead)?;
    let (title, at) = (&date.ritual.plan.title, date.at(ctx).line(ctx.words));
    Some(ctx.words.say_with(key, &[("title", title.into()), ("at", (&at).into())]))
}

/// Where one suggests such a talk.
pub(crate) fn suggest(ctx: &Ctx<'_>) -> String {
    ctx.library.ritual(TALK).map_or_else(|| "/time/new".to_owned(), time::address_of_template)
}
