//! Busy times out of an iCalendar file (RFC 5545): bytes in, stretches of time out.
//!
//! *Invariant:* only when somebody is busy comes out. Titles, places and people are not even looked at.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::busy::Busy;
use crate::event::{Event, File};
use crate::interval::Interval;
use crate::limits::{Limits, Steps};
use crate::names::Names;
use crate::parse::parse;
use crate::problem::{Problem, Problems, Unreadable};
use crate::series::expand;
use crate::text::utf8;
use crate::zone::stamp;

/// What is asked of a file.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The zone of the person whose calendar it is: whole days and times without a zone are meant in it.
    pub attendee: &'a TimeZone,
    /// Where the zones are found that the file names.
    pub zones: &'a TimeZoneDatabase,
    /// The stretch of time that is of interest.
    pub within: Interval,
    /// How much of the file is looked at.
    pub limits: Limits,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// When somebody is busy within the stretch: sorted, and nothing overlaps or touches.
    pub busy: Vec<Interval>,
    /// Lines that could not be read and bounds that were reached, by line. What they spoiled is left out of `busy`,
    /// everything else is in it.
    pub problems: Vec<Problem>,
}

/// Reads when somebody is busy.
///
/// # Errors
///
/// [`Unreadable`] when nothing in the bytes begins a calendar or an event.
pub fn busy(bytes: &[u8], ask: &Ask<'_>) -> Result<Read, Unreadable> {
    let mut problems = Problems::new(ask.limits.problems);
    let file = parse(&utf8(bytes, ask.limits.bytes), &ask.limits, &mut problems)?;
    let mut steps = Steps::new(ask.limits.steps);
    // Whole seconds that cover the stretch; the calendar knows none that are shorter.
    let from = ask.within.start().as_second().saturating_sub(1);
    let to = ask.within.end().as_second().saturating_add(1);
    let names = Names::find(&file, ask.attendee, ask.zones, (from, to), &mut steps, &mut problems);
    let mut busy = Busy::new(from, to, ask.limits.intervals);
    each_series(&file, &names, &mut busy, &mut steps, &mut problems);
    busy.merge();
    if busy.full {
        problems
            .add(0, format!("more than {} stretches of time; the rest was left out", ask.limits.intervals));
    }
    let list = busy.list.iter().filter_map(|(start, end)| {
        let (start, end): (Timestamp, Timestamp) = (stamp(*start), stamp(*end));
        Interval::new(start, end)?.common(ask.within)
    });
    Ok(Read { busy: list.collect(), problems: problems.into_list() })
}

/// Puts together what belongs together: the events of one UID, of which the latest of each occurrence counts.
fn each_series(file: &File, names: &Names, busy: &mut Busy, steps: &mut Steps, problems: &mut Problems) {
    let mut order: Vec<&Event> = file.events.iter().collect();
    // Of the same occurrence the highest SEQUENCE stands last, then what stands later in the file.
    order.sort_by_key(|event| (&event.uid, event.instance.map(|instance| instance.of.local), event.sequence));
    let mut overrides = Vec::new();
    for group in order.chunk_by(|a, b| a.uid.is_some() && a.uid == b.uid) {
        let mut master = None;
        overrides.clear();
        for same in group.chunk_by(|a, b| a.instance.map(|i| i.of) == b.instance.map(|i| i.of)) {
            match same.last() {
                Some(event) if event.instance.is_some() => overrides.push(*event),
                last => master = last.copied(),
            }
        }
        if !expand(master, &overrides, names, busy, steps) {
            let line = master.map_or(0, |master| master.line);
            problems.add(line, "this event repeats too often to follow all of it; what was found counts");
        }
    }
}
