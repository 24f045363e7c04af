//! One person, who begins alone and may stay so.

use journeys::{Stage, Visitor};

#[test]
fn alone_for_a_week() {
    let Some(stage) = Stage::set() else { return };
    let alex = stage.somebody();
    alex.goto("/begin");
    alex.begin("Alex");
    says_what_fits(&alex);
    walks_a_step(&alex);
    sees_how_it_has_been(&alex);
}

/// Not this one; another; done, and it did good.
fn says_what_fits(alex: &Visitor) {
    let first = title(alex);
    alex.press("Not this one");
    alex.goto("/today");
    let second = title(alex);
    assert_ne!(first, second);
    alex.press("I did it");
    alex.see("Did it do you good?");
    alex.press("Yes, a little");
    alex.goto("/today");
    alex.see("Done for today");
    alex.see(&second);
}

/// Begins the six weeks, writes a line, and finds it again.
fn walks_a_step(alex: &Visitor) {
    alex.goto("/me/path");
    alex.press("Begin");
    let step = alex.path();
    assert!(step.starts_with("/me/path/"), "{step}");
    alex.fill("text", "I miss being asked how I am.");
    alex.press("Done");
    alex.goto(&step);
    alex.see("You did this one");
    alex.see("I miss being asked how I am.");
    alex.goto("/today");
    alex.see("That is enough for today");
    alex.goto("/me/path/back");
    alex.see("I miss being asked how I am.");
}

fn sees_how_it_has_been(alex: &Visitor) {
    alex.goto("/me/trend");
    alex.see("There is nothing to draw yet");
    alex.give_a_pulse([4, 3, 5, 5]);
    alex.goto("/me/trend");
    alex.see("too early to say");
    assert_eq!(alex.ask("document.querySelectorAll('svg.chart .dot').length"), 1);
    alex.open("The same as a table");
    alex.see("All four");
}

fn title(visitor: &Visitor) -> String {
    visitor.ask("f.tidy(document.querySelector('h1').innerText)").as_str().unwrap_or_default().to_owned()
}
