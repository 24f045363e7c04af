//! The tiny thing and the cards that come now and then.

use super::*;

#[test]
fn the_tiny_thing_is_the_same_all_day_and_done_once() {
    let mut world = alone();
    let tiny = |world: &World<'_>| {
        let (_, page) = page(&read(world, "/today"));
        let field = scraper::Selector::parse("input[name=tiny]").unwrap();
        page.select(&field).next().map(|field| field.attr("value").unwrap().to_owned())
    };
    let id = tiny(&world).unwrap();
    let outcome = send(&world, "/today/tiny", &[("tiny", &id)]);
    assert_eq!(goes(&outcome), "/today");
    carry_out(&mut world, &outcome);
    assert_eq!(tiny(&world), None);
    assert!(html(&world, "/today").contains("Done today."));
    assert_eq!(send(&world, "/today/tiny", &[("tiny", &id)]).events, []);
    assert_eq!(page(&send(&world, "/today/tiny", &[("tiny", "tiny-nonsense")])).0, 404);
}

#[test]
fn somebody_alone_never_gets_a_tiny_thing_for_two() {
    for day in 0..100 {
        let mut world = alone();
        world.now = NOW.plus_days(day);
        let (_, page) = page(&read(&world, "/today"));
        let field = scraper::Selector::parse("input[name=tiny]").unwrap();
        let id = page.select(&field).next().unwrap().attr("value").unwrap().to_owned();
        let tiny = content::Library::english().tiny_thing(&id).unwrap();
        assert_ne!(tiny.who, content::Who::Together);
    }
}

#[test]
fn welcome_cards_come_one_at_a_time_and_each_can_be_put_away() {
    let mut world = alone();
    desk(&mut world).began_at = Some(NOW.plus_days(-3));
    let mut seen = Vec::new();
    while let Some(path) = card(&world) {
        let outcome = send(&world, &path, &[]);
        assert_eq!(goes(&outcome), "/today");
        carry_out(&mut world, &outcome);
        assert_eq!(send(&world, &path, &[]).events, []);
        seen.push(path.rsplit('/').next().unwrap().to_owned());
    }
    assert_eq!(seen, ["recovery", "check", "lean", "wish", "invite", "minutes"]);
    assert_eq!(page(&send(&world, "/today/card/nonsense", &[])).0, 404);
}

#[test]
fn the_invitation_comes_after_two_days_and_only_to_one_alone_who_is_not_on_the_way_out() {
    let ready = |mut world: World<'static>, days: i64| {
        let away = ["recovery", "check", "lean", "wish", "minutes"].map(str::to_owned);
        desk(&mut world).cards_away = away.to_vec();
        desk(&mut world).began_at = Some(NOW.plus_days(-days));
        card(&world)
    };
    assert_eq!(ready(alone(), 1), None);
    assert!(ready(alone(), 2).is_some());
    assert_eq!(ready(alone(), 20), None, "it goes by itself");
    assert_eq!(ready(together(), 2), None);
    let mut out = alone();
    out.private.as_mut().unwrap().leaning = Some(private::Leaning::Out);
    assert_eq!(ready(out, 2), None);
    assert_eq!(ready(careful(alone()), 2), None);
}

#[test]
fn what_was_said_already_is_not_asked_again() {
    let mut world = alone();
    desk(&mut world).began_at = Some(NOW.plus_days(-1));
    desk(&mut world).cards_away.push("recovery".into());
    let private = world.private.as_mut().unwrap();
    private.last.any = Some(today());
    private.leaning = Some(private::Leaning::In);
    assert!(card(&world).unwrap().ends_with("wish"));
    world.private.as_mut().unwrap().wish = Some(3);
    assert_eq!(card(&world), None);
}

#[test]
fn after_a_silence_it_says_welcome_back_and_nothing_to_catch_up() {
    let mut world = alone();
    desk(&mut world).last_at = Some(NOW.plus_days(-9));
    assert!(!html(&world, "/today").contains("Welcome back"));
    desk(&mut world).last_at = Some(NOW.plus_days(-10));
    assert!(html(&world, "/today").contains("Welcome back. Nothing to catch up."));
}

#[test]
fn the_next_check_in_is_an_offer_and_known_only_while_private_is_open() {
    let mut world = together();
    let last = |world: &mut World<'_>, days: i32| {
        let private = world.private.as_mut().unwrap();
        private.last = LastGiven::default();
        private.last.note(Set::Checkup, today().plus(-days));
    };
    last(&mut world, 0);
    assert!(!html(&world, "/today").contains("/me/check"));
    last(&mut world, 7);
    assert!(html(&world, "/today").contains("/me/check/pulse"));
    last(&mut world, 50);
    assert!(html(&world, "/today").contains("/me/check/review"));
    let shut = html(&shut(world), "/today");
    assert!(shut.contains("Check in, if you like") && !shut.contains("review"));
}
