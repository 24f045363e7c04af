//! A guess at what the other one would answer. Only the guesser ever sees it.

use domain::text::LONGEST;
use domain::{QuestionId, desk};

use super::answer::{self, Draft};
use super::errors;
use super::talk::asked;
use crate::routes::{Guard, Route, post};
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[post("/talk/{id}/guess", Guard::Couple, super::talk::spaces, save)];

fn save(ctx: &Ctx<'_>) -> Outcome {
    let Some(asked) = asked::find(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing(answer::own_items(ctx, &asked)) {
        return more;
    }
    let round = asked::next_round(ctx, &asked.question());
    let there = Outcome::go(&format!("/talk/{}", asked.id));
    if ctx.form.number::<u32>("round").is_some_and(|of_the_form| of_the_form != round) {
        // The answers opened meanwhile: there is nothing left to guess.
        return there;
    }
    match asked::typed(ctx, "guess", LONGEST) {
        Ok(text) => {
            let question: QuestionId = asked.question();
            there.desk(desk::Event::Guessed { question, round, text })
        }
        Err((_, problem)) => {
            let guess = Some(ctx.form.text("guess").to_owned());
            answer::page(ctx, 422, &asked, Draft { guess, guess_problem: Some(problem), ..Draft::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::talk::fixture::{Home, LIGHT, deeds};
    use crate::testing::{goes, page};

    #[test]
    fn a_guess_shows_beside_the_answer_and_only_to_the_guesser() {
        let mut home = Home::new();
        let path = format!("/talk/{LIGHT}");
        let outcome = home.does(&format!("{path}/guess"), &[("guess", "sam will say tea"), ("round", "0")]);
        assert_eq!((goes(&outcome), deeds(&outcome)), (path.as_str(), vec!["desk"]));
        assert!(home.html(&path).contains("sam will say tea"));
        assert!(home.gates.is_empty());
        home.reveal(LIGHT, 0);
        assert!(home.html(&path).contains("sam will say tea"));
        let mut home = home.shut();
        assert!(!home.html(&path).contains("sam will say tea"));
    }

    #[test]
    fn a_guess_belongs_to_its_round() {
        let mut home = Home::new();
        let path = format!("/talk/{LIGHT}");
        home.does(&format!("{path}/guess"), &[("guess", "sam will say tea")]);
        home.reveal(LIGHT, 0);
        home.reveal(LIGHT, 1);
        assert!(!home.html(&path).contains("sam will say tea"));
        let late = home.does(&format!("{path}/guess"), &[("guess", "too late"), ("round", "0")]);
        assert_eq!(deeds(&late), [""; 0]);
    }

    #[test]
    fn an_empty_guess_is_refused_in_words() {
        let outcome = Home::new().send(&format!("/talk/{LIGHT}/guess"), &[("guess", " ")]);
        let (status, html) = page(&outcome);
        assert_eq!((status, crate::testing::count(&html, "details[open] [role=alert]")), (422, 1));
        assert_eq!(page(&Home::new().send("/talk/none/guess", &[("guess", "x")])).0, 404);
    }
}
