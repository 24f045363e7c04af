//! The one tiny thing of a day.

use content::Who;
use domain::desk::{Desk, Event};
use domain::plan::tiny_of_day;

use super::{desk, plan, together};
use crate::pages::errors;
use crate::{Ctx, Outcome};

/// The tiny thing of a day, as a card shows it.
pub(super) struct TinyThing {
    pub(super) id: &'static str,
    pub(super) text: &'static str,
    pub(super) done: bool,
}

/// Today's, the same all day.
pub(super) fn of_today(ctx: &Ctx<'_>, desk: &Desk) -> Option<TinyThing> {
    let fits = |who: Who| who != Who::Together || together(ctx);
    let all: Vec<_> = ctx.library.tiny.iter().filter(|tiny| fits(tiny.who)).collect();
    let ids: Vec<_> = all.iter().map(|tiny| tiny.id.as_str()).collect();
    let tiny = all.get(tiny_of_day(plan::seed(ctx), ctx.today(), &ids)?)?;
    let done = desk.tiny.as_ref().is_some_and(|(id, day)| tiny.id == **id && *day == ctx.today());
    Some(TinyThing { id: tiny.id.as_str(), text: &tiny.text, done })
}

/// It was done. Said twice it counts once, and yesterday's page still counts.
pub(super) fn done(ctx: &Ctx<'_>) -> Outcome {
    let desk = desk(ctx);
    let Some(tiny) = ctx.library.tiny_thing(ctx.form.text("tiny")) else {
        return errors::not_found(ctx);
    };
    let event = Event::TinyDone { tiny: tiny.id.as_str().to_owned(), day: ctx.today() };
    let known = desk.tiny == Some((tiny.id.as_str().to_owned(), ctx.today()));
    let outcome = Outcome::go("/today");
    plan::keep(if known { outcome } else { outcome.desk(event) }, ctx, desk)
}
