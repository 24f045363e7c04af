//! Notes one keeps for looking back: two at most. Each has a sheet without words that only names its place in the log, so
//! that a page knows them before it has read anything.

use std::collections::BTreeMap;

use domain::private::Event;

use crate::{Ctx, Outcome, sheet};

/// How the names of these sheets begin.
const SHEETS: &str = "back/note/";
/// How many notes there are at most.
const MOST: usize = 2;

/// The notes that are kept, the one chosen first before the other.
pub(in crate::pages::me) fn chosen(ctx: &Ctx<'_>) -> Vec<u64> {
    let sheets = ctx.world.private.iter().flat_map(|private| private.sheets.under(SHEETS));
    let seq = |name: &str| name.strip_prefix(SHEETS)?.parse::<u64>().ok();
    let mut chosen: Vec<_> = sheets.filter_map(|(name, sheet)| Some((sheet.seq, seq(name)?))).collect();
    chosen.sort_unstable();
    chosen.into_iter().map(|(_, seq)| seq).collect()
}

/// Keeps a note, in place of the one chosen first where there are two; or leaves it out again. Nothing, when one's sheets
/// have no room for one more.
pub(in crate::pages::me) fn choose(ctx: &Ctx<'_>, outcome: Outcome, seq: u64) -> Option<Outcome> {
    let all = chosen(ctx);
    let named = |seq: u64| format!("{SHEETS}{seq}");
    // There are no words in it that would have to be erased.
    let left = |outcome: Outcome, seq| outcome.private(Event::SheetBurned { sheet: named(seq) });
    if all.contains(&seq) {
        return Some(left(outcome, seq));
    }
    let over = (all.len() + 1).saturating_sub(MOST);
    if over == 0 && !sheet::have_room(ctx, &named(seq)) {
        return None;
    }
    let outcome = all.into_iter().take(over).fold(outcome, left);
    Some(sheet::write(ctx, outcome, &named(seq), BTreeMap::new()))
}
