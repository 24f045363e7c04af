//! Taking one's words along: everything one can read here, in a file a person can open, or in one for programs.
//!
//! Invariant: nothing of the other one's own space is in it, because it cannot be read from here; nothing of the five
//! questions about feeling safe is in it; and it carries no signature: a keepsake, not evidence.

mod between;
mod kept;
mod own;

use askama::Template;
use domain::SpaceName;

use crate::pages::unlock;
use crate::routes::{Ask, Guard, Route, get, nothing, post};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Proof, Proven, dates, standalone};
use kept::Kept;

pub(crate) const ROUTES: &[Route] = &[
    get("/me/keep", Guard::Open, nothing, show),
    // Taking everything along asks for the passphrase once more, as leaving does.
    post("/me/keep", Guard::Open, proof, take),
];

/// Everything there is; but only once a passphrase was typed, because it may be long.
fn proof(ask: &Ask<'_>) -> Needs {
    let typed = ask.form.text("passphrase");
    if typed.is_empty() {
        return Needs::default();
    }
    let whole = vec![SpaceName::Desk, SpaceName::Private, SpaceName::Shared];
    Needs { whole, proof: Some(Proof::Passphrase(typed.to_owned())), ..Needs::all_spaces() }
}

#[derive(Template)]
#[template(path = "pages/keep/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    problem: Option<String>,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    page(ctx, 200, None)
}

fn page(ctx: &Ctx<'_>, status: u16, problem: Option<String>) -> Outcome {
    ctx.page_with(status, &Page { p: ctx.shell("me-title"), problem })
}

/// The file for people.
#[derive(Template)]
#[template(path = "pages/keep/file.html")]
struct File<'a> {
    p: Shell<'a>,
    style: &'static str,
    made: String,
    kept: &'a Kept,
}

fn take(ctx: &Ctx<'_>) -> Outcome {
    if ctx.world.proven != Some(Proven::Yes) {
        let (status, problem) = unlock::passphrase_failed(ctx, ctx.world.proven);
        return page(ctx, status, Some(problem));
    }
    let kept = Kept::gather(ctx);
    let (name, made) = (format!("kept-{}", ctx.today().date()), dates::day(ctx.words, ctx.today()));
    if ctx.form.text("as") == "data" {
        let bytes = serde_json::to_vec_pretty(&kept).unwrap_or_default();
        return Outcome::file(&format!("{name}.json"), "application/json", bytes);
    }
    let file = File { p: ctx.shell("keep-heading"), style: standalone::STYLE, made, kept: &kept };
    Outcome::file(&format!("{name}.html"), "text/html", file.render().unwrap_or_default().into_bytes())
}

#[cfg(test)]
mod tests;
