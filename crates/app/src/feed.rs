//! The calendar others can subscribe to: what stands in it, and when that changes.
//!
//! Invariant: the same state gives the same bytes all week. What changed today shows from four in the morning on, and no
//! stamp tells when anybody did anything. Nobody is named, and nothing says what it comes from.

use calendar::{Entry, Feed, Transparency};
use domain::ritual::{Occurrence, Rituals};
use domain::talk::shuffle_key;
use domain::{Day, Instant, RitualId};
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

use crate::{Answer, CoupleState, Ctx, FeedView, Outcome, Row};

/// How many weeks back and ahead it reaches, counted from this week's Monday.
const WEEKS: (i32, i32) = (4, 26);
/// The minute of the day at which what changed shows.
const SWITCH: u16 = 4 * 60;
/// After how many hours a calendar may look again.
const REFRESH: u32 = 12;
/// The media type of a calendar.
pub(crate) const MEDIA: &str = "text/calendar";

/// Keeps what others subscribe to as it now is, with a page that is shown: what changed is laid ready, and takes the
/// place of the old at the next four in the morning. The page must ask for [`crate::Needs::own_feed`], the desk and the
/// shared space.
pub(crate) fn keep(ctx: &Ctx<'_>, outcome: Outcome) -> Outcome {
    let feed = ctx.world.desk.as_ref().and_then(|desk| desk.feed.as_ref());
    let (Some(feed), Some(there)) = (feed, &ctx.world.feed) else { return outcome };
    let shown = matches!(outcome.answer, Answer::Page { .. }) && outcome.more.is_none();
    if !shown || has_left(ctx) {
        return outcome;
    }
    let next = content(ctx, feed.titles);
    if next == there.next {
        return outcome;
    }
    let over = there.switches <= ctx.world.now;
    let (now, switches) = if over { (&there.next, coming_switch(ctx)) } else { (&there.now, there.switches) };
    let feed_view = FeedView { now: now.clone(), next, switches };
    outcome.row(Row::FeedPut { token: feed.token.clone(), feed: feed_view })
}

/// Whoever left chose when it shows. Until they end the address themselves, it goes on as it was: a date that is gone
/// from a calendar would say it for them.
fn has_left(ctx: &Ctx<'_>) -> bool {
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    couple.is_some_and(|couple| couple.state == CoupleState::ILeft)
}

/// What a new address serves at once.
pub(crate) fn fresh(ctx: &Ctx<'_>, titles: bool) -> FeedView {
    let content = content(ctx, titles);
    FeedView { now: content.clone(), next: content, switches: coming_switch(ctx) }
}

/// What is served at a moment.
pub(crate) fn served(feed: &FeedView, now: Instant) -> &[u8] {
    if feed.switches <= now { &feed.next } else { &feed.now }
}

fn coming_switch(ctx: &Ctx<'_>) -> Instant {
    let at = |day: Day| day.moment(SWITCH, &ctx.world.zone);
    let today = at(ctx.today());
    if today > ctx.world.now { today } else { at(ctx.today().plus(1)) }
}

/// The rituals that stand in it, the same as on one's page of times: the couple's, or alone one's own.
fn rituals<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Rituals> {
    let together = ctx.person().is_some_and(crate::Person::is_together);
    let shared = ctx.world.shared.as_ref().filter(|_| together).map(|shared| &shared.rituals);
    shared.or(ctx.world.desk.as_ref().map(|desk| &desk.rituals))
}

/// All dates from four weeks back to half a year ahead.
fn content(ctx: &Ctx<'_>, titles: bool) -> Vec<u8> {
    let monday = ctx.today().week().monday();
    let (from, to) = (monday.plus(-7 * WEEKS.0), monday.plus(7 * WEEKS.1));
    let Some(rituals) = rituals(ctx) else { return file(ctx, &[]) };
    let dates = rituals.occurrences(from, to);
    let entries: Vec<Entry> = dates.iter().filter_map(|date| entry(ctx, rituals, date, titles)).collect();
    file(ctx, &entries)
}

/// One date of a ritual as a file, if it has that date.
pub(crate) fn single(ctx: &Ctx<'_>, id: &RitualId, on: Day, titles: bool) -> Option<Vec<u8>> {
    let rituals = rituals(ctx)?;
    let entry = entry(ctx, rituals, &rituals.occurrence(id, on)?, titles)?;
    Some(file(ctx, &[entry]))
}

fn file(ctx: &Ctx<'_>, entries: &[Entry]) -> Vec<u8> {
    let feed = Feed {
        name: &ctx.say("calendar-feed-name"),
        transparency: Transparency::Opaque,
        refresh_hours: REFRESH,
        entries,
    };
    // Zones are known, and a day that is out of all reckoning stands in no calendar.
    calendar::feed(&feed, &ctx.world.zones).unwrap_or_default()
}

fn entry(ctx: &Ctx<'_>, rituals: &Rituals, date: &Occurrence, titles: bool) -> Option<Entry> {
    let plan = &rituals.get(&date.ritual)?.plan;
    let template = plan.template.as_deref().and_then(|id| ctx.library.ritual(id));
    let summary = match template {
        _ if titles => plan.title.clone(),
        Some(template) => template.neutral.clone(),
        None => ctx.say("calendar-neutral-title"),
    };
    let stamp = stamp(ctx);
    Some(Entry {
        uid: uid(&date.ritual, date.on),
        sequence: u32::from(date.sequence),
        dtstamp: stamp,
        last_modified: stamp,
        summary,
        description: None,
        url: None,
        start: start(date),
        zone: zone(ctx, &plan.zone),
        minutes: u32::from(date.minutes),
        cancelled: date.skipped,
    })
}

/// When every version came to be: the day before this week, which lies behind everybody, wherever they are.
fn stamp(ctx: &Ctx<'_>) -> Timestamp {
    let day = ctx.today().week().monday().plus(-1);
    Timestamp::from_millisecond(day.moment(0, &TimeZone::UTC).0).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// When a date begins, by the ritual's clock.
fn start(date: &Occurrence) -> DateTime {
    let part = |number: u16| i8::try_from(number).unwrap_or_default();
    let time = Time::new(part(date.at / 60), part(date.at % 60), 0, 0);
    date.day.date().to_datetime(time.unwrap_or(Time::MIN))
}

/// A zone that is unknown here reads as the reader's own.
fn zone(ctx: &Ctx<'_>, name: &str) -> String {
    let known =
        [name, ctx.world.prefs.zone.as_str()].into_iter().find(|name| ctx.world.zones.get(name).is_ok());
    known.unwrap_or("UTC").to_owned()
}

/// What calendars know a date by, for ever: neither who, nor where from, nor when.
fn uid(ritual: &RitualId, on: Day) -> String {
    let of = format!("{} {}", ritual.as_str(), on.0);
    format!("{:016x}{:016x}", shuffle_key(1, &of), shuffle_key(2, &of))
}

#[cfg(test)]
mod tests;
