//! Ready to receive: first how to listen, then the words.

use askama::Template;
use content::StepLine;
use domain::first_step::{self, Change};
use domain::shared::Event;

use super::{address, covered, is_the_time, partner};
use crate::shell::Shell;
use crate::{Ctx, Needs, Outcome, Row};

#[derive(Template)]
#[template(path = "pages/hear/listen.html")]
struct Page<'a> {
    p: Shell<'a>,
    lines: &'static [StepLine],
    /// What can be opened from here.
    step: Option<&'a str>,
}

/// How to listen. Anybody can read it at any time; where there is something to hear, it leads on.
pub(super) fn listen(ctx: &Ctx<'_>) -> Outcome {
    let step = covered(ctx).filter(|_| is_the_time(ctx)).map(|step| step.id.as_str());
    ctx.page(&Page { p: ctx.shell("hear-title"), lines: &ctx.library.steps.listen, step })
}

/// POST: the words are opened. Where they were taken back meanwhile, or opened on another device, the page this leads to
/// says so: it reads the log anew.
pub(super) fn open(ctx: &Ctx<'_>) -> Outcome {
    let here = covered(ctx).filter(|step| step.id.as_str() == ctx.form.text("step"));
    let gates = partner(ctx).map(first_step::gates).filter(|_| is_the_time(ctx));
    let (Some(step), Some([_, label])) = (here, gates) else { return elsewhere(ctx) };
    let (step, there) = (step.id.clone(), Outcome::go(&address(&step.id)));
    match ctx.world.gates.get(&label) {
        None => Outcome::more(Needs { gates: vec![label], ..Needs::default() }),
        Some(gate) if gate.theirs => {
            there.row(Row::GateOpen { label }).shared(Event::StepChanged { step, change: Change::Received })
        }
        Some(_) => there,
    }
}

/// Nothing can be opened: it was before, or is no more, or this is not the time.
fn elsewhere(ctx: &Ctx<'_>) -> Outcome {
    let step = ctx.form.text("step");
    let plain = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if plain && is_the_time(ctx) { Outcome::go(&address(&step.into())) } else { Outcome::go("/talk/hear") }
}
