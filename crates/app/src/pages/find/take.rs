//! The times that suit both, and taking one: it becomes a proposal for a single time together.
//!
//! A time that suits is not a promise to be there, and nobody says yes for another. So whoever takes a time proposes
//! it, as any ritual is proposed, and it is set when the other one agrees.

use domain::meet::{self, Slot};
use domain::rhythm::Rhythm;
use domain::ritual::{self, Change, Plan, Ritual};
use domain::shared::{Event, Shared};
use domain::{Instant, RitualId};

use super::View;
use crate::pages::{errors, quiet};
use crate::{Ctx, Outcome, dates};

/// The most titles of the library that are offered.
const TITLES: usize = 8;

/// What was found, as it is shown.
pub(super) struct Found {
    pub(super) looked: String,
    pub(super) times: Vec<Time>,
    pub(super) nothing: bool,
    pub(super) titles: Vec<&'static str>,
    pub(super) title: String,
    pub(super) may_look_again: bool,
}

/// A time that suits both.
pub(super) struct Time {
    pub(super) value: String,
    pub(super) text: String,
    /// The ritual that has it already.
    pub(super) taken: Option<String>,
    pub(super) on: bool,
}

impl Found {
    /// What was found last, with what was typed about it when that was not taken.
    pub(super) fn of(ctx: &Ctx<'_>, shared: &Shared, typed: Option<&str>) -> Self {
        let found = shared.found.as_ref();
        let slots = found.map(|found| found.slots.as_slice()).unwrap_or_default();
        let ahead = slots.iter().filter(|slot| slot.starts() > ctx.world.now);
        let times: Vec<Time> = ahead.map(|slot| time(ctx, shared, *slot)).collect();
        Self {
            looked: found
                .map(|found| dates::day(ctx.words, found.at.day_in(&ctx.world.zone)))
                .unwrap_or_default(),
            times,
            nothing: slots.is_empty(),
            titles: titles(ctx).map(|template| template.title.as_str()).collect(),
            title: typed.unwrap_or_default().to_owned(),
            may_look_again: super::may_search(ctx, shared),
        }
    }

    /// Whether any of it can still be taken.
    pub(super) fn lies_ahead(&self) -> bool {
        !self.times.is_empty()
    }

    /// Whether any of it is free to be proposed.
    pub(super) fn is_free(&self) -> bool {
        self.times.iter().any(|time| time.taken.is_none())
    }
}

fn time(ctx: &Ctx<'_>, shared: &Shared, slot: Slot) -> Time {
    let value = format!("{}-{}", slot.half_hour, slot.minutes);
    let zone = &ctx.world.zone;
    let (day, from, to) = (slot.starts().day_in(zone), clock(ctx, slot.starts()), clock(ctx, slot.ends()));
    let day = dates::weekday(ctx.words, day);
    let parts = [("day", day.as_str().into()), ("from", from.as_str().into()), ("to", to.as_str().into())];
    Time {
        text: ctx.words.say_with("find-time", &parts),
        taken: taken(ctx, shared, slot).map(|(id, _)| format!("/time/r/{}", id.as_str())),
        on: ctx.form.text("slot") == value,
        value,
    }
}

fn clock(ctx: &Ctx<'_>, at: Instant) -> String {
    let stamp = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = ctx.world.zone.to_datetime(stamp);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The single time together that begins just then, agreed or proposed.
fn taken<'a>(ctx: &Ctx<'_>, shared: &'a Shared, slot: Slot) -> Option<(&'a RitualId, &'a Ritual)> {
    let begins = |(_, ritual): &(&RitualId, &Ritual)| {
        let plan = &ritual.plan;
        let zone = ctx.world.zones.get(&plan.zone);
        plan.rhythm == Rhythm::Once
            && zone.is_ok_and(|zone| plan.starts.moment(plan.at, &zone) == slot.starts())
    };
    shared.rituals.agreed().chain(shared.rituals.proposed(ctx.world.now)).find(begins)
}

/// Templates that suit any two and a time like these.
fn titles(ctx: &Ctx<'_>) -> impl Iterator<Item = &'static content::Template> {
    let longest = meet::LENGTHS.iter().max().copied().unwrap_or_default();
    let suits = move |template: &&content::Template| {
        let length = meet::LENGTHS.iter().min().is_some_and(|least| template.minutes >= *least);
        let any = matches!(template.season, content::Season::Any);
        any && length && template.minutes <= longest && !template.logistics && !template.is_careful()
    };
    ctx.library.rituals.iter().filter(suits).take(TITLES)
}

/// POST `/time/find/take`: one of the times becomes a proposal.
pub(super) fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(shared) = &ctx.world.shared else { return errors::not_found(ctx) };
    let refused = |problem: &str| {
        let found = Found::of(ctx, shared, Some(ctx.form.text("title")));
        if !found.lies_ahead() {
            // There is no form any more in which the name could stand.
            return Outcome::go("/time/find");
        }
        super::page(ctx, 422, View::Found(found), Some(ctx.say(problem)))
    };
    let slots = shared.found.iter().flat_map(|found| found.slots.iter().copied());
    let named = |slot: &Slot| format!("{}-{}", slot.half_hour, slot.minutes) == ctx.form.text("slot");
    let Some(slot) = slots.filter(|slot| slot.starts() > ctx.world.now).find(named) else {
        return refused("find-take-no-time");
    };
    // The other one was quicker: what is there already is not proposed twice.
    if let Some((id, _)) = taken(ctx, shared, slot) {
        return Outcome::go(&format!("/time/r/{}", id.as_str())).kept_already();
    }
    let Ok(title) = domain::text::tidy(ctx.form.text("title"), ritual::TITLE) else {
        return refused("find-take-no-title");
    };
    if title.len() > ritual::TITLE || title.contains('\n') {
        return refused("find-take-no-title");
    }
    if quiet::rests(ctx) {
        return refused("find-take-rests");
    }
    if !shared.rituals.have_room(ctx.world.now) {
        return refused("find-take-no-room");
    }
    let change = Change::Proposed { plan: plan(ctx, slot, title), instead_of: None };
    let hex: String = ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let ritual = RitualId(hex);
    Outcome::go(&format!("/time/r/{}", ritual.as_str())).shared(Event::RitualChanged { ritual, change })
}

/// A single time, by the clock of whoever proposes it.
fn plan(ctx: &Ctx<'_>, slot: Slot, title: String) -> Plan {
    let zone = &ctx.world.zone;
    let starts = slot.starts().day_in(zone);
    let stamp = jiff::Timestamp::from_millisecond(slot.starts().0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = zone.to_datetime(stamp);
    let part = |number: i8| u16::try_from(number).unwrap_or_default();
    Plan {
        template: titles(ctx)
            .find(|template| template.title == title)
            .map(|template| template.id.as_str().to_owned()),
        title,
        rhythm: Rhythm::Once,
        at: part(local.hour()) * 60 + part(local.minute()),
        minutes: slot.minutes,
        zone: ctx.world.prefs.zone.clone(),
        starts,
    }
}
