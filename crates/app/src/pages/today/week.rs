//! The week on a page that prints for the fridge: what only concerns oneself stays off the paper.

use askama::Template;
use content::{Practice, Who};
use domain::plan::Half;

use super::thing::Thing;
use super::{cards, desk, plan, together};
use crate::pages::quiet;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

#[derive(Template)]
#[template(path = "pages/today/week.html")]
struct Week<'a> {
    p: Shell<'a>,
    from: String,
    quiet: bool,
    entries: Vec<Entry>,
    choices: Vec<(u16, String)>,
    chosen: String,
    problem: Option<String>,
}

/// One thing of the week; what one does by oneself is printed without its name.
struct Entry {
    thing: Thing,
    own: bool,
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, None)
}

/// The page, perhaps with a word about the minutes.
pub(super) fn page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    let desk = desk(ctx);
    let week = plan::this_week(ctx, desk);
    let entries = week.iter().filter_map(|each| {
        let practice: &'static Practice = ctx.library.practice(each.practice.as_str())?;
        let own = each.half == Half::Own || (together(ctx) && practice.who == Who::Alone);
        Some(Entry { thing: Thing::of(ctx, each)?, own })
    });
    let page = Week {
        p: ctx.shell("today-title"),
        from: dates::weekday(ctx.words, ctx.today().week().monday()),
        quiet: quiet::rests(ctx),
        entries: entries.collect(),
        choices: cards::choices(ctx),
        chosen: desk.minutes.map_or_else(
            || ctx.say("today-minutes-unsaid"),
            |n| ctx.words.say_with("today-minutes-chosen", &[("n", n.into())]),
        ),
        problem,
    };
    ctx.page_with(status, &page)
}
