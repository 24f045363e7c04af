//! The list of what one carries: adding, saying it anew, picking one, letting one go.

use content::Arg;
use domain::text::tidy;

use super::things::{self, LINE};
use super::{found, fresh, one_line, prepare, show, still_to_load};
use crate::pages::errors;
use crate::pages::me::refusal_text;
use crate::{Ctx, Outcome};

/// A line as it was typed; or why it was not taken, in words.
pub(super) fn line(ctx: &Ctx<'_>) -> Result<String, String> {
    tidy(&one_line(ctx.form.text("about")), LINE).map_err(|refusal| refusal_text(ctx, refusal))
}

/// One more on the list.
pub(super) fn add(ctx: &Ctx<'_>) -> Outcome {
    still_to_load(ctx, None).unwrap_or_else(|| match line(ctx) {
        _ if !things::have_room(ctx) => show::page(ctx, Some(full(ctx))),
        Err(problem) => show::page(ctx, Some(problem)),
        Ok(about) => things::add(Outcome::go("/talk/settle"), ctx, &fresh(ctx, 0), &about, ""),
    })
}

fn full(ctx: &Ctx<'_>) -> String {
    ctx.words.say_with("settle-list-full", &[("most", Arg::from(things::MOST))])
}

/// It says something else from now on.
pub(super) fn say_anew(ctx: &Ctx<'_>) -> Outcome {
    prepare::on_thing(ctx, |thing| match line(ctx) {
        Ok(about) => things::say_anew(Outcome::go(&things::address(&thing.id)), ctx, thing, &about),
        Err(problem) => prepare::overview(ctx, thing, Some(problem)),
    })
}

/// It is the one for now, from this side.
pub(super) fn pick(ctx: &Ctx<'_>) -> Outcome {
    prepare::on_thing(ctx, |thing| match ctx.library.repair.side(ctx.form.text("side")) {
        Some((_, side)) => things::pick(Outcome::go(&things::address(&thing.id)), ctx, thing, side),
        None => prepare::overview(ctx, thing, Some(ctx.say("prepare-choose"))),
    })
}

/// It goes, with all that was written to it.
pub(super) fn let_go(ctx: &Ctx<'_>) -> Outcome {
    prepare::on_thing(ctx, |thing| things::burn(Outcome::go("/talk/settle"), ctx, &thing.id))
}

/// One's own preparation for a talk begins; where there is one, it goes on.
pub(super) fn begin(ctx: &Ctx<'_>) -> Outcome {
    let Some(talk) = found(ctx) else { return errors::not_found(ctx) };
    if let Some(more) = still_to_load(ctx, None) {
        return more;
    }
    if let Some(thing) = things::of_talk(ctx, talk.id.as_str()) {
        return Outcome::go(&things::address(&thing.id));
    }
    if !things::have_room(ctx) {
        return show::page(ctx, Some(full(ctx)));
    }
    let id = fresh(ctx, 0);
    things::add(Outcome::go(&things::address(&id)), ctx, &id, &talk.it.about, talk.id.as_str())
}
