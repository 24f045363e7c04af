//! When the two talk: a single date, proposed by one and agreed by the other like any other time of theirs.

use content::Arg;
use domain::repair::{Change, Stage};
use domain::rhythm::Rhythm;
use domain::ritual::{self, MOST, Plan, Ritual};
use domain::{Day, Instant, RitualId};

use super::{Talk, between, change, found, fresh, still_to_load};
use crate::pages::time::circle;
use crate::{Ctx, Form, Outcome, when};

/// How long a talk may take, in minutes: turns for both, and what comes of them.
const MINUTES: u16 = 45;
/// How many days ahead it may lie.
const AHEAD: i32 = 60;

/// When a talk is.
pub(super) enum Meet {
    /// Nothing is proposed, or it has passed unanswered.
    Open,
    /// The reader proposed it.
    Mine(String),
    /// The other one proposed it.
    Theirs(String),
    /// Both want it then; where the date has its page.
    Set(String, String),
    /// The date has passed.
    Passed,
}

impl Meet {
    pub(super) fn of(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Self {
        let Some((id, ritual)) = named(ctx, talk) else { return Meet::Open };
        if !ritual.agreed {
            let at = words(ctx, &ritual.plan);
            return match () {
                () if !is_open(ctx, ritual) => Meet::Open,
                () if circle::is_me(ctx, ritual.by) => Meet::Mine(at),
                () => Meet::Theirs(at),
            };
        }
        match circle::date(ctx, id, ritual.plan.starts) {
            Some(date) if date.of.skipped => Meet::Open,
            Some(date) if date.ends <= ctx.world.now => Meet::Passed,
            Some(date) => Meet::Set(date.at(ctx).line(ctx.words), circle::address_of_date(id, date.of.on)),
            None => Meet::Open,
        }
    }
}

/// The date a talk names, if it is still there.
fn named<'a>(ctx: &Ctx<'a>, talk: &Talk<'a>) -> Option<(&'a RitualId, &'a Ritual)> {
    let id = talk.it.ritual.as_ref()?;
    Some((id, circle::rituals(ctx).get(id)?))
}

/// It can still be agreed to, and lies ahead.
fn is_open(ctx: &Ctx<'_>, ritual: &Ritual) -> bool {
    !ritual.agreed && !ritual.lapsed(ctx.world.now) && begins(ctx, &ritual.plan) > ctx.world.now
}

/// The date that the other one proposes for a talk, while it can be agreed to.
pub(super) fn proposed_by_other<'a>(ctx: &Ctx<'a>, talk: &Talk<'a>) -> Option<&'a RitualId> {
    let (id, ritual) = named(ctx, talk)?;
    (is_open(ctx, ritual) && !circle::is_me(ctx, ritual.by)).then_some(id)
}

fn begins(ctx: &Ctx<'_>, plan: &Plan) -> Instant {
    plan.starts.moment(plan.at, &when::zone(ctx, &plan.zone))
}

/// When a plan begins, in words.
pub(super) fn words(ctx: &Ctx<'_>, plan: &Plan) -> String {
    when::at(ctx, begins(ctx, plan), &plan.zone).line(ctx.words)
}

/// When something is proposed for, in words, however old the proposal.
pub(super) fn asked_for(ctx: &Ctx<'_>, talk: &Talk<'_>) -> Option<String> {
    let (_, ritual) = named(ctx, talk)?;
    is_open(ctx, ritual).then(|| words(ctx, &ritual.plan))
}

/// What stands in the two fields for a time; nothing, where both are empty.
pub(super) fn typed(ctx: &Ctx<'_>, form: &Form) -> Result<Option<Plan>, String> {
    let (day, at) = (form.text("day").trim(), form.text("at").trim());
    if day.is_empty() && at.is_empty() {
        return Ok(None);
    }
    let plan = when::day_typed(day).zip(when::clock_typed(at)).map(|(day, at)| plan(ctx, day, at));
    let ahead = |plan: &Plan| begins(ctx, plan) > ctx.world.now && plan.starts.since(ctx.today()) <= AHEAD;
    plan.filter(ahead).map(Some).ok_or_else(|| ctx.say("between-time-problem"))
}

fn plan(ctx: &Ctx<'_>, starts: Day, at: u16) -> Plan {
    Plan {
        title: ctx.say("between-time-name"),
        template: None,
        rhythm: Rhythm::Once,
        at,
        minutes: MINUTES,
        zone: ctx.world.prefs.zone.clone(),
        starts,
    }
}

/// And a date is proposed; the id names it from now on. There may be no room for one.
pub(super) fn propose(outcome: Outcome, ctx: &Ctx<'_>, plan: Plan) -> Result<(Outcome, RitualId), String> {
    if !circle::rituals(ctx).have_room(ctx.world.now) {
        return Err(ctx.words.say_with("time-new-full", &[("most", Arg::from(MOST))]));
    }
    let id = RitualId(fresh(ctx, 1));
    let proposed = ritual::Change::Proposed { plan, instead_of: None };
    Ok((circle::change(outcome, ctx, &id, proposed), id))
}

/// And the date of a talk goes, unless it has passed: it was for this talk.
pub(super) fn called_off(outcome: Outcome, ctx: &Ctx<'_>, talk: &Talk<'_>) -> Outcome {
    let Some((id, _)) = named(ctx, talk) else { return outcome };
    match Meet::of(ctx, talk) {
        Meet::Passed => outcome,
        _ => circle::change(outcome, ctx, id, ritual::Change::Ended),
    }
}

/// Another time is proposed. Who was asked says yes to the talk by it.
pub(super) fn suggest(ctx: &Ctx<'_>) -> Outcome {
    on_open(ctx, |talk| {
        let plan = typed(ctx, &ctx.form)?.ok_or_else(|| ctx.say("between-time-problem"))?;
        if ctx.form.text("was") != talk.it.ritual.as_ref().map_or("", RitualId::as_str) {
            return Err(ctx.say("between-time-meanwhile"));
        }
        let (outcome, id) = propose(Outcome::go(&talk.address()), ctx, plan)?;
        let outcome = called_off(outcome, ctx, talk);
        let outcome = if talk.is_asked_of_me() { change(outcome, &talk.id, Change::Agreed) } else { outcome };
        Ok(change(outcome, &talk.id, Change::TimeAsked { ritual: id }))
    })
}

/// The time that the other one proposed suits.
pub(super) fn suits(ctx: &Ctx<'_>) -> Outcome {
    on_open(ctx, |talk| {
        let there = Outcome::go(&talk.address());
        match proposed_by_other(ctx, talk) {
            _ if talk.is_asked_of_me() => Ok(there),
            Some(id) if ctx.form.text("was") == id.as_str() => {
                Ok(circle::change(there, ctx, id, ritual::Change::Agreed))
            }
            Some(_) => Err(ctx.say("between-time-meanwhile")),
            None => Ok(there),
        }
    })
}

/// Finds a talk whose time is still open, for who may speak to it; a problem is said on its page.
fn on_open(ctx: &Ctx<'_>, act: impl FnOnce(&Talk<'_>) -> Result<Outcome, String>) -> Outcome {
    let Some(talk) = found(ctx) else { return between::gone(ctx) };
    if let Some(more) = still_to_load(ctx, Some(talk.it)) {
        return more;
    }
    let may = talk.is_asked_of_me() || matches!(talk.stage, Stage::Turns | Stage::Paused { .. });
    if !may || matches!(Meet::of(ctx, &talk), Meet::Set(..)) {
        return Outcome::go(&talk.address());
    }
    act(&talk).unwrap_or_else(|problem| between::page(ctx, 422, &talk, between::Draft::at("time", problem)))
}
