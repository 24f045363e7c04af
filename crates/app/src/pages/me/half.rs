//! My half of the loop: what I do when it begins, what is under it, and one small different thing I could do.
//!
//! Invariant: each writes only their own half, and nobody's half is the cause. The page asks nothing about the other one
//! but what can be seen or heard.

use askama::Template;
use domain::SpaceName;

use crate::routes::Ask;
use crate::sheet::{self, Field, Problem, Sheet};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

/// The sheet's name.
const SHEET: &str = "loop";
/// How many characters each part may have.
const PART: usize = 500;
/// The parts, in the order in which they come up.
pub(super) const ORDER: [&str; 6] = ["when", "notice", "do", "under", "long", "small"];
/// The same, each with its length.
const PARTS: [Field; 6] = {
    let [when, notice, r#do, under, long, small] = ORDER;
    [(when, PART), (notice, PART), (r#do, PART), (under, PART), (long, PART), (small, PART)]
};
/// How it sounds for somebody who reaches harder, and for somebody who goes quiet.
const WAYS: [&str; 2] = ["reach", "quiet"];

pub(super) fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

/// For burning, which takes every version.
pub(super) fn whole(ask: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Private], ..own(ask) }
}

/// A part of it, with its words.
struct Part {
    field: &'static str,
    label: String,
    hint: String,
    text: String,
    problem: bool,
}

/// How all parts may sound.
struct Way {
    name: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/me/half.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: Option<String>,
    paper: bool,
    parts: Vec<Part>,
    ways: Vec<Way>,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if let Some(more) = ctx.missing(sheet::place(ctx, SHEET)) {
        return more;
    }
    page(ctx, &sheet::read(ctx, SHEET).unwrap_or_default(), None)
}

fn page(ctx: &Ctx<'_>, sheet: &Sheet, problem: Option<Problem>) -> Outcome {
    let of = problem.as_ref().map_or("", |problem| problem.field);
    let part = |(field, _): &Field| Part {
        field,
        label: ctx.say(&format!("loop-{field}")),
        hint: ctx.say(&format!("loop-{field}-hint")),
        text: sheet.text(field).to_owned(),
        problem: of == *field,
    };
    let written = !sheet.fields.is_empty() && problem.is_none();
    let page = Page {
        p: ctx.shell("me-title"),
        kept: written.then(|| dates::day(ctx.words, sheet.at.day_in(&ctx.world.zone))),
        paper: written && ctx.query.has("paper"),
        parts: PARTS.iter().map(part).collect(),
        ways: WAYS.map(|way| sounds(ctx, way)).into(),
        problem: problem.map(|problem| problem.text),
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

fn sounds(ctx: &Ctx<'_>, way: &str) -> Way {
    let line = |(field, _): &Field| {
        (ctx.say(&format!("loop-{field}")), ctx.say(&format!("loop-like-{way}-{field}")))
    };
    Way { name: ctx.say(&format!("loop-like-{way}")), lines: PARTS.iter().map(line).collect() }
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let typed = sheet::typed(ctx, &PARTS);
    let kept = typed.and_then(|typed| sheet::keep(ctx, Outcome::go("/me/loop"), SHEET, typed));
    kept.unwrap_or_else(|problem| {
        let fields = PARTS.map(|(field, _)| (field.to_owned(), ctx.form.text(field).to_owned()));
        page(ctx, &Sheet { fields: fields.into(), ..Sheet::default() }, Some(problem))
    })
}

pub(super) fn burn(ctx: &Ctx<'_>) -> Outcome {
    sheet::burn(ctx, Outcome::go("/me/loop"), SHEET)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{alone, count, goes, in_private, is_a_page, page, read, send, shut, text, together};
    use crate::{New, Row};

    const TYPED: [(&str, &str); 2] = [("when", "the door falls shut"), ("small", "sit down first")];

    #[test]
    fn six_parts_are_asked_about_ones_own_half_and_both_ways_are_shown_alike() {
        for world in [alone(), together()] {
            is_a_page(&world, "/me/loop");
            let shown = page(&read(&world, "/me/loop")).1;
            assert_eq!(count(&shown, "main form textarea"), 6);
            assert_eq!(count(&shown, "main details.ideas dl"), 2);
            assert_eq!(count(&shown, "main details.ideas dd"), 12);
            assert!(!text(&shown).contains("Sam"), "it names nobody");
        }
    }

    #[test]
    fn it_is_kept_and_comes_back_to_be_changed() {
        let mut world = alone();
        let outcome = send(&world, "/me/loop", &TYPED);
        assert_eq!(goes(&outcome), "/me/loop");
        let [New::Private(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
        in_private(&mut world, event.clone());
        is_a_page(&world, "/me/loop");
        let shown = page(&read(&world, "/me/loop")).1;
        assert!(TYPED.iter().all(|(_, words)| text(&shown).contains(words)));
        assert_eq!(count(&shown, "form[action='/me/loop/burn']"), 1);
        let outcome = send(&world, "/me/loop/burn", &[]);
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: vec![1] }]);
    }

    #[test]
    fn a_part_that_is_too_long_is_shown_again_with_all_that_was_typed() {
        let long = "y".repeat(PART + 1);
        let outcome = send(&alone(), "/me/loop", &[("when", "the door"), ("under", &long)]);
        let (status, shown) = page(&outcome);
        assert_eq!((status, outcome.events.len()), (422, 0));
        assert_eq!(count(&shown, "#under[aria-invalid]"), 1);
        assert!(text(&shown).contains("the door") && text(&shown).contains(&long));
    }

    #[test]
    fn a_full_one_stays_small_and_has_a_page_for_paper() {
        let mut world = alone();
        let full: Vec<(&str, String)> = ORDER.iter().map(|part| (*part, "語".repeat(PART))).collect();
        let full: Vec<(&str, &str)> = full.iter().map(|(part, text)| (*part, text.as_str())).collect();
        assert_eq!(
            count(&page(&read(&world, "/me/loop?paper=yes")).1, "main textarea"),
            6,
            "nothing to print yet"
        );
        let outcome = send(&world, "/me/loop", &full);
        let [New::Private(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
        in_private(&mut world, event.clone());
        is_a_page(&world, "/me/loop");
        is_a_page(&world, "/me/loop?paper=yes");
        let paper = page(&read(&world, "/me/loop?paper=yes")).1;
        assert_eq!((count(&paper, "main textarea"), count(&paper, "main p.words")), (0, 6));
    }

    #[test]
    fn it_needs_ones_own_space_open_to_be_read_and_not_to_be_written() {
        assert_eq!(goes(&read(&shut(alone()), "/me/loop")), "/me/open?to=/me/loop");
        assert_eq!(send(&shut(alone()), "/me/loop", &TYPED).events.len(), 1);
    }

    #[test]
    fn the_week_about_the_loop_leads_here() {
        let mut world = alone();
        world.desk.as_mut().unwrap().path.began = Some(world.now.day_in(&world.zone));
        let of = |path: &str| count(&page(&read(&world, path)).1, "main a[href='/me/loop']");
        assert_eq!((of("/me/path/loop-2"), of("/me/path/loop-7"), of("/me/path/see-1")), (1, 1, 0));
    }
}
