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
use super::{SAID, ask, offer, rung, write};
use crate::pages::errors;
use crate::pages::talk::asked;
use crate::routes::Ask;
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, dates, sheet};

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
        BURN => burn(ctx),
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
    if draft::find(ctx, id).is_none() {
        // The space shut while it was being written, or it was burned in another tab: what was sent is kept all the same.
        return match write::no_room(ctx, "say-full") {
            Some(problem) => write::again(ctx, rung, &here, problem),
            None => draft::keep(ctx, write::kept(ctx, id), &sheet, rung.number, text),
        };
    }
    draft::on(ctx, id, |draft| {
        let outcome = write::kept(ctx, id);
        if text == draft.text {
            return outcome.kept_already();
        }
        draft::keep(ctx, outcome, &sheet, draft.rung, text)
    })
}

/// Every version is erased, wherever it lies in one's own log, and an offer of it taken back. What was opened of it is
/// both of theirs, and stays.
fn burn(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.param(0);
    let Some(name) = draft::sheet(id) else { return errors::not_found(ctx) };
    let outcome = Outcome::go(&draft::done(id));
    if sheet::versions(ctx, &name).is_empty() {
        return outcome;
    }
    if matches!(offered::of(ctx, id), Some(Offered::Shut)) {
        // A copy lies in a gate that cannot be reached from here: burning would promise too much.
        return Outcome::go(&draft::address(id));
    }
    let offered = offered::lies(ctx).is_some_and(|offer| offer.step.as_str() == id);
    let outcome = if offered { offered::taken_back(ctx, outcome) } else { outcome };
    sheet::burn(ctx, outcome, &name)
}
