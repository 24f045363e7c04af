//! A zone of the database as a VTIMEZONE, for as long as a feed needs it.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::civil::{END, FIRST};
use crate::fold::Sheet;
use crate::write::Local;

/// Writes a zone's clock from one moment to another: the change before the first, and each one until the last.
pub(crate) fn write(name: &str, zone: &TimeZone, from: Timestamp, to: Timestamp, sheet: &mut Sheet) {
    sheet.line("BEGIN:VTIMEZONE");
    sheet.plain("TZID", name);
    let before = zone.preceding(from).next().map(|change| change.timestamp());
    // A moment earlier, so that the change itself comes first.
    let begin = before.and_then(|at| at.checked_sub(SignedDuration::from_secs(1)).ok()).unwrap_or(from);
    if before.is_none() {
        let info = zone.to_offset_info(from);
        let offset = (info.offset(), info.offset());
        let start = "19700101T000000";
        observance(info.dst().is_dst(), start, offset, info.abbreviation(), sheet);
    }
    let mut old = zone.to_offset(begin);
    for change in zone.following(begin).take_while(|change| change.timestamp() <= to) {
        // The onset is told on the clock before it.
        let onset = change.timestamp().as_second() + i64::from(old.seconds());
        if (FIRST..END).contains(&onset) {
            let offsets = (old, change.offset());
            let start = Local(onset).to_string();
            observance(change.dst().is_dst(), &start, offsets, change.abbreviation(), sheet);
        }
        old = change.offset();
    }
    sheet.line("END:VTIMEZONE");
}

fn observance(summer: bool, start: &str, (from, to): (Offset, Offset), name: &str, sheet: &mut Sheet) {
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    sheet.plain("BEGIN", kind);
    sheet.plain("DTSTART", start);
    sheet.plain("TZOFFSETFROM", written(from));
    sheet.plain("TZOFFSETTO", written(to));
    sheet.text("TZNAME", name);
    sheet.plain("END", kind);
}

/// An offset as `+0100`, with seconds where there are some.
fn written(offset: Offset) -> String {
    let (sign, seconds) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().unsigned_abs());
    let rest = if seconds % 60 == 0 { String::new() } else { format!("{:02}", seconds % 60) };
    format!("{sign}{:02}{:02}{rest}", seconds / 3_600, seconds / 60 % 60)
}
