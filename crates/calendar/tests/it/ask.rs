//! Asking a calendar that is written down in a test.

use calendar::{Ask, Interval, Limits, Read, busy};
use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

pub(crate) fn zones() -> TimeZoneDatabase {
    TimeZoneDatabase::bundled()
}

/// A moment as `2026-10-01T00:00Z` or longer.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn between(from: &str, to: &str) -> Interval {
    Interval::new(at(from), at(to)).unwrap()
}

/// What some bytes say of a stretch of time, in a zone.
pub(crate) fn read(bytes: &[u8], zone: &str, within: Interval) -> Read {
    read_with(bytes, zone, within, Limits::default())
}

pub(crate) fn read_with(bytes: &[u8], zone: &str, within: Interval, limits: Limits) -> Read {
    let zones = zones();
    let attendee = zones.get(zone).unwrap();
    busy(bytes, &Ask { attendee: &attendee, zones: &zones, within, limits }).unwrap()
}

/// Lines as a calendar: with its frame, and CRLF at their ends.
pub(crate) fn calendar(lines: &str) -> Vec<u8> {
    let inner: Vec<_> = lines.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", inner.join("\r\n")).into_bytes()
}

/// Lines of one event as a calendar.
pub(crate) fn event(lines: &str) -> Vec<u8> {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT"))
}

/// Stretches as `10-01 18:00/19:30` in UTC, with the date of the end where it is another one.
pub(crate) fn told(list: &[Interval]) -> Vec<String> {
    let one = |one: &Interval| {
        let (start, end) = (one.start().to_string(), one.end().to_string());
        let same = start[..10] == end[..10];
        let end = if same { end[11..16].to_owned() } else { format!("{} {}", &end[5..10], &end[11..16]) };
        format!("{} {}/{end}", &start[5..10], &start[11..16])
    };
    list.iter().map(one).collect()
}
