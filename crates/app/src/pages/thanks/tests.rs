use domain::checkin::Quiet;
use domain::event::encode;
use domain::shared::{Event, Moment, Shared};
use domain::{Fold, Instant, Meta, PersonId, SpaceName, desk, private};

use super::MUTED;
use crate::testing::{ALEX, NOW, SAM, alone, count, goes, page, read, send, shut, text, together};
use crate::{Answer, Couple, CoupleState, Item, New, Outcome, Row, Visitor, World};

/// Somebody gives thanks, so many days ago, at a place in the log; the words are loaded.
fn gave(world: &mut World<'_>, by: PersonId, seq: u64, days: i64, words: &str) {
    let (at, event) = (NOW.plus_days(-days), Event::Thanked { text: words.into() });
    world.items.insert((SpaceName::Shared, seq), Item { author: by, at, body: encode(&event) });
    world.shared.as_mut().unwrap().apply(event, &Meta { seq, author: by, at });
}

fn muted(mut world: World<'static>) -> World<'static> {
    let event = desk::Event::Muted { what: MUTED.into(), on: true };
    crate::testing::apply(world.desk.as_mut().unwrap(), ALEX, 9, event);
    world
}

fn over(state: CoupleState) -> World<'static> {
    let mut world = together();
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple = Some(Couple { partner: SAM, state });
    }
    world
}

fn html(outcome: &Outcome) -> String {
    match &outcome.answer {
        Answer::Page { html, .. } => html.clone(),
        other => panic!("{other:?}"),
    }
}

fn shown(world: &World<'_>) -> scraper::Html {
    page(&read(world, "/us/thanks")).1
}

const GIVE: &str = "main form[action='/us/thanks'] textarea";
const KEEP: &str = "main form[action='/us/thanks/keep'] textarea";

#[test]
fn thanks_go_to_the_other_one_and_nowhere_else() {
    let outcome = send(&together(), "/us/thanks", &[("text", " You stayed up for me. ")]);
    assert_eq!(goes(&outcome), "/us/thanks");
    assert_eq!(outcome.events, [New::Shared(Event::Thanked { text: "You stayed up for me.".into() })]);
    assert!(outcome.rows.is_empty() && outcome.keys.is_empty(), "nobody is told");
}

#[test]
fn both_find_given_and_received_newest_first() {
    let mut world = together();
    gave(&mut world, SAM, 3, 5, "the warm car");
    gave(&mut world, ALEX, 7, 2, "the second cup");
    let said = text(&shown(&world));
    assert!(said.find("the second cup").unwrap() < said.find("the warm car").unwrap(), "{said}");
    assert!(said.contains("Sam · 18 November 2026") && said.contains("You · 21 November 2026"), "{said}");
}

#[test]
fn one_a_day_is_enough_and_the_words_of_a_second_are_still_there() {
    let mut world = together();
    gave(&mut world, ALEX, 3, 0, "the warm car");
    assert_eq!(count(&shown(&world), "main textarea"), 0);
    let outcome = send(&world, "/us/thanks", &[("text", "and the second cup")]);
    assert!(outcome.events.is_empty());
    let (status, second) = page(&outcome);
    assert_eq!((status, count(&second, "[role=alert]"), count(&second, GIVE)), (422, 1, 0));
    assert_eq!(count(&second, KEEP), 1);
    assert!(text(&second).contains("and the second cup"));
    // What Sam gave today does not count, and tomorrow is another day.
    let mut world = together();
    gave(&mut world, SAM, 3, 0, "the warm car");
    assert_eq!(send(&world, "/us/thanks", &[("text", "me too")]).events.len(), 1);
    gave(&mut world, ALEX, 4, 0, "me too");
    world.now = NOW.plus_days(1);
    assert_eq!(send(&world, "/us/thanks", &[("text", "once more")]).events.len(), 1);
}

#[test]
fn the_day_is_the_one_where_the_author_is() {
    let mut world = together();
    gave(&mut world, ALEX, 3, 0, "the warm car");
    // Five hours on it is tomorrow in Berlin, and still today in New York.
    world.now = Instant(NOW.0 + 5 * 3_600_000);
    for (zone, free) in [("Europe/Berlin", 1), ("America/New_York", 0)] {
        world.zone = jiff::tz::TimeZone::get(zone).unwrap();
        assert_eq!(count(&shown(&world), GIVE), free, "{zone}");
    }
}

#[test]
fn empty_endless_or_merely_begun_words_are_asked_again_as_they_were_typed() {
    let long = "y".repeat(601);
    for (words, to) in
        [(" ", "/us/thanks"), (&long, "/us/thanks"), ("I noticed when you…", "/us/thanks/keep")]
    {
        let outcome = send(&together(), to, &[("text", words)]);
        assert!(outcome.events.is_empty());
        let (status, again) = page(&outcome);
        assert_eq!((status, count(&again, "textarea[aria-invalid=true]"), count(&again, GIVE)), (422, 1, 1));
        assert!(html(&outcome).contains(words));
    }
}

#[test]
fn a_way_to_begin_can_be_taken_without_a_script() {
    let world = together();
    let links = scraper::Selector::parse("main details a[href^='/us/thanks?with=']").unwrap();
    let first = shown(&world);
    let link = first.select(&links).next().unwrap();
    let (path, words) = (link.value().attr("href").unwrap(), link.text().collect::<String>());
    let begun = page(&read(&world, path)).1;
    let field = scraper::Selector::parse("main textarea").unwrap();
    assert_eq!(begun.select(&field).next().unwrap().text().collect::<String>(), words);
    assert_eq!(count(&page(&read(&world, "/us/thanks?with=nonsense")).1, GIVE), 1);
}

#[test]
fn before_anything_was_shown_it_says_that_it_can_be_photographed() {
    let said = |world: &World<'_>| text(&shown(world)).contains("photographed");
    let mut world = together();
    assert!(said(&world));
    gave(&mut world, SAM, 3, 5, "the warm car");
    assert!(said(&world), "what the other one showed is not mine");
    gave(&mut world, ALEX, 4, 2, "the second cup");
    assert!(!said(&world));
}

#[test]
fn what_was_given_just_now_can_be_taken_back_and_nothing_else_can() {
    let mut world = together();
    gave(&mut world, SAM, 3, 0, "the warm car");
    gave(&mut world, ALEX, 4, 1, "the second cup");
    gave(&mut world, ALEX, 5, 0, "the lamp");
    let buttons = "main form[action='/us/thanks/back'] button[name=at]";
    assert_eq!(count(&shown(&world), buttons), 1);
    let back = |at: &str| send(&world, "/us/thanks/back", &[("at", at)]);
    let erased = Row::Erase { space: SpaceName::Shared, seqs: vec![5] };
    assert_eq!(back(&NOW.0.to_string()).rows, [erased]);
    let yesterday = NOW.plus_days(-1).0.to_string();
    for at in ["5", &yesterday, "", "x", "99"] {
        let outcome = back(at);
        assert_eq!(goes(&outcome), "/us/thanks");
        assert!(outcome.rows.is_empty() && outcome.events.is_empty(), "{at}");
    }
    // A quarter of an hour later it stays.
    world.now = Instant(NOW.0 + 15 * 60_000);
    assert_eq!(count(&shown(&world), buttons), 0);
    assert!(send(&world, "/us/thanks/back", &[("at", &NOW.0.to_string())]).rows.is_empty());
}

#[test]
fn words_that_were_taken_back_are_passed_over() {
    let mut world = together();
    gave(&mut world, SAM, 3, 5, "the warm car");
    world.items.insert((SpaceName::Shared, 3), Item { author: SAM, at: NOW, body: vec![] });
    assert_eq!(count(&shown(&world), "main article"), 0);
}

#[test]
fn left_out_they_are_nowhere_and_ones_own_stay() {
    let mut world = muted(together());
    gave(&mut world, SAM, 3, 5, "the warm car");
    gave(&mut world, ALEX, 4, 2, "the second cup");
    let said = text(&shown(&world));
    assert!(!said.contains("the warm car") && said.contains("the second cup"));
    let said = |on| New::Desk(desk::Event::Muted { what: MUTED.into(), on });
    assert_eq!(send(&world, "/us/thanks/mute", &[("on", "no")]).events, [said(false)]);
    assert_eq!(send(&world, "/us/thanks/mute", &[("on", "yes")]).events, []);
    assert_eq!(send(&together(), "/us/thanks/mute", &[("on", "yes")]).events, [said(true)]);
}

#[test]
fn older_ones_are_reached_past_everything_else_that_was() {
    let mut world = together();
    let mut seq = 10;
    // Some thanks among very much else, over years.
    for n in 0..900_u64 {
        seq += 1;
        if n % 13 == 0 {
            let by = if n % 2 == 0 { ALEX } else { SAM };
            gave(&mut world, by, seq, 900 - n as i64, &format!("thanks {n}."));
        } else {
            let at = NOW.plus_days(n as i64 - 900);
            let day = at.day_in(&world.zone);
            let practice = format!("p{}", n % 50).as_str().into();
            let did = Event::PracticeDone { practice, minutes: 5, day };
            world.shared.as_mut().unwrap().apply(did, &Meta { seq, author: SAM, at });
        }
    }
    let chapters = world.shared.as_mut().unwrap().moments.take_chapters().into_iter();
    world.chapters = chapters.map(|(number, bytes)| ((SpaceName::Shared, number), bytes)).collect();
    assert!(world.chapters.len() > 10);
    let (mut path, mut seen) = ("/us/thanks".to_owned(), Vec::new());
    for _ in 0..40 {
        let request = crate::Request::get(&path);
        let asked = crate::needs(&request, &world.visitor).chapters;
        let here = read(&world, &path);
        let needed = path.contains("chapter=");
        assert_eq!(!asked.is_empty(), needed, "{path}");
        assert!(asked.len() <= 6, "{path}");
        let here = page(&here).1;
        let words = scraper::Selector::parse("main article .words").unwrap();
        seen.extend(here.select(&words).map(|words| words.text().collect::<String>()));
        let older = scraper::Selector::parse("main a[href^='/us/thanks?']:not([href*='with='])").unwrap();
        let Some(link) = here.select(&older).next() else { break };
        path = link.value().attr("href").unwrap().to_owned();
    }
    let all: Vec<_> = (0..900).rev().filter(|n| n % 13 == 0).map(|n| format!("thanks {n}.")).collect();
    assert_eq!(seen, all);
}

#[test]
fn only_the_words_that_show_are_fetched() {
    let mut world = together();
    for n in 0..30 {
        gave(&mut world, SAM, 100 + n, 40 - n as i64, "thanks");
    }
    world.items.clear();
    let items = read(&world, "/us/thanks").more.unwrap().items;
    assert_eq!(items, (118..130).rev().map(|seq| (SpaceName::Shared, seq)).collect::<Vec<_>>());
}

#[test]
fn alone_they_are_said_aloud_kept_or_printed() {
    for world in [alone(), shut(alone())] {
        let here = shown(&world);
        assert_eq!((count(&here, GIVE), count(&here, KEEP), count(&here, "main .circle.us")), (0, 1, 0));
        assert_eq!(count(&here, "main a[href='/paper/thanks']"), 1);
        let outcome = send(&world, "/us/thanks/keep", &[("text", "The lamp was on.")]);
        assert_eq!(goes(&outcome), "/us/thanks?kept=yes");
        let note = private::Event::NoteKept { place: "thanks".into(), text: "The lamp was on.".into() };
        assert_eq!(outcome.events, [New::Private(note)]);
    }
    assert_eq!(page(&send(&alone(), "/us/thanks", &[("text", "mine")])).0, 403);
}

#[test]
fn after_somebody_left_what_was_given_stays_and_nothing_can_be_given() {
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let mut world = over(state);
        gave(&mut world, SAM, 3, 5, "the warm car");
        gave(&mut world, ALEX, 4, 0, "the lamp");
        let here = shown(&world);
        assert!(text(&here).contains("the warm car") && text(&here).contains("the lamp"));
        assert_eq!((count(&here, "main textarea"), count(&here, "form[action='/us/thanks/back']")), (0, 0));
        for path in ["/us/thanks", "/us/thanks/back"] {
            assert_eq!(page(&send(&world, path, &[("text", "x"), ("at", "4")])).0, 403);
        }
    }
    let closed = World { shared: None, ..over(CoupleState::ToOpen { words: [1, 2, 3, 4] }) };
    assert_eq!(count(&shown(&closed), "main p a[href='/us']"), 1);
    assert_eq!(count(&shown(&closed), "main form"), 0);
}

#[test]
fn in_a_quiet_time_nothing_is_asked_for_and_what_was_given_can_be_read() {
    let mut world = together();
    gave(&mut world, SAM, 3, 5, "the warm car");
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&world.zone) });
    let here = shown(&world);
    assert_eq!(count(&here, "main textarea"), 0);
    assert!(text(&here).contains("the warm car"));
    let outcome = send(&world, "/us/thanks", &[("text", "typed before the rest")]);
    assert!(outcome.events.is_empty());
    assert!(html(&outcome).contains("typed before the rest"));
    let mut own = alone();
    own.desk.as_mut().unwrap().quiet = Some(Quiet { until: NOW.day_in(&own.zone) });
    assert_eq!(count(&shown(&own), "main textarea"), 0);
}

#[test]
fn in_every_state_there_are_words_one_heading_and_a_title_that_tells_nothing() {
    let mut busy = together();
    gave(&mut busy, SAM, 3, 5, "a");
    gave(&mut busy, ALEX, 4, 0, "b");
    let worlds = [
        alone(),
        together(),
        muted(together()),
        busy,
        over(CoupleState::ILeft),
        over(CoupleState::TheyLeft),
        World { shared: None, ..over(CoupleState::ToOpen { words: [1, 2, 3, 4] }) },
    ];
    for world in worlds {
        for path in ["/us/thanks", "/us/thanks?kept=yes", "/us/thanks?before=4", "/us/thanks?chapter=9"] {
            let outcome = read(&world, path);
            let html = html(&outcome);
            assert!(!html.contains('⟦') && html.contains("<title>Us · Toward</title>"), "{path}");
            let here = page(&outcome).1;
            assert_eq!((count(&here, "h1"), count(&here, "main .circle")), (1, 1), "{path}");
            let said = text(&here).to_lowercase();
            for word in ["waiting", "overdue", "missed", "has read", "has not", "seen by", "first thanks"] {
                assert!(!said.contains(word), "{path}: {word}");
            }
        }
    }
}

#[test]
fn a_full_page_stays_small() {
    let mut world = together();
    for n in 0..30 {
        gave(&mut world, SAM, 100 + n, 40 - n as i64, &"words ".repeat(100));
    }
    let size = html(&read(&world, "/us/thanks")).len();
    assert!(size <= 20_000, "{size}");
}

/// What the two share, without the thanks.
fn moments(shared: &Shared) -> usize {
    shared.moments.newest().filter(|moment| matches!(moment, Moment::Thanked(..))).count()
}

#[test]
fn no_other_page_knows_of_thanks() {
    let (mut with, without) = (together(), together());
    gave(&mut with, SAM, 3, 0, "the warm car");
    assert_eq!((moments(with.shared.as_ref().unwrap()), moments(without.shared.as_ref().unwrap())), (1, 0));
    let reads = crate::routes().filter(|route| route.method == crate::Method::Get);
    let paths = reads.map(|route| route.path).filter(|path| !path.contains('{') && *path != "/us/thanks");
    for path in paths {
        let answer = |world| format!("{:?}", read(world, path).answer);
        assert_eq!(answer(&with), answer(&without), "{path}");
    }
}
