//! What the two agree, the day to look again, and ending it.

use domain::shared::Event;
use domain::{agreement, repair};

use super::super::fixture::{Home, between};
use crate::New;
use crate::testing::{ALEX, SAM, count, goes, page, text};

/// A talk in which Alex wrote down what they agree; its address. Sam looks at it.
fn written(home: &mut Home) -> String {
    let at = home.wanted();
    let day = home.day(14);
    home.done(&format!("{at}/agree"), &[("was", ""), ("text", "Sundays begin late."), ("day", &day)]);
    home.be(SAM);
    at
}

#[test]
fn one_writes_it_and_it_counts_once_the_other_one_says_yes() {
    let mut home = Home::two();
    let at = home.wanted();
    let day = home.day(14);
    let outcome = home
        .does(&format!("{at}/agree"), &[("was", ""), ("text", " Sundays \n begin late. "), ("day", &day)]);
    assert_eq!(between(&outcome), ["words Proposed", "Settled"]);
    let New::Shared(Event::AgreementChanged {
        agreement,
        change: agreement::Change::Proposed { text: words, look_again, piece },
    }) = &outcome.events[0]
    else {
        panic!("{:?}", outcome.events)
    };
    let until = home.today().plus(14);
    assert_eq!((words.as_str(), *look_again, piece), ("Sundays begin late.", Some(until), &None));
    let settled = repair::Change::Settled { agreement: agreement.clone(), look_again: until };
    assert!(
        matches!(&outcome.events[1], New::Shared(Event::RepairChanged { change, .. }) if *change == settled)
    );
    let said = text(&page(&home.read(&at)).1);
    assert!(said.contains("You wrote this. It counts once Sam says yes"));
    assert!(home.html("/talk/settle").contains("You look at it again on Monday 7 December"));
    assert!(!home.html("/time/down").contains("Sundays begin late"), "it is not about screens");
    home.be(SAM);
    let was = home.hidden(&at, "agreed", "was");
    assert_eq!(between(&home.does(&format!("{at}/agreed"), &[("was", &was)])), ["words Agreed"]);
    assert!(home.html(&at).contains("You both said yes to this"));
    assert!(!home.html("/time/down").contains("Sundays begin late"));
}

#[test]
fn words_and_a_day_are_needed_and_kept_as_typed() {
    let mut home = Home::two();
    let at = home.wanted();
    let (near, far, good) = (home.day(6), home.day(93), home.day(7));
    let long = "ü".repeat(151);
    for (words, day) in [("Tea.", &*near), ("Tea.", &*far), ("Tea.", ""), (" ", &*good), (&long, &*good)] {
        let outcome = home.send(&format!("{at}/agree"), &[("was", ""), ("text", words), ("day", day)]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0), "{words} {day}");
        assert_eq!(count(&shown, "#agree-text[aria-invalid]"), 1);
        assert!(text(&shown).contains(words));
        assert_eq!(count(&shown, &format!("#agree-day[value='{day}']")), 1);
    }
}

#[test]
fn the_other_one_may_say_it_in_other_words_and_a_yes_is_to_the_words_that_stood_there() {
    let mut home = Home::two();
    let at = written(&mut home);
    let old = home.hidden(&at, "agreed", "was");
    home.later(1);
    let outcome = home.does(&format!("{at}/agree"), &[("was", &old), ("text", "Sundays begin at ten.")]);
    assert_eq!(between(&outcome), ["words Ended", "words Proposed"]);
    home.be(ALEX);
    let said = text(&page(&home.read(&at)).1);
    assert!(said.contains("Sundays begin at ten.") && said.contains("Sam wrote this"));
    // Sam's page was open; Alex had the old words before them.
    let late = home.send(&format!("{at}/agreed"), &[("was", &old)]);
    assert_eq!((page(&late).0, late.events.len()), (422, 0));
    assert!(text(&page(&late).1).contains("Meanwhile Sam wrote it down"));
    let new = home.hidden(&at, "agreed", "was");
    assert_eq!(between(&home.does(&format!("{at}/agreed"), &[("was", &new)])), ["words Agreed"]);
    let again = home.send(&format!("{at}/agree"), &[("was", &new), ("text", "Or eleven.")]);
    assert!(again.events.is_empty(), "what both said yes to is ended first");
}

#[test]
fn two_who_write_it_down_at_once_have_one_agreement_and_the_second_keeps_their_words() {
    let mut home = Home::two();
    let at = written(&mut home);
    let day = home.day(30);
    let late =
        home.send(&format!("{at}/agree"), &[("was", ""), ("text", "Sundays begin at ten."), ("day", &day)]);
    let (status, shown) = page(&late);
    assert_eq!((status, late.events.len()), (422, 0));
    assert!(
        text(&shown).contains("Meanwhile Alex wrote it down") && text(&shown).contains("Sundays begin late.")
    );
    let typed = scraper::Selector::parse("#agree-text").unwrap();
    assert_eq!(shown.select(&typed).next().unwrap().text().collect::<String>(), "Sundays begin at ten.");
    let late = home.send(&format!("{at}/heard"), &[("text", "That you are tired.")]);
    assert_eq!((page(&late).0, late.events.len()), (422, 0));
    assert!(text(&page(&late).1).contains("That you are tired."));
}

#[test]
fn words_can_be_taken_back_or_ended_and_others_written() {
    let mut home = Home::two();
    let at = written(&mut home);
    let was = home.hidden(&at, "agreed", "was");
    assert!(
        home.send(&format!("{at}/undo"), &[("was", &was)]).events.is_empty(),
        "the other one's are theirs"
    );
    home.be(ALEX);
    assert!(
        home.send(&format!("{at}/agreed"), &[("was", &was)]).events.is_empty(),
        "nobody agrees with themselves"
    );
    assert_eq!(between(&home.does(&format!("{at}/undo"), &[("was", &was)])), ["words Ended"]);
    home.be(SAM);
    assert!(home.html(&at).contains("Nothing is agreed now"));
    let late = home.send(&format!("{at}/agreed"), &[("was", &was)]);
    assert_eq!(page(&late).0, 422);
    assert!(text(&page(&late).1).contains("Meanwhile the words were taken back or ended"));
    assert_eq!(
        between(&home.does(&format!("{at}/agree"), &[("was", ""), ("text", "Tea at ten.")])),
        ["words Proposed"]
    );
    home.be(ALEX);
    let was = home.hidden(&at, "agreed", "was");
    home.done(&format!("{at}/agreed"), &[("was", &was)]);
    home.be(SAM);
    assert_eq!(
        between(&home.does(&format!("{at}/undo"), &[("was", &was)])),
        ["words Ended"],
        "either ends it"
    );
}

#[test]
fn the_day_to_look_again_asks_each_and_shows_both_at_once_or_neither() {
    let mut home = Home::two();
    let at = home.settled();
    let again = format!("{at}/again");
    assert!(home.send(&again, &[("how", "better")]).events.is_empty(), "not before the day");
    home.later(14);
    assert!(home.html("/talk/settle").contains("This is a good time to look at it again"));
    home.be(SAM);
    let before = [home.html(&at), home.html("/talk/settle")];
    home.be(ALEX);
    let outcome = home.send(&again, &[("how", "great")]);
    assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
    assert_eq!(between(&home.does(&again, &[("how", "harder")])), ["LookedAgain"]);
    let (_, mine) = page(&home.read(&at));
    assert!(text(&mine).contains("You said: Harder") && !text(&mine).contains("Sam said"));
    assert_eq!(count(&mine, ".card.main a[href='/help']"), 1);
    assert!(home.send(&again, &[("how", "better")]).events.is_empty(), "once");
    home.be(SAM);
    assert_eq!(before, [home.html(&at), home.html("/talk/settle")], "nothing tells what Alex said");
    home.done(&again, &[("how", "same")]);
    for (person, words) in [
        (SAM, ["You said: The same", "Alex said: Harder"]),
        (ALEX, ["You said: Harder", "Sam said: The same"]),
    ] {
        home.be(person);
        let said = text(&page(&home.read(&at)).1).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.iter().all(|words| said.contains(words)), "{said}");
    }
}

#[test]
fn a_year_later_one_may_still_look_again() {
    let mut home = Home::two();
    let at = home.settled();
    home.later(366);
    assert_eq!(count(&page(&home.read(&at)).1, "input[name=how]"), 3);
    assert_eq!(between(&home.does(&format!("{at}/again"), &[("how", "better")])), ["LookedAgain"]);
}

#[test]
fn either_ends_it_alone_at_any_step_and_ones_own_half_stays() {
    for (who, stage) in [(ALEX, "turns"), (SAM, "turns"), (ALEX, "settled"), (SAM, "settled")] {
        let mut home = Home::two();
        let at = if stage == "turns" { home.wanted() } else { home.settled() };
        home.be(who);
        let thing = home.done(&format!("{at}/prepare"), &[]);
        let outcome = home.does(&format!("{at}/end"), &[("was", stage)]);
        assert_eq!(goes(&outcome), "/talk/settle");
        assert_eq!(between(&outcome)[0], "Ended");
        for person in [ALEX, SAM] {
            home.be(person);
            let (status, over) = page(&home.read(&at));
            let said = text(&over);
            assert_eq!((status, count(&over, "main form")), (200, 0));
            assert!(said.contains("This talk is over.") && said.contains("Our Sundays"));
            assert!(!said.contains("ended by"), "and not who did");
            assert!(!home.html("/time").contains("A talk"));
        }
        home.be(who);
        assert!(home.html(&thing).contains("Our Sundays"));
    }
}

#[test]
fn ending_it_while_the_other_one_goes_on_a_step_is_told_and_done_with_the_next_tap() {
    let mut home = Home::two();
    let at = home.wanted();
    let late = home.send(&format!("{at}/end"), &[("was", "asked")]);
    assert_eq!((page(&late).0, late.events.len()), (422, 0));
    assert!(text(&page(&late).1).contains("Meanwhile this has gone on a step"));
    let was = home.hidden(&at, "end", "was");
    assert_eq!(between(&home.does(&format!("{at}/end"), &[("was", &was)]))[0], "Ended");
    // Whoever says yes to what has been taken back finds it gone.
    let mut home = Home::two();
    let at = home.asked();
    home.done(&format!("{at}/end"), &[("was", "asked")]);
    home.be(SAM);
    let late = home.send(&format!("{at}/yes"), &[]);
    assert_eq!((page(&late).0, late.events.len()), (404, 0));
}

#[test]
fn there_is_room_for_four_and_what_is_done_makes_room() {
    let mut home = Home::two();
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(home.wanted());
    }
    let (_, full) = page(&home.read("/talk/settle/ask?go=yes"));
    assert_eq!(count(&full, "main form"), 0);
    assert!(text(&full).contains("There are 4 between you two"));
    home.done(&format!("{}/end", all[0]), &[("was", "turns")]);
    assert_eq!(count(&page(&home.read("/talk/settle/ask?go=yes")).1, "main form"), 1);
}
