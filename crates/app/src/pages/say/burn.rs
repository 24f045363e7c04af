//! Burning: every version of a piece is erased, wherever it lies in one's own log. What was opened of it is both of
//! theirs, and stays.

use domain::private::Event;
use domain::{SpaceName, event};

use super::draft;
use super::offered::{self, Offered};
use crate::pages::errors;
use crate::{Ctx, Outcome, Row};

/// Every version is erased, and an offer of it taken back.
pub(super) fn burn(ctx: &Ctx<'_>) -> Outcome {
    let id = ctx.param(0);
    let Some(sheet) = draft::sheet(id) else { return errors::not_found(ctx) };
    let seqs = versions(ctx, &sheet);
    let outcome = Outcome::go(&draft::done(id));
    if seqs.is_empty() && draft::find(ctx, id).is_none() {
        return outcome;
    }
    if matches!(offered::of(ctx, id), Some(Offered::Shut)) {
        // A copy lies in a gate that cannot be reached from here: burning would promise too much.
        return Outcome::go(&draft::address(id));
    }
    let offered = offered::lies(ctx).is_some_and(|offer| offer.step.as_str() == id);
    let outcome = if offered { offered::taken_back(ctx, outcome) } else { outcome };
    outcome.private(Event::SheetBurned { sheet }).row(Row::Erase { space: SpaceName::Private, seqs })
}

fn versions(ctx: &Ctx<'_>, name: &str) -> Vec<u64> {
    let own = ctx.world.items.iter().filter(|((space, _), _)| *space == SpaceName::Private);
    let is_one =
        |body: &[u8]| matches!(event::decode(body), Some(Event::SheetKept { sheet, .. }) if sheet == name);
    own.filter(|(_, item)| is_one(&item.body)).map(|((_, seq), _)| *seq).collect()
}
