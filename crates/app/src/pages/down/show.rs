//! What was agreed, what is proposed, and the way to a while without screens.

use askama::Template;
use content::Guide;
use domain::agreement::Agreement;
use domain::ritual::LAPSES;
use domain::{AgreementId, Instant};

use super::between::{self, asks, have_room, me, mine, ours};
use super::{cut, evidence, is_of_screens, now};
use crate::pages::talk::asked::partner;
use crate::shell::Shell;
use crate::{Ctx, Outcome, dates};

/// Where all of it stands.
const HERE: &str = "/time/down";

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
    let of_screens = |(_, it): &(&AgreementId, &Agreement)| is_of_screens(ctx, it);
    let proposals = || ours(ctx).into_iter().flat_map(|ours| ours.proposed(ctx.world.now)).filter(of_screens);
    let by_me = |(_, it): &(&AgreementId, &Agreement)| Some(it.by) == me(ctx);
    let guide = ctx.library.guide("screens-down");
    let page = Page {
        p: ctx.shell("down-title"),
        partner: partner(ctx),
        lengths: now::LENGTHS,
        ours: entries(ctx, ours(ctx).into_iter().flat_map(|ours| ours.agreed()).filter(of_screens)),
        mine: entries(ctx, mine(ctx).agreed()),
        theirs: entries(ctx, proposals().filter(|(id, it)| !by_me(&(*id, *it)) && asks(ctx, id))),
        proposed: entries(ctx, proposals().filter(by_me)),
        room: have_room(ctx),
        guide: guide.map(|guide| (guide, evidence(ctx, guide.evidence))),
    };
    ctx.page(&page)
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
