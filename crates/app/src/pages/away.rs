//! What one puts away: cards of one's own pages, and what the other one proposes.
//!
//! Invariant: it lies on one's own desk, so that for who proposed it everything is as if it had not been seen. No
//! proposal ever has to end aloud: with each one that is put away, those that are not open any more are forgotten, and
//! so few are open at a time that there is always room for one more.

use domain::desk::Event::{CardPutAway, CardsForgotten};
use domain::life::Written;
use domain::ritual::LAPSES;
use domain::shared::Shared;
use domain::{AgreementId, Instant, RitualId};

use super::talk::asked;
use super::today;
use crate::{Ctx, Outcome};

/// How the names of cards begin that stand for a proposal: an agreement, a ritual, words for the life together.
const AGREEMENT: &str = "agreement/";
const RITUAL: &str = "suggestion/";
const WORDS: &str = "life/";

/// The card of an agreement that is proposed.
pub(super) fn of_agreement(id: &AgreementId) -> String {
    format!("{AGREEMENT}{}", id.as_str())
}

/// The card of a ritual that is suggested.
pub(super) fn of_ritual(id: &RitualId) -> String {
    format!("{RITUAL}{}", id.as_str())
}

/// The card of words that are proposed: where they lie and since when, because another couple's log begins anew.
pub(super) fn of_words(words: &Written) -> String {
    format!("{WORDS}{}-{}", words.seq, words.at.0)
}

/// Whether a card was put away.
pub(super) fn was_put(ctx: &Ctx<'_>, card: &str) -> bool {
    today::desk(ctx).put_away(card)
}

/// And a card is put away, once.
pub(super) fn put(outcome: Outcome, ctx: &Ctx<'_>, card: String) -> Outcome {
    if was_put(ctx, &card) { outcome } else { tidied(outcome, ctx).desk(CardPutAway { card }) }
}

/// Cards of proposals that are gone, lapsed or agreed are forgotten.
fn tidied(outcome: Outcome, ctx: &Ctx<'_>) -> Outcome {
    let Some(shared) = ctx.world.shared.as_ref().filter(|_| asked::together(ctx)) else { return outcome };
    let over = |card: &&String| is_open(shared, ctx.world.now, card) == Some(false);
    let cards: Vec<_> = today::desk(ctx).cards_away.iter().filter(over).cloned().collect();
    if cards.is_empty() { outcome } else { outcome.desk(CardsForgotten { cards }) }
}

/// Whether the proposal that a card stands for is open. Other cards are for good.
fn is_open(shared: &Shared, now: Instant, card: &str) -> Option<bool> {
    if let Some(id) = card.strip_prefix(AGREEMENT) {
        let it = shared.agreements.get(&id.into());
        Some(it.is_some_and(|it| !it.agreed && !it.lapsed(now)))
    } else if let Some(id) = card.strip_prefix(RITUAL) {
        let it = shared.rituals.get(&id.into());
        Some(it.is_some_and(|it| !it.agreed && !it.lapsed(now)))
    } else {
        card.strip_prefix(WORDS)?;
        let open = |words: Written| of_words(&words) == card && now < words.at.plus_days(LAPSES);
        Some(shared.life.proposed().any(open))
    }
}

#[cfg(test)]
mod tests;
