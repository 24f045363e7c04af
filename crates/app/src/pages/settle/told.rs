//! What other pages may tell of settling: how its sheets read, which talk an agreement is of, what two keep of their talks.
//!
//! Invariant: nothing more than the pages of settling show to the same reader.

use domain::{AgreementId, Instant, PersonId, SpaceName, Voice, shared};

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

/// The talks of the two as they stand: what each is about, and what each heard. What the other one only asks for is not
/// among them. Needs the shared space whole.
pub(crate) fn talks(ctx: &Ctx<'_>) -> Vec<(Words, Vec<Words>)> {
    let Some(shared) = &ctx.world.shared else { return Vec::new() };
    let heard = |seq: u64| {
        let (event, item) = ctx.world.item(SpaceName::Shared, seq)?;
        match event {
            shared::Event::RepairChanged { change: domain::repair::Change::Heard { text }, .. } => {
                Some((item.author, item.at, text))
            }
            _ => None,
        }
    };
    let talk = |it: &domain::repair::Repair| {
        let by = shared.voices.person(it.by)?;
        let words = it.heard.iter().flatten().filter_map(|seq| heard(*seq));
        Some(((by, it.at, it.about.clone()), words.collect()))
    };
    let mine = |voice: Voice| shared.voices.person(voice) == Some(asked::me(ctx));
    let all = shared.repairs.all(ctx.world.now, ctx.today());
    all.filter(|(_, it)| it.agreed || mine(it.by)).filter_map(|(_, it)| talk(it)).collect()
}
