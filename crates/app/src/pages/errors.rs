//! What goes wrong, said plainly, with a way onward. Words that were typed are shown again, never thrown away.
//!
//! Invariant: whatever became of a page while somebody wrote on it, what they typed is kept, or it is on the next page.

mod typed;

use askama::Template;

use crate::shell::Shell;
use crate::{Answer, Ctx, Outcome, Request, World};
use typed::{typed, written};

#[derive(Template)]
#[template(path = "pages/sorry.html")]
struct Sorry<'a> {
    p: Shell<'a>,
    heading: String,
    text: String,
    onward: &'a str,
    onward_label: String,
    number: &'a str,
    kept: Vec<String>,
}

fn sorry_page(
    ctx: &Ctx<'_>,
    status: u16,
    key: &str,
    onward: &str,
    number: &str,
    kept: Vec<String>,
) -> Outcome {
    let page = Sorry {
        p: ctx.shell("sorry-title"),
        heading: ctx.say(&format!("{key}-heading")),
        text: ctx.say(&format!("{key}-text")),
        onward,
        onward_label: ctx.say(if onward == "/enter" { "sorry-enter" } else { "sorry-onward" }),
        number,
        kept,
    };
    ctx.page_with(status, &page)
}

fn home<'a>(ctx: &Ctx<'_>) -> &'a str {
    if ctx.person().is_some() { "/today" } else { "/" }
}

/// 404.
pub(crate) fn not_found(ctx: &Ctx<'_>) -> Outcome {
    sorry_page(ctx, 404, "sorry-not-found", home(ctx), "", Vec::new())
}

/// 405.
pub(crate) fn wrong_method(ctx: &Ctx<'_>) -> Outcome {
    sorry_page(ctx, 405, "sorry-method", home(ctx), "", Vec::new())
}

/// A form from a page that is no longer good (signed out meanwhile, the space shut, the other one left): what was typed
/// is shown to copy.
pub(crate) fn kept_words(ctx: &Ctx<'_>, elsewhere: &str) -> Outcome {
    let key = match ctx.person() {
        None => "sorry-stale",
        Some(_) if elsewhere.starts_with("/me/open") => "sorry-shut",
        Some(_) => "sorry-meanwhile",
    };
    sorry_page(ctx, 403, key, elsewhere, "", typed(ctx))
}

/// What a form led to; where nothing came of it because something had changed meanwhile (a talk ended, a rest began, a
/// page was let go in another tab), what was typed is shown to copy.
pub(crate) fn nothing_lost(ctx: &Ctx<'_>, outcome: Outcome) -> Outcome {
    let (status, onward) = match &outcome.answer {
        _ if outcome.kept || outcome.does_something() => return outcome,
        Answer::Go(there) => (409, there.as_str()),
        Answer::Page { status: 404, .. } => (404, home(ctx)),
        _ => return outcome,
    };
    let words = written(ctx);
    if words.is_empty() { outcome } else { sorry_page(ctx, status, "sorry-meanwhile", onward, "", words) }
}

/// A form whose act id is missing, foreign or too old. For hosts.
pub fn stale(request: &Request, world: &World<'_>) -> Outcome {
    let ctx = Ctx::bare(request, world);
    let onward = if ctx.person().is_some() { "/today" } else { "/enter" };
    sorry_page(&ctx, 403, "sorry-stale", onward, "", typed(&ctx))
}

/// What else a host may have to say, by status; `number` can be quoted to whoever runs the server.
pub fn sorry(request: &Request, world: &World<'_>, status: u16, number: &str) -> Outcome {
    let ctx = Ctx::bare(request, world);
    let key = match status {
        400 => "sorry-request",
        403 => "sorry-origin",
        405 => "sorry-method",
        409 => "sorry-not-done",
        413 => "sorry-large",
        429 => "sorry-busy",
        503 => "sorry-moment",
        507 => "sorry-full",
        _ => "sorry-broken",
    };
    sorry_page(&ctx, status, key, home(&ctx), number, typed(&ctx))
}

#[cfg(test)]
mod tests;
