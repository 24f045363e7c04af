//! Single dates: moved, left out, and changed by both at once.

use super::*;

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
