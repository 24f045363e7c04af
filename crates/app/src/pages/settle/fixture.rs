//! Two people at a small host of its own: each has a desk and a private space, they share one log, and what is erased
//! is gone.

use std::collections::BTreeMap;

use domain::checkin::Quiet;
use domain::desk::Desk;
use domain::event::encode;
use domain::private::Private;
use domain::{Day, Fold, Meta, PersonId, SpaceName, private, shared};

use crate::testing::{ALEX, SAM, alone, goes, together};
use crate::{Answer, CoupleState, Item, Needs, New, Outcome, Request, Row, Visitor, World, handle, needs};

/// A log, and whose it is; the shared one is nobody's.
type Place = (Option<PersonId>, SpaceName);

/// A home, seen by one of the two at a time.
pub(super) struct Home {
    pub(super) world: World<'static>,
    other: Option<(Desk, Private)>,
    log: BTreeMap<(Place, u64), Item>,
    heads: BTreeMap<Place, u64>,
}

impl Home {
    pub(super) fn two() -> Self {
        let sams = Desk { name: "Sam".into(), ..Desk::default() };
        let mut home = Self {
            world: together(),
            other: Some((sams, Private::default())),
            log: BTreeMap::new(),
            heads: BTreeMap::new(),
        };
        // Whoever has a name in the log has a voice there.
        for (person, name) in [(ALEX, "Alex"), (SAM, "Sam")] {
            home.be(person);
            home.happens(New::Shared(shared::Event::Named { name: name.into() }));
        }
        home.be(ALEX);
        home
    }

    pub(super) fn one() -> Self {
        Self { world: alone(), other: None, log: BTreeMap::new(), heads: BTreeMap::new() }
    }

    fn me(&self) -> PersonId {
        self.world.visitor.person().unwrap().id
    }

    /// From now on, the pages are this one's.
    pub(super) fn be(&mut self, person: PersonId) {
        if self.me() == person {
            return;
        }
        if let (Some((desk, private)), Visitor::Person(visitor)) = (&mut self.other, &mut self.world.visitor)
        {
            std::mem::swap(self.world.desk.as_mut().unwrap(), desk);
            std::mem::swap(self.world.private.as_mut().unwrap(), private);
            visitor.id = person;
            visitor.couple.as_mut().unwrap().partner = if person == ALEX { SAM } else { ALEX };
        }
    }

    pub(super) fn later(&mut self, days: i64) {
        self.world.now = self.world.now.plus_days(days);
    }

    /// The two are no longer two.
    pub(super) fn part(&mut self, state: CoupleState) {
        if let Visitor::Person(person) = &mut self.world.visitor {
            person.couple.as_mut().unwrap().state = state;
        }
    }

    /// Everything shared rests for so many days.
    pub(super) fn rest(&mut self, days: i32) {
        self.world.shared.as_mut().unwrap().quiet = Some(Quiet { until: self.today().plus(days) });
    }

    pub(super) fn today(&self) -> Day {
        self.world.now.day_in(&self.world.zone)
    }

    /// A day from today on, as a date field has it.
    pub(super) fn day(&self, days: i32) -> String {
        crate::when::day_written(self.today().plus(days))
    }

    fn place(&self, space: SpaceName) -> Place {
        ((space != SpaceName::Shared).then(|| self.me()), space)
    }

    fn happens(&mut self, event: New) {
        let (space, body) = match &event {
            New::Desk(event) => (SpaceName::Desk, encode(event)),
            New::Private(event) => (SpaceName::Private, encode(event)),
            New::Shared(event) => (SpaceName::Shared, encode(event)),
        };
        let (place, author, at) = (self.place(space), self.me(), self.world.now);
        let head = self.heads.entry(place).or_default();
        *head += 1;
        let seq = *head;
        self.log.insert((place, seq), Item { author, at, body });
        let meta = Meta { seq, author, at };
        match event {
            New::Desk(event) => self.world.desk.as_mut().unwrap().apply(event, &meta),
            New::Private(event) => self.world.private.as_mut().unwrap().apply(event, &meta),
            New::Shared(event) => self.world.shared.as_mut().unwrap().apply(event, &meta),
        }
    }

    /// Handles a request as a host does: whatever is asked for is loaded, once.
    pub(super) fn ask(&mut self, request: &Request) -> Outcome {
        self.load(&needs(request, &self.world.visitor));
        let mut outcome = handle(request, &self.world);
        if let Some(more) = &outcome.more {
            self.load(more);
            outcome = handle(request, &self.world);
            assert!(outcome.more.is_none(), "asked for more twice: {:?}", outcome.more);
        }
        self.world.items.clear();
        outcome
    }

    fn load(&mut self, needed: &Needs) {
        assert!(needed.gates.is_empty(), "no gate is looked at");
        for (space, seq) in &needed.items {
            let item = self.log.get(&(self.place(*space), *seq)).expect("only what there is").clone();
            self.world.items.insert((*space, *seq), item);
        }
        for space in &needed.whole {
            let place = self.place(*space);
            let all = self.log.iter().filter(|((of, _), _)| *of == place);
            let all: Vec<_> = all.map(|((_, seq), item)| ((*space, *seq), item.clone())).collect();
            self.world.items.extend(all);
        }
    }

    pub(super) fn read(&mut self, path: &str) -> Outcome {
        let outcome = self.ask(&Request::get(path));
        assert!(outcome.events.is_empty() && outcome.rows.is_empty(), "{path} writes");
        outcome
    }

    /// The HTML of a page, or where it leads.
    pub(super) fn html(&mut self, path: &str) -> String {
        match self.read(path).answer {
            Answer::Page { html, .. } => {
                assert!(!html.contains('⟦'), "{path}: words are missing: {html}");
                html
            }
            other => format!("{other:?}"),
        }
    }

    pub(super) fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        self.ask(&Request::post(path, fields))
    }

    /// Sends a form, and what it says happens.
    pub(super) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> Outcome {
        let outcome = self.send(path, fields);
        for event in outcome.events.clone() {
            self.happens(event);
        }
        for row in &outcome.rows {
            let Row::Erase { space, seqs } = row else { panic!("nothing of settling: {row:?}") };
            for seq in seqs {
                assert!(self.log.remove(&(self.place(*space), *seq)).is_some(), "erased twice");
            }
        }
        self.world.chance = [self.world.chance[0].wrapping_add(1); 32];
        outcome
    }

    /// Something the one who looks writes into the log both share.
    pub(super) fn writes(&mut self, event: shared::Event) {
        self.happens(New::Shared(event));
    }

    /// Sends a form that is taken; where it leads.
    pub(super) fn done(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        goes(&self.does(path, fields)).to_owned()
    }

    /// Every word that lies in a person's private log.
    pub(super) fn private_words(&self, person: PersonId) -> String {
        let own = (Some(person), SpaceName::Private);
        let items = self.log.iter().filter(|((place, _), _)| *place == own);
        items.map(|(_, item)| format!("{:?}", domain::event::decode::<private::Event>(&item.body))).collect()
    }

    /// Something on one's list, prepared from a side; its address.
    pub(super) fn carries(&mut self, about: &str, side: &str) -> String {
        self.done("/talk/settle/list", &[("about", about)]);
        let html = self.html("/talk/settle");
        let at = html.split("/talk/settle/t/").nth(1).unwrap().split('"').next().unwrap();
        let at = format!("/talk/settle/t/{at}");
        self.done(&format!("{at}/side"), &[("side", side)]);
        at
    }

    /// Alex asks for a talk; its address.
    pub(super) fn asked(&mut self) -> String {
        self.be(ALEX);
        let day = self.day(2);
        let fields = [
            ("kind", "disagreement"),
            ("about", "Our Sundays"),
            ("day", &day),
            ("at", "20:00"),
            ("step", "ask"),
        ];
        self.done("/talk/settle/ask", &fields)
    }

    /// A talk that both want; its address. Alex looks at it.
    pub(super) fn wanted(&mut self) -> String {
        let at = self.asked();
        self.be(SAM);
        self.done(&format!("{at}/yes"), &[]);
        self.be(ALEX);
        at
    }

    /// A talk in which both have agreed on something, until in two weeks; its address. Alex looks at it.
    pub(super) fn settled(&mut self) -> String {
        let at = self.wanted();
        let day = self.day(14);
        self.done(&format!("{at}/agree"), &[("was", ""), ("text", "Sundays begin late."), ("day", &day)]);
        self.be(SAM);
        let was = self.hidden(&at, "agreed", "was");
        self.done(&format!("{at}/agreed"), &[("was", &was)]);
        self.be(ALEX);
        at
    }

    /// What a hidden field of a form on a page holds.
    pub(super) fn hidden(&mut self, at: &str, action: &str, field: &str) -> String {
        let page = scraper::Html::parse_document(&self.html(at));
        let css = format!("form[action='{at}/{action}'] input[name={field}]");
        let found = page.select(&scraper::Selector::parse(&css).unwrap()).next();
        found.unwrap_or_else(|| panic!("no {css}")).attr("value").unwrap_or_default().to_owned()
    }
}

/// What happened between the two, in a word each.
pub(super) fn between(outcome: &Outcome) -> Vec<String> {
    let word = |event: &New| match event {
        New::Shared(shared::Event::RepairChanged { change, .. }) => first_word(&format!("{change:?}")),
        New::Shared(shared::Event::RitualChanged { change, .. }) => {
            format!("date {}", first_word(&format!("{change:?}")))
        }
        New::Shared(shared::Event::AgreementChanged { change, .. }) => {
            format!("words {}", first_word(&format!("{change:?}")))
        }
        New::Shared(other) => format!("{other:?}"),
        New::Desk(event) => format!("desk {}", first_word(&format!("{event:?}"))),
        New::Private(event) => format!("private {}", first_word(&format!("{event:?}"))),
    };
    outcome.events.iter().map(word).collect()
}

fn first_word(text: &str) -> String {
    text.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}
