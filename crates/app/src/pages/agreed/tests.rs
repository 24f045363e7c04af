use domain::agreement::{Change, MOST, TEXT};
use domain::checkin::Quiet;
use domain::{Day, PersonId, desk, repair, shared};
use jiff::tz::TimeZone;

use super::OWN;
use crate::testing::{
    ALEX, NOW, SAM, alone, count, goes, html, in_shared, is_a_page, over, page, read, send, text, together,
};
use crate::{CoupleState, New, World};

const HERE: &str = "/us/agreed";
const FRESH: &str = "own-0707070707070707";

fn today() -> Day {
    NOW.day_in(&TimeZone::UTC)
}

fn say(world: &mut World<'static>, by: PersonId, id: &str, change: Change) {
    in_shared(world, by, shared::Event::AgreementChanged { agreement: id.into(), change });
}

fn proposed(piece: Option<&str>, words: &str, look_again: Option<Day>) -> Change {
    Change::Proposed { piece: piece.map(str::to_owned), text: words.into(), look_again }
}

fn own(words: &str) -> Change {
    proposed(Some(OWN), words, Some(today().plus(90)))
}

fn happened(id: &str, change: Change) -> New {
    New::Shared(shared::Event::AgreementChanged { agreement: id.into(), change })
}

/// Both said yes.
fn agreed(world: &mut World<'static>, id: &str, change: Change) {
    say(world, SAM, id, change);
    say(world, ALEX, id, Change::Agreed);
}

#[test]
fn agreements_of_every_kind_stand_here_with_who_proposed_them_and_their_day() {
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    agreed(&mut world, "b", proposed(Some("dinner-table"), "Dinner table\nPhones rest elsewhere.", None));
    agreed(&mut world, "c", proposed(None, "We say when we need a pause", Some(today().plus(14))));
    is_a_page(&world, HERE);
    let shown = page(&read(&world, HERE)).1;
    for words in [
        "Less work on Sundays",
        "Dinner table",
        "We say when we need a pause",
        "Sam proposed it.",
        "21 February 2027",
    ] {
        assert!(text(&shown).contains(words), "{words}");
    }
    assert_eq!(count(&shown, "main article a[href='/time/down']"), 1);
    let down = html(&read(&world, "/time/down")).to_owned();
    assert!(down.contains("Dinner table") && !down.contains("Less work") && !down.contains("need a pause"));
}

#[test]
fn what_was_agreed_in_a_talk_leads_to_it_and_is_proposed_there_alone() {
    let mut world = together();
    let happens = |world: &mut World<'static>, by, change| {
        in_shared(world, by, shared::Event::RepairChanged { repair: "r".into(), change });
    };
    let (kind, about) = (repair::Kind::Disagreement, "our Sundays".into());
    happens(&mut world, SAM, repair::Change::Asked { kind, about, ritual: None });
    happens(&mut world, ALEX, repair::Change::Agreed);
    let look_again = today().plus(14);
    say(&mut world, SAM, "a", proposed(None, "One Sunday a month", Some(look_again)));
    happens(&mut world, SAM, repair::Change::Settled { agreement: "a".into(), look_again });
    assert!(!html(&read(&world, HERE)).contains("One Sunday a month"));
    say(&mut world, ALEX, "a", Change::Agreed);
    let shown = page(&read(&world, HERE)).1;
    assert_eq!(count(&shown, "main article a[href='/talk/settle/r/r']"), 1);
    happens(&mut world, ALEX, repair::Change::Ended);
    let shown = page(&read(&world, HERE)).1;
    assert!(text(&shown).contains("One Sunday a month"), "the talk ended, and what was agreed stands");
    assert_eq!(count(&shown, "main article a[href^='/talk/settle']"), 0);
}

#[test]
fn something_of_ones_own_is_proposed_with_a_day_to_look_again() {
    let day = "2027-02-01";
    let outcome = send(&together(), HERE, &[("text", "Less work\non Sundays"), ("day", day)]);
    assert_eq!(goes(&outcome), HERE);
    let look_again = crate::when::day_typed(day);
    assert_eq!(outcome.events, [happened(FRESH, proposed(Some(OWN), "Less work\non Sundays", look_again))]);
}

#[test]
fn a_proposal_stands_on_this_page_alone_and_can_be_put_away_unseen() {
    let mut world = together();
    say(&mut world, SAM, "s", own("Less work on Sundays"));
    for path in ["/today", "/talk", "/us", "/me", "/time/down", "/us/book", "/us/life"] {
        assert_eq!(html(&read(&world, path)), html(&read(&together(), path)), "{path}");
    }
    let shown = page(&read(&world, HERE)).1;
    assert_eq!(count(&shown, "form[action='/us/agreed/agree'] button[value=s]"), 1);
    let outcome = send(&world, "/us/agreed/away", &[("id", "s")]);
    assert_eq!(outcome.events, [New::Desk(desk::Event::CardPutAway { card: "agreement/s".into() })]);
    world.desk.as_mut().unwrap().cards_away.push("agreement/s".into());
    assert_eq!(html(&read(&world, HERE)), html(&read(&together(), HERE)));
    assert_eq!(send(&world, "/us/agreed/agree", &[("id", "s")]).events, [happened("s", Change::Agreed)]);
}

#[test]
fn either_ends_one_alone_and_it_is_written_who_did() {
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    let outcome = send(&world, "/us/agreed/end", &[("id", "a")]);
    assert_eq!(outcome.events, [happened("a", Change::Ended)]);
    say(&mut world, ALEX, "a", Change::Ended);
    assert!(!html(&read(&world, HERE)).contains("Less work on Sundays"));
    is_a_page(&world, "/us/agreed/before");
    let before = text(&page(&read(&world, "/us/agreed/before")).1);
    assert!(before.contains("Less work on Sundays") && before.contains("ended by Alex"));
    is_a_page(&together(), "/us/agreed/before");
}

#[test]
fn on_its_day_it_comes_to_rest_and_may_be_proposed_once_more() {
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    world.now = NOW.plus_days(91);
    is_a_page(&world, HERE);
    let shown = page(&read(&world, HERE)).1;
    assert!(text(&shown).contains("It has come to rest."));
    assert_eq!(count(&shown, "form[action='/us/agreed/again'] input[name=id][value=a]"), 1);
    let outcome = send(&world, "/us/agreed/again", &[("id", "a"), ("day", "2027-06-01")]);
    let change = proposed(Some(OWN), "Less work on Sundays", crate::when::day_typed("2027-06-01"));
    assert_eq!(outcome.events, [happened(FRESH, change.clone())]);
    say(&mut world, ALEX, FRESH, change);
    let shown = page(&read(&world, HERE)).1;
    assert_eq!(count(&shown, "form[action='/us/agreed/again']"), 0, "it lies proposed");
    assert!(send(&world, "/us/agreed/again", &[("id", "a"), ("day", "2027-06-01")]).events.is_empty());
    assert!(text(&page(&read(&world, "/us/agreed/before")).1).contains("came to rest on its day"));
    // What the other one proposes changes nothing of it.
    let mut theirs = together();
    agreed(&mut theirs, "a", own("Less work on Sundays"));
    theirs.now = NOW.plus_days(91);
    say(&mut theirs, SAM, "t", own("Less work on Sundays"));
    assert_eq!(count(&page(&read(&theirs, HERE)).1, "form[action='/us/agreed/again']"), 1);
}

#[test]
fn one_that_still_stands_is_not_proposed_again() {
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    assert!(send(&world, "/us/agreed/again", &[("id", "a"), ("day", "2027-06-01")]).events.is_empty());
}

#[test]
fn what_does_not_make_sense_is_asked_again() {
    let world = together();
    let long = "ü".repeat(TEXT / 2 + 1);
    for (words, day) in [
        ("", "2027-02-01"),
        (long.as_str(), "2027-02-01"),
        ("Tea", "2026-11-24"),
        ("Tea", "x"),
        ("Tea", "2030-01-01"),
    ] {
        let outcome = send(&world, HERE, &[("text", words), ("day", day)]);
        let (status, shown) = page(&outcome);
        assert_eq!(
            (status, outcome.events.len(), count(&shown, "[role=alert]")),
            (422, 0, 1),
            "{words} {day}"
        );
        assert!(text(&shown).contains(words));
    }
    let mut full = together();
    for n in 0..MOST {
        say(&mut full, SAM, &format!("x{n}"), own("Tea"));
    }
    assert_eq!(page(&send(&full, HERE, &[("text", "Tea"), ("day", "2027-02-01")])).0, 422);
    is_a_page(&full, HERE);
}

#[test]
fn nothing_is_asked_while_everything_rests() {
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    say(&mut world, SAM, "s", own("Tea at ten"));
    world.shared.as_mut().unwrap().quiet = Some(Quiet { until: today() });
    let shown = page(&read(&world, HERE)).1;
    assert!(text(&shown).contains("Less work on Sundays") && !text(&shown).contains("Tea at ten"));
    assert_eq!(count(&shown, "main textarea"), 0);
    assert!(send(&world, HERE, &[("text", "Tea"), ("day", "2027-02-01")]).events.is_empty());
}

#[test]
fn alone_there_is_none_and_after_leaving_it_can_be_read_what_there_was() {
    is_a_page(&alone(), HERE);
    assert_eq!(count(&page(&read(&alone(), HERE)).1, "main form"), 0);
    assert_eq!(goes(&read(&alone(), "/us/agreed/before")), "/us");
    let mut world = together();
    agreed(&mut world, "a", own("Less work on Sundays"));
    let world = over(world, CoupleState::ILeft);
    let shown = page(&read(&world, HERE)).1;
    assert_eq!(count(&shown, "main form"), 0);
    assert!(!text(&shown).contains("Less work on Sundays"));
    assert!(text(&page(&read(&world, "/us/agreed/before")).1).contains("Less work on Sundays"));
    let world = over(world, CoupleState::ToOpen { words: [1, 2, 3, 4] });
    assert_eq!(goes(&read(&world, HERE)), "/us");
}
