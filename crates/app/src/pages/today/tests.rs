mod cards;
mod careful;
mod marks;
mod seats;
mod shown;

use std::collections::BTreeSet;

use domain::checkin::{Answers, LastGiven, Quiet, Score, Set};
use domain::desk::{self, Mark, Path, WeekPlan};
use domain::plan::{Half, half_for};
use domain::shared::{self, Moment};
use domain::{Day, Instant, PracticeId, private};
use jiff::tz::TimeZone;

use crate::library::practices;
use crate::testing::{ALEX, NOW, SAM, alone, apply, count, goes, page, read, send, shut, text, together};
use crate::{Answer, CoupleState, Gate, New, Outcome, Visitor, World};

fn today() -> Day {
    NOW.day_in(&TimeZone::UTC)
}

fn html(world: &World<'_>, path: &str) -> String {
    match read(world, path).answer {
        Answer::Page { status: 200, html } => {
            assert!(!html.contains('⟦'), "{path}: words are missing");
            html
        }
        other => panic!("{path}: {other:?}"),
    }
}

fn plan(world: &mut World<'_>, ids: &[&str]) {
    let practices = ids.iter().map(|id| PracticeId::from(*id)).collect();
    desk(world).plan = Some(WeekPlan { week: today().week(), practices, ritual: None });
}

fn desk<'a>(world: &'a mut World<'_>) -> &'a mut desk::Desk {
    world.desk.as_mut().unwrap()
}

/// Does to the desk what an outcome says.
fn carry_out(world: &mut World<'_>, outcome: &Outcome) {
    for (n, event) in outcome.events.iter().enumerate() {
        if let New::Desk(event) = event {
            apply(world.desk.as_mut().unwrap(), ALEX, 50 + n as u64, event.clone());
        }
    }
}

fn plan_made(outcome: &Outcome) -> Option<Vec<String>> {
    outcome.events.iter().rev().find_map(|event| match event {
        New::Desk(desk::Event::PlanMade { practices, .. }) => {
            Some(practices.iter().map(|id| id.as_str().to_owned()).collect())
        }
        _ => None,
    })
}

fn marked(outcome: &Outcome) -> Vec<Mark> {
    let mark = |event: &New| match event {
        New::Desk(desk::Event::PracticeMarked { mark, .. }) => Some(*mark),
        _ => None,
    };
    outcome.events.iter().filter_map(mark).collect()
}

fn shared_events(outcome: &Outcome) -> usize {
    outcome.events.iter().filter(|event| matches!(event, New::Shared(_))).count()
}

/// The practices a page of today names, the main one first.
fn named(world: &World<'_>) -> Vec<&'static str> {
    let html = html(world, "/today");
    let mut found: Vec<_> = content::Library::english()
        .practices
        .iter()
        .filter_map(|practice| Some((html.find(&format!(">{}</a>", practice.title))?, practice.id.as_str())))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

fn first_form_practice(world: &World<'_>) -> String {
    let (_, page) = page(&read(world, "/today"));
    let field = scraper::Selector::parse("input[name=practice]").unwrap();
    page.select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

fn shut_again(busy: &World<'static>) -> World<'static> {
    World { shared: busy.shared.clone(), gates: busy.gates.clone(), ..shut(together()) }
}

fn careful(mut world: World<'static>) -> World<'static> {
    apply(world.private.as_mut().unwrap(), ALEX, 1, private::Event::CareTaken { solo: true });
    world
}

fn in_every_season(world: &mut World<'static>) {
    let all: Vec<_> = content::Season::ALL.iter().map(|season| season.as_str().to_owned()).collect();
    if let Some(shared) = &mut world.shared {
        shared.seasons.clone_from(&all);
    }
    desk(world).seasons = all;
}

fn card(world: &World<'_>) -> Option<String> {
    let (_, page) = page(&read(world, "/today"));
    let form = scraper::Selector::parse("form[action^='/today/card/']").unwrap();
    let mut cards = page.select(&form).map(|form| form.attr("action").unwrap().to_owned());
    let first = cards.next();
    assert_eq!(cards.next(), None, "one at a time");
    first
}
