//! Drafts: sheets of one's private space, each on a rung of the ladder.
//!
//! Invariant: words show only while the private space is open, because only then there is a state to read them from.

use domain::first_step::RUNGS;
use domain::sheet::SheetRef;
use domain::{Instant, SpaceName};

use super::offered;
use crate::pages::errors;
use crate::{Ctx, Outcome, sheet};

/// The most drafts at a time.
pub(super) const MOST: usize = 20;
/// How their sheets' names begin.
const UNDER: &str = "step/";
/// How many letters of a draft stand in a list.
const BEGINNING: usize = 70;

/// A draft, as it was kept last.
pub(super) struct Draft {
    pub(super) id: String,
    /// The event that holds these words.
    pub(super) seq: u64,
    pub(super) at: Instant,
    pub(super) rung: u8,
    pub(super) text: String,
}

impl Draft {
    /// Its first words, on one line.
    pub(super) fn beginning(&self) -> String {
        let line = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(BEGINNING).and_then(|(at, _)| line.get(..at)) {
            // Whole words, where there are gaps between them.
            Some(cut) => format!("{} …", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole)),
            None => line,
        }
    }

    /// Where it has its page.
    pub(super) fn address(&self) -> String {
        address(&self.id)
    }
}

/// Where a draft has its page.
pub(super) fn address(id: &str) -> String {
    format!("/me/say/d/{id}")
}

/// Where one is led by anything that was done with a draft. A browser keeps addresses, so there is one for all of it, and
/// what is said there is read from what is there.
pub(super) fn done(id: &str) -> String {
    format!("{}?said=yes", address(id))
}

/// An id for a new draft.
pub(super) fn fresh(ctx: &Ctx<'_>) -> String {
    ctx.world.chance.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The name of a draft's sheet, if this could be a draft's id.
pub(super) fn sheet(id: &str) -> Option<String> {
    let plain = id.len() == 16 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| format!("{UNDER}{id}"))
}

/// Keeps it in its sheet.
pub(super) fn keep(ctx: &Ctx<'_>, outcome: Outcome, name: &str, rung: u8, text: String) -> Outcome {
    let fields = [("rung", rung.to_string()), ("text", text)];
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
    sheet::write(ctx, outcome, name, fields.collect())
}

/// Where the drafts' words lie, the newest first.
fn sheets<'a>(ctx: &'a Ctx<'_>) -> Vec<(&'a str, &'a SheetRef)> {
    let Some(private) = &ctx.world.private else { return Vec::new() };
    let mut all: Vec<_> = private.sheets.under(UNDER).collect();
    all.sort_by_key(|(_, sheet)| std::cmp::Reverse((sheet.at, sheet.seq)));
    all
}

/// How many there are.
pub(super) fn count(ctx: &Ctx<'_>) -> usize {
    sheets(ctx).len()
}

/// The events that hold all drafts' words.
pub(super) fn items(ctx: &Ctx<'_>) -> Vec<(SpaceName, u64)> {
    sheets(ctx).into_iter().map(|(_, sheet)| (SpaceName::Private, sheet.seq)).collect()
}

/// All drafts whose words were loaded, the newest first.
pub(super) fn all<'a>(ctx: &'a Ctx<'_>) -> impl Iterator<Item = Draft> + 'a {
    sheets(ctx).into_iter().filter_map(|(name, sheet)| read(ctx, name.strip_prefix(UNDER)?, sheet))
}

/// The sheet of a draft, if there is one.
pub(super) fn find<'a>(ctx: &'a Ctx<'_>, id: &str) -> Option<&'a SheetRef> {
    ctx.world.private.as_ref()?.sheets.get(&sheet(id)?)
}

fn read(ctx: &Ctx<'_>, id: &str, place: &SheetRef) -> Option<Draft> {
    let kept = sheet::read(ctx, &format!("{UNDER}{id}"))?;
    let rung = kept.text("rung").parse().ok().filter(|rung| (1..=RUNGS).contains(rung)).unwrap_or(1);
    Some(Draft { id: id.to_owned(), seq: place.seq, at: place.at, rung, text: kept.text("text").to_owned() })
}

/// Finds the draft of the address, loads its words, and lets `act` go on.
pub(super) fn on_draft(ctx: &Ctx<'_>, act: impl FnOnce(&Draft) -> Outcome) -> Outcome {
    on(ctx, ctx.param(0), act)
}

/// The same, with what it takes to know whether its words were opened.
pub(super) fn on_known(ctx: &Ctx<'_>, act: impl FnOnce(&Draft) -> Outcome) -> Outcome {
    let id = ctx.param(0);
    let words = find(ctx, id).map(|sheet| (SpaceName::Private, sheet.seq));
    offered::unread(ctx, id, words).unwrap_or_else(|| on(ctx, id, act))
}

/// The same with any draft of one's own.
pub(super) fn on(ctx: &Ctx<'_>, id: &str, act: impl FnOnce(&Draft) -> Outcome) -> Outcome {
    let Some(sheet) = find(ctx, id) else { return errors::not_found(ctx) };
    if let Some(more) = ctx.missing([(SpaceName::Private, sheet.seq)]) {
        return more;
    }
    read(ctx, id, sheet).map_or_else(|| errors::not_found(ctx), |draft| act(&draft))
}
