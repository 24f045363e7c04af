//! Screens down: a while without them, with the network gone; without a script; and what two agree on.

use journeys::{Stage, Visitor};

/// A screen that says whether it was asked to stay awake.
const AWAKE: &str = "window.asked = 0; WakeLock.prototype.request = async () => {
  window.asked += 1;
  window.lock = { released: false, release: async () => { window.lock.released = true; } };
  return window.lock;
};";

#[test]
fn it_comes_to_its_end_without_a_network() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/begin");
    alex.begin("Alex");
    alex.before_each_page(AWAKE);
    goes_dark(&alex, "10 minutes");
    assert!(alex.text().contains("Until "), "{}", alex.text());
    let dark = background(&alex);

    alex.traffic();
    alex.offline(true);
    stays_awake(&alex);
    alex.minutes_later(4);
    assert!((30.0..50.0).contains(&filled(&alex)), "{}", filled(&alex));
    alex.see_no("Slowly back");
    alex.minutes_later(7);
    alex.see("Slowly back");
    alex.see_no("Put it down now.");
    assert_eq!(alex.ask("lock.released"), true);
    assert_eq!(alex.ask("f.shown(document.querySelector('#end .question'))"), true);
    assert_ne!(background(&alex), dark, "it becomes a little lighter");
    // The browser itself looks at the icon now and then; the page needs nothing.
    let asked: Vec<_> = alex.traffic().into_iter().filter(|(url, _)| !url.ends_with("/icon.svg")).collect();
    assert_eq!(asked, []);
    alex.nothing_is_wrong();

    alex.offline(false);
    writes_a_line(&alex);
}

/// From the page to the dark one, by one tap.
fn goes_dark(visitor: &Visitor, length: &str) {
    visitor.goto("/us");
    visitor.press("Screens down");
    visitor.press(length);
    assert_eq!(visitor.path(), "/time/down/now");
    visitor.see("Put it down now.");
    visitor.see("Leave this page");
}

/// The screen is asked to stay awake, and again when it was let go meanwhile.
fn stays_awake(visitor: &Visitor) {
    assert_eq!(visitor.ask("asked"), 1);
    visitor.ask("void (lock.released = true)");
    visitor.minutes_later(0);
    assert_eq!(visitor.ask("[asked, lock.released]"), serde_json::json!([2, false]));
}

/// How full the circle is, of a hundred.
fn filled(visitor: &Visitor) -> f64 {
    let filled =
        visitor.ask("parseFloat(document.querySelector('[data-fills]').getAttribute('stroke-dasharray'))");
    filled.as_f64().unwrap_or_default()
}

fn background(visitor: &Visitor) -> String {
    let colour = visitor.ask("getComputedStyle(document.documentElement).getPropertyValue('--bg')");
    colour.as_str().unwrap_or_default().to_owned()
}

fn writes_a_line(visitor: &Visitor) {
    let question = visitor.ask("f.tidy(document.querySelector('#end .question').innerText)");
    visitor.press("Write a line for myself");
    visitor.see(question.as_str().unwrap_or("a question"));
    visitor.fill("Or write a line", "My shoulders came down.");
    visitor.press("Keep this");
    visitor.see("It lies in your own notes");
    visitor.goto("/me/notes");
    visitor.see("after a while without screens");
    visitor.see("My shoulders came down.");
}

#[test]
fn ended_early_or_asked_to_keep_still_it_does_so() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/begin");
    alex.begin("Alex");
    alex.keep_still();
    alex.before_each_page(AWAKE);
    goes_dark(&alex, "20 minutes");
    alex.offline(true);
    alex.minutes_later(9);
    assert!(filled(&alex).abs() < f64::EPSILON);
    alex.open("That is enough");
    alex.see("Slowly back");
    assert_eq!(alex.ask("lock.released"), true);
    // Whoever changes their mind goes back, and it still ends.
    alex.ask("history.back()");
    alex.rest(std::time::Duration::from_millis(200));
    alex.see("Put it down now.");
    alex.minutes_later(12);
    alex.see("Slowly back");
}

#[test]
fn without_a_script_it_says_until_when_and_ends_by_a_tap() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.scripts(false);
    alex.window(320, 568);
    alex.goto("/begin");
    alex.begin("Alex");
    for (length, words) in [("45 minutes", "Until "), ("Until I say", "As long as you like")] {
        goes_dark(&alex, length);
        alex.see(words);
        alex.see_no("Slowly back");
        alex.offline(true);
        alex.open("That is enough");
        alex.see("Slowly back");
        alex.see_no("Put it down now.");
        alex.offline(false);
    }
}

#[test]
fn two_agree_on_a_place_and_either_ends_it() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let (alex, sam) = (stage.person("Alex"), stage.person("Sam"));
    alex.goto("/time/down/add");
    alex.fill("In your own words", "Tea on the step, phones on the sill.");
    alex.press("Propose this");
    alex.see("Proposed by you");
    sam.goto("/today");
    sam.see_no("Tea on the step");
    sam.goto("/time/down");
    sam.see("Alex has proposed this");
    sam.press("I’d like that");
    sam.see_no("Alex has proposed this");
    alex.goto("/time/down");
    alex.press_in("Tea on the step", "End this");
    alex.see_no("Tea on the step");
    sam.goto("/time/down");
    sam.see_no("Tea on the step");
}
