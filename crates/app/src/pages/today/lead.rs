//! What leads today: rest, a step of the six weeks, one thing, or *done for today*.

use content::Library;
use domain::alone::{self, Place};
use domain::desk::Desk;
use domain::plan::Suggestion;

use super::thing::Thing;
use super::together;
use crate::pages::{path, quiet};
use crate::{Ctx, dates};

/// What leads today.
pub(super) enum Lead {
    /// It rests; something small may be there.
    Rest { until: String, thing: Option<Thing> },
    /// Today's step of the six weeks.
    Step(Step),
    /// Today's step is done.
    Enough { week_done: bool },
    /// The six weeks are behind: look back and choose.
    LookBack,
    /// The main thing of the day.
    Thing(Thing),
    /// Something was done today.
    Done { title: &'static str },
    /// Everything of this week was done.
    AllDone,
    /// Nothing is left to suggest.
    Nothing,
}

/// A step of the six weeks, as a card shows it.
pub(super) struct Step {
    pub(super) id: &'static str,
    pub(super) week: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) writes: bool,
}

/// What leads, and what else the week holds: at most three things in all.
pub(super) fn lead(ctx: &Ctx<'_>, desk: &Desk, week: &[Suggestion]) -> (Lead, Vec<Thing>) {
    let things = |most: usize| open(ctx, desk, week).take(most).collect::<Vec<_>>();
    if let Some(until) = quiet::rests_until(ctx) {
        let thing = things(1).pop();
        return (Lead::Rest { until: dates::weekday(ctx.words, until), thing }, Vec::new());
    }
    // Once there are two, what they can do comes first; one's own six weeks go on behind a door.
    if let Some(lead) = on_the_path(ctx, desk).filter(|_| !together(ctx)) {
        return (lead, things(2));
    }
    if let Some(title) = done_today(ctx, desk) {
        return (Lead::Done { title }, things(2));
    }
    let mut things = things(3).into_iter();
    let lead = match things.next() {
        Some(thing) => Lead::Thing(thing),
        None if week.is_empty() => Lead::Nothing,
        None => Lead::AllDone,
    };
    (lead, things.collect())
}

/// What of the week was not done this week.
fn open<'a>(ctx: &'a Ctx<'_>, desk: &'a Desk, week: &'a [Suggestion]) -> impl Iterator<Item = Thing> + 'a {
    let now = ctx.today().week();
    let done = move |each: &&Suggestion| {
        desk.marks.get(&each.practice).and_then(|marks| marks.did).is_some_and(|day| day.week() == now)
    };
    week.iter().filter(move |each| !done(each)).filter_map(|each| Thing::of(ctx, each))
}

/// What was done today, whether it was planned or not.
fn done_today(ctx: &Ctx<'_>, desk: &Desk) -> Option<&'static str> {
    let today = ctx.today();
    let done = desk.marks.iter().filter(|(_, marks)| marks.did == Some(today));
    done.filter_map(|(id, _)| ctx.library.practice(id.as_str()))
        .map(|practice| practice.title.as_str())
        .next()
}

/// Where the six weeks stand, if one is on them.
pub(super) fn on_the_path(ctx: &Ctx<'_>, desk: &Desk) -> Option<Lead> {
    match alone::today(&desk.path, ctx.today(), path::weeks()) {
        Place::NotBegun | Place::Ended => None,
        Place::Step { step, .. } => self::step(ctx.library, step).map(Lead::Step),
        Place::Enough { .. } => Some(Lead::Enough { week_done: false }),
        Place::WeekDone { .. } => Some(Lead::Enough { week_done: true }),
        Place::LookBack => Some(Lead::LookBack),
    }
}

fn step(library: &'static Library, id: &str) -> Option<Step> {
    let (week, day) = library.alone.day(id)?;
    Some(Step {
        id: day.id.as_str(),
        week: &week.title,
        title: &day.title,
        text: &day.text,
        writes: day.write.is_some(),
    })
}
