//! What one says about a practice: done, not this one, easier, deeper; and afterwards whether it brought the two closer.

use askama::Template;
use content::{Practice, Who};
use domain::desk::{Desk, Event, Mark};
use domain::{Fold, Meta, PracticeId, shared};

use super::{desk, plan, thing};
use crate::pages::{errors, practice, quiet};
use crate::shell::Shell;
use crate::{Ctx, Outcome};

#[derive(Template)]
#[template(path = "pages/today/after.html")]
struct After<'a> {
    p: Shell<'a>,
    id: &'static str,
    title: &'static str,
    question: String,
    labels: [String; 2],
}

/// Takes a mark.
pub(super) fn mark(ctx: &Ctx<'_>) -> Outcome {
    let Some(practice) = ctx.library.practice(ctx.form.text("practice")) else {
        return errors::not_found(ctx);
    };
    // *I did it* is the same mark as *we did it*, but nothing of it goes to the other one.
    if ctx.form.text("mark") == "i-did" {
        return did(ctx, practice, false);
    }
    match Mark::parse(ctx.form.text("mark")) {
        Some(Mark::Did) => did(ctx, practice, true),
        Some(mark @ (Mark::Closer | Mark::NotCloser)) => felt(ctx, practice, mark),
        Some(mark @ (Mark::NotThis | Mark::Easier | Mark::Deeper)) => another(ctx, practice, mark),
        None => errors::not_found(ctx),
    }
}

fn did(ctx: &Ctx<'_>, practice: &Practice, both: bool) -> Outcome {
    let (desk, today, id) = (desk(ctx), ctx.today(), id(practice));
    let mut outcome = Outcome::go(&practice::address_after(&practice.id));
    if desk.marks.get(&id).and_then(|marks| marks.did) != Some(today) {
        outcome = outcome.desk(Event::PracticeMarked { practice: id.clone(), mark: Mark::Did, day: today });
    }
    if both && thing::can_be_ours(ctx, practice) && !known_to_both(ctx, &id) {
        let minutes = practice.minutes;
        outcome = outcome.shared(shared::Event::PracticeDone { practice: id, minutes, day: today });
    }
    plan::keep(outcome, ctx, desk)
}

/// Whether it is already among what the two did today. Decides only whether it is written again.
fn known_to_both(ctx: &Ctx<'_>, id: &PracticeId) -> bool {
    let today = ctx.today();
    ctx.world.shared.as_ref().is_some_and(|shared| {
        shared
            .moments
            .newest()
            .any(|moment| matches!(moment, shared::Moment::Did(done, day, _) if done == id && *day == today))
    })
}

fn felt(ctx: &Ctx<'_>, practice: &Practice, mark: Mark) -> Outcome {
    let desk = desk(ctx);
    let marks = desk.marks.get(&id(practice)).copied().unwrap_or_default();
    let step = if mark == Mark::Closer { 1 } else { -1 };
    let outcome = Outcome::go("/today");
    // It can be said once for each time it was done; a second press says nothing new.
    if marks.closer.saturating_add(step).unsigned_abs() > marks.times {
        return outcome;
    }
    let event = Event::PracticeMarked { practice: id(practice), mark, day: ctx.today() };
    plan::keep(outcome.desk(event), ctx, desk)
}

/// *Not this one*, *easier*, *deeper*: another one takes its place. A second press finds it gone already.
fn another(ctx: &Ctx<'_>, practice: &Practice, mark: Mark) -> Outcome {
    let (desk, id) = (desk(ctx), id(practice));
    let week = plan::this_week(ctx, desk);
    let outcome = Outcome::go("/today");
    if !week.iter().any(|each| each.practice == id) {
        return outcome;
    }
    let event = Event::PracticeMarked { practice: id.clone(), mark, day: ctx.today() };
    let after = after_this(ctx, desk, event.clone());
    let outcome = outcome.desk(event);
    if quiet::rests(ctx) {
        return outcome;
    }
    let practices = plan::with_another(ctx, &after, &week, &id);
    let ritual = desk.plan.as_ref().and_then(|plan| plan.ritual.clone());
    outcome.desk(Event::PlanMade { week: ctx.today().week(), practices, ritual })
}

/// The desk as it will be once this has happened.
fn after_this(ctx: &Ctx<'_>, desk: &Desk, event: Event) -> Desk {
    let mut after = desk.clone();
    if let Some(person) = ctx.person() {
        after.apply(event, &Meta { seq: 0, author: person.id, at: ctx.world.now });
    }
    after
}

fn id(practice: &Practice) -> PracticeId {
    practice.id.as_str().into()
}

/// *Did it bring you closer?* And then: put this down.
pub(super) fn after(ctx: &Ctx<'_>) -> Outcome {
    let Some(practice) = practice::at(ctx, ctx.param(0)) else { return errors::not_found(ctx) };
    if desk(ctx).marks.get(&id(practice)).and_then(|marks| marks.did).is_none() {
        return Outcome::go(&practice::address(&practice.id));
    }
    // Whoever is by themselves just now is asked about themselves, whatever the practice could be for two.
    let together = ctx.person().is_some_and(crate::Person::is_together);
    let alone = practice.who == Who::Alone || practice.is_careful() || !together;
    let of = |key: &str| ctx.say(&if alone { format!("{key}-alone") } else { key.to_owned() });
    ctx.page(&After {
        p: ctx.shell("today-title"),
        id: practice.id.as_str(),
        title: &practice.title,
        question: of("today-after-question"),
        labels: [of("today-after-closer"), of("today-after-not-closer")],
    })
}
