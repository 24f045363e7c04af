use domain::rhythm::{Rhythm, Weekdays};
use domain::ritual::{Change, Plan};
use domain::{Day, RitualId, desk, shared};

use super::*;
use crate::pages::find::house::House;
use crate::testing::{ALEX, alone, page, together};
use crate::{CoupleState, Request, Visitor};

/// 2026-11-23, the Monday on which it is.
const MONDAY: Day = Day(20_780);

fn plan(template: Option<&str>) -> Plan {
    Plan {
        title: "Canary; our, \\ walk".into(),
        template: template.map(str::to_owned),
        rhythm: Rhythm::Week { n: 1, on: Weekdays::of([4]) },
        at: 19 * 60 + 30,
        minutes: 90,
        zone: "Europe/Berlin".into(),
        starts: MONDAY,
    }
}

fn walk() -> RitualId {
    "0011223344556677".into()
}

fn say(house: &mut House, change: Change) {
    house.shared(shared::Event::RitualChanged { ritual: walk(), change });
}

/// A home with a walk on Fridays that both agreed to, and an address.
fn home_with(plan: Plan, titles: &str) -> House {
    let mut house = House::of(together());
    say(&mut house, Change::Proposed { plan, instead_of: None });
    house.other();
    say(&mut house, Change::Agreed);
    house.other();
    house.does("/time/calendars/address", &[("titles", titles)]);
    house
}

fn home() -> House {
    home_with(plan(Some("evening-walk")), "neutral")
}

fn view(house: &House) -> &FeedView {
    house.feeds.values().next().unwrap()
}

fn now(house: &House) -> String {
    let text = String::from_utf8(served(view(house), house.world.now).to_vec()).unwrap();
    assert!(text.lines().all(|line| line.len() <= 75) && text.ends_with("END:VCALENDAR\r\n"));
    text.replace("\r\n ", "")
}

fn next(house: &House) -> String {
    String::from_utf8(view(house).next.clone()).unwrap().replace("\r\n ", "")
}

/// The date that was due on a day, as lines.
fn date(text: &str, uid: &str) -> Vec<String> {
    let all: Vec<&str> = text.split("BEGIN:VEVENT\r\n").collect();
    let found = all.iter().find(|date| date.contains(uid)).unwrap();
    found.lines().map(str::to_owned).collect()
}

fn friday(house: &House) -> (Day, String) {
    let on = MONDAY.plus(4);
    let rituals = &house.world.shared.as_ref().unwrap().rituals;
    (rituals.occurrence(&walk(), on).unwrap().on, uid(&walk(), on))
}

#[test]
fn dates_stand_in_it_from_their_first_to_half_a_year_ahead_under_neutral_titles() {
    let house = home();
    let text = now(&house);
    // Fridays from the 27th of November up to the Monday 26 weeks ahead.
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 26);
    let (_, uid) = friday(&house);
    let lines = date(&text, &uid);
    for line in [
        "DTSTART;TZID=Europe/Berlin:20261127T193000",
        "DTEND;TZID=Europe/Berlin:20261127T210000",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Walk",
    ] {
        assert!(lines.iter().any(|have| have == line), "{line} in {lines:?}");
    }
    for word in ["Canary", "Alex", "Sam", "127.0.0.1", "oward", "DESCRIPTION", "0011223344556677"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn own_titles_stand_in_it_only_by_choice_and_own_rituals_have_a_neutral_one() {
    assert!(now(&home_with(plan(None), "own")).contains("SUMMARY:Canary\\; our\\, \\\\ walk\r\n"));
    let text = now(&home_with(plan(None), "neutral"));
    assert!(text.contains("SUMMARY:Set aside\r\n") && !text.contains("Canary"));
}

#[test]
fn the_zone_comes_with_it_over_the_change_of_the_clocks() {
    let text = now(&home());
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    let spring = "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n";
    assert!(text.contains(spring), "{text}");
    // The same by the clock on the wall, before and after.
    assert!(text.contains("DTSTART;TZID=Europe/Berlin:20270326T193000"));
    assert!(text.contains("DTSTART;TZID=Europe/Berlin:20270402T193000"));
    let utc = now(&home_with(Plan { zone: "UTC".into(), ..plan(None) }, "neutral"));
    assert!(utc.contains("DTSTART;TZID=UTC:20261127T193000\r\n"));
}

#[test]
fn the_same_state_gives_the_same_bytes_all_week_and_nothing_is_written() {
    let mut house = home();
    let first = view(&house).clone();
    for hours in [1, 7, 24, 96] {
        house.later(hours);
        let outcome = house.ask(&Request::get("/time/calendars"));
        assert!(outcome.rows.is_empty(), "after {hours} more hours");
    }
    assert_eq!(*view(&house), first);
    house.later(48);
    house.get("/time/calendars");
    assert!(view(&house).next != first.next, "the next week has come into view");
}

#[test]
fn a_change_shows_from_four_in_the_morning_on() {
    let mut house = home();
    house.world.zone = house.world.zones.get("America/New_York").unwrap();
    house.does("/time/calendars/address", &[]);
    let (on, uid) = friday(&house);
    let before = now(&house);
    say(&mut house, Change::Moved { on, to: on.plus(1), at: 10 * 60 });
    house.get("/time/calendars");
    assert_eq!(now(&house), before, "nothing of today shows");
    // Three in the afternoon in New York: thirteen hours to go.
    house.later(12);
    assert_eq!(now(&house), before);
    house.later(1);
    assert_ne!(now(&house), before);
    let lines = date(&now(&house), &uid);
    assert!(lines.contains(&"DTSTART;TZID=Europe/Berlin:20261128T100000".to_owned()), "{lines:?}");
    assert!(lines.contains(&"SEQUENCE:1".to_owned()));
    // And a further change waits for the next morning, while this one stays.
    let moved = now(&house);
    say(&mut house, Change::Skipped { on });
    house.get("/time/find");
    assert_eq!(now(&house), moved);
    house.later(24);
    assert_ne!(now(&house), moved);
}

#[test]
fn what_was_moved_let_go_and_put_back_keeps_its_name_and_counts_on() {
    let mut house = home();
    let (on, uid) = friday(&house);
    let stamps = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.contains("STAMP") || line.contains("MODIFIED"))
            .map(str::to_owned)
            .collect()
    };
    let before = stamps(&now(&house));
    for (n, (change, status, start)) in [
        (Change::Moved { on, to: on.plus(-2), at: 7 * 60 }, "CONFIRMED", "20261125T070000"),
        (Change::Skipped { on }, "CANCELLED", "20261127T193000"),
        (Change::Restored { on }, "CONFIRMED", "20261127T193000"),
    ]
    .into_iter()
    .enumerate()
    {
        say(&mut house, change);
        house.get("/time/calendars");
        let lines = date(&next(&house), &uid);
        for line in [
            format!("STATUS:{status}"),
            format!("SEQUENCE:{}", n + 1),
            format!("DTSTART;TZID=Europe/Berlin:{start}"),
        ] {
            assert!(lines.contains(&line), "{line} in {lines:?}");
        }
        assert_eq!(next(&house).matches("BEGIN:VEVENT").count(), 26);
        assert_eq!(stamps(&next(&house)), before, "no stamp tells of it");
    }
}

#[test]
fn a_proposal_does_not_stand_in_it_nor_what_rests() {
    let mut house = House::of(together());
    say(&mut house, Change::Proposed { plan: plan(None), instead_of: None });
    house.does("/time/calendars/address", &[]);
    assert!(!now(&house).contains("VEVENT"));
    let mut house = home();
    say(&mut house, Change::Paused { from: None, until: MONDAY.plus(13) });
    house.get("/time/calendars");
    assert_eq!(next(&house).matches("BEGIN:VEVENT").count(), 24);
}

#[test]
fn one_alone_has_one_s_own() {
    let mut house = House::of(alone());
    let change = Change::Proposed { plan: plan(Some("evening-walk")), instead_of: None };
    house.desk(desk::Event::RitualChanged { ritual: walk(), change });
    house.does("/time/calendars/address", &[]);
    assert_eq!(now(&house).matches("SUMMARY:Walk").count(), 26);
}

#[test]
fn leaving_takes_nothing_out_of_a_calendar() {
    let mut house = home();
    let before = view(&house).clone();
    if let Visitor::Person(person) = &mut house.world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::ILeft;
    }
    house.later(200);
    house.get("/time/calendars");
    assert_eq!(*view(&house), before);
}

#[test]
fn nothing_is_kept_where_there_is_no_address_and_no_feed_was_loaded() {
    let mut house = home();
    house.feeds.clear();
    let outcome = house.ask(&Request::get("/time/calendars"));
    assert!(outcome.rows.is_empty());
    let mut house = House::of(together());
    assert!(house.ask(&Request::get("/time/calendars")).rows.is_empty());
    assert_eq!(house.me(), ALEX);
}

#[test]
fn one_date_is_a_file_with_the_same_name_as_in_the_subscription() {
    let mut house = home();
    let (_, uid) = friday(&house);
    let file = |house: &mut House, path: &str| match house.ask(&Request::get(path)).answer {
        Answer::File { bytes, media, .. } => {
            assert_eq!(media, MEDIA);
            String::from_utf8(bytes).unwrap()
        }
        other => panic!("{other:?}"),
    };
    let path = "/time/o/0011223344556677/2026-11-27/file";
    let text = file(&mut house, path);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    assert!(
        text.contains(&format!("UID:{uid}")) && text.contains("SUMMARY:Walk") && text.contains("VTIMEZONE")
    );
    assert_eq!(file(&mut house, "/time/o/0011223344556677/20784/file"), text);
    assert!(file(&mut house, &format!("{path}?own=1")).contains("SUMMARY:Canary"));
    for nothing in [
        "/time/o/0011223344556677/2026-11-28/file",
        "/time/o/other/2026-11-27/file",
        "/time/o/0011223344556677/soon/file",
    ] {
        assert_eq!(page(&house.ask(&Request::get(nothing))).0, 404);
    }
}

#[test]
fn a_long_title_in_any_script_is_folded_between_characters() {
    let title = "Spaziergang über die Brücke ☕ 散歩散歩散歩散歩散歩".to_owned();
    let house = home_with(Plan { title: title.clone(), ..plan(None) }, "own");
    assert!(now(&house).contains(&format!("SUMMARY:{title}\r\n")));
}

#[test]
fn every_page_that_knows_the_dates_keeps_it_up() {
    for path in ["/time", "/today", "/time/find", "/time/calendars"] {
        let mut house = home();
        let (on, _) = friday(&house);
        say(&mut house, Change::Skipped { on });
        house.get(path);
        assert!(next(&house).contains("STATUS:CANCELLED"), "{path}");
    }
}
