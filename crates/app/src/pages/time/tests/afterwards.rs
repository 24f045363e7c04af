//! What is asked once a date is over, and of whom.

use super::*;

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
fn while_it_rests_nothing_asks_how_it_was() {
    let mut home = Home::two();
    home.agreed(&FRIDAYS);
    home.later(5);
    let today = home.world.now.day_in(&home.world.zone);
    home.world.shared.as_mut().unwrap().quiet = Some(domain::checkin::Quiet { until: today.plus(3) });
    let said = words(&home, "/time");
    assert!(said.contains("You are resting until") && !said.contains("How was it?"));
}
