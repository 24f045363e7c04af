use domain::checkin::Quiet;
use domain::private::Event;

use super::super::fixture::Home;
use super::{count, words};
use crate::testing::{goes, shut};
use crate::{CoupleState, New, Visitor};

fn rungs() -> &'static [content::Rung] {
    &content::Library::english().steps.rungs
}

/// The number of the rung that is said to be a good place to begin.
fn begins_at(html: &str) -> Option<usize> {
    let page = scraper::Html::parse_document(html);
    let all = scraper::Selector::parse("main a[href^='/me/say/r/'] + small").unwrap();
    let marked: Vec<_> = page.select(&all).filter(|it| it.text().any(|t| t.contains("good place"))).collect();
    assert!(marked.len() < 2);
    let number = words(html)
        .split(" · A good place")
        .next()?
        .split(". ")
        .filter_map(|part| part.split(' ').next_back()?.parse::<usize>().ok())
        .last();
    (!marked.is_empty()).then_some(number).flatten()
}

#[test]
fn five_rungs_lie_there_for_one_and_for_two_and_the_first_is_a_good_place_to_begin() {
    for mut home in [Home::one(), Home::two()] {
        let html = home.html("/me/say");
        assert_eq!((count(&html, "h1"), count(&html, "main a[href^='/me/say/r/']")), (1, 5));
        assert_eq!(begins_at(&html), Some(1));
        assert!(words(&html).contains("There is nothing yet"));
        assert!(count(&html, "main .circle") >= 1);
    }
}

#[test]
fn every_rung_can_be_opened_and_says_how_a_sentence_may_begin() {
    let mut home = Home::one();
    for rung in rungs() {
        let html = home.html(&format!("/me/say/r/{}", rung.number));
        assert_eq!(count(&html, "h1"), 1);
        assert!(rung.openings.iter().all(|opening| words(&html).contains(opening)));
        for (n, opening) in (1..).zip(&rung.openings) {
            let fields = [("rung", &*rung.number.to_string()), ("with", &*format!("{n}"))];
            let outcome = home.send("/me/say/new", &fields);
            assert!(outcome.events.is_empty());
            let form = crate::testing::page(&outcome).1.html();
            let begun = opening.trim_end_matches(['…', ' ']);
            assert!(form.contains(&format!(">{begun} </textarea>")), "{begun}");
        }
    }
    home.world = shut(home.world);
    let outcome = home.send("/me/say/new", &[("rung", "2"), ("with", "1")]);
    assert_eq!(goes(&outcome), "/me/open?to=/me/say/r/2");
    for path in ["/me/say/r/0", "/me/say/r/6", "/me/say/r/x"] {
        assert_eq!(crate::testing::page(&home.read(path)).0, 404, "{path}");
    }
}

#[test]
fn where_it_begins_depends_on_ones_own_marks_alone() {
    let mut home = Home::two();
    for rung in ["1", "2"] {
        let outcome = home.does(&format!("/me/say/r/{rung}"), &[("felt", "well")]);
        assert_eq!(goes(&outcome), format!("/me/say/r/{rung}"));
    }
    assert_eq!(begins_at(&home.html("/me/say")), Some(3));
    home.does("/me/say/r/1", &[("felt", "ill")]);
    assert_eq!(begins_at(&home.html("/me/say")), Some(1));
    // What the other one marked or told changes nothing.
    home.be(crate::testing::SAM);
    assert_eq!(begins_at(&home.html("/me/say")), Some(1));
    home.does("/me/say/r/1", &[("felt", "well")]);
    home.be(crate::testing::ALEX);
    assert_eq!(begins_at(&home.html("/me/say")), Some(1));
    // Pressed without an answer, nothing is noted.
    assert!(home.send("/me/say/r/1", &[]).events.is_empty());
}

#[test]
fn with_ones_own_space_shut_the_ladder_is_there_and_nothing_of_ones_own_shows() {
    let mut home = Home::two();
    home.talk_today();
    let before = {
        let mut bare = Home::two();
        bare.talk_today();
        bare.world = shut(bare.world);
        bare.html("/me/say")
    };
    home.does("/me/say/r/1", &[("felt", "well")]);
    home.offers("words nobody knows");
    home.world = shut(home.world);
    let html = home.html("/me/say");
    assert_eq!(html, before, "neither marks, nor pieces, nor an offer");
    assert_eq!(count(&html, "main a[href='/me/open?to=/me/say']"), 1);
    assert_eq!(goes(&home.read("/me/say/new")), "/me/open?to=/me/say/new");
    assert!(home.html("/me/say/r/2").contains("/me/open?to=/me/say/r/2"));
}

#[test]
fn what_one_said_about_being_safe_changes_no_byte() {
    let pages = |solo: bool| {
        let mut home = Home::two();
        home.talk_today();
        home.private(Event::CareTaken { solo });
        let id = home.writes("4", "words of my own");
        let mut paths = vec!["/me/say".to_owned(), "/me/say/new".into(), "/talk/hear".into()];
        paths.extend((1..6).map(|rung| format!("/me/say/r/{rung}")));
        paths.extend(["", "/aloud", "?said=yes"].map(|end| format!("/me/say/d/{id}{end}")));
        let read: Vec<_> = paths.iter().map(|path| home.html(path)).collect();
        let answered = ["yes", "no"].map(|answer| {
            format!(
                "{:?}",
                home.send(&format!("/me/say/d/{id}"), &[("do", "ask"), ("answer", answer)]).answer
            )
        });
        (read, home.asks(&id), answered)
    };
    assert_eq!(pages(true), pages(false));
}

#[test]
fn while_they_rest_nothing_is_suggested_or_offered_and_what_was_written_is_there() {
    let mut home = Home::two();
    home.talk_today();
    let id = home.writes("1", "words of my own");
    let until = home.today().plus(3);
    home.world.shared.as_mut().unwrap().quiet = Some(Quiet { until });
    let html = home.html("/me/say");
    assert_eq!(begins_at(&html), None);
    assert!(words(&html).contains("You are resting") && html.contains("words of my own"));
    let asked = home.asks(&id);
    assert!(words(&asked).contains("afterwards") && count(&asked, "main form") == 0);
    assert!(
        home.send(&format!("/me/say/d/{id}"), &[("do", "offer"), ("about", "us"), ("sure", "yes")])
            .rows
            .is_empty()
    );
    home.later(4);
    assert_eq!(begins_at(&home.html("/me/say")), Some(1));
}

#[test]
fn what_is_too_big_for_a_phone_has_a_page_for_anybody_signed_in() {
    for mut home in [Home::one(), Home::two()] {
        let html = home.html("/me/say/prepare");
        assert_eq!(count(&html, "main ol > li"), content::Library::english().steps.prepare.len());
        assert_eq!((count(&html, "main a[href='/help']"), count(&html, "main form")), (1, 0));
    }
}

#[test]
fn somebody_alone_has_a_ladder_that_is_whole_and_is_not_asked_to_offer() {
    let mut home = Home::one();
    let id = home.writes("5", "words of my own");
    let html = home.html(&format!("/me/say/d/{id}"));
    assert_eq!(count(&html, "main input[name=do][value=more]"), 0);
    assert_eq!(count(&html, &format!("main a[href='/me/say/d/{id}/aloud']")), 1);
    assert!(words(&home.asks(&id)).contains("takes two people"));
    let refused = home.send(&format!("/me/say/d/{id}"), &[("do", "offer"), ("about", "me"), ("sure", "yes")]);
    assert!(refused.events.is_empty() && refused.rows.is_empty());
    assert!(home.html(&format!("/me/say/d/{id}/aloud")).contains("words of my own"));
    assert_eq!(count(&home.html("/me/say"), "main a[href='/talk/hear']"), 0);
}

#[test]
fn how_it_felt_is_noted_from_a_shut_space_too() {
    let mut home = Home::two();
    home.world = shut(home.world);
    let outcome = home.send("/me/say/r/3", &[("felt", "well")]);
    assert_eq!(outcome.events, [New::Private(Event::StepFelt { rung: 3, well: true })]);
}

#[test]
fn after_leaving_and_before_what_is_shared_is_open_every_page_stands() {
    let states = [CoupleState::ILeft, CoupleState::TheyLeft, CoupleState::ToOpen { words: [1, 2, 3, 4] }];
    for state in states {
        let mut home = Home::two();
        let id = home.writes("1", "words of my own");
        if let Visitor::Person(person) = &mut home.world.visitor {
            person.couple.as_mut().unwrap().state = state;
        }
        for path in
            ["/me/say", "/me/say/r/1", "/me/say/new", "/talk/hear", "/talk/heard", "/talk/hear/listen"]
        {
            assert_eq!(count(&home.html(path), "h1"), 1, "{path}");
        }
        assert!(home.html(&format!("/me/say/d/{id}")).contains("words of my own"));
        assert!(
            home.send(&format!("/me/say/d/{id}"), &[("do", "offer"), ("about", "us"), ("sure", "yes")])
                .rows
                .is_empty()
        );
    }
}
