//! What holds for all of settling: words, sizes, gates, and what cannot be inferred.

mod alone;
mod asking;
mod before;
mod settled;
mod turns;

use domain::private;

use super::fixture::{Home, between};
use crate::testing::{ALEX, SAM, count, goes, page, shut, stranger, text};
use crate::{Answer, CoupleState, Request, handle};

/// Every page of settling that can be read, in a home with a talk and a preparation.
fn pages(talk: &str, thing: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "/talk/settle",
        "/talk/settle/way/1",
        "/talk/settle/way/2",
        "/talk/settle/way/3",
        "/talk/settle/days",
        "/talk/settle/before",
        "/talk/settle/ask",
        "/talk/settle/ask?go=yes",
        "/talk/settle/friend",
        "/talk/turns",
        "/talk/turns?of=3",
        "/talk/turns/go?step=1",
        "/talk/turns/go?step=2&of=2",
        "/talk/turns/go?step=9",
        "/talk/turns/pause?r=ab12",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([talk.to_owned(), thing.to_owned(), format!("{thing}/really-about")]);
    all
}

/// Homes in which a talk is at every stage; Alex looks, then Sam.
fn homes() -> Vec<(&'static str, Home, String)> {
    let mut all = Vec::new();
    let mut home = Home::two();
    let at = home.asked();
    all.push(("asked", home, at));
    let mut home = Home::two();
    let at = home.wanted();
    all.push(("wanted", home, at));
    let mut home = Home::two();
    let at = home.wanted();
    home.done(&format!("{at}/heard"), &[("text", "That mornings matter to you.")]);
    home.done(&format!("{at}/pause"), &[("for", "hour")]);
    all.push(("paused", home, at));
    let mut home = Home::two();
    let at = home.settled();
    all.push(("settled", home, at));
    let mut home = Home::two();
    let at = home.settled();
    home.later(14);
    all.push(("look again", home, at));
    let mut home = Home::two();
    let at = home.settled();
    home.later(14);
    for (person, how) in [(SAM, "same"), (ALEX, "better")] {
        home.be(person);
        home.done(&format!("{at}/again"), &[("how", how)]);
    }
    all.push(("done", home, at));
    all
}

#[test]
fn every_page_has_its_words_one_heading_a_circle_and_a_title_that_tells_nothing() {
    for (stage, mut home, at) in homes() {
        for person in [ALEX, SAM] {
            home.be(person);
            let thing = home.carries("The keys", "differ");
            for path in pages(&at, &thing) {
                let html = home.html(&path);
                let page = scraper::Html::parse_document(&html);
                let what = format!("{stage} {path}");
                assert!(html.contains("<title>Talk · Toward</title>"), "{what}");
                // In the middle of a turn there is a way to stop instead.
                let ends = count(&page, ".put-down, a[href$='step=5']:not(.button)");
                assert_eq!((count(&page, "h1"), ends), (1, 1), "{what}");
                assert!(html.len() <= 20_000, "{what}: {} bytes", html.len());
                assert_eq!(
                    count(&page, "textarea:not([id]), input:not([id]):not([type=hidden]):not([type=radio])"),
                    0,
                    "{what}"
                );
                let forms = count(&page, "form[method=post]");
                assert_eq!(count(&page, "form[method=post] input[name=act]"), forms, "{what}");
                let own =
                    path.starts_with("/talk/settle") && !path.contains("/days") && !path.contains("/ask");
                assert!(!own || count(&page, ".circle") > 0, "{what}: whose is it?");
                headings_follow(&page, &what);
            }
        }
    }
}

fn headings_follow(page: &scraper::Html, what: &str) {
    let all = scraper::Selector::parse("h1, h2, h3, h4").unwrap();
    let levels: Vec<u8> = page.select(&all).map(|it| it.value().name().as_bytes()[1] - b'0').collect();
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{what}: {levels:?}");
}

#[test]
fn no_page_says_that_somebody_is_waited_for_or_counts_anything() {
    for (stage, mut home, at) in homes() {
        for person in [ALEX, SAM] {
            home.be(person);
            let thing = home.carries("The keys", "differ");
            for path in pages(&at, &thing) {
                let html = home.html(&path).to_lowercase();
                for word in [
                    "waiting", "overdue", "missed", "late ", "has not", "hasn’t", "reminder", "expired",
                    "/repair",
                ] {
                    assert!(!html.contains(word), "{stage} {path}: {word}");
                }
            }
        }
    }
}

/// S14: help and one's own half lead for everybody alike, so the flag has nothing to change.
#[test]
fn the_safety_flag_changes_no_byte_for_anybody() {
    for (stage, mut home, at) in homes() {
        let thing = home.carries("The keys", "differ");
        for person in [ALEX, SAM] {
            home.be(person);
            let mut all = pages(&at, &thing);
            all.extend(
                ["/talk", "/today", "/today/week", "/us", "/me", "/time", "/time/down"].map(str::to_owned),
            );
            for path in all {
                let mut seen = Vec::new();
                for solo in [None, Some(false), Some(true)] {
                    let care = solo.map(|solo| private::Care { at: home.world.now, solo });
                    home.world.private.as_mut().unwrap().care = care;
                    seen.push(format!("{:?}", home.ask(&Request::get(&path)).answer));
                }
                home.world.private.as_mut().unwrap().care = None;
                let plan = path.starts_with("/today");
                assert!(plan || (seen[0] == seen[1] && seen[1] == seen[2]), "{stage} {path}");
            }
        }
    }
}

#[test]
fn help_and_ones_own_half_come_before_what_is_between_the_two() {
    let mut home = Home::two();
    home.asked();
    home.be(SAM);
    let html = home.html("/talk/settle");
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words}"));
    let main = place("<main");
    let help = main + html[main..].find("/help/safe").unwrap();
    assert!(help < place("Your own half") && place("Your own half") < place("Between you two"));
    for way in 1..=3 {
        let html = home.html(&format!("/talk/settle/way/{way}"));
        let main = &html[html.find("<main").unwrap()..];
        assert!(main.find("/help/safe").unwrap() < main.find("First, alone").unwrap(), "{way}");
        assert!(main.find("First, alone").unwrap() < main.find("Then, only if").unwrap(), "{way}");
    }
}

#[test]
fn broken_trust_says_before_anything_else_that_a_person_helps_more() {
    let (_, page) = page(&handle(&Request::get("/talk/settle/way/3"), &stranger()));
    let said = text(&page);
    let lead = said.find("helps more than any page").unwrap();
    assert!(lead < said.find("First, alone").unwrap());
    assert_eq!(count(&page, "main a[href='/help']"), 1);
    assert_eq!(count(&page, "main a[href='/talk/settle/days']"), 1);
}

#[test]
fn on_every_page_about_broken_trust_a_person_comes_before_the_page() {
    let mut home = Home::two();
    let fields = [("kind", "trust"), ("about", "The debt"), ("step", "ask")];
    let at = home.done("/talk/settle/ask", &fields);
    let own = ["trust-lost", "trust-broke"].map(|side| home.carries("The debt", side));
    let said = |html: String, before: &str| {
        let main = html[html.find("<main").unwrap()..].to_owned();
        let place = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words}"));
        assert!(place("helps more than any page") < place(before) && place("href=\"/help\"") < place(before));
        assert!(place("/talk/settle/days") < place(before));
    };
    for thing in own {
        said(home.html(&thing), "<ol");
    }
    home.be(SAM);
    said(home.html(&at), "/yes\"");
    home.done(&format!("{at}/yes"), &[]);
    for person in [SAM, ALEX] {
        home.be(person);
        said(home.html(&at), "Taking turns");
    }
}

#[test]
fn what_is_shared_and_still_shut_is_opened_first() {
    let mut home = Home::two();
    let at = home.wanted();
    home.world.shared = None;
    home.part(CoupleState::ToOpen { words: [1, 2, 3, 4] });
    let (status, shown) = page(&home.read(&at));
    assert_eq!((status, count(&shown, "main a[href='/us']")), (404, 1));
    assert_eq!(count(&page(&home.read("/talk/settle")).1, "main a[href='/us']"), 1);
}

/// S3: what one prepares is nobody's business. The other one's pages are the same with none and with a great deal.
#[test]
fn what_is_prepared_changes_no_byte_for_the_other_one() {
    for (stage, mut home, at) in homes() {
        home.be(SAM);
        let theirs: Vec<String> =
            ["/talk/settle", "/talk/settle/ask", "/talk", "/today", "/time", "/us", "/me"]
                .map(str::to_owned)
                .into_iter()
                .chain([at.clone()])
                .collect();
        let read = |home: &mut Home| -> Vec<String> { theirs.iter().map(|path| home.html(path)).collect() };
        let before = read(&mut home);
        home.be(ALEX);
        for n in 0..12 {
            let thing = home.carries(&format!("Thing {n}"), "differ");
            for step in
                ["really-about", "hate-to-lose", "right-in-theirs", "my-half", "can-give", "begin-softly"]
            {
                home.done(&format!("{thing}/step"), &[("step", step), ("text", "a word of mine")]);
            }
        }
        home.done("/talk/settle/friend", &[("as-a-friend", "They are both tired.")]);
        home.be(SAM);
        assert!(before == read(&mut home), "{stage}");
    }
}

#[test]
fn an_ask_is_named_on_its_own_page_and_nowhere_else() {
    let (mut with, mut without) = (Home::two(), Home::two());
    with.asked();
    for home in [&mut with, &mut without] {
        home.be(SAM);
    }
    for path in [
        "/today",
        "/today/week",
        "/talk",
        "/time",
        "/us",
        "/me",
        "/me/settings",
        "/time/down",
        "/talk/settle/ask",
    ] {
        assert_eq!(with.html(path), without.html(path), "{path}");
    }
    assert!(with.html("/talk/settle").contains("Our Sundays"));
}

#[test]
fn while_all_rests_nothing_is_asked_and_what_was_begun_can_still_be_ended() {
    let mut home = Home::two();
    let at = home.asked();
    home.be(SAM);
    home.rest(3);
    assert!(!home.html("/talk/settle").contains("Our Sundays"));
    assert_eq!(page(&home.read(&at)).0, 404);
    let closed = home.html("/talk/settle/ask?go=yes");
    assert!(closed.contains("Everything is resting") && !closed.contains("name=\"kind\""));
    let refused =
        home.send("/talk/settle/ask", &[("kind", "hurt"), ("about", "The birthday"), ("step", "ask")]);
    assert_eq!((page(&refused).0, refused.events.len()), (422, 0));
    assert!(text(&page(&refused).1).contains("The birthday"), "the words are still there");

    let mut home = Home::two();
    let at = home.wanted();
    home.rest(3);
    let (_, shown) = page(&home.read(&at));
    assert_eq!(count(&shown, "main form"), 2, "one's own half, and the end");
    assert_eq!(between(&home.send(&format!("{at}/end"), &[("was", "turns")])), ["Ended", "date Ended"]);
    home.later(4);
    assert!(home.html(&at).contains("Taking turns"));
}

#[test]
fn alone_ones_half_is_whole_and_nothing_is_offered_for_two() {
    let mut home = Home::one();
    let thing = home.carries("The keys", "was-hurt");
    let (_, first) = page(&home.read("/talk/settle"));
    assert!(text(&first).contains("Your half is whole in itself"));
    assert_eq!((count(&first, "a[href^='/talk/settle/ask']"), count(&first, ".circle.us")), (0, 0));
    let (_, own) = page(&home.read(&thing));
    assert_eq!(count(&own, "a[href^='/talk/settle/ask']"), 0);
    for (path, fields) in [("/talk/settle/ask", &[("about", "x")][..]), ("/talk/settle/r/ab/yes", &[])] {
        assert_eq!(page(&home.send(path, fields)).0, 403, "{path}");
    }
    assert_eq!(goes(&home.read("/talk/settle/ask")), "/us");
}

#[test]
fn with_ones_own_space_shut_nothing_of_it_shows_and_the_way_to_it_does() {
    let mut home = Home::two();
    let at = home.wanted();
    let thing = home.carries("The keys", "differ");
    home.world = shut(std::mem::replace(&mut home.world, stranger()));
    let html = home.html("/talk/settle");
    assert!(!html.contains("The keys") && html.contains("/me/open?to=/talk/settle"));
    assert!(home.html(&at).contains(&format!("/me/open?to={at}")));
    assert_eq!(goes(&home.read(&thing)), format!("/me/open?to={thing}"));
    assert_eq!(goes(&home.read("/talk/settle/friend")), "/me/open?to=/talk/settle/friend");
}

/// A partner who leaves in the middle: what was both of theirs can be read, one's own half stays, nothing is to be done.
#[test]
fn after_leaving_a_talk_can_be_read_and_ones_own_half_goes_on() {
    for state in [CoupleState::ILeft, CoupleState::TheyLeft] {
        for (stage, mut home, at) in homes() {
            let thing = home.done(&format!("{at}/prepare"), &[]);
            home.part(state);
            let shown = home.read(&at);
            if stage == "asked" {
                assert_eq!(page(&shown).0, 404, "what was only asked for is over");
            } else {
                let (status, html) = page(&shown);
                assert_eq!((status, count(&html, "main form")), (200, 0), "{stage}");
                assert_eq!(count(&html, &format!("main a[href='{thing}']")), 1, "{stage}");
                assert!(text(&html).contains("Our Sundays"));
                let heard = stage == "paused";
                assert_eq!(text(&html).contains("mornings matter"), heard, "{stage}");
                let agreed = ["settled", "look again", "done"].contains(&stage);
                assert_eq!(text(&html).contains("Sundays begin late"), agreed, "{stage}");
            }
            assert_eq!(page(&home.send(&format!("{at}/heard"), &[("text", "x")])).0, 403);
            let (_, first) = page(&home.read("/talk/settle"));
            assert_eq!(count(&first, "a[href^='/talk/settle/r/']"), 0, "nothing is offered for two any more");
            home.done(&format!("{thing}/side"), &[("side", "differ")]);
            assert!(home.html(&thing).contains("Our Sundays"));
        }
    }
}

#[test]
fn a_path_left_half_way_for_a_year_opens_where_it_was() {
    let mut home = Home::two();
    let at = home.wanted();
    home.done(&format!("{at}/heard"), &[("text", "That mornings matter to you.")]);
    let thing = home.carries("The keys", "differ");
    home.done(&format!("{thing}/step"), &[("step", "really-about"), ("text", "Being let in.")]);
    home.later(366);
    let html = home.html(&at);
    assert!(html.contains("That mornings matter to you.") && html.contains("Write down what we agree"));
    assert!(html.contains("The time you had set has passed"));
    assert!(home.html(&thing).contains("Being let in."));
    let next = format!("href=\"{thing}/hate-to-lose\"");
    assert!(home.html(&thing).contains(&next), "and goes on with the next question");
    home.be(SAM);
    assert_eq!(between(&home.does(&format!("{at}/heard"), &[("text", "That you are tired.")])), ["Heard"]);
}

/// Nothing may be done with a talk that is not there, whoever names it.
#[test]
fn what_is_not_there_is_said_kindly_and_writes_nothing() {
    let mut home = Home::two();
    let (status, gone) = page(&home.read("/talk/settle/r/ab12"));
    assert_eq!((status, count(&gone, "main a[href='/talk/settle']")), (404, 1));
    for act in
        ["yes", "away", "time", "suits", "pause", "on", "heard", "agree", "agreed", "undo", "again", "end"]
    {
        let outcome = home
            .send(&format!("/talk/settle/r/ab12/{act}"), &[("text", "x"), ("for", "hour"), ("how", "same")]);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty(), "{act}");
        match &outcome.answer {
            Answer::Page { status: 404, .. } => {}
            Answer::Page { status: 409, html } if html.contains("href=\"/talk/settle\"") => {}
            other => panic!("{act}: {other:?}"),
        }
    }
    for path in
        ["/talk/settle/t/ab12", "/talk/settle/t/ab12/camera", "/talk/settle/way/4", "/talk/settle/friend/9"]
    {
        assert_eq!(page(&home.read(path)).0, 404, "{path}");
    }
}
