//! Broken lines, odd encodings, truncated files: what is readable is used, and the rest is said.

use calendar::{Limits, Unreadable, busy};
use proptest::prelude::*;

use crate::ask::{between, calendar, event, read, read_with, told, zones};

fn october() -> calendar::Interval {
    between("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z")
}

fn problems(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let said = read(bytes, "Europe/Berlin", october());
    let lines = said.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.what));
    (told(&said.busy), lines.collect())
}

fn error(bytes: &[u8]) -> Unreadable {
    let zones = zones();
    let utc = zones.get("UTC").unwrap();
    let ask = calendar::Ask { attendee: &utc, zones: &zones, within: october(), limits: Limits::default() };
    busy(bytes, &ask).unwrap_err()
}

#[test]
fn what_is_no_calendar_is_said_in_plain_words() {
    assert_eq!(error(b""), Unreadable::Empty);
    assert_eq!(error(b" \r\n\r\n"), Unreadable::Empty);
    assert_eq!(error(b"<!DOCTYPE html><html><title>Sign in</title>"), Unreadable::WebPage);
    assert_eq!(error(b"\xEF\xBB\xBF\n<html>"), Unreadable::WebPage);
    assert_eq!(error(b"{\"error\": \"not found\"}"), Unreadable::NoCalendar);
    assert_eq!(error(&[0x89, b'P', b'N', b'G', 0, 1, 2]), Unreadable::NoCalendar);
}

#[test]
fn a_calendar_without_events_is_a_calendar() {
    assert_eq!(problems(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR"), (vec![], vec![]));
}

#[test]
fn broken_lines_are_named_and_the_rest_is_used() {
    let bytes = calendar(
        "BEGIN:VEVENT
        UID:1
        DTSTART:20261001T180000Z
        DTEND:20261001T190000Z
        this line has lost its colon
        RRULE:FREQ=SOMETIMES
        EXDATE:20261001T180000Z,yesterday
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART:20261002T180000Z
        DURATION:PT1H
        END:VEVENT",
    );
    let (found, said) = problems(&bytes);
    assert_eq!(found, ["10-02 18:00/19:00"]);
    let whats = [
        "7: there is no colon in this line",
        "8: this RRULE cannot be read",
        "9: this EXDATE cannot be read",
    ];
    assert_eq!(said, whats);
}

#[test]
fn components_that_never_end_end_where_the_next_begins() {
    let bytes = b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:VEVENT\nUID:1\nDTSTART:20261001T180000Z\n\
        DURATION:PT1H\nBEGIN:VALARM\nDURATION:PT9H\nBEGIN:VEVENT\nUID:2\nDTSTART:20261002T180000Z\nDURATION:PT1H\n";
    let (found, said) = problems(bytes);
    assert_eq!(found, ["10-01 18:00/19:00", "10-02 18:00/19:00"]);
    assert_eq!(said.len(), 4, "{said:?}");
    let (_, said) = problems(b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR\n");
    assert_eq!(
        said,
        ["2: this ends a component that never began", "4: this ends a component that never began"]
    );
}

#[test]
fn what_lies_within_an_event_is_not_the_event() {
    let bytes = event(
        "DTSTART:20261001T180000Z
        BEGIN:VALARM
        TRIGGER:-PT15M
        DURATION:PT5H
        STATUS:CANCELLED
        BEGIN:X-DEEPER
        DTSTART:20261009T180000Z
        END:X-DEEPER
        END:VALARM
        DTEND:20261001T190000Z",
    );
    assert_eq!(problems(&bytes), (vec!["10-01 18:00/19:00".into()], vec![]));
}

#[test]
fn every_kind_of_line_and_encoding_is_read() {
    let plain = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Caf\u{e9}\n  folded:BEGIN:VEVENT\ndtstart;Tzid=\"Europe/Berlin\":2026\n 1001T200000\nDT\n END:20261001T190000Z\nEND:VEVENT\nEND:VCALENDAR";
    let expected = (vec!["10-01 18:00/19:00".to_owned()], vec![]);
    let utf16 = |swap: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(plain.encode_utf16());
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let latin: Vec<u8> = plain.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let bom = [b"\xEF\xBB\xBF", plain.as_bytes()].concat();
    for bytes in [
        plain.as_bytes().to_vec(),
        plain.replace('\n', "\r\n").into_bytes(),
        plain.replace('\n', "\r").into_bytes(),
        plain.replace('\n', "\r\r\n").into_bytes(),
        plain.replace("\n ", "\n\t").into_bytes(),
        latin,
        bom,
        utf16(false),
        utf16(true),
    ] {
        assert_eq!(problems(&bytes), expected, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_list_of_problems_is_bounded() {
    let bytes = calendar(&"nothing\n".repeat(5_000));
    let said = read_with(&bytes, "UTC", october(), Limits { problems: 7, ..Limits::default() });
    assert_eq!(said.problems.len(), 7);
}

const SEED: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Paris\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\n\
    DTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Own:20260101T090000\r\n\
    DTEND;TZID=Own:20260101T100000\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;BYSETPOS=1,-1;COUNT=99\r\n\
    EXDATE;VALUE=DATE:20261005\r\nRDATE;VALUE=PERIOD:20261007T090000Z/PT3H\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Own:20261102T090000\r\nDTSTART;TZID=Own:20261102T110000\r\n\
    DURATION:P1DT1H\r\nSEQUENCE:2\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

proptest! {
    #[test]
    fn nothing_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let zones = zones();
        let utc = zones.get("UTC").unwrap();
        let ask = calendar::Ask { attendee: &utc, zones: &zones, within: october(), limits: Limits::default() };
        let _ = busy(&bytes, &ask);
    }

    #[test]
    fn nothing_panics_on_a_file_that_was_changed(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..6u8, any::<u8>()), 1..12),
        digits in any::<bool>(), from in -2_000_000_000_000i64..2_000_000_000_000,
    ) {
        let mut bytes = SEED.as_bytes().to_vec();
        for (at, how, byte) in changes {
            let byte = if digits { b'0' + byte % 10 } else { byte };
            let at = at.index(bytes.len());
            match how {
                0 => { bytes.remove(at); }
                1 => bytes.insert(at, byte),
                2 => bytes.truncate(at.max(40)),
                3 => { let copy = bytes[at..(at + 60).min(bytes.len())].to_vec(); bytes.splice(at..at, copy); }
                _ => bytes[at] = byte,
            }
        }
        let zones = zones();
        let berlin = zones.get("Europe/Berlin").unwrap();
        let second = |second| jiff::Timestamp::from_second(second)
            .unwrap_or(if second < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX });
        let within = calendar::Interval::new(second(from), second(from + 9_000_000));
        let limits = Limits { steps: 200_000, ..Limits::default() };
        for within in within.into_iter().chain([october()]) {
            let said = busy(&bytes, &calendar::Ask { attendee: &berlin, zones: &zones, within, limits });
            if let Ok(said) = said {
                prop_assert!(said.busy.windows(2).all(|pair| pair[0].end() < pair[1].start()));
                prop_assert!(said.busy.iter().all(|one| one.common(within) == Some(*one)));
            }
        }
    }
}
