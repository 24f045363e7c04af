mod afterwards;
mod clocks;
mod dates;
mod standing;
mod suggesting;
mod typed;
mod words;

use domain::ritual::{Change, Told};
use domain::shared::Moment;
use domain::{desk, shared};
use jiff::tz::TimeZone;

use super::fixture::{FRIDAYS, Home, fridays};
use crate::testing::{ALEX, NOW, SAM, count, goes, page, text};
use crate::{New, Outcome, Visitor};

/// What happened to rituals, between the two or on the desk.
fn changes(outcome: &Outcome) -> Vec<Change> {
    let change = |event: &New| match event {
        New::Shared(shared::Event::RitualChanged { change, .. })
        | New::Desk(desk::Event::RitualChanged { change, .. }) => Some(change.clone()),
        _ => None,
    };
    outcome.events.iter().filter_map(change).collect()
}

fn shown(home: &Home, path: &str) -> scraper::Html {
    scraper::Html::parse_document(&home.html(path))
}

fn words(home: &Home, path: &str) -> String {
    text(&shown(home, path)).split_whitespace().collect::<Vec<_>>().join(" ")
}

const FRIDAY: &str = "2026-11-27";
