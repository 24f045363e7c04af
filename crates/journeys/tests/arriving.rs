//! What pages weigh: the first visit, and each one after it.

use journeys::{Stage, Visitor, Walk};

/// The most a first visit may take, in bytes on the wire.
const FIRST: u64 = 60 * 1024;
/// The most a later page may take.
const LATER: u64 = 20 * 1024;

/// Pages that are a little over, what they may take, and why they are whole all the same.
const HEAVIER: [(&str, u64, &str); 3] = [
    ("/help/lines", 22 * 1024, "all countries on one page, so that no address says which one"),
    (
        "/me/check/review",
        22 * 1024,
        "twelve scales of eleven numbers, and signed-in pages are not compressed",
    ),
    (
        "/me/check/checkup",
        22 * 1024,
        "twelve scales of eleven numbers, and signed-in pages are not compressed",
    ),
];

#[test]
fn first_visit_is_small() {
    let Some(stage) = Stage::set() else { return };
    let somebody = stage.somebody();
    somebody.goto("/");
    let first = weight(&somebody);
    assert!((5_000..=FIRST).contains(&first), "the first visit took {first} bytes");
    println!("the first visit took {first} bytes");
}

#[test]
fn each_later_page_is_small() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let heavy: Vec<_> = [stage.somebody(), stage.person("Alex")].iter().flat_map(heavy_pages).collect();
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

fn heavy_pages(visitor: &Visitor) -> Vec<String> {
    visitor.goto("/help");
    weight(visitor);
    let mut heavy = Vec::new();
    for path in Walk::of(visitor, 2) {
        visitor.visit(&path);
        let bytes = weight(visitor);
        let most = HEAVIER.iter().find(|(page, ..)| *page == path).map_or(LATER, |(_, most, _)| *most);
        if bytes > most {
            heavy.push(format!("{path} took {bytes} bytes"));
        }
    }
    heavy
}

/// What travelled since this was asked last.
fn weight(visitor: &Visitor) -> u64 {
    visitor.traffic().iter().map(|(_, bytes)| bytes).sum()
}
