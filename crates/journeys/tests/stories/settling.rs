//! Settling something: one's own half alone, a talk that both want, turns on one phone, what was heard and agreed; and
//! the same where there is neither a script nor an account.

use journeys::{Stage, Visitor, come_together};

#[test]
fn from_ones_own_half_to_something_two_agree_on() {
    let Some(stage) = Stage::set() else { return };
    let (alex, sam) = (stage.somebody(), stage.somebody());
    alex.goto("/begin");
    alex.begin("Alex");
    come_together(&alex, &sam);
    let thing = prepares_alone(&alex);
    let talk = asks(&alex, &thing);
    finds_it_and_says_yes(&sam, &talk);
    takes_turns(&alex, &talk);
    says_what_was_heard(&alex, &sam, &talk);
    agrees(&alex, &sam, &talk);
    ends_it(&sam, &alex, &talk);
    // One's own half is still there.
    alex.goto(&thing);
    alex.see("To be asked before it is all arranged.");
}

/// A line on the list, a side, two of its questions; the rest stays for another day.
fn prepares_alone(alex: &Visitor) -> String {
    alex.goto("/talk");
    alex.press("Settling a disagreement");
    alex.see("Your half is whole in itself");
    alex.fill("One thing, in a line", "Our Sundays");
    alex.press("Put it on my list");
    alex.press("Our Sundays");
    let thing = alex.path();
    alex.tick("We see something differently");
    alex.press("This one, for now");
    alex.press("Go on where you were");
    alex.see("What is it really about, for you?");
    alex.fill("In your own words", "To be asked before it is all arranged.");
    alex.press("Keep this, and go on");
    alex.see("What would you hate to lose?");
    alex.press("Go on without");
    alex.press("All that I wrote");
    alex.see("To be asked before it is all arranged.");
    thing
}

/// A day from today on, as a date field has it.
fn in_days(visitor: &Visitor, days: u32) -> String {
    let day = visitor.ask(&format!("new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)"));
    day.as_str().unwrap_or_default().to_owned()
}

/// First a question that is kept nowhere, then the form, then what Sam would see.
fn asks(alex: &Visitor, thing: &str) -> String {
    alex.goto(thing);
    alex.open("If you want to talk about it with Sam");
    alex.press("Ask for a talk");
    alex.see("One question first, only for you");
    alex.press("No, I can bring it up");
    assert_eq!(alex.value("One thing, in a line"), "Our Sundays");
    alex.fill("Day", &in_days(alex, 3));
    alex.fill("At", "20:30");
    alex.press("See what Sam would see");
    alex.see("Alex asks for a talk");
    alex.press("Ask Sam this");
    alex.see("You asked for this talk");
    alex.path()
}

fn finds_it_and_says_yes(sam: &Visitor, talk: &str) {
    for page in ["/today", "/talk", "/time", "/us"] {
        sam.goto(page);
        sam.see_no("Our Sundays");
        sam.see_no("A talk");
    }
    sam.goto("/talk/settle");
    sam.see("Our Sundays");
    sam.see_no("To be asked before");
    sam.press("Look at it");
    assert_eq!(sam.path(), talk);
    sam.press("Yes, let us talk about it");
    sam.see("20:30");
    sam.goto("/time");
    sam.see("A talk");
}

/// Both at one phone: each speaks and is said back to, once more where there was more, with a pause in between.
fn takes_turns(alex: &Visitor, talk: &str) {
    alex.goto(talk);
    alex.press("Begin the turns");
    alex.tick("About 3 minutes");
    alex.press("Begin");
    alex.see("One of you speaks.");
    alex.open("Start 3 minutes");
    alex.see("2:5");
    alex.press("Now say it back");
    alex.press("There is more");
    alex.see("One of you speaks.");
    alex.press("Now say it back");
    alex.press("I need a pause");
    alex.see("I’ll be back at eight.");
    alex.press("Go on where we were");
    alex.press("Yes, that is it");
    alex.see("Change over.");
    alex.press("Now say it back");
    alex.press("Yes, that is it");
    alex.see("Thank each other");
    alex.press("What we heard, and what we agree");
    assert_eq!(alex.path(), talk);
}

fn says_what_was_heard(alex: &Visitor, sam: &Visitor, talk: &str) {
    alex.open("Write down what I heard");
    alex.fill("What I heard you say", "That you plan because you look forward to it.");
    alex.press("Keep it for Sam and me");
    sam.goto(talk);
    sam.see("That you plan because you look forward to it.");
    sam.open("I need a pause");
    sam.press("20 minutes");
    alex.goto(talk);
    alex.see("A pause until");
    alex.press("Go on now");
    alex.see_no("A pause until");
}

fn agrees(alex: &Visitor, sam: &Visitor, talk: &str) {
    alex.open("Write down what we agree");
    alex.fill("In one or two sentences", "Nothing is arranged for a Sunday before we both said so.");
    alex.fill("We look again on", &in_days(alex, 20));
    alex.press("Write it down");
    alex.see("It counts once Sam says yes");
    sam.goto(talk);
    sam.press("Yes to this");
    sam.see("You both said yes to this");
    alex.goto(talk);
    alex.see("You both said yes to this");
    alex.see("You look at it again on");
}

fn ends_it(sam: &Visitor, alex: &Visitor, talk: &str) {
    sam.goto(talk);
    sam.press("End this");
    sam.see_no("Our Sundays");
    assert_eq!(alex.visit(talk), 200);
    alex.see("This talk is over.");
    alex.see("What you had agreed");
}

#[test]
fn without_script_or_account_two_take_turns_on_the_smallest_phone() {
    let Some(stage) = Stage::set() else { return };
    let two = stage.somebody();
    two.scripts(false);
    two.window(320, 568);
    two.goto("/talk/turns");
    two.press("Begin");
    two.see_no("Start 5 minutes");
    for (step, words) in
        ["One of you speaks.", "says it back", "Change over.", "said back, too"].iter().enumerate()
    {
        two.see(words);
        two.press(if step % 2 == 0 { "Now say it back" } else { "Yes, that is it" });
    }
    two.see("Thank each other");
    for way in 1..=3 {
        two.goto(&format!("/talk/settle/way/{way}"));
    }
    two.see("helps more than any page");
    two.press("The first days after an affair");
    two.see("No big decisions");
}
