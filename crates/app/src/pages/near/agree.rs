//! The agreement that it leads nowhere: one proposes it, both agree, and either ends it alone.

use domain::ritual::LAPSES;
use domain::{AgreementId, agreement};

use crate::pages::down::between;
use crate::pages::quiet;
use crate::pages::talk::asked;
use crate::{Ctx, Outcome, dates};

/// Where all of it stands.
const HERE: &str = "/us/near";

/// The agreement, as it stands for one of the two.
pub(super) struct Agreement<'a> {
    pub(super) title: &'a str,
    pub(super) what: &'a str,
    pub(super) why: &'a str,
    pub(super) evidence: String,
    pub(super) source: &'a str,
    pub(super) stands: Stands<'a>,
}

impl Agreement<'_> {
    /// It is there to be ended, also while everything rests.
    pub(super) fn stands(&self) -> bool {
        matches!(self.stands, Stands::Agreed { .. } | Stands::Mine { .. })
    }
}

/// How it stands.
pub(super) enum Stands<'a> {
    /// For two, when there are two.
    ToRead,
    /// It may be proposed.
    Free,
    /// There are as many agreements as there is room for.
    NoRoom,
    /// The visitor proposed it; it goes by itself on that day.
    Mine { id: &'a str, until: String },
    /// The other one proposed it.
    Theirs { id: &'a str, name: String },
    /// Both said yes.
    Agreed { id: &'a str },
}

/// The piece of the library, and how it stands between the two.
pub(super) fn between_us<'a>(ctx: &Ctx<'a>) -> Option<Agreement<'a>> {
    let piece = ctx.library.near.agreement.as_ref()?;
    let stands = stands(ctx, piece.id.as_str());
    // What was agreed to stays what it was, whatever becomes of the library.
    let agreed = match &stands {
        Stands::Agreed { id } | Stands::Mine { id, .. } | Stands::Theirs { id, .. } => {
            between::ours(ctx).and_then(|ours| ours.get(&AgreementId::from(*id)))
        }
        _ => None,
    };
    let (title, what) = agreed.and_then(|it| it.text.split_once('\n')).unwrap_or((&piece.title, &piece.what));
    let evidence = ctx.say(&format!("today-evidence-{}", piece.evidence));
    Some(Agreement { title, what, why: &piece.why, evidence, source: &piece.source, stands })
}

fn stands<'a>(ctx: &Ctx<'a>, piece: &str) -> Stands<'a> {
    let Some(ours) = between::ours(ctx) else { return Stands::ToRead };
    let is = |it: &agreement::Agreement| it.piece.as_deref() == Some(piece);
    if let Some((id, _)) = ours.agreed().find(|(_, it)| is(it)) {
        return Stands::Agreed { id: id.as_str() };
    }
    let proposed = || ours.proposed(ctx.world.now).filter(|(_, it)| is(it));
    let by_me = |it: &agreement::Agreement| it.by == asked::me(ctx);
    if let Some((id, _)) = proposed().find(|(id, it)| !by_me(it) && between::asks(ctx, id)) {
        return Stands::Theirs { id: id.as_str(), name: asked::partner(ctx) };
    }
    if let Some((id, it)) = proposed().find(|(_, it)| by_me(it)) {
        let until = it.at.plus_days(LAPSES).day_in(&ctx.world.zone);
        return Stands::Mine { id: id.as_str(), until: dates::day(ctx.words, until) };
    }
    if between::have_room(ctx) { Stands::Free } else { Stands::NoRoom }
}

/// POST `/us/near/propose`. Where the other one has proposed the same, both have said yes by now.
pub(super) fn propose(ctx: &Ctx<'_>) -> Outcome {
    let there = Outcome::go(HERE);
    let Some(piece) = &ctx.library.near.agreement else { return there };
    let stands = stands(ctx, piece.id.as_str());
    if quiet::rests(ctx) || !matches!(stands, Stands::Free | Stands::Theirs { .. }) {
        return there;
    }
    let theirs = between::ours(ctx).into_iter().flat_map(|ours| ours.proposed(ctx.world.now));
    let mut theirs = theirs.filter(|(_, it)| it.piece.as_deref() == Some(piece.id.as_str()));
    if let Some((id, _)) = theirs.find(|(_, it)| it.by != asked::me(ctx)) {
        return between::of_ours(there, id.clone(), agreement::Change::Agreed);
    }
    let change = agreement::Change::Proposed {
        piece: Some(piece.id.as_str().to_owned()),
        text: words_of(piece),
        look_again: None,
    };
    between::of_ours(there, between::fresh_id(ctx), change)
}

/// Its words, as they are agreed to: its name, then what it means.
fn words_of(piece: &content::Agreement) -> String {
    format!("{}\n{}", piece.title, piece.what)
}

pub(super) fn agree(ctx: &Ctx<'_>) -> Outcome {
    between::agree(ctx, HERE)
}

pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    between::put_away(ctx, HERE)
}

pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    between::end(ctx, HERE)
}
