//! On the smallest phone nothing has to be pushed sideways.

use journeys::{Stage, Visitor, Walk};

const NARROW: u32 = 320;

#[test]
fn nothing_is_wider_than_the_phone() {
    let Some(stage) = Stage::set() else { return };
    let stranger = stage.somebody();
    let wide = walk(&stranger);
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// Opens every page that can be reached, and says which are too wide.
fn walk(visitor: &Visitor) -> Vec<String> {
    visitor.window(NARROW, 568);
    let mut wide = Vec::new();
    for path in Walk::of(visitor, usize::MAX) {
        let status = visitor.visit(&path);
        if status >= 400 {
            wide.push(format!("{path}: {status}"));
        }
        visitor.nothing_is_wrong();
        wide.extend(visitor.sticks_out(NARROW).first().map(|it| format!("{path}: {it}")));
        println!("{path}");
    }
    wide
}
