//! Alex and Sam: ten weeks. Alex starts alone; Sam joins in the second week; most weeks are ordinary.

use crate::{Step, Who};
use Who::{Alex, Sam};

mod closer;
mod hard;
mod times;

/// Days of their ten weeks.
pub const DAYS: u16 = 70;
/// The day Sam says yes.
const TOGETHER: u16 = 9;

/// Their ten weeks, in the order they happened. `weekday` is the one of the first day, 0 for Monday.
pub fn ten_weeks(weekday: u8) -> Vec<Step> {
    let mut story = Story(Vec::new());
    alone(&mut story);
    coming_together(&mut story);
    check_ins(&mut story);
    talks(&mut story);
    things_done(&mut story);
    words_for_each_other(&mut story);
    thanks(&mut story);
    times::plan(&mut story, weekday);
    closer::look(&mut story);
    hard::asks(&mut story);
    story.0.sort_by_key(|step| (step.day, step.minute));
    story.0
}

/// The six weeks that follow, in the order they happened: two talks about one thing, and something said at last.
pub fn hard_talks() -> Vec<Step> {
    let mut story = Story(Vec::new());
    hard::talks(&mut story);
    hard::says(&mut story);
    hard::agrees(&mut story);
    story.0.sort_by_key(|step| (step.day, step.minute));
    story.0
}

struct Story(Vec<Step>);

impl Story {
    fn step(
        &mut self,
        (day, minute): (u16, u16),
        who: Who,
        page: &str,
        action: &str,
        fields: &[(&'static str, &str)],
    ) {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.0.push(Step { day, minute, who, page: page.to_owned(), action: action.to_owned(), fields });
    }

    /// Somebody opens their private space, on the way to a page.
    fn opens(&mut self, when: (u16, u16), who: Who, page: &str) {
        let fields = [("to", page), ("passphrase", "{passphrase}")];
        self.step(when, who, &format!("/me/open?to={page}"), "/me/open", &fields);
    }
}

/// Evening, when most of it happens.
const EVENING: u16 = 21 * 60 + 10;

fn begin(story: &mut Story, day: u16, who: Who, page: &str, extra: &[(&'static str, &str)]) {
    let Some(login) = crate::PEOPLE.iter().find(|login| login.who == who) else { return };
    let mut fields = vec![
        ("name", login.name),
        ("email", login.email),
        ("passphrase", "{passphrase}"),
        ("again", "{passphrase}"),
        ("mine", "yes"),
    ];
    fields.extend_from_slice(extra);
    story.step((day, EVENING), who, page, "/begin", &fields);
}

fn alone(story: &mut Story) {
    begin(story, 0, Alex, "/begin", &[("run_by", "neither")]);
    story.step((0, EVENING + 2), Alex, "/today", "/today/card/recovery", &[]);
    story.step((0, EVENING + 4), Alex, "/me/check/pulse", "/me/check/pulse", &signs([4, 3, 4, 5], "2"));
    story.step(
        (0, EVENING + 6),
        Alex,
        "/me/causes",
        "/me/causes",
        &[("cause", "busy"), ("cause", "incurious")],
    );
    story.step((1, EVENING), Alex, "/me/lean", "/me/lean", &[("leaning", "in")]);
    let wish = "Sunday mornings with the window open and nothing planned. Laughing in the kitchen.";
    story.step((1, EVENING + 3), Alex, "/me/wish", "/me/wish", &[("text", wish)]);
    story.step((1, EVENING + 5), Alex, "/me/path", "/me/path/begin", &[]);
    let note =
        "We talk about the boiler and the dentist. I miss being asked how I am and then being waited for.";
    let step = |story: &mut Story, day, id: &str, text: &str| {
        let page = format!("/me/path/{id}");
        story.step((day, EVENING), Alex, &page, &page, &[("text", text), ("said", "done")]);
    };
    step(story, 2, "see-1", note);
    step(story, 3, "see-2", "");
    step(story, 4, "see-3", "");
    let bid = "Sam held up the phone to show me a dog on a skateboard. I put mine down and looked.";
    story.step((5, EVENING), Alex, "/me/bid", "/me/bid", &[("text", bid)]);
    step(story, 6, "see-4", "");
    let mark = [("practice", "get-up-for-the-hello"), ("mark", "i-did")];
    story.step((6, EVENING + 5), Alex, "/today/get-up-for-the-hello", "/today/mark", &mark);
}

fn coming_together(story: &mut Story) {
    let letter = "I miss us. Not the plans, us. I have found something small that two people can do in the evening, \
        a few minutes at a time. There is nothing to pass and nothing you have to catch up on. You can say no, or not \
        now, and nothing is sent to me. I would like to know you better again.";
    story.step((8, EVENING), Alex, "/us/invite", "/us/invite", &[("letter", letter)]);
    begin(story, TOGETHER, Sam, "/begin?i={token}", &[("i", "{token}")]);
    let join = [("i", "{token}"), ("code", "{code}")];
    story.step((TOGETHER, EVENING + 5), Sam, "/us/join?i={token}", "/us/join", &join);
    story.step((TOGETHER, EVENING + 9), Alex, "/us", "/us/pair", &[("passphrase", "{passphrase}")]);
    story.step((TOGETHER, EVENING + 11), Sam, "/us", "/us/open", &[("passphrase", "{passphrase}")]);
}

fn signs(values: [u8; 4], closeness: &'static str) -> Vec<(&'static str, &'static str)> {
    const DIGITS: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let names = ["inner-world", "depth-of-talk", "company", "warmth"];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or("");
    let mut fields: Vec<_> = names.into_iter().zip(values.map(digit)).collect();
    fields.push(("closeness", closeness));
    fields
}

fn check_ins(story: &mut Story) {
    // Week four is left out: some weeks are.
    let alex = [
        (7, [4, 4, 4, 5], "2"),
        (14, [5, 4, 5, 5], "2"),
        (21, [5, 5, 5, 6], "3"),
        (35, [6, 5, 6, 6], "3"),
        (49, [6, 6, 6, 7], "4"),
        (56, [5, 6, 6, 6], "3"),
        (63, [6, 6, 7, 7], "4"),
    ];
    let sam = [
        (10, [5, 4, 5, 4], "2"),
        (17, [5, 5, 5, 5], "3"),
        (24, [4, 5, 5, 5], "3"),
        (31, [5, 5, 6, 5], "3"),
        (38, [5, 6, 6, 6], "3"),
        (45, [6, 6, 6, 6], "4"),
        (59, [6, 6, 7, 6], "4"),
        (66, [6, 7, 7, 6], "4"),
    ];
    for (who, minute, all) in [(Alex, EVENING, &alex[..]), (Sam, EVENING + 30, &sam[..])] {
        for (day, values, closeness) in all {
            let fields = signs(*values, closeness);
            story.step((*day, minute), who, "/me/check/pulse", "/me/check/pulse", &fields);
        }
    }
    let mut review = signs([6, 6, 6, 6], "3");
    review.extend([
        ("known-by-me", "5"),
        ("accepted", "6"),
        ("our-time", "4"),
        ("play", "5"),
        ("thanks", "6"),
    ]);
    review.extend([("settling", "5"), ("screens", "4"), ("safe-honest", "8")]);
    story.step((42, EVENING), Alex, "/me/check/review", "/me/check/review", &review);
    story.step((12, EVENING), Sam, "/me/causes", "/me/causes", &[("cause", "withdrawal"), ("cause", "busy")]);
}

/// The question, what Alex says, what Sam says, and what each answers the other.
type Talk = (u16, &'static str, &'static str, &'static str, Option<(&'static str, &'static str)>);

const TALKS: [Talk; 6] = [
    (
        13,
        "joys-1-03",
        "The step behind the house, when the wall is still warm and somebody is cooking two gardens away.",
        "The end of the sofa by the lamp. I pretend it is for reading, but I like hearing the house from there.",
        Some(("glad", "I did not know that about the lamp.")),
    ),
    (
        19,
        "began-1-02",
        "The noodle place with the one wobbly table. You put a folded ticket under its leg before you even sat down.",
        "Noodles. I remember that you ate slowly and looked up at every single thing I said.",
        Some(("thanks", "Thank you for keeping the ticket in your memory. I had forgotten it.")),
    ),
    (
        27,
        "feelings-1-01",
        "The kind where I could sleep but would rather be talked to for ten minutes first.",
        "Loud tired. Everything in my head is still at work.",
        Some(("heard", "You said your head is still at work when the rest of you is home.")),
    ),
    (
        37,
        "struggles-2-03",
        "Leave the door open a little and come in sometimes without asking anything.",
        "Tea, and then quiet. I like it when you sit there and do your own thing.",
        Some(("glad", "")),
    ),
    (
        48,
        "hopes-2-03",
        "Learning to sail. I look at the harbour every time we drive past.",
        "A vegetable patch. I have drawn it three times on the backs of envelopes.",
        Some(("more", "Tell me more about the third drawing.")),
    ),
    (
        58,
        "thoughts-2-02",
        "That I need nobody to get through a hard week. I would say that very softly now.",
        "That people do not change. We did, and back again a little.",
        Some(("thanks", "Thank you for saying that out loud.")),
    ),
];

fn talks(story: &mut Story) {
    for (day, question, alex, sam, reply) in TALKS {
        let page = format!("/talk/{question}");
        let answer = format!("{page}/answer");
        story.step((day, EVENING + 20), Alex, &page, &answer, &[("text", alex), ("round", "0")]);
        story.step((day + 1, EVENING + 40), Sam, &page, &answer, &[("text", sam), ("round", "0")]);
        if let Some((way, text)) = reply {
            let fields = [("reply", way), ("text", text), ("round", "0")];
            story.step((day + 2, EVENING), Alex, &page, &format!("{page}/reply"), &fields);
        }
    }
    // One that is still closed: Alex wrote, and it lies there for a week.
    let text = "The first minutes after the front door closes and nobody needs anything yet.";
    story.step(
        (68, EVENING + 2),
        Alex,
        "/talk/feelings-1-06",
        "/talk/feelings-1-06/answer",
        &[("text", text), ("round", "0")],
    );
}

fn things_done(story: &mut Story) {
    let done = [
        (15, Alex, "two-cups-at-the-window", "closer"),
        (20, Sam, "a-walk-with-no-errand", "closer"),
        (29, Alex, "one-song-standing-up", "closer"),
        (33, Sam, "a-meal-without-screens", "not-closer"),
        (40, Alex, "the-first-day-told-twice", "closer"),
        (47, Sam, "one-small-job-together", "closer"),
        (55, Alex, "a-walk-with-no-errand", "closer"),
        (64, Sam, "two-cups-at-the-window", "closer"),
    ];
    for (day, who, practice, felt) in done {
        let page = format!("/today/{practice}");
        story.step(
            (day, EVENING + 60),
            who,
            &page,
            "/today/mark",
            &[("practice", practice), ("mark", "did")],
        );
        story.step((day, EVENING + 61), who, &page, "/today/mark", &[("practice", practice), ("mark", felt)]);
    }
}

fn words_for_each_other(story: &mut Story) {
    let alex = [
        (
            "words",
            "I feel less like a room-mate. The evenings with the two cups do me good. I still miss being asked.",
        ),
        ("wish", "Ask me one thing in the evening and let me take my time."),
    ];
    let sam = [
        (
            "words",
            "It is quieter between us in a good way. Some weeks my head is too full, and it is not about you.",
        ),
        ("wish", "A walk on Sunday, even a short one."),
    ];
    for (day, who, fields) in [(43, Alex, alex), (52, Sam, sam)] {
        let mut fields = fields.to_vec();
        fields.push(("step", "share"));
        story.step((day, EVENING + 15), who, "/me/share", "/me/share", &fields);
    }
}

/// One exact thing now and then, and a kindness nobody hears of.
fn thanks(story: &mut Story) {
    let all = [
        (
            22,
            Alex,
            "I noticed when you scraped the ice off my window before you left. You were late yourself.",
        ),
        (34, Sam, "You told the story about the ferry and left the good bit for me to tell. That was kind."),
        (46, Alex, "Thank you for the way you sat down on the stairs with me on Tuesday and asked nothing."),
        (57, Sam, "My day got lighter when you rang about nothing at all."),
        (65, Alex, "It happens every week and I never say it. You put the bins out in the dark."),
    ];
    for (day, who, text) in all {
        story.step((day, EVENING + 25), who, "/us/thanks", "/us/thanks", &[("text", text)]);
    }
    story.step((54, EVENING + 27), Sam, "/me/small", "/me/small", &[("small", "squeaky-hinge")]);
    let bid = "Alex sighed at the post. I said “long one?” from the sofa. I would get up for it tomorrow.";
    story.step((60, EVENING + 27), Sam, "/me/bid", "/me/bid", &[("text", bid)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn their_weeks_are_in_order_and_end_before_today() {
        for weekday in 0..7 {
            let steps = ten_weeks(weekday);
            assert!(steps.is_sorted_by_key(|step| (step.day, step.minute)));
            assert!(steps.iter().all(|step| step.day < DAYS && step.minute < 24 * 60));
            assert!(steps.len() > 50);
        }
    }

    #[test]
    fn sam_does_nothing_before_being_asked() {
        assert!(ten_weeks(0).iter().filter(|step| step.who == Sam).all(|step| step.day >= TOGETHER));
    }
}
