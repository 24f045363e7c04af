//! What became of one's own offer: it lies there, was opened, lapsed, or the shared space has come to rest.
//!
//! Invariant: all this follows from the two logs and the day. Whether the other one has seen that there is something
//! changes no byte here.

use domain::first_step::{self, Change, Offer, Standing};
use domain::{SpaceName, desk, private, shared};

use super::{SAID, draft, offer, rung};
use crate::pages::hear::{self, Cover};
use crate::pages::talk::asked;
use crate::past::Past;
use crate::{CoupleState, Ctx, Outcome, Row, whole};

/// One's own offer, as a page shows it.
pub(super) enum Offered {
    /// It lies there.
    Lies {
        kind: String,
        length: String,
        lies: String,
        until: String,
        next: Option<String>,
        suggest: String,
        href: Option<String>,
    },
    /// What is shared is shut on this device.
    Shut,
    /// Its words were opened.
    Opened { href: String },
    /// Thirty days are over.
    Lapsed { href: Option<String> },
    /// Nobody can open it any more: one of the two has left.
    Over { href: Option<String> },
}

/// How one's own offer stands.
enum Stands {
    Lies,
    Shut,
    Opened,
    Lapsed,
    Over,
}

fn stands<'a>(ctx: &'a Ctx<'_>) -> Option<(&'a Offer, Stands)> {
    let offer = ctx.world.desk.as_ref()?.offer.as_ref()?;
    let couple = ctx.person().and_then(|person| person.couple.as_ref());
    let together = match couple.map(|couple| couple.state) {
        Some(CoupleState::ToOpen { .. }) => return Some((offer, Stands::Shut)),
        Some(CoupleState::Together) => true,
        _ => false,
    };
    let Some(shared) = &ctx.world.shared else { return Some((offer, Stands::Over)) };
    // An offer from before the two were paired was made to somebody else. Another clock may be a day behind.
    let earlier = offer.at.day_in(&ctx.world.zone).plus(1) < shared.paired_on;
    let stands = match first_step::standing(offer, shared, ctx.world.now) {
        Standing::Opened => Stands::Opened,
        _ if !together || earlier => Stands::Over,
        Standing::Waits => Stands::Lies,
        Standing::Destroyed => Stands::Lapsed,
    };
    Some((offer, stands))
}

/// The offer that can be asked for now.
pub(super) fn lies<'a>(ctx: &'a Ctx<'_>) -> Option<&'a Offer> {
    stands(ctx).filter(|(_, stands)| matches!(stands, Stands::Lies)).map(|(offer, _)| offer)
}

/// What became of the offer of this draft, while it lies there or cannot be seen to.
pub(super) fn of(ctx: &Ctx<'_>, id: &str) -> Option<Offered> {
    let (offer, stands) = stands(ctx)?;
    let unsettled = matches!(stands, Stands::Lies | Stands::Shut);
    (unsettled && offer.step.as_str() == id).then(|| view(ctx)).flatten()
}

/// One at a time; and what was opened is looked at before the next one.
pub(super) fn is_in_the_way(ctx: &Ctx<'_>) -> bool {
    stands(ctx).is_some_and(|(_, stands)| matches!(stands, Stands::Lies | Stands::Opened))
}

/// Where the words of a draft can be read since they were opened, for good. Needs what [`unread`] asks for.
pub(super) fn told(ctx: &Ctx<'_>, id: &str) -> Option<String> {
    let shared = ctx.world.shared.as_ref()?;
    let opened = match shared.steps.get(&id.into()) {
        Some(step) => step.said.is_some(),
        None => shared.steps.may_be_older() && Past::read(ctx).step(id).is_some(),
    };
    opened.then(|| hear::address(&id.into()))
}

/// The log whole, and a draft's words, where the log alone knows whether these were opened.
pub(super) fn unread(ctx: &Ctx<'_>, id: &str, words: Option<(SpaceName, u64)>) -> Option<Outcome> {
    let steps = &ctx.world.shared.as_ref()?.steps;
    let known = steps.get(&id.into()).is_some() || !steps.may_be_older();
    if known { None } else { whole::unread(ctx, SpaceName::Shared, words) }
}

/// What is said of one's own offer after something was done with one; nothing, where the page shows it anyway.
pub(super) fn said(ctx: &Ctx<'_>) -> Option<&'static str> {
    let marks = ctx.world.private.as_ref().map(|private| private.rungs).unwrap_or_default();
    match stands(ctx).map(|(_, stands)| stands) {
        Some(Stands::Opened) => Some("say-said-late"),
        Some(_) => None,
        None if marks.contains(&Some(false)) => Some("say-said-rest"),
        None => Some("say-said-done"),
    }
}

/// What a page shows of it.
pub(super) fn view(ctx: &Ctx<'_>) -> Option<Offered> {
    let (offer, stands) = stands(ctx)?;
    let id = offer.step.as_str();
    let href = draft::find(ctx, id).map(|_| draft::address(id));
    Some(match stands {
        Stands::Shut => Offered::Shut,
        Stands::Opened => Offered::Opened { href: hear::address(&offer.step) },
        Stands::Lapsed => Offered::Lapsed { href },
        Stands::Over => Offered::Over { href },
        Stands::Lies => {
            let (partner, cover) = (asked::partner(ctx), Cover::of(ctx, "", offer.about, offer.words));
            Offered::Lies {
                kind: offer::kind(ctx, offer.about),
                length: cover.length,
                lies: ctx.words.say_with("say-offered-lies", &[("name", (&partner).into())]),
                until: offer::until(ctx, offer),
                next: hear::agreed::next_line(ctx, "say-next"),
                suggest: hear::agreed::suggest(ctx),
                href,
            }
        }
    })
}

/// The offer is taken back, and both its gates with it. If the other one has seen that there was something, the log
/// says that it is no more.
pub(super) fn taken_back(ctx: &Ctx<'_>, outcome: Outcome) -> Outcome {
    if lies(ctx).is_none() {
        return outcome;
    }
    let mut outcome = outcome.desk(desk::Event::OfferClosed);
    for label in first_step::gates(asked::me(ctx)) {
        outcome = outcome.row(Row::GateTake { label });
    }
    uncovered(ctx, outcome)
}

/// What the other one has seen of an offer is no more: said when it is taken back, and also when its author leaves, so
/// that one looks like the other.
pub(in crate::pages) fn uncovered(ctx: &Ctx<'_>, outcome: Outcome) -> Outcome {
    let shared = ctx.world.shared.as_ref();
    let seen = lies(ctx).filter(|offer| shared.is_some_and(|shared| shared.steps.get(&offer.step).is_some()));
    let Some(offer) = seen else { return outcome };
    let step = offer.step.clone();
    outcome.shared(shared::Event::StepChanged { step, change: Change::TakenBack })
}

/// POST: it is one's own alone again; unless it was opened a moment ago, which the page says.
pub(super) fn take_back(ctx: &Ctx<'_>) -> Outcome {
    match stands(ctx) {
        Some((_, Stands::Lies)) => taken_back(ctx, Outcome::go(SAID)),
        Some((_, Stands::Lapsed | Stands::Over)) => Outcome::go(SAID).desk(desk::Event::OfferClosed),
        Some((_, Stands::Opened | Stands::Shut)) | None => Outcome::go(SAID),
    }
}

/// POST: what became of it was read, and, if one likes, how it felt.
pub(super) fn done(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go(SAID);
    match stands(ctx) {
        Some((offer, Stands::Opened)) => {
            let outcome = outcome.desk(desk::Event::OfferClosed);
            match rung::well(ctx) {
                Some(well) => outcome.private(private::Event::StepFelt { rung: offer.rung, well }),
                None => outcome,
            }
        }
        Some((_, Stands::Lapsed | Stands::Over)) => outcome.desk(desk::Event::OfferClosed),
        Some((_, Stands::Lies | Stands::Shut)) | None => outcome,
    }
}
