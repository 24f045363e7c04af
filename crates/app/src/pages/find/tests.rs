//! Two who look for a time, at a host that keeps a gate and compares what lies in it.

use std::collections::BTreeSet;

use domain::meet::{MOST, ROOM, Slot};
use domain::ritual::Change;
use domain::shared::Event as Shared;
use domain::{Instant, desk};

use super::house::House;
use crate::testing::{alone, count, goes, page, read, text};
use crate::{Answer, New, Outcome, Request, Row};

mod calendars;

/// 2026-11-24, the day after tomorrow's eve: all of it lies ahead.
const TUESDAY: i32 = 20_781;

pub(super) fn form<'a>(round: &'a str, ticks: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let how = [("round", round), ("least", "60"), ("notice", "12"), ("rises", "07:00"), ("sleeps", "22:30")];
    how.into_iter().chain(ticks.iter().map(|tick| ("at", *tick))).collect()
}

fn html(outcome: &Outcome) -> String {
    match &outcome.answer {
        Answer::Page { html, .. } => html.clone(),
        other => panic!("{other:?}"),
    }
}

fn refused(outcome: &Outcome) -> scraper::Html {
    let (status, html) = page(outcome);
    assert_eq!((status, outcome.events.len(), outcome.rows.len()), (422, 0, 0));
    assert_eq!(count(&html, "[role=alert]"), 1);
    assert!(!text(&html).contains('⟦'));
    html
}

#[test]
fn fourteen_days_can_be_ticked_and_the_page_is_small() {
    let mut house = House::new();
    let shown = house.ask(&Request::get("/time/find"));
    assert!(html(&shown).len() <= 20_000, "{} bytes", html(&shown).len());
    let shown = page(&shown).1;
    assert_eq!(count(&shown, ".parts fieldset legend"), 14);
    // It is eight in the evening: of today only the rest of it is left.
    assert_eq!(count(&shown, ".parts label input[type=checkbox][name=at]"), 13 * 4 + 1);
    assert_eq!(count(&shown, ".parts [checked]"), 0);
    let labelled = ["least", "notice", "rises", "sleeps"];
    assert!(labelled.iter().all(|id| count(&shown, &format!("label[for={id}]")) == 1));
}

#[test]
fn a_wish_ticks_what_it_says() {
    let mut house = House::new();
    for (wish, most) in [("evenings", 14), ("lunch", 10), ("weekends", 16), ("nonsense", 0)] {
        let shown = house.get(&format!("/time/find?wish={wish}"));
        let ticked = count(&shown, ".parts [checked]");
        assert!(ticked <= most && ticked + 1 >= most, "{wish}: {ticked}");
    }
}

#[test]
fn alone_there_is_nobody_to_find_a_time_with() {
    assert_eq!(goes(&read(&alone(), "/time/find")), "/us");
}

#[test]
fn the_first_ticks_lie_closed_as_times_and_nothing_goes_between_the_two() {
    let mut house = House::new();
    let outcome = house.ticks(&["20781-evening", "20782-evening"]);
    assert_eq!(goes(&outcome), "/time/find");
    assert_eq!(outcome.events, [New::Desk(desk::Event::TimesTicked { round: 0 })]);
    let [Row::MatchPut { label, expires, items, room }] = outcome.rows.as_slice() else { panic!() };
    assert_eq!((label.as_str(), *room), ("time/0", ROOM));
    assert_eq!(*expires, house.world.now.plus_days(14));
    // Besides times of one length there is only how much notice is enough, and when it disturbs little.
    let one: BTreeSet<_> = items.iter().map(Vec::len).collect();
    assert_eq!(one, [8, 10, 12].into());
    let shown = house.get("/time/find");
    assert!(text(&shown).contains("Kept. When both of you have"));
    assert_eq!(count(&shown, "input[type=checkbox]"), 0);
}

#[test]
fn the_second_ticks_open_what_suits_both_whoever_was_first() {
    for alex_first in [true, false] {
        let mut house = House::new();
        if !alex_first {
            house.other();
        }
        house.ticks(&["20781-evening", "20782-evening"]);
        house.other();
        let outcome = house.ticks(&["20782-evening", "20785-morning"]);
        assert_eq!(goes(&outcome), "/time/find");
        let [
            New::Desk(desk::Event::TimesTicked { round: 0 }),
            New::Shared(Shared::TimesFound { round: 0, slots }),
        ] = outcome.events.as_slice()
        else {
            panic!("{:?}", outcome.events)
        };
        assert!(!slots.is_empty() && slots.len() <= MOST);
        assert_eq!(outcome.rows, [Row::MatchEnd { label: "time/0".into() }]);
        let both = house.get("/time/find");
        assert!(text(&both).contains("Wednesday 25 November, 18:30 to 20:30"), "{}", text(&both));
        assert!(!text(&both).contains("Tuesday") && !text(&both).contains("Saturday"));
        let second = html(&house.ask(&Request::get("/time/find")));
        house.other();
        assert_eq!(html(&house.ask(&Request::get("/time/find"))), second, "both see the same");
    }
}

#[test]
fn no_byte_tells_whether_the_other_one_has_ticked() {
    let slot = Slot { half_hour: i64::from(TUESDAY) * 48 + 37, minutes: 60 };
    let pages = |theirs: bool, mine: bool| -> Vec<String> {
        let mut house = House::new();
        if mine {
            house.ticks(&["20781-evening"]);
        }
        if theirs {
            house.theirs.insert("time/0".into(), vec![slot.bytes().to_vec()]);
        }
        let reads = ["/time/find", "/time/find?anew=yes", "/time/find?wish=lunch"];
        let mut pages: Vec<_> = reads.iter().map(|path| html(&house.ask(&Request::get(path)))).collect();
        pages.push(html(&house.ask(&Request::post("/time/find", &form("0", &[])))));
        pages
    };
    for mine in [true, false] {
        assert_eq!(pages(true, mine), pages(false, mine));
    }
    let sent = |theirs: bool| {
        let mut house = House::new();
        if theirs {
            house.theirs.insert("time/0".into(), vec![slot.bytes().to_vec()]);
        }
        goes(&house.ticks(&["20781-evening"])).to_owned()
    };
    assert_eq!(sent(true), sent(false));
}

#[test]
fn ticks_can_be_replaced_and_taken_back_until_both_are_in() {
    let mut house = House::new();
    house.ticks(&["20781-evening"]);
    let first = house.mine.clone();
    assert_eq!(count(&house.get("/time/find?anew=yes"), "input[name=at]"), 53);
    house.ticks(&["20782-lunch"]);
    assert!(house.mine.len() == 1 && house.mine != first);
    let outcome = house.does("/time/find/back", &[]);
    assert_eq!((goes(&outcome), outcome.events.len()), ("/time/find", 0));
    assert!(house.mine.is_empty());
    assert_eq!(count(&house.get("/time/find"), "input[name=at]"), 53);
}

#[test]
fn what_was_found_stays_the_same_all_day() {
    let mut house = House::new();
    house.ticks(&["20781-evening", "20782-evening"]);
    house.other();
    house.ticks(&["20781-evening"]);
    let found = html(&house.ask(&Request::get("/time/find")));
    // It is eight in the evening; the next date has begun, and it is still the same evening.
    for hours in [1, 4, 6] {
        house.later(hours);
        for path in ["/time/find", "/time/find?anew=yes", "/time/find?wish=lunch"] {
            assert_eq!(html(&house.ask(&Request::get(path))), found, "{path} after {hours} more hours");
        }
        for round in ["0", "1"] {
            refused(&house.ask(&Request::post("/time/find", &form(round, &["20785-evening"]))));
        }
    }
    house.later(1);
    let shown = house.get("/time/find");
    assert_eq!((count(&shown, "a[href='/time/find?anew=yes']"), count(&shown, "[name=slot]")), (1, 2));
    assert_eq!(count(&house.get("/time/find?anew=yes"), "input[name=round][value='1']"), 1);
    let outcome = house.ticks(&["20785-evening"]);
    assert!(matches!(outcome.rows.as_slice(), [Row::MatchPut { label, .. }] if label == "time/1"));
}

#[test]
fn a_page_of_an_earlier_search_keeps_its_ticks_and_says_so() {
    let mut house = House::new();
    house.ticks(&["20781-evening"]);
    house.other();
    house.ticks(&["20781-evening"]);
    house.later(14);
    let shown = refused(&house.ask(&Request::post("/time/find", &form("0", &["20785-lunch"]))));
    assert_eq!(count(&shown, "input[name=at][value='20785-lunch'][checked]"), 1);
    assert_eq!(count(&shown, "input[name=round][value='1']"), 1);
    assert_eq!(goes(&house.does("/time/find/back", &[("round", "0")])), "/time/find");
}

#[test]
fn when_nothing_suits_both_it_says_so_kindly_and_what_to_do() {
    let mut house = House::new();
    house.ticks(&["20781-evening"]);
    house.other();
    house.ticks(&["20782-evening"]);
    assert!(house.found().is_empty());
    let shown = house.get("/time/find");
    assert!(text(&shown).contains("Nothing suits you both this time."));
    assert!(text(&shown).contains("half an hour"));
    assert_eq!(count(&shown, "input[type=radio]"), 0);
    house.later(14);
    let shown = house.get("/time/find");
    assert_eq!(count(&shown, "input[name=at]"), 56);
    assert!(text(&shown).contains("Nothing suited you both last time."));
}

#[test]
fn what_makes_no_sense_is_said_and_what_was_typed_stays() {
    for (field, value) in [
        ("at", ""),
        ("at", "nonsense"),
        ("at", "20000-evening"),
        ("least", "45"),
        ("notice", "-1"),
        ("notice", "169"),
        ("rises", "25:00"),
        ("sleeps", "late"),
        // All of it is too soon.
        ("notice", "168"),
    ] {
        let mut fields = form("0", &["20781-evening"]);
        fields.iter_mut().filter(|(name, _)| *name == field).for_each(|(_, old)| *old = value);
        let shown = refused(&House::new().ask(&Request::post("/time/find", &fields)));
        let kept = usize::from(field != "at");
        assert_eq!(count(&shown, "input[name=at][value='20781-evening'][checked]"), kept, "{field} {value}");
        if field == "notice" {
            assert_eq!(count(&shown, &format!("input[name=notice][value='{value}']")), 1);
        }
    }
}

#[test]
fn times_are_meant_and_shown_by_ones_own_clock() {
    let mut house = House::new();
    house.world.zone = house.world.zones.get("America/New_York").unwrap();
    house.ticks(&["20785-morning"]);
    house.other();
    house.world.zone = house.world.zones.get("Europe/Berlin").unwrap();
    house.ticks(&["20785-evening"]);
    assert_eq!(
        count(&house.get("/time/find"), "[name=slot]"),
        0,
        "the morning there is over before the evening here"
    );
    house.later(14);
    house.ticks(&["20785-evening"]);
    house.other();
    house.world.zone = house.world.zones.get("America/New_York").unwrap();
    house.ticks(&["20785-morning", "20785-afternoon"]);
    assert!(text(&house.get("/time/find")).contains("Saturday 28 November, 14:00 to 16:00"));
    house.other();
    house.world.zone = house.world.zones.get("Europe/Berlin").unwrap();
    assert!(text(&house.get("/time/find")).contains("Saturday 28 November, 20:00 to 22:00"));
}

fn with_a_time() -> (House, String) {
    let mut house = House::new();
    house.ticks(&["20781-evening"]);
    house.other();
    house.ticks(&["20781-evening"]);
    let slot = *house.found().first().unwrap();
    (house, format!("{}-{}", slot.half_hour, slot.minutes))
}

#[test]
fn a_time_is_taken_as_a_proposal_that_the_other_one_agrees_to() {
    let (mut house, slot) = with_a_time();
    let outcome = house.does("/time/find/take", &[("slot", &slot), ("title", "  Soup and  candles ")]);
    let [New::Shared(Shared::RitualChanged { ritual, change: Change::Proposed { plan, instead_of: None } })] =
        outcome.events.as_slice()
    else {
        panic!("{:?}", outcome.events)
    };
    assert_eq!(goes(&outcome), format!("/time/r/{}", ritual.as_str()));
    assert_eq!((plan.starts.0, plan.at, plan.minutes), (TUESDAY, 18 * 60 + 30, 120));
    assert_eq!((plan.zone.as_str(), &plan.template), ("UTC", &None));
    let rituals = &house.world.shared.as_ref().unwrap().rituals;
    assert!(!rituals.get(ritual).unwrap().agreed, "a time that suits is not a promise");
    // It is not proposed twice, neither by the other one nor by a second form.
    let there = goes(&outcome).to_owned();
    house.other();
    let shown = house.get("/time/find");
    assert_eq!(count(&shown, &format!("a[href='{there}']")), 1);
    let again = house.does("/time/find/take", &[("slot", &slot), ("title", "Cards")]);
    assert_eq!((goes(&again), again.events.len()), (there.as_str(), 0));
}

#[test]
fn a_title_of_the_library_brings_its_template() {
    let (mut house, slot) = with_a_time();
    let title = count(&house.get("/time/find"), "#titles option");
    assert!((3..=8).contains(&title));
    let outcome = house.does("/time/find/take", &[("slot", &slot), ("title", "Evening walk")]);
    let [New::Shared(Shared::RitualChanged { change: Change::Proposed { plan, .. }, .. })] =
        outcome.events.as_slice()
    else {
        panic!()
    };
    assert_eq!(plan.template.as_deref(), Some("evening-walk"));
}

#[test]
fn only_a_time_that_was_found_can_be_taken_and_it_needs_a_name() {
    let (mut house, slot) = with_a_time();
    let long = "a".repeat(81);
    for (slot, title) in [("", "Walk"), ("1-60", "Walk"), (&slot, ""), (&slot, &long), (&slot, "two\nlines")]
    {
        let shown =
            refused(&house.ask(&Request::post("/time/find/take", &[("slot", slot), ("title", title)])));
        assert_eq!(count(&shown, "input[name=title]"), 1);
    }
    house.later(48);
    let passed = house.ask(&Request::post("/time/find/take", &[("slot", &slot), ("title", "Walk")]));
    let (status, shown) = page(&passed);
    assert_eq!((status, count(&shown, "main a[href='/time/find']")), (409, 1));
    assert!(text(&shown).contains("Walk"));
}

#[test]
fn the_clocks_going_forward_cost_nobody_a_time() {
    let mut house = House::new();
    // Saturday 2027-03-27 20:00 UTC; in Berlin the clocks go forward that night.
    house.world.now = Instant(1_806_177_600_000);
    house.world.zone = house.world.zones.get("Europe/Berlin").unwrap();
    house.ticks(&["20905-morning", "20905-evening"]);
    house.other();
    house.ticks(&["20905-morning", "20905-evening"]);
    let shown = text(&house.get("/time/find"));
    assert!(shown.contains("Sunday 28 March, 10:00 to 12:00"), "{shown}");
    assert!(shown.contains("Sunday 28 March, 18:30 to 20:30"), "{shown}");
}
