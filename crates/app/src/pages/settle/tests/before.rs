//! Talks that are over: whoever ends one takes nothing away from the other.

use domain::{repair, shared};

use super::super::fixture::Home;
use crate::testing::{ALEX, SAM, count, goes, page, text};
use crate::{Answer, CoupleState, Proven};

const BEFORE: &str = "/talk/settle/before";

fn words(html: &str) -> String {
    text(&scraper::Html::parse_document(html)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a person takes along, as a program reads it.
fn taken(home: &mut Home) -> String {
    home.world.proven = Some(Proven::Yes);
    let outcome = home.send("/me/keep", &[("passphrase", "x"), ("as", "data")]);
    home.world.proven = None;
    match outcome.answer {
        Answer::File { bytes, .. } => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// A talk in which both wrote what they heard, and both agreed.
fn heard_and_settled(home: &mut Home) -> String {
    let at = home.wanted();
    for (who, heard) in [(ALEX, "That you are tired."), (SAM, "That mornings matter to you.")] {
        home.be(who);
        home.done(&format!("{at}/heard"), &[("text", heard)]);
    }
    let day = home.day(14);
    home.done(&format!("{at}/agree"), &[("was", ""), ("text", "Sundays begin late."), ("day", &day)]);
    home.be(ALEX);
    let was = home.hidden(&at, "agreed", "was");
    home.done(&format!("{at}/agreed"), &[("was", &was)]);
    at
}

const ALL: [&str; 4] =
    ["Our Sundays", "That you are tired.", "That mornings matter to you.", "Sundays begin late."];

#[test]
fn what_each_heard_and_both_agreed_stays_readable_whoever_ended_the_talk() {
    for ender in [ALEX, SAM] {
        let mut home = Home::two();
        let at = heard_and_settled(&mut home);
        home.be(ender);
        home.done(&format!("{at}/end"), &[("was", "settled")]);
        // What was agreed is ended by itself, and the talk is as it was.
        for who in [ALEX, SAM] {
            home.be(who);
            let (status, shown) = page(&home.read(&at));
            let said = text(&shown);
            assert_eq!((status, count(&shown, "main form")), (200, 0));
            assert!(ALL.iter().all(|words| said.contains(words)), "{said}");
            let list = home.html(BEFORE);
            assert!(list.contains(&format!("href=\"{at}\"")) && list.contains("Our Sundays"));
            assert!(home.html("/talk/settle").contains(&format!("href=\"{BEFORE}\"")));
            let file = taken(&mut home);
            assert!(ALL.iter().all(|words| file.contains(words)), "{file}");
        }
        home.later(400);
        home.asked();
        assert!(home.html(&at).contains("That you are tired."), "for good");
    }
}

#[test]
fn what_was_only_asked_put_away_or_taken_back_stands_nowhere() {
    let mut home = Home::two();
    let asked = home.asked();
    home.be(SAM);
    home.done(&format!("{asked}/away"), &[]);
    let nowhere = |home: &mut Home, what: &str| {
        assert_eq!(page(&home.read(&asked)).0, 404, "{what}");
        assert!(!home.html(BEFORE).contains("Our Sundays"), "{what}");
        assert!(!taken(home).contains("Our Sundays"), "{what}");
    };
    nowhere(&mut home, "put away");
    home.be(ALEX);
    home.done(&format!("{asked}/end"), &[("was", "asked")]);
    for who in [ALEX, SAM] {
        home.be(who);
        nowhere(&mut home, "taken back");
    }
    let mut home = Home::two();
    let asked = home.asked();
    home.later(30);
    home.wanted();
    for who in [ALEX, SAM] {
        home.be(who);
        assert_eq!(page(&home.read(&asked)).0, 404, "lapsed");
        assert!(!home.html(BEFORE).contains("Our Sundays"), "lapsed");
    }
}

#[test]
fn what_one_found_alone_on_looking_again_stays_theirs_also_once_the_talk_is_over() {
    for both in [false, true] {
        let mut home = Home::two();
        let at = home.settled();
        home.later(14);
        home.done(&format!("{at}/again"), &[("how", "harder")]);
        home.be(SAM);
        if both {
            home.done(&format!("{at}/again"), &[("how", "same")]);
        }
        home.done(&format!("{at}/end"), &[("was", "settled")]);
        for (who, mine, theirs) in
            [(SAM, "The same", "Alex said: Harder"), (ALEX, "Harder", "Sam said: The same")]
        {
            home.be(who);
            let said = words(&home.html(&at));
            assert_eq!(said.contains(&format!("You said: {mine}")), both, "{said}");
            assert_eq!(said.contains(theirs), both, "{said}");
            let file = taken(&mut home);
            assert_eq!(file.contains("Harder") || file.contains("harder"), both, "{file}");
        }
    }
}

#[test]
fn what_is_done_gives_way_to_the_next_and_stays_readable() {
    let mut home = Home::two();
    let at = heard_and_settled(&mut home);
    home.later(14);
    for who in [SAM, ALEX] {
        home.be(who);
        home.done(&format!("{at}/again"), &[("how", "better")]);
    }
    assert!(!home.html(BEFORE).contains("Our Sundays"), "it still stands among those they have");
    home.asked();
    for who in [ALEX, SAM] {
        home.be(who);
        let said = words(&home.html(&at));
        assert!(ALL.iter().all(|words| said.contains(words)) && said.contains("You said: Better"), "{said}");
        assert!(home.html(BEFORE).contains(&format!("href=\"{at}\"")));
    }
}

#[test]
fn a_talk_of_the_same_name_hides_no_earlier_one() {
    let mut home = Home::two();
    let at = heard_and_settled(&mut home);
    home.done(&format!("{at}/end"), &[("was", "settled")]);
    // A program that is not ours gives a new ask the name of the old talk.
    let id = at.rsplit('/').next().unwrap().to_owned();
    let change =
        repair::Change::Asked { kind: repair::Kind::Hurt, about: "Something else".into(), ritual: None };
    home.be(SAM);
    home.writes(shared::Event::RepairChanged { repair: id.as_str().into(), change });
    home.be(ALEX);
    assert!(home.html(&at).contains("Something else"));
    let list = home.html(BEFORE);
    let older = list.split("href=\"").find(|link| link.starts_with(&format!("{at}?of="))).unwrap();
    let older = older.split('"').next().unwrap().to_owned();
    let said = words(&home.html(&older));
    assert!(ALL.iter().all(|words| said.contains(words)) && !said.contains("Something else"), "{said}");
    assert_eq!(page(&home.read(&format!("{at}?of=1"))).0, 404);
}

#[test]
fn there_may_be_many_and_each_page_is_small() {
    let mut home = Home::two();
    let mut all = Vec::new();
    for _ in 0..30 {
        let at = home.wanted();
        home.done(&format!("{at}/end"), &[("was", "turns")]);
        all.push(at);
    }
    let mut seen = Vec::new();
    for number in 0..3 {
        let html = home.html(&format!("{BEFORE}?page={number}"));
        assert!(html.len() <= 20_000, "{} bytes", html.len());
        seen.extend(all.iter().filter(|at| html.contains(&format!("href=\"{at}\""))).cloned());
    }
    seen.sort();
    all.sort();
    assert_eq!(seen, all);
    assert_eq!(page(&home.read(&format!("{BEFORE}?page=18446744073709551615"))).0, 200);
}

#[test]
fn after_leaving_all_of_them_are_found_and_alone_there_are_none() {
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let mut home = Home::two();
        let ended = heard_and_settled(&mut home);
        home.done(&format!("{ended}/end"), &[("was", "settled")]);
        let open = home.wanted();
        let asked = home.asked();
        home.part(state);
        let list = home.html(BEFORE);
        for at in [&ended, &open] {
            assert!(list.contains(&format!("href=\"{at}\"")));
            assert_eq!(page(&home.read(at)).0, 200);
        }
        assert!(!list.contains(&asked));
        assert_eq!(page(&home.read(&asked)).0, 404);
        home.part(CoupleState::ToOpen { words: [1, 2, 3, 4] });
        assert_eq!((goes(&home.read(BEFORE)), page(&home.read(&ended)).0), ("/talk/settle", 404));
    }
    let mut alone = Home::one();
    assert_eq!(goes(&alone.read(BEFORE)), "/talk/settle");
    assert!(!alone.html("/talk/settle").contains(BEFORE));
}
