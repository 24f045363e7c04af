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
