//! The driver itself: what must never happen on a page does not pass unseen.

use std::panic::{AssertUnwindSafe, catch_unwind};

use journeys::{Stage, Visitor};

#[test]
fn a_slip_does_not_pass_unseen() {
    let Some(stage) = Stage::set() else { return };
    let slips = [
        "console.warn('a word')",
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/' }))",
        "document.body.append(Object.assign(document.createElement('img'), { src: '/static/nothing.png' }))",
        "document.body.setAttribute('style', 'color: red')",
        "setTimeout(() => { throw new Error('broken') })",
        "void (location.href = 'https://elsewhere.example/')",
    ];
    for slip in slips {
        let somebody = stage.somebody();
        somebody.goto("/help");
        somebody.ask(slip);
        somebody.rest(std::time::Duration::from_millis(300));
        assert!(complains(&somebody), "{slip}");
    }
}

#[test]
fn a_page_that_is_too_wide_is_noticed() {
    let Some(stage) = Stage::set() else { return };
    let somebody = stage.somebody();
    somebody.window(320, 568);
    somebody.goto("/help");
    assert!(somebody.sticks_out().is_empty());
    somebody.ask("void (document.querySelector('h1').style.width = '400px')");
    let out = somebody.sticks_out();
    assert!(out.iter().any(|it| it.contains("<h1")), "{out:?}");
}

fn complains(visitor: &Visitor) -> bool {
    catch_unwind(AssertUnwindSafe(|| visitor.nothing_is_wrong())).is_err()
}
