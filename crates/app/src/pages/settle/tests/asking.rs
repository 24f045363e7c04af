//! Asking for a talk, and what the other one can do about it.

use domain::shared::Event;
use domain::{desk, repair, ritual};

use super::super::fixture::{Home, between};
use crate::testing::{ALEX, SAM, count, goes, page, text};
use crate::{New, Outcome};

const ASK: &str = "/talk/settle/ask";

fn fields<'a>(day: &'a str, step: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("kind", "hurt"), ("about", "The birthday"), ("day", day), ("at", "20:00"), ("step", step)]
}

fn inner(outcome: &Outcome, css: &str) -> String {
    let (_, html) = page(outcome);
    let found = html.select(&scraper::Selector::parse(css).unwrap()).next();
    found.unwrap_or_else(|| panic!("no {css}")).inner_html().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn before_the_form_everybody_is_asked_one_question_that_is_kept_nowhere() {
    let mut home = Home::two();
    let (_, first) = page(&home.read(ASK));
    assert_eq!((count(&first, "main form"), count(&first, "main a.button[href='/help/safe']")), (0, 1));
    assert_eq!(count(&first, &format!("main a.button[href='{ASK}?go=yes']")), 1);
    assert_eq!(count(&page(&home.read(&format!("{ASK}?go=yes"))).1, "main form"), 1);
}

#[test]
fn what_is_shown_before_asking_is_what_the_other_one_sees() {
    let mut home = Home::two();
    let day = home.day(3);
    let preview = home.send(ASK, &fields(&day, "look"));
    assert!(preview.events.is_empty() && preview.rows.is_empty());
    let seen_before = inner(&preview, "article.card");
    let at = home.done(ASK, &fields(&day, "ask"));
    home.be(SAM);
    assert_eq!(inner(&home.read(&at), "article.card"), seen_before);
    let listed = inner(&home.read("/talk/settle"), "article.card:has(a)");
    assert!(listed.starts_with(&seen_before), "{listed}");
    assert!(seen_before.contains("Alex asks for a talk") && seen_before.contains("The birthday"));
    assert!(seen_before.contains("Thursday 26 November, 20:00"));
}

#[test]
fn asking_names_the_talk_and_its_date_and_marks_ones_own_sheet() {
    let mut home = Home::two();
    let thing = home.carries("The birthday", "was-hurt");
    let id = thing.rsplit('/').next().unwrap().to_owned();
    let form = home.html(&format!("{ASK}?go=yes&of={id}"));
    assert!(form.contains("value=\"The birthday\""));
    assert!(form.contains("value=\"hurt\" required checked"));
    let day = home.day(3);
    let mut all = fields(&day, "ask");
    all.push(("of", &id));
    let outcome = home.does(ASK, &all);
    assert_eq!(between(&outcome), ["date Proposed", "Asked", "private SheetKept"]);
    let New::Shared(Event::RitualChanged { ritual, change: ritual::Change::Proposed { plan, .. } }) =
        &outcome.events[0]
    else {
        panic!("{:?}", outcome.events)
    };
    assert_eq!((plan.title.as_str(), plan.template.as_deref(), plan.minutes), ("A talk", None, 45));
    let New::Shared(Event::RepairChanged {
        change: repair::Change::Asked { about, ritual: named, .. }, ..
    }) = &outcome.events[1]
    else {
        panic!("{:?}", outcome.events)
    };
    assert_eq!((about.as_str(), named.as_ref()), ("The birthday", Some(ritual)));
    let at = goes(&outcome).to_owned();
    assert!(home.html(&at).contains(&thing), "one's own half lies beside it");
    assert!(home.html(&thing).contains(&at));
    // The other one's half is another sheet, in another space.
    home.be(SAM);
    assert!(!home.html(&at).contains(&thing));
    let theirs = home.done(&format!("{at}/prepare"), &[]);
    assert_eq!(home.done(&format!("{at}/prepare"), &[]), theirs, "once");
    assert!(home.html(&theirs).contains("The birthday"));
}

#[test]
fn a_time_may_be_left_open_and_must_lie_ahead() {
    let mut home = Home::two();
    let at =
        home.done(ASK, &[("kind", "trust"), ("about", "The debt"), ("day", ""), ("at", ""), ("step", "ask")]);
    assert!(home.html(&at).contains("A time can be found together"));
    home.done(&format!("{at}/end"), &[("was", "asked")]);
    let (past, far, today) = (home.day(-1), home.day(61), home.day(0));
    let wrong = [
        (&*past, "20:00"),
        (&*far, "20:00"),
        (&*today, "19:59"),
        (&*today, ""),
        ("", "20:00"),
        ("soon", "8"),
    ];
    for (day, time) in wrong {
        let outcome = home
            .send(ASK, &[("kind", "hurt"), ("about", "Rain"), ("day", day), ("at", time), ("step", "ask")]);
        assert!(outcome.events.is_empty(), "{day} {time}");
        let (status, shown) = page(&outcome);
        assert_eq!(
            (status, count(&shown, "#day[aria-invalid]"), count(&shown, "#about[value=Rain]")),
            (422, 1, 1)
        );
    }
}

#[test]
fn what_is_missing_or_long_is_asked_for_again_with_its_words() {
    let mut home = Home::two();
    let long = "水".repeat(121);
    let bytes = "水".repeat(120);
    for (kind, about, bad) in
        [("", "Rain", "kind"), ("rain", "Rain", "kind"), ("hurt", " ", "about"), ("hurt", &long, "about")]
    {
        let outcome = home.send(ASK, &[("kind", kind), ("about", about), ("step", "look")]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len(), count(&shown, "[role=alert]")), (422, 0, 1), "{bad}");
        assert!(bad != "about" || count(&shown, "#about[aria-invalid]") == 1);
    }
    assert_eq!(between(&home.send(ASK, &[("kind", "hurt"), ("about", &bytes), ("step", "ask")])), ["Asked"]);
    let wide = "𝄞".repeat(100);
    assert_eq!(page(&home.send(ASK, &[("kind", "hurt"), ("about", &wide), ("step", "ask")])).0, 422);
    let edited = home.send(ASK, &[("kind", "hurt"), ("about", "Rain"), ("step", "edit")]);
    assert_eq!((page(&edited).0, count(&page(&edited).1, "#about[value=Rain]")), (200, 1));
}

#[test]
fn one_ask_at_a_time_and_it_can_be_taken_back() {
    let mut home = Home::two();
    let at = home.asked();
    let (_, closed) = page(&home.read(&format!("{ASK}?go=yes")));
    assert_eq!((count(&closed, "main form"), count(&closed, &format!("main a[href='{at}']"))), (0, 1));
    let day = home.day(3);
    let outcome = home.send(ASK, &fields(&day, "ask"));
    assert_eq!((page(&outcome).0, outcome.events.len()), (422, 0));
    let outcome = home.does(&format!("{at}/end"), &[("was", "asked")]);
    assert_eq!(
        (goes(&outcome), between(&outcome)),
        ("/talk/settle", vec!["Ended".to_owned(), "date Ended".to_owned()])
    );
    home.be(SAM);
    assert!(!home.html("/talk/settle").contains("Our Sundays"));
    assert_eq!(page(&home.read(&at)).0, 404);
    home.be(ALEX);
    assert_eq!(count(&page(&home.read(&format!("{ASK}?go=yes"))).1, "main form"), 1);
}

/// S5: for who asked, it is the same whether the other one saw it, put it away, left all out, prepared or rested.
#[test]
fn who_asked_cannot_tell_what_became_of_it() {
    // What Sam does: the end of an address, and one field.
    let acts = [None, Some(("away", ("", ""))), Some(("away", ("all", "yes"))), Some(("prepare", ("", "")))];
    let mut seen: Vec<Vec<String>> = Vec::new();
    for act in acts {
        let mut home = Home::two();
        let at = home.asked();
        home.be(SAM);
        home.html("/talk/settle");
        home.html(&at);
        if let Some((act, field)) = act {
            home.done(&format!("{at}/{act}"), &[field]);
        }
        home.be(ALEX);
        let mut pages = Vec::new();
        for days in [0, 1, 29, 1] {
            home.later(days);
            for path in ["/talk/settle", at.as_str(), ASK, "/time", "/talk", "/today", "/us"] {
                pages.push(format!("{:?}", home.read(path).answer));
            }
        }
        seen.push(pages);
    }
    assert!(seen.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn what_nobody_says_yes_to_lapses_in_silence() {
    let mut home = Home::two();
    let at = home.asked();
    home.later(30);
    for person in [ALEX, SAM] {
        home.be(person);
        assert!(!home.html("/talk/settle").contains("Our Sundays"));
        assert_eq!(page(&home.read(&at)).0, 404);
        assert_eq!(page(&home.send(&format!("{at}/yes"), &[])).0, 404);
        assert!(!home.html("/time").contains("A talk"), "and its date with it");
    }
}

#[test]
fn the_other_one_says_yes_to_the_talk_and_its_time() {
    let mut home = Home::two();
    let at = home.asked();
    assert!(home.send(&format!("{at}/yes"), &[]).events.is_empty(), "nobody says yes for the other one");
    assert!(!home.html("/time").contains("A talk"), "it is only asked for");
    home.be(SAM);
    let outcome = home.does(&format!("{at}/yes"), &[]);
    assert_eq!(
        (goes(&outcome), between(&outcome)),
        (at.as_str(), vec!["Agreed".to_owned(), "date Agreed".to_owned()])
    );
    for person in [ALEX, SAM] {
        home.be(person);
        let html = home.html(&at);
        assert!(html.contains("Wednesday 25 November, 20:00") && html.contains("Taking turns"));
        assert!(home.html("/time").contains("A talk"));
    }
    assert!(home.send(&format!("{at}/yes"), &[]).events.is_empty(), "once");
}

#[test]
fn a_yes_after_the_proposed_time_is_a_yes_to_the_talk() {
    let mut home = Home::two();
    let at = home.asked();
    home.later(5);
    home.be(SAM);
    assert_eq!(between(&home.does(&format!("{at}/yes"), &[])), ["Agreed"]);
    assert!(home.html(&at).contains("No time is set"));
}

#[test]
fn yes_at_another_time_is_a_yes_and_the_first_one_says_whether_it_suits() {
    let mut home = Home::two();
    let at = home.asked();
    home.be(SAM);
    let (was, day) = (home.hidden(&at, "time", "was"), home.day(4));
    let outcome = home.does(&format!("{at}/time"), &[("was", &was), ("day", &day), ("at", "21:00")]);
    assert_eq!(between(&outcome), ["date Proposed", "date Ended", "Agreed", "TimeAsked"]);
    assert!(home.html(&at).contains("You proposed Friday 27 November, 21:00"));
    assert!(home.send(&format!("{at}/suits"), &[("was", &was)]).events.is_empty(), "not one's own");
    home.be(ALEX);
    assert!(home.html(&at).contains("Friday 27 November, 21:00 is proposed"));
    let was = home.hidden(&at, "suits", "was");
    assert_eq!(between(&home.does(&format!("{at}/suits"), &[("was", &was)])), ["date Agreed"]);
    assert!(home.html("/time").contains("A talk"));
    let outcome = home.send(&format!("{at}/time"), &[("was", &was), ("day", &day), ("at", "22:00")]);
    assert!(outcome.events.is_empty(), "a date that is set moves on its own page");
}

#[test]
fn two_who_propose_other_times_at_once_hear_of_it() {
    let mut home = Home::two();
    let at = home.done(ASK, &[("kind", "hurt"), ("about", "Rain"), ("step", "ask")]);
    home.be(SAM);
    home.done(&format!("{at}/yes"), &[]);
    let (one, other) = (home.day(2), home.day(3));
    home.done(&format!("{at}/time"), &[("was", ""), ("day", &one), ("at", "20:00")]);
    home.be(ALEX);
    let late = home.send(&format!("{at}/time"), &[("was", ""), ("day", &other), ("at", "21:00")]);
    let (status, shown) = page(&late);
    assert_eq!((status, late.events.len()), (422, 0));
    assert!(
        text(&shown).contains("Meanwhile another time was proposed")
            && text(&shown).contains("25 November, 20:00")
    );
    assert_eq!(count(&shown, &format!("#day[value='{other}']")), 1, "what was typed is still there");
    // A yes to a time that is not the one on the page is none.
    assert_eq!(page(&home.send(&format!("{at}/suits"), &[("was", "old")])).0, 422);
}

#[test]
fn all_asks_can_be_left_out_and_let_in_again() {
    let mut home = Home::two();
    let at = home.asked();
    home.be(SAM);
    assert_eq!(home.done(&format!("{at}/away"), &[("all", "yes")]), "/talk/settle");
    assert_eq!(page(&home.read(&at)).0, 404);
    home.be(ALEX);
    home.done(&format!("{at}/end"), &[("was", "asked")]);
    home.asked();
    home.be(SAM);
    assert!(!home.html("/talk/settle").contains("Our Sundays"));
    home.done("/talk/settle/asks", &[]);
    assert!(home.html("/talk/settle").contains("Our Sundays"));
    assert!(home.send("/talk/settle/asks", &[]).events.is_empty());
}

#[test]
fn nobody_ends_the_other_ones_ask_or_puts_away_their_own() {
    let mut home = Home::two();
    let at = home.asked();
    assert!(home.send(&format!("{at}/away"), &[]).events.is_empty());
    home.be(SAM);
    assert!(home.send(&format!("{at}/end"), &[("was", "asked")]).events.is_empty());
}

#[test]
fn putting_one_away_is_a_mute_that_never_runs_out_of_room() {
    let mut home = Home::two();
    let mut ids = Vec::new();
    for _ in 0..90 {
        let at = home.asked();
        home.be(SAM);
        let outcome = home.does(&format!("{at}/away"), &[]);
        assert!(between(&outcome).iter().all(|word| word == "desk Muted"), "{:?}", outcome.events);
        assert!(!home.html("/talk/settle").contains("Our Sundays"));
        home.be(ALEX);
        home.done(&format!("{at}/end"), &[("was", "asked")]);
        ids.push(at);
    }
    home.be(SAM);
    let muted = |event: &New| matches!(event, New::Desk(desk::Event::Muted { on: true, .. }));
    let at = home.asked();
    home.be(SAM);
    assert_eq!(home.does(&format!("{at}/away"), &[]).events.iter().filter(|event| muted(event)).count(), 1);
    assert_eq!(home.world.desk.as_ref().unwrap().muted.len(), 1);
}
