//! The end of the six weeks: five ways to go on, all of them good. It never ends in an invitation.

use askama::Template;
use content::Ending;
use domain::desk::Event;

use crate::pages::errors;
use crate::pages::today::desk;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// The endings that begin with another human being.
const WITH_HELP: [&str; 2] = ["help", "part"];

#[derive(Template)]
#[template(path = "pages/path/end.html")]
struct Page<'a> {
    p: Shell<'a>,
    chosen: Option<Chosen>,
    others: Vec<&'static Ending>,
}

/// The way one chose, with something to read.
struct Chosen {
    ending: &'static Ending,
    guide: Option<(String, &'static str)>,
    help: bool,
}

/// The way one chose, if one did.
pub(super) fn chosen(ctx: &Ctx<'_>) -> Option<&'static Ending> {
    ctx.library.alone.ending(desk(ctx).path.ending.as_deref()?)
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if desk(ctx).path.began.is_none() {
        return Outcome::go("/me/path");
    }
    let ending = chosen(ctx);
    let others =
        ctx.library.alone.endings.iter().filter(|other| ending.is_none_or(|ending| ending.id != other.id));
    let chosen = ending.map(|ending| Chosen {
        ending,
        guide: guide(ctx, ending),
        help: WITH_HELP.contains(&ending.id.as_str()),
    });
    ctx.page(&Page { p: ctx.shell("path-title"), chosen, others: others.collect() })
}

fn guide(ctx: &Ctx<'_>, ending: &Ending) -> Option<(String, &'static str)> {
    let guide = ctx.library.guide(ending.guide.as_ref()?.as_str())?;
    Some((format!("/read/{}", guide.slug), &guide.title))
}

/// Chooses a way, or another one.
pub(super) fn choose(ctx: &Ctx<'_>) -> Outcome {
    let path = &desk(ctx).path;
    let Some(ending) = ctx.library.alone.ending(ctx.form.text("ending")) else {
        return errors::not_found(ctx);
    };
    if path.began.is_none() {
        return Outcome::go("/me/path");
    }
    let outcome = Outcome::go("/me/path/end");
    if path.ending.as_deref() == Some(ending.id.as_str()) {
        return outcome;
    }
    outcome.desk(Event::PathEnded { ending: ending.id.as_str().to_owned() })
}
