use content::Library;
use domain::checkin::Quiet;
use domain::desk::Event;

use crate::testing::{
    ALEX, NOW, alone, apply, count, goes, page, read, send, shut, stranger, text, together,
};
use crate::{Answer, CoupleState, New, Outcome, Visitor, World};

fn html(outcome: Outcome) -> String {
    match outcome.answer {
        Answer::Page { html, .. } => html,
        other => panic!("{other:?}"),
    }
}

fn does(world: &mut World<'static>, fields: &[(&str, &str)]) -> usize {
    let outcome = send(world, "/us/both", fields);
    assert_eq!(goes(&outcome), "/us/both");
    assert!(outcome.rows.is_empty());
    let events = outcome.events.len();
    for event in outcome.events {
        let New::Desk(event) = event else { panic!("{event:?}") };
        apply(world.desk.as_mut().unwrap(), ALEX, 1, event);
    }
    events
}

fn here(world: &World<'_>) -> Vec<usize> {
    let (_, shown) = page(&read(world, "/us/both"));
    let of = |n: &usize| count(&shown, &format!("main > details:nth-of-type({n})[open]")) == 1;
    (1..=6).filter(of).collect()
}

#[test]
fn six_weeks_can_be_read_each_with_ones_own_half_first() {
    for world in [alone(), together()] {
        let shown = html(read(&world, "/us/both"));
        assert!(shown.len() <= 20_000 && !shown.contains('⟦'), "{}", shown.len());
        let page = scraper::Html::parse_document(&shown);
        assert_eq!((count(&page, "h1"), count(&page, "main > details.near-week")), (1, 6));
        assert_eq!(count(&page, "details details[open]"), 0, "what is for two is folded away");
        let said = text(&page);
        for week in &Library::english().both.weeks {
            let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}"));
            assert!(at(&week.talk.alone) < at(&week.talk.together));
            assert!(at(&week.touch.alone) < at(&week.touch.together));
            assert!(at(&week.touch.alone) < at(&week.talk.together), "both own halves come first");
            assert!(said.contains(&week.why) && said.contains(&week.source));
        }
        assert!(said.contains(&Library::english().both.stop));
    }
}

#[test]
fn the_week_one_is_at_is_the_one_that_was_named_last() {
    let mut world = together();
    assert_eq!(here(&world), [1], "the first one lies open to be read");
    for (week, at) in [("both-2", 2), ("both-5", 5), ("both-2", 2), ("both-2", 2)] {
        does(&mut world, &[("week", week)]);
        assert_eq!(here(&world), [at]);
    }
    assert_eq!(does(&mut world, &[("week", "see-1")]), 0);
    assert_eq!(does(&mut world, &[]), 0);
    assert_eq!(does(&mut world, &[("stop", "yes")]), 2, "each that was named is put down");
    assert_eq!(here(&world), [1]);
    let (_, shown) = page(&read(&world, "/us/both"));
    assert_eq!(count(&shown, "button[name=stop]"), 0);
}

/// It is kept where the steps for one alone are, and neither disturbs the other.
#[test]
fn these_weeks_and_the_six_for_one_alone_leave_each_other_in_peace() {
    let mut world = alone();
    let today = NOW.day_in(&jiff::tz::TimeZone::UTC);
    apply(world.desk.as_mut().unwrap(), ALEX, 1, Event::PathBegan { day: today });
    let before = (html(read(&world, "/me/path")), html(read(&world, "/today")));
    does(&mut world, &[("week", "both-3")]);
    assert_eq!((html(read(&world, "/me/path")), html(read(&world, "/today"))), before);
    let step = Event::StepMarked { step: "see-1".into(), done: true };
    apply(world.desk.as_mut().unwrap(), ALEX, 2, step);
    assert_eq!(here(&world), [3]);
}

#[test]
fn where_one_is_shows_only_while_ones_own_space_is_open() {
    let mut world = together();
    does(&mut world, &[("week", "both-4")]);
    let shut = shut(world);
    assert_eq!(html(read(&shut, "/us/both")), html(read(&crate::testing::shut(together()), "/us/both")));
}

#[test]
fn nothing_is_ever_behind() {
    let mut world = together();
    does(&mut world, &[("week", "both-2")]);
    let before = html(read(&world, "/us/both"));
    world.now = NOW.plus_days(400);
    assert_eq!(html(read(&world, "/us/both")), before);
}

#[test]
fn after_leaving_it_is_there_as_for_one_and_while_it_rests_it_rests() {
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let mut world = together();
        if let Visitor::Person(person) = &mut world.visitor {
            person.couple.as_mut().unwrap().state = state;
        }
        assert_eq!(here(&world), [1]);
    }
    let mut world = together();
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&jiff::tz::TimeZone::UTC) });
    let (_, shown) = page(&read(&world, "/us/both"));
    assert_eq!((count(&shown, "main details"), count(&shown, "main form")), (0, 0));
    assert!(text(&shown).contains("Rest until 23 November 2026"));
}

#[test]
fn all_of_it_can_be_read_and_printed_without_an_account() {
    for world in [stranger(), alone(), together()] {
        let shown = html(read(&world, "/us/both/print"));
        assert!(shown.len() <= 20_000 && !shown.contains('⟦'));
        let page = scraper::Html::parse_document(&shown);
        let said = text(&page);
        assert_eq!((count(&page, "section.card"), count(&page, "main form")), (6, 0));
        for week in &Library::english().both.weeks {
            for words in [&week.talk.alone, &week.talk.together, &week.touch.alone, &week.touch.together] {
                assert!(said.contains(words.as_str()));
            }
        }
    }
}
