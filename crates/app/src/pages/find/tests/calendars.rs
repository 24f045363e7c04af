//! Looking for a time with calendars that one brought in.

use std::collections::BTreeSet;

use domain::meet::{NOTICES, Slot};

use super::{form, refused};
use crate::pages::find::house::House;
use crate::testing::{count, text};
use crate::{Fetched, Outcome, Request};

const WORK: &str = "https://calendar.example/work.ics";

fn busy_on(evening: &str) -> Vec<u8> {
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:{evening}T180000Z\r\nDTEND:{evening}T230000Z\r\nSUMMARY:Canary 4711\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    .into_bytes()
}

fn got(bytes: Vec<u8>) -> Fetched {
    Fetched::Got { bytes, etag: Some("v1".into()) }
}

fn with_calendar() -> House {
    let mut house = House::new();
    house.web.insert(WORK.into(), got(busy_on("20261124")));
    house.does("/time/calendars", &[("url", WORK), ("name", "Work")]);
    house.asked.clear();
    house
}

/// Ticks two evenings, with what the page says of the calendars.
fn ticks_with_calendars(house: &mut House) -> Outcome {
    let shown = house.get("/time/find?anew=yes");
    let field = scraper::Selector::parse("input[name=calendars]").unwrap();
    let value = shown.select(&field).next().unwrap().value().attr("value").unwrap().to_owned();
    let mut fields = form("0", &["20781-evening", "20782-evening"]);
    fields.push(("calendars", &value));
    house.does("/time/find", &fields)
}

fn evenings(house: &House) -> Vec<i64> {
    let items = house.mine.get("time/0").unwrap();
    let half_hour = |item: &Vec<u8>| i64::from_be_bytes(*item.first_chunk().unwrap());
    let days: BTreeSet<i64> =
        items.iter().filter(|item| item.len() == 10).map(|item| half_hour(item) / 48).collect();
    days.into_iter().collect()
}

#[test]
fn what_is_busy_in_a_calendar_is_left_out_if_one_likes() {
    let mut house = with_calendar();
    ticks_with_calendars(&mut house);
    assert_eq!((evenings(&house), house.asked.len()), (vec![20_782], 0), "read an hour ago is fresh");
    house.ticks(&["20781-evening", "20782-evening"]);
    assert_eq!(evenings(&house), [20_781, 20_782]);
}

#[test]
fn an_old_calendar_is_read_again_and_what_came_is_kept() {
    let mut house = with_calendar();
    house.later(12);
    house.web.insert(WORK.into(), got(busy_on("20261125")));
    let outcome = ticks_with_calendars(&mut house);
    assert_eq!((evenings(&house), outcome.events.len()), (vec![20_781], 2));
    let [fetch] = house.asked.as_slice() else { panic!() };
    assert_eq!((fetch.url.as_str(), fetch.etag.as_deref()), (WORK, Some("v1")));
    ticks_with_calendars(&mut house);
    assert_eq!(house.asked.len(), 1);
}

#[test]
fn when_it_cannot_be_read_what_was_read_before_counts() {
    for answer in [
        Fetched::Failed(crate::FetchFailure::Unreachable),
        Fetched::NotChanged,
        got(b"<!doctype html><title>Sign in</title>".to_vec()),
        got(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec()),
    ] {
        let mut house = with_calendar();
        house.later(12);
        house.web.insert(WORK.into(), answer);
        ticks_with_calendars(&mut house);
        assert_eq!(evenings(&house), [20_782]);
    }
}

#[test]
fn a_calendar_that_was_changed_on_another_page_is_said() {
    let mut house = with_calendar();
    let mut fields = form("0", &["20781-evening"]);
    fields.push(("calendars", "1"));
    let shown = refused(&house.ask(&Request::post("/time/find", &fields)));
    assert_eq!(count(&shown, "input[name=at][checked]"), 1);
    assert_eq!(count(&shown, "input[name=calendars][checked]"), 1);
}

#[test]
fn with_calendars_and_both_in_one_request_loads_fetches_and_compares() {
    let mut house = with_calendar();
    let slot = |day: i64| Slot { half_hour: day * 48 + 38, minutes: 60 }.bytes().to_vec();
    let notices = NOTICES.map(|hours| [b"notice".as_slice(), &hours.to_be_bytes()].concat());
    let theirs = [slot(20_781), slot(20_782)].into_iter().chain(notices);
    house.theirs.insert("time/0".into(), theirs.collect());
    house.later(12);
    let outcome = ticks_with_calendars(&mut house);
    assert_eq!((outcome.events.len(), house.asked.len()), (3, 1));
    let days: Vec<i64> = house.found().iter().map(|slot| slot.half_hour / 48).collect();
    assert_eq!(days, [20_782]);
}

#[test]
fn until_when_a_calendar_is_known_is_said_where_it_matters() {
    let mut house = with_calendar();
    let known =
        |house: &mut House| text(&house.get("/time/find?anew=yes")).contains("is known here only until");
    assert!(!known(&mut house));
    house.later(24 * 43);
    assert!(known(&mut house));
}
