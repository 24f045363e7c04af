//! A file's own VTIMEZONE as a table.

use crate::civil::DAY;
use crate::event::Observance;
use crate::limits::Steps;
use crate::recur::{Stretch, fire};
use crate::value::Frame;
use crate::zone::Zone;

/// Onsets of one zone that are looked at.
const ONSETS: usize = 2_000;

/// The zone that some observances describe, as far as it matters for a stretch of seconds in UTC; none when they
/// describe nothing.
pub(crate) fn zone(observances: &[Observance], (from, to): (i64, i64), steps: &mut Steps) -> Option<Zone> {
    // Events that repeat may have begun long ago, but hardly before 1970.
    let within = Stretch { from: from.saturating_sub(1_000 * DAY).min(0), to: to.saturating_add(400 * DAY) };
    let mut onsets = Vec::new();
    for observance in observances {
        let (Some(start), Some(before), Some(after)) = (observance.start, observance.from, observance.to)
        else {
            continue;
        };
        let mut add = |local: i64| {
            if onsets.len() < ONSETS {
                onsets.push((local - before, before, after));
            }
        };
        add(start);
        observance.rdates.iter().for_each(|local| add(*local));
        for rule in &observance.rules {
            let until = rule.until.map_or(i64::MAX, |until| match until.frame {
                Frame::Utc => until.local + before,
                Frame::Date => until.local + DAY - 1,
                Frame::Floating | Frame::Zoned(_) => until.local,
            });
            let within = Stretch { to: within.to.min(until.saturating_add(1)), ..within };
            if !fire(rule, start, within, steps, &mut add) {
                break;
            }
        }
    }
    // Of two at the same moment, the one that stands later in the file counts.
    onsets.sort_by_key(|(at, ..)| *at);
    let (_, first, _) = *onsets.first()?;
    Some(Zone::of_changes(first, onsets.into_iter().map(|(at, _, after)| (at, after))))
}
