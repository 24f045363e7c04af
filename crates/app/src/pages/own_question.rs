//! A question of one's own: it becomes the couple's, and its author answers it too.
//! The other one may mute such questions, unseen.

use askama::Template;
use domain::{QuestionId, desk, shared, talk};

use super::quiet;
use super::talk::asked;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

pub(crate) const ROUTES: &[Route] = &[
    get("/talk/ask", Guard::Couple, super::talk::spaces, show),
    post("/talk/ask", Guard::Couple, super::talk::spaces, add),
    post("/talk/mute", Guard::Person, desk_only, mute),
];

/// The longest question, in characters.
const LONGEST: usize = 300;

fn desk_only(_: &Ask<'_>) -> Needs {
    Needs::space(domain::SpaceName::Desk)
}

#[derive(Template)]
#[template(path = "pages/own_question.html")]
struct Page<'a> {
    p: Shell<'a>,
    partner: String,
    open: Option<Open<'a>>,
    text: &'a str,
    problem: Option<String>,
    muted: bool,
    rests: bool,
}

/// The question one has added and that is still before the two.
struct Open<'a> {
    id: &'a str,
    text: &'a str,
    until: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, "", None)
}

fn page(ctx: &Ctx<'_>, status: u16, text: &str, problem: Option<String>) -> Outcome {
    let page = Page {
        p: ctx.shell("talk-title"),
        partner: asked::partner(ctx),
        open: open(ctx),
        text,
        problem,
        muted: ctx.world.desk.as_ref().is_some_and(|desk| desk.mutes("questions")),
        rests: quiet::rests(ctx),
    };
    ctx.page_with(status, &page)
}

fn open<'a>(ctx: &'a Ctx<'_>) -> Option<Open<'a>> {
    let shared = ctx.world.shared.as_ref()?;
    let own = talk::open_question(shared, asked::me(ctx), ctx.world.now)?;
    Some(Open { id: own.id.as_str(), text: &own.text, until: asked::until(ctx, own.at) })
}

fn add(ctx: &Ctx<'_>) -> Outcome {
    let refused = |problem| page(ctx, 422, ctx.form.text("question"), Some(problem));
    let text = match asked::typed(ctx, "question", LONGEST) {
        Ok(text) => text,
        Err((_, problem)) => return refused(problem),
    };
    if quiet::rests(ctx) {
        return refused(ctx.say("own-question-rests"));
    }
    if open(ctx).is_some() {
        return refused(ctx.say("own-question-one-open"));
    }
    let question = fresh_id(ctx);
    Outcome::go(&format!("/talk/{}", question.as_str()))
        .shared(shared::Event::QuestionAdded { question, text })
}

fn fresh_id(ctx: &Ctx<'_>) -> QuestionId {
    let hex: String = ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    QuestionId(format!("own-{hex}"))
}

fn mute(ctx: &Ctx<'_>) -> Outcome {
    let on = ctx.form.text("on") == "yes";
    let there = Outcome::go(if on { "/talk" } else { "/talk/ask" });
    there.desk(desk::Event::Muted { what: "questions".to_owned(), on })
}

#[cfg(test)]
mod tests {
    use domain::shared::Event;

    use crate::New;
    use crate::pages::talk::fixture::{Home, deeds};
    use crate::testing::{ALEX, SAM, count, goes, page as shown, text};

    #[test]
    fn a_question_is_added_and_its_author_goes_on_to_answer_it() {
        let mut home = Home::new();
        let outcome = home.does("/talk/ask", &[("question", "  What did you dream?  ")]);
        let [New::Shared(Event::QuestionAdded { question, text })] = outcome.events.as_slice() else {
            panic!()
        };
        assert_eq!(question.as_str(), "own-0707070707070707");
        assert_eq!(text, "What did you dream?");
        let path = goes(&outcome).to_owned();
        assert_eq!(path, "/talk/own-0707070707070707");
        let html = shown(&home.read(&path)).1;
        assert_eq!(count(&html, "form[action$='/answer'] textarea"), 1);
        home.theirs = true;
        home.does(&format!("{path}/answer"), &[("text", "of the sea")]);
        assert!(home.html(&path).contains("sam says"));
        assert!(home.html("/talk/map").contains("What did you dream?"));
    }

    #[test]
    fn none_is_added_while_everything_rests_and_nothing_typed_is_lost() {
        let mut home = Home::new();
        let until = home.world.now.day_in(&home.world.zone);
        home.shared(ALEX, Event::QuietBegan { until });
        assert_eq!(count(&shown(&home.read("/talk/ask")).1, "textarea"), 0);
        let outcome = home.send("/talk/ask", &[("question", "What did you dream?")]);
        let (status, html) = shown(&outcome);
        assert_eq!((status, count(&html, "[role=alert]")), (422, 1));
        assert!(text(&html).contains("What did you dream?"));
    }

    #[test]
    fn one_added_question_lies_before_them_at_a_time() {
        let mut home = Home::new();
        home.adds(ALEX, "own-a");
        assert_eq!(count(&shown(&home.read("/talk/ask")).1, "textarea"), 0);
        let outcome = home.send("/talk/ask", &[("question", "And this?")]);
        let (status, html) = shown(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0));
        assert!(text(&html).contains("And this?"));
        // Sam's own does not count, and after a week neither does this one.
        home.later(7);
        home.adds(SAM, "own-s");
        assert_eq!(deeds(&home.send("/talk/ask", &[("question", "And this?")])), ["shared"]);
    }

    #[test]
    fn a_question_is_short_and_not_empty() {
        let long = "é".repeat(301);
        for question in ["", "   ", &long] {
            let outcome = Home::new().send("/talk/ask", &[("question", question)]);
            let (status, html) = shown(&outcome);
            assert_eq!((status, count(&html, "[aria-invalid][aria-describedby~=problem]")), (422, 1));
        }
    }

    #[test]
    fn muted_questions_do_not_show_and_the_other_one_cannot_tell() {
        let mut home = Home::new();
        home.adds(SAM, "own-s");
        home.adds(ALEX, "own-a");
        assert!(home.html("/talk").contains("own-s"));
        let outcome = home.does("/talk/mute", &[("on", "yes")]);
        assert_eq!((goes(&outcome), deeds(&outcome)), ("/talk", vec!["desk"]));
        for path in ["/talk", "/talk/cards", "/talk/cards?of=own"] {
            assert!(!home.html(path).contains("own-s"), "{path}");
        }
        assert!(home.html("/talk").contains("own-a"));
        assert_eq!(shown(&home.read("/talk/own-s")).0, 404);
        assert_eq!(shown(&home.send("/talk/own-s/answer", &[("text", "x")])).0, 404);
        home.does("/talk/mute", &[("on", "no")]);
        assert!(home.html("/talk").contains("own-s"));
    }

    #[test]
    fn what_was_answered_before_muting_stays() {
        let mut home = Home::new();
        home.adds(SAM, "own-s");
        home.does("/talk/own-s/answer", &[("text", "my words")]);
        home.does("/talk/mute", &[("on", "yes")]);
        assert!(home.html("/talk/own-s").contains("my words"));
        home.sam_answers();
        assert!(home.html("/talk/own-s").contains("sam says"));
    }
}
