//! What makes busy and what does not; exceptions, additions, overrides, and files as programs write them.

use crate::ask::{between, calendar, event, read, told};

fn berlin(bytes: &[u8]) -> Vec<String> {
    let said = read(bytes, "Europe/Berlin", between("2026-10-01T00:00:00Z", "2026-11-15T00:00:00Z"));
    assert_eq!(said.problems, []);
    told(&said.busy)
}

#[test]
fn only_events_that_take_time_make_busy() {
    for (lines, busy) in [
        ("DTEND:20261001T190000Z", true),
        ("DTEND:20261001T190000Z\nSTATUS:TENTATIVE", true),
        ("DTEND:20261001T190000Z\nTRANSP:OPAQUE\nSTATUS:CONFIRMED", true),
        ("DTEND:20261001T190000Z\nTRANSP:transparent", false),
        ("DTEND:20261001T190000Z\nSTATUS:CANCELLED", false),
        ("DTEND:20261001T180000Z", false),
        ("DURATION:PT0S", false),
        ("DTEND:20261001T190000Z\nDURATION:PT0S", true),
        ("DURATION:PT0S\nDTEND:20261001T190000Z", true),
        ("DURATION:-PT1H", false),
        ("SUMMARY:no end", false),
    ] {
        let found = berlin(&event(&format!("DTSTART:20261001T180000Z\n{lines}")));
        assert_eq!(!found.is_empty(), busy, "{lines}");
    }
    let backwards = event("DTSTART:20261001T180000Z\nDTEND:20261001T170000Z");
    let said = read(&backwards, "Europe/Berlin", between("2026-10-01T00:00:00Z", "2026-11-15T00:00:00Z"));
    assert_eq!((said.busy.len(), said.problems[0].line), (0, 3));
    for kind in ["VTODO", "VJOURNAL", "VFREEBUSY", "X-OTHER"] {
        let bytes = calendar(&format!("BEGIN:{kind}\nDTSTART:20261001T180000Z\nDURATION:PT1H\nEND:{kind}"));
        assert_eq!(berlin(&bytes), [""; 0], "{kind}");
    }
}

#[test]
fn answers_and_cancellations_make_nobody_busy() {
    let event = "BEGIN:VEVENT\nUID:1\nDTSTART:20261001T180000Z\nDURATION:PT1H\nEND:VEVENT";
    for method in ["PUBLISH", "REQUEST", "ADD"] {
        assert_eq!(berlin(&calendar(&format!("METHOD:{method}\n{event}"))).len(), 1, "{method}");
    }
    for method in ["CANCEL", "reply", "COUNTER", "DECLINECOUNTER", "REFRESH"] {
        assert_eq!(berlin(&calendar(&format!("METHOD:{method}\n{event}"))), [""; 0], "{method}");
        assert_eq!(berlin(&calendar(&format!("{event}\nMETHOD:{method}"))), [""; 0], "{method}");
    }
    // It speaks of its own calendar alone.
    let two = [calendar(&format!("METHOD:REPLY\n{event}")), calendar(event)].concat();
    assert_eq!(berlin(&two).len(), 1);
}

#[test]
fn whole_days_are_those_of_the_attendee() {
    assert_eq!(berlin(&event("DTSTART;VALUE=DATE:20261003")), ["10-02 22:00/10-03 22:00"]);
    let weekend = berlin(&event("DTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026"));
    assert_eq!(weekend, ["10-23 22:00/10-25 23:00"]);
    let long = berlin(&event("DTSTART:20261024\nDURATION:P2D"));
    assert_eq!(long, weekend);
    assert_eq!(berlin(&event("DTSTART;VALUE=DATE:20261003\nDTEND;VALUE=DATE:20261003")), [""; 0]);
    // Others' zones do not matter for days.
    let foreign = calendar("X-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261003\nEND:VEVENT");
    assert_eq!(berlin(&foreign), ["10-02 22:00/10-03 22:00"]);
}

#[test]
fn exceptions_are_taken_out_however_they_are_written() {
    let of = |lines: &str| {
        berlin(&event(&format!(
            "DTSTART;TZID=Europe/Berlin:20261001T200000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n{lines}"
        )))
    };
    let three = ["10-01 18:00/19:00", "10-03 18:00/19:00", "10-04 18:00/19:00"];
    for exception in [
        "EXDATE;TZID=Europe/Berlin:20261002T200000",
        "EXDATE:20261002T180000Z",
        "EXDATE:20261002T200000",
        "EXDATE;VALUE=DATE:20261002",
        "EXDATE:20261002",
        "EXDATE;TZID=America/New_York:20261002T140000",
        "EXDATE;TZID=Europe/Berlin:20260930T200000,20261002T200000",
        "EXRULE:FREQ=WEEKLY;BYDAY=FR",
        "BEGIN:X\nEND:X\nEXDATE:20261002T180000Z",
    ] {
        assert_eq!(of(exception), three, "{exception}");
    }
    let days = berlin(&event("DTSTART:20261002\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261003T000000"));
    assert_eq!(days, ["10-01 22:00/10-02 22:00", "10-03 22:00/10-04 22:00"]);
}

#[test]
fn additions_may_be_dates_times_and_periods() {
    let of = |lines: &str| {
        berlin(&event(&format!("DTSTART;TZID=Europe/Berlin:20261001T200000\nDURATION:PT1H\n{lines}")))
    };
    assert_eq!(of("RDATE:20261005T180000Z"), ["10-01 18:00/19:00", "10-05 18:00/19:00"]);
    assert_eq!(of("RDATE;VALUE=DATE:20261005"), ["10-01 18:00/19:00", "10-05 18:00/19:00"]);
    let periods = of("RDATE;VALUE=PERIOD:20261005T180000Z/PT3H,20261006T180000Z/20261006T183000Z");
    assert_eq!(periods, ["10-01 18:00/19:00", "10-05 18:00/21:00", "10-06 18:00/18:30"]);
    let rules = of("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2");
    assert_eq!(rules, ["10-01 18:00/19:00", "10-02 18:00/19:00", "10-08 18:00/19:00"]);
}

#[test]
fn an_override_replaces_its_occurrence() {
    let with = |single: &str| {
        berlin(&calendar(&format!(
            "BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;TZID=Europe/Berlin:20261002T200000
            {single}
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20261001T200000
            DTEND;TZID=Europe/Berlin:20261001T210000
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT"
        )))
    };
    let moved = with("DTSTART;TZID=Europe/Berlin:20261010T090000\nDURATION:PT2H");
    assert_eq!(moved, ["10-01 18:00/19:00", "10-03 18:00/19:00", "10-10 07:00/09:00"]);
    let without = ["10-01 18:00/19:00", "10-03 18:00/19:00"];
    assert_eq!(with("STATUS:CANCELLED"), without);
    assert_eq!(with("DTSTART:20261002T180000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT"), without);
}

#[test]
fn an_override_that_a_later_version_dropped_is_gone() {
    let with = |sequence: u32, exception: &str| {
        berlin(&calendar(&format!(
            "BEGIN:VEVENT
            UID:1
            SEQUENCE:2
            RECURRENCE-ID:20261002T180000Z
            DTSTART:20261010T180000Z
            DURATION:PT1H
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            SEQUENCE:{sequence}
            DTSTART:20261001T180000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=3
            {exception}
            END:VEVENT"
        )))
    };
    let (without, moved) = (["10-01 18:00/19:00", "10-03 18:00/19:00"], "10-10 18:00/19:00".to_owned());
    assert_eq!(with(3, "EXDATE:20261002T180000Z"), without);
    for found in [with(2, "EXDATE:20261002T180000Z"), with(3, "X-A:1")] {
        assert_eq!((&found[..2], &found[2]), (&without.map(str::to_owned)[..], &moved));
    }
}

#[test]
fn an_override_may_change_all_that_follow() {
    let with = |single: &str| {
        berlin(&calendar(&format!(
            "BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20261019T200000
            DTEND;TZID=Europe/Berlin:20261019T210000
            RRULE:FREQ=WEEKLY;COUNT=4
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261026T200000
            {single}
            END:VEVENT"
        )))
    };
    // Summer time ends on the 25th.
    let later = with("DTSTART;TZID=Europe/Berlin:20261027T190000\nDURATION:PT2H");
    let expected = ["10-19 18:00/19:00", "10-27 18:00/20:00", "11-03 18:00/20:00", "11-10 18:00/20:00"];
    assert_eq!(later, expected);
    assert_eq!(with("STATUS:CANCELLED"), ["10-19 18:00/19:00"]);
}

#[test]
fn a_day_that_changes_all_that_follow_moves_them_by_the_clock() {
    let found = berlin(&calendar(
        "BEGIN:VEVENT
        UID:1
        DTSTART;TZID=Europe/Berlin:20261005T180000
        DURATION:PT1H
        RRULE:FREQ=WEEKLY;COUNT=4
        END:VEVENT
        BEGIN:VEVENT
        UID:1
        RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261019
        DTSTART;TZID=Europe/Berlin:20261019T200000
        DURATION:PT30M
        END:VEVENT",
    ));
    assert_eq!(found, ["10-05 16:00/17:00", "10-12 16:00/17:00", "10-19 18:00/18:30", "10-26 19:00/19:30"]);
}

#[test]
fn a_whole_day_may_be_named_by_the_moment_it_begins() {
    let without = |date: &str| {
        berlin(&event(&format!("DTSTART;VALUE=DATE:20261005\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE{date}")))
    };
    let expected = ["10-04 22:00/10-05 22:00", "10-06 22:00/10-07 22:00"];
    for date in [";VALUE=DATE:20261006", ":20261005T220000Z", ":20261006T000000Z", ":20261006T000000"] {
        assert_eq!(without(date), expected, "{date}");
    }
}

#[test]
fn one_occurrence_named_in_two_ways_is_replaced_once() {
    let with = |first: u32, second: u32| {
        berlin(&calendar(&format!(
            "BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20261005T180000
            DURATION:PT1H
            RRULE:FREQ=WEEKLY;COUNT=2
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            SEQUENCE:{first}
            RECURRENCE-ID:20261012T160000Z
            DTSTART:20261013T160000Z
            DURATION:PT1H
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            SEQUENCE:{second}
            RECURRENCE-ID;TZID=Europe/Berlin:20261012T180000
            DTSTART:20261014T160000Z
            DURATION:PT1H
            END:VEVENT"
        )))
    };
    for (first, second, day) in [(1, 2, "14"), (2, 1, "13"), (0, 0, "14")] {
        let moved = format!("10-{day} 16:00/17:00");
        assert_eq!(with(first, second), ["10-05 16:00/17:00".to_owned(), moved]);
    }
}

#[test]
fn an_override_without_its_master_counts_alone() {
    let alone = event(
        "RECURRENCE-ID:20261002T180000Z
        DTSTART:20261003T180000Z
        DURATION:PT1H",
    );
    assert_eq!(berlin(&alone), ["10-03 18:00/19:00"]);
}

#[test]
fn of_the_same_event_the_latest_counts() {
    let version = |sequence: &str, day: &str| {
        format!("BEGIN:VEVENT\nUID:1\n{sequence}\nDTSTART:202610{day}T180000Z\nDURATION:PT1H\nEND:VEVENT\n")
    };
    let (first, second) = (version("SEQUENCE:2", "01"), version("SEQUENCE:1", "02"));
    assert_eq!(berlin(&calendar(&format!("{first}{second}"))), ["10-01 18:00/19:00"]);
    let (first, second) = (version("X-A:1", "01"), version("X-A:1", "02"));
    assert_eq!(berlin(&calendar(&format!("{first}{second}"))), ["10-02 18:00/19:00"]);
    // Some count in seconds since 1970.
    let (newer, older) = (version("SEQUENCE:1759999999", "01"), version("SEQUENCE:1749999999", "02"));
    assert_eq!(berlin(&calendar(&format!("{newer}{older}"))), ["10-01 18:00/19:00"]);
    // Events that do not say who they are belong to themselves.
    let nameless = format!("{first}{second}").replace("UID:1", "X-B:1");
    assert_eq!(berlin(&calendar(&nameless)).len(), 2);
}

#[test]
fn days_of_a_duration_follow_the_calendar_and_hours_do_not() {
    let of = |length: &str| berlin(&event(&format!("DTSTART;TZID=Europe/Berlin:20261024T200000\n{length}")));
    assert_eq!(of("DURATION:P1D"), ["10-24 18:00/10-25 19:00"]);
    assert_eq!(of("DURATION:PT24H"), ["10-24 18:00/10-25 18:00"]);
    assert_eq!(of("DTEND;TZID=Europe/Berlin:20261025T200000"), ["10-24 18:00/10-25 19:00"]);
}
