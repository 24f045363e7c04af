//! Two people at a small host of its own: it keeps logs and gates, and hands out only what was asked for.

use std::collections::BTreeMap;

use domain::event::encode;
use domain::{Fold, Meta, PersonId, SpaceName, desk, private, shared};

use crate::testing::{ALEX, SAM, together};
use crate::{Answer, Gate, Item, New, Outcome, Request, Row, World, handle};

/// A question that is light, and another one.
pub(crate) const LIGHT: &str = "joys-1-01";
pub(crate) const OTHER: &str = "hopes-2-01";
/// A question that goes deeper.
pub(crate) const DEEP: &str = "fears-3-01";

/// Alex's view of a home.
pub(crate) struct Home {
    pub(crate) world: World<'static>,
    /// Sam's answer lies in every gate.
    pub(crate) theirs: bool,
    /// What Alex has put into gates.
    pub(crate) gates: BTreeMap<String, shared::Event>,
    log: BTreeMap<(SpaceName, u64), Item>,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self::of(together())
    }

    pub(crate) fn of(world: World<'static>) -> Self {
        Self { world, theirs: false, gates: BTreeMap::new(), log: BTreeMap::new() }
    }

    fn keep<S: Fold>(&mut self, space: SpaceName, author: PersonId, event: &S::Event) -> Meta {
        let seq = self.log.keys().filter(|(of, _)| *of == space).count() as u64 + 1;
        let at = self.world.now;
        self.log.insert((space, seq), Item { author, at, body: encode(event) });
        Meta { seq, author, at }
    }

    pub(crate) fn desk(&mut self, event: desk::Event) {
        let meta = self.keep::<desk::Desk>(SpaceName::Desk, ALEX, &event);
        self.world.desk.as_mut().unwrap().apply(event, &meta);
    }

    pub(crate) fn shared(&mut self, author: PersonId, event: shared::Event) {
        let meta = self.keep::<shared::Shared>(SpaceName::Shared, author, &event);
        self.world.shared.as_mut().unwrap().apply(event, &meta);
    }

    pub(crate) fn private(&mut self, event: private::Event) {
        let meta = self.keep::<private::Private>(SpaceName::Private, ALEX, &event);
        self.world.private.as_mut().unwrap().apply(event, &meta);
    }

    /// From now on everything of the shared space is there without being asked for, as for a page that reads it whole.
    pub(crate) fn whole(&mut self) {
        let shared = self.log.iter().filter(|((space, _), _)| *space == SpaceName::Shared);
        self.world.items = shared.map(|(place, item)| (*place, item.clone())).collect();
    }

    pub(crate) fn later(&mut self, days: i64) {
        self.world.now = self.world.now.plus_days(days);
    }

    pub(crate) fn shut(self) -> Self {
        Self { world: crate::testing::shut(self.world), ..self }
    }

    /// Handles a request as a host does: whatever is asked for is loaded, once.
    pub(crate) fn ask(&mut self, request: &Request) -> Outcome {
        let first = handle(request, &self.world);
        let Some(more) = &first.more else { return first };
        // The first entry is asked for along with a whole log, which may be empty.
        let gone = Item { author: ALEX, at: crate::testing::NOW, body: Vec::new() };
        for item in &more.items {
            let there = self.log.get(item).cloned();
            let empty = more.whole.contains(&item.0).then(|| gone.clone());
            self.world.items.insert(*item, there.or(empty).expect("only what there is"));
        }
        for label in &more.gates {
            let gate = Gate { mine: self.gates.contains_key(label), theirs: self.theirs };
            self.world.gates.insert(label.clone(), gate);
        }
        let second = handle(request, &self.world);
        assert!(second.more.is_none(), "asked for more twice: {:?}", second.more);
        for item in &more.items {
            self.world.items.remove(item);
        }
        self.world.gates.clear();
        second
    }

    pub(crate) fn read(&mut self, path: &str) -> Outcome {
        self.ask(&Request::get(path))
    }

    /// The HTML of a page, or the address it leads to.
    pub(crate) fn html(&mut self, path: &str) -> String {
        match self.read(path).answer {
            Answer::Page { html, .. } => html,
            other => format!("{other:?}"),
        }
    }

    pub(crate) fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        self.ask(&Request::post(path, fields))
    }

    /// Sends a form and carries out what comes of it.
    pub(crate) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        let outcome = self.send(path, fields);
        for event in outcome.events.clone() {
            match event {
                New::Desk(event) => self.desk(event),
                New::Private(event) => self.private(event),
                New::Shared(event) => self.shared(ALEX, event),
            }
        }
        for row in outcome.rows.clone() {
            self.change(row);
        }
        outcome
    }

    fn change(&mut self, row: Row) {
        match row {
            Row::GatePut { label, event, .. } => drop(self.gates.insert(label, event)),
            Row::GateTake { label } => drop(self.gates.remove(&label)),
            Row::GateRelease { label, event } => {
                self.gates.remove(&label);
                self.shared(SAM, from_sam(&event));
                self.shared(ALEX, event);
            }
            other => panic!("nothing of Talk: {other:?}"),
        }
    }

    /// Sam answers second: both answers open.
    pub(crate) fn sam_answers(&mut self) {
        let (_, mine) = self.gates.pop_first().expect("Alex has answered");
        self.shared(ALEX, mine.clone());
        self.shared(SAM, from_sam(&mine));
    }

    /// Both have answered a question, in words.
    pub(crate) fn reveal(&mut self, question: &str, round: u32) {
        for (author, text) in [(ALEX, "alex says"), (SAM, "sam says")] {
            let question = question.into();
            self.shared(author, shared::Event::Answered { question, round, text: text.into(), tell: false });
        }
    }

    /// Somebody adds a question.
    pub(crate) fn adds(&mut self, author: PersonId, id: &str) {
        let text = format!("What about {id}?");
        self.shared(author, shared::Event::QuestionAdded { question: id.into(), text });
    }
}

fn from_sam(event: &shared::Event) -> shared::Event {
    match event.clone() {
        shared::Event::Answered { question, round, .. } => {
            shared::Event::Answered { question, round, text: "sam says".into(), tell: false }
        }
        other => panic!("no answer: {other:?}"),
    }
}

/// The events of an outcome, and its rows, in few words.
pub(crate) fn deeds(outcome: &Outcome) -> Vec<&'static str> {
    let events = outcome.events.iter().map(|event| match event {
        New::Desk(desk::Event::AnswerWritten { .. }) => "written",
        New::Desk(desk::Event::AnswerTakenBack { .. }) => "taken back",
        New::Desk(_) => "desk",
        New::Private(_) => "private",
        New::Shared(_) => "shared",
    });
    let rows = outcome.rows.iter().map(|row| match row {
        Row::GatePut { .. } => "put",
        Row::GateRelease { .. } => "release",
        Row::GateTake { .. } => "take",
        _ => "row",
    });
    events.chain(rows).collect()
}
