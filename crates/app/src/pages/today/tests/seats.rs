//! Alone, at rest, on the six weeks, parted, leaning out.

use super::*;

#[test]
fn a_quiet_time_has_only_restful_things() {
    let mut own = together();
    desk(&mut own).quiet = Some(Quiet { until: today() });
    let mut ours = together();
    ours.shared.as_mut().unwrap().quiet = Some(Quiet { until: today().plus(30) });
    for mut world in [own, ours] {
        desk(&mut world).began_at = Some(NOW);
        plan(&mut world, &["a-walk-with-no-errand", "ask-one-more"]);
        let (_, page) = page(&read(&world, "/today"));
        assert_eq!((count(&page, ".card.main"), count(&page, "nav .list"), card(&world)), (0, 0, None));
        assert_eq!(count(&page, "button[value=did]"), 0);
        let html = html(&world, "/today");
        assert!(html.contains("It is a quiet time"));
        for word in ["/talk\">", "/me/check", "/me/bid", "tiny"] {
            assert_eq!(html.matches(word).count(), usize::from(word == "/talk\">"), "{word}");
        }
        let main = first_form_practice(&world);
        let kind = content::Library::english().practice(&main).unwrap().kind;
        assert!(matches!(kind, content::Kind::Rest | content::Kind::OwnLife));
        let wave = send(&world, "/today/mark", &[("practice", main.as_str()), ("mark", "not-this")]);
        assert_eq!(plan_made(&wave), None);
        carry_out(&mut world, &wave);
        assert_ne!(first_form_practice(&world), main);
    }
    let mut over = together();
    over.shared.as_mut().unwrap().quiet = Some(Quiet { until: today().plus(-1) });
    assert!(!html(&over, "/today").contains("quiet time"));
}

#[test]
fn a_couple_that_is_not_open_yet_gets_one_neutral_line() {
    let mut world = alone();
    let state = CoupleState::ToOpen { words: [1, 2, 3, 4] };
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple = Some(crate::Couple { partner: SAM, state });
    }
    assert!(html(&world, "/today").contains("There is something for you two on the page Us"));
    assert!(!html(&together(), "/today").contains("something for you two"));
}

#[test]
fn on_the_six_weeks_today_s_step_leads_and_two_others_are_folded() {
    for mut world in [alone(), shut(alone())] {
        desk(&mut world).path = Path { began: Some(today()), ..Path::default() };
        let (_, open) = page(&read(&world, "/today"));
        assert_eq!(count(&open, ".card.main form[action='/me/path/see-1']"), 1);
        assert_eq!(count(&open, ".card.main form[action='/today/mark']"), 0);
        assert!(named(&world).len() <= 2);
        let done = send(&world, "/me/path/see-1", &[("said", "done"), ("from", "today")]);
        assert_eq!(goes(&done), "/today");
        carry_out(&mut world, &done);
        let (_, enough) = page(&read(&world, "/today"));
        assert!(text(&enough).contains("That is enough for today"));
        assert_eq!(count(&enough, ".card.main form"), 0);
    }
}

#[test]
fn once_the_six_weeks_are_through_one_may_look_back_and_after_that_they_lead_no_more() {
    let mut world = alone();
    let all = crate::pages::path::weeks().iter().flat_map(|week| &week.steps).map(|id| (*id).to_owned());
    desk(&mut world).path = Path { began: Some(today()), done: all.collect(), ..Path::default() };
    assert!(html(&world, "/today").contains("href=\"/me/path/end\""));
    desk(&mut world).path.ending = Some("rest".into());
    assert!(!html(&world, "/today").contains("/me/path"));
    assert!(!named(&world).is_empty());
}

#[test]
fn whoever_leans_out_is_not_talked_into_anything_for_two() {
    let mut world = together();
    plan(&mut world, &["two-cups-at-the-window", "ask-one-more"]);
    world.private.as_mut().unwrap().leaning = Some(private::Leaning::Out);
    for id in named(&world) {
        let practice = content::Library::english().practice(id).unwrap();
        // Of touch and mending everyone is shown only what one does by oneself.
        assert!(practice.who != content::Who::Together || practice.is_careful(), "{id}");
    }
}

#[test]
fn that_the_other_one_has_left_is_said_until_it_is_put_away() {
    let mut world = together();
    if let Visitor::Person(person) = &mut world.visitor {
        person.couple.as_mut().unwrap().state = CoupleState::TheyLeft;
    }
    desk(&mut world).quiet = Some(domain::checkin::Quiet { until: today().plus(3) });
    let (_, shown) = page(&read(&world, "/today"));
    assert_eq!(count(&shown, "section a[href='/us']"), 1, "in a time of rest, too");
    let away = "/today/card/parted-02020202";
    assert_eq!(count(&shown, &format!("form[action='{away}']")), 1);
    let put = send(&world, away, &[]);
    assert!(put.events.contains(&New::Desk(desk::Event::CardPutAway { card: "parted-02020202".into() })));
    desk(&mut world).cards_away.push("parted-02020202".into());
    assert_eq!(count(&page(&read(&world, "/today")).1, "section a[href='/us']"), 0);
}

#[test]
fn once_there_are_two_ones_own_six_weeks_stand_behind_a_door() {
    let mut world = together();
    desk(&mut world).path = Path { began: Some(today()), ..Path::default() };
    let (_, shown) = page(&read(&world, "/today"));
    assert_eq!(count(&shown, ".card.main form[action='/me/path/see-1']"), 0);
    assert_eq!(count(&shown, "nav a[href='/me/path']"), 1);
    desk(&mut world).path.ending = Some("rest".into());
    assert_eq!(count(&page(&read(&world, "/today")).1, "a[href='/me/path']"), 0);
}
