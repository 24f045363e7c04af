//! What either of two may do with a proposal or an agreement, whichever page it stands on.

use domain::agreement::{Agreement, Agreements, Change};
use domain::{AgreementId, PersonId, desk, shared};

use crate::pages::{away, quiet, today};
use crate::{Ctx, Outcome};

pub(in crate::pages) fn me(ctx: &Ctx<'_>) -> Option<PersonId> {
    ctx.person().map(|person| person.id)
}

/// What the two have, as long as there are two.
pub(in crate::pages) fn ours<'a>(ctx: &Ctx<'a>) -> Option<&'a Agreements> {
    ctx.world.shared.as_ref().filter(|_| today::together(ctx)).map(|shared| &shared.agreements)
}

/// What one has for oneself: all there is for one alone, and what was begun before there were two.
pub(super) fn mine<'a>(ctx: &Ctx<'a>) -> &'a Agreements {
    &today::desk(ctx).agreements
}

/// Where new ones go, and whether there is room.
pub(in crate::pages) fn have_room(ctx: &Ctx<'_>) -> bool {
    ours(ctx).unwrap_or_else(|| mine(ctx)).have_room(ctx.world.now)
}

/// A change of what the two have.
pub(in crate::pages) fn of_ours(outcome: Outcome, agreement: AgreementId, change: Change) -> Outcome {
    outcome.shared(shared::Event::AgreementChanged { agreement, change })
}

/// A change of what one has for oneself.
pub(super) fn of_mine(outcome: Outcome, agreement: AgreementId, change: Change) -> Outcome {
    outcome.desk(desk::Event::AgreementChanged { agreement, change })
}

/// The id of a new one.
pub(in crate::pages) fn fresh_id(ctx: &Ctx<'_>) -> AgreementId {
    let hex: String = ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    AgreementId(format!("own-{hex}"))
}

/// Whether a proposal of the other one is to be seen: not once it was put away, and not while everything rests.
pub(in crate::pages) fn asks(ctx: &Ctx<'_>, id: &AgreementId) -> bool {
    !away::was_put(ctx, &away::of_agreement(id)) && !quiet::rests(ctx)
}

/// The agreement or proposal that a form names.
fn named(ctx: &Ctx<'_>) -> AgreementId {
    AgreementId(ctx.form.text("id").to_owned())
}

/// The open proposal of the other one that a form names.
fn theirs(ctx: &Ctx<'_>) -> Option<AgreementId> {
    let id = named(ctx);
    let proposal = ours(ctx)?.get(&id)?;
    let open = !proposal.agreed && !proposal.lapsed(ctx.world.now) && Some(proposal.by) != me(ctx);
    open.then_some(id)
}

pub(in crate::pages) fn agree(ctx: &Ctx<'_>, page: &str) -> Outcome {
    let outcome = Outcome::go(page);
    match theirs(ctx) {
        Some(id) => of_ours(outcome, id, Change::Agreed),
        None => outcome,
    }
}

/// Puts a proposal away on one's own desk: for who made it, everything is as if it had not been seen.
pub(in crate::pages) fn put_away(ctx: &Ctx<'_>, page: &str) -> Outcome {
    let outcome = Outcome::go(page);
    match theirs(ctx) {
        Some(id) => away::put(outcome, ctx, away::of_agreement(&id)),
        None => outcome,
    }
}

/// Ends what was agreed, or takes one's own proposal back: one step, and no question.
pub(in crate::pages) fn end(ctx: &Ctx<'_>, page: &str) -> Outcome {
    let (outcome, id) = (Outcome::go(page), named(ctx));
    let mine_to_end = |it: &&Agreement| it.agreed || Some(it.by) == me(ctx);
    if ours(ctx).and_then(|ours| ours.get(&id)).filter(mine_to_end).is_some() {
        of_ours(outcome, id, Change::Ended)
    } else if mine(ctx).get(&id).is_some() {
        of_mine(outcome, id, Change::Ended)
    } else {
        outcome
    }
}
