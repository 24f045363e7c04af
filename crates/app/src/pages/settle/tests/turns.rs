//! Taking turns on one phone; a pause; what was heard.

use std::collections::BTreeSet;

use super::super::fixture::{Home, between};
use crate::testing::{ALEX, SAM, count, page, read, stranger, text};
use crate::{Request, handle};

#[test]
fn a_stranger_can_take_turns_from_the_first_word_to_the_end_and_nothing_is_kept() {
    let world = stranger();
    let first = page(&read(&world, "/talk/turns")).1;
    assert_eq!(count(&first, "form[action='/talk/turns/go'] input[name=minutes]"), 3);
    let mut path = "/talk/turns/go?minutes=3".to_owned();
    let mut said = Vec::new();
    let next = scraper::Selector::parse("main a.button:not(.second)").unwrap();
    loop {
        let outcome = read(&world, &path);
        assert!(outcome.events.is_empty() && outcome.rows.is_empty());
        let html = page(&outcome).1;
        said.push(text(&html));
        let Some(link) = html.select(&next).next() else { break };
        path = link.attr("href").unwrap().to_owned();
    }
    assert_eq!(said.len(), 5);
    assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), 5);
    assert!(said[0].contains("Only listen") && said[1].contains("Is there more?"));
    assert!(said[4].contains("Thank each other"));
}

#[test]
fn who_speaks_has_a_timer_that_a_page_without_script_does_not_show() {
    for (step, timers) in [(1, 1), (2, 0), (3, 1), (4, 0)] {
        let html = page(&read(&stranger(), &format!("/talk/turns/go?minutes=10&step={step}"))).1;
        assert_eq!(count(&html, "[data-timer='10'][hidden]"), timers, "{step}");
        assert!(timers == 0 || text(&html).contains("10 minutes, more or less"));
        assert_eq!(count(&html, "main a[href^='/talk/turns/pause']"), 1);
        assert_eq!(
            count(&html, "main a[href$='step=5']"),
            usize::from(step != 4) + 2 * usize::from(step == 4)
        );
    }
    let more = page(&read(&stranger(), "/talk/turns/go?step=4")).1;
    assert_eq!(count(&more, "main a[href$='step=3']"), 1, "there is more: the same one speaks again");
}

#[test]
fn a_pause_in_words_leads_back_to_where_the_two_were() {
    let html = page(&read(&stranger(), "/talk/turns/pause?minutes=10&of=2&step=3")).1;
    assert!(text(&html).contains("I’m flooded. I’ll be back at eight."));
    assert_eq!(count(&html, "main a[href='/talk/turns/go?minutes=10&of=2&r=&step=3']"), 1);
    assert_eq!(count(&html, "main a[href*='#pause']"), 0);
    let html = page(&read(&stranger(), "/talk/turns/pause?r=ab12")).1;
    assert_eq!(count(&html, "main a[href='/talk/settle/r/ab12#pause']"), 1);
}

#[test]
fn any_nonsense_in_the_address_is_a_page_all_the_same_and_leads_nowhere_else() {
    for query in
        ["?step=-1&of=9", "?step=999&minutes=x", "?r=//evil.example&of=../..", "?r=%22%3E%3Cb%3E", "?of=0"]
    {
        for place in ["", "/go", "/pause"] {
            let outcome = handle(&Request::get(&format!("/talk/turns{place}{query}")), &stranger());
            let (status, html) = page(&outcome);
            assert_eq!(status, 200, "{place}{query}");
            assert_eq!(count(&html, "main a[href*=evil], main b"), 0, "{place}{query}");
        }
    }
}

#[test]
fn two_who_agreed_on_a_talk_are_led_to_their_turns_and_back() {
    let mut home = Home::two();
    let at = home.wanted();
    let id = at.rsplit('/').next().unwrap().to_owned();
    let html = home.html(&at);
    let turns = format!("/talk/turns?of=1&amp;r={id}");
    assert!(html.contains(&turns) || html.contains(&turns.replace("&amp;", "&")), "{html}");
    let end = page(&home.read(&format!("/talk/turns/go?r={id}&step=5"))).1;
    assert_eq!(count(&end, &format!("main a.button[href='{at}#heard']")), 1);
}

#[test]
fn each_writes_what_they_heard_and_both_can_read_it() {
    let mut home = Home::two();
    let at = home.wanted();
    let heard = format!("{at}/heard");
    assert_eq!(between(&home.does(&heard, &[("text", "That mornings matter.")])), ["Heard"]);
    home.be(SAM);
    let (_, shown) = page(&home.read(&at));
    assert!(text(&shown).contains("What Alex heard") && text(&shown).contains("That mornings matter."));
    assert_eq!(count(&shown, "#heard-text"), 1);
    home.done(&heard, &[("text", "That you are tired.")]);
    home.be(ALEX);
    let said = text(&page(&home.read(&at)).1);
    assert!(
        said.contains("What you heard")
            && said.contains("What Sam heard")
            && said.contains("That you are tired.")
    );
    home.done(&heard, &[("text", "That you like slow mornings.")]);
    assert!(!home.html(&at).contains("That mornings matter."), "said anew");
    for words in [" ", &"y".repeat(2_001)] {
        let outcome = home.send(&heard, &[("text", words)]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len(), count(&shown, "#heard-text[aria-invalid]")), (422, 0, 1));
        assert!(text(&shown).contains(words));
    }
}

#[test]
fn nothing_is_heard_before_the_other_one_said_yes() {
    let mut home = Home::two();
    let at = home.asked();
    for person in [ALEX, SAM] {
        home.be(person);
        for (act, fields) in [
            ("heard", ("text", "x")),
            ("pause", ("for", "hour")),
            ("agree", ("text", "x")),
            ("again", ("how", "same")),
        ] {
            assert!(home.send(&format!("{at}/{act}"), &[fields]).events.is_empty(), "{act}");
        }
    }
}

#[test]
fn either_takes_a_pause_with_a_time_to_come_back_and_it_ends_by_itself_or_early() {
    let mut home = Home::two();
    let at = home.wanted();
    home.be(SAM);
    assert_eq!(between(&home.does(&format!("{at}/pause"), &[("for", "short")])), ["Paused"]);
    home.be(ALEX);
    assert!(home.html(&at).contains("A pause until Monday 23 November, 20:20"));
    assert!(home.html("/talk/settle").contains("A pause until"));
    assert_eq!(between(&home.does(&format!("{at}/on"), &[])), ["Resumed"]);
    assert!(!home.html(&at).contains("A pause until"));
    assert!(home.send(&format!("{at}/on"), &[]).events.is_empty());
    let (today, later) = (home.day(0), home.day(14));
    home.done(&format!("{at}/pause"), &[("day", &later), ("at", "20:00")]);
    home.later(14);
    assert!(!home.html(&at).contains("A pause until"), "it ended by itself");
    home.later(-14);
    let far = home.day(15);
    for (day, time) in [(&*today, "19:59"), (&*far, "20:00"), ("", ""), (&*today, "x")] {
        let outcome = home.send(&format!("{at}/pause"), &[("day", day), ("at", time)]);
        let (status, shown) = page(&outcome);
        assert_eq!(
            (status, outcome.events.len(), count(&shown, "#pause-at[aria-invalid]")),
            (422, 0, 1),
            "{day} {time}"
        );
    }
}
