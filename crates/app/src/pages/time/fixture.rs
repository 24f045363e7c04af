//! Two people at one calendar, or one alone: what either sends happens.

use domain::desk::Desk;
use domain::{Fold, Meta, PersonId};

use crate::testing::{ALEX, SAM, alone, apply, goes, read, send, together};
use crate::{Answer, New, Outcome, Prefs, Visitor, World};

/// A home, seen by one of the two at a time.
pub(super) struct Home {
    pub(super) world: World<'static>,
    /// The desk of the one whose pages these are not.
    other: Option<Desk>,
    seq: u64,
}

/// The fields of a ritual that lacks nothing: every Friday from 27 November 2026 on.
pub(super) const FRIDAYS: [(&str, &str); 8] = [
    ("title", "Date night"),
    ("every", "week"),
    ("weeks", "1"),
    ("on", "4"),
    ("starts", "2026-11-27"),
    ("at", "19:30"),
    ("minutes", "120"),
    ("zone", "UTC"),
];

/// The same with other values in some fields.
pub(super) fn fridays<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FRIDAYS.iter().filter(|(name, _)| other.iter().all(|(changed, _)| changed != name));
    kept.copied().chain(other.iter().copied()).collect()
}

impl Home {
    pub(super) fn two() -> Self {
        let sams = Desk { name: "Sam".into(), ..Desk::default() };
        Self { world: together(), other: Some(sams), seq: 0 }
    }

    pub(super) fn one() -> Self {
        Self { world: alone(), other: None, seq: 0 }
    }

    /// From now on, the pages are this one's.
    pub(super) fn be(&mut self, person: PersonId) {
        if let Visitor::Person(visitor) = &mut self.world.visitor {
            if visitor.id != person {
                std::mem::swap(&mut self.world.desk, &mut self.other);
            }
            visitor.id = person;
            visitor.couple.as_mut().unwrap().partner = if person == ALEX { SAM } else { ALEX };
        }
    }

    /// The reader is where this zone is.
    pub(super) fn is_in(&mut self, zone: &str) {
        self.world.zone = self.world.zones.get(zone).unwrap();
        self.world.prefs = Prefs { zone: zone.to_owned(), discreet: false };
    }

    pub(super) fn later(&mut self, days: i64) {
        self.world.now = self.world.now.plus_days(days);
    }

    pub(super) fn read(&self, path: &str) -> Outcome {
        read(&self.world, path)
    }

    pub(super) fn html(&self, path: &str) -> String {
        match self.read(path).answer {
            Answer::Page { html, .. } => {
                assert!(!html.contains('⟦'), "{path}: words are missing");
                html
            }
            other => panic!("{path}: {other:?}"),
        }
    }

    pub(super) fn send(&self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        send(&self.world, path, fields)
    }

    /// Sends a form, and what it says happens.
    pub(super) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        let outcome = self.send(path, fields);
        let author = self.world.visitor.person().unwrap().id;
        for event in &outcome.events {
            self.seq += 1;
            let meta = Meta { seq: self.seq, author, at: self.world.now };
            match event {
                New::Desk(event) => self.world.desk.as_mut().unwrap().apply(event.clone(), &meta),
                New::Shared(event) => self.world.shared.as_mut().unwrap().apply(event.clone(), &meta),
                New::Private(event) => apply(self.world.private.as_mut().unwrap(), author, 1, event.clone()),
            }
        }
        self.world.chance = [self.world.chance[0].wrapping_add(1); 32];
        outcome
    }

    /// A ritual that Alex suggests; its id.
    pub(super) fn suggested(&mut self, fields: &[(&str, &str)]) -> String {
        self.be_if_two(ALEX);
        let outcome = self.does("/time/new", fields);
        goes(&outcome).rsplit('/').next().unwrap().to_owned()
    }

    /// A ritual that both want; its id. Alex looks at it.
    pub(super) fn agreed(&mut self, fields: &[(&str, &str)]) -> String {
        let id = self.suggested(fields);
        if self.world.shared.is_some() {
            self.be(SAM);
            self.does(&format!("/time/r/{id}/agree"), &[]);
            self.be(ALEX);
        }
        id
    }

    fn be_if_two(&mut self, person: PersonId) {
        if self.world.shared.is_some() {
            self.be(person);
        }
    }
}
