use domain::first_step::{About, Change};
use domain::private::Event;
use domain::{desk, shared};

use super::super::fixture::Home;
use super::{count, words};
use crate::testing::{ALEX, SAM, goes, page};
use crate::{CoupleState, New, Outcome, Row, Visitor};

fn answers(home: &mut Home, id: &str, answer: &str) -> Outcome {
    home.send(&format!("/me/say/d/{id}"), &[("do", "ask"), ("answer", answer)])
}

/// Where everything leads that is done with an offer.
pub(super) const SAID: &str = "/me/say?said=yes";

/// Where the words of a piece lie.
pub(super) fn seq(home: &Home, id: &str) -> String {
    home.world.private.as_ref().unwrap().sheets.get(&format!("step/{id}")).unwrap().seq.to_string()
}

#[test]
fn the_question_leaves_no_trace_and_not_sure_counts_as_yes() {
    let mut home = Home::two();
    let id = home.writes("3", "words of my own");
    let at = format!("/me/say/d/{id}");
    let asked = home.asks(&id);
    assert_eq!(count(&asked, &format!("form[action='{at}'] button[name=answer]")), 3);
    assert_eq!(count(&asked, "form button[name=answer]:not(.second)"), 0, "none of them stands out");
    let outcomes = ["yes", "unsure", "no", "", "perhaps"].map(|answer| answers(&mut home, &id, answer));
    for outcome in &outcomes {
        assert!(outcome.events.is_empty() && outcome.rows.is_empty() && outcome.keys.is_empty());
        assert_eq!(page(outcome).0, 200);
    }
    let [yes, unsure, no, nothing, nonsense] = outcomes.map(|outcome| page(&outcome).1.html());
    assert!(yes == unsure && yes == nothing && yes == nonsense);
    assert!(words(&yes).contains("Then not by phone"));
    assert_eq!(count(&yes, "main form"), 0, "there is nothing to offer with");
    assert_eq!(count(&no, &format!("form[action='{at}'] input[name=about]:not([checked])")), 3);
    assert_eq!(count(&no, "input[checked]"), 0);
}

#[test]
fn its_author_sees_what_the_other_one_would_see_and_then_offers_it() {
    let mut home = Home::two();
    let tomorrow = home.today().plus(1);
    home.agree_on("talk", tomorrow, Some("weekly-talk"));
    let id = home.writes("3", &"words ".repeat(200));
    let (at, seq) = (format!("/me/say/d/{id}"), seq(&home, &id));
    let refused = home.send(&at, &[("do", "offer"), ("seq", &seq)]);
    assert_eq!((page(&refused).0, refused.events.len()), (422, 0));
    let looked = home.send(&at, &[("do", "offer"), ("about", "us"), ("seq", &seq)]);
    assert!(looked.events.is_empty() && looked.rows.is_empty());
    let html = page(&looked).1.html();
    let said = words(&html);
    for line in [
        "Alex would like you to hear something.",
        "It is about the two of you.",
        "About 200 words. 2 minutes to read slowly.",
        "It is not announced.",
        "Your next such talk: Our talk, Tuesday 24 November, 21:00.",
        "take it back until its words are opened",
        "If it is not opened by 23 December 2026, it is destroyed.",
        "can be photographed",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let done = home.does(&at, &[("do", "offer"), ("about", "us"), ("seq", &seq), ("sure", "yes")]);
    let [New::Desk(desk::Event::StepOffered { about: About::Us, words: 200, rung: 3, .. })] =
        done.events.as_slice()
    else {
        panic!("{:?}", done.events)
    };
    let put: Vec<_> = done
        .rows
        .iter()
        .map(|row| match row {
            Row::GatePut { label, expires, event: shared::Event::StepChanged { change, .. } } => {
                assert_eq!(*expires, home.world.now.plus_days(30));
                (label.split('/').nth(1).unwrap(), std::mem::discriminant(change))
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let kind = |change: Change| std::mem::discriminant(&change);
    let covered = kind(Change::Covered { about: About::Us, words: 0 });
    assert_eq!(put, [("cover", covered), ("words", kind(Change::Said { text: String::new() }))]);
    let html = home.html(goes(&done));
    assert!(words(&html).contains("Nobody was told") && count(&html, "main textarea") == 0);
}

#[test]
fn without_a_talk_it_says_so_and_how_to_suggest_one() {
    let mut home = Home::two();
    let id = home.offers("words");
    for path in ["/me/say".to_owned(), format!("/me/say/d/{id}")] {
        let html = home.html(&path);
        assert!(words(&html).contains("You two have not agreed on a talk yet."), "{path}");
        assert_eq!(count(&html, "main a[href^='/time/new?from=']"), 1, "{path}");
    }
}

#[test]
fn what_is_offered_is_what_was_looked_at() {
    let mut home = Home::two();
    let id = home.writes("3", "first thoughts");
    let seen = seq(&home, &id);
    home.does(&format!("/me/say/d/{id}"), &[("text", "second thoughts")]);
    let fields = [("do", "offer"), ("about", "me"), ("seq", seen.as_str()), ("sure", "yes")];
    let outcome = home.send(&format!("/me/say/d/{id}"), &fields);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    let (status, html) = page(&outcome);
    assert_eq!(status, 422);
    assert!(html.html().contains("second thoughts"));
}

#[test]
fn words_sent_from_an_older_tab_do_not_change_what_lies_offered() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.offers("as it was looked at");
    let outcome = home.does(&format!("/me/say/d/{id}"), &[("text", "changed elsewhere"), ("rung", "2")]);
    assert!(goes(&outcome).starts_with("/me/say/d/") && !goes(&outcome).contains(&id));
    let piece = home.html(&format!("/me/say/d/{id}"));
    assert!(piece.contains("as it was looked at") && !piece.contains("changed elsewhere"));
    assert!(home.html("/me/say").contains("changed elsewhere"));
}

#[test]
fn there_is_one_offer_at_a_time() {
    let mut home = Home::two();
    home.offers("the first");
    let other = home.writes("1", "the second");
    let seq = seq(&home, &other);
    let fields = [("do", "offer"), ("about", "me"), ("seq", seq.as_str()), ("sure", "yes")];
    let outcome = home.send(&format!("/me/say/d/{other}"), &fields);
    assert!(outcome.events.is_empty() && outcome.rows.is_empty());
    assert!(words(&home.asks(&other)).contains("One at a time"));
}

#[test]
fn it_is_taken_back_until_it_is_opened_and_the_answer_is_the_same_either_way() {
    let mut answers = Vec::new();
    for seen in [false, true] {
        let mut home = Home::two();
        home.talk_today();
        let id = home.offers("words of my own");
        if seen {
            home.be(SAM);
            home.does("/talk/hear", &[]);
            home.be(ALEX);
        }
        let outcome = home.does("/me/say/back", &[]);
        assert_eq!(home.lie(), 0);
        let told = outcome.events.iter().any(|event| matches!(event, New::Shared(_)));
        assert_eq!(told, seen, "the log says so only if it said that there was something");
        assert!(home.world.desk.as_ref().unwrap().offer.is_none());
        answers.push((format!("{:?}", outcome.answer), home.html("/me/say?said=yes")));
        assert!(home.html(&format!("/me/say/d/{id}")).contains("words of my own"));
        home.be(SAM);
        assert!(!words(&home.html("/talk/hear")).contains("would like you to hear"));
        home.does("/talk/hear", &[]);
        assert!(words(&home.html("/talk/hear?said=yes")).contains("There is nothing for you here"));
        // And it may be offered once more.
        home.be(ALEX);
        home.offers_draft(&id);
        home.be(SAM);
        home.receives(&id);
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn its_author_cannot_tell_whether_it_was_seen() {
    let pages = |seen: bool| {
        let mut home = Home::two();
        home.talk_today();
        let id = home.offers("words of my own");
        if seen {
            home.be(SAM);
            home.does("/talk/hear", &[]);
            home.be(ALEX);
        }
        let paths = ["/me/say", "/talk/hear", "/talk/heard", "/talk", "/us", "/today", "/me"];
        let paths = paths.map(str::to_owned).into_iter().chain([format!("/me/say/d/{id}")]);
        paths.map(|path| home.html(&path)).collect::<Vec<_>>()
    };
    assert_eq!(pages(true), pages(false));
}

#[test]
fn once_it_was_opened_its_author_may_say_how_it_felt_and_the_ladder_goes_on() {
    for (felt, marked) in [("well", Some(true)), ("ill", Some(false)), ("", None)] {
        let mut home = Home::two();
        home.talk_today();
        let id = home.offers("words of my own");
        home.be(SAM);
        home.receives(&id);
        home.be(ALEX);
        let html = home.html("/me/say");
        assert!(words(&html).contains("Your words were opened"));
        assert_eq!(goes(&home.does("/me/say/back", &[])), SAID);
        assert!(words(&home.html(SAID)).contains("It has been opened"));
        let outcome = home.does("/me/say/done", &[("felt", felt)]);
        assert_eq!(goes(&outcome), SAID);
        assert_eq!(words(&home.html(SAID)).contains("You noted that it was too much. Rest."), felt == "ill");
        let events: Vec<_> = outcome.events.iter().filter(|event| matches!(event, New::Private(_))).collect();
        let expected = marked.map(|well| New::Private(Event::StepFelt { rung: 2, well }));
        assert_eq!(events, expected.iter().collect::<Vec<_>>());
        assert!(!words(&home.html("/me/say")).contains("Your words were opened"));
        let draft = home.html(&format!("/me/say/d/{id}"));
        assert_eq!(count(&draft, &format!("main a[href='/talk/hear/{id}']")), 1);
        assert_eq!(count(&draft, "main input[name=do][value=more]"), 0, "it is told once");
    }
}

#[test]
fn after_thirty_days_the_offer_is_gone_and_the_words_are_still_there() {
    for seen in [false, true] {
        let mut home = Home::two();
        home.talk_today();
        let id = home.offers("words of my own");
        if seen {
            home.be(SAM);
            home.does("/talk/hear", &[]);
        }
        home.later(30);
        home.agree_on("later", home.today(), None);
        home.be(SAM);
        home.does("/talk/hear", &[]);
        assert!(words(&home.html("/talk/hear?said=yes")).contains("There is nothing for you here"));
        let late = home.send("/talk/hear/open", &[("step", &id)]);
        assert!(late.rows.is_empty() && late.events.is_empty());
        assert_eq!(page(&home.read(goes(&late))).0, 404);
        home.be(ALEX);
        let html = home.html("/me/say");
        assert!(words(&html).contains("The thirty days are over") && html.contains("words of my own"));
        home.does("/me/say/done", &[]);
        assert!(!words(&home.html("/me/say")).contains("thirty days"));
        home.offers_draft(&id);
        home.be(SAM);
        home.receives(&id);
    }
}

#[test]
fn when_the_shared_space_has_come_to_rest_the_words_stay_ones_own() {
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        let mut home = Home::two();
        let id = home.offers("words of my own");
        if let Visitor::Person(person) = &mut home.world.visitor {
            person.couple.as_mut().unwrap().state = state;
        }
        let html = home.html("/me/say");
        assert!(words(&html).contains("Nobody can open what you offered any more"));
        let outcome = home.does("/me/say/back", &[]);
        assert!(outcome.rows.is_empty(), "nothing can be taken out of a gate any more");
        assert!(home.world.desk.as_ref().unwrap().offer.is_none());
        assert!(home.html(&format!("/me/say/d/{id}")).contains("words of my own"));
    }
}

#[test]
fn while_what_is_shared_is_shut_an_offer_can_neither_be_changed_nor_burned() {
    let mut home = Home::two();
    let id = home.offers("words of my own");
    if let Visitor::Person(person) = &mut home.world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::ToOpen { words: [1, 2, 3, 4] };
    }
    let at = format!("/me/say/d/{id}");
    let html = home.html(&at);
    assert_eq!((count(&html, "main a[href='/us']"), count(&html, "input[value=burn]")), (1, 0));
    assert!(home.send(&at, &[("do", "burn")]).rows.is_empty());
    assert_eq!(goes(&home.send("/me/say/back", &[])), SAID);
}

#[test]
fn what_is_burned_is_not_offered_any_more() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.offers("words of my own");
    assert!(words(&home.html(&format!("/me/say/d/{id}"))).contains("The offer is taken back as well."));
    home.does(&format!("/me/say/d/{id}"), &[("do", "burn")]);
    assert_eq!(home.lie(), 0);
    assert!(home.world.desk.as_ref().unwrap().offer.is_none());
    assert!(!home.holds("words of my own"));
}

#[test]
fn whoever_received_something_finds_later_that_they_could_go_second() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.offers("words of my own");
    home.be(SAM);
    let before = home.html("/me/say");
    home.receives(&id);
    let html = home.html("/me/say");
    assert!(words(&html).contains("You received something on Monday 23 November."));
    assert_ne!(html, before);
    for path in ["/today", "/talk", "/us", "/me"] {
        assert!(!home.html(path).contains("received something"), "{path}");
    }
    home.later(30);
    assert!(!words(&home.html("/me/say")).contains("You received something"));
    // Whoever goes second is not reminded any more.
    let mut home = Home::two();
    home.talk_today();
    let id = home.offers("words of my own");
    home.be(SAM);
    home.receives(&id);
    home.offers("and mine");
    assert!(!words(&home.html("/me/say")).contains("You received something"));
}

#[test]
fn what_was_offered_to_somebody_else_is_not_taken_for_an_offer_to_this_one() {
    let mut home = Home::two();
    home.offers("words of my own");
    home.later(10);
    home.world.shared.as_mut().unwrap().paired_on = home.today();
    assert!(words(&home.html("/me/say")).contains("Nobody can open what you offered any more"));
}
