//! On the smallest phone nothing has to be pushed sideways, and a thumb hits what it means.

use journeys::{Stage, Visitor, Walk};

const NARROW: u32 = 320;
/// The least width and height of what is pressed (WCAG 2.2, 2.5.8).
const FINGER: u32 = 24;
/// How many cards, practices or days of the path are enough to look at.
const ENOUGH: usize = 6;

#[test]
fn nothing_is_wider_than_the_phone() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let alone = stage.somebody();
    alone.goto("/begin");
    alone.begin("Robin");
    let people = [stage.somebody(), alone, stage.person("Alex"), stage.person("Sam")];
    let misfits: Vec<_> = people.iter().flat_map(walk).collect();
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
}

/// Opens every page that can be reached, and says what does not fit or is not there.
fn walk(visitor: &Visitor) -> Vec<String> {
    visitor.window(NARROW, 568);
    let mut misfits = Vec::new();
    for path in Walk::of(visitor, ENOUGH) {
        let status = visitor.visit(&path);
        visitor.nothing_is_wrong();
        let gone = (status >= 400).then(|| status.to_string());
        let first = [gone, visitor.sticks_out().first().cloned(), visitor.tiny(FINGER).first().cloned()];
        misfits.extend(first.into_iter().flatten().map(|it| format!("{path}: {it}")));
    }
    misfits
}
