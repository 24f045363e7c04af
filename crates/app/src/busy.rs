//! When somebody is busy, as their calendars tell: what is read of one, and what becomes of a try to read it again.
//!
//! Invariant: of a calendar only stretches of time come in, and numbers of lines. What is in it is not even looked at.

use calendar::{Ask, Interval, Limits, Problem, Unreadable};
use domain::calendars::{Calendar, Change};
use domain::meet::Stretch;
use domain::{CalendarId, Instant, SpaceName, desk};
use jiff::Timestamp;

use crate::{Ctx, Fetch, Fetched, World};

/// How many days ahead a calendar is read: eight weeks.
pub(crate) const DAYS: i64 = 56;
/// After how many days a calendar is asked for whole, whether it changed or not; well before what was read runs out.
const WHOLE: i64 = DAYS / 2;
/// The most busy times that are kept of one calendar.
pub(crate) const MOST: usize = 2_000;

/// What was read of a calendar.
pub(crate) struct Reading {
    /// When one is busy, merged and in order.
    pub(crate) busy: Vec<Stretch>,
    /// Lines that could not be read.
    pub(crate) problems: Vec<Problem>,
    /// There were more busy times than are kept.
    pub(crate) cut: bool,
}

impl Reading {
    /// It, as the desk remembers it.
    pub(crate) fn change(&self, etag: Option<String>) -> Change {
        let problems = u32::try_from(self.problems.len()).unwrap_or(u32::MAX);
        Change::Read { busy: self.busy.clone(), problems, etag }
    }
}

/// Reads a calendar, or says in a word why it is none.
pub(crate) fn read(world: &World<'_>, bytes: &[u8]) -> Result<Reading, &'static str> {
    let within = window(world.now).ok_or("not-a-calendar")?;
    let ask = Ask { attendee: &world.zone, zones: &world.zones, within, limits: Limits::default() };
    let read = calendar::busy(bytes, &ask).map_err(|why| match why {
        Unreadable::Empty => "empty",
        Unreadable::WebPage => "web-page",
        Unreadable::NoCalendar => "not-a-calendar",
    })?;
    let stretch = |one: &Interval| Stretch {
        from: Instant(one.start().as_millisecond()),
        to: Instant(one.end().as_millisecond()),
    };
    let busy = read.busy.iter().take(MOST).map(stretch).collect();
    Ok(Reading { busy, problems: read.problems, cut: read.busy.len() > MOST })
}

/// From the beginning of yesterday, for whoever is far east, to eight weeks ahead.
fn window(now: Instant) -> Option<Interval> {
    let stamp = |at: Instant| Timestamp::from_millisecond(at.0).ok();
    Interval::new(stamp(now.plus_days(-1))?, stamp(now.plus_days(DAYS))?)
}

/// Whether a calendar has any event at all. One that had some and has none is more likely broken than empty.
fn has_events(bytes: &[u8]) -> bool {
    const BEGINS: &[u8] = b"BEGIN:VEVENT";
    bytes.windows(BEGINS.len()).any(|some| some.eq_ignore_ascii_case(BEGINS))
}

/// What a try to read an address again comes to. Whatever went wrong, what was read before stays.
pub(crate) fn again(world: &World<'_>, before: &Calendar, fetched: &Fetched) -> (Change, Option<Reading>) {
    let failed = |why: &str| (Change::Failed { why: why.to_owned() }, None);
    let (bytes, etag) = match fetched {
        Fetched::NotChanged if before.read.is_some() => return (Change::Unchanged, None),
        Fetched::NotChanged => return failed("refused"),
        Fetched::Failed(why) => return failed(why.as_str()),
        Fetched::Got { bytes, etag } => (bytes, etag),
    };
    if before.stretches > 0 && !bytes.is_empty() && !has_events(bytes) {
        // A web page has no events either, and that says more.
        return failed(read(world, bytes).err().unwrap_or("shrank"));
    }
    match read(world, bytes) {
        Ok(reading) => (reading.change(etag.clone()), Some(reading)),
        Err(why) => failed(why),
    }
}

/// The events of one's desk that hold the addresses and busy times of one's calendars.
pub(crate) fn places(desk: &desk::Desk) -> Vec<u64> {
    let of = |calendar: &Calendar| [calendar.url, calendar.read.map(|(seq, _)| seq)];
    desk.calendars.all().flat_map(|(_, calendar)| of(calendar)).flatten().collect()
}

/// A change of one calendar that an event of the desk holds.
fn change(ctx: &Ctx<'_>, seq: u64) -> Option<Change> {
    match ctx.world.item(SpaceName::Desk, seq)?.0 {
        desk::Event::CalendarChanged { change, .. } => Some(change),
        _ => None,
    }
}

/// What to fetch for a calendar, once its events are there. One that was read long ago is asked for whole: that nothing
/// in it changed says nothing of weeks that were not looked at then.
pub(crate) fn to_fetch(ctx: &Ctx<'_>, calendar: &Calendar) -> Option<Fetch> {
    let Change::Added { url: Some(url), .. } = change(ctx, calendar.url?)? else { return None };
    let reaches = |at: Instant| ctx.world.now < at.plus_days(WHOLE);
    let etag = match calendar.read.filter(|(_, at)| reaches(*at)).and_then(|(seq, _)| change(ctx, seq)) {
        Some(Change::Read { etag, .. }) => etag,
        _ => None,
    };
    Some(Fetch { url, etag })
}

/// When one is busy, of all calendars, and what was learnt on the way.
#[derive(Default)]
pub(crate) struct Busy {
    /// The busy times.
    pub(crate) stretches: Vec<Stretch>,
    /// What reading the old ones again came to.
    pub(crate) changes: Vec<(CalendarId, Change)>,
}

/// Why it cannot be said yet when one is busy.
pub(crate) enum NotYet {
    /// Addresses have to be fetched first.
    Fetch(Vec<Fetch>),
    /// The events that hold it were not loaded: another page changed the calendars meanwhile.
    Stale,
}

/// When one is busy. Addresses that were not read for twelve hours are read again.
pub(crate) fn busy(ctx: &Ctx<'_>) -> Result<Busy, NotYet> {
    let Some(desk) = &ctx.world.desk else { return Err(NotYet::Stale) };
    if places(desk).iter().any(|seq| !ctx.world.items.contains_key(&(SpaceName::Desk, *seq))) {
        return Err(NotYet::Stale);
    }
    let old = |calendar: &Calendar| {
        let fetch = to_fetch(ctx, calendar);
        fetch.filter(|_| calendar.is_old(ctx.world.now))
    };
    let to_fetch: Vec<Fetch> = desk.calendars.all().filter_map(|(_, calendar)| old(calendar)).collect();
    if to_fetch.iter().any(|fetch| !ctx.world.fetched.contains_key(&fetch.url)) {
        return Err(NotYet::Fetch(to_fetch));
    }
    let mut all = Busy::default();
    for (id, calendar) in desk.calendars.all() {
        let fetched = old(calendar).and_then(|fetch| ctx.world.fetched.get(&fetch.url));
        let mut fresh = None;
        if let Some(fetched) = fetched {
            let (change, reading) = again(ctx.world, calendar, fetched);
            all.changes.push((id.clone(), change));
            fresh = reading.map(|reading| reading.busy);
        }
        let kept = || match calendar.read.and_then(|(seq, _)| change(ctx, seq)) {
            Some(Change::Read { busy, .. }) => busy,
            _ => Vec::new(),
        };
        all.stretches.extend(fresh.unwrap_or_else(kept));
    }
    Ok(all)
}
