//! The tiny thing of a day, and whatever else is one of many in turn.

use crate::Day;
use crate::talk::shuffle_key;

/// Which of these tiny things is today's: its place in `ids`.
///
/// Every one comes before one comes again, always in the same shuffled order, so nothing returns
/// within thirty days where there are more than thirty.
pub fn tiny_of_day(seed: u64, day: Day, ids: &[&str]) -> Option<usize> {
    in_turn(seed, day.0.into(), ids)
}

/// Which of these comes with a number that goes up by one each time: its place in `ids`. Every one comes before one
/// comes again.
pub fn in_turn(seed: u64, number: i64, ids: &[&str]) -> Option<usize> {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by_cached_key(|place| ids.get(*place).map(|id| (shuffle_key(seed, id), *id)));
    let number = number.rem_euclid(i64::try_from(ids.len()).ok()?.max(1));
    order.get(usize::try_from(number).ok()?).copied()
}
