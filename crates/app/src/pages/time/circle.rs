//! Whose times a page is about: the couple's, or those of one person alone. The same pages serve both.

use domain::ritual::{Change, Occurrence, Ritual, Rituals};
use domain::{Day, Instant, PersonId, RitualId, SpaceName, desk, shared};

use crate::pages::talk::asked;
use crate::pages::{away, today};
use crate::routes::Ask;
use crate::{Ctx, Needs, Outcome, when};

/// The desk is always there; the shared space where there is one.
pub(crate) fn between(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Shared)
}

/// There are two who can agree on a time.
pub(crate) fn two(ctx: &Ctx<'_>) -> bool {
    asked::together(ctx)
}

/// The rituals of the two; alone, one's own.
pub(crate) fn rituals<'a>(ctx: &Ctx<'a>) -> &'a Rituals {
    match &ctx.world.shared {
        Some(shared) if two(ctx) => &shared.rituals,
        _ => &today::desk(ctx).rituals,
    }
}

/// And this happened to a ritual, where it belongs.
pub(crate) fn change(outcome: Outcome, ctx: &Ctx<'_>, ritual: &RitualId, change: Change) -> Outcome {
    let ritual = ritual.clone();
    if two(ctx) {
        outcome.shared(shared::Event::RitualChanged { ritual, change })
    } else {
        outcome.desk(desk::Event::RitualChanged { ritual, change })
    }
}

/// Whether a suggestion was put away.
pub(crate) fn was_put_away(ctx: &Ctx<'_>, ritual: &RitualId) -> bool {
    away::was_put(ctx, &away::of_ritual(ritual))
}

/// Puts a suggestion away on one's own desk: for who made it, everything is as if it had not been seen.
pub(crate) fn put_away(outcome: Outcome, ctx: &Ctx<'_>, ritual: &RitualId) -> Outcome {
    away::put(outcome, ctx, away::of_ritual(ritual))
}

/// Where a ritual has its page.
pub(crate) fn address(ritual: &RitualId) -> String {
    format!("/time/r/{}", ritual.as_str())
}

/// Where one date of a ritual has its page.
pub(crate) fn address_of_date(ritual: &RitualId, on: Day) -> String {
    format!("/time/o/{}/{}", ritual.as_str(), when::day_written(on))
}

/// Whether it was the reader who did something.
pub(crate) fn is_me(ctx: &Ctx<'_>, person: PersonId) -> bool {
    asked::me(ctx) == person
}

/// One date of an agreed ritual, as a moment.
pub(crate) struct Date<'a> {
    /// The ritual.
    pub(crate) ritual: &'a Ritual,
    /// The date.
    pub(crate) of: Occurrence,
    /// When it begins.
    pub(crate) starts: Instant,
    /// When it ends.
    pub(crate) ends: Instant,
}

impl<'a> Date<'a> {
    fn new(ctx: &Ctx<'_>, ritual: &'a Ritual, of: Occurrence) -> Self {
        let zone = when::zone(ctx, &ritual.plan.zone);
        Self { ritual, starts: of.starts(&zone), ends: of.ends(&zone), of }
    }

    /// When it begins, in words.
    pub(crate) fn at(&self, ctx: &Ctx<'_>) -> when::At {
        when::at(ctx, self.starts, &self.ritual.plan.zone)
    }

    /// When it was first meant to begin.
    pub(crate) fn first_meant(&self, ctx: &Ctx<'_>) -> when::At {
        let plan = &self.ritual.plan;
        when::at(ctx, self.of.on.moment(plan.at, &when::zone(ctx, &plan.zone)), &plan.zone)
    }

    /// Who moved it or called it off, in one line; nothing where it is as it was meant.
    pub(crate) fn changed(&self, ctx: &Ctx<'_>) -> Option<String> {
        let by = self.of.changed_by?;
        let key = match (self.of.skipped, two(ctx), is_me(ctx, by)) {
            (true, true, true) => "time-skipped-me",
            (true, true, false) => "time-skipped-other",
            (true, false, _) => "time-skipped-alone",
            (false, true, true) => "time-moved-me",
            (false, true, false) => "time-moved-other",
            (false, false, _) => "time-moved-alone",
        };
        let (name, from) = (asked::name(ctx, by), self.first_meant(ctx).line(ctx.words));
        Some(ctx.words.say_with(key, &[("name", (&name).into()), ("from", (&from).into())]))
    }

    /// It is over, and was not before the two wanted it.
    pub(crate) fn has_been(&self, now: Instant) -> bool {
        !self.of.skipped && self.ends <= now && self.starts >= self.ritual.at
    }
}

/// One date, wherever it moved.
pub(crate) fn date<'a>(ctx: &Ctx<'a>, ritual: &RitualId, on: Day) -> Option<Date<'a>> {
    let all = rituals(ctx);
    Some(Date::new(ctx, all.get(ritual)?, all.occurrence(ritual, on)?))
}

/// The dates that begin between two days of the reader's, both included, soonest first.
pub(crate) fn dates<'a>(ctx: &Ctx<'a>, from: Day, to: Day) -> Vec<Date<'a>> {
    let all = rituals(ctx);
    // Another clock may be a day ahead or behind.
    let found = all.occurrences(from.plus(-2), to.plus(2)).into_iter();
    let found = found.filter_map(|of| Some(Date::new(ctx, all.get(&of.ritual)?, of)));
    let mut found: Vec<_> =
        found.filter(|date| (from..=to).contains(&date.starts.day_in(&ctx.world.zone))).collect();
    found.sort_by(|a, b| (a.starts, &a.of.ritual).cmp(&(b.starts, &b.of.ritual)));
    found
}

/// The dates that are not over yet, for so many days, soonest first.
pub(crate) fn next<'a>(ctx: &Ctx<'a>, days: i32) -> Vec<Date<'a>> {
    let mut found = dates(ctx, ctx.today().plus(-1), ctx.today().plus(days));
    found.retain(|date| date.ends > ctx.world.now);
    found
}
