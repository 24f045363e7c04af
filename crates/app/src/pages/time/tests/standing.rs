//! What is agreed changes, rests and ends.

use super::*;

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
