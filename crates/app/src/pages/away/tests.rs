use domain::life::Change as OfLife;
use domain::rhythm::Rhythm;
use domain::ritual::{Change as OfRitual, Plan};
use domain::shared::Event;
use domain::{PersonId, agreement, desk, life, ritual};
use jiff::tz::TimeZone;

use crate::testing::{ALEX, NOW, SAM, apply, count, html, in_shared, page, read, send, together};
use crate::{New, Visitor, World};

/// A form: where it goes, and what stands in its fields.
type Form = (String, Vec<(&'static str, String)>);

/// Something Sam proposes: what is said, how it is taken back, and what Alex sends to put it away.
struct Kind {
    pages: &'static [&'static str],
    propose: fn(usize) -> Event,
    take_back: fn(usize) -> Event,
    away: fn(usize) -> Form,
    /// What the form on Alex's page looks like while it is there.
    form: &'static str,
    /// In which place the cards of this kind lie.
    card: &'static str,
}

fn agreed(n: usize, change: agreement::Change) -> Event {
    Event::AgreementChanged { agreement: format!("s{n}").as_str().into(), change }
}

fn of_piece(n: usize, piece: &str, text: &str) -> Event {
    let (piece, text) = (Some(piece.to_owned()), text.to_owned());
    agreed(n, agreement::Change::Proposed { piece, text, look_again: None })
}

fn ended(n: usize) -> Event {
    agreed(n, agreement::Change::Ended)
}

fn by_id(action: &str, n: usize) -> Form {
    (action.to_owned(), vec![("id", format!("s{n}"))])
}

fn of_ritual(n: usize, change: OfRitual) -> Event {
    Event::RitualChanged { ritual: format!("s{n}").as_str().into(), change }
}

fn of_life(change: OfLife) -> Event {
    Event::LifeChanged { part: "life-1-01".into(), change }
}

fn walk() -> OfRitual {
    let plan = Plan {
        title: "A walk".into(),
        template: None,
        rhythm: Rhythm::daily(),
        at: 1_200,
        minutes: 30,
        zone: "UTC".into(),
        starts: NOW.day_in(&TimeZone::UTC),
    };
    OfRitual::Proposed { plan, instead_of: None }
}

fn two() -> World<'static> {
    let mut world = together();
    for (author, text) in [(ALEX, "alex alone"), (SAM, "sam alone")] {
        let (question, text) = ("life-1-01".into(), text.into());
        in_shared(&mut world, author, Event::Answered { question, round: 0, text, tell: false });
    }
    world
}

/// The pages are this one's; both have desks of their own.
fn be(world: &mut World<'static>, other: &mut desk::Desk, person: PersonId) {
    std::mem::swap(world.desk.as_mut().unwrap(), other);
    if let Visitor::Person(visitor) = &mut world.visitor {
        visitor.id = person;
        visitor.couple.as_mut().unwrap().partner = if person == ALEX { SAM } else { ALEX };
    }
}

/// Sam proposes and takes back two hundred times; each time Alex puts it away, and Sam's pages stay as they were.
fn two_hundred(kind: &Kind) {
    let (mut world, mut other) = (two(), desk::Desk::default());
    for card in ["recovery", "back/3", "ritual-evening-walk"] {
        world.desk.as_mut().unwrap().cards_away.push(card.into());
    }
    let sams = |world: &World<'_>| -> Vec<String> {
        kind.pages.iter().map(|path| html(&read(world, path)).to_owned()).collect()
    };
    for n in 0..200 {
        be(&mut world, &mut other, SAM);
        in_shared(&mut world, SAM, (kind.propose)(n));
        let before = sams(&world);
        be(&mut world, &mut other, ALEX);
        let there = |world: &World<'_>| count(&page(&read(world, kind.pages[0])).1, kind.form);
        assert_eq!(there(&world), 1, "{n}: it is there to be put away");
        let (path, fields) = (kind.away)(n);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let outcome = send(&world, &path, &fields);
        for event in &outcome.events {
            let New::Desk(event) = event else { panic!("{n}: {event:?} is heard by the other one") };
            apply(world.desk.as_mut().unwrap(), ALEX, 900, event.clone());
        }
        assert!(outcome.rows.is_empty() && outcome.keys.is_empty());
        assert_eq!(there(&world), 0, "{n}: and it is put away");
        assert!(send(&world, &path, &fields).events.is_empty(), "once");
        let cards = &world.desk.as_ref().unwrap().cards_away;
        assert_eq!(cards.iter().filter(|card| card.starts_with(kind.card)).count(), 1, "{cards:?}");
        assert_eq!(cards.len(), 4, "{n}: cards that are for good stay: {cards:?}");
        be(&mut world, &mut other, SAM);
        assert_eq!(sams(&world), before, "{n}");
        in_shared(&mut world, SAM, (kind.take_back)(n));
        be(&mut world, &mut other, ALEX);
    }
}

#[test]
fn two_hundred_times_without_screens_are_put_away_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/time/down", "/us/agreed", "/today", "/us"],
        propose: |n| of_piece(n, "dinner-table", "Tea on the step"),
        take_back: ended,
        away: |n| by_id("/time/down/away", n),
        form: "form[action='/time/down/away']",
        card: "agreement/",
    });
}

#[test]
fn two_hundred_agreements_of_ones_own_are_put_away_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/us/agreed", "/time/down", "/us"],
        propose: |n| of_piece(n, "us", "Less work on Sundays"),
        take_back: ended,
        away: |n| by_id("/us/agreed/away", n),
        form: "form[action='/us/agreed/away']",
        card: "agreement/",
    });
}

#[test]
fn two_hundred_books_are_put_away_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/us/book", "/us/agreed", "/us"],
        propose: |n| of_piece(n, "book/2026", "A book of our year 2026"),
        take_back: ended,
        away: |n| by_id("/us/book/away", n),
        form: "form[action='/us/book/away']",
        card: "agreement/",
    });
}

#[test]
fn the_agreement_that_it_leads_nowhere_is_put_away_two_hundred_times_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/us/near", "/us/agreed", "/us"],
        propose: |n| {
            let piece = content::Library::english().near.agreement.as_ref().unwrap();
            of_piece(n, piece.id.as_str(), &format!("{}\n{}", piece.title, piece.what))
        },
        take_back: ended,
        away: |n| by_id("/us/near/away", n),
        form: "form[action='/us/near/away']",
        card: "agreement/",
    });
}

#[test]
fn two_hundred_rituals_are_put_away_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/time", "/today", "/us"],
        propose: |n| of_ritual(n, walk()),
        take_back: |n| of_ritual(n, OfRitual::Ended),
        away: |n| (format!("/time/r/s{n}/end"), Vec::new()),
        form: "main form[action^='/time/r/s'][action$='/end']",
        card: "suggestion/",
    });
}

#[test]
fn two_hundred_words_for_the_life_together_are_put_away_and_nobody_can_tell() {
    two_hundred(&Kind {
        pages: &["/us/life/life-1-01", "/us/life", "/us"],
        propose: |_| of_life(OfLife::Written { text: "A door".into() }),
        take_back: |_| of_life(OfLife::Withdrawn),
        away: |_| ("/us/life/life-1-01/away".to_owned(), Vec::new()),
        form: "form[action='/us/life/life-1-01/away']",
        card: "life/",
    });
}

#[test]
fn what_is_still_open_is_not_forgotten_and_what_lapsed_or_was_agreed_is() {
    let mut world = two();
    for n in 0..3 {
        in_shared(&mut world, SAM, of_piece(n, "us", "Less work on Sundays"));
        world.desk.as_mut().unwrap().cards_away.push(format!("agreement/s{n}"));
    }
    in_shared(&mut world, ALEX, agreed(1, agreement::Change::Agreed));
    let forgets = |world: &World<'static>, id: &str| {
        let events = send(world, "/us/agreed/away", &[("id", id)]).events;
        let forgotten = |event: &New| match event {
            New::Desk(desk::Event::CardsForgotten { cards }) => cards.clone(),
            _ => Vec::new(),
        };
        events.iter().flat_map(forgotten).collect::<Vec<_>>()
    };
    in_shared(&mut world, SAM, of_piece(3, "us", "A walk"));
    assert_eq!(forgets(&world, "s3"), ["agreement/s1"]);
    world.now = NOW.plus_days(ritual::LAPSES);
    in_shared(&mut world, SAM, of_piece(4, "us", "A walk"));
    assert_eq!(forgets(&world, "s4"), ["agreement/s0", "agreement/s1", "agreement/s2"]);
}

#[test]
fn there_is_room_for_every_proposal_that_can_be_open_and_every_card_there_is() {
    let welcome_looks_and_partings = 20;
    let offered = crate::library::rituals().len();
    let open = agreement::MOST + ritual::MOST + life::MOST;
    assert!(open + offered + welcome_looks_and_partings <= desk::CARDS);
}
