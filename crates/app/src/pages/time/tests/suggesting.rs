//! Times are suggested, agreed to, put away and taken back.

use super::*;

#[test]
fn an_empty_page_explains_itself_and_offers_three_short_ideas() {
    for home in [Home::one(), Home::two()] {
        let page = shown(&home, "/time");
        assert_eq!((count(&page, "h1"), count(&page, ".list .meta")), (1, 3));
        assert_eq!(count(&page, "main a[href^='/time/new?from=']"), 3);
        for door in ["/time/ideas", "/time/new", "/time/down", "/time/calendars"] {
            assert_eq!(count(&page, &format!("main a[href='{door}']")), 1, "{door}");
        }
    }
}

#[test]
fn for_two_it_is_suggested_and_begins_once_the_other_one_says_yes() {
    let mut home = Home::two();
    let outcome = home.does("/time/new", &FRIDAYS);
    let [New::Shared(shared::Event::RitualChanged { ritual, change })] = outcome.events.as_slice() else {
        panic!("{:?}", outcome.events)
    };
    let Change::Proposed { plan, instead_of: None } = change else { panic!() };
    assert_eq!(
        (plan.title.as_str(), plan.at, plan.minutes, plan.zone.as_str()),
        ("Date night", 1170, 120, "UTC")
    );
    let id = ritual.as_str().to_owned();
    assert_eq!(goes(&outcome), format!("/time/r/{id}"));

    let mine = shown(&home, "/time");
    assert_eq!(count(&mine, &format!("form[action='/time/r/{id}/agree']")), 0);
    assert_eq!(count(&mine, &format!("form[action='/time/r/{id}/end']")), 1);
    assert!(home.send(&format!("/time/r/{id}/agree"), &[]).events.is_empty(), "nobody agrees with oneself");

    home.be(SAM);
    let theirs = words(&home, "/time");
    assert!(theirs.contains("Alex suggests Date night Every Friday at 19:30, two hours"), "{theirs}");
    assert!(theirs.contains("First on Friday 27 November, 19:30."));
    let yes = home.does(&format!("/time/r/{id}/agree"), &[]);
    assert_eq!((changes(&yes), goes(&yes)), (vec![Change::Agreed], format!("/time/r/{id}").as_str()));
    assert!(words(&home, "/time").contains("Friday 27 November Date night 19:30 · two hours"));
    assert!(words(&home, &format!("/time/r/{id}")).contains("agreed by both"));
    assert!(home.send(&format!("/time/r/{id}/agree"), &[]).events.is_empty());
}

#[test]
fn alone_it_is_simply_there_on_one_s_own_desk() {
    let mut home = Home::one();
    let outcome = home.does("/time/new", &FRIDAYS);
    assert!(matches!(outcome.events.as_slice(), [New::Desk(desk::Event::RitualChanged { .. })]));
    let said = words(&home, "/time");
    assert!(said.contains("Friday 27 November Date night 19:30") && said.contains("Only me"));
    assert!(!words(&home, goes(&outcome)).contains("agreed"));
}

#[test]
fn somebody_who_left_has_only_their_own_times() {
    let mut home = Home::two();
    home.agreed(&FRIDAYS);
    if let Visitor::Person(person) = &mut home.world.visitor {
        person.couple.as_mut().unwrap().state = crate::CoupleState::ILeft;
    }
    assert!(!words(&home, "/time").contains("Date night"));
    assert!(matches!(home.send("/time/new", &FRIDAYS).events.as_slice(), [New::Desk(_)]));
}

#[test]
fn what_was_kept_alone_is_still_there_for_two_to_suggest_or_to_end() {
    let mut home = Home::one();
    let id = home.suggested(&fridays(&[("from", "date-night")]));
    let mut two = Home::two();
    two.world.desk = home.world.desk;
    let shown = shown(&two, "/time");
    assert_eq!(count(&shown, &format!("a[href='/time/new?own={id}']")), 1);
    assert!(!text(&shown).contains("Friday 27 November"), "it is no time of the two");
    let form = self::shown(&two, &format!("/time/new?own={id}"));
    assert_eq!(count(&form, "input[name=title][value='Date night']"), 1);
    assert_eq!(count(&form, "input[name=from][value='date-night']"), 1);
    let outcome = two.does(&format!("/time/r/{id}/end"), &[]);
    assert!(matches!(outcome.events.as_slice(), [New::Desk(_)]));
    assert!(!words(&two, "/time").contains("Date night"));
}

#[test]
fn what_comes_every_day_does_not_hide_the_rest() {
    let mut home = Home::two();
    let id = home.agreed(&fridays(&[("title", "Coffee"), ("every", "day"), ("at", "06:50")]));
    home.agreed(&FRIDAYS);
    home.does(&format!("/time/o/{id}/2026-12-03/skip"), &[("was", "2026-12-03 06:50")]);
    let page = shown(&home, "/time");
    assert_eq!(count(&page, &format!(".days a[href^='/time/o/{id}/']")), 4, "three, and the one that is off");
    assert_eq!(count(&page, ".days a[href*='/2026-12-04']"), 1);
    assert_eq!(count(&shown(&home, &format!("/time/r/{id}")), ".days dd"), 7);
}

#[test]
fn a_suggestion_is_announced_nowhere_and_lapses_without_a_word() {
    let others = ["/today", "/today/week", "/us", "/talk", "/me", "/time/ideas", "/time/new"];
    let mut home = Home::two();
    home.be(SAM);
    let before = others.map(|path| home.html(path));
    let id = home.suggested(&FRIDAYS);
    home.be(SAM);
    assert_eq!(before, others.map(|path| home.html(path)));
    home.later(29);
    assert!(words(&home, "/time").contains("Date night"));
    home.later(1);
    assert!(!words(&home, "/time").contains("Date night"));
    assert_eq!(page(&home.read(&format!("/time/r/{id}"))).0, 404);
    assert_eq!(page(&home.send(&format!("/time/r/{id}/agree"), &[])).0, 404);
}

#[test]
fn taking_back_leaves_nothing() {
    let mut home = Home::two();
    let id = home.suggested(&FRIDAYS);
    home.be(ALEX);
    let outcome = home.does(&format!("/time/r/{id}/end"), &[]);
    assert_eq!((changes(&outcome), goes(&outcome)), (vec![Change::Ended], "/time"));
    for other in [ALEX, SAM] {
        home.be(other);
        assert!(!words(&home, "/time").contains("Date night"));
    }
    assert!(home.send(&format!("/time/r/{id}/end"), &[]).events.is_empty());
}

#[test]
fn putting_away_looks_to_who_suggested_as_if_it_had_not_been_seen() {
    let mut home = Home::two();
    let id = home.suggested(&FRIDAYS);
    home.be(ALEX);
    let address = format!("/time/r/{id}");
    let before = ["/time", &address, "/today", "/us"].map(|path| home.html(path));
    home.be(SAM);
    let outcome = home.does(&format!("{address}/end"), &[]);
    let away = desk::Event::CardPutAway { card: format!("suggestion/{id}") };
    assert_eq!((outcome.events.as_slice(), goes(&outcome)), ([New::Desk(away)].as_slice(), "/time"));
    assert!(!words(&home, "/time").contains("Date night"));
    assert_eq!(page(&home.read(&address)).0, 404);
    assert!(home.send(&format!("{address}/end"), &[]).events.is_empty());
    home.be(ALEX);
    assert_eq!(before, ["/time", &address, "/today", "/us"].map(|path| home.html(path)));
}

#[test]
fn while_everything_rests_nothing_is_suggested() {
    let mut home = Home::two();
    home.suggested(&FRIDAYS);
    home.be(SAM);
    assert!(words(&home, "/time").contains("Date night"));
    let until = NOW.day_in(&TimeZone::UTC).plus(5);
    home.world.shared.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until });
    assert!(!words(&home, "/time").contains("Date night"));
}
