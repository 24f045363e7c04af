//! Near: each marks a menu alone, and a little of what both welcome may show; on paper; and both kinds at once.

use journeys::{Stage, Visitor};

#[test]
fn two_mark_alone_and_what_shows_keeps_its_promises() {
    let Some(stage) = Stage::ten_weeks() else { return };
    let (alex, sam) = (stage.person("Alex"), stage.person("Sam"));
    alex.goto("/us");
    alex.press("Near: small affection");
    alex.see("None of it leads anywhere");
    alex.press("Go through the menu");
    alex.see("isn’t a yes tonight");
    alex.choose("A hug at the door", "welcome");
    alex.choose("A palm on the cheek", "ask first");
    alex.open("To play");
    alex.choose("Thumb wrestling", "welcome");
    alex.press("Keep this");
    alex.see("Kept. Only you see what you said.");
    let alone = shown(&alex);
    assert!(alone.is_empty(), "nobody else has marked anything: {alone:?}");

    sam.goto("/us/near/menu");
    sam.choose("A hug at the door", "welcome");
    sam.choose("A palm on the cheek", "welcome");
    sam.choose("Both hands", "welcome");
    sam.press("Keep this");
    sam.see("Kept. Only you see what you said.");
    let both = shown(&sam);
    assert!(both.len() <= 1 && both.iter().all(|it| it == "A hug at the door"), "{both:?}");
    alex.goto("/us/near");
    assert_eq!(shown(&alex), both, "both see the same");
    if !both.is_empty() {
        alex.see("There’s no need to do anything about it.");
    }
    for page in ["/today", "/us", "/talk", "/time"] {
        alex.goto(page);
        alex.see_no("A hug at the door");
    }

    // Alex thinks better of it, and nobody can tell.
    alex.goto("/us/near/menu");
    alex.press("Take everything back");
    alex.see("Kept. Only you see what you said.");
    sam.goto("/us/near");
    assert_eq!(shown(&sam), both);
    sam.goto("/us/near/menu");
    assert_eq!(sam.value("A palm on the cheek"), "w");
}

/// The names of what shows.
fn shown(visitor: &Visitor) -> Vec<String> {
    let all = visitor
        .ask("[...document.querySelectorAll('section[aria-labelledby=shown] dt')].map((it) => it.innerText)");
    let all = all.as_array().cloned().unwrap_or_default();
    all.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

#[test]
fn on_paper_it_needs_no_account_and_alone_it_is_whole() {
    let Some(stage) = Stage::set() else { return };
    let robin = stage.somebody();
    for (page, words) in [("/us/near/print", "A menu of small touch"), ("/us/both/print", "Both at once")] {
        robin.goto(page);
        robin.see(words);
    }
    robin.goto("/begin");
    robin.begin("Robin");
    robin.goto("/us");
    robin.press("Near: small affection");
    robin.see("A towel from the radiator");
    robin.press("Go through the menu");
    robin.choose("A kiss on the forehead", "welcome");
    robin.press("Keep this");
    robin.see("Something you could ask for: A kiss on the forehead.");

    robin.press("Both at once");
    robin.see("Your own half");
    robin.open("One after the other");
    robin.see("Rest one of your hands in the other");
    robin.see_no("Lay a hand on the table");
    robin.open("Side by side");
    robin.press_in("Side by side", "I’m at this one");
    robin.see("you’re here");
    robin.press("Put these weeks down");
    robin.see_no("you’re here");
}
