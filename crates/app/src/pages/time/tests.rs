use domain::ritual::{Change, Told};
use domain::shared::Moment;
use domain::{desk, shared};
use jiff::tz::TimeZone;

use super::fixture::{FRIDAYS, Home, fridays};
use crate::testing::{ALEX, NOW, SAM, count, goes, page, text};
use crate::{New, Outcome, Visitor};

/// What happened to rituals, between the two or on the desk.
fn changes(outcome: &Outcome) -> Vec<Change> {
    let change = |event: &New| match event {
        New::Shared(shared::Event::RitualChanged { change, .. })
        | New::Desk(desk::Event::RitualChanged { change, .. }) => Some(change.clone()),
        _ => None,
    };
    outcome.events.iter().filter_map(change).collect()
}

fn shown(home: &Home, path: &str) -> scraper::Html {
    scraper::Html::parse_document(&home.html(path))
}

fn words(home: &Home, path: &str) -> String {
    text(&shown(home, path)).split_whitespace().collect::<Vec<_>>().join(" ")
}

const FRIDAY: &str = "2026-11-27";

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

#[test]
fn every_way_of_coming_round_can_be_said() {
    for (fields, said) in [
        (vec![("every", "once")], "Once, on Friday 27 November at 19:30"),
        (vec![("every", "day")], "Every day at 19:30"),
        (vec![("every", "weekday")], "Monday to Friday at 19:30"),
        (vec![("every", "week"), ("weeks", "2"), ("on", "4")], "Every second Friday at 19:30"),
        (vec![("every", "nth"), ("nth", "-1"), ("nth_on", "6")], "On the last Sunday of each month at 19:30"),
        (vec![("every", "month"), ("month_day", "15")], "On the 15th of each month at 19:30"),
        (vec![("every", "days"), ("gap", "4")], "Every 4 days at 19:30"),
        (
            vec![("every", "rota"), ("cycle", "8"), ("places", "5 and 6")],
            "On days 5 and 6 of a rota of 8 days at 19:30",
        ),
        (vec![("every", "year")], "Once a year, on 27 November at 19:30"),
    ] {
        let mut home = Home::one();
        let outcome = home.does("/time/new", &fridays(&fields));
        assert!(words(&home, goes(&outcome)).contains(said), "{said}");
        // And the same stands in the form for another time.
        let id = goes(&outcome).rsplit('/').next().unwrap().to_owned();
        let form = shown(&home, &format!("/time/new?instead={id}"));
        let every = fields[0].1;
        assert_eq!(count(&form, &format!("input[name=every][value='{every}'][checked]")), 1, "{every}");
    }
}

#[test]
fn what_cannot_be_taken_is_asked_again_and_nothing_typed_is_lost() {
    for (other, bad) in [
        (vec![("title", "  ")], "title"),
        (vec![("title", "ééééééééééééééééééééééééééééééééééééééééé")], "title"),
        (vec![("every", "")], "every"),
        (vec![("every", "never")], "every"),
        (vec![("weeks", "0")], "every"),
        (vec![("weeks", "many")], "every"),
        (vec![("on", "9")], "every"),
        (vec![("every", "month"), ("month_day", "32")], "every"),
        (vec![("every", "days"), ("gap", "")], "every"),
        (vec![("every", "rota"), ("cycle", "8"), ("places", "9")], "every"),
        (vec![("every", "rota"), ("cycle", "8"), ("places", "0")], "every"),
        (vec![("every", "rota"), ("cycle", "200"), ("places", "1")], "every"),
        (vec![("every", "nth"), ("nth", "7"), ("nth_on", "1")], "every"),
        (vec![("starts", "tomorrow")], "starts"),
        (vec![("starts", "2026-11-22")], "starts"),
        (vec![("starts", "2036-11-22")], "starts"),
        (vec![("at", "25:00")], "at"),
        (vec![("minutes", "0")], "minutes"),
        (vec![("minutes", "20000")], "minutes"),
        (vec![("zone", "Europe/Nowhere")], "zone"),
        (vec![("zone", "")], "zone"),
    ] {
        let home = Home::two();
        let fields = fridays(&other);
        let outcome = home.send("/time/new", &fields);
        let (status, page) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0), "{other:?}");
        assert_eq!(count(&page, "[role=alert] p"), 1, "{other:?}");
        assert_eq!(count(&page, "[aria-invalid][aria-describedby~=problem]"), 1, "{other:?}");
        let id = if bad == "every" {
            "fieldset[aria-invalid]".to_owned()
        } else {
            format!("#{bad}[aria-invalid]")
        };
        assert_eq!(count(&page, &id), 1, "{other:?}");
        for (name, value) in
            fields.iter().filter(|(name, _)| !matches!(*name, "every" | "on" | "nth" | "nth_on"))
        {
            assert_eq!(count(&page, &format!("input[name={name}][value='{value}']")), 1, "{name} {other:?}");
        }
    }
    let (_, page) = page(&Home::two().send("/time/new", &[]));
    assert_eq!(count(&page, "[role=alert] p"), 6);
}

#[test]
fn a_template_fills_the_form_and_stays_with_the_ritual() {
    let mut home = Home::two();
    for template in &content::Library::english().rituals {
        let path = super::address_of_template(template);
        assert!(!path.contains(template.id.as_str()));
        let html = home.html(&path);
        assert!(html.len() <= 20 * 1024, "{} bytes", html.len());
        let page = scraper::Html::parse_document(&html);
        assert_eq!(count(&page, "input[name=every][checked]"), 1, "{}", template.id);
        assert_eq!(count(&page, &format!("input[name=from][value='{}']", template.id)), 1);
    }
    let fields = fridays(&[("from", "date-night"), ("title", "Our Friday")]);
    let outcome = home.does("/time/new", &fields);
    let Some(Change::Proposed { plan, .. }) = changes(&outcome).pop() else { panic!() };
    assert_eq!((plan.title.as_str(), plan.template.as_deref()), ("Our Friday", Some("date-night")));
}

#[test]
fn a_time_found_elsewhere_stands_in_the_form() {
    let page = shown(&Home::two(), "/time/new?starts=2026-12-03&at=20:15&minutes=45&zone=Europe/Berlin");
    for (name, value) in
        [("starts", "2026-12-03"), ("at", "20:15"), ("minutes", "45"), ("zone", "Europe/Berlin")]
    {
        assert_eq!(count(&page, &format!("input[name={name}][value='{value}']")), 1);
    }
}

#[test]
fn there_is_room_for_some_and_then_it_says_so() {
    let mut home = Home::two();
    for n in 0..domain::ritual::MOST {
        home.agreed(&fridays(&[("title", &format!("No {n}"))]));
    }
    assert!(words(&home, "/time/new").contains("End one first"));
    let outcome = home.send("/time/new", &FRIDAYS);
    let (status, page) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (422, 0));
    assert!(text(&page).contains("room for 12"));
    assert_eq!(count(&page, "input[name=title][value='Date night']"), 1);
}

#[test]
fn another_time_from_a_date_on_takes_the_place_once_agreed() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    assert_eq!(
        count(&shown(&home, &format!("/time/r/{id}")), &format!("a[href='/time/new?instead={id}']")),
        1
    );
    assert_eq!(count(&shown(&home, &format!("/time/new?instead={id}")), "input[name=instead]"), 1);
    let later = fridays(&[("instead", &id), ("on", "5"), ("starts", "2026-12-04")]);
    let new = home.suggested(&later);
    home.be(SAM);
    assert!(words(&home, &format!("/time/r/{new}")).contains("takes the place of “Date night”"));
    let fridays_and_saturdays = |home: &Home| {
        let said = words(home, "/time");
        ["27 November", "28 November", "4 December", "5 December"].map(|day| said.contains(day))
    };
    assert_eq!(fridays_and_saturdays(&home)[..2], [true, false]);
    home.does(&format!("/time/r/{new}/agree"), &[]);
    assert_eq!(fridays_and_saturdays(&home), [true, false, false, true]);
    assert!(words(&home, &format!("/time/r/{id}")).contains("The last day of this is Thursday 3 December."));
    // Nothing takes the place of what has given way already.
    assert_eq!(count(&shown(&home, &format!("/time/new?instead={id}")), "input[name=instead]"), 0);
}

#[test]
fn it_rests_until_a_day_and_goes_on_early_if_one_likes() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/r/{id}");
    for until in ["", "2026-11-22", "2028-01-01", "soon"] {
        let outcome = home.send(&format!("{path}/rest"), &[("until", until)]);
        let (status, page) = page(&outcome);
        assert_eq!(
            (status, count(&page, "#until[aria-invalid]"), outcome.events.len()),
            (422, 1, 0),
            "{until}"
        );
    }
    let outcome = home.does(&format!("{path}/rest"), &[("until", "2026-11-30")]);
    assert!(matches!(changes(&outcome).as_slice(), [Change::Paused { .. }]));
    home.be(SAM);
    let said = words(&home, "/time");
    assert!(said.contains("Resting until Monday 30 November.") && !said.contains("27 November"), "{said}");
    assert!(said.contains("Friday 4 December"));
    assert_eq!(page(&home.read(&format!("/time/o/{id}/{FRIDAY}"))).0, 404);
    assert_eq!(changes(&home.does(&format!("{path}/on"), &[])), [Change::Resumed]);
    assert!(words(&home, "/time").contains("Friday 27 November"));
    assert!(home.send(&format!("{path}/on"), &[]).events.is_empty());
}

#[test]
fn either_ends_it_and_the_other_one_finds_a_kind_word() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    home.be(SAM);
    home.does(&format!("/time/r/{id}/end"), &[]);
    home.be(ALEX);
    for path in [format!("/time/r/{id}"), format!("/time/o/{id}/{FRIDAY}")] {
        let (status, page) = page(&home.read(&path));
        assert_eq!((status, count(&page, "main a[href='/time']")), (404, 1));
    }
    for act in ["move", "skip", "restore", "told", "felt"] {
        let outcome = home.send(&format!("/time/o/{id}/{FRIDAY}/{act}"), &[]);
        assert_eq!((page(&outcome).0, outcome.events.len()), (404, 0), "{act}");
    }
}

#[test]
fn a_date_moves_and_both_see_who_moved_it() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}");
    let form = shown(&home, &path);
    assert_eq!(count(&form, "input[name=was][value='2026-11-27 19:30']"), 2);
    let was = ("was", "2026-11-27 19:30");
    let outcome = home.does(&format!("{path}/move"), &[was, ("to", "2026-11-29"), ("at", "10:00")]);
    assert!(matches!(changes(&outcome).as_slice(), [Change::Moved { at: 600, .. }]));
    assert_eq!(goes(&outcome), path);
    assert!(words(&home, "/time").contains("You moved it. It was on Friday 27 November, 19:30."));
    home.be(SAM);
    let said = words(&home, &path);
    assert!(said.contains("Sunday 29 November") && said.contains("Alex moved it."), "{said}");
    let back = home.does(&format!("{path}/restore"), &[("was", "2026-11-29 10:00")]);
    assert!(matches!(changes(&back).as_slice(), [Change::Restored { .. }]));
    assert!(!words(&home, &path).contains("moved it"));
}

#[test]
fn not_this_time_shows_and_can_be_taken_up_again() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}");
    home.does(&format!("{path}/skip"), &[("was", "2026-11-27 19:30")]);
    home.be(SAM);
    let shown = shown(&home, &path);
    assert!(text(&shown).contains("Not this time, Alex said."));
    assert_eq!(count(&shown, &format!("form[action='{path}/skip']")), 0);
    assert_eq!(count(&shown, "a[download]"), 0);
    home.does(&format!("{path}/restore"), &[("was", "off")]);
    assert!(words(&home, "/time").contains("Friday 27 November Date night"));
}

#[test]
fn when_both_change_a_date_at_once_the_second_hears_of_it_and_nothing_doubles() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}");
    let was = ("was", "2026-11-27 19:30");
    home.does(&format!("{path}/move"), &[was, ("to", "2026-11-28"), ("at", "18:00")]);
    home.be(SAM);
    let typed = [was, ("to", "2026-11-29"), ("at", "11:15")];
    let outcome = home.send(&format!("{path}/move"), &typed);
    let (status, page) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (422, 0));
    assert!(text(&page).contains("Meanwhile Alex moved it to Saturday 28 November, 18:00."));
    for (name, value) in [("to", "2026-11-29"), ("at", "11:15"), ("was", "2026-11-28 18:00")] {
        assert!(count(&page, &format!("input[name={name}][value='{value}']")) >= 1, "{name}");
    }
    for act in ["skip", "restore"] {
        let outcome = home.send(&format!("{path}/{act}"), &[was]);
        assert_eq!((crate::testing::page(&outcome).0, outcome.events.len()), (422, 0), "{act}");
    }
    // The very same wish is no quarrel, and a second look makes the change.
    let same = home.send(&format!("{path}/move"), &[was, ("to", "2026-11-28"), ("at", "18:00")]);
    assert_eq!((goes(&same), same.events.len()), (path.as_str(), 0));
    home.does(&format!("{path}/move"), &[("was", "2026-11-28 18:00"), ("to", "2026-11-29"), ("at", "11:15")]);
    for who in [ALEX, SAM] {
        home.be(who);
        let said = words(&home, "/time");
        assert_eq!(said.matches("Date night").count(), 3, "two Fridays and the ritual: {said}");
        assert!(said.contains("Sunday 29 November") && !said.contains("Saturday 28 November Date"));
    }
}

#[test]
fn a_date_is_moved_to_a_day_and_an_hour_there_are() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}/move");
    for (to, at) in [("", "10:00"), ("2026-11-28", "26:00"), ("2028-11-28", "10:00"), ("2026-11-01", "10:00")]
    {
        let outcome = home.send(&path, &[("was", "2026-11-27 19:30"), ("to", to), ("at", at)]);
        let (status, page) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0), "{to} {at}");
        assert_eq!(count(&page, &format!("input[name=to][value='{to}']")), 1);
    }
}

#[test]
fn more_changes_than_can_be_kept_are_refused_in_words() {
    let mut home = Home::two();
    let id = home.agreed(&fridays(&[("every", "day")]));
    for day in 27..=30 {
        let (path, was) = (format!("/time/o/{id}/2026-11-{day}/skip"), format!("2026-11-{day} 19:30"));
        home.does(&path, &[("was", &was)]);
    }
    for day in 1..=2 {
        let (path, was) = (format!("/time/o/{id}/2026-12-0{day}/skip"), format!("2026-12-0{day} 19:30"));
        home.does(&path, &[("was", &was)]);
    }
    let outcome = home.send(&format!("/time/o/{id}/2026-12-03/skip"), &[("was", "2026-12-03 19:30")]);
    let (status, page) = page(&outcome);
    assert_eq!((status, outcome.events.len()), (422, 0));
    assert!(text(&page).contains("changed already"));
}

#[test]
fn each_date_has_something_to_do_or_ask_and_the_next_one_something_else() {
    let mut home = Home::two();
    let from = home.agreed(&fridays(&[("from", "evening-walk")]));
    let own = home.agreed(&FRIDAYS);
    let template = content::Library::english().ritual("evening-walk").unwrap();
    let first = words(&home, &format!("/time/o/{from}/2026-11-27"));
    assert!(first.contains(&template.tries[0]) && first.contains(&template.easier));
    assert!(words(&home, &format!("/time/o/{from}/2026-12-04")).contains(&template.tries[1]));
    assert_eq!(count(&shown(&home, &format!("/time/o/{from}/2026-11-27")), "main a[href^='/today/']"), 1);
    let asks = |day: &str| words(&home, &format!("/time/o/{own}/{day}"));
    assert!(asks("2026-11-27").contains("Ask each other:"));
    let question =
        |day: &str| asks(day).split("Ask each other:").nth(1).unwrap().chars().take(30).collect::<String>();
    assert_ne!(question("2026-11-27"), question("2026-12-04"));
    assert_eq!(page(&home.read(&format!("/time/o/{own}/2026-11-28"))).0, 404);
}

#[test]
fn afterwards_it_is_told_once_for_both_and_felt_by_each_alone() {
    let mut home = Home::two();
    let id = home.agreed(&fridays(&[("from", "date-night")]));
    let path = format!("/time/o/{id}/{FRIDAY}");
    assert_eq!(count(&shown(&home, &path), "button[name=how]"), 0, "not before it was");
    assert_eq!(page(&home.send(&format!("{path}/told"), &[("how", "did")])).0, 422);
    home.later(5);
    assert_eq!(count(&shown(&home, "/time"), &format!("details a[href='{path}']")), 1);
    assert_eq!(page(&home.send(&format!("{path}/told"), &[("how", "missed")])).0, 422);
    let outcome = home.does(&format!("{path}/told"), &[("how", "did")]);
    assert_eq!((outcome.events.len(), goes(&outcome)), (1, format!("{path}/after").as_str()));
    assert!(matches!(changes(&outcome).as_slice(), [Change::Told { how: Told::Did, .. }]));
    let shared = home.world.shared.as_ref().unwrap();
    assert!(
        matches!(shared.moments.newest().next(), Some(Moment::Kept(title, _, 120)) if title == "Date night")
    );
    assert!(words(&home, "/us").contains("27 November 2026: Date night"));
    home.be(SAM);
    assert!(!words(&home, "/time").contains("How was it?"));
    let again = home.send(&format!("{path}/told"), &[("how", "did")]);
    assert_eq!((again.events.len(), goes(&again)), (0, format!("{path}/after").as_str()));
    assert!(home.send(&format!("{path}/told"), &[("how", "let-go")]).events.is_empty());
    home.be(ALEX);
    let felt = home.does(&format!("{path}/felt"), &[("felt", "closer")]);
    let [New::Desk(desk::Event::RitualFelt { of, closer: true })] = felt.events.as_slice() else { panic!() };
    assert_eq!((of.as_str(), goes(&felt)), ("play", "/time"));
}

#[test]
fn letting_go_leaves_no_trace_and_nothing_asks_after_three_days() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}");
    home.later(5);
    let outcome = home.does(&format!("{path}/told"), &[("how", "let-go")]);
    assert_eq!(goes(&outcome), "/time");
    assert!(home.world.shared.as_ref().unwrap().moments.newest().next().is_none());
    assert!(!words(&home, "/time").contains("How was it?"));
    assert_eq!(goes(&home.read(&format!("{path}/after"))), path);

    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    let path = format!("/time/o/{id}/{FRIDAY}");
    home.later(7);
    assert!(words(&home, "/time").contains("How was it?"));
    home.later(1);
    assert!(!words(&home, "/time").contains("How was it?"));
    assert_eq!(count(&shown(&home, &path), "button[name=how]"), 0);
    assert_eq!(page(&home.send(&format!("{path}/told"), &[("how", "did")])).0, 422);
}

#[test]
fn nobody_is_asked_about_a_date_from_before_both_wanted_it() {
    let mut home = Home::two();
    let id = home.suggested(&fridays(&[("every", "day"), ("starts", "2026-11-24")]));
    home.later(4);
    home.be(SAM);
    home.does(&format!("/time/r/{id}/agree"), &[]);
    assert!(!words(&home, "/time").contains("How was it?"));
    home.later(2);
    assert_eq!(count(&shown(&home, "/time"), "details li"), 1);
}

#[test]
fn alone_one_tells_oneself() {
    let mut home = Home::one();
    let id = home.agreed(&FRIDAYS);
    home.later(5);
    let path = format!("/time/o/{id}/{FRIDAY}");
    assert!(words(&home, &path).contains("I did it"));
    let outcome = home.does(&format!("{path}/told"), &[("how", "did")]);
    assert!(matches!(outcome.events.as_slice(), [New::Desk(_)]));
    let felt = home.send(&format!("{path}/felt"), &[("felt", "not-closer")]);
    let [New::Desk(desk::Event::RitualFelt { of, closer: false })] = felt.events.as_slice() else { panic!() };
    assert_eq!(of, "side-by-side");
}

#[test]
fn each_reads_a_time_on_their_own_clock_and_on_the_ritual_s() {
    let mut home = Home::two();
    home.is_in("Europe/Berlin");
    let id = home.agreed(&fridays(&[("zone", "europe/berlin")]));
    assert!(words(&home, "/time").contains("Friday 27 November Date night 19:30 · two hours"));
    home.be(SAM);
    home.is_in("America/New_York");
    let said = words(&home, "/time");
    assert!(said.contains("Date night 13:30 (19:30 in Berlin) · two hours"), "{said}");
    assert!(said.contains("Every Friday at 19:30 in Berlin, two hours"));
    let date = words(&home, &format!("/time/o/{id}/{FRIDAY}"));
    assert!(date.contains("13:30 (19:30 in Berlin)") && date.contains("On the clock of Berlin."), "{date}");
    home.is_in("Asia/Tokyo");
    assert!(
        words(&home, "/time")
            .contains("Saturday 28 November Date night 03:30 (Friday 27 November, 19:30 in Berlin)")
    );
}

#[test]
fn in_the_weeks_when_the_clocks_change_each_clock_says_its_own_hour() {
    let mut home = Home::two();
    home.world.now =
        domain::Day::from_date(jiff::civil::date(2027, 3, 10)).moment(600, &jiff::tz::TimeZone::UTC);
    home.agreed(&fridays(&[
        ("zone", "Europe/Berlin"),
        ("starts", "2027-03-12"),
        ("every", "day"),
        ("at", "02:30"),
    ]));
    home.is_in("America/New_York");
    let said = words(&home, "/time");
    // New York changes on 14 March, Berlin on the 28th.
    assert!(said.contains("20:30 (Friday 12 March, 02:30 in Berlin)"), "{said}");
    home.later(4);
    let said = words(&home, "/time");
    assert!(said.contains("21:30 (Tuesday 16 March, 02:30 in Berlin)"), "{said}");
    home.later(13);
    home.is_in("Europe/Berlin");
    let said = words(&home, "/time");
    assert!(
        said.contains("Sunday 28 March Date night 03:30 ·"),
        "the hour that is left out comes after: {said}"
    );
    assert!(said.contains("Monday 29 March Date night 02:30 ·"));
}

#[test]
fn while_it_rests_nothing_asks_how_it_was() {
    let mut home = Home::two();
    home.agreed(&FRIDAYS);
    home.later(5);
    let today = home.world.now.day_in(&home.world.zone);
    home.world.shared.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until: today.plus(3) });
    let said = words(&home, "/time");
    assert!(said.contains("You are resting until") && !said.contains("How was it?"));
}

#[test]
fn ideas_come_by_season_and_the_careful_ones_last_and_by_themselves() {
    let home = Home::two();
    for (season, guide) in [
        ("any", "making-time"),
        ("shift-work", "shift-work"),
        ("new-baby", "new-baby"),
        ("long-distance", "when-far-apart"),
        ("nonsense", "making-time"),
    ] {
        let place = content::Season::ALL.iter().position(|each| each.as_str() == season);
        let asked = place.map_or(season.to_owned(), |place| place.to_string());
        let html = home.html(&format!("/time/ideas?season={asked}"));
        assert!(!html.contains("season=new-baby"), "an address stays in the history");
        assert!(html.len() < 40 * 1024, "{season}: {}", html.len());
        let page = scraper::Html::parse_document(&html);
        assert_eq!(count(&page, &format!("main a[href='/read/{guide}']")), 1);
        assert_eq!(count(&page, ".places [aria-current]"), 1);
        let all = content::Library::english().rituals.iter();
        let of_season = all.filter(|each| {
            each.season.as_str() == season || (season == "nonsense" && each.season.as_str() == "any")
        });
        assert_eq!(count(&page, "article"), of_season.count());
    }
    let said = words(&home, "/time/ideas");
    let (before, after) = said.split_once("Only if you both like").unwrap();
    for template in &content::Library::english().rituals {
        if template.is_careful() {
            assert!(!before.contains(&template.title) && after.contains(&template.title));
        }
    }
}

#[test]
fn no_page_about_time_counts_urges_or_tells_on_anybody() {
    let mut home = Home::two();
    let id = home.agreed(&FRIDAYS);
    home.suggested(&fridays(&[("title", "A walk")]));
    let date = format!("/time/o/{id}/{FRIDAY}");
    let paths = ["/time", "/time/ideas", "/time/new", &format!("/time/r/{id}"), &date];
    for _ in 0..9 {
        home.later(1);
        for who in [ALEX, SAM] {
            home.be(who);
            for path in paths {
                let said = words(&home, path).to_lowercase();
                for word in [
                    "overdue", "missed", "waiting", "late ", "streak", "reminder", "not yet", "has not",
                    "unread",
                ] {
                    assert!(!said.contains(word), "{path}: {word}");
                }
            }
        }
    }
}

#[test]
fn what_one_felt_or_put_away_changes_no_byte_for_the_other() {
    let make = || {
        let mut home = Home::two();
        let id = home.agreed(&FRIDAYS);
        home.later(5);
        home.does(&format!("/time/o/{id}/{FRIDAY}/told"), &[("how", "did")]);
        (home, id)
    };
    let (plain, _) = make();
    let (mut busy, id) = make();
    busy.be(SAM);
    busy.does(&format!("/time/o/{id}/{FRIDAY}/felt"), &[("felt", "not-closer")]);
    busy.be(ALEX);
    busy.world.chance = plain.world.chance;
    for path in ["/time", "/today", "/us", &format!("/time/r/{id}"), &format!("/time/o/{id}/{FRIDAY}")] {
        assert_eq!(plain.html(path), busy.html(path), "{path}");
    }
    assert_eq!(NOW.plus_days(5), plain.world.now);
}
