//! The days and their parts, to be ticked.

use std::collections::BTreeSet;

use domain::Day;
use domain::meet::{self, Part};
use domain::shared::Shared;

use super::sent;
use crate::{Ctx, busy, dates};

/// The form, as it stands.
pub(super) struct Ticks {
    pub(super) round: u32,
    pub(super) days: Vec<OneDay>,
    pub(super) lengths: Vec<Length>,
    pub(super) notice: String,
    pub(super) rises: String,
    pub(super) sleeps: String,
    pub(super) nothing_found: bool,
    /// The events that hold one's calendars, if there are any.
    pub(super) calendars: Option<String>,
    pub(super) leave_out: bool,
    /// The day on which what is known of a calendar ends, if that is before these days do.
    pub(super) known_until: Option<String>,
}

/// A day with its parts; one that is over has none in its place.
pub(super) struct OneDay {
    pub(super) name: String,
    pub(super) parts: Vec<Option<OnePart>>,
}

/// A part of a day.
pub(super) struct OnePart {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) on: bool,
}

/// The shortest time that is worth it.
pub(super) struct Length {
    pub(super) minutes: u16,
    pub(super) name: String,
    pub(super) on: bool,
}

/// What stands in the form before anybody said otherwise.
const LEAST: &str = "60";
const NOTICE: &str = "12";
const RISES: &str = "07:00";
const SLEEPS: &str = "22:30";

impl Ticks {
    /// A form nobody filled in yet, with the ticks of a wish.
    pub(super) fn fresh(ctx: &Ctx<'_>, shared: &Shared) -> Self {
        let wish = ctx.query.text("wish");
        let today = ctx.today();
        let days = (0..meet::DAYS).map(|n| today.plus(n));
        let all = days.flat_map(|day| Part::ALL.iter().map(move |part| (day, *part)));
        let on = all.filter(|(day, part)| wishes(wish, *day, *part)).collect();
        let field = |_: &str, usual: &str| usual.to_owned();
        Self::new(ctx, shared, &on, true, &field)
    }

    /// The form as it was sent.
    pub(super) fn sent(ctx: &Ctx<'_>, shared: &Shared) -> Self {
        let on = sent::ticks(ctx).into_iter().collect();
        Self::new(ctx, shared, &on, ctx.form.has("calendars"), &|name, _| ctx.form.text(name).to_owned())
    }

    fn new(
        ctx: &Ctx<'_>,
        shared: &Shared,
        on: &BTreeSet<(Day, Part)>,
        leave_out: bool,
        field: &dyn Fn(&str, &str) -> String,
    ) -> Self {
        let today = ctx.today();
        let least = field("least", LEAST);
        let length = |minutes: &u16| Length {
            minutes: *minutes,
            name: ctx.say(&format!("find-least-{minutes}")),
            on: least == minutes.to_string(),
        };
        Self {
            round: shared.next_search(),
            days: (0..meet::DAYS).map(|n| one_day(ctx, today.plus(n), on)).collect(),
            lengths: meet::LENGTHS.iter().map(length).collect(),
            notice: field("notice", NOTICE),
            rises: field("rises", RISES),
            sleeps: field("sleeps", SLEEPS),
            calendars: calendars(ctx),
            leave_out,
            known_until: known_until(ctx),
            nothing_found: shared.found.as_ref().is_some_and(|found| found.slots.is_empty()),
        }
    }
}

fn calendars(ctx: &Ctx<'_>) -> Option<String> {
    let desk = ctx.world.desk.as_ref().filter(|desk| desk.calendars.all().next().is_some())?;
    let seqs: Vec<String> = busy::places(desk).iter().map(u64::to_string).collect();
    Some(seqs.join("."))
}

/// After that day nothing is left out of such a calendar, and one should know.
fn known_until(ctx: &Ctx<'_>) -> Option<String> {
    let read = ctx.world.desk.as_ref()?.calendars.all().filter_map(|(_, calendar)| calendar.read);
    let ends = read.map(|(_, at)| at.plus_days(busy::DAYS).day_in(&ctx.world.zone)).min()?;
    (ends.since(ctx.today()) < meet::DAYS).then(|| dates::weekday(ctx.words, ends))
}

fn one_day(ctx: &Ctx<'_>, day: Day, on: &BTreeSet<(Day, Part)>) -> OneDay {
    let part = |part: &Part| {
        let over = day.moment(part.minutes().1, &ctx.world.zone) <= ctx.world.now;
        (!over).then(|| OnePart {
            value: sent::value(day, *part),
            name: ctx.say(&format!("find-part-{}", part.as_str())),
            on: on.contains(&(day, *part)),
        })
    };
    OneDay { name: dates::weekday(ctx.words, day), parts: Part::ALL.iter().map(part).collect() }
}

/// Whether a quick choice means a part of a day.
fn wishes(wish: &str, day: Day, part: Part) -> bool {
    let weekend = day.weekday() >= 5;
    match wish {
        "evenings" => part == Part::Evening,
        "lunch" => part == Part::Lunch && !weekend,
        "weekends" => weekend,
        _ => false,
    }
}
