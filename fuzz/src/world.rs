//! Worlds in which any request may be asked: a stranger's, one person's, one of two.

use std::collections::BTreeMap;

use app::{Couple, CoupleState, Mint, Pairing, Person, Prefs, RunBy, Server, Visitor, World};
use domain::desk::Desk;
use domain::private::Private;
use domain::shared::Shared;
use domain::{Instant, PersonId};
use jiff::tz::{TimeZone, TimeZoneDatabase};

struct Plain;

impl Mint for Plain {
    fn act(&self, n: u32) -> String {
        format!("act-{n}")
    }
}

fn stranger() -> World<'static> {
    World {
        now: Instant(1_795_464_000_000),
        zone: TimeZone::UTC,
        zones: TimeZoneDatabase::bundled(),
        prefs: Prefs { zone: "UTC".to_owned(), discreet: false },
        chance: [7; 32],
        mint: &Plain,
        server: Server { url: "http://127.0.0.1:8080".to_owned(), run_by: RunBy::Neither, demo: false, on_device: false },
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
        fresh_recovery: "AAAA-BBBB-CCCC".to_owned(),
        troubles: Vec::new(),
    }
}

fn person(couple: Option<Couple>) -> World<'static> {
    let shared = couple.is_some().then(Shared::default);
    let person = Person {
        id: PersonId([1; 16]),
        private_open: true,
        pin_here: false,
        mine: false,
        device: [3, 4],
        recovery_opens: None,
        couple,
    };
    World {
        visitor: Visitor::Person(person),
        desk: Some(Desk::default()),
        private: Some(Private::default()),
        shared,
        ..stranger()
    }
}

pub fn all() -> [World<'static>; 3] {
    let couple = Couple { partner: PersonId([2; 16]), state: CoupleState::Together };
    [stranger(), person(None), person(Some(couple))]
}
