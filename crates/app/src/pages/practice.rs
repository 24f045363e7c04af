//! One practice: how it goes, what it takes, how well it is known to help.
//!
//! Invariant: from depth 3, and for repair and touch, the page puts one's own half first, for everybody and in
//! the same words; the whole is folded away and never urged.

use askama::Template;
use content::{Kind, Practice, Who};
use domain::talk::shuffle_key;

use crate::pages::{errors, today};
use crate::routes::{Guard, Route, get};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) const ROUTES: &[Route] = &[get("/today/{id}", Guard::Person, today::needs, show)];

#[derive(Template)]
#[template(path = "pages/practice.html")]
struct Page<'a> {
    p: Shell<'a>,
    practice: &'static Practice,
    careful: bool,
    for_two: bool,
    own_first: bool,
    who: String,
    minutes: String,
    evidence: [String; 2],
    easier: Option<Other>,
    deeper: Option<Other>,
    we: bool,
    in_plan: bool,
    /// There is a page where one's own half can be written.
    settles: bool,
}

/// Another practice to look at.
struct Other {
    href: String,
    title: &'static str,
}

/// Where a practice has its page. A browser keeps addresses, so this one tells nothing.
pub(crate) fn address(id: &content::PracticeId) -> String {
    format!("/today/{}", token(id))
}

/// Where one is asked afterwards how it was.
pub(super) fn address_after(id: &content::PracticeId) -> String {
    format!("/today/after/{}", token(id))
}

/// The practice of an address.
pub(super) fn at(ctx: &Ctx<'_>, param: &str) -> Option<&'static Practice> {
    ctx.library.practices.iter().find(|practice| token(&practice.id) == param)
}

/// Eight signs that stand for an id. Nothing secret: only nothing to read in passing.
fn token(id: &content::PracticeId) -> String {
    format!("{:08x}", shuffle_key(0, id.as_str()) >> 32)
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(practice) = at(ctx, ctx.param(0)) else {
        // A link by name still finds its way, and leaves no name in the history.
        let named = ctx.library.practice(ctx.param(0));
        return named.map_or_else(|| errors::not_found(ctx), |practice| Outcome::go(&address(&practice.id)));
    };
    let week = today::plan::this_week(ctx, today::desk(ctx));
    let careful = practice.is_careful();
    let for_two = practice.who == Who::Together;
    let own_first = careful || (for_two && !today::together(ctx));
    ctx.page(&Page {
        p: ctx.shell("today-title"),
        practice,
        careful,
        for_two,
        own_first,
        who: today::thing::who(ctx, practice, false),
        minutes: today::thing::minutes(ctx, practice.minutes),
        evidence: today::thing::evidence(ctx, practice),
        easier: other(ctx, practice.easier.as_ref()),
        deeper: other(ctx, practice.deeper.as_ref()),
        we: today::thing::can_be_ours(ctx, practice),
        in_plan: week.iter().any(|each| practice.id == *each.practice.as_str()),
        settles: practice.kind == Kind::Repair,
    })
}

fn other(ctx: &Ctx<'_>, id: Option<&content::PracticeId>) -> Option<Other> {
    let practice = ctx.library.practice(id?.as_str())?;
    Some(Other { href: address(&practice.id), title: &practice.title })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use content::Library;

    use super::*;
    use crate::Answer;
    use crate::testing::{alone, count, goes, page, read, shut, text, together};

    fn of(id: &str) -> String {
        address(&id.into())
    }

    #[test]
    fn every_practice_has_a_page_of_its_own_at_an_address_that_tells_nothing() {
        let world = together();
        let mut seen = BTreeSet::new();
        for practice in &Library::english().practices {
            let path = address(&practice.id);
            assert_eq!(goes(&read(&world, &format!("/today/{}", practice.id))), path);
            let (status, page) = page(&read(&world, &path));
            assert_eq!((status, count(&page, "h1")), (200, 1));
            let text = text(&page);
            assert!(!text.contains('⟦'), "words are missing");
            for words in practice.steps.iter().chain([&practice.why, &practice.takes, &practice.source]) {
                assert!(text.contains(words.as_str()), "{}: {words}", practice.id);
            }
            assert!(seen.insert(path));
        }
        assert_eq!(page(&read(&world, "/today/nonsense")).0, 404);
    }

    #[test]
    fn careful_practices_put_the_own_half_first_and_fold_the_whole_for_everyone() {
        for practice in Library::english().practices.iter().filter(|practice| practice.is_careful()) {
            for world in [together(), alone(), shut(together())] {
                let (_, page) = page(&read(&world, &address(&practice.id)));
                assert_eq!((count(&page, "details ol"), count(&page, "main > ol")), (1, 0));
                assert_eq!((count(&page, ".card.main"), count(&page, "button[value=did]")), (1, 0));
                assert!(text(&page).contains("eaving it is always fine"), "{}", practice.id);
            }
        }
    }

    #[test]
    fn the_safety_check_changes_no_byte_of_a_practice() {
        let mut careful = together();
        let event = domain::private::Event::CareTaken { solo: true };
        crate::testing::apply(careful.private.as_mut().unwrap(), crate::testing::ALEX, 1, event);
        for id in ["a-slower-hug", "say-it-back-first", "something-you-made-light-of"] {
            let html = |world| match read(world, &of(id)).answer {
                Answer::Page { html, .. } => html,
                other => panic!("{other:?}"),
            };
            assert_eq!(html(&careful), html(&together()));
        }
    }

    #[test]
    fn one_alone_sees_first_what_can_be_done_alone() {
        let (_, alone) = page(&read(&alone(), &of("two-cups-at-the-window")));
        assert_eq!((count(&alone, ".card.main"), count(&alone, "button[value=did]")), (1, 0));
        let (_, together) = page(&read(&together(), &of("two-cups-at-the-window")));
        assert_eq!((count(&together, ".card.main"), count(&together, "button[value=did]")), (0, 1));
    }

    #[test]
    fn each_act_stands_beside_the_circle_it_goes_to() {
        let circles = |world, id: &str| {
            let (_, shown) = page(&read(&world, &of(id)));
            (count(&shown, ".circle.us"), count(&shown, ".circle:not(.us)"))
        };
        assert_eq!(circles(together(), "two-cups-at-the-window"), (1, 1));
        assert_eq!(circles(together(), "ten-breaths-at-the-door"), (0, 1));
        assert_eq!(circles(alone(), "two-cups-at-the-window"), (0, 1));
    }

    #[test]
    fn the_timer_is_hidden_until_a_script_shows_it() {
        let (_, page) = page(&read(&together(), &of("two-cups-at-the-window")));
        assert_eq!(count(&page, "[data-timer='10'][data-done][hidden]"), 1);
    }

    #[test]
    fn easier_and_deeper_lead_to_other_practices() {
        let (_, page) = page(&read(&together(), &of("two-cups-at-the-window")));
        for id in ["sit-down-where-they-are", "a-walk-with-no-errand"] {
            assert_eq!(count(&page, &format!("a[href='{}']", of(id))), 1, "{id}");
        }
    }
}
