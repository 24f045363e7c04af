//! One look back: then, and what one writes about now.

use super::then::{self, Then};
use super::{asked_for, is_open, name, opens, sheet_of};
use crate::pages::errors;
use crate::pages::talk::asked;
use crate::sheet::{self, Field, Problem, Sheet};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};
use askama::Template;

/// What is asked about now.
pub(super) const FIELDS: [Field; 3] = [("different", 800), ("next", 800), ("thank", 800)];

/// A part of now, with its words.
struct Part {
    field: &'static str,
    label: String,
    hint: String,
    text: String,
    problem: bool,
}

#[derive(Template)]
#[template(path = "pages/back/now.html")]
struct Page<'a> {
    p: Shell<'a>,
    heading: String,
    months: u8,
    then: Vec<Then>,
    parts: Vec<Part>,
    written: Option<String>,
    paper: bool,
    two: bool,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/back/not-yet.html")]
struct NotYet<'a> {
    p: Shell<'a>,
    heading: String,
    opens: String,
}

/// GET `/me/back/{months}`.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(months) = asked_for(ctx) else { return errors::not_found(ctx) };
    if !is_open(ctx, months) {
        let page = NotYet { p: ctx.shell("me-title"), heading: name(ctx, months), opens: opens(ctx, months) };
        return ctx.page(&page);
    }
    page(ctx, months, None)
}

fn page(ctx: &Ctx<'_>, months: u8, problem: Option<Problem>) -> Outcome {
    if let Some(more) = ctx.missing(then::items(ctx, months)) {
        return more;
    }
    let kept = sheet::read(ctx, &sheet_of(months)).filter(|_| problem.is_none());
    let typed = || Sheet {
        fields: FIELDS.map(|(field, _)| (field.to_owned(), ctx.form.text(field).to_owned())).into(),
        ..Sheet::default()
    };
    let sheet = kept.clone().unwrap_or_else(typed);
    let page = Page {
        p: ctx.shell("me-title"),
        heading: name(ctx, months),
        months,
        then: then::then(ctx, months),
        parts: parts(ctx, &sheet, problem.as_ref()),
        paper: kept.is_some() && ctx.query.has("paper"),
        written: kept.map(|kept| dates::day(ctx.words, kept.at.day_in(&ctx.world.zone))),
        two: asked::together(ctx),
        problem: problem.map(|problem| problem.text),
    };
    ctx.page_with(if page.problem.is_some() { 422 } else { 200 }, &page)
}

fn parts(ctx: &Ctx<'_>, sheet: &Sheet, problem: Option<&Problem>) -> Vec<Part> {
    let part = |(field, _): &Field| Part {
        field,
        label: ctx.say(&format!("back-now-{field}")),
        hint: ctx.say(&format!("back-now-{field}-hint")),
        text: sheet.text(field).to_owned(),
        problem: problem.is_some_and(|problem| problem.field == *field),
    };
    FIELDS.iter().map(part).collect()
}

/// POST `/me/back/{months}`.
pub(super) fn keep(ctx: &Ctx<'_>) -> Outcome {
    let Some(months) = asked_for(ctx).filter(|months| is_open(ctx, *months)) else {
        return errors::not_found(ctx);
    };
    let outcome = Outcome::go(&format!("/me/back/{months}"));
    let kept =
        sheet::typed(ctx, &FIELDS).and_then(|typed| sheet::keep(ctx, outcome, &sheet_of(months), typed));
    kept.map_or_else(
        |problem| page(ctx, months, Some(problem)),
        |outcome| super::offer::not_again(ctx, outcome, months),
    )
}

/// POST `/me/back/{months}/burn`.
pub(super) fn burn(ctx: &Ctx<'_>) -> Outcome {
    let Some(months) = asked_for(ctx) else { return errors::not_found(ctx) };
    sheet::burn(ctx, Outcome::go("/me/back"), &sheet_of(months))
}
