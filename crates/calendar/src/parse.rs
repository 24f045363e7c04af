//! From lines to events: components begin and end here, and files that forget to are met half way.

use std::collections::BTreeMap;

use crate::event::{End, Event, File, Instance, Observance};
use crate::limits::Limits;
use crate::lines::{Line, Lines, Parts};
use crate::problem::{Problems, Unreadable};
use crate::properties::{bare, matters, of_observance, plain};
use crate::value::{Frame, Length, Stamp, ZoneName};

/// Components deeper than this are counted, not remembered.
const DEEPEST: usize = 64;

/// Reads what matters of a file.
pub(crate) fn parse(bytes: &[u8], limits: &Limits, problems: &mut Problems) -> Result<File, Unreadable> {
    let cut = bytes.get(..limits.bytes);
    if cut.is_some_and(|cut| cut.len() < bytes.len()) {
        problems.add(0, format!("the file is longer than {} bytes; the rest was not read", limits.bytes));
    }
    let mut walk = Walk::new(limits, problems);
    for line in Lines::new(cut.unwrap_or(bytes), matters) {
        walk.line(&line);
    }
    walk.finish();
    if walk.found { Ok(walk.file) } else { Err(unreadable(bytes)) }
}

/// Why there is no calendar in some bytes.
fn unreadable(bytes: &[u8]) -> Unreadable {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    match text.first() {
        None => Unreadable::Empty,
        Some(b'<') => Unreadable::WebPage,
        Some(_) => Unreadable::NoCalendar,
    }
}

/// A component that has begun and not ended.
#[derive(Debug)]
enum Open {
    Calendar { number: u32, first_event: usize },
    Event(Box<Event>),
    Zone { name: Option<Box<[u8]>>, observances: Vec<Observance> },
    Observance(Observance),
    Other(Box<[u8]>),
}

impl Open {
    fn is(&self, name: &[u8]) -> bool {
        match self {
            Self::Calendar { .. } => name == b"VCALENDAR",
            Self::Event(_) => name == b"VEVENT",
            Self::Zone { .. } => name == b"VTIMEZONE",
            Self::Observance(_) => name == b"STANDARD" || name == b"DAYLIGHT",
            Self::Other(own) => **own == *name,
        }
    }
}

struct Walk<'a> {
    limits: &'a Limits,
    problems: &'a mut Problems,
    file: File,
    open: Vec<Open>,
    /// Components deeper than `DEEPEST` that have not ended.
    too_deep: usize,
    calendars: u32,
    /// What METHOD says of the calendar: its events are passed over.
    no_events: bool,
    all_cancelled: bool,
    dates: usize,
    rules: usize,
    names: BTreeMap<(u32, Box<[u8]>), ZoneName>,
    last_name: Option<ZoneName>,
    /// A calendar or an event has begun.
    found: bool,
}

impl<'a> Walk<'a> {
    fn new(limits: &'a Limits, problems: &'a mut Problems) -> Self {
        Self {
            limits,
            problems,
            file: File::default(),
            open: Vec::new(),
            too_deep: 0,
            calendars: 0,
            no_events: false,
            all_cancelled: false,
            dates: 0,
            rules: 0,
            names: BTreeMap::new(),
            last_name: None,
            found: false,
        }
    }

    fn line(&mut self, line: &Line<'_>) {
        let Some(parts) = Parts::of(&line.text) else {
            // Before anything has begun, this may be no calendar at all, which is said once.
            if self.found {
                self.problems.add(line.number, "there is no colon in this line");
            }
            return;
        };
        if !matters(parts.name) {
            return;
        }
        let name = parts.name.to_ascii_uppercase();
        match name.as_slice() {
            b"BEGIN" => self.begin(line.number, &parts.value.to_ascii_uppercase()),
            b"END" => self.end(line.number, &parts.value.to_ascii_uppercase()),
            _ if self.too_deep > 0 => {}
            _ => self.property(line, &name, parts),
        }
    }

    fn begin(&mut self, number: usize, name: &[u8]) {
        if name == b"VCALENDAR" || name == b"VEVENT" {
            self.found = true;
            // What was never ended ends here.
            let fits = |open: &Open| name == b"VEVENT" && matches!(open, Open::Calendar { .. });
            while self.open.last().is_some_and(|open| !fits(open)) {
                if !matches!(self.open.last(), Some(Open::Calendar { .. })) {
                    self.problems.add(number, "a component before this line was never ended");
                }
                self.close();
            }
            self.too_deep = 0;
        }
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        let open = match name {
            b"VCALENDAR" => {
                self.calendars = self.calendars.saturating_add(1);
                (self.no_events, self.all_cancelled) = (false, false);
                Open::Calendar { number: self.calendars, first_event: self.file.events.len() }
            }
            b"VEVENT" => {
                Open::Event(Box::new(Event { line: number, calendar: self.calendars, ..Event::default() }))
            }
            b"VTIMEZONE" => Open::Zone { name: None, observances: Vec::new() },
            b"STANDARD" | b"DAYLIGHT" if matches!(self.open.last(), Some(Open::Zone { .. })) => {
                Open::Observance(Observance::default())
            }
            _ => Open::Other(name.get(..name.len().min(64)).unwrap_or_default().into()),
        };
        self.open.push(open);
    }

    fn end(&mut self, number: usize, name: &[u8]) {
        if self.too_deep > 0 && name != b"VEVENT" && name != b"VCALENDAR" {
            self.too_deep -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.is(name)) else {
            self.problems.add(number, "this ends a component that never began");
            return;
        };
        self.too_deep = 0;
        if at + 1 < self.open.len() {
            self.problems.add(number, "a component before this line was never ended");
        }
        while self.open.len() > at {
            self.close();
        }
    }

    /// Ends the innermost component.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Calendar { first_event, .. }) => {
                // METHOD may stand after the events.
                if self.no_events {
                    self.file.events.truncate(first_event);
                }
                if self.all_cancelled {
                    self.file.events.iter_mut().skip(first_event).for_each(|event| event.cancelled = true);
                }
                (self.no_events, self.all_cancelled) = (false, false);
            }
            Some(Open::Event(event)) => {
                if event.ends_first() {
                    self.problems.add(event.line, "this event ends before it begins, so it takes no time");
                }
                if event.start.is_none() && event.instance.is_none() {
                    self.problems.add(event.line, "this event does not say when it begins");
                } else if self.file.events.len() < self.limits.events {
                    self.file.events.push(*event);
                } else {
                    let most = self.limits.events;
                    self.problems.add(event.line, format!("more than {most} events; this one was left out"));
                }
            }
            Some(Open::Zone { name: Some(name), observances }) => {
                if self.file.zones.len() < self.limits.zones {
                    self.file.zones.insert((self.calendars, name), observances);
                }
            }
            Some(Open::Observance(observance)) => {
                if let Some(Open::Zone { observances, .. }) = self.open.last_mut() {
                    observances.push(observance);
                }
            }
            Some(Open::Zone { name: None, .. } | Open::Other(_)) | None => {}
        }
    }

    fn finish(&mut self) {
        if self.open.iter().any(|open| !matches!(open, Open::Calendar { .. })) {
            self.problems.add(0, "the file ends in the middle; its last component was never ended");
        }
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn property(&mut self, line: &Line<'_>, name: &[u8], parts: Parts<'_>) {
        if !self.has_room(line.number, name) {
            return;
        }
        match self.open.last_mut() {
            Some(Open::Calendar { number, .. }) => match name {
                b"METHOD" => {
                    let method = parts.value.to_ascii_uppercase();
                    self.all_cancelled = method == b"CANCEL";
                    let answers: [&[u8]; 4] = [b"REPLY", b"COUNTER", b"DECLINECOUNTER", b"REFRESH"];
                    self.no_events = answers.contains(&method.as_slice());
                }
                b"X-WR-TIMEZONE" if self.file.usual.len() < self.limits.zones => {
                    self.file.usual.insert(*number, bare(parts.value));
                }
                _ => {}
            },
            Some(Open::Event(_)) => self.of_event(line, name, parts),
            Some(Open::Zone { name: own, .. }) if name == b"TZID" => *own = Some(bare(parts.value)),
            Some(Open::Observance(observance)) => {
                let dates = &mut self.dates;
                if of_observance(observance, name, parts, || {
                    *dates += 1;
                    *dates <= self.limits.dates
                })
                .is_none()
                {
                    self.problems.add(line.number, cannot(name));
                }
            }
            _ => {}
        }
    }

    fn of_event(&mut self, line: &Line<'_>, name: &[u8], parts: Parts<'_>) {
        let read = match name {
            b"DTSTART" | b"DTEND" | b"RECURRENCE-ID" => self.date(line, name, parts),
            b"RDATE" | b"EXDATE" => self.dates(line, name, parts),
            _ => self.event().and_then(|event| plain(event, name, parts.value)),
        };
        if read.is_none() {
            self.problems.add(line.number, cannot(name));
        }
    }

    /// Whether one more rule may be kept, if this is one.
    fn has_room(&mut self, number: usize, name: &[u8]) -> bool {
        if name == b"RRULE" || name == b"EXRULE" {
            self.rules += 1;
            if self.rules > self.limits.rules {
                let most = self.limits.rules;
                self.problems.add(number, format!("more than {most} rules; this one was left out"));
                return false;
            }
        }
        true
    }

    fn event(&mut self) -> Option<&mut Event> {
        match self.open.last_mut() {
            Some(Open::Event(event)) => Some(event),
            _ => None,
        }
    }

    /// A property with one date.
    fn date(&mut self, line: &Line<'_>, name: &[u8], parts: Parts<'_>) -> Option<()> {
        let (stamp, parts) = match self.stamp(parts, parts.value, &mut None) {
            Some(stamp) => (stamp, parts),
            None => {
                let parts = Parts::of_last(&line.text)?;
                (self.stamp(parts, parts.value, &mut None)?, parts)
            }
        };
        let event = self.event()?;
        match name {
            b"DTSTART" => event.start = Some(stamp),
            b"DTEND" => event.end = End::At(stamp),
            _ => {
                let range = parts.param(b"RANGE").unwrap_or_default();
                let and_future = range.eq_ignore_ascii_case(b"THISANDFUTURE");
                event.instance = Some(Instance { of: stamp, and_future });
            }
        }
        Some(())
    }

    /// A property with a list of dates or periods. What can be read of it counts.
    fn dates(&mut self, line: &Line<'_>, name: &[u8], parts: Parts<'_>) -> Option<()> {
        let (mut read, mut zone) = (Some(()), None);
        for value in parts.value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
            if value.is_empty() {
                continue;
            }
            self.dates += 1;
            if self.dates > self.limits.dates {
                let most = self.limits.dates;
                self.problems
                    .add(line.number, format!("more than {most} dates in lists; the rest was left out"));
                break;
            }
            let (start, end) = match value.iter().position(|byte| *byte == b'/') {
                Some(at) => (value.get(..at)?, value.get(at + 1..)),
                None => (value, None),
            };
            let end = match end {
                None => Some(End::Unsaid),
                Some(end) => Length::parse(end)
                    .map(End::After)
                    .or_else(|| self.stamp(parts, end, &mut zone).map(End::At)),
            };
            let (Some(start), Some(end)) = (self.stamp(parts, start, &mut zone), end) else {
                read = None;
                continue;
            };
            let event = self.event()?;
            if name == b"RDATE" { event.rdates.push((start, end)) } else { event.exdates.push(start) }
        }
        read
    }

    /// A date or time with the zone that its parameters name, which is looked up once for all dates of a line. What
    /// VALUE says is passed over: the value shows it.
    fn stamp(&mut self, parts: Parts<'_>, value: &[u8], zone: &mut Option<Frame>) -> Option<Stamp> {
        let mut stamp = Stamp::parse(value, Some(0))?;
        if let Frame::Zoned(_) = stamp.frame {
            stamp.frame = *zone.get_or_insert_with(|| {
                let named = parts.param(b"TZID").and_then(|name| self.zone_name(&bare(name)));
                named.map_or(Frame::Floating, Frame::Zoned)
            });
        }
        Some(stamp)
    }

    /// The number of a zone's name in this calendar.
    fn zone_name(&mut self, name: &[u8]) -> Option<ZoneName> {
        if name.is_empty() {
            return None;
        }
        // The names of neighbours are mostly the same.
        let last =
            self.last_name.and_then(|last| Some((last, self.file.names.get(usize::try_from(last).ok()?)?)));
        if let Some((last, (calendar, known))) = last
            && *calendar == self.calendars
            && **known == *name
        {
            return Some(last);
        }
        let key = (self.calendars, Box::from(name));
        if let Some(known) = self.names.get(&key) {
            self.last_name = Some(*known);
            return self.last_name;
        }
        if self.names.len() >= self.limits.zones {
            return None;
        }
        let number = ZoneName::try_from(self.file.names.len()).ok()?;
        self.file.names.push(key.clone());
        self.names.insert(key, number);
        Some(number)
    }
}

fn cannot(name: &[u8]) -> String {
    format!("this {} cannot be read", String::from_utf8_lossy(name))
}
