//! Five questions to oneself about being safe. The answers are read once, spoken to on that page, and forgotten.
//!
//! Invariant: no answer is kept, not even here; what stays is one flag sealed to this person. Help lines are the same
//! for everybody, and nothing a partner can see changes.

use askama::Template;
use content::HelpCountry;
use domain::private::Event;

use crate::routes::{self, Found, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Method, Outcome};

pub(crate) const ROUTES: &[Route] =
    &[get("/me/own", Guard::Person, nothing, show), post("/me/own", Guard::Person, nothing, answer)];

/// The questions, with the answer to each that asks for care. Their fields have numbers and no names.
const QUESTIONS: [(&str, &str); 5] = [("1", "yes"), ("2", "yes"), ("3", "yes"), ("4", "yes"), ("5", "no")];

/// What the answers come to, for as long as one page takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    /// Nothing was answered.
    Nothing,
    /// Something was answered, nothing of it asks for care; too little to say that all is well.
    Some,
    /// All five were answered and none asks for care.
    Well,
    /// At least one asks for care.
    Worry,
}

impl Heard {
    fn of(ctx: &Ctx<'_>) -> Self {
        let answers = QUESTIONS.map(|(field, worry)| (ctx.form.text(field), worry));
        let given = answers.iter().filter(|(answer, _)| matches!(*answer, "yes" | "no")).count();
        match given {
            _ if answers.iter().any(|(answer, worry)| answer == worry) => Heard::Worry,
            0 => Heard::Nothing,
            _ if given == QUESTIONS.len() => Heard::Well,
            _ => Heard::Some,
        }
    }
}

#[derive(Template)]
#[template(path = "pages/care/ask.html")]
struct Page<'a> {
    p: Shell<'a>,
    to: &'a str,
    questions: Vec<(&'static str, String)>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let questions = QUESTIONS.iter().map(|(field, _)| (*field, ctx.say(&format!("care-question-{field}"))));
    ctx.page(&Page {
        p: ctx.shell("care-title"),
        to: onward(ctx.query.text("to")),
        questions: questions.collect(),
    })
}

/// Where one came from, if it is a page of ours.
fn onward(to: &str) -> &str {
    let plain = to.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '/'));
    match routes::find(Method::Get, to) {
        Found::Route(..) if plain && to.starts_with('/') && !to.starts_with("//") => to,
        _ => "/today",
    }
}

#[derive(Template)]
#[template(path = "pages/care/after.html")]
struct After<'a> {
    p: Shell<'a>,
    to: &'a str,
    heading: String,
    words: String,
    more: Option<String>,
    kept: String,
    countries: &'a [HelpCountry],
}

impl After<'_> {
    /// What a telephone dials, where the number is one.
    fn dial(&self, number: &str) -> Option<String> {
        let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')'));
        plain.then(|| number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    }
}

/// Answers in place: a redirect would have to carry or keep what was said.
fn answer(ctx: &Ctx<'_>) -> Outcome {
    let to = onward(ctx.form.text("to"));
    let (key, solo) = match Heard::of(ctx) {
        Heard::Nothing => return Outcome::go(to),
        Heard::Some => ("some", None),
        Heard::Well => ("well", Some(false)),
        Heard::Worry => ("worry", Some(true)),
    };
    let page = ctx.page(&After {
        p: ctx.shell("care-title"),
        to,
        heading: ctx.say(&format!("care-{key}-heading")),
        words: ctx.say(&format!("care-{key}-words")),
        more: (solo == Some(true)).then(|| ctx.say("care-worry-more")),
        kept: ctx.say(&format!("care-{key}-kept")),
        countries: &ctx.library.help,
    });
    match solo {
        Some(solo) => page.private(Event::CareTaken { solo }),
        None => page,
    }
}

#[cfg(test)]
mod tests {
    use domain::private::Event;

    use crate::testing::{alone, count, goes, page, read, send, shut, text, together};
    use crate::{New, Outcome};

    const WELL: [(&str, &str); 5] = [("1", "no"), ("2", "no"), ("3", "no"), ("4", "no"), ("5", "yes")];

    fn solo(outcome: &Outcome) -> Option<bool> {
        match outcome.events.as_slice() {
            [] => None,
            [New::Private(Event::CareTaken { solo })] => Some(*solo),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn five_questions_are_asked_and_nothing_is_ticked() {
        for world in [alone(), together(), shut(together())] {
            let (status, page) = page(&read(&world, "/me/own"));
            assert_eq!(status, 200);
            assert_eq!(count(&page, "main fieldset legend"), 5);
            assert_eq!(count(&page, "input[checked]"), 0);
            assert_eq!(count(&page, "main a.button[href='/today']"), 1);
        }
    }

    #[test]
    fn the_page_is_the_same_whatever_was_kept_before() {
        let plain = |world: &crate::World<'_>| format!("{:?}", read(world, "/me/own").answer);
        let mut careful = together();
        let care = domain::private::Care { at: crate::testing::NOW, solo: true };
        careful.private.as_mut().unwrap().care = Some(care);
        assert_eq!(plain(&careful), plain(&together()));
    }

    #[test]
    fn each_answer_that_asks_for_care_leads_to_what_one_can_do_alone() {
        for place in 0..5 {
            let mut fields = WELL;
            fields[place].1 = if place == 4 { "no" } else { "yes" };
            assert_eq!(solo(&send(&alone(), "/me/own", &fields)), Some(true));
            assert_eq!(solo(&send(&shut(together()), "/me/own", &fields[place..=place])), Some(true));
        }
    }

    #[test]
    fn all_five_answered_well_says_so() {
        assert_eq!(solo(&send(&alone(), "/me/own", &WELL)), Some(false));
    }

    #[test]
    fn some_answered_well_is_too_little_to_take_an_earlier_worry_back() {
        let outcome = send(&alone(), "/me/own", &WELL[..3]);
        assert_eq!(solo(&outcome), None);
        assert_eq!(page(&outcome).0, 200);
    }

    #[test]
    fn skipping_keeps_nothing_and_goes_on() {
        for fields in [&[][..], &[("1", ""), ("5", "perhaps")]] {
            let outcome = send(&alone(), "/me/own", fields);
            assert_eq!(solo(&outcome), None);
            assert_eq!(goes(&outcome), "/today");
        }
        assert_eq!(goes(&send(&alone(), "/me/own", &[("to", "/me/check/checkup")])), "/me/check/checkup");
    }

    #[test]
    fn no_answer_comes_back_in_the_page_and_nobody_is_accused() {
        let (_, page) = page(&send(&alone(), "/me/own", &[("1", "yes"), ("to", "/me/check")]));
        assert_eq!(count(&page, "main input"), 0);
        assert_eq!(count(&page, "main a.button[href='/me/check']"), 1);
    }

    #[test]
    fn everybody_gets_the_same_help_lines() {
        let countries = content::Library::english().help.len();
        assert!(countries > 0);
        let lines = |fields: &[(&str, &str)]| {
            let (_, page) = page(&send(&alone(), "/me/own", fields));
            assert_eq!(count(&page, "main details.country"), countries);
            assert!(text(&page).contains("frighten"));
            count(&page, "main a[href^='tel:']")
        };
        assert_eq!(lines(&WELL), lines(&[("2", "yes")]));
        assert_eq!(lines(&WELL), lines(&WELL[..1]));
    }

    #[test]
    fn one_cannot_be_sent_to_another_site() {
        for to in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/nowhere-here", "/leave", "today"]
        {
            let (_, page) = page(&read(&alone(), &format!("/me/own?to={to}")));
            assert_eq!(count(&page, "main a.button[href='/today']"), 1, "{to}");
        }
    }
}
