//! A space that was read whole, for searching and for taking along: every entry, the oldest first.

use domain::{SpaceName, event};
use serde::de::DeserializeOwned;

use crate::{Ctx, Item, Needs, Outcome};

/// Every entry of a space that is of a kind we know, with its place in the log.
pub(crate) fn entries<'a, E: DeserializeOwned>(
    ctx: &Ctx<'a>,
    space: SpaceName,
) -> impl Iterator<Item = (u64, E, &'a Item)> + use<'a, E> {
    let items = ctx.world.items.range((space, 0)..=(space, u64::MAX));
    items.filter_map(|((_, seq), item)| Some((*seq, event::decode(&item.body)?, item)))
}

/// The space whole, with single events besides, as a request for more; `None` when it has been read. For pages that need
/// the log only now and then.
pub(crate) fn unread(
    ctx: &Ctx<'_>,
    space: SpaceName,
    besides: impl IntoIterator<Item = (SpaceName, u64)>,
) -> Option<Outcome> {
    // What is asked for singly is always answered, so the first entry tells that the space was asked for.
    let first = (space, 1);
    let more = Needs { whole: vec![space], items: vec![first], ..Needs::default() };
    let besides = Needs { items: besides.into_iter().collect(), ..Needs::default() };
    (!ctx.world.items.contains_key(&first)).then(|| Outcome::more(more.and(besides)))
}
