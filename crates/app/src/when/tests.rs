use domain::rhythm::Places;

use super::*;
use crate::testing::alone;
use crate::{Prefs, Request, World};

fn day(text: &str) -> Day {
    day_typed(text).unwrap()
}

fn said(each: Rhythm) -> String {
    rhythm(Words::english(), &each, day("2026-11-27"))
}

/// A reader in this zone.
fn in_zone(name: &str) -> World<'static> {
    let mut world = alone();
    world.zone = world.zones.get(name).unwrap();
    world.prefs = Prefs { zone: name.to_owned(), discreet: false };
    world
}

#[test]
fn every_rhythm_has_words() {
    for (each, words) in [
        (Rhythm::Once, "Once, on Friday 27 November"),
        (Rhythm::daily(), "Every day"),
        (Rhythm::Cycle { days: 2, on: Places::of([0]) }, "Every second day"),
        (Rhythm::Cycle { days: 4, on: Places::of([0]) }, "Every 4 days"),
        (Rhythm::Cycle { days: 8, on: Places::of([4]) }, "On day 5 of a rota of 8 days"),
        (Rhythm::Cycle { days: 8, on: Places::of([4, 5, 7]) }, "On days 5, 6 and 8 of a rota of 8 days"),
        (Rhythm::Week { n: 1, on: Weekdays::WORKING }, "Monday to Friday"),
        (Rhythm::Week { n: 1, on: Weekdays::of(0..7) }, "Every day"),
        (Rhythm::Week { n: 1, on: Weekdays::of([4]) }, "Every Friday"),
        (Rhythm::Week { n: 2, on: Weekdays::of([4]) }, "Every second Friday"),
        (Rhythm::Week { n: 13, on: Weekdays::of([5]) }, "Every 13 weeks on Saturday"),
        (Rhythm::Week { n: 1, on: Weekdays::of([1, 3]) }, "Every Tuesday and Thursday"),
        (Rhythm::Week { n: 2, on: Weekdays::of([1, 3]) }, "Every second week, on Tuesday and Thursday"),
        (Rhythm::MonthDay { day: 22 }, "On the 22nd of each month"),
        (Rhythm::MonthDay { day: 31 }, "On the 31st of each month, or its last day"),
        (Rhythm::MonthWeekday { nth: 1, on: 5 }, "On the first Saturday of each month"),
        (Rhythm::MonthWeekday { nth: -1, on: 6 }, "On the last Sunday of each month"),
        (Rhythm::Year { month: 1, day: 6 }, "Once a year, on 6 January"),
    ] {
        assert_eq!(said(each), words);
    }
}

#[test]
fn lengths_are_said_as_people_say_them() {
    for (minutes, words) in [
        (1, "one minute"),
        (10, "10 minutes"),
        (60, "one hour"),
        (30, "half an hour"),
        (80, "one hour and 20 minutes"),
        (90, "one and a half hours"),
        (210, "3 and a half hours"),
        (120, "two hours"),
        (240, "4 hours"),
        (1440, "one day"),
        (2880, "two days"),
    ] {
        assert_eq!(length(Words::english(), minutes), words);
    }
}

#[test]
fn a_field_is_read_with_some_patience() {
    for (text, minute) in [("19:30", 1170), ("7:05", 425), ("19.30", 1170), (" 00:00:00 ", 0)] {
        assert_eq!(clock_typed(text), Some(minute), "{text}");
    }
    for text in ["", "24:00", "19:60", "19", "x:10", "+1:10", "1:2:3", "119:30"] {
        assert_eq!(clock_typed(text), None, "{text}");
    }
    assert_eq!(day_written(day("2026-11-27")), "2026-11-27");
    for text in ["", "2026-13-01", "20261127", "2026-11-27T10:00", "27.11.2026", "9999-01-01", "2026-02-30"] {
        assert_eq!(day_typed(text), None, "{text}");
    }
}

#[test]
fn two_clocks_are_said_where_they_differ() {
    let request = Request::get("/");
    let evening = |zone: &TimeZone, text: &str| day(text).moment(19 * 60 + 30, zone);
    for (reader, clock, date, line) in [
        ("Europe/Berlin", "Europe/Paris", "2026-11-27", "Friday 27 November, 19:30"),
        ("Europe/Berlin", "Europe/Berlin", "2026-11-27", "Friday 27 November, 19:30"),
        (
            "Europe/Berlin",
            "America/New_York",
            "2026-11-27",
            "Saturday 28 November, 01:30 (Friday 27 November, 19:30 in New York)",
        ),
        ("America/New_York", "Europe/Berlin", "2026-11-27", "Friday 27 November, 13:30 (19:30 in Berlin)"),
        // In the weeks between the two changes of the clocks, an hour less lies between them.
        ("America/New_York", "Europe/Berlin", "2027-03-20", "Saturday 20 March, 14:30 (19:30 in Berlin)"),
        ("America/New_York", "Europe/Berlin", "2027-03-28", "Sunday 28 March, 13:30 (19:30 in Berlin)"),
    ] {
        let world = in_zone(reader);
        let ctx = Ctx::bare(&request, &world);
        let moment = evening(&zone(&ctx, clock), date);
        assert_eq!(at(&ctx, moment, clock).line(ctx.words), line);
    }
}

#[test]
fn a_plan_names_its_clock_where_the_reader_has_another() {
    let request = Request::get("/");
    let on = Weekdays::of([4]);
    let plan = Plan {
        title: "Date night".into(),
        template: None,
        rhythm: Rhythm::Week { n: 2, on },
        at: 1170,
        minutes: 120,
        zone: "Europe/Berlin".into(),
        starts: day("2026-11-27"),
    };
    let said = |reader: &str| {
        let world = in_zone(reader);
        self::plan(&Ctx::bare(&request, &world), &plan)
    };
    assert_eq!(said("Europe/Berlin"), "Every second Friday at 19:30, two hours");
    assert_eq!(said("Europe/Paris"), "Every second Friday at 19:30, two hours");
    assert_eq!(said("America/New_York"), "Every second Friday at 19:30 in Berlin, two hours");
    // Cairo has the same hour as Berlin in some weeks of the year only.
    assert_eq!(said("Africa/Cairo"), "Every second Friday at 19:30 in Berlin, two hours");
}

#[test]
fn every_template_of_the_library_has_a_rhythm_that_can_happen() {
    let from = day("2026-11-24");
    for template in &content::Library::english().rituals {
        let (rhythm, first) = of_library(&template.rhythm, from);
        assert!(rhythm.is_sound(), "{}", template.id);
        assert!(first >= from && rhythm.falls_on(first, first), "{}", template.id);
    }
}
