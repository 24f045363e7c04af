//! What was given and received this way, to read again, the newest first.

use askama::Template;
use content::Arg;
use domain::first_step::Step;

use super::{address, cover, told};
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// One of them.
struct Entry {
    href: String,
    who: String,
    kind: String,
    day: String,
}

#[derive(Template)]
#[template(path = "pages/hear/again.html")]
struct Page<'a> {
    p: Shell<'a>,
    entries: Vec<Entry>,
}

/// The list. The words are not in it: somebody may be looking.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let steps = ctx.world.shared.iter().flat_map(|shared| shared.steps.said());
    let entries = steps.map(|step| entry(ctx, step)).collect();
    ctx.page(&Page { p: ctx.shell("hear-title"), entries })
}

fn entry(ctx: &Ctx<'_>, step: &Step) -> Entry {
    let other = told::other(ctx);
    let mine = asked::voice(ctx) == Some(step.by);
    let key = if mine { "hear-again-mine" } else { "hear-again-theirs" };
    let author = if mine { asked::name(ctx, asked::me(ctx)) } else { other.clone() };
    Entry {
        href: address(&step.id),
        who: ctx.words.say_with(key, &[("name", Arg::Text(&other))]),
        kind: cover::kind(ctx, &author, step.about),
        day: dates::day(ctx.words, step.at.day_in(&ctx.world.zone)),
    }
}
