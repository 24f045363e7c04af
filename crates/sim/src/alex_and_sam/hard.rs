//! What takes more than an evening: a talk about one thing, prepared, held and looked at again; a piece of writing that is
//! heard and answered; and what one of them suggests and the other one does or does not want.

use super::{EVENING, Story};
use crate::Who::{self, Alex, Sam};

const TALK: &str = "/talk/settle/r/{talk}";
const THING: &str = "/talk/settle/t/{thing}";

/// On the page of the talk; `at` is how far into the evening of a day.
fn on_talk(story: &mut Story, (day, at): (u16, u16), who: Who, act: &str, fields: &[(&'static str, &str)]) {
    story.step((day, EVENING + at), who, TALK, &format!("{TALK}/{act}"), fields);
}

/// On the last evening Alex asks for a talk about one thing. Sam has not been here since.
pub(super) fn asks(story: &mut Story) {
    let fields = [
        ("kind", "disagreement"),
        ("about", "I would like to talk about how our Sundays begin."),
        ("day", "{date:73}"),
        ("at", "20:30"),
        ("step", "ask"),
    ];
    story.step((69, EVENING + 60), Alex, "/talk/settle/ask?go=yes", "/talk/settle/ask", &fields);
}

/// The talk that Alex asked for, and one that is left out at first.
pub(super) fn talks(story: &mut Story) {
    on_talk(story, (70, 30), Sam, "time", &[("day", "{date:74}"), ("at", "21:00")]);
    on_talk(story, (71, 0), Alex, "suits", &[]);
    story.opens((71, EVENING + 1), Alex, "/me");
    on_talk(story, (71, 2), Alex, "prepare", &[]);
    let step = format!("{THING}/step");
    let words = "That the morning belongs to both of us, and that I am not the one who keeps it going.";
    let about = format!("{THING}/really-about");
    story.step((71, EVENING + 4), Alex, THING, &format!("{THING}/side"), &[("side", "differ")]);
    story.step((71, EVENING + 6), Alex, &about, &step, &[("text", words)]);

    let minutes = |minutes: u16| (74, minutes);
    on_talk(story, minutes(0), Sam, "pause", &[("for", "short")]);
    on_talk(story, minutes(10), Alex, "on", &[]);
    let heard = "You wake up with a list already. You would like one hour in which nobody needs you.";
    on_talk(story, minutes(15), Alex, "heard", &[("text", heard)]);
    let heard = "You miss the window and the paper. It feels like I leave while I am still there.";
    on_talk(story, minutes(17), Sam, "heard", &[("text", heard)]);
    let agree = |story: &mut Story, at, text| {
        on_talk(story, minutes(at), Alex, "agree", &[("text", text), ("day", "{date:95}")]);
    };
    agree(story, 25, "Sundays begin at ten.");
    on_talk(story, minutes(27), Alex, "undo", &[]);
    agree(story, 29, "On Sundays nobody plans anything before ten.");
    on_talk(story, minutes(31), Sam, "agreed", &[]);
    for (who, how) in [(Alex, "better"), (Sam, "same")] {
        on_talk(story, (95, 5), who, "again", &[("how", how)]);
    }

    let ask = [("kind", "hurt"), ("about", "What I said in front of your sister"), ("step", "ask")];
    story.step((98, EVENING), Sam, "/talk/settle/ask?go=yes", "/talk/settle/ask", &ask);
    on_talk(story, (99, 0), Alex, "away", &[("all", "yes")]);
    story.step((102, EVENING), Alex, "/talk/settle", "/talk/settle/asks", &[]);
    on_talk(story, (102, 2), Alex, "yes", &[]);
}

/// Sam writes, takes it back, offers it again; on the evening of their talk Alex asks, reads and answers.
pub(super) fn says(story: &mut Story) {
    let text =
        "When my head is full I go quiet, and I know how that looks. I am still glad that you are there.";
    let page = "/me/say/d/{piece}";
    story.opens((71, EVENING + 20), Sam, "/me/say");
    story.step(
        (71, EVENING + 21),
        Sam,
        "/me/say/new?rung=2",
        "/me/say/new",
        &[("rung", "2"), ("text", text)],
    );
    let offer = |story: &mut Story, day: u16| {
        let about = [("do", "offer"), ("about", "us")];
        story.step((day, EVENING + 22), Sam, page, page, &about);
        story.step((day, EVENING + 23), Sam, "", page, &[("sure", "yes")]);
    };
    offer(story, 71);
    story.opens((72, EVENING - 1), Sam, "/me/say");
    story.step((72, EVENING), Sam, page, "/me/say/back", &[]);
    story.opens((73, EVENING + 20), Sam, "/me/say");
    offer(story, 73);
    let hear = "/talk/hear/{piece}";
    story.step((74, EVENING + 40), Alex, "/talk/hear", "/talk/hear", &[]);
    story.step((74, EVENING + 42), Alex, "/talk/hear/listen", "/talk/hear/open", &[]);
    let answer = [("answer", "thanks"), ("text", "I had thought that it was me. Thank you for saying it.")];
    story.step((74, EVENING + 46), Alex, hear, &format!("{hear}/answer"), &answer);
    story.step((75, EVENING), Sam, hear, &format!("{hear}/word"), &[("word", "got-it")]);
    story.opens((75, EVENING + 3), Sam, "/me/say");
    story.step((75, EVENING + 4), Sam, "/me/say", "/me/say/done", &[("felt", "well")]);
}

/// An agreement that is made again, one that is not wanted, and the book of their year.
pub(super) fn agrees(story: &mut Story) {
    let again = [("day", "{date:130}")];
    story.step((97, EVENING), Alex, "/us/agreed", "/us/agreed/again", &again);
    let kept = [("text", "Less hurry when we come home. I heard the clock for the first time.")];
    story.step((100, EVENING), Sam, "/time/down/after", "/time/down/after", &kept);
    story.step((103, EVENING), Alex, "/us/near", "/us/near/propose", &[]);
    story.step((104, EVENING), Sam, "/us/near", "/us/near/away", &[]);
    story.step((104, EVENING + 5), Sam, "/us/book", "/us/book", &[("year", "{year:104}")]);
    story.step((105, EVENING), Alex, "/us/book", "/us/book/agree", &[]);
    let book = "/us/book/{year:104}";
    let file = [("passphrase", "{passphrase}")];
    story.step((105, EVENING + 2), Alex, book, &format!("{book}/file"), &file);
}
