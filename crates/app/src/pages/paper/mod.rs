//! On paper: everything that prints, found in one place, and the sheets and decks that are made for it.
//!
//! Invariant: what is public prints without an account, and nothing here is written anywhere.

use askama::Template;
use content::Domain;

use super::talk::asked;
use super::today;
use crate::routes::{Guard, Route, get, nothing};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

pub(crate) mod deck;
mod decks;
mod sheets;

#[cfg(test)]
mod tests;

pub(crate) const ROUTES: &[Route] = &[
    get("/paper", Guard::Anyone, today::needs, show),
    get("/paper/scenes", Guard::Anyone, nothing, decks::scenes),
    get("/paper/small", Guard::Anyone, nothing, decks::kindnesses),
    get("/paper/cups", Guard::Anyone, nothing, decks::cups),
    get("/paper/thanks", Guard::Anyone, nothing, decks::thanks),
    get("/paper/lines", Guard::Anyone, nothing, sheets::lines),
    get("/paper/pulse", Guard::Anyone, nothing, sheets::pulse),
    get("/paper/review", Guard::Anyone, nothing, sheets::review),
];

#[derive(Template)]
#[template(path = "pages/paper/index.html")]
struct Index<'a> {
    p: Shell<'a>,
    domains: Vec<&'static str>,
    scenes: bool,
    own: bool,
}

fn show(ctx: &Ctx<'_>) -> Outcome {
    ctx.page(&Index {
        p: ctx.shell("paper-title"),
        domains: Domain::ALL.iter().map(|domain| domain.as_str()).collect(),
        scenes: !ctx.library.scenes.is_empty(),
        own: !asked::own_questions(ctx).is_empty(),
    })
}
