//! Proposing something of one's own, or once more what has come to its day.

use domain::agreement::{Change, TEXT};
use domain::text::tidy;

use super::{HERE, OWN, look_again, page};
use crate::pages::down::between::{fresh_id, have_room, of_ours, ours};
use crate::pages::me::refusal_text;
use crate::pages::quiet;
use crate::{Ctx, Outcome};

/// POST `/us/agreed`.
pub(super) fn propose(ctx: &Ctx<'_>) -> Outcome {
    if quiet::rests(ctx) {
        return page(ctx, Some(ctx.say("agreed-not-now")));
    }
    let text = match tidy(ctx.form.text("text"), TEXT) {
        Ok(text) if text.len() <= TEXT => text,
        Ok(_) | Err(domain::text::Refusal::TooLong { .. }) => {
            return page(ctx, Some(ctx.say("agreed-too-long")));
        }
        Err(refusal) => return page(ctx, Some(refusal_text(ctx, refusal))),
    };
    proposed(ctx, Some(OWN.to_owned()), text)
}

/// POST `/us/agreed/again`: what has come to its day is proposed once more, in the same words.
pub(super) fn again(ctx: &Ctx<'_>) -> Outcome {
    let id = domain::AgreementId(ctx.form.text("id").to_owned());
    let lapsed = ours(ctx).and_then(|ours| ours.get(&id)).filter(|it| it.agreed && !it.stands(ctx.today()));
    match lapsed.filter(|it| !quiet::rests(ctx) && !super::is_there_anew(ctx, it)) {
        Some(it) => proposed(ctx, it.piece.clone(), it.text.clone()),
        None => Outcome::go(HERE),
    }
}

fn proposed(ctx: &Ctx<'_>, piece: Option<String>, text: String) -> Outcome {
    let Some(look_again) = look_again(ctx) else { return page(ctx, Some(ctx.say("agreed-when"))) };
    if !have_room(ctx) {
        return page(ctx, Some(ctx.say("agreed-no-room")));
    }
    let change = Change::Proposed { piece, text, look_again: Some(look_again) };
    of_ours(Outcome::go(HERE), fresh_id(ctx), change)
}
