//! Two people at a small host of its own: it keeps logs and gates, lets one of them at a time read and do, and hands out
//! only what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use domain::desk::Desk;
use domain::event::encode;
use domain::private::Private;
use domain::rhythm::Rhythm;
use domain::ritual::{Change, Plan};
use domain::{Day, Fold, Instant, Meta, PersonId, SpaceName, desk, private, shared};

use crate::testing::{ALEX, SAM, alone, together};
use crate::{Answer, Gate, Item, Needs, New, Outcome, Request, Row, Visitor, World, handle, needs};

/// Whose log: nobody's is the shared one.
type Log = (Option<PersonId>, SpaceName);

/// What lies in a gate.
struct Side {
    put: Instant,
    expires: Instant,
    event: shared::Event,
}

/// Two people, or one alone.
pub(crate) struct Home {
    pub(crate) world: World<'static>,
    /// The desk and the private space of the one whose pages these are not.
    other: (Desk, Private),
    log: BTreeMap<(Log, u64), Item>,
    gates: BTreeMap<(String, PersonId), Side>,
    /// Every gate that was looked at.
    pub(crate) looked: BTreeSet<String>,
}

impl Home {
    pub(crate) fn two() -> Self {
        Self::of(together())
    }

    pub(crate) fn one() -> Self {
        Self::of(alone())
    }

    fn of(world: World<'static>) -> Self {
        let sams = Desk { name: "Sam".into(), ..Desk::default() };
        let other = (sams, Private::default());
        let (log, gates) = (BTreeMap::new(), BTreeMap::new());
        let mut home = Self { world, other, log, gates, looked: BTreeSet::new() };
        if home.world.shared.is_some() {
            for (who, name) in [(ALEX, "Alex"), (SAM, "Sam")] {
                home.shared(who, shared::Event::Named { name: name.into() });
            }
        }
        home
    }

    pub(crate) fn me(&self) -> PersonId {
        self.world.visitor.person().unwrap().id
    }

    /// From now on, the pages are this one's.
    pub(crate) fn be(&mut self, person: PersonId) {
        if self.me() == person {
            return;
        }
        let (desk, private) = (self.world.desk.as_mut().unwrap(), self.world.private.as_mut().unwrap());
        std::mem::swap(desk, &mut self.other.0);
        std::mem::swap(private, &mut self.other.1);
        if let Visitor::Person(visitor) = &mut self.world.visitor {
            visitor.couple.as_mut().unwrap().partner = visitor.id;
            visitor.id = person;
        }
    }

    pub(crate) fn later(&mut self, days: i64) {
        self.world.now = self.world.now.plus_days(days);
    }

    pub(crate) fn today(&self) -> Day {
        self.world.now.day_in(&self.world.zone)
    }

    fn keep<S: Fold>(&mut self, log: Log, author: PersonId, at: Instant, event: &S::Event) -> Meta {
        let seq = self.log.keys().filter(|(of, _)| *of == log).count() as u64 + 1;
        self.log.insert((log, seq), Item { author, at, body: encode(event) });
        Meta { seq, author, at }
    }

    pub(crate) fn desk(&mut self, event: desk::Event) {
        let (me, at) = (self.me(), self.world.now);
        let meta = self.keep::<Desk>((Some(me), SpaceName::Desk), me, at, &event);
        self.world.desk.as_mut().unwrap().apply(event, &meta);
    }

    pub(crate) fn private(&mut self, event: private::Event) {
        let (me, at) = (self.me(), self.world.now);
        let meta = self.keep::<Private>((Some(me), SpaceName::Private), me, at, &event);
        self.world.private.as_mut().unwrap().apply(event, &meta);
    }

    pub(crate) fn shared(&mut self, author: PersonId, event: shared::Event) {
        self.shared_at(author, self.world.now, event);
    }

    fn shared_at(&mut self, author: PersonId, at: Instant, event: shared::Event) {
        let meta = self.keep::<shared::Shared>((None, SpaceName::Shared), author, at, &event);
        self.world.shared.as_mut().unwrap().apply(event, &meta);
    }

    /// The two agree on a talk on this day, from a template or of their own.
    pub(crate) fn agree_on(&mut self, id: &str, day: Day, template: Option<&str>) {
        let plan = Plan {
            title: "Our talk".into(),
            template: template.map(str::to_owned),
            rhythm: Rhythm::Once,
            at: 21 * 60,
            minutes: 60,
            zone: "UTC".into(),
            starts: day,
        };
        let proposed = Change::Proposed { plan, instead_of: None };
        for (who, change) in [(ALEX, proposed), (SAM, Change::Agreed)] {
            self.shared(who, shared::Event::RitualChanged { ritual: id.into(), change });
        }
    }

    /// They have a talk today.
    pub(crate) fn talk_today(&mut self) {
        let today = self.today();
        self.agree_on("talk", today, Some("weekly-talk"));
    }

    /// Handles a request as a host does: what is asked for is loaded, once more if need be.
    pub(crate) fn ask(&mut self, request: &Request) -> Outcome {
        let needed = needs(request, &self.world.visitor);
        self.load(&needed);
        let first = handle(request, &self.world);
        let outcome = match first.more {
            None => first,
            Some(more) => {
                self.load(&more);
                let second = handle(request, &self.world);
                assert!(second.more.is_none(), "asked for more twice: {:?}", second.more);
                second
            }
        };
        self.world.items.clear();
        self.world.gates.clear();
        outcome
    }

    fn owner(&self, space: SpaceName) -> Log {
        (if space == SpaceName::Shared { None } else { Some(self.me()) }, space)
    }

    fn load(&mut self, needed: &Needs) {
        for space in &needed.whole {
            let log = self.owner(*space);
            let all = self.log.iter().filter(|((of, _), _)| *of == log);
            let all: Vec<_> = all.map(|((_, seq), item)| ((*space, *seq), item.clone())).collect();
            self.world.items.extend(all);
        }
        for (space, seq) in &needed.items {
            let gone = Item { author: PersonId([0; 16]), at: Instant(0), body: Vec::new() };
            let item = self.log.get(&(self.owner(*space), *seq)).cloned().unwrap_or(gone);
            self.world.items.insert((*space, *seq), item);
        }
        for label in &needed.gates {
            self.looked.insert(label.clone());
            let (me, now) = (self.me(), self.world.now);
            let live = self.gates.iter().filter(|((of, _), side)| of == label && side.expires > now);
            let sides: Vec<_> = live.map(|((_, who), _)| *who).collect();
            let gate = Gate { mine: sides.contains(&me), theirs: sides.iter().any(|who| *who != me) };
            self.world.gates.insert(label.clone(), gate);
        }
    }

    pub(crate) fn read(&mut self, path: &str) -> Outcome {
        self.ask(&Request::get(path))
    }

    /// The HTML of a page.
    pub(crate) fn html(&mut self, path: &str) -> String {
        match self.read(path).answer {
            Answer::Page { html, .. } => {
                assert!(!html.contains('⟦'), "{path}: words are missing");
                html
            }
            other => panic!("{path}: {other:?}"),
        }
    }

    pub(crate) fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        self.ask(&Request::post(path, fields))
    }

    /// Sends a form and carries out what comes of it.
    pub(crate) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        let outcome = self.send(path, fields);
        for row in &outcome.rows {
            if let Row::GateOpen { label } = row {
                self.open(label);
            }
        }
        let me = self.me();
        for event in outcome.events.clone() {
            match event {
                New::Desk(event) => self.desk(event),
                New::Private(event) => self.private(event),
                New::Shared(event) => self.shared(me, event),
            }
        }
        for row in outcome.rows.clone() {
            self.change(row);
        }
        self.world.chance = [self.world.chance[0].wrapping_add(1); 32];
        outcome
    }

    /// What the other one laid there goes into the log, before what is written with it.
    fn open(&mut self, label: &str) {
        let theirs = |(of, who): &(String, PersonId)| of == label && *who != self.me();
        let key = self.gates.keys().find(|key| theirs(key)).cloned().expect("only what lies there");
        let side = self.gates.remove(&key).unwrap();
        self.shared_at(key.1, side.put, side.event);
    }

    fn change(&mut self, row: Row) {
        let me = self.me();
        match row {
            Row::GatePut { label, expires, event } => {
                self.gates.insert((label, me), Side { put: self.world.now, expires, event });
            }
            Row::GateTake { label } => drop(self.gates.remove(&(label, me))),
            Row::Erase { space, seqs } => {
                let log = self.owner(space);
                for seq in seqs {
                    self.log.get_mut(&(log, seq)).expect("only what there is").body.clear();
                }
            }
            Row::GateOpen { .. } => {}
            other => panic!("nothing of first steps: {other:?}"),
        }
    }

    /// How many gates something lies in.
    pub(crate) fn lie(&self) -> usize {
        self.gates.len()
    }

    /// Whether words lie anywhere in this person's own log.
    pub(crate) fn holds(&self, words: &str) -> bool {
        let own = self.log.iter().filter(|(((owner, _), _), _)| *owner == Some(self.me()));
        own.into_iter().any(|(_, item)| item.body.windows(words.len()).any(|at| at == words.as_bytes()))
    }

    /// Writes a piece on a rung; its id.
    pub(crate) fn writes(&mut self, rung: &str, words: &str) -> String {
        let outcome = self.does("/me/say/new", &[("rung", rung), ("text", words)]);
        let to = crate::testing::goes(&outcome);
        to.strip_prefix("/me/say/d/").unwrap().strip_suffix("?said=yes").unwrap().to_owned()
    }

    /// Writes a piece and offers it; its id.
    pub(crate) fn offers(&mut self, words: &str) -> String {
        let id = self.writes("2", words);
        self.offers_draft(&id);
        id
    }

    pub(crate) fn offers_draft(&mut self, id: &str) {
        let seq = self.world.private.as_ref().unwrap().sheets.get(&format!("step/{id}")).unwrap().seq;
        let fields = [("do", "offer"), ("about", "us"), ("seq", &seq.to_string()), ("sure", "yes")];
        let outcome = self.does(&format!("/me/say/d/{id}"), &fields);
        assert_eq!(crate::testing::goes(&outcome), format!("/me/say/d/{id}?said=yes"));
    }

    /// The question before an offer, or why it cannot be offered.
    pub(crate) fn asks(&mut self, id: &str) -> String {
        match self.send(&format!("/me/say/d/{id}"), &[("do", "more")]).answer {
            Answer::Page { html, .. } => html,
            other => panic!("{id}: {other:?}"),
        }
    }

    /// The other one of the two asks, is ready, and reads.
    pub(crate) fn receives(&mut self, id: &str) {
        self.does("/talk/hear", &[]);
        let outcome = self.does("/talk/hear/open", &[("step", id)]);
        assert_eq!(crate::testing::goes(&outcome), format!("/talk/hear/{id}"));
    }
}
