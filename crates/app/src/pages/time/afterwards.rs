//! Afterwards: *we did it*, *we let it go*; and, for oneself alone, whether it brought the two closer.

use askama::Template;
use domain::desk::Event;
use domain::ritual::{Change, Told};

use super::circle::Date;
use super::{circle, is_fresh, occurrence, ritual};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// The kind of a ritual that came from no template.
const OWN_KIND: &str = "side-by-side";

#[derive(Template)]
#[template(path = "pages/time/after.html")]
struct After<'a> {
    p: Shell<'a>,
    two: bool,
    href: String,
    title: &'a str,
}

/// How a date went, in words.
pub(super) fn said(ctx: &Ctx<'_>, how: Told) -> String {
    let key = match (how, circle::two(ctx)) {
        (Told::Did, true) => "occurrence-told-did",
        (Told::Did, false) => "occurrence-told-did-alone",
        (Told::LetGo, _) => "occurrence-told-let-go",
    };
    ctx.say(key)
}

/// Takes how it went. Said by both it counts once.
pub(super) fn told(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = occurrence::found(ctx) else { return ritual::gone(ctx) };
    let (Some(how), true) = (Told::parse(ctx.form.text("how")), is_fresh(ctx, &date)) else {
        return occurrence::page(ctx, 422, &date, Some(ctx.say("occurrence-told-problem")));
    };
    let outcome = match how {
        Told::Did => Outcome::go(&format!("{}/after", address(&date))),
        Told::LetGo => Outcome::go("/time"),
    };
    let known = date.ritual.told_of(date.of.on);
    if known == Some(Told::Did) || known == Some(how) {
        return outcome;
    }
    circle::change(outcome, ctx, &date.of.ritual, Change::Told { on: date.of.on, how })
}

fn address(date: &Date<'_>) -> String {
    circle::address_of_date(&date.of.ritual, date.of.on)
}

/// *Did it bring you closer?* Only of what was done.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = occurrence::found(ctx) else { return ritual::gone(ctx) };
    if date.ritual.told_of(date.of.on) != Some(Told::Did) {
        return Outcome::go(&address(&date));
    }
    let page = After {
        p: ctx.shell("time-title"),
        two: circle::two(ctx),
        href: address(&date),
        title: &date.ritual.plan.title,
    };
    ctx.page(&page)
}

/// Takes the answer. It stays on one's own desk, as a kind of thing and nothing more.
pub(super) fn felt(ctx: &Ctx<'_>) -> Outcome {
    let Some(date) = occurrence::found(ctx) else { return ritual::gone(ctx) };
    let closer = match ctx.form.text("felt") {
        "closer" => true,
        "not-closer" => false,
        _ => return show(ctx),
    };
    if date.ritual.told_of(date.of.on) != Some(Told::Did) {
        return Outcome::go(&address(&date));
    }
    let template = date.ritual.plan.template.as_deref().and_then(|id| ctx.library.ritual(id));
    let of = template.map_or(OWN_KIND, |template| template.kind.as_str()).to_owned();
    Outcome::go("/time").desk(Event::RitualFelt { of, closer })
}
