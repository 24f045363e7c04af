//! *Leave this page*: away at once, with nothing to find on going back.

use journeys::{PASSPHRASE, Stage, Visitor};

const NEUTRAL: &str = "https://en.wikipedia.org/";

#[test]
fn leaving_the_page_by_shift_three_times_and_by_button() {
    let Some(stage) = Stage::set() else { return };
    let somebody = stage.somebody();
    somebody.may_leave_to(NEUTRAL);
    for (scripts, leave) in [(true, by_shift as fn(&Visitor)), (true, by_button), (false, by_button)] {
        somebody.scripts(scripts);
        somebody.goto("/help/safe");
        leave(&somebody);
        somebody.arrives_at(NEUTRAL);
        assert_eq!(somebody.cookies(), 0);
        let refresh = somebody.header_of("/leave", "refresh").unwrap();
        assert!(refresh.starts_with("0;") && refresh.contains(NEUTRAL), "{refresh}");
        assert!(somebody.header_of("/leave", "clear-site-data").is_some());
    }
}

fn by_shift(visitor: &Visitor) {
    for _ in 0..3 {
        visitor.key("Shift");
    }
}

fn by_button(visitor: &Visitor) {
    visitor.key("Tab");
    assert_eq!(visitor.ask("f.name(document.activeElement)"), "Leave this page");
    visitor.key("Enter");
}

#[test]
fn leaving_ends_the_session_and_going_back_shows_nothing() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.may_leave_to(NEUTRAL);
    alex.goto("/begin");
    alex.begin("Alex");
    for (scripts, leave) in [(true, by_shift as fn(&Visitor)), (true, by_button), (false, by_button)] {
        alex.scripts(scripts);
        alex.goto("/me");
        alex.see("Your own space");
        leave(&alex);
        alex.arrives_at(NEUTRAL);
        assert_eq!(alex.cookies(), 0);
        alex.go_back();
        assert_eq!(alex.path(), "/enter");
        alex.see_no("Your own space");
        alex.enter("alex", PASSPHRASE);
    }
}
