//! Which zone a time is meant in.

use crate::ask::{between, calendar, read, told};

/// When an event of nine to ten is in UTC, in a calendar with some lines of its own, for somebody in New York.
fn nine(lines: &str, params: &str) -> String {
    let bytes = calendar(&format!(
        "{lines}\nBEGIN:VEVENT\nUID:1\nDTSTART{params}:20261001T090000\nDTEND{params}:20261001T100000\nEND:VEVENT"
    ));
    let said = read(&bytes, "America/New_York", between("2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z"));
    let known = said.problems.is_empty();
    format!("{}{}", told(&said.busy)[0], if known { "" } else { " with a problem" })
}

const NEW_YORK: &str = "10-01 13:00/14:00";
const BERLIN: &str = "10-01 07:00/08:00";
const TOKYO: &str = "10-01 00:00/01:00";

/// Nobody's zone: eleven hours behind.
fn own(name: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-1100\n\
        TZOFFSETTO:-1100\nEND:STANDARD\nEND:VTIMEZONE"
    )
}
const OWN: &str = "10-01 20:00/21:00";

#[test]
fn floating_times_are_the_calendars_or_the_attendees() {
    assert_eq!(nine("X-A:1", ""), NEW_YORK);
    assert_eq!(nine("X-WR-TIMEZONE:Europe/Berlin", ""), BERLIN);
    assert_eq!(nine("X-WR-TIMEZONE:W. Europe Standard Time", ""), BERLIN);
    assert_eq!(nine("X-WR-TIMEZONE:Nowhere/Land", ""), NEW_YORK);
    assert_eq!(nine("X-WR-TIMEZONE:Asia/Tokyo", ";TZID=Europe/Berlin"), BERLIN);
}

#[test]
fn names_are_looked_up_in_order() {
    assert_eq!(nine(&own("Europe/Berlin"), ";TZID=Europe/Berlin"), BERLIN);
    assert_eq!(nine(&own("W. Europe Standard Time"), ";TZID=W. Europe Standard Time"), OWN);
    assert_eq!(nine(&own("My own"), ";TZID=\"My own\""), OWN);
    assert_eq!(nine(&own("(UTC) A\\, B"), ";TZID=\"(UTC) A, B\""), OWN);
    assert_eq!(nine("X-A:1", ";TZID=W. Europe Standard Time"), BERLIN);
    assert_eq!(nine("X-A:1", ";TZID=Tokyo Standard Time"), TOKYO);
    assert_eq!(nine("X-A:1", ";TZID=Not known"), format!("{NEW_YORK} with a problem"));
    assert_eq!(nine("X-WR-TIMEZONE:Asia/Tokyo", ";TZID=Not known"), format!("{TOKYO} with a problem"));
    // An event may stand before the zone it is in.
    let bytes = [calendar("X-A:1"), calendar(&own("W. Europe Standard Time"))].concat();
    assert!(read(&bytes, "UTC", between("2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z")).busy.is_empty());
}

#[test]
fn names_are_understood_as_programs_write_them() {
    for name in [
        "/freeassociation.sourceforge.net/Europe/Berlin",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin",
        "/softwarestudio.org/Olson_20011030_5/Europe/Berlin",
        "\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"",
        "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
        "(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna",
        "\"Europe/Berlin\"",
        "europe/berlin",
    ] {
        assert_eq!(nine("X-A:1", &format!(";TZID={name}")), BERLIN, "{name}");
    }
}

#[test]
fn a_beginning_that_forgot_its_zone_is_in_that_of_its_end() {
    let of = |line: &str| {
        let bytes = calendar(&format!(
            "{line}\nBEGIN:VEVENT\nDTSTART:20261001T090000\nDTEND;TZID=Europe/Berlin:20261001T100000\nEND:VEVENT"
        ));
        let said = read(&bytes, "America/New_York", between("2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z"));
        told(&said.busy)
    };
    assert_eq!(of("X-A:1"), [BERLIN]);
    assert_eq!(of("X-WR-TIMEZONE:Asia/Tokyo"), ["10-01 00:00/08:00"]);
}

#[test]
fn a_files_own_zone_changes_its_clocks() {
    let bytes = calendar(
        "BEGIN:VTIMEZONE
        TZID:Mine
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:1
        DTSTART;TZID=Mine:20261023T023000
        DURATION:PT30M
        RRULE:FREQ=DAILY;COUNT=4
        END:VEVENT",
    );
    let said = read(&bytes, "UTC", between("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"));
    let mine = told(&said.busy);
    assert_eq!(mine, ["10-23 00:30/01:00", "10-24 00:30/01:00", "10-25 00:30/01:00", "10-26 01:30/02:00"]);
    let known = String::from_utf8(bytes).unwrap().replace("TZID=Mine", "TZID=Europe/Berlin");
    let said = read(known.as_bytes(), "UTC", between("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"));
    assert_eq!(told(&said.busy), mine);
}

#[test]
fn a_time_that_does_not_exist_uses_the_offset_before_the_gap() {
    let bytes = calendar(
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT",
    );
    let said = read(&bytes, "UTC", between("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"));
    assert_eq!(told(&said.busy), ["03-28 01:30/02:00", "03-29 01:30/02:00", "03-30 00:30/01:00"]);
}
