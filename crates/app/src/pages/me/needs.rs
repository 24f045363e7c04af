//! The needs map: where one gets now what one needs from others, and which need one would like to bring home.
//!
//! Invariant: friends and family are good. Nothing here asks anybody to see them less, and nothing is anybody's duty.

use askama::Template;
use content::{Need, Practice};
use domain::SpaceName;

use crate::pages::practice;
use crate::routes::Ask;
use crate::sheet::{self, Field, Problem, Sheet};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates};

/// The sheet's name.
const SHEET: &str = "needs";
/// The field that says which need one would like to bring home.
const HOME: &str = "home";
/// How many characters each answer may have: a line or two.
const LINE: usize = 300;

pub(super) fn own(_: &Ask<'_>) -> Needs {
    Needs::space(SpaceName::Private)
}

/// For burning, which takes every version.
pub(super) fn whole(ask: &Ask<'_>) -> Needs {
    Needs { whole: vec![SpaceName::Private], ..own(ask) }
}

/// A need on the page, with what was written about it.
struct Row<'a> {
    need: &'static Need,
    text: &'a str,
    home: bool,
    problem: bool,
}

#[derive(Template)]
#[template(path = "pages/me/needs.html")]
struct Page<'a> {
    p: Shell<'a>,
    kept: Option<String>,
    paper: bool,
    rows: Vec<Row<'a>>,
    no_home: bool,
    home: Option<(&'static Need, &'static Practice, String)>,
    problem: Option<String>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if let Some(more) = ctx.missing(sheet::place(ctx, SHEET)) {
        return more;
    }
    let kept = sheet::read(ctx, SHEET);
    page(ctx, kept.as_ref().unwrap_or(&Sheet::default()), None)
}

fn page(ctx: &Ctx<'_>, sheet: &Sheet, problem: Option<Problem>) -> Outcome {
    let home = sheet.text(HOME);
    let of = problem.as_ref().map_or("", |problem| problem.field);
    let row = |need: &'static Need| {
        let id = need.id.as_str();
        Row { need, text: sheet.text(id), home: home == id, problem: of == id }
    };
    let written = sheet.fields.iter().any(|(_, text)| !text.is_empty()) && problem.is_none();
    let page = Page {
        p: ctx.shell("me-title"),
        kept: written.then(|| dates::day(ctx.words, sheet.at.day_in(&ctx.world.zone))),
        paper: written && ctx.query.has("paper"),
        rows: ctx.library.needs.iter().map(row).collect(),
        no_home: ctx.library.need(home).is_none(),
        home: home_of(ctx, home),
        problem: problem.map(|problem| problem.text),
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

/// The need one would like to bring home, and one practice that suits it, with its address.
fn home_of(ctx: &Ctx<'_>, home: &str) -> Option<(&'static Need, &'static Practice, String)> {
    let need = ctx.library.need(home)?;
    let practice = ctx.library.practice(need.practice.as_str())?;
    Some((need, practice, practice::address(&practice.id)))
}

/// The fields in the order of the page.
pub(super) fn order(ctx: &Ctx<'_>) -> Vec<&'static str> {
    ctx.library.needs.iter().map(|need| need.id.as_str()).chain([HOME]).collect()
}

/// One field for each need, and which one to bring home.
fn fields(ctx: &Ctx<'_>) -> Vec<Field> {
    order(ctx).into_iter().map(|field| (field, LINE)).collect()
}

pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let kept = sheet::typed(ctx, &fields(ctx)).map(|mut typed| {
        typed.retain(|field, id| field != HOME || ctx.library.need(id).is_some());
        typed
    });
    let kept = kept.and_then(|typed| sheet::keep(ctx, Outcome::go("/me/needs"), SHEET, typed));
    kept.unwrap_or_else(|problem| page(ctx, &as_typed(ctx), Some(problem)))
}

/// What was typed, as it was typed.
fn as_typed(ctx: &Ctx<'_>) -> Sheet {
    let fields =
        fields(ctx).into_iter().map(|(field, _)| (field.to_owned(), ctx.form.text(field).to_owned()));
    Sheet { fields: fields.collect(), ..Sheet::default() }
}

pub(super) fn burn(ctx: &Ctx<'_>) -> Outcome {
    sheet::burn(ctx, Outcome::go("/me/needs"), SHEET)
}

#[cfg(test)]
mod tests {
    use domain::private::Event;

    use super::*;
    use crate::testing::{alone, count, goes, in_private, is_a_page, page, read, send, shut, text, together};
    use crate::{New, Row};

    fn written(world: &mut crate::World<'static>, fields: &[(&str, &str)]) -> u64 {
        let outcome = send(world, "/me/needs", fields);
        assert_eq!(goes(&outcome), "/me/needs");
        let [New::Private(event)] = outcome.events.as_slice() else { panic!("{outcome:?}") };
        in_private(world, event.clone())
    }

    #[test]
    fn every_need_is_asked_for_and_none_is_chosen_beforehand() {
        for world in [alone(), together()] {
            is_a_page(&world, "/me/needs");
            let shown = page(&read(&world, "/me/needs")).1;
            let needs = content::Library::english().needs.len();
            assert_eq!(count(&shown, "main textarea"), needs);
            assert_eq!(count(&shown, "main input[name=home]"), needs + 1);
            assert_eq!(count(&shown, "main input[name=home][checked]:not([value=''])"), 0);
            assert!(text(&shown).contains("Friends and family"));
        }
    }

    #[test]
    fn the_need_to_bring_home_leads_to_one_practice() {
        for need in &content::Library::english().needs {
            let mut world = alone();
            let id = need.id.as_str();
            written(&mut world, &[(id, "At choir on Thursdays."), ("home", id)]);
            let shown = page(&read(&world, "/me/needs")).1;
            assert!(text(&shown).contains("At choir on Thursdays."));
            let practice = world_practice(need);
            let link = format!("main a[href='{}']", practice::address(&practice.id));
            assert_eq!(count(&shown, &link), 1, "{id}");
            assert_eq!(count(&shown, &format!("input[value={id}][checked]")), 1);
        }
    }

    fn world_practice(need: &Need) -> &'static Practice {
        content::Library::english().practice(need.practice.as_str()).unwrap()
    }

    #[test]
    fn a_full_one_stays_small_and_has_a_page_for_paper() {
        let mut world = alone();
        let full: Vec<_> = order_of().into_iter().map(|need| (need, "語".repeat(LINE))).collect();
        let full: Vec<(&str, &str)> = full.iter().map(|(need, text)| (*need, text.as_str())).collect();
        written(&mut world, &full);
        is_a_page(&world, "/me/needs");
        is_a_page(&world, "/me/needs?paper=yes");
        let paper = page(&read(&world, "/me/needs?paper=yes")).1;
        assert_eq!((count(&paper, "main textarea"), count(&paper, "main p.words")), (0, full.len()));
    }

    fn order_of() -> Vec<&'static str> {
        content::Library::english().needs.iter().map(|need| need.id.as_str()).collect()
    }

    #[test]
    fn what_is_no_need_is_brought_nowhere() {
        let outcome =
            send(&alone(), "/me/needs", &[("rest", "On the train."), ("home", "fame"), ("fame", "x")]);
        let [New::Private(Event::SheetKept { fields, .. })] = outcome.events.as_slice() else { panic!() };
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["rest"]);
    }

    #[test]
    fn nothing_and_too_much_are_asked_again_with_what_was_typed() {
        let long = "y".repeat(LINE + 1);
        for fields in [vec![], vec![("fun", long.as_str()), ("rest", "On the train.")]] {
            let outcome = send(&alone(), "/me/needs", &fields);
            assert!(outcome.events.is_empty());
            let (status, shown) = page(&outcome);
            assert_eq!((status, count(&shown, "[role=alert]")), (422, 1));
            assert!(fields.iter().all(|(_, typed)| text(&shown).contains(typed)));
        }
    }

    #[test]
    fn it_is_read_only_while_ones_own_space_is_open_and_written_at_any_time() {
        assert_eq!(goes(&read(&shut(alone()), "/me/needs")), "/me/open?to=/me/needs");
        assert_eq!(send(&shut(alone()), "/me/needs", &[("rest", "On the train.")]).events.len(), 1);
    }

    #[test]
    fn it_can_be_burned_in_one_step() {
        let mut world = alone();
        let first = written(&mut world, &[("rest", "On the train.")]);
        let second = written(&mut world, &[("rest", "In the garden.")]);
        let shown = page(&read(&world, "/me/needs")).1;
        assert_eq!(count(&shown, "form[action='/me/needs/burn']"), 1);
        let outcome = send(&world, "/me/needs/burn", &[]);
        assert_eq!(outcome.rows, [Row::Erase { space: SpaceName::Private, seqs: vec![first, second] }]);
        assert_eq!(count(&page(&read(&alone(), "/me/needs")).1, "form[action='/me/needs/burn']"), 0);
    }
}
