//! Other hands: only a keyboard, an impatient thumb, two tabs.

use journeys::{PASSPHRASE, Stage, Visitor};

#[test]
fn keyboard_only() {
    let Some(stage) = Stage::set() else { return };
    let other = stage.somebody();
    other.goto("/begin");
    other.begin("Alex");

    let alex = stage.somebody();
    alex.goto("/enter");
    alex.key("Tab");
    assert_eq!(focused(&alex), "Leave this page", "it must be the first");
    skips_to_the_page(&alex);
    tab_to(&alex, "Sign-in name or e-mail");
    alex.type_keys("alex");
    tab_to(&alex, "Passphrase");
    alex.type_keys(PASSPHRASE);
    alex.key_to_a_page("Enter");
    assert_eq!(alex.path(), "/today");

    alex.goto("/me/check/pulse");
    skips_to_the_page(&alex);
    for _ in 0..4 {
        gives_a_number(&alex);
    }
    tab_to(&alex, "Keep this");
    alex.key_to_a_page("Enter");
    alex.see("Thank you for looking");
    alex.see("7");
}

/// The second stop on every page leads past the menu.
fn skips_to_the_page(visitor: &Visitor) {
    tab_to(visitor, "Skip to the page");
    visitor.key("Enter");
}

/// Tabs into the next scale and goes up to seven with the arrows.
fn gives_a_number(visitor: &Visitor) {
    let scale = "document.activeElement.type === 'radio' && document.activeElement.name";
    let before = visitor.ask(scale);
    for _ in 0..20 {
        visitor.key("Tab");
        is_seen(visitor);
        let now = visitor.ask(scale);
        if now.is_string() && now != before {
            break;
        }
    }
    let seven = (0..12).any(|_| {
        visitor.key("ArrowRight");
        is_seen(visitor);
        visitor.ask("document.activeElement.value") == "7"
    });
    assert!(seven, "the arrows do not reach seven: {}", focused(visitor));
}

fn tab_to(visitor: &Visitor, name: &str) {
    let mut passed = Vec::new();
    let reached = (0..40).any(|_| {
        if focused(visitor) != name {
            visitor.key("Tab");
            is_seen(visitor);
            passed.push(focused(visitor));
        }
        focused(visitor) == name
    });
    assert!(reached, "Tab does not reach “{name}”: {passed:?}");
}

fn focused(visitor: &Visitor) -> String {
    visitor.ask("f.name(document.activeElement)").as_str().unwrap_or_default().to_owned()
}

/// Where the focus is, an outline shows it, and nothing lies over it.
fn is_seen(visitor: &Visitor) {
    let problem = visitor.ask("f.unseenFocus()");
    assert!(problem.is_null(), "at {}: {problem}", visitor.path());
}

#[test]
fn a_double_click_does_nothing_twice() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/begin");
    alex.fill_in_begin("Alex");
    alex.press_twice("Begin");
    assert_eq!(alex.path(), "/today");
    alex.goto("/me/note");
    alex.fill("Your words", "Only once, please.");
    alex.press_twice("Keep this");
    alex.goto("/me/notes");
    alex.see("Only once, please.");
    assert_eq!(alex.ask("document.querySelectorAll('main .words').length"), 1);
}

#[test]
fn a_stale_tab_keeps_the_words() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/begin");
    alex.begin("Alex");
    alex.goto("/me/note");
    alex.fill("Your words", "A long thought that must not be lost on the way.");

    let elsewhere = alex.another_tab();
    elsewhere.goto("/today");
    elsewhere.press("Not you?");
    assert_eq!(elsewhere.path(), "/enter");

    alex.press_for(403, "Keep this");
    assert_eq!(alex.value("What you wrote"), "A long thought that must not be lost on the way.");
}
