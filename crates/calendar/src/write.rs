//! A feed of our own times as an iCalendar file (RFC 5545), which other programs subscribe to.
//!
//! Every time is an event by itself, with an id that stays: what moved or fell out keeps its id and raises its
//! sequence. The same entries give the same bytes, whenever they are written.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::civil::{Civil, DAY, END, FIRST};
use crate::fold::Sheet;
use crate::vtimezone;
use crate::zone::{Zone, stamp};

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

/// An entry's times as they are written, in local seconds.
struct Times {
    start: i64,
    /// None where the clock shows that time twice, and only a duration can say which is meant.
    end: Option<i64>,
}

/// The zones of a feed: each with its table, and the stretch of time it has to be described for.
struct Described {
    zone: TimeZone,
    table: Zone,
    from: i64,
    to: i64,
}

/// The bytes of a feed.
///
/// # Errors
///
/// [`Unwritable`] when an entry's zone is not in the database, or its year has not four digits.
pub fn feed(feed: &Feed<'_>, zones: &TimeZoneDatabase) -> Result<Vec<u8>, Unwritable> {
    let described = describe(feed.entries, zones)?;
    let mut sheet = Sheet::with_capacity(1_024 + feed.entries.len() * 512);
    head(feed, &mut sheet);
    for (name, Described { zone, from, to, .. }) in &described {
        vtimezone::write(name, zone, stamp(*from), stamp(*to), &mut sheet);
    }
    for entry in feed.entries {
        let times = described.get(entry.zone.as_str()).and_then(|zone| of(entry, &zone.table));
        event(entry, &times.ok_or(Unwritable::Year(entry.start))?, feed.transparency, &mut sheet);
    }
    sheet.line("END:VCALENDAR");
    Ok(sheet.into_bytes())
}

/// The zones of some entries, from a day before the first of them to a day after the last one is over.
fn describe<'a>(
    entries: &'a [Entry],
    zones: &TimeZoneDatabase,
) -> Result<BTreeMap<&'a str, Described>, Unwritable> {
    let mut spans = BTreeMap::<&str, (i64, i64)>::new();
    for entry in entries {
        let start = local(entry.start);
        let end = start + i64::from(entry.minutes) * 60;
        let span = spans.entry(&entry.zone).or_insert((start, end));
        *span = (span.0.min(start), span.1.max(end));
    }
    let describe = |(name, (from, to)): (&'a str, (i64, i64))| {
        let zone = zones.get(name).map_err(|_| Unwritable::Zone(name.to_owned()))?;
        let (from, to) = (from - DAY, to + DAY);
        let table = Zone::around(&zone, from, to);
        Ok((name, Described { zone, table, from, to }))
    };
    spans.into_iter().map(describe).collect()
}

/// The times of an entry; none outside of the years that have four digits.
fn of(entry: &Entry, zone: &Zone) -> Option<Times> {
    let moment = zone.to_utc(local(entry.start));
    let over = moment + i64::from(entry.minutes) * 60;
    // A time that the clocks leave out is written as the one that they show then.
    let (start, end) = (zone.to_local(moment), zone.to_local(over));
    let years = FIRST..END;
    let written = years.contains(&local(entry.start)) && years.contains(&start) && years.contains(&end);
    written.then(|| Times { start, end: (zone.to_utc(end) == over).then_some(end) })
}

/// The seconds of a time on the wall.
fn local(at: DateTime) -> i64 {
    let day = Civil::number(at.year().into(), at.month().into(), at.day().into());
    day * DAY + i64::from(at.hour()) * 3_600 + i64::from(at.minute()) * 60 + i64::from(at.second())
}

fn head(feed: &Feed<'_>, sheet: &mut Sheet) {
    sheet.line("BEGIN:VCALENDAR");
    sheet.line("VERSION:2.0");
    sheet.line("PRODID:-//Calendar//EN");
    sheet.line("CALSCALE:GREGORIAN");
    sheet.line("METHOD:PUBLISH");
    sheet.text("NAME", feed.name);
    sheet.text("X-WR-CALNAME", feed.name);
    sheet.plain("REFRESH-INTERVAL;VALUE=DURATION", format_args!("PT{}H", feed.refresh_hours));
    sheet.plain("X-PUBLISHED-TTL", format_args!("PT{}H", feed.refresh_hours));
}

fn event(entry: &Entry, times: &Times, transparency: Transparency, sheet: &mut Sheet) {
    sheet.line("BEGIN:VEVENT");
    sheet.text("UID", &entry.uid);
    sheet.plain("SEQUENCE", entry.sequence);
    sheet.plain("DTSTAMP", Utc(entry.dtstamp));
    sheet.plain("LAST-MODIFIED", Utc(entry.last_modified));
    sheet.zoned("DTSTART", &entry.zone, Local(times.start));
    match times.end {
        Some(end) => sheet.zoned("DTEND", &entry.zone, Local(end)),
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

/// Local seconds as `20261001T180000`.
pub(crate) struct Local(pub(crate) i64);

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, second) = (Civil::of(self.0.div_euclid(DAY)), self.0.rem_euclid(DAY));
        let date = date.year * 10_000 + date.month * 100 + date.day;
        let time = second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60;
        write!(f, "{date:08}T{time:06}")
    }
}

/// A moment as `20261001T160000Z`; those that have no year of four digits become the nearest that have.
struct Utc(Timestamp);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", Local(self.0.as_second().clamp(FIRST, END - 1)))
    }
}
