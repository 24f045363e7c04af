//! The plan of this week, as the rules make it from what this request may know.
//!
//! Invariant: of the partner nothing comes in here but that there are two, and whether the shared space rests.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use domain::checkin::{Cause, weeks_between};
use domain::desk::{Desk, Event};
use domain::plan::{self, Inputs, Kind, Practice, Suggestion, Why};
use domain::private::{Leaning, Private};
use domain::{Day, PracticeId};

use super::super::{quiet, seasons};
use super::together;
use crate::library::practices;
use crate::{Ctx, Outcome};

/// At most three things for this week, the main one first. Nothing is written.
pub(in crate::pages) fn this_week(ctx: &Ctx<'_>, desk: &Desk) -> Vec<Suggestion> {
    let inputs = inputs(ctx, desk);
    if inputs.quiet {
        return plan::for_week(inputs, restful());
    }
    match stored(ctx, desk) {
        Some(ids) => settle(inputs, ids),
        None => plan::for_week(inputs, practices()),
    }
}

/// Adds the plan of this week to what happens, if it is not on the desk yet and was made with all one knows.
pub(super) fn keep(outcome: Outcome, ctx: &Ctx<'_>, desk: &Desk) -> Outcome {
    if ctx.world.private.is_none() || quiet::rests(ctx) {
        return outcome;
    }
    let practices: Vec<_> = this_week(ctx, desk).into_iter().map(|each| each.practice).collect();
    if stored(ctx, desk) == Some(practices.as_slice()) {
        return outcome;
    }
    let ritual = ritual(ctx, desk);
    outcome.desk(Event::PlanMade { week: ctx.today().week(), practices, ritual })
}

/// A ritual of the library to offer this week: for two who have none yet.
pub(super) fn ritual(ctx: &Ctx<'_>, desk: &Desk) -> Option<String> {
    ritual_and_why(ctx, desk).map(|(id, _)| id)
}

fn ritual_and_why(ctx: &Ctx<'_>, desk: &Desk) -> Option<(String, Why)> {
    none_yet(ctx).then(|| plan::ritual(&inputs(ctx, desk), crate::library::rituals())).flatten()
}

fn none_yet(ctx: &Ctx<'_>) -> bool {
    ctx.world.shared.as_ref().is_some_and(|shared| shared.rituals.agreed().next().is_none())
}

/// The ritual that this week's plan offers, and the cause it answers. While private is shut the plan is all there is
/// to go by, and no cause is told; while it is open, what one said by now counts.
pub(super) fn offered(ctx: &Ctx<'_>, desk: &Desk) -> Option<(String, Option<Cause>)> {
    let plan = desk.plan.as_ref().filter(|plan| plan.week == ctx.today().week());
    let planned = plan.and_then(|plan| plan.ritual.clone());
    if ctx.world.private.is_none() {
        return planned.filter(|_| none_yet(ctx)).map(|id| (id, None));
    }
    let (made, why) = ritual_and_why(ctx, desk)?;
    let cause = if let Why::Cause(cause) = why { Some(cause) } else { None };
    Some((planned.unwrap_or(made), cause))
}

/// The ids of this week with another one in place of `gone`. `after` is the desk after the mark.
pub(super) fn with_another(
    ctx: &Ctx<'_>,
    after: &Desk,
    week: &[Suggestion],
    gone: &PracticeId,
) -> Vec<PracticeId> {
    let now = ctx.today().week();
    let waved = |day: Option<Day>| day.is_some_and(|day| day.week() == now);
    let earlier = after.marks.iter().filter(|(_, marks)| waved(marks.not_this)).map(|(id, _)| id.clone());
    let shown: Vec<PracticeId> = week.iter().map(|each| each.practice.clone()).chain(earlier).collect();
    let mut next = plan::again(inputs(ctx, after), practices(), &shown).map(|each| each.practice);
    let kept = |each: &Suggestion| {
        if each.practice == *gone { next.take() } else { Some(each.practice.clone()) }
    };
    week.iter().filter_map(kept).collect()
}

fn inputs<'a>(ctx: &Ctx<'a>, desk: &'a Desk) -> Inputs<'a> {
    let private = ctx.world.private.as_ref();
    // Whoever is on the way out is not talked into anything for two.
    let leans_out = private.is_some_and(|private| private.leaning == Some(Leaning::Out));
    let week = ctx.today().week();
    let first = desk.began_at.map_or(week, |at| at.day_in(&ctx.world.zone).week());
    Inputs {
        week,
        seed: seed(ctx),
        paired: together(ctx) && !leans_out,
        quiet: quiet::rests(ctx),
        latest: private.and_then(|private| private.points.last()),
        causes: private.map_or(&[], |private| private.causes.as_slice()),
        minutes: desk.minutes,
        marks: &desk.marks,
        felt: &desk.felt,
        depth_wish: desk.depth_wish,
        careful: private.is_some_and(Private::prefers_solo),
        weeks_in: weeks_between(first, week),
        seasons: seasons::said(ctx),
    }
}

/// Each person's own: with a common one, two plans that differ would tell what went into them.
pub(in crate::pages) fn seed(ctx: &Ctx<'_>) -> u64 {
    ctx.person().map_or(0, |person| {
        let [a, b, c, d, e, f, g, h, ..] = person.id.0;
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    })
}

fn stored<'a>(ctx: &Ctx<'_>, desk: &'a Desk) -> Option<&'a [PracticeId]> {
    let plan = desk.plan.as_ref().filter(|plan| plan.week == ctx.today().week())?;
    Some(plan.practices.as_slice())
}

/// A plan made earlier this week, as it fits now: what no longer fits gives its place to another.
/// (One may have fewer minutes than on Monday, or be on one's own.)
fn settle(inputs: Inputs<'_>, ids: &[PracticeId]) -> Vec<Suggestion> {
    let mut shown = ids.to_vec();
    let mut said = BTreeSet::new();
    let mut week = Vec::new();
    for id in ids {
        let kept = fitting(inputs, id);
        let next = kept.or_else(|| plan::again(inputs, practices(), &shown));
        let Some(mut next) = next else { continue };
        shown.push(next.practice.clone());
        if !said.insert(next.why) {
            next.why = Why::Variety;
        }
        week.push(next);
    }
    week
}

/// A practice with its reason of today, if it may still be suggested. Depth was judged when the plan was made.
fn fitting(inputs: Inputs<'_>, id: &PracticeId) -> Option<Suggestion> {
    let practice = practices().iter().find(|practice| practice.id == *id)?;
    let alone = |inputs| plan::for_week(inputs, std::slice::from_ref(practice)).pop();
    let any_depth = Inputs { depth_wish: 4, ..inputs };
    let fits = alone(any_depth)?;
    Some(alone(inputs).unwrap_or(Suggestion { why: Why::Variety, ..fits }))
}

/// What a time of rest has room for.
fn restful() -> &'static [Practice] {
    static RESTFUL: OnceLock<Vec<Practice>> = OnceLock::new();
    RESTFUL.get_or_init(|| {
        let restful = |practice: &&Practice| matches!(practice.kind, Kind::Rest | Kind::OwnLife);
        practices().iter().filter(restful).cloned().collect()
    })
}
