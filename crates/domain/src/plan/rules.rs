//! What may be suggested at all: one small rule per function.

use super::{Half, Inputs, Kind, Practice, Who};
use crate::Day;

/// Minutes a day, when nobody said.
const MINUTES: u16 = 20;
/// How long the small one of a week takes at most; no day is shorter than this.
pub(super) const SMALL: u16 = 5;
/// From this many minutes a day, the third of a week is the longest that fits.
const ROOMY: u16 = 30;
/// From this depth on only one's own half is suggested, to everyone.
const DEEP: u8 = 3;
/// Days before something done comes again.
const AFTER_DOING: i32 = 14;
/// Days before something done comes again as the main one.
const AFTER_DOING_AS_MAIN: i32 = 21;
/// Days before something waved away comes again.
const AFTER_WAVING: i32 = 28;

/// Everyone gets the same half: from depth 3, and for repair and touch, only one's own.
pub fn half_for(practice: &Practice) -> Half {
    if practice.depth >= DEEP || !lays_nothing_open(practice.kind) { Half::Own } else { Half::Whole }
}

/// A kind that lays nobody open: not repair, not touch.
pub(super) fn lays_nothing_open(kind: Kind) -> bool {
    !matches!(kind, Kind::Repair | Kind::Touch)
}

/// The deepest that may be suggested: it grows with the weeks, and with what one asked for.
///
/// Depth 1 in the first two weeks, 2 until the eighth, 3 until the twentieth, then 4.
pub fn deepest(weeks_in: i32, depth_wish: i8) -> u8 {
    depth_of_weeks(weeks_in).saturating_add_signed(depth_wish).clamp(1, 5)
}

/// The depth that time alone allows.
pub(super) fn depth_of_weeks(weeks_in: i32) -> u8 {
    match weeks_in {
        ..2 => 1,
        2..8 => 2,
        8..20 => 3,
        _ => 4,
    }
}

/// Whether it may be suggested this week. Nothing else is ever suggested.
pub(super) fn allowed(inputs: &Inputs, practice: &Practice) -> bool {
    fits_the_minutes(inputs, practice)
        && is_for_this_time_of_life(inputs, practice)
        && not_too_deep(inputs, practice)
        && needs_nobody_who_is_not_there(inputs, practice)
        && lays_nobody_open(inputs, practice)
}

/// It takes no longer than the minutes one has a day.
fn fits_the_minutes(inputs: &Inputs, practice: &Practice) -> bool {
    practice.minutes <= inputs.minutes.unwrap_or(MINUTES).max(SMALL)
}

/// It is for any time of life, or for one that one said one is in.
fn is_for_this_time_of_life(inputs: &Inputs, practice: &Practice) -> bool {
    practice.season.as_ref().is_none_or(|season| inputs.seasons.contains(season))
}

/// It is no deeper than [`deepest`].
fn not_too_deep(inputs: &Inputs, practice: &Practice) -> bool {
    practice.depth <= deepest(inputs.weeks_in, inputs.depth_wish)
}

/// While one is alone, rests, or is careful, only what one can do alone.
fn needs_nobody_who_is_not_there(inputs: &Inputs, practice: &Practice) -> bool {
    let alone = !inputs.paired || inputs.quiet || inputs.careful;
    !alone || doable_alone(practice)
}

/// Safety before closeness: who is careful is not asked for depth, repair or touch, not even for their own half.
fn lays_nobody_open(inputs: &Inputs, practice: &Practice) -> bool {
    !inputs.careful || half_for(practice) == Half::Whole
}

/// One person can do what is suggested of it.
pub(super) fn doable_alone(practice: &Practice) -> bool {
    practice.who != Who::Together || half_for(practice) == Half::Own
}

/// It can be done alone within five minutes. Each week has one, if the library has one.
pub(super) fn small(practice: &Practice) -> bool {
    practice.minutes <= SMALL && doable_alone(practice)
}

/// One has time for a long one.
pub(super) fn roomy(inputs: &Inputs) -> bool {
    inputs.minutes.is_some_and(|minutes| minutes >= ROOMY)
}

/// It was waved away lately.
pub(super) fn waved(inputs: &Inputs, practice: &Practice) -> bool {
    lately(inputs, inputs.marks.get(&practice.id).and_then(|marks| marks.not_this), AFTER_WAVING)
}

/// It was done lately.
pub(super) fn done(inputs: &Inputs, practice: &Practice) -> bool {
    lately(inputs, inputs.marks.get(&practice.id).and_then(|marks| marks.did), AFTER_DOING)
}

/// It was done too lately to be the main one again.
pub(super) fn done_for_main(inputs: &Inputs, practice: &Practice) -> bool {
    lately(inputs, inputs.marks.get(&practice.id).and_then(|marks| marks.did), AFTER_DOING_AS_MAIN)
}

/// Within so many days before the week, or in the week itself. A day far ahead comes from a wrong
/// clock; it must not keep a practice away for years.
fn lately(inputs: &Inputs, day: Option<Day>, days: i32) -> bool {
    day.is_some_and(|day| (-days..days).contains(&inputs.week.monday().since(day)))
}
