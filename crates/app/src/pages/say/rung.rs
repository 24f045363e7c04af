//! One rung of the ladder: what belongs on it, how a sentence may begin, and how it felt to say something of this kind.

use askama::Template;
use content::{Arg, Rung};
use domain::first_step::RUNGS;
use domain::private::Event;

use crate::pages::errors;
use crate::pages::talk::asked;
use crate::shell::Shell;
use crate::{Ctx, Outcome};

/// From this rung on, the page speaks of care.
const DEEP: u8 = 4;

#[derive(Template)]
#[template(path = "pages/say/rung.html")]
struct Page<'a> {
    p: Shell<'a>,
    rung: &'static Rung,
    of: String,
    evidence: String,
    deep: bool,
    open: bool,
    felt: Option<bool>,
    down: Option<u8>,
    up: Option<u8>,
}

/// `2. Something that did me good`.
pub(super) fn name(ctx: &Ctx<'_>, rung: &Rung) -> String {
    ctx.words.say_with("say-rung", &[("number", rung.number.into()), ("title", Arg::Text(&rung.title))])
}

/// The title of the rung with this number.
pub(super) fn title(ctx: &Ctx<'_>, number: u8) -> &'static str {
    ctx.library.steps.rung(number).map_or("", |rung| rung.title.as_str())
}

/// The rung that a field names.
pub(super) fn named(ctx: &Ctx<'_>, text: &str) -> Option<&'static Rung> {
    ctx.library.steps.rung(text.parse().ok()?)
}

/// The page.
pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let Some(rung) = named(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let own = ctx.world.private.as_ref();
    let place = usize::from(rung.number.saturating_sub(1));
    let key = format!("today-evidence-{}", rung.evidence.as_str());
    ctx.page(&Page {
        p: ctx.shell("say-title"),
        rung,
        of: ctx.words.say_with("say-rung-of", &[("number", rung.number.into()), ("all", RUNGS.into())]),
        evidence: ctx.say(&key),
        deep: rung.number >= DEEP,
        open: asked::own_words_show(ctx),
        felt: own.and_then(|private| private.rungs.get(place).copied().flatten()),
        down: rung.number.checked_sub(1).filter(|number| *number > 0),
        up: rung.number.checked_add(1).filter(|number| *number <= RUNGS),
    })
}

/// How it felt to say something of this kind, to whomever.
pub(super) fn felt(ctx: &Ctx<'_>) -> Outcome {
    let Some(rung) = named(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    let outcome = Outcome::go(&format!("/me/say/r/{}", rung.number));
    match well(ctx) {
        Some(well) => outcome.private(Event::StepFelt { rung: rung.number, well }),
        None => outcome,
    }
}

/// What a form says of how it felt; nothing where it was skipped.
pub(super) fn well(ctx: &Ctx<'_>) -> Option<bool> {
    match ctx.form.text("felt") {
        "well" => Some(true),
        "ill" => Some(false),
        _ => None,
    }
}
