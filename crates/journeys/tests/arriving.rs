//! Coming for the first time: what it weighs, and that nobody else hears of it.

use journeys::Stage;

#[test]
fn first_visit_is_small() {
    let Some(stage) = Stage::set() else { return };
    let somebody = stage.somebody();
    somebody.goto("/");
    let first: u64 = somebody.traffic().iter().map(|(_, bytes)| bytes).sum();
    assert!((5_000..=60 * 1024).contains(&first), "the first visit took {first} bytes");

    for path in [
        "/look",
        "/help",
        "/help/lines",
        "/help/safe",
        "/help/promise",
        "/read",
        "/read/practices",
        "/read/the-signs",
    ] {
        somebody.goto(path);
        let traffic = somebody.traffic();
        let later: u64 = traffic.iter().map(|(_, bytes)| bytes).sum();
        assert!(later <= 20 * 1024, "{path} took {later} bytes: {traffic:#?}");
        println!("{path} {later}");
    }
    println!("first {first}");
}
