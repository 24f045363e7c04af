//! Telling the other one how it is: in one's own words, with one wish, seen before it is sent. Never a number.
//!
//! Invariant: each time is an act of its own; nothing is filled in beforehand and nothing is sent without a preview.

use askama::Template;
use domain::checkin::{Point, Sign};
use domain::shared::Event;
use domain::text::tidy;

use super::me::refusal_text;
use super::quiet;
use crate::routes::{Ask, Guard, Route, get, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/me/share", Guard::Couple, everything, show), post("/me/share", Guard::Couple, everything, step)];

fn everything(_: &Ask<'_>) -> Needs {
    Needs::all_spaces()
}

/// The longest summary, in characters: a page, not a file.
const WORDS: usize = 4_000;
/// The longest wish, in characters.
const WISH: usize = 500;
/// Words are suggested only from a look of the last weeks.
const FRESH: i32 = 14;
/// From here on a sign is something to be glad of.
const HIGH: u8 = 7;
/// Up to here it is something to wish for.
const LOW: u8 = 4;

#[derive(Template)]
#[template(path = "pages/summary/write.html")]
struct Write<'a> {
    p: Shell<'a>,
    done: bool,
    resting: bool,
    words: &'a str,
    wish: &'a str,
    words_problem: Option<String>,
    wish_problem: Option<String>,
    ideas: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/summary/preview.html")]
struct Preview<'a> {
    p: Shell<'a>,
    partner: String,
    words: String,
    wish: String,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    write(ctx, 200, None, None)
}

fn write(ctx: &Ctx<'_>, status: u16, words_problem: Option<String>, wish_problem: Option<String>) -> Outcome {
    let page = Write {
        p: ctx.shell("summary-title"),
        done: ctx.query.has("done"),
        resting: quiet::rests(ctx),
        words: ctx.form.text("words"),
        wish: ctx.form.text("wish"),
        words_problem,
        wish_problem,
        ideas: ideas(ctx),
    };
    ctx.page_with(status, &page)
}

fn step(ctx: &Ctx<'_>) -> Outcome {
    let step = ctx.form.text("step");
    if step == "edit" {
        return write(ctx, 200, None, None);
    }
    match (tidy(ctx.form.text("words"), WORDS), tidy(ctx.form.text("wish"), WISH)) {
        (Ok(words), Ok(wish)) if step == "share" => {
            Outcome::go("/me/share?done=yes").shared(Event::SummaryShared { words, wish })
        }
        (Ok(words), Ok(wish)) => {
            ctx.page(&Preview { p: ctx.shell("summary-title"), partner: partner(ctx), words, wish })
        }
        (words, wish) => {
            let problem = |refusal| refusal_text(ctx, refusal);
            write(ctx, 422, words.err().map(problem), wish.err().map(problem))
        }
    }
}

fn partner(ctx: &Ctx<'_>) -> String {
    let partner = ctx.person().and_then(|person| person.couple.as_ref()).map(|couple| couple.partner);
    let names = ctx.world.shared.as_ref().map(|shared| &shared.names);
    let name = partner.zip(names).and_then(|(partner, names)| names.get(&partner).cloned());
    name.unwrap_or_else(|| ctx.say("summary-partner"))
}

/// Words one might begin with, from one's own last look: the best sign and the one to wish for. Only to be read.
fn ideas(ctx: &Ctx<'_>) -> Vec<String> {
    let last = ctx.world.private.as_ref().and_then(|private| private.points.last());
    let Some(point) = last.filter(|point| ctx.today().since(point.day) <= FRESH) else { return Vec::new() };
    let given = || Sign::ALL.iter().filter_map(|sign| score(point, *sign));
    let best = given().filter(|(score, _)| *score >= HIGH).max_by_key(|(score, _)| *score);
    let least = given().filter(|(score, _)| *score <= LOW).min_by_key(|(score, _)| *score);
    let idea = |sign: Sign, end: &str| ctx.say(&format!("summary-idea-{}-{end}", sign.as_str()));
    let best = best.map(|(_, sign)| idea(sign, "glad"));
    best.into_iter().chain(least.map(|(_, sign)| idea(sign, "wish"))).collect()
}

fn score(point: &Point, sign: Sign) -> Option<(u8, Sign)> {
    point.sign(sign).map(|score| (score.value(), sign))
}

#[cfg(test)]
mod tests {
    use domain::checkin::{Point, Score};
    use domain::shared::Event;

    use crate::testing::{NOW, alone, count, goes, page, read, send, shut, text, together};
    use crate::{New, World};

    const WORDS: [(&str, &str); 2] = [("words", "I was far away.\r\nIt is better now."), ("wish", "A walk")];

    fn looked(ago: i32) -> World<'static> {
        let mut world = together();
        let signs = [Score::new(2), None, Score::new(9), None];
        let day = NOW.day_in(&jiff::tz::TimeZone::UTC).plus(-ago);
        world.private.as_mut().unwrap().points.push(Point { day, signs, closeness: None });
        world
    }

    fn with_step(step: &'static str) -> Vec<(&'static str, &'static str)> {
        [&WORDS[..], &[("step", step)]].concat()
    }

    #[test]
    fn it_needs_the_two() {
        assert_eq!(goes(&read(&alone(), "/me/share")), "/us");
    }

    #[test]
    fn nothing_is_filled_in_beforehand() {
        let (_, page) = page(&read(&looked(0), "/me/share"));
        assert_eq!(count(&page, "textarea:empty"), 2);
        assert_eq!(count(&page, ".ideas li"), 2);
        assert!(!text(&page).chars().any(|c| c.is_ascii_digit()));
    }

    #[test]
    fn no_idea_is_given_while_shut_or_from_an_old_look() {
        for world in [shut(looked(0)), looked(40), together()] {
            assert_eq!(count(&page(&read(&world, "/me/share")).1, ".ideas li"), 0);
        }
    }

    #[test]
    fn the_words_are_seen_before_they_are_sent() {
        for step in ["preview", "anything"] {
            let outcome = send(&together(), "/me/share", &with_step(step));
            assert!(outcome.events.is_empty());
            let (status, page) = page(&outcome);
            assert_eq!(status, 200);
            assert_eq!(count(&page, "main .words"), 2);
            assert_eq!(count(&page, "input[type=hidden][name=wish][value='A walk']"), 1);
            assert_eq!(count(&page, "button[name=step][value=share]"), 1);
            assert_eq!(count(&page, "button[name=step][value=edit]"), 1);
            assert!(text(&page).contains("photographed"));
        }
    }

    #[test]
    fn going_back_to_the_words_keeps_them() {
        let outcome = send(&together(), "/me/share", &with_step("edit"));
        assert!(outcome.events.is_empty());
        assert!(text(&page(&outcome).1).contains("I was far away."));
    }

    #[test]
    fn sharing_is_one_act_and_sends_exactly_these_words() {
        let outcome = send(&together(), "/me/share", &with_step("share"));
        assert_eq!(goes(&outcome), "/me/share?done=yes");
        let event = Event::SummaryShared {
            words: "I was far away.\nIt is better now.".into(),
            wish: "A walk".into(),
        };
        assert_eq!(outcome.events, [New::Shared(event)]);
    }

    #[test]
    fn half_of_it_is_not_sent_and_the_other_half_is_still_there() {
        let outcome = send(&together(), "/me/share", &[("words", ""), ("wish", "A walk"), ("step", "share")]);
        assert!(outcome.events.is_empty());
        let (status, page) = page(&outcome);
        assert_eq!(status, 422);
        assert_eq!(count(&page, "textarea[name=words][aria-invalid=true]"), 1);
        assert_eq!(count(&page, "textarea[name=wish][aria-invalid=true]"), 0);
        assert!(text(&page).contains("A walk"));
    }
}
