//! The page, in every state there is.

use domain::checkin::Quiet;

use super::*;
use crate::testing::{alone, count, page, shut, stranger, text, together};
use crate::{Method, handle};

fn worlds() -> Vec<World<'static>> {
    let states = [CoupleState::ILeft, CoupleState::TheyLeft, CoupleState::ToOpen { words: [1, 2, 3, 4] }];
    let mut worlds: Vec<_> = states.into_iter().map(|state| in_state(together(), state)).collect();
    let mut resting = together();
    resting.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&jiff::tz::TimeZone::UTC) });
    worlds.extend([alone(), together(), shut(together()), shut(alone()), resting]);
    worlds
}

#[test]
fn every_page_has_its_words_one_heading_and_a_title_that_tells_nothing() {
    for world in worlds() {
        for path in ["/us/near", "/us/near?kept=yes", "/us/near/print"] {
            let outcome = handle(&Request::get(path), &world);
            assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.more.is_none());
            let html = html(&outcome);
            assert!(!html.contains('⟦'), "{path}: {html}");
            assert!(html.contains("<title>Us · Toward</title>"), "{path}");
            assert!(html.len() <= 20_000, "{path}: {}", html.len());
            let page = scraper::Html::parse_document(&html);
            assert_eq!((count(&page, "h1"), count(&page, "main .put-down")), (1, 1), "{path}");
        }
    }
}

#[test]
fn no_address_tells_what_it_is_about() {
    for route in super::super::ROUTES {
        let told = ["touch", "affection", "intim", "hug", "safe"];
        assert!(told.iter().all(|word| !route.path.contains(word)), "{}", route.path);
        assert!(route.method == Method::Post || !route.files);
    }
}

/// What was drawn is for two who are together. It shows neither after a leaving nor to one alone, nor while it rests.
#[test]
fn what_was_drawn_shows_only_while_there_are_two_and_nothing_rests() {
    for mut world in worlds() {
        let shows = world.visitor.person().is_some_and(crate::Person::is_together)
            && world.shared.as_ref().is_some_and(|shared| shared.quiet.is_none());
        let drawn =
            Drawn { month: november(), on: NOW.day_in(&jiff::tz::TimeZone::UTC), items: all()[..2].to_vec() };
        if let Some(shared) = &mut world.shared {
            shared.drawn = Some(drawn);
        }
        let (_, page) = page(&handle(&Request::get("/us/near"), &world));
        assert_eq!(count(&page, "#shown") == 1, shows);
        if shows {
            let said = text(&page);
            assert!(said.contains("isn’t a yes tonight") && said.contains("no need to do anything"));
            assert_eq!(count(&page, "#shown ~ form"), 0, "there is nothing to answer");
        }
    }
}

#[test]
fn a_thing_the_library_does_not_have_any_more_does_not_show() {
    let mut world = together();
    let on = NOW.day_in(&jiff::tz::TimeZone::UTC);
    world.shared.as_mut().unwrap().drawn =
        Some(Drawn { month: november(), on, items: vec!["gone-by-now".into()] });
    assert_eq!(html(&handle(&Request::get("/us/near"), &world)), read(&mut House::new(), "/us/near"));
}

#[test]
fn one_may_ask_for_what_one_welcomes_oneself_another_thing_each_day() {
    for world in [alone(), together()] {
        let mut house = House::of(world);
        house.world.desk.as_mut().unwrap().touch =
            Marks { month: november(), welcome: all()[..3].to_vec(), ask: all()[3..5].to_vec() };
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..3 {
            let said = text(&house.get("/us/near"));
            let line = said.split("Something you could ask for:").nth(1).unwrap().to_owned();
            let named = all()[..3].iter().find(|id| line.trim_start().starts_with(title(id))).cloned();
            seen.insert(named.expect("something welcome").as_str().to_owned());
            house.later(24);
        }
        assert_eq!(seen.len(), 3);
    }
}

#[test]
fn somebody_alone_finds_warmth_and_ones_own_half_and_no_pity() {
    let (_, page) = page(&handle(&Request::get("/us/near"), &alone()));
    let said = text(&page);
    assert!(Library::english().near.warm.iter().all(|each| said.contains(&each.text)));
    assert_eq!(count(&page, "details[open] > ul > li"), Library::english().near.warm.len());
    assert_eq!(count(&page, "main form"), 0, "there is nobody to agree with");
    assert!(said.contains("One’s own half of:"));
}

#[test]
fn only_ones_own_half_of_anything_for_two_is_offered() {
    let library = Library::english();
    let mut house = House::new();
    for _ in 0..library.practices.len() {
        let said = text(&house.get("/us/near"));
        let touch = library.practices.iter().filter(|each| each.kind == content::Kind::Touch);
        assert!(touch.flat_map(|each| &each.steps).all(|step| !said.contains(step.as_str())));
        house.later(24);
    }
}

#[test]
fn the_menu_prints_for_anybody_with_boxes_to_fill_in_by_hand() {
    for world in [stranger(), alone(), together()] {
        let (_, page) = page(&handle(&Request::get("/us/near/print"), &world));
        let things = Library::english().touches.len();
        assert_eq!(count(&page, "table th[scope=row]"), things);
        assert_eq!(count(&page, "table tr > th[scope=row] ~ td"), 3 * things);
        let agreement = Library::english().near.agreement.as_ref().unwrap();
        assert!(text(&page).contains(&agreement.what) && text(&page).contains("isn’t a yes tonight"));
        assert_eq!(count(&page, "main form"), 0);
    }
}

#[test]
fn the_guides_that_go_with_it_are_named() {
    let (_, page) = page(&handle(&Request::get("/us/near"), &together()));
    let guides = count(&page, "main a[href^='/read/']");
    assert!(guides >= 1, "{guides}");
}

#[test]
fn one_quiet_line_leads_here() {
    for world in [alone(), together()] {
        let (_, us) = page(&handle(&Request::get("/us"), &world));
        assert_eq!(count(&us, "main a[href='/us/near']"), 1);
        let (_, today) = page(&handle(&Request::get("/today"), &world));
        assert_eq!(count(&today, "a[href='/us/near']"), 0);
    }
}
