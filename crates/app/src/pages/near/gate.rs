//! What two people welcome is compared: the first side lies in the gate, and the second one draws.
//!
//! A month is drawn once. After that marks change on one's own desk alone, and no page says which of it was.

use domain::TouchId;
use domain::shared::Event;
use domain::touch::{self, Month};

use crate::{Ctx, Matching, Needs, Outcome, Row};

/// Takes one's own yes to where it is compared with the other one's.
pub(super) fn compared(ctx: &Ctx<'_>, outcome: Outcome, welcome: &[TouchId]) -> Outcome {
    let month = super::month(ctx);
    if !is_open(ctx, month) {
        return outcome;
    }
    let label = touch::gate(month);
    let items = || welcome.iter().map(bytes).collect();
    if !ctx.world.gates.contains_key(&label) {
        let matching = Matching { label: label.clone(), items: items() };
        return Outcome::more(Needs { gates: vec![label], matching: Some(matching), ..Needs::default() });
    }
    match &ctx.world.matched {
        None => outcome.row(Row::MatchPut {
            label,
            expires: month.ends(&ctx.world.zone),
            items: items(),
            room: touch::ROOM,
        }),
        Some(both) => {
            let common: Vec<TouchId> =
                welcome.iter().filter(|item| both.contains(&bytes(item))).cloned().collect();
            let drawn =
                Event::TouchDrawn { month, on: ctx.today(), items: touch::draw(&common, chance(ctx)) };
            outcome.shared(drawn).row(Row::MatchEnd { label })
        }
    }
}

/// Whether the month is still to be drawn.
fn is_open(ctx: &Ctx<'_>, month: Month) -> bool {
    let drawn = ctx.world.shared.as_ref().and_then(|shared| shared.drawn.as_ref());
    super::is_shared(ctx) && drawn.is_none_or(|drawn| !drawn.settles(month))
}

/// How a thing lies in the gate: the same for both.
fn bytes(item: &TouchId) -> Vec<u8> {
    item.as_str().as_bytes().to_vec()
}

fn chance(ctx: &Ctx<'_>) -> u64 {
    ctx.world.chance.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
