//! What was given and received this way, to read again, the newest first, page by page.

use askama::Template;
use content::Arg;
use domain::SpaceName;
use domain::first_step::Step;

use super::{address, cover, told};
use crate::pages::talk::asked;
use crate::past::Past;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, leaves};

/// How many stand on one page: so many are always at hand, if there are that many.
const PAGE: usize = 20;

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
    /// The page with older ones.
    older: Option<usize>,
}

/// The first page is at hand; what is older lies in the log.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let whole = if leaves::asked(ask.query) > 0 { vec![SpaceName::Shared] } else { Vec::new() };
    Needs { whole, ..super::spaces(ask) }
}

/// The list. The words are not in it: somebody may be looking.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let page = leaves::asked(&ctx.query);
    let all = opened(ctx, page > 0);
    let mut rest = all.iter().skip(page.saturating_mul(PAGE));
    let entries: Vec<_> = rest.by_ref().take(PAGE).map(|step| entry(ctx, step)).collect();
    if page > 0 && entries.is_empty() {
        return Outcome::go("/talk/heard");
    }
    let older = rest.next().map(|_| page.saturating_add(1));
    ctx.page(&Page { p: ctx.shell("hear-title"), entries, older })
}

/// Those that were opened, the one that was opened last first: what is at hand of them, or all.
fn opened(ctx: &Ctx<'_>, all: bool) -> Vec<Step> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let mut steps: Vec<Step> = match all {
        true => Past::read(ctx).steps.into_iter().map(|step| step.it).collect(),
        false => shared.steps.said().cloned().collect(),
    };
    steps.sort_by_key(|step| std::cmp::Reverse(step.said));
    steps
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
