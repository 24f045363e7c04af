//! Times that come back: what one suggests and the other agrees to, and how it went.

use super::{DAYS, EVENING, Story};
use crate::Who::{self, Alex, Sam};

/// A coffee each morning, which Alex suggests; a Friday evening now and then, which Sam does.
pub(super) fn plan(story: &mut Story, weekday: u8) {
    // The first Friday from a day on.
    let friday = |from: u16| from + (4 + 7 - (u16::from(weekday) + from) % 7) % 7;
    let date = |day: u16| format!("{{date:{day}}}");
    let suggest = |story: &mut Story, day: u16, who: Who, page: &str, fields: &[(&'static str, &str)]| {
        story.step((day, EVENING + 50), who, page, "/time/new", fields);
    };
    let agree = |story: &mut Story, day: u16, who: Who| {
        story.step((day, EVENING + 50), who, "/time", "/time/r/{ritual}/agree", &[]);
    };
    let first = friday(30);
    let coffee = [
        ("from", "morning-coffee"),
        ("title", "Morning coffee"),
        ("every", "day"),
        ("starts", &date(17)),
        ("at", "06:50"),
        ("minutes", "10"),
        ("zone", "UTC"),
    ];
    suggest(story, 15, Alex, "/time/new?from=morning-coffee", &coffee);
    agree(story, 16, Sam);
    let evening = [
        ("from", "date-night"),
        ("title", "Friday evening"),
        ("every", "week"),
        ("weeks", "2"),
        ("on", "4"),
        ("starts", &date(first)),
        ("at", "19:00"),
        ("minutes", "150"),
        ("zone", "UTC"),
    ];
    suggest(story, 26, Sam, "/time/new?from=date-night", &evening);
    agree(story, 27, Alex);

    let tell = |story: &mut Story, day: u16, who: Who, of: &str, on: u16, how: &str, felt: Option<&str>| {
        let page = format!("/time/o/{{{of}}}/{}", date(on));
        story.step((day, EVENING + 45), who, &page, &format!("{page}/told"), &[("how", how)]);
        if let Some(felt) = felt {
            let after = format!("{page}/after");
            story.step((day, EVENING + 46), who, &after, &format!("{page}/felt"), &[("felt", felt)]);
        }
    };
    let (coffee, evening) = ("ritual-0", "ritual-1");
    for (day, who) in [(18, Alex), (25, Sam), (36, Alex), (50, Sam), (61, Alex), (67, Sam)] {
        tell(story, day, who, coffee, day, "did", None);
    }
    tell(story, first + 1, Alex, evening, first, "did", Some("closer"));
    tell(story, first + 16, Sam, evening, first + 14, "let-go", None);
    // The third one is moved to Saturday, and is then as it should be.
    let third = first + 28;
    let page = format!("/time/o/{{{evening}}}/{}", date(third));
    let was = format!("{} 19:00", date(third));
    let moved = [("was", was.as_str()), ("to", &date(third + 1)), ("at", "18:30")];
    story.step((third - 1, EVENING + 30), Sam, &page, &format!("{page}/move"), &moved);
    tell(story, third + 2, Sam, evening, third, "did", Some("closer"));
    // One that is open.
    let walk = [
        ("from", "evening-walk"),
        ("title", "Evening walk"),
        ("every", "week"),
        ("weeks", "1"),
        ("on", "1"),
        ("on", "3"),
        ("starts", &date(DAYS + 1)),
        ("at", "19:30"),
        ("minutes", "30"),
        ("zone", "UTC"),
    ];
    suggest(story, 69, Sam, "/time/new?from=evening-walk", &walk);
}
