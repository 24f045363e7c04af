//! A space that was read whole, for searching and for taking along: every entry, the oldest first.

use domain::{SpaceName, event};
use serde::de::DeserializeOwned;

use crate::{Ctx, Item};

/// Every entry of a space that is of a kind we know, with its place in the log.
pub(crate) fn entries<'a, E: DeserializeOwned>(
    ctx: &Ctx<'a>,
    space: SpaceName,
) -> impl Iterator<Item = (u64, E, &'a Item)> + use<'a, E> {
    let items = ctx.world.items.range((space, 0)..=(space, u64::MAX));
    items.filter_map(|((_, seq), item)| Some((*seq, event::decode(&item.body)?, item)))
}
