//! The solo path moves by marks alone, one step a day, and never reproaches.

use domain::alone::{Place, Said, WeekSteps, said, step, steps, today};
use domain::desk::{Desk, Event, Path};
use domain::{Day, Fold, Instant, Meta, PersonId};
use proptest::prelude::*;

const MONDAY: Day = Day(20_000);

fn weeks() -> Vec<WeekSteps<'static>> {
    vec![
        WeekSteps { id: "see", steps: vec!["see-1", "see-2", "see-3"] },
        WeekSteps { id: "reach", steps: vec!["reach-1", "reach-2"] },
    ]
}

fn path(events: impl IntoIterator<Item = Event>) -> Path {
    let mut desk = Desk::default();
    for (n, event) in events.into_iter().enumerate() {
        let seq = n as u64 + 1;
        desk.apply(event, &Meta { seq, author: PersonId([1; 16]), at: Instant(0) });
    }
    desk.path
}

fn began(marks: &[(&str, bool)]) -> Path {
    let marks = marks.iter().map(|(step, done)| Event::StepMarked { step: (*step).to_owned(), done: *done });
    path([Event::PathBegan { day: MONDAY }].into_iter().chain(marks))
}

fn on(path: &Path, day: i32) -> Place<'static> {
    today(path, MONDAY.plus(day), &weeks())
}

fn offers(week: &'static str, step: &'static str) -> Place<'static> {
    Place::Step { week, step }
}

#[test]
fn nothing_is_offered_before_it_begins() {
    assert_eq!(today(&Path::default(), MONDAY, &weeks()), Place::NotBegun);
}

#[test]
fn the_first_day_offers_one_step_and_then_it_is_enough() {
    assert_eq!(on(&began(&[]), 0), offers("see", "see-1"));
    assert_eq!(on(&began(&[("see-1", true)]), 0), Place::Enough { week: "see" });
    assert_eq!(on(&began(&[("see-1", true)]), 1), offers("see", "see-2"));
}

#[test]
fn after_a_silence_it_offers_the_next_step_as_if_no_time_had_passed() {
    for days in [1, 5, 400, i32::MAX] {
        assert_eq!(on(&began(&[("see-1", true)]), days), offers("see", "see-2"));
    }
}

#[test]
fn the_days_alone_move_nothing() {
    for days in -3..100 {
        assert_eq!(on(&began(&[]), days), offers("see", "see-1"));
    }
}

#[test]
fn the_last_step_of_a_week_ends_the_week_for_that_day() {
    let path = began(&[("see-1", true), ("see-2", true), ("see-3", true)]);
    assert_eq!(on(&path, 2), Place::WeekDone { week: "see" });
    assert_eq!(on(&path, 3), offers("reach", "reach-1"));
}

#[test]
fn a_step_put_aside_does_not_come_back_by_itself_but_may_be_opened() {
    let path = began(&[("see-1", false)]);
    for days in 1..50 {
        assert_eq!(on(&path, days), offers("see", "see-2"));
    }
    assert_eq!(said(&path, "see-1"), Said::Aside);
    assert_eq!(step(&weeks(), "see-1").map(|step| step.week), Some("see"));
    assert_eq!(said(&began(&[("see-1", false), ("see-1", true)]), "see-1"), Said::Done);
}

#[test]
fn any_step_may_be_done_at_any_time_and_is_not_offered_again() {
    let path = began(&[("see-2", true), ("reach-1", true)]);
    assert_eq!(on(&path, 2), offers("see", "see-1"));
    let path = began(&[("see-2", true), ("reach-1", true), ("see-1", true)]);
    assert_eq!(on(&path, 3), offers("see", "see-3"));
}

#[test]
fn when_every_step_has_its_mark_it_is_time_to_look_back_and_then_it_ends() {
    let all: Vec<(&str, bool)> = steps(&weeks()).map(|step| (step.id, step.week == "see")).collect();
    let path = began(&all);
    assert_eq!(on(&path, 0), Place::LookBack);
    let ended = Path { ending: Some("rest".to_owned()), ..path };
    assert_eq!(on(&ended, 9), Place::Ended);
}

#[test]
fn begun_anew_it_is_new() {
    let again = path([
        Event::PathBegan { day: MONDAY },
        Event::StepMarked { step: "see-1".to_owned(), done: true },
        Event::PathEnded { ending: "rest".to_owned() },
        Event::PathBegan { day: MONDAY.plus(70) },
    ]);
    assert_eq!(on(&again, 70), offers("see", "see-1"));
}

#[test]
fn a_path_without_steps_asks_to_look_back() {
    assert_eq!(today(&began(&[]), MONDAY, &[]), Place::LookBack);
}

proptest! {
    #[test]
    fn what_is_offered_has_no_mark_and_all_before_it_have_one(
        marks in proptest::collection::vec((0_usize..5, any::<bool>()), 0..8),
        day in -10_i32..60,
    ) {
        let weeks = weeks();
        let ids: Vec<&str> = steps(&weeks).map(|step| step.id).collect();
        let marks: Vec<(&str, bool)> = marks.into_iter().map(|(n, done)| (ids[n], done)).collect();
        let path = began(&marks);
        let unmarked: Vec<&str> = ids.into_iter().filter(|id| said(&path, id) == Said::Nothing).collect();
        match on(&path, day) {
            Place::Step { step, .. } => prop_assert_eq!(Some(&step), unmarked.first()),
            Place::LookBack => prop_assert!(unmarked.is_empty()),
            Place::Enough { .. } | Place::WeekDone { .. } => prop_assert!(5 - unmarked.len() > day.max(0) as usize),
            Place::NotBegun | Place::Ended => prop_assert!(false),
        }
    }
}
