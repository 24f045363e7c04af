//! What is kept of a VEVENT: when it is, and whether it makes busy. Titles, places and people are never looked at.

use crate::rule::Rule;
use crate::value::{Length, Stamp};

/// How an event ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum End {
    /// It does not say.
    #[default]
    Unsaid,
    /// DTEND.
    At(Stamp),
    /// DURATION.
    After(Length),
}

/// Which occurrence an override stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instance {
    /// When that occurrence was to be.
    pub(crate) of: Stamp,
    /// RANGE=THISANDFUTURE: those after it, too.
    pub(crate) and_future: bool,
}

/// One event of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Event {
    /// Where it begins, counted from one.
    pub(crate) line: usize,
    /// The number of the VCALENDAR it stands in.
    pub(crate) calendar: u32,
    pub(crate) uid: Option<Box<[u8]>>,
    pub(crate) sequence: i64,
    pub(crate) start: Option<Stamp>,
    pub(crate) end: End,
    /// RECURRENCE-ID.
    pub(crate) instance: Option<Instance>,
    /// TRANSP is TRANSPARENT.
    pub(crate) transparent: bool,
    /// STATUS, or the METHOD of its calendar, is CANCEL….
    pub(crate) cancelled: bool,
    pub(crate) rules: Vec<Rule>,
    /// EXRULE of the older standard.
    pub(crate) except: Vec<Rule>,
    pub(crate) rdates: Vec<(Stamp, End)>,
    pub(crate) exdates: Vec<Stamp>,
}

impl Event {
    /// Whether it takes anybody's time.
    pub(crate) fn busy(&self) -> bool {
        !self.transparent && !self.cancelled
    }

    /// Whether its end, written in the same way as its beginning, lies before it.
    pub(crate) fn ends_first(&self) -> bool {
        match (self.start, self.end) {
            (Some(start), End::At(end)) => start.frame == end.frame && end.local < start.local,
            _ => false,
        }
    }
}

/// A VTIMEZONE's STANDARD or DAYLIGHT.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observance {
    /// Local seconds of its first onset, on the clock before it.
    pub(crate) start: Option<i64>,
    /// TZOFFSETFROM, seconds east.
    pub(crate) from: Option<i64>,
    /// TZOFFSETTO, seconds east.
    pub(crate) to: Option<i64>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) rdates: Vec<i64>,
}

/// The zones' names a file uses, its own zones, and its events.
#[derive(Debug, Default)]
pub(crate) struct File {
    pub(crate) events: Vec<Event>,
    /// Each name with the number of the calendar that uses it, since two calendars of a file may mean different zones.
    pub(crate) names: Vec<(u32, Box<[u8]>)>,
    /// VTIMEZONEs by calendar and name.
    pub(crate) zones: std::collections::BTreeMap<(u32, Box<[u8]>), Vec<Observance>>,
    /// X-WR-TIMEZONE of each calendar.
    pub(crate) usual: std::collections::BTreeMap<u32, Box<[u8]>>,
}
