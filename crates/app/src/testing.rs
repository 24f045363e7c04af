//! A world for tests: two people, a fixed time, act ids that need no key.

use std::collections::BTreeMap;

use domain::desk::Desk;
use domain::private::Private;
use domain::shared::Shared;
use domain::{Fold, Instant, Meta, PersonId};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::{
    Couple, CoupleState, Mint, Outcome, Pairing, Person, Prefs, Request, RunBy, Server, Visitor, World,
    handle,
};

/// Alex, who asks.
pub(crate) const ALEX: PersonId = PersonId([1; 16]);
/// Sam, the other one.
pub(crate) const SAM: PersonId = PersonId([2; 16]);
/// 2026-11-23 20:00 UTC, a Monday.
pub(crate) const NOW: Instant = Instant(1_795_464_000_000);

struct Plain;
impl Mint for Plain {
    fn act(&self, n: u32) -> String {
        format!("act-{n}")
    }
}

/// A stranger's world.
pub(crate) fn stranger() -> World<'static> {
    World {
        now: NOW,
        zone: TimeZone::UTC,
        zones: TimeZoneDatabase::bundled(),
        prefs: Prefs { zone: "UTC".into(), discreet: false },
        chance: [7; 32],
        mint: &Plain,
        server: Server { url: "http://127.0.0.1:8080".into(), run_by: RunBy::Neither, demo: false },
        visitor: Visitor::Stranger,
        desk: None,
        private: None,
        shared: None,
        gates: BTreeMap::new(),
        items: BTreeMap::new(),
        chapters: BTreeMap::new(),
        account: None,
        pairing: Pairing::None,
        invite: None,
        matched: None,
        feed: None,
        fetched: BTreeMap::new(),
        proven: None,
        fresh_recovery: "AAAA-BBBB-CCCC".into(),
        troubles: Vec::new(),
    }
}

/// Alex's world, alone, private open.
pub(crate) fn alone() -> World<'static> {
    let desk = Desk { name: "Alex".into(), ..Desk::default() };
    let person = Person {
        id: ALEX,
        private_open: true,
        pin_here: false,
        mine: false,
        device: [3, 4],
        recovery_opens: None,
        couple: None,
    };
    World {
        visitor: Visitor::Person(person),
        desk: Some(desk),
        private: Some(Private::default()),
        ..stranger()
    }
}

/// Alex's world as one of a couple with Sam, private open.
pub(crate) fn together() -> World<'static> {
    let mut world = alone();
    let mut shared = Shared { seed: 5, paired_on: NOW.day_in(&TimeZone::UTC).plus(-30), ..Shared::default() };
    shared.names.insert(ALEX, "Alex".into());
    shared.names.insert(SAM, "Sam".into());
    world.shared = Some(shared);
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple = Some(Couple { partner: SAM, state: CoupleState::Together });
    }
    world
}

/// Shuts the private space.
pub(crate) fn shut(mut world: World<'static>) -> World<'static> {
    world.private = None;
    if let Visitor::Person(person) = &mut world.visitor {
        person.private_open = false;
    }
    world
}

/// Folds an event into a state, as if it had been written now by `author` at `seq`.
pub(crate) fn apply<S: Fold>(state: &mut S, author: PersonId, seq: u64, event: S::Event) {
    state.apply(event, &Meta { seq, author, at: NOW });
}

/// Reads a page.
pub(crate) fn read(world: &World<'_>, path: &str) -> Outcome {
    handle(&Request::get(path), world)
}

/// Sends a form.
pub(crate) fn send(world: &World<'_>, path: &str, fields: &[(&str, &str)]) -> Outcome {
    handle(&Request::post(path, fields), world)
}

/// The page of an outcome, with its status.
pub(crate) fn page(outcome: &Outcome) -> (u16, scraper::Html) {
    match &outcome.answer {
        crate::Answer::Page { status, html } => (*status, scraper::Html::parse_document(html)),
        other => panic!("no page but {other:?}"),
    }
}

/// Where an outcome goes.
pub(crate) fn goes(outcome: &Outcome) -> &str {
    match &outcome.answer {
        crate::Answer::Go(path) => path,
        other => panic!("goes nowhere: {other:?}"),
    }
}

/// How many elements match a selector.
pub(crate) fn count(page: &scraper::Html, selector: &str) -> usize {
    page.select(&scraper::Selector::parse(selector).unwrap()).count()
}

/// The visible text of the main part.
pub(crate) fn text(page: &scraper::Html) -> String {
    let main = scraper::Selector::parse("main").unwrap();
    page.select(&main).flat_map(|main| main.text()).collect::<Vec<_>>().join(" ")
}
