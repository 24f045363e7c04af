//! Two people from the first page to their first opened answers, and one of them leaving.

use journeys::{PASSPHRASE, Stage, Visitor, come_together};

#[test]
fn two_people_begin_pair_and_open_their_first_answers() {
    let Some(stage) = Stage::set() else { return };
    let (alex, sam) = (stage.somebody(), stage.somebody());
    looks_around(&alex);
    let card = core_walk(&alex, &sam);
    alex_leaves(&alex);
    sam_finds_it_at_the_next_visit(&sam, &card);
}

#[test]
fn the_same_walk_needs_no_script_and_fits_the_smallest_phone() {
    let Some(stage) = Stage::set() else { return };
    let (alex, sam) = (stage.somebody(), stage.somebody());
    for visitor in [&alex, &sam] {
        visitor.scripts(false);
        visitor.window(320, 568);
    }
    alex.goto("/");
    alex.press("Begin");
    core_walk(&alex, &sam);
}

/// From the first page, through the look, to *Begin*.
fn looks_around(alex: &Visitor) {
    alex.goto("/");
    alex.see("So near each other, and so alone");
    alex.press("See where we are");
    alex.tick_in("I can tell my partner", "3");
    alex.tick_in("The affection", "6");
    alex.tick("Life got busy");
    alex.press("Show me what to do first");
    alex.see("Do this first");
    alex.press("Begin");
}

/// From *Begin* to a first word back; answers where the card is.
fn core_walk(alex: &Visitor, sam: &Visitor) -> String {
    alex.begin("Alex");
    assert_eq!(alex.path(), "/today");
    alex.see("One thing for today");
    alex.give_a_pulse([4, 3, 5, 5]);
    asks_oneself_first(alex);
    come_together(alex, sam);
    sam.give_a_pulse([5, 5, 4, 6]);
    alex.goto("/today");
    alex.see("Why this?");
    let card = both_answer(alex, sam);
    a_word_comes_back(alex, sam, &card);
    card
}

/// Before a letter, five questions that leave nothing behind.
fn asks_oneself_first(alex: &Visitor) {
    alex.goto("/us/invite");
    alex.press("Five private questions");
    for question in
        ["Are you sometimes afraid", "Has your partner hurt", "Does your partner control", "pushed into sex"]
    {
        alex.tick_in(question, "No");
    }
    alex.tick_in("Can you be honest", "Yes");
    alex.press("Done");
    alex.see("Your answers are gone");
    alex.press("Go on");
    assert_eq!(alex.path(), "/us/invite");
}

/// The same card for both; nothing shows before both have answered.
fn both_answer(alex: &Visitor, sam: &Visitor) -> String {
    alex.goto("/talk");
    alex.press("Write apart");
    let card = alex.path();
    alex.fill("Your answer", "The step behind the house, in the evening.");
    alex.press("Answer for Sam");
    alex.goto("/talk");
    alex.see("The step behind the house");

    sam.goto("/talk");
    assert!(sam.links().contains(&card), "{card} is not among {:?}", sam.links());
    sam.see_no("Something you wrote");
    sam.goto(&card);
    sam.see_no("The step behind the house");
    sam.fill("Your answer", "The end of the sofa, by the lamp.");
    sam.press("Answer for Alex");
    sam.see("The step behind the house");
    sam.see("The end of the sofa");

    alex.goto(&card);
    alex.see("The end of the sofa");
    card
}

fn a_word_comes_back(alex: &Visitor, sam: &Visitor, card: &str) {
    sam.open("Tell Alex what reached you");
    sam.tick("Thank you for");
    sam.fill("In your words", "telling me about the step");
    sam.press("Say it");
    alex.goto(card);
    alex.see("Sam thanks you for");
    alex.see("telling me about the step");
}

fn alex_leaves(alex: &Visitor) {
    alex.goto("/us");
    alex.press("Leave this shared space");
    alex.see("Help lines");
    alex.tick("At their next visit");
    alex.fill("passphrase", PASSPHRASE);
    alex.press("Leave the shared space");
    alex.see("You have left it");
}

fn sam_finds_it_at_the_next_visit(sam: &Visitor, card: &str) {
    sam.goto("/us");
    sam.see("Your partner has left it");
    sam.press("What we have told each other");
    assert!(sam.links().iter().any(|link| link.starts_with(card)), "{card} is not among {:?}", sam.links());
    sam.goto(card);
    sam.see("The step behind the house");
    sam.see_no("Tell Alex what reached you");
}
