//! Looking closer: Alex alone, then both at what they want.

use super::{EVENING, Story};
use crate::Who::{Alex, Sam};

/// Alex fills in the pages about what is needed and what happens again and again; the two begin to want something together.
pub(super) fn look(story: &mut Story) {
    let needs = [
        ("friendship", "At choir on Thursdays, and on the phone with my sister."),
        ("comfort", "The bath. Sometimes Sam, when I say that I need it."),
        ("fun", "At work, of all places."),
        ("rest", "On the train, with my head against the window."),
        ("home", "fun"),
    ];
    story.opens((22, EVENING - 1), Alex, "/me/needs");
    story.step((22, EVENING), Alex, "/me/needs", "/me/needs", &needs);
    let half = [
        ("when", "The door falls shut and nobody says hello."),
        ("notice", "My jaw. “Here we go again.”"),
        ("do", "I start to tidy up, loudly."),
        ("under", "I feel left out in my own kitchen."),
        ("long", "Two minutes at the door, before anything else."),
        ("small", "I go to the door and say “There you are.”"),
    ];
    story.opens((28, EVENING - 1), Alex, "/me/loop");
    story.step((28, EVENING), Alex, "/me/loop", "/me/loop", &half);
    let apart = [
        (44, Alex, "A lamp in the window, soup on the stove, and somebody who looks up."),
        (45, Sam, "That one may come in tired and does not have to be good company."),
    ];
    for (day, who, text) in apart {
        let answer = [("text", text), ("round", "0")];
        story.step((day, EVENING + 5), who, "/talk/life-1-01", "/talk/life-1-01/answer", &answer);
    }
    let both = "A lamp in the window, soup on the stove, and nobody has to be good company.";
    story.step((46, EVENING), Sam, "/us/life/life-1-01", "/us/life/life-1-01", &[("text", both)]);
    let agreed =
        [("text", "Two minutes at the door before we speak of anything else"), ("day", "{date:130}")];
    story.step((57, EVENING), Alex, "/us/agreed", "/us/agreed", &agreed);
}
