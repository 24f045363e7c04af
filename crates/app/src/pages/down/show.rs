//! What was agreed, what is proposed, and the way to a while without screens.

use askama::Template;
use content::Guide;
use domain::agreement::{Agreement, Change};
use domain::desk::Event::CardPutAway;
use domain::ritual::LAPSES;
use domain::{AgreementId, Instant};

use super::{cut, evidence, have_room, me, mine, now, of_mine, of_ours, ours};
use crate::pages::talk::asked::partner;
use crate::pages::{quiet, today};
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// So many proposals can be put away without a word; whoever gets more of them than that may be heard to do it.
const AWAY: usize = 60;

/// An agreement or a proposal, as it is shown.
struct Entry<'a> {
    id: &'a str,
    title: Option<&'a str>,
    words: &'a str,
    at: Instant,
    /// When it goes by itself, unless it was agreed to.
    until: String,
}

impl Entry<'_> {
    /// What it is called aloud.
    fn name(&self) -> &str {
        self.title.unwrap_or(self.words)
    }
}

/// Several, the oldest first.
fn entries<'a>(ctx: &Ctx<'_>, all: impl Iterator<Item = (&'a AgreementId, &'a Agreement)>) -> Vec<Entry<'a>> {
    let entry = |(id, agreement): (&'a AgreementId, &'a Agreement)| {
        let (title, words) = cut(agreement);
        let lapses = agreement.at.plus_days(LAPSES).day_in(&ctx.world.zone);
        Entry { id: id.as_str(), title, words, at: agreement.at, until: dates::day(ctx.words, lapses) }
    };
    let mut entries: Vec<_> = all.map(entry).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

#[derive(Template)]
#[template(path = "pages/down/show.html")]
struct Page<'a> {
    p: Shell<'a>,
    partner: String,
    lengths: &'static [u16],
    ours: Vec<Entry<'a>>,
    mine: Vec<Entry<'a>>,
    theirs: Vec<Entry<'a>>,
    proposed: Vec<Entry<'a>>,
    room: bool,
    guide: Option<(&'a Guide, String)>,
}

pub(super) fn show(ctx: &Ctx<'_>) -> Outcome {
    let proposals = || ours(ctx).into_iter().flat_map(|ours| ours.proposed(ctx.world.now));
    let by_me = |(_, it): &(&AgreementId, &Agreement)| Some(it.by) == me(ctx);
    let guide = ctx.library.guide("screens-down");
    let page = Page {
        p: ctx.shell("down-title"),
        partner: partner(ctx),
        lengths: now::LENGTHS,
        ours: entries(ctx, ours(ctx).into_iter().flat_map(|ours| ours.agreed())),
        mine: entries(ctx, mine(ctx).agreed()),
        theirs: entries(ctx, proposals().filter(|(id, it)| !by_me(&(*id, *it)) && asks(ctx, id))),
        proposed: entries(ctx, proposals().filter(by_me)),
        room: have_room(ctx),
        guide: guide.map(|guide| (guide, evidence(ctx, guide.evidence))),
    };
    ctx.page(&page)
}

/// Whether a proposal of the other one is to be seen: not once it was put away, and not while everything rests.
fn asks(ctx: &Ctx<'_>, id: &AgreementId) -> bool {
    !today::desk(ctx).put_away(&card(id)) && quiet::rests_until(ctx).is_none()
}

/// The name under which one's own desk remembers what was put away.
fn card(id: &AgreementId) -> String {
    format!("agreement/{}", id.as_str())
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

pub(super) fn agree(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/time/down");
    match theirs(ctx) {
        Some(id) => of_ours(outcome, id, Change::Agreed),
        None => outcome,
    }
}

/// Puts a proposal away on one's own desk: for who made it, everything is as if it had not been seen.
pub(super) fn put_away(ctx: &Ctx<'_>) -> Outcome {
    let outcome = Outcome::go("/time/down");
    let Some(id) = theirs(ctx).filter(|id| !today::desk(ctx).put_away(&card(id))) else { return outcome };
    let away = today::desk(ctx).cards_away.iter().filter(|card| card.starts_with("agreement/"));
    if away.count() < AWAY {
        outcome.desk(CardPutAway { card: card(&id) })
    } else {
        of_ours(outcome, id, Change::Ended)
    }
}

/// Ends what was agreed, or takes one's own proposal back: one step, and no question.
pub(super) fn end(ctx: &Ctx<'_>) -> Outcome {
    let (outcome, id) = (Outcome::go("/time/down"), named(ctx));
    let mine_to_end = |it: &&Agreement| it.agreed || Some(it.by) == me(ctx);
    if ours(ctx).and_then(|ours| ours.get(&id)).filter(mine_to_end).is_some() {
        of_ours(outcome, id, Change::Ended)
    } else if mine(ctx).get(&id).is_some() {
        of_mine(outcome, id, Change::Ended)
    } else {
        outcome
    }
}
