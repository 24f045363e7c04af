//! A world for tests: two people, a fixed time, act ids that need no key.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use content::{Files, Lang, Library};
use domain::desk::Desk;
use domain::private::{self, Private};
use domain::shared::{self, Shared};
use domain::{Fold, Instant, Meta, PersonId, SpaceName, event};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::{
    Couple, CoupleState, Ctx, Item, Mint, Outcome, Pairing, Person, Prefs, Request, RunBy, Server, Visitor,
    World, handle, routes,
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
        server: Server {
            url: "http://127.0.0.1:8080".into(),
            run_by: RunBy::Neither,
            demo: false,
            on_device: false,
        },
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

/// Something of Alex's own: folded, and kept to be read again. Answers its place in the log.
pub(crate) fn in_private(world: &mut World<'_>, event: private::Event) -> u64 {
    let meta = keep(world, SpaceName::Private, ALEX, &event);
    world.private.as_mut().unwrap().apply(event, &meta);
    meta.seq
}

/// Something between the two: folded, and kept to be read again. Answers its place in the log.
pub(crate) fn in_shared(world: &mut World<'_>, author: PersonId, event: shared::Event) -> u64 {
    let meta = keep(world, SpaceName::Shared, author, &event);
    world.shared.as_mut().unwrap().apply(event, &meta);
    meta.seq
}

fn keep<E: serde::Serialize>(world: &mut World<'_>, space: SpaceName, author: PersonId, event: &E) -> Meta {
    let seq = world.items.keys().filter(|(of, _)| *of == space).count() as u64 + 1;
    let at = world.now;
    world.items.insert((space, seq), Item { author, at, body: event::encode(event) });
    Meta { seq, author, at }
}

/// The HTML of an outcome.
pub(crate) fn html(outcome: &Outcome) -> &str {
    match &outcome.answer {
        crate::Answer::Page { html, .. } => html,
        other => panic!("no page but {other:?}"),
    }
}

/// What every page keeps to: one heading, its words, an end, and no more than so many bytes.
pub(crate) fn is_a_page(world: &World<'_>, path: &str) {
    let outcome = read(world, path);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty(), "{path} writes");
    let (status, shown) = page(&outcome);
    assert_eq!(status, 200, "{path}");
    assert_eq!((count(&shown, "h1"), count(&shown, "main .put-down")), (1, 1), "{path}");
    assert_eq!(
        count(&shown, "main form[method=post]"),
        count(&shown, "main form > input[name=act]"),
        "{path}"
    );
    let html = html(&outcome);
    assert!(!html.contains('⟦'), "{path}: {html}");
    assert!(html.len() <= 20_000, "{path}: {} bytes", html.len());
    for word in ["waiting", "overdue", "missed", "has not answered"] {
        assert!(!html.to_lowercase().contains(word), "{path}: {word}");
    }
}

/// After Alex, or the other one, left.
pub(crate) fn over(mut world: World<'static>, state: CoupleState) -> World<'static> {
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = state;
    }
    world
}

/// Three scenes by id, and a few words of each.
pub(crate) const THREE_SCENES: [(&str, &str); 3] =
    [("a-moon", "the moon by the bins"), ("a-sock", "a sock that talks"), ("a-song", "a song from the bath")];

/// The library with those three scenes in place of its own.
pub(crate) fn with_scenes() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    let scene = |(id, words): (&str, &str)| {
        format!(
            "[[scene]]\nid = '{id}'\ntext = 'There was {words}.'\nreach = 'what was reached'\n\
             toward = 'a way toward'\naway = 'a way away'\nagainst = 'a way against'\n"
        )
    };
    LIBRARY.get_or_init(|| library_with("en/scenes.toml", &THREE_SCENES.map(scene).concat()))
}

/// The library without a single scene.
pub(crate) fn without_scenes() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| library_with("en/scenes.toml", ""))
}

fn library_with(path: &str, text: &str) -> Library {
    Library::read(&Files::embedded().with(path, text), Lang::English).0
}

/// Reads a page with another library. Only what the page itself takes from the library is another one.
pub(crate) fn read_with(world: &World<'_>, path: &str, library: &'static Library) -> Outcome {
    let request = Request::get(path);
    let routes::Found::Route(route, params) = routes::find(request.method, &request.path) else {
        panic!("no page at {path}")
    };
    let mut ctx = Ctx::new(&request, world, params);
    ctx.library = library;
    (route.run)(&ctx)
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
