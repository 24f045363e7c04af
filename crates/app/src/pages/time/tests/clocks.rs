//! Two clocks, and the weeks in which they change.

use super::*;

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
