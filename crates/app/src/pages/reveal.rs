//! Answers that have opened: to read, to receive, to come back to.
//!
//! Invariant: nobody answers their own answer, and nothing here changes another's words.

mod again;
mod earlier;
mod view;

use askama::Template;
use domain::reveal::{REPLIES, Reveal};
use domain::shared;
use domain::talk::{self, Reply};
use domain::text::{LONGEST, Refusal};
use domain::{SpaceName, Voice, desk};

use super::errors;
use super::talk::asked::{self, Asked};
use crate::routes::{Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Outcome};
use view::AnswerView;

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/revealed", Guard::Person, again::needs, again::show),
    get("/talk/{id}/earlier", Guard::Person, earlier::needs, earlier::show),
    post("/talk/{id}/reply", Guard::Couple, super::talk::spaces, reply),
    post("/talk/{id}/word", Guard::Couple, super::talk::spaces, word_back),
    post("/talk/{id}/felt", Guard::Open, super::talk::spaces, felt),
    post("/talk/{id}/true", Guard::Couple, super::talk::spaces, still_true),
];

/// The most each of the two can add to one reveal, so that neither takes up all the room.
const EACH: usize = REPLIES / 2;

/// What was typed, and why it was not taken.
#[derive(Default)]
struct Draft {
    reply: Option<Reply>,
    reply_text: String,
    reply_problem: Option<String>,
    got_it: bool,
    nearly: bool,
    word: String,
    word_problem: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/reveal.html")]
struct Page<'a> {
    p: Shell<'a>,
    asked: &'a Asked<'a>,
    whose: Option<String>,
    opened: String,
    partner: String,
    theirs: AnswerView,
    mine: AnswerView,
    guess: Option<String>,
    note: Option<String>,
    writable: bool,
    own_words_show: bool,
    felt: Option<(bool, bool)>,
    aged: Option<String>,
    /// They answered it before.
    earlier: bool,
    draft: Draft,
}

impl Page<'_> {
    /// The ways to answer the other's answer.
    fn ways(&self) -> &'static [Reply] {
        Reply::ALL
    }

    fn chosen(&self, reply: &Reply) -> bool {
        self.draft.reply == Some(*reply)
    }

    /// A word back answers something: what the listener wrote, or what was told aloud.
    fn word_back(&self) -> bool {
        self.writable && (self.mine.tell || self.mine.notes.iter().any(|note| !note.mine))
    }
}

/// The page of an opened question.
pub(super) fn show(ctx: &Ctx<'_>, asked: &Asked<'_>, reveal: &Reveal) -> Outcome {
    ctx.missing(view::items(ctx, asked, reveal))
        .unwrap_or_else(|| page(ctx, 200, asked, reveal, Draft::default()))
}

fn page(ctx: &Ctx<'_>, status: u16, asked: &Asked<'_>, reveal: &Reveal, draft: Draft) -> Outcome {
    let (mine, received) = (asked::voice(ctx), ctx.world.desk.as_ref().map(|desk| &desk.received));
    let own_words_show = asked::own_words_show(ctx);
    let aged = reveal.by(mine).filter(|mine| talk::aged(mine.at, ctx.world.now));
    let page = Page {
        p: ctx.shell("talk-title"),
        asked,
        whose: asked.from.map(|from| asked::whose(ctx, from)),
        opened: view::opened(ctx, reveal),
        partner: view::other(ctx),
        theirs: view::answer(ctx, reveal, mine.map(Voice::other)),
        mine: view::answer(ctx, reveal, mine),
        guess: view::guess(ctx, asked, reveal).map(|seq| asked::desk_words(ctx, seq)),
        note: asked::note(ctx, asked.id).and_then(|seq| asked::note_words(ctx, seq)),
        writable: asked::together(ctx),
        own_words_show,
        felt: received
            .and_then(|received| received.get(&asked.question()))
            .copied()
            .filter(|_| own_words_show),
        aged: aged.map(|mine| asked::month(ctx, mine.at)),
        earlier: reveal.round > 0,
        draft,
    };
    ctx.page_with(status, &page)
}

/// Finds an opened question, sees that its page could be shown, and lets `act` go on.
fn on_opened(ctx: &Ctx<'_>, act: impl FnOnce(&Asked<'_>, &Reveal) -> Result<Outcome, Draft>) -> Outcome {
    let Some(asked) = asked::find(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let opened = ctx.world.shared.as_ref().and_then(|shared| shared.revealed(&asked.question()));
    let Some(reveal) = opened else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing(view::items(ctx, &asked, reveal)) {
        return more;
    }
    act(&asked, reveal).unwrap_or_else(|draft| page(ctx, 422, &asked, reveal, draft))
}

fn there(asked: &Asked<'_>) -> Outcome {
    Outcome::go(&format!("/talk/{}?read=yes", asked.id))
}

/// Why the visitor cannot add to this reveal, if they cannot.
fn full(ctx: &Ctx<'_>, reveal: &Reveal) -> Option<String> {
    let mine = reveal.replies.iter().filter_map(|seq| ctx.world.items.get(&(SpaceName::Shared, *seq)));
    let written = mine.filter(|item| item.author == asked::me(ctx)).count();
    (written >= EACH || reveal.replies.len() >= REPLIES).then(|| ctx.say("reveal-full"))
}

/// The one who listened answers the other's answer.
fn reply(ctx: &Ctx<'_>) -> Outcome {
    on_opened(ctx, |asked, reveal| {
        let reply = Reply::parse(ctx.form.text("reply"));
        let refused = |problem| Draft {
            reply,
            reply_text: ctx.form.text("text").to_owned(),
            reply_problem: Some(problem),
            ..Draft::default()
        };
        let Some(reply) = reply else { return Err(refused(ctx.say("reveal-choose"))) };
        let text = match asked::typed(ctx, "text", LONGEST) {
            Err((Refusal::Empty, _)) if reply == Reply::Glad => String::new(),
            text => text.map_err(|(_, problem)| refused(problem))?,
        };
        if let Some(problem) = full(ctx, reveal) {
            return Err(refused(problem));
        }
        let (question, round) = (asked.question(), reveal.round);
        Ok(there(asked).shared(shared::Event::Replied { question, round, reply, text }))
    })
}

/// The one who disclosed says a word back: you got it, or nearly.
fn word_back(ctx: &Ctx<'_>) -> Outcome {
    on_opened(ctx, |asked, reveal| {
        let got_it = ctx.form.text("word") == "got-it";
        let refused = |problem| Draft {
            got_it,
            nearly: !got_it,
            word: ctx.form.text("text").to_owned(),
            word_problem: Some(problem),
            ..Draft::default()
        };
        let text = match asked::typed(ctx, "text", LONGEST) {
            Err((Refusal::Empty, _)) if got_it => String::new(),
            text => text.map_err(|(_, problem)| refused(problem))?,
        };
        if let Some(problem) = full(ctx, reveal) {
            return Err(refused(problem));
        }
        let (question, round) = (asked.question(), reveal.round);
        Ok(there(asked).shared(shared::Event::WordBack { question, round, got_it, text }))
    })
}

/// Private to the one who disclosed: did I feel understood, and all right as I am?
fn felt(ctx: &Ctx<'_>) -> Outcome {
    on_opened(ctx, |asked, _| {
        let (understood, accepted) = (ctx.form.has("understood"), ctx.form.has("accepted"));
        let question = asked.question();
        Ok(there(asked).desk(desk::Event::FeltReceived { question, understood, accepted }))
    })
}

/// An older answer of one's own is still true.
fn still_true(ctx: &Ctx<'_>) -> Outcome {
    on_opened(ctx, |asked, reveal| {
        let aged = reveal.by(asked::voice(ctx)).is_some_and(|mine| talk::aged(mine.at, ctx.world.now));
        let confirmed = shared::Event::StillTrue { question: asked.question() };
        Ok(if aged { there(asked).shared(confirmed) } else { there(asked) })
    })
}

#[cfg(test)]
mod tests {
    use domain::shared::Event;

    use super::*;
    use crate::pages::talk::fixture::{Home, LIGHT, OTHER, deeds};
    use crate::testing::{SAM, count, goes, page as shown, text};

    const PATH: &str = "/talk/joys-1-01";

    fn opened() -> Home {
        let mut home = Home::new();
        home.reveal(LIGHT, 0);
        home
    }

    fn sends(home: &mut Home, act: &str, fields: &[(&str, &str)]) -> Outcome {
        home.does(&format!("{PATH}/{act}"), fields)
    }

    #[test]
    fn both_answers_show_and_whose_they_are() {
        let html = shown(&opened().read(PATH)).1;
        let said = text(&html);
        let (theirs, mine) = (said.find("sam says").unwrap(), said.find("alex says").unwrap());
        assert!(said.find("Sam’s answer").unwrap() < theirs && theirs < mine);
        assert_eq!(count(&html, "section .circle.us"), 2);
    }

    #[test]
    fn what_the_other_would_rather_tell_is_said_so() {
        let mut home = Home::new();
        for (author, tell) in [(SAM, true), (crate::testing::ALEX, false)] {
            let text = if tell { "" } else { "alex says" }.to_owned();
            home.shared(author, Event::Answered { question: LIGHT.into(), round: 0, text, tell });
        }
        assert!(home.html(PATH).contains("Sam would rather tell you this"));
    }

    #[test]
    fn the_one_who_listened_answers_in_one_of_four_ways() {
        for way in Reply::ALL {
            let mut home = opened();
            let outcome =
                sends(&mut home, "reply", &[("reply", way.as_str()), ("text", "so it was the sea")]);
            assert_eq!((goes(&outcome), deeds(&outcome)), ("/talk/joys-1-01?read=yes", vec!["shared"]));
            let html = shown(&home.read(PATH)).1;
            // It stands under the answer it is about: the other one's.
            let theirs = scraper::Selector::parse("section").unwrap();
            let theirs: String = html.select(&theirs).next().unwrap().text().collect();
            assert!(theirs.contains("so it was the sea") && theirs.contains("sam says"));
        }
    }

    #[test]
    fn nobody_replies_to_their_own_answer() {
        let mut home = opened();
        let replied =
            Event::Replied { question: LIGHT.into(), round: 0, reply: Reply::Heard, text: "from sam".into() };
        home.shared(SAM, replied);
        let html = shown(&home.read(PATH)).1;
        let sections = scraper::Selector::parse("section").unwrap();
        let parts: Vec<String> = html.select(&sections).map(|part| part.text().collect()).collect();
        assert!(
            parts[1].contains("from sam") && parts[1].contains("alex says") && !parts[0].contains("from sam")
        );
        assert_eq!(count(&html, "form[action$='/reply']"), 1);
        // And nobody replies to what has not opened.
        let mut closed = Home::new();
        closed.does(&format!("{PATH}/answer"), &[("text", "mine")]);
        assert_eq!(shown(&sends(&mut closed, "reply", &[("reply", "glad")])).0, 404);
    }

    #[test]
    fn a_reply_needs_words_unless_it_is_gladness() {
        let mut home = opened();
        for fields in
            [[("reply", "heard"), ("text", " ")], [("reply", "shout"), ("text", "so it was the sea")]]
        {
            let outcome = home.send(&format!("{PATH}/reply"), &fields);
            let (status, html) = shown(&outcome);
            assert_eq!(
                (status, outcome.events.len(), count(&html, "details[open] [role=alert]")),
                (422, 0, 1)
            );
            assert!(text(&html).contains(fields[1].1.trim()));
        }
        assert_eq!(deeds(&home.send(&format!("{PATH}/reply"), &[("reply", "glad")])), ["shared"]);
    }

    #[test]
    fn neither_of_the_two_can_take_all_the_room() {
        let mut home = opened();
        for _ in 0..EACH {
            assert_eq!(deeds(&sends(&mut home, "reply", &[("reply", "glad")])), ["shared"]);
        }
        assert_eq!(shown(&sends(&mut home, "reply", &[("reply", "glad")])).0, 422);
    }

    #[test]
    fn a_word_goes_back_to_the_listener() {
        let mut home = opened();
        assert_eq!(count(&shown(&home.read(PATH)).1, "form[action$='/word']"), 0);
        let replied =
            Event::Replied { question: LIGHT.into(), round: 0, reply: Reply::Heard, text: "the sea".into() };
        home.shared(SAM, replied);
        assert_eq!(count(&shown(&home.read(PATH)).1, "form[action$='/word']"), 1);
        assert_eq!(deeds(&sends(&mut home, "word", &[("word", "got-it"), ("text", "and more")])), ["shared"]);
        assert_eq!(shown(&sends(&mut home, "word", &[("word", "nearly"), ("text", "")])).0, 422);
        let long = "y".repeat(domain::text::LONGEST + 1);
        let (status, again) = shown(&sends(&mut home, "word", &[("word", "got-it"), ("text", &long)]));
        assert_eq!((status, count(&again, "input[value=got-it][checked]")), (422, 1));
        sends(&mut home, "word", &[("word", "nearly"), ("text", "the quiet of it")]);
        let html = home.html(PATH);
        assert!(
            html.contains("You said: you got it")
                && html.contains("the quiet of it")
                && html.contains("and more"),
            "what is typed beside either is said with it"
        );
    }

    #[test]
    fn how_it_felt_stays_with_the_one_who_told() {
        let mut home = opened();
        let html = shown(&home.read(PATH)).1;
        assert_eq!(count(&html, "form[action$='/felt'] [checked]"), 0);
        let outcome = sends(&mut home, "felt", &[("understood", "yes")]);
        assert_eq!(deeds(&outcome), ["desk"]);
        let html = shown(&home.read(PATH)).1;
        assert_eq!(count(&html, "form[action$='/felt'] [name=understood][checked]"), 1);
        assert_eq!(count(&html, "form[action$='/felt'] [name=accepted][checked]"), 0);
        let mut home = home.shut();
        let html = shown(&home.read(PATH)).1;
        assert_eq!(count(&html, "form[action$='/felt']"), 0);
        assert_eq!(shown(&home.send(&format!("{PATH}/felt"), &[("understood", "yes")])).0, 403);
    }

    #[test]
    fn an_old_answer_is_confirmed_by_its_author_alone() {
        let mut home = opened();
        assert_eq!(deeds(&sends(&mut home, "true", &[])), [""; 0]);
        home.later(181);
        let html = shown(&home.read(PATH)).1;
        assert_eq!(count(&html, "form[action$='/true']"), 1);
        // It can be passed over without a trace.
        assert_eq!(count(&html, "form[action$='/true'] a[href='/talk']"), 1);
        assert_eq!(deeds(&sends(&mut home, "true", &[])), ["shared"]);
        let html = shown(&home.read(PATH)).1;
        assert_eq!(count(&html, "form[action$='/true']"), 0);
        // The day they opened stays the day they opened, and Sam's answer is as old as it was.
        assert!(text(&html).contains("23 November 2026"));
        assert!(home.html("/talk/map").contains("over half a year ago"));
    }

    #[test]
    fn what_opened_can_be_read_again_newest_first_and_by_chapters() {
        let mut home = Home::new();
        assert!(home.html("/talk/revealed").contains("you find it here again"));
        home.reveal(LIGHT, 0);
        home.reveal(OTHER, 0);
        let html = home.html("/talk/revealed");
        assert!(html.find(OTHER).unwrap() < html.find(LIGHT).unwrap());
        // One moment in CBOR: [{"Revealed": ["joys-1-01", 0]}].
        let bytes = [b"\x81\xa1\x68Revealed\x82\x69".as_slice(), LIGHT.as_bytes(), b"\x00"].concat();
        home.world.chapters.insert((SpaceName::Shared, 1), bytes);
        let html = home.html("/talk/revealed?chapter=1");
        assert!(html.contains(LIGHT) && !html.contains(OTHER) && html.contains("/talk/revealed?chapter=0"));
        assert_eq!(shown(&home.read("/talk/revealed?chapter=9")).0, 200);
    }

    #[test]
    fn a_long_time_together_is_read_in_parts() {
        let mut home = Home::new();
        for day in 0..100 {
            let done = Event::PracticeDone { practice: "walk".into(), minutes: 5, day: domain::Day(day) };
            home.shared(SAM, done);
        }
        home.reveal(LIGHT, 0);
        assert!(home.html("/talk/revealed").contains("/talk/revealed?rest=yes"));
        assert!(!home.html("/talk/revealed?rest=yes").contains(LIGHT));
    }
}
