//! Two people at a host that keeps logs and a gate, compares what lies in it, and fetches what it is told.

use std::collections::BTreeMap;

use domain::event::encode;
use domain::meet::Slot;
use domain::{Fold, Instant, Meta, PersonId, SpaceName, desk};

use crate::testing::{ALEX, SAM, page, text, together};
use crate::{FeedView, Fetched, Gate, Item, Needs, New, Outcome, Request, Row, Visitor, World, handle};

/// A home, as one of the two sees it.
pub(crate) struct House {
    pub(crate) world: World<'static>,
    /// What this one and the other one say yes to, by gate.
    pub(crate) mine: BTreeMap<String, Vec<Vec<u8>>>,
    pub(crate) theirs: BTreeMap<String, Vec<Vec<u8>>>,
    /// What addresses answer, and which were asked.
    pub(crate) web: BTreeMap<String, Fetched>,
    pub(crate) asked: Vec<crate::Fetch>,
    /// What others subscribe to, by token.
    pub(crate) feeds: BTreeMap<String, FeedView>,
    /// Every event of a log, as its bytes.
    pub(crate) log: BTreeMap<(SpaceName, u64), Item>,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::of(together())
    }

    pub(crate) fn of(world: World<'static>) -> Self {
        let (mine, theirs) = (BTreeMap::new(), BTreeMap::new());
        let (web, asked) = (BTreeMap::new(), Vec::new());
        Self { world, mine, theirs, web, asked, feeds: BTreeMap::new(), log: BTreeMap::new() }
    }

    /// The same home as the other one sees it, with an empty desk.
    pub(crate) fn other(&mut self) {
        let (me, you) = if self.me() == ALEX { (SAM, ALEX) } else { (ALEX, SAM) };
        if let Visitor::Person(person) = &mut self.world.visitor {
            person.id = me;
            person.couple.as_mut().unwrap().partner = you;
        }
        std::mem::swap(&mut self.mine, &mut self.theirs);
        self.world.desk = Some(desk::Desk::default());
    }

    pub(crate) fn me(&self) -> PersonId {
        self.world.visitor.person().unwrap().id
    }

    pub(crate) fn later(&mut self, hours: i64) {
        self.world.now = Instant(self.world.now.0 + hours * 3_600_000);
    }

    fn fill(&mut self, needs: &Needs) {
        for label in &needs.gates {
            let gate = Gate { mine: self.mine.contains_key(label), theirs: self.theirs.contains_key(label) };
            self.world.gates.insert(label.clone(), gate);
        }
        if let Some(matching) = &needs.matching {
            let theirs = self.theirs.get(&matching.label);
            let both = |theirs: &Vec<Vec<u8>>| {
                matching.items.iter().filter(|item| theirs.contains(item)).cloned().collect()
            };
            self.world.matched = theirs.map(both);
        }
        for place in &needs.items {
            let gone = Item { author: PersonId([0; 16]), at: Instant(0), body: Vec::new() };
            self.world.items.insert(*place, self.log.get(place).cloned().unwrap_or(gone));
        }
        let own = self.world.desk.as_ref().and_then(|desk| desk.feed.as_ref()).map(|feed| feed.token.clone());
        let token = needs.feed.clone().or(own.filter(|_| needs.own_feed));
        self.world.feed = token.and_then(|token| self.feeds.get(&token).cloned());
    }

    /// Handles a request as a host does: what is asked for is loaded once, and fetched once.
    pub(crate) fn ask(&mut self, request: &Request) -> Outcome {
        let mut needs = crate::needs(request, &self.world.visitor);
        self.fill(&needs);
        let mut outcome = handle(request, &self.world);
        let (mut more_once, mut fetch_once) = (true, true);
        loop {
            if let Some(more) = outcome.more.take() {
                assert!(std::mem::take(&mut more_once), "asked for more twice");
                needs = needs.and(more);
                self.fill(&needs);
            } else if !outcome.fetch.is_empty() {
                assert!(std::mem::take(&mut fetch_once), "asked to fetch twice");
                for fetch in outcome.fetch {
                    let answer = self.web.get(&fetch.url).expect("only what there is").clone();
                    self.world.fetched.insert(fetch.url.clone(), answer);
                    self.asked.push(fetch);
                }
            } else {
                break;
            }
            outcome = handle(request, &self.world);
        }
        self.world.gates.clear();
        self.world.items.clear();
        self.world.fetched.clear();
        (self.world.matched, self.world.feed) = (None, None);
        outcome
    }

    pub(crate) fn get(&mut self, path: &str) -> scraper::Html {
        let outcome = self.ask(&Request::get(path));
        self.keep(&outcome);
        let (status, html) = page(&outcome);
        assert_eq!(status, 200);
        assert!(!text(&html).contains('⟦'), "{}", text(&html));
        html
    }

    pub(crate) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        self.carries_out(&Request::post(path, fields))
    }

    pub(crate) fn carries_out(&mut self, request: &Request) -> Outcome {
        let outcome = self.ask(request);
        for event in outcome.events.clone() {
            match event {
                New::Desk(event) => self.desk(event),
                New::Shared(event) => self.shared(event),
                New::Private(_) => panic!("nothing private here"),
            }
        }
        self.keep(&outcome);
        outcome
    }

    fn write<S: Fold>(&mut self, space: SpaceName, event: &S::Event) -> Meta {
        let seq = self.log.keys().filter(|(of, _)| *of == space).count() as u64 + 1;
        let (author, at) = (self.me(), self.world.now);
        self.log.insert((space, seq), Item { author, at, body: encode(event) });
        Meta { seq, author, at }
    }

    pub(crate) fn desk(&mut self, event: desk::Event) {
        let meta = self.write::<desk::Desk>(SpaceName::Desk, &event);
        self.world.desk.as_mut().unwrap().apply(event, &meta);
    }

    pub(crate) fn shared(&mut self, event: domain::shared::Event) {
        let meta = self.write::<domain::shared::Shared>(SpaceName::Shared, &event);
        self.world.shared.as_mut().unwrap().apply(event, &meta);
    }

    fn keep(&mut self, outcome: &Outcome) {
        for row in &outcome.rows {
            match row {
                Row::MatchPut { label, items, .. } => drop(self.mine.insert(label.clone(), items.clone())),
                Row::GateTake { label } => drop(self.mine.remove(label)),
                Row::MatchEnd { label } => {
                    self.mine.remove(label);
                    self.theirs.remove(label);
                }
                Row::FeedPut { token, feed } => drop(self.feeds.insert(token.clone(), feed.clone())),
                Row::FeedDrop { token } => drop(self.feeds.remove(token)),
                other => panic!("{other:?}"),
            }
        }
    }

    pub(crate) fn ticks(&mut self, ticks: &[&str]) -> Outcome {
        let round = self.world.shared.as_ref().unwrap().next_search().to_string();
        let fields = super::tests::form(&round, ticks);
        self.does("/time/find", &fields)
    }

    pub(crate) fn found(&self) -> Vec<Slot> {
        self.world.shared.as_ref().unwrap().found.as_ref().unwrap().slots.clone()
    }
}
