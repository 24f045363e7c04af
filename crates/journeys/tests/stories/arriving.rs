//! What pages weigh: the first visit, and each one after it.

use journeys::{Stage, Visitor, Walk};

/// The most a first visit may take, in bytes on the wire.
const FIRST: u64 = 60 * 1024;
/// The most a later page may take.
const LATER: u64 = 20 * 1024;

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
        if bytes > LATER {
            heavy.push(format!("{path} took {bytes} bytes"));
        }
    }
    heavy
}

/// What travelled since this was asked last.
fn weight(visitor: &Visitor) -> u64 {
    visitor.traffic().iter().map(|(_, bytes)| bytes).sum()
}
