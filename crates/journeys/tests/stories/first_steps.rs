//! Something not said yet: written for oneself, offered, and received at a talk both agreed on.

use journeys::{Stage, Visitor, come_together};

const WORDS: &str = "The house is loud without you. I never said so.";

#[test]
fn what_one_has_not_said_is_received_at_a_talk() {
    let Some(stage) = Stage::set() else { return };
    story(&stage.somebody(), &stage.somebody());
}

#[test]
fn the_same_needs_no_script_and_fits_the_smallest_phone() {
    let Some(stage) = Stage::set() else { return };
    let (alex, sam) = (stage.somebody(), stage.somebody());
    for visitor in [&alex, &sam] {
        visitor.scripts(false);
        visitor.window(320, 568);
    }
    story(&alex, &sam);
}

fn story(alex: &Visitor, sam: &Visitor) {
    alex.goto("/begin");
    alex.begin("Alex");
    come_together(alex, sam);
    let piece = writes(alex);
    is_asked_one_question(alex);
    offers(alex);
    assert_eq!(alex.path(), piece, "all of it happens at one address, which tells nothing");
    sam.goto("/talk/hear");
    sam.see("This can be asked on a day for which you two have agreed on a talk");
    agree_on_a_talk_today(alex, sam);
    let told = receives(sam);
    answers(sam);
    sends_a_word_back(alex, &told);
    goes_on_up_the_ladder(alex);
    burns(alex, &piece);
    may_go_second(sam);
}

/// From the ladder to a piece that is kept; where it lies.
fn writes(alex: &Visitor) -> String {
    alex.goto("/me");
    alex.press("Something you have not said yet");
    alex.see("A good place to begin");
    alex.press("1. Something small");
    alex.press("Something small I never told you is");
    assert_eq!(alex.value("Your words"), "Something small I never told you is ");
    alex.fill("Your words", WORDS);
    alex.press("Keep it");
    alex.see("It is kept. Only you can read it.");
    alex.path()
}

/// *I am not sure* leads to how to prepare, and to no offer.
fn is_asked_one_question(alex: &Visitor) {
    alex.press("Offer it");
    alex.see("Your answer is kept nowhere");
    alex.press("I am not sure");
    alex.see("Then not by phone");
    alex.press("Back to what you wrote");
}

fn offers(alex: &Visitor) {
    alex.press("Offer it");
    alex.press("No");
    alex.tick("About us");
    alex.press("Look at it once more");
    alex.see("Alex would like you to hear something.");
    alex.see("It is about the two of you.");
    alex.see("can be photographed");
    alex.press("Offer it");
    alex.see("Nobody was told");
    alex.see("You two have not agreed on a talk yet");
}

/// Alex suggests a talk for today, and Sam wants it, too.
fn agree_on_a_talk_today(alex: &Visitor, sam: &Visitor) {
    alex.goto("/time/new?from=weekly-talk");
    alex.tick("Once");
    let today = alex.ask("new Date().toLocaleDateString('sv', { timeZone: 'UTC' })");
    alex.fill("starts", today.as_str().unwrap_or_default());
    alex.fill("at", "23:58");
    alex.press("Suggest it to");
    let ritual = alex.path();
    sam.goto(&ritual);
    sam.press("Yes, let's");
}

/// Sam asks, reads how to listen, and then the words; where they lie.
fn receives(sam: &Visitor) -> String {
    sam.goto("/talk");
    sam.press("Something one of you would like the other to hear");
    sam.see_no("Alex would like you to hear");
    sam.press("Ask");
    sam.see("Alex would like you to hear something.");
    sam.see_no(WORDS);
    sam.press("Not now");
    sam.goto("/talk/hear");
    sam.press("ready to receive");
    sam.see("Look for the feeling");
    sam.see_no(WORDS);
    sam.press("Show me the words");
    sam.see(WORDS);
    sam.path()
}

fn answers(sam: &Visitor) {
    sam.tick("I didn’t know");
    sam.fill("In your own words", "I thought you liked it quiet.");
    sam.press("Say it");
    sam.see("You said: I didn’t know");
}

fn sends_a_word_back(alex: &Visitor, told: &str) {
    alex.goto("/me/say");
    alex.see("Your words were opened");
    alex.press("Read it, and what was said to it");
    assert_eq!(alex.path(), told);
    alex.see("I thought you liked it quiet.");
    alex.open("A word back to Sam");
    alex.tick("You got it");
    alex.press("Say it");
    alex.see("You said: you got it");
}

fn goes_on_up_the_ladder(alex: &Visitor) {
    alex.goto("/me/say");
    alex.press("It felt all right");
    alex.see_no("Your words were opened");
    alex.goto("/me/say/r/2");
    alex.goto("/me/say");
    let begins = alex.ask("f.tidy(document.querySelector('main .list small').closest('ul').innerText)");
    let begins = begins.as_str().unwrap_or_default().to_owned();
    assert!(begins.contains("2. Something that did me good · A good place to begin"), "{begins}");
}

fn burns(alex: &Visitor, piece: &str) {
    alex.goto(piece);
    alex.see("These words were opened");
    alex.open("Burn it");
    alex.press("Burn it for good");
    alex.see("Your own copy is gone.");
    assert_eq!(alex.visit(piece), 404);
    alex.nothing_is_wrong();
}

fn may_go_second(sam: &Visitor) {
    sam.goto("/me/say");
    sam.see("You received something on");
    sam.press("Read it again");
    sam.see(WORDS);
}
