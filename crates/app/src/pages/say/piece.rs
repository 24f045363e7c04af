//! One piece that was written: to change, and what may become of it.
//!
//! All of it happens at one address, and leads to one. A browser keeps addresses and a server logs them, and neither shall
//! tell whether something was kept, burned, thought about or offered. What is said of it is read from what is there.

use askama::Template;
use content::Arg;
use domain::SpaceName;
use domain::text::LONGEST;

use super::draft::{self, Draft, on_known};
use super::offered::{self, Offered};
use super::{SAID, ask, burn, offer, rung, write};
use crate::pages::errors;
use crate::pages::talk::asked;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Row, dates};

#[derive(Template)]
#[template(path = "pages/say/piece.html")]
struct Page<'a> {
    p: Shell<'a>,
    status: Option<String>,
    id: &'a str,
    rung: u8,
    line: String,
    text: &'a str,
    /// It lies offered, and stays as it was then.
    offered: Option<Offered>,
    /// Its words were opened: where they can be read.
    told: Option<String>,
    together: bool,
    /// Not while a copy lies where it cannot be reached from this device.
    may_burn: bool,
}

/// What a form can ask for besides keeping.
const BURN: &str = "burn";

/// Burning reads the log whole, so that versions which a state no longer names are found as well.
pub(super) fn needs(ask: &Ask<'_>) -> Needs {
    let whole = if ask.form.text("do") == BURN { vec![SpaceName::Private] } else { Vec::new() };
    Needs { whole, ..super::spaces(ask) }
}

/// POST: what the form asks for. While one's own space is shut, words are kept and nothing else is done.
pub(super) fn act(ctx: &Ctx<'_>) -> Outcome {
    let open = asked::own_words_show(ctx);
    match ctx.form.text("do") {
        BURN | "more" | "ask" | "offer" if !open => {
            draft::sheet(ctx.param(0)).map_or_else(|| errors::not_found(ctx), |_| Outcome::go(SAID))
        }
        "more" => ask::show(ctx),
        BURN => burn::burn(ctx),
        "ask" => ask::answer(ctx),
        "offer" => offer::offer(ctx),
        _ => keep(ctx),
    }
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    if draft::find(ctx, ctx.param(0)).is_none() {
        return gone(ctx);
    }
    on_known(ctx, |draft| {
        let told = offered::told(ctx, &draft.id);
        let offered = offered::of(ctx, &draft.id);
        ctx.page(&Page {
            p: ctx.shell("say-title"),
            status: status(ctx, offered.is_some(), told.is_some()),
            id: &draft.id,
            rung: draft.rung,
            line: line(ctx, draft),
            text: &draft.text,
            may_burn: !matches!(offered, Some(Offered::Shut)),
            offered,
            told,
            together: asked::together(ctx),
        })
    })
}

/// What is so of a piece since something was done with it.
fn status(ctx: &Ctx<'_>, offered: bool, told: bool) -> Option<String> {
    let key = match (offered, told) {
        (true, _) => "say-said-offered",
        (false, true) => "say-said-kept-too",
        (false, false) => "say-said-kept",
    };
    ctx.query.has("said").then(|| ctx.say(key))
}

#[derive(Template)]
#[template(path = "pages/say/gone.html")]
struct Gone<'a> {
    p: Shell<'a>,
    /// Its words were opened: where they can be read.
    told: Option<String>,
}

/// There is no such piece: it was burned, or never there. What was opened of it stays, and the page says so.
fn gone(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.param(0);
    if draft::sheet(id).is_none() {
        return errors::not_found(ctx);
    }
    offered::unread(ctx, id, None).unwrap_or_else(|| {
        let status = if ctx.query.has("said") { 200 } else { 404 };
        ctx.page_with(status, &Gone { p: ctx.shell("say-title"), told: offered::told(ctx, id) })
    })
}

/// When it was written, and on which rung.
pub(super) fn line(ctx: &Ctx<'_>, draft: &Draft) -> String {
    let day = dates::day(ctx.words, draft.at.day_in(&ctx.world.zone));
    let rung = rung::title(ctx, draft.rung);
    ctx.words.say_with("say-draft-line", &[("day", (&day).into()), ("rung", Arg::Text(rung))])
}

/// Its words are changed. Earlier versions stay until it is burned, as far as there is room for them.
fn keep(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.param(0);
    // What lies offered stays as it was looked at: words sent from an older tab become a piece of their own.
    let lies = offered::lies(ctx).is_some_and(|offer| offer.step.as_str() == id);
    let id = if lies { &draft::fresh(ctx) } else { id };
    let (Some(sheet), Some(rung)) = (draft::sheet(id), write::rung_of(ctx, &ctx.form)) else {
        return errors::not_found(ctx);
    };
    let here = draft::address(id);
    let text = match asked::typed(ctx, "text", LONGEST) {
        Ok(text) => text,
        Err((_, problem)) => return write::again(ctx, rung, &here, problem),
    };
    let Some(known) = draft::find(ctx, id) else {
        // The space shut while it was being written, or it was burned in another tab: what was sent is kept all the same.
        return match write::no_room(ctx, "say-full") {
            Some(problem) => write::again(ctx, rung, &here, problem),
            None => write::kept(ctx, id).private(draft::kept(sheet, rung.number, text)),
        };
    };
    draft::on(ctx, id, |draft| {
        let outcome = write::kept(ctx, id);
        if text == draft.text {
            return outcome.kept_already();
        }
        let outcome = outcome.private(draft::kept(sheet, draft.rung, text));
        match known.too_many() {
            [] => outcome,
            over => outcome.row(Row::Erase { space: SpaceName::Private, seqs: over.to_vec() }),
        }
    })
}
