//! What goes wrong, said plainly, with a way onward. Words that were typed are shown again, never thrown away.

use askama::Template;

use crate::shell::Shell;
use crate::{Ctx, Outcome, Request, World};

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

/// A form from a page that is no longer good (signed out meanwhile, or shut): what was typed is shown to copy.
pub(crate) fn kept_words(ctx: &Ctx<'_>, elsewhere: &str) -> Outcome {
    sorry_page(ctx, 403, "sorry-stale", elsewhere, "", typed(ctx.request))
}

/// A form whose act id is missing, foreign or too old. For hosts.
pub fn stale(request: &Request, world: &World<'_>) -> Outcome {
    let ctx = Ctx::bare(request, world);
    let onward = if ctx.person().is_some() { "/today" } else { "/enter" };
    sorry_page(&ctx, 403, "sorry-stale", onward, "", typed(request))
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
    sorry_page(&ctx, status, key, home(&ctx), number, typed(request))
}

/// The words a person typed: free text, never secrets.
fn typed(request: &Request) -> Vec<String> {
    const SECRET: [&str; 5] = ["passphrase", "pin", "code", "act", "again"];
    const PLUMBING: [&str; 5] = ["i", "id", "to", "device", "practice"];
    let form = request.form();
    form.fields()
        .filter(|(name, _)| !SECRET.iter().any(|secret| name.contains(secret)))
        .filter(|(name, _)| !PLUMBING.contains(name))
        .filter(|(_, value)| value.trim().chars().count() > 20)
        .map(|(_, value)| value.to_owned())
        .collect()
}
