//! A feed of our own times as an iCalendar file (RFC 5545), which other programs subscribe to.
//!
//! Every time is an event by itself, with an id that stays: what moved or fell out keeps its id and raises its
//! sequence. The same entries give the same bytes, whenever they are written.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use crate::fold::Sheet;
use crate::vtimezone;

/// One time of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names it for ever; unique in the world.
    pub uid: String,
    /// How often it was moved or called off.
    pub sequence: u32,
    /// When this version came to be.
    pub dtstamp: Timestamp,
    /// When it was last changed.
    pub last_modified: Timestamp,
    /// What it is called in the other program.
    pub summary: String,
    /// More words.
    pub description: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
    /// When it begins, by the clock on the wall.
    pub start: DateTime,
    /// The IANA name of the zone of that clock.
    pub zone: String,
    /// How long it takes, in exact minutes.
    pub minutes: u32,
    /// It was called off. Programs that know it take it out.
    pub cancelled: bool,
}

/// Whether the times block the calendar of whoever subscribes to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transparency {
    /// They do.
    Opaque,
    /// They are shown, and others may still plan something else.
    Transparent,
}

/// What a feed says beside its entries.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
    /// What the calendar is called in the other program.
    pub name: &'a str,
    /// Whether its times block a calendar.
    pub transparency: Transparency,
    /// After how many hours the other program may look again.
    pub refresh_hours: u32,
    /// Its times, in the order in which they are written.
    pub entries: &'a [Entry],
}

/// Why an entry cannot be written. Its display is a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// No such zone is in the database.
    Zone(String),
    /// It lies in a year that has not four digits, or ends in one.
    Year(DateTime),
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(name) => write!(f, "the time zone “{name}” is not known"),
            Self::Year(start) => write!(f, "{start} is too far away for a calendar"),
        }
    }
}

impl std::error::Error for Unwritable {}

/// An entry's times, ready to be written.
struct Times<'a> {
    zone: &'a str,
    start: Timestamp,
    local: DateTime,
    end: Timestamp,
    /// The local end; none where the clock shows that time twice and only a duration can say which is meant.
    local_end: Option<DateTime>,
}

/// The bytes of a feed.
///
/// # Errors
///
/// [`Unwritable`] when an entry's zone is not in the database, or its year has not four digits.
pub fn feed(feed: &Feed<'_>, zones: &TimeZoneDatabase) -> Result<Vec<u8>, Unwritable> {
    let mut known = BTreeMap::<&str, TimeZone>::new();
    let mut times = Vec::with_capacity(feed.entries.len());
    // The stretch of time each zone has to be described for.
    let mut spans = BTreeMap::<&str, (Timestamp, Timestamp)>::new();
    for entry in feed.entries {
        let name = entry.zone.as_str();
        if !known.contains_key(name) {
            let zone = zones.get(name).map_err(|_| Unwritable::Zone(name.to_owned()))?;
            known.insert(name, zone);
        }
        let time = known.get(name).and_then(|zone| of(entry, zone)).ok_or(Unwritable::Year(entry.start))?;
        let span = spans.entry(name).or_insert((time.start, time.end));
        *span = (span.0.min(time.start), span.1.max(time.end));
        times.push(time);
    }
    let mut sheet = Sheet::with_capacity(1_024 + feed.entries.len() * 512);
    head(feed, &mut sheet);
    for (name, (from, to)) in spans {
        if let Some(zone) = known.get(name) {
            vtimezone::write(name, zone, from, to, &mut sheet);
        }
    }
    for (entry, time) in feed.entries.iter().zip(&times) {
        event(entry, time, feed.transparency, &mut sheet);
    }
    sheet.line("END:VCALENDAR");
    Ok(sheet.into_bytes())
}

/// The times of an entry; none outside of the years that have four digits.
fn of<'a>(entry: &'a Entry, zone: &TimeZone) -> Option<Times<'a>> {
    let start = zone.to_ambiguous_timestamp(entry.start).compatible().ok()?;
    let end = start.checked_add(SignedDuration::from_mins(i64::from(entry.minutes))).ok()?;
    // A time that the clocks leave out is written as the one that they show then.
    let (local, local_end) = (zone.to_datetime(start), zone.to_datetime(end));
    let four = |year: i16| (0..=9_999).contains(&year);
    let clear = |local| !matches!(zone.to_ambiguous_timestamp(local).offset(), AmbiguousOffset::Fold { .. });
    let in_range = four(local.year()) && four(local_end.year());
    in_range.then(|| Times {
        zone: &entry.zone,
        start,
        local,
        end,
        local_end: clear(local_end).then_some(local_end),
    })
}

fn head(feed: &Feed<'_>, sheet: &mut Sheet) {
    sheet.line("BEGIN:VCALENDAR");
    sheet.line("VERSION:2.0");
    sheet.line("PRODID:-//Dates//EN");
    sheet.line("CALSCALE:GREGORIAN");
    sheet.line("METHOD:PUBLISH");
    sheet.text("NAME", feed.name);
    sheet.text("X-WR-CALNAME", feed.name);
    sheet.plain("REFRESH-INTERVAL;VALUE=DURATION", format_args!("PT{}H", feed.refresh_hours));
    sheet.plain("X-PUBLISHED-TTL", format_args!("PT{}H", feed.refresh_hours));
}

fn event(entry: &Entry, times: &Times<'_>, transparency: Transparency, sheet: &mut Sheet) {
    sheet.line("BEGIN:VEVENT");
    sheet.text("UID", &entry.uid);
    sheet.plain("SEQUENCE", entry.sequence);
    sheet.plain("DTSTAMP", Utc(entry.dtstamp));
    sheet.plain("LAST-MODIFIED", Utc(entry.last_modified));
    let zoned = |name: &str| format!("{name};TZID={}", times.zone);
    sheet.plain(&zoned("DTSTART"), Local(times.local));
    match times.local_end {
        Some(end) => sheet.plain(&zoned("DTEND"), Local(end)),
        None => sheet.plain("DURATION", format_args!("PT{}M", entry.minutes)),
    }
    sheet.text("SUMMARY", &entry.summary);
    if let Some(description) = &entry.description {
        sheet.text("DESCRIPTION", description);
    }
    if let Some(url) = &entry.url {
        // An address is no text: it has nothing to escape, and never a line's end.
        let url: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        sheet.plain("URL", url);
    }
    sheet.line(if entry.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    sheet.line(match transparency {
        Transparency::Opaque => "TRANSP:OPAQUE",
        Transparency::Transparent => "TRANSP:TRANSPARENT",
    });
    sheet.line("CLASS:PRIVATE");
    sheet.line("END:VEVENT");
}

/// A local time as `20261001T180000`.
pub(crate) struct Local(pub(crate) DateTime);

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        write!(f, "{:04}{:02}{:02}T", at.year(), at.month(), at.day())?;
        write!(f, "{:02}{:02}{:02}", at.hour(), at.minute(), at.second())
    }
}

/// A moment as `20261001T160000Z`; those that have no year of four digits become the nearest that have.
struct Utc(Timestamp);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = TimeZone::UTC.to_datetime(self.0);
        let (first, last) =
            (DateTime::constant(0, 1, 1, 0, 0, 0, 0), DateTime::constant(9_999, 12, 31, 23, 59, 59, 0));
        write!(f, "{}Z", Local(at.clamp(first, last)))
    }
}
