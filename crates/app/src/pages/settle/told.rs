//! What other pages may tell of settling: how its sheets read, which talk an agreement is of, what one has asked for.
//!
//! Invariant: nothing more than the pages of settling show to the same reader.

use domain::repair::Repair;
use domain::{AgreementId, Instant, PersonId};

use super::{Talk, friend, things};
use crate::Ctx;
use crate::pages::talk::asked;

/// Where a thing one carries has its page, by the end of its sheet's name.
pub(crate) fn thing(id: &str) -> String {
    things::address(id)
}

/// Where seven minutes as a friend have their page, by the end of their sheet's name.
pub(crate) fn friend(day: &str) -> String {
    friend::address_of(day)
}

/// The fields of both kinds of sheets, in the order of their pages.
pub(crate) fn order(ctx: &Ctx<'_>) -> Vec<&'static str> {
    let repair = &ctx.library.repair;
    let steps = repair.paths.iter().flat_map(|path| &path.sides).flat_map(|side| &side.steps);
    let parts = repair.friend.iter().flat_map(|friend| &friend.parts);
    let asks = steps.chain(parts).map(|ask| ask.id.as_str());
    [things::ABOUT, friend::WHICH].into_iter().chain(asks).collect()
}

/// Whether a field holds words: two hold which side it is, and which talk it is for.
pub(crate) fn has_words(field: &str) -> bool {
    field != things::SIDE && field != things::TALK
}

/// What a field asks for.
pub(crate) fn asks(ctx: &Ctx<'_>, field: &str) -> Option<String> {
    let repair = &ctx.library.repair;
    match field {
        things::ABOUT => Some(ctx.say("settle-add-label")),
        friend::WHICH => Some(ctx.say("friend-which")),
        _ => {
            let mut steps = repair.paths.iter().flat_map(|path| &path.sides).flat_map(|side| &side.steps);
            let part =
                || repair.friend.iter().flat_map(|friend| &friend.parts).find(|part| part.id == *field);
            steps.find(|step| step.id == *field).or_else(part).map(|ask| ask.ask.clone())
        }
    }
}

/// Where the talk has its page in which something was agreed.
pub(crate) fn talk_of(ctx: &Ctx<'_>, agreement: &AgreementId) -> Option<String> {
    let of = |talk: &Talk<'_>| talk.it.settled.as_ref().is_some_and(|(id, _)| id == agreement);
    super::talks(ctx).iter().find(|talk| of(talk)).map(Talk::address)
}

/// Words of one of the two.
pub(crate) type Words = (PersonId, Instant, String);

/// What the visitor asked for and the other one said nothing to yet. What the other one only asks for is not among it.
pub(crate) fn asked(ctx: &Ctx<'_>) -> Vec<Words> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let me = asked::me(ctx);
    let mine = |it: &&Repair| !it.agreed && shared.voices.person(it.by) == Some(me);
    let all = shared.repairs.all(ctx.world.now, ctx.today()).map(|(_, it)| it);
    all.filter(mine).map(|it| (me, it.at, it.about.clone())).collect()
}
