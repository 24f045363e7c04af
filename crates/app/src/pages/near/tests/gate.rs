//! When a side lies in the gate, when it is drawn, and when neither.

use domain::checkin::Quiet;
use domain::shared::Event as Shared;
use domain::{Instant, desk};
use jiff::civil::date;

use super::*;
use crate::testing::{alone, goes, together};
use crate::{Row, handle};

#[test]
fn the_first_side_lies_in_the_gate_until_the_month_is_over_and_says_only_what_is_welcome() {
    let mut house = House::new();
    let items = all();
    let mut fields = welcoming(&items[..3]);
    fields.push((items[5].as_str(), "a"));
    fields.extend([("hug-of-a-stranger", "w"), (items[6].as_str(), "nonsense")]);
    let outcome = house.does("/us/near/menu", &fields);
    assert_eq!(goes(&outcome), "/us/near?kept=yes");
    let (welcome, ask) = (items[..3].to_vec(), vec![items[5].clone()]);
    assert_eq!(outcome.events, [New::Desk(Event::TouchMarked { month: november(), welcome, ask })]);
    let end = domain::Day::from_date(date(2026, 12, 1)).moment(0, &jiff::tz::TimeZone::UTC);
    let put = Row::MatchPut {
        label: touch::gate(november()),
        expires: end,
        items: bytes(&items[..3]),
        room: touch::ROOM,
    };
    assert_eq!(outcome.rows, [put]);
}

#[test]
fn whoever_marks_second_draws_whoever_that_is() {
    for alex_first in [true, false] {
        let mut house = House::new();
        if !alex_first {
            house.other();
        }
        let items = all();
        welcomes(&mut house, &items[..10]);
        let desk = turn(&mut house, Desk::default());
        by_chance(&mut house, chance_of(&items[5..10], |out| out.len() == 2));
        let outcome = welcomes(&mut house, &items[5..]);
        assert_eq!(goes(&outcome), "/us/near?kept=yes");
        let [New::Desk(Event::TouchMarked { .. }), New::Shared(Shared::TouchDrawn { month, items: out, .. })] =
            outcome.events.as_slice()
        else {
            panic!("{:?}", outcome.events)
        };
        assert_eq!(*month, november());
        assert!(out.len() == 2 && out.iter().all(|id| items[5..10].contains(id)), "{out:?}");
        assert_eq!(outcome.rows, [Row::MatchEnd { label: touch::gate(november()) }]);
        let second = read(&mut house, "/us/near");
        assert!(out.iter().all(|id| second.contains(title(id))));
        turn(&mut house, desk);
        let first = read(&mut house, "/us/near");
        assert!(out.iter().all(|id| first.contains(title(id))));
    }
}

#[test]
fn until_it_is_drawn_the_newest_side_counts_and_after_it_marks_stay_on_ones_own_desk() {
    let (mut house, items) = (House::new(), all());
    welcomes(&mut house, &items);
    welcomes(&mut house, &items[..1]);
    assert_eq!(house.mine.get(&touch::gate(november())), Some(&bytes(&items[..1])));
    welcomes(&mut house, &[]);
    assert_eq!(house.mine.get(&touch::gate(november())), Some(&Vec::new()), "nothing welcome is a side, too");
    let desk = turn(&mut house, Desk::default());
    welcomes(&mut house, &items);
    assert_eq!(drawn(&house).unwrap().items, []);
    turn(&mut house, desk);
    let outcome = welcomes(&mut house, &items[..7]);
    assert_eq!((outcome.events.len(), outcome.rows.len(), kept(&house).welcome.len()), (1, 0, 7));
    assert!(house.mine.is_empty() && house.theirs.is_empty());
}

#[test]
fn everything_can_be_taken_back_with_one_button() {
    let (mut house, items) = (House::new(), all());
    welcomes(&mut house, &items);
    let mut fields = welcoming(&items);
    fields.push(("none", "yes"));
    house.does("/us/near/menu", &fields);
    assert_eq!(kept(&house), Marks { month: november(), ..Marks::default() });
    assert_eq!(house.mine.get(&touch::gate(november())), Some(&Vec::new()));
}

#[test]
fn a_new_month_begins_anew_and_old_sides_are_gone_with_theirs() {
    let (mut house, items) = (House::new(), all());
    welcomes(&mut house, &items);
    house.later(24 * 8);
    assert!(marks_shown(&mut house).is_empty(), "marks lapse with the month");
    assert_eq!(kept(&house).in_month(Month(november().0 + 1)), None);
    let outcome = welcomes(&mut house, &items[..1]);
    let [Row::MatchPut { label, .. }] = outcome.rows.as_slice() else { panic!("{:?}", outcome.rows) };
    assert_eq!(*label, touch::gate(Month(november().0 + 1)));
}

/// The things that stand in the form as welcome.
fn marks_shown(house: &mut House) -> Vec<String> {
    let page = house.get("/us/near/menu");
    let chosen = scraper::Selector::parse("option[value=w][selected]").unwrap();
    page.select(&chosen).map(|option| option.html()).collect()
}

#[test]
fn what_was_drawn_goes_with_its_month_and_its_two_weeks() {
    let (mut house, items) = (House::new(), all());
    house.world.now = Instant(NOW.0 - 20 * 86_400_000);
    theirs(&mut house, &items);
    by_chance(&mut house, chance_of(&items, |out| out.len() == 1));
    welcomes(&mut house, &items);
    let out = drawn(&house).unwrap().items;
    // One's own suggestion for the day might be the same thing, so the desk is put aside.
    house.world.desk = Some(Desk::default());
    for (days, shows) in [(0, true), (13, true), (14, false), (20, false)] {
        house.world.now = Instant(NOW.0 + (days - 20) * 86_400_000);
        assert_eq!(read(&mut house, "/us/near").contains("id=\"shown\""), shows, "{days}");
        assert_eq!(read(&mut house, "/us/near").contains(title(&out[0])), shows, "{days}");
    }
}

/// By the clock in Auckland it is December, and in Los Angeles November, for most of a day.
#[test]
fn two_in_two_zones_are_compared_only_while_both_are_in_one_month() {
    let (mut house, items) = (House::new(), all());
    let zone = |house: &House, name: &str| house.world.zones.get(name).unwrap();
    let (east, west) = (zone(&house, "Pacific/Auckland"), zone(&house, "America/Los_Angeles"));
    // 30 November, 12:00 UTC: the first of December in Auckland, at one in the night.
    house.world.now = Instant(NOW.0 + 6 * 86_400_000 + 16 * 3_600_000);
    house.world.zone = west.clone();
    welcomes(&mut house, &items);
    let put = house.mine.keys().next().cloned().unwrap();
    assert_eq!(put, touch::gate(november()));
    turn(&mut house, Desk::default());
    house.world.zone = east.clone();
    let outcome = welcomes(&mut house, &items);
    let [Row::MatchPut { label, expires, .. }] = outcome.rows.as_slice() else {
        panic!("{:?}", outcome.rows)
    };
    assert_eq!(*label, touch::gate(Month(november().0 + 1)), "each for a month of their own");
    assert_eq!(*expires, Month(november().0 + 1).ends(&east));
    assert_eq!(drawn(&house), None);
    // A day later it is December for both. West marks anew, and it is drawn; it shows to both in the same hour.
    house.later(24);
    turn(&mut house, Desk::default());
    house.world.zone = west;
    house.theirs.retain(|label, _| *label == touch::gate(Month(november().0 + 1)));
    by_chance(&mut house, chance_of(&items, |out| out.len() == 2));
    welcomes(&mut house, &items);
    assert_eq!(drawn(&house).unwrap().items.len(), 2);
    assert!(read(&mut house, "/us/near").contains("id=\"shown\""));
    turn(&mut house, Desk::default());
    house.world.zone = east;
    assert!(read(&mut house, "/us/near").contains("id=\"shown\""));
}

#[test]
fn what_the_east_draws_shows_in_the_west_where_that_day_has_not_begun() {
    let (mut house, items) = (House::new(), all());
    house.world.now = Instant(NOW.0 - 4 * 86_400_000);
    theirs(&mut house, &items);
    house.world.zone = house.world.zones.get("Pacific/Auckland").unwrap();
    by_chance(&mut house, chance_of(&items, |out| out.len() == 1));
    welcomes(&mut house, &items);
    turn(&mut house, Desk::default());
    house.world.zone = house.world.zones.get("America/Los_Angeles").unwrap();
    assert!(read(&mut house, "/us/near").contains("id=\"shown\""));
}

/// Setting a clock to another zone and back opens no second draw.
#[test]
fn a_month_that_is_over_is_never_drawn_again() {
    let (mut house, items) = (House::new(), all());
    house.later(24 * 8);
    house.theirs.insert(touch::gate(Month(november().0 + 1)), bytes(&items));
    welcomes(&mut house, &items);
    assert_eq!(drawn(&house).unwrap().month, Month(november().0 + 1));
    house.world.now = NOW;
    theirs(&mut house, &items);
    let outcome = welcomes(&mut house, &items);
    assert_eq!((outcome.events.len(), outcome.rows.len()), (1, 0));
}

#[test]
fn while_it_rests_marks_are_kept_and_nothing_is_compared() {
    let until = NOW.day_in(&jiff::tz::TimeZone::UTC);
    for own in [true, false] {
        let (mut house, items) = (House::new(), all());
        theirs(&mut house, &items);
        let quiet = Some(Quiet { until });
        if own {
            house.world.desk.as_mut().unwrap().quiet = quiet;
        } else {
            house.world.shared.as_mut().unwrap().quiet = quiet;
        }
        assert_eq!(goes(&house.ask(&Request::get("/us/near/menu"))), "/us/near");
        let outcome = welcomes(&mut house, &items);
        assert_eq!((outcome.events.len(), outcome.rows.len()), (1, 0));
    }
}

#[test]
fn alone_or_after_leaving_marks_are_ones_own_and_nothing_else() {
    let items = all();
    let states = [CoupleState::ILeft, CoupleState::TheyLeft, CoupleState::ToOpen { words: [1, 2, 3, 4] }];
    let mut worlds: Vec<_> = states.into_iter().map(|state| in_state(together(), state)).collect();
    worlds.push(alone());
    for world in worlds {
        let outcome = handle(&Request::post("/us/near/menu", &welcoming(&items)), &world);
        assert_eq!(goes(&outcome), "/us/near?kept=yes");
        assert!(outcome.more.is_none() && outcome.rows.is_empty());
        assert!(matches!(outcome.events.as_slice(), [New::Desk(desk::Event::TouchMarked { .. })]));
    }
}

#[test]
fn a_form_that_was_opened_while_the_own_space_was_open_is_kept_after_it_shut() {
    let mut house = House::of(crate::testing::shut(together()));
    assert_eq!(goes(&house.ask(&Request::get("/us/near/menu"))), "/me/open?to=/us/near/menu");
    let outcome = welcomes(&mut house, &all()[..2]);
    assert_eq!((kept(&house).welcome.len(), outcome.rows.len()), (2, 1));
}
