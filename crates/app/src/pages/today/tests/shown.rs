//! What stands on the page, and for how long.

use super::*;

#[test]
fn the_first_day_has_one_main_thing_within_ten_lines_and_at_most_three() {
    for mut world in [alone(), together(), shut(alone()), shut(together())] {
        desk(&mut world).began_at = Some(NOW);
        let (status, page) = page(&read(&world, "/today"));
        assert_eq!(status, 200);
        assert_eq!((count(&page, "h1"), count(&page, ".card.main")), (1, 1));
        let main = first_form_practice(&world);
        let title = &content::Library::english().practice(&main).unwrap().title;
        let text = text(&page);
        let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(10).collect();
        assert!(lines.iter().any(|line| line.contains(title.as_str())), "{lines:?}");
        let named = named(&world);
        assert_eq!(named.first().copied(), Some(main.as_str()));
        assert!((1..=3).contains(&named.len()), "{named:?}");
    }
}

#[test]
fn the_page_stays_small() {
    let mut world = together();
    desk(&mut world).began_at = Some(NOW);
    assert!(html(&world, "/today").len() <= 14 * 1024);
    for practice in &content::Library::english().practices {
        plan(&mut world, &[practice.id.as_str(), "ask-one-more", "two-cups-at-the-window"]);
        let length = html(&world, "/today").len();
        assert!(length <= 14 * 1024, "{} {length}", practice.id);
    }
}

#[test]
fn a_stranger_is_sent_to_the_door() {
    assert_eq!(goes(&read(&crate::testing::stranger(), "/today")), "/enter");
}

#[test]
fn a_partner_s_state_never_changes_today() {
    let plain = together();
    let mut busy = together();
    let shared = busy.shared.as_mut().unwrap();
    for (n, event) in [
        shared::Event::Answered { question: "joys-1-01".into(), round: 0, text: "x".into(), tell: false },
        shared::Event::QuestionAdded { question: "own-1".into(), text: "What now?".into() },
        shared::Event::SummaryShared { words: "w".into(), wish: "w".into() },
        shared::Event::PracticeDone { practice: "ask-one-more".into(), minutes: 2, day: today() },
        shared::Event::Named { name: "Samira".into() },
        shared::Event::StillTrue { question: "joys-1-01".into() },
        super::super::next::tests::proposed("a", today()),
    ]
    .into_iter()
    .enumerate()
    {
        apply(shared, SAM, n as u64 + 1, event);
    }
    shared.moments.push(Moment::Did(PracticeId::from(named(&plain)[0]), today(), 5));
    busy.gates.insert("answer".into(), Gate { mine: false, theirs: true });
    busy.pairing = crate::Pairing::Invited;
    for path in ["/today", "/today/week", "/me/path"] {
        assert_eq!(html(&plain, path), html(&busy, path));
        assert_eq!(html(&shut(together()), path), html(&shut_again(&busy), path));
    }
}

#[test]
fn two_people_with_the_same_past_need_not_get_the_same_week() {
    let weeks: BTreeSet<_> = (0..20)
        .map(|n| {
            let mut world = together();
            if let Visitor::Person(person) = &mut world.visitor {
                person.id.0 = [n; 16];
            }
            named(&world)
        })
        .collect();
    assert!(weeks.len() > 3);
}

#[test]
fn the_plan_is_kept_with_the_first_act_while_private_is_open() {
    let acts: [(&str, &[(&str, &str)]); 4] = [
        ("/today/tiny", &[("tiny", "tiny-look-up")]),
        ("/today/card/recovery", &[]),
        ("/today/minutes", &[("minutes", "10")]),
        ("/today/mark", &[("practice", "ask-one-more"), ("mark", "i-did")]),
    ];
    for (path, form) in acts {
        let world = alone();
        let made = plan_made(&send(&world, path, form)).unwrap();
        assert!((1..=3).contains(&made.len()), "{path}");
        assert_eq!(plan_made(&send(&shut(alone()), path, form)), None, "{path}");
    }
    let mut world = alone();
    let ids = named(&world);
    plan(&mut world, &ids);
    assert_eq!(plan_made(&send(&world, "/today/card/recovery", &[])), None, "once is enough");
}

#[test]
fn somebody_who_left_gets_a_week_that_needs_nobody() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    assert!(named(&world).contains(&"two-cups-at-the-window"));
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::TheyLeft;
    }
    let named = named(&world);
    assert!(named.contains(&"ask-one-more") && !named.contains(&"two-cups-at-the-window"));
}

#[test]
fn fewer_minutes_shorten_the_week_at_once() {
    let mut world = together();
    plan(&mut world, &["a-walk-with-no-errand", "ask-one-more"]);
    let outcome = send(&world, "/today/minutes", &[("minutes", "5")]);
    assert_eq!(goes(&outcome), "/today");
    carry_out(&mut world, &outcome);
    assert_eq!(world.desk.as_ref().unwrap().minutes, Some(5));
    for id in named(&world) {
        assert!(content::Library::english().practice(id).unwrap().minutes <= 5, "{id}");
    }
    assert_eq!(send(&world, "/today/minutes", &[("minutes", "5")]).events, []);
}

#[test]
fn minutes_that_nobody_offered_are_refused() {
    for minutes in ["", "7", "-5", "100000", "x"] {
        let outcome = send(&together(), "/today/minutes", &[("minutes", minutes)]);
        let (status, page) = page(&outcome);
        assert_eq!((status, count(&page, "[role=alert]"), outcome.events), (422, 1, vec![]));
    }
}

#[test]
fn when_all_of_the_week_is_done_there_is_nothing_more() {
    let mut world = together();
    world.now = Instant(NOW.0 + 3 * 86_400_000);
    plan(&mut world, &["ask-one-more"]);
    let event =
        desk::Event::PracticeMarked { practice: "ask-one-more".into(), mark: Mark::Did, day: today() };
    apply(desk(&mut world), ALEX, 3, event);
    assert!(html(&world, "/today").contains("Nothing more this week"));
}

#[test]
fn the_page_for_the_fridge_names_nothing_that_is_only_one_s_own() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "a-slower-hug", "a-kindness-nobody-mentions"]);
    let (status, week) = page(&read(&world, "/today/week"));
    assert_eq!((status, count(&week, "h1"), count(&week, "h2.only-print")), (200, 1, 2));
    let names = scraper::Selector::parse("h2:not(.no-print) a").unwrap();
    let names: Vec<_> = week.select(&names).flat_map(|name| name.text()).collect();
    assert_eq!(names, ["Two cups at the window"]);
    let own_half = scraper::Selector::parse("section > p:not(.no-print)").unwrap();
    assert!(!week.select(&own_half).flat_map(|p| p.text()).any(|text| text.contains("hug")));
}

#[test]
fn the_page_afterwards_is_only_for_what_was_done() {
    let world = together();
    let address = crate::pages::practice::address_after(&"ask-one-more".into());
    assert!(goes(&read(&world, &address)).starts_with("/today/"));
    assert_eq!(page(&read(&world, "/today/after/nonsense")).0, 404);
}
