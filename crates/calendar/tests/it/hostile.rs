//! Files that mean harm: every one is bounded by counts, and what was found until then counts.

use calendar::Limits;

use crate::ask::{between, calendar, event, read, read_with, told};

fn two_months() -> calendar::Interval {
    between("2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z")
}

fn whats(said: &calendar::Read) -> Vec<&str> {
    said.problems.iter().map(|problem| problem.what.as_str()).collect()
}

#[test]
fn a_rule_that_fires_every_second_for_ever_is_one_long_time() {
    let bytes = event("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY");
    let said = read_with(&bytes, "UTC", two_months(), Limits { intervals: 10, ..Limits::default() });
    assert_eq!((said.busy, said.problems), (vec![two_months()], vec![]));
}

#[test]
fn steps_are_bounded_and_what_was_found_stands() {
    let one = |uid: u32| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261001T00000{uid}Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;INTERVAL=10\nEND:VEVENT\n"
        )
    };
    let bytes = calendar(&(0..5).map(one).collect::<String>());
    let said = read_with(&bytes, "UTC", two_months(), Limits { steps: 1_000, ..Limits::default() });
    assert!(said.busy.len() >= 400, "{}", said.busy.len());
    assert!(whats(&said).iter().all(|what| what.contains("too often")) && !said.problems.is_empty());
}

#[test]
fn every_list_is_bounded() {
    let dates: String =
        (0..3_000).map(|n| format!("2026{:02}{:02}T{:02}0000Z,", n % 12 + 1, n % 28 + 1, n % 24)).collect();
    let bytes = event(&format!("DTSTART:20261001T000000Z\nDURATION:PT1M\nRDATE:{dates}"));
    let said = read_with(&bytes, "UTC", two_months(), Limits { dates: 100, ..Limits::default() });
    assert_eq!(whats(&said), ["more than 100 dates in lists; the rest was left out"]);

    let event = "BEGIN:VEVENT\nDTSTART:20261001T000000Z\nDURATION:PT1M\nEND:VEVENT\n";
    let said = read_with(
        &calendar(&event.repeat(12)),
        "UTC",
        two_months(),
        Limits { events: 10, ..Limits::default() },
    );
    assert_eq!((told(&said.busy).len(), said.problems.len()), (1, 2));

    let zoned =
        |n: u32| format!("BEGIN:VEVENT\nDTSTART;TZID=Z{n}:20261001T000000\nDURATION:PT1M\nEND:VEVENT\n");
    let bytes = calendar(&(0..50).map(zoned).collect::<String>());
    let said = read_with(&bytes, "UTC", two_months(), Limits { zones: 5, ..Limits::default() });
    assert_eq!((said.busy.len(), said.problems.len()), (1, 5));

    let said = read_with(
        &calendar(&event.repeat(12)),
        "UTC",
        two_months(),
        Limits { bytes: 150, ..Limits::default() },
    );
    assert_eq!(said.busy.len(), 1);
    assert!(whats(&said)[0].contains("longer than 150 bytes"));
}

#[test]
fn deep_nesting_does_no_harm() {
    let deep = format!("{}{}", "BEGIN:X-A\n".repeat(10_000), "END:X-A\n".repeat(10_000));
    let event = "BEGIN:VEVENT\nDTSTART:20261001T000000Z\nDURATION:PT1M\nEND:VEVENT";
    let said = read(&calendar(&format!("{deep}{event}")), "UTC", two_months());
    assert_eq!((said.busy.len(), said.problems.len()), (1, 0));
    let said = read(&calendar(&format!("{}{event}", "BEGIN:X-A\n".repeat(10_000))), "UTC", two_months());
    assert_eq!(said.busy.len(), 1);
}

#[test]
fn numbers_at_their_edges_do_no_harm() {
    for lines in [
        "DTSTART:99991231T235959Z\nDURATION:P999999999W\nRRULE:FREQ=YEARLY",
        "DTSTART:00000101T000000Z\nDURATION:-P999999999W\nRRULE:FREQ=SECONDLY;INTERVAL=999999999",
        "DTSTART:00010101T000000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;INTERVAL=999999999;COUNT=999999999",
        "DTSTART:00010101T000000Z\nDURATION:P999999999DT999999999H\nRRULE:FREQ=WEEKLY;INTERVAL=999999999;COUNT=999999999",
        "DTSTART:20000101T000000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;INTERVAL=999999999;BYSETPOS=-366",
        "DTSTART:20000101\nDTEND:99991231\nRRULE:FREQ=DAILY;UNTIL=00010101",
    ] {
        for zone in ["UTC", "Pacific/Apia"] {
            let limits = Limits { steps: 500_000, ..Limits::default() };
            for within in [two_months(), between("-009998-01-01T00:00:00Z", "9999-12-01T00:00:00Z")] {
                let _ = read_with(&event(lines), zone, within, limits);
            }
        }
    }
}

/// Each of these took hours while a file's length counted more than once.
#[test]
fn long_files_take_as_long_as_they_are() {
    const LONG: usize = 1_000_000;
    let list = vec!["20261001T000000"; LONG / 16].join(",");
    let start = "DTSTART:20261001T000000Z\nDURATION:PT1M";
    for bytes in [
        // Ends of lines without lines, and a name that never ends.
        format!("BEGIN:VCALENDAR{}", "\r".repeat(LONG)).into_bytes(),
        calendar(&format!("X{}", "\n a".repeat(LONG / 3))),
        format!("BEGIN:VCALENDAR\n{}:{}", "X".repeat(LONG), "\n a".repeat(LONG / 3)).into_bytes(),
        // A list of dates, each in the same long zone or behind as many parameters.
        event(&format!("{start}\nEXDATE{}:{list}", ";a=b".repeat(LONG / 4))),
        event(&format!("{start}\nEXDATE;TZID={}:{list}", "x".repeat(LONG))),
        // As many calendars as there are lines, each in a zone that nobody knows.
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:a,a,a,a,a,a,a,a,a,a,a,a,a,a\nEND:VCALENDAR\n"
            .repeat(LONG / 70)
            .into_bytes(),
    ] {
        let said = read(&bytes, "UTC", two_months());
        assert!(said.busy.len() <= 1 && said.problems.len() <= 100);
    }
}

#[test]
fn rules_are_bounded_and_so_is_looking_for_what_an_override_replaces() {
    let limits = Limits { rules: 3, ..Limits::default() };
    let rule = "\nRRULE:FREQ=DAILY;COUNT=2";
    let bytes = event(&format!("DTSTART:20261001T000000Z\nDURATION:PT1M{}", rule.repeat(5)));
    let said = read_with(&bytes, "UTC", two_months(), limits);
    assert_eq!((said.busy.len(), said.problems.len()), (2, 2));
    assert_eq!(whats(&said)[0], "more than 3 rules; this one was left out");

    // Every override is looked for among all further dates, and each of those is a step.
    let further = vec!["20261002"; 2_000].join(",");
    let master = format!(
        "BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nDTSTART:20261001T000000Z\nDURATION:PT1M\nRDATE:{further}\nEND:VEVENT\n"
    );
    let one = |n: u32| {
        format!(
            "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20261002T00{:02}{:02}Z\nDTSTART:20261003T000000Z\nDURATION:PT1M\n\
             RRULE:FREQ=DAILY\nEND:VEVENT\n",
            n / 60,
            n % 60
        )
    };
    let overrides: String = (1..2_000).map(one).collect();
    let said = read(&calendar(&format!("{master}{overrides}")), "UTC", two_months());
    assert!(!said.busy.is_empty());
}

#[test]
fn exceptions_that_fire_every_second_are_bounded() {
    let every = |most: u32| (0..most).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let (hours, minutes) = (every(24), every(60));
    let bytes = event(&format!(
        "DTSTART:20261001T000000Z\nDURATION:PT1M\nRRULE:FREQ=DAILY\n\
         EXRULE:FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes};BYSECOND={minutes}"
    ));
    let day = between("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
    let said = read(&bytes, "UTC", day);
    assert!(whats(&said)[0].contains("too often"));
}
