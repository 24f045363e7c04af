//! From one event, its rules and its overrides to stretches of busy time.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::busy::Busy;
use crate::civil::DAY;
use crate::event::{End, Event};
use crate::limits::Steps;
use crate::names::Names;
use crate::recur::{Stretch, fire};
use crate::rule::Rule;
use crate::value::{Frame, Length, Stamp};
use crate::zone::Zone;

/// The most that a local time and UTC differ, with something to spare.
const APART: i64 = 2 * DAY;

/// Moments kept at which a series does not happen.
const EXCEPT: usize = 200_000;

/// Adds the busy time of one event with its overrides; without a master the overrides stand alone.
///
/// False when the steps did not suffice for all of it.
pub(crate) fn expand(
    master: Option<&Event>,
    overrides: &[&Event],
    names: &Names,
    busy: &mut Busy,
    steps: &mut Steps,
) -> bool {
    let master = master.and_then(|master| Some((master, Shape::of(master, names)?)));
    let series = master.map(|(master, shape)| Series::new(master, shape, names));
    let Some(mut series) = series else {
        overrides.iter().for_each(|single| add_alone(single, names, busy));
        return true;
    };
    let mut current = series.latest(overrides);
    current.retain(|single| !series.outdates(single, steps));
    for single in current {
        add_alone(single, names, busy);
        series.replace(single);
    }
    series.run(busy, steps)
}

/// Adds an override at its own time.
fn add_alone(single: &Event, names: &Names, busy: &mut Busy) {
    if let Some(shape) = Shape::of(single, names)
        && shape.busy
    {
        busy.add(shape.start_utc, shape.end(shape.start_utc));
    }
}

/// How an event's occurrences look.
struct Shape {
    busy: bool,
    zone: Rc<Zone>,
    start: i64,
    start_utc: i64,
    length: Length,
}

impl Shape {
    fn of(event: &Event, names: &Names) -> Option<Self> {
        let start = event.start?;
        let zone = match event.end {
            // A beginning that forgot its zone is in that of the end, unless the calendar says where it is.
            End::At(end)
                if start.frame == Frame::Floating
                    && matches!(end.frame, Frame::Zoned(_))
                    && !names.says(event.calendar) =>
            {
                zone_of(end, event, names)
            }
            _ => zone_of(start, event, names),
        };
        let start_utc = zone.to_utc(start.local);
        let length = length(event, start, event.end, start_utc, &zone, names);
        Some(Self { busy: event.busy(), zone, start: start.local, start_utc, length })
    }

    /// The end of an occurrence that begins at a moment.
    fn end(&self, start: i64) -> i64 {
        end(&self.zone, self.length, start)
    }
}

fn end(zone: &Zone, length: Length, start: i64) -> i64 {
    if length.days == 0 {
        return start + length.seconds;
    }
    // Days are those of the calendar, whatever the clocks do on the way.
    zone.to_utc(zone.to_local(start) + length.days * DAY) + length.seconds
}

/// The zone in which a date of an event is meant.
fn zone_of(stamp: Stamp, event: &Event, names: &Names) -> Rc<Zone> {
    Rc::clone(match stamp.frame {
        Frame::Date => &names.attendee,
        Frame::Floating => names.floating(event.calendar),
        Frame::Utc => names.utc(),
        Frame::Zoned(name) => names.get(name, event.calendar),
    })
}

fn length(event: &Event, start: Stamp, end: End, start_utc: i64, zone: &Zone, names: &Names) -> Length {
    match end {
        End::Unsaid if start.frame == Frame::Date => Length::days(1),
        End::Unsaid => Length::default(),
        End::After(length) => length,
        End::At(end) if start.frame == Frame::Date && end.frame == Frame::Date => {
            Length::days(end.day() - start.day())
        }
        End::At(end) => Length::exact(moment(end, event, start, zone, names) - start_utc),
    }
}

/// The moment of another date of an event: where it has no zone of its own, that of the beginning is meant.
fn moment(stamp: Stamp, event: &Event, start: Stamp, zone: &Zone, names: &Names) -> i64 {
    match stamp.frame {
        Frame::Floating if start.frame != Frame::Date && start.frame != Frame::Utc => {
            zone.to_utc(stamp.local)
        }
        _ => zone_of(stamp, event, names).to_utc(stamp.local),
    }
}

/// A master with what changes its occurrences.
struct Series<'a> {
    master: &'a Event,
    start: Stamp,
    shape: Shape,
    /// Moments at which it does not happen.
    except: BTreeSet<i64>,
    /// Days on which it does not happen.
    except_days: BTreeSet<i64>,
    /// From which moment on occurrences look otherwise, and by how much they move.
    later: BTreeMap<i64, (Shape, i64)>,
    names: &'a Names,
}

impl<'a> Series<'a> {
    fn new(master: &'a Event, shape: Shape, names: &'a Names) -> Self {
        let start = master.start.unwrap_or(Stamp { local: shape.start, frame: Frame::Floating });
        let (except, except_days) = (BTreeSet::new(), BTreeSet::new());
        let mut series = Self { master, start, shape, except, except_days, later: BTreeMap::new(), names };
        for date in &master.exdates {
            series.exclude(*date);
        }
        series
    }

    /// Of overrides that name the same occurrence in different ways, the one with the highest SEQUENCE, then the one that
    /// stands later in the file.
    fn latest<'b>(&self, overrides: &[&'b Event]) -> Vec<&'b Event> {
        let mut latest = BTreeMap::<_, &'b Event>::new();
        for single in overrides.iter().copied() {
            let Some(of) = single.instance.map(|instance| instance.of) else { continue };
            let by_day = of.frame == Frame::Date || self.start.frame == Frame::Date;
            let key = (by_day, if by_day { self.day(of) } else { self.moment(of) });
            let version = |event: &Event| (event.sequence, event.line);
            let newest = latest.entry(key).or_insert(single);
            if version(newest) <= version(single) {
                *newest = single;
            }
        }
        latest.into_values().collect()
    }

    /// Puts an override in the place of its occurrence.
    fn replace(&mut self, single: &Event) {
        let Some(instance) = single.instance else { return };
        self.exclude(instance.of);
        if instance.and_future {
            self.change(single, instance.of);
        }
    }

    /// Whether a later version of the master knows nothing any more of an override's occurrence: it is among its
    /// exceptions, or its rules, which the override repeats, do not come to it.
    fn outdates(&self, single: &Event, steps: &mut Steps) -> bool {
        let Some(instance) = single.instance.filter(|_| single.sequence < self.master.sequence) else {
            return false;
        };
        let of = instance.of;
        let within = if of.frame == Frame::Date || self.start.frame == Frame::Date {
            Stretch { from: self.day(of) * DAY, to: (self.day(of) + 1) * DAY }
        } else {
            let local = self.shape.zone.to_local(self.moment(of));
            Stretch { from: local, to: local + 1 }
        };
        let utc = self.shape.zone.to_utc(within.from);
        if self.except.contains(&utc) || self.except_days.contains(&within.from.div_euclid(DAY)) {
            return true;
        }
        let mut has = single.rules.is_empty();
        let mut look = |local: i64| has |= (within.from..within.to).contains(&local);
        look(self.shape.start);
        // Where the steps do not suffice, nobody knows, and it counts.
        if !steps.take(u64::try_from(self.master.rdates.len()).unwrap_or(u64::MAX)) {
            return false;
        }
        self.master.rdates.iter().for_each(|(date, _)| look(self.on(*date).0));
        let enough =
            self.master.rules.iter().all(|rule| self.fire(rule, within, steps, |local, _| look(local)));
        enough && !has
    }

    /// The day that a date names. Some name a whole day by the moment in UTC at which it begins where they are.
    fn day(&self, stamp: Stamp) -> i64 {
        let there = self.names.attendee.to_local(stamp.local);
        let begins = self.start.frame == Frame::Date && stamp.frame == Frame::Utc && there % DAY == 0;
        if begins { there.div_euclid(DAY) } else { stamp.day() }
    }

    fn moment(&self, stamp: Stamp) -> i64 {
        moment(stamp, self.master, self.start, &self.shape.zone, self.names)
    }

    fn exclude(&mut self, date: Stamp) {
        if date.frame == Frame::Date || self.start.frame == Frame::Date {
            self.except_days.insert(self.day(date));
        } else {
            let moment = self.moment(date);
            self.except.insert(moment);
            if date.frame == Frame::Utc && self.start.frame == Frame::Floating {
                // A time that floats has no moment in UTC; who writes one means the clock on the wall.
                let wall = self.shape.zone.to_utc(date.local);
                self.except.insert(wall);
            }
        }
    }

    /// An override that says RANGE=THISANDFUTURE.
    fn change(&mut self, single: &Event, of: Stamp) {
        let from = match (of.frame, self.start.frame) {
            (Frame::Date, _) => self.shape.zone.to_utc(of.local),
            (_, Frame::Date) => self.shape.zone.to_utc(self.day(of) * DAY),
            _ => self.moment(of),
        };
        let mut shape = Shape::of(single, self.names);
        if shape.is_none() && !single.busy() {
            // Cancelled without saying when it would have been.
            let same = Shape { zone: Rc::clone(&self.shape.zone), start_utc: from, ..self.shape };
            shape = Some(Shape { busy: false, start: same.zone.to_local(from), ..same });
        }
        if let Some(shape) = shape {
            // A day names the occurrence on it, which begins when they all do.
            let of_day = of.frame == Frame::Date && self.start.frame != Frame::Date;
            let was = if of_day { self.on(of).1 } else { from };
            let moved = shape.start - shape.zone.to_local(was);
            self.later.insert(from, (shape, moved));
        }
    }

    fn run(&self, busy: &mut Busy, steps: &mut Steps) -> bool {
        let shapes =
            || std::iter::once((&self.shape, 0)).chain(self.later.values().map(|(shape, by)| (shape, *by)));
        if !shapes().any(|(shape, _)| shape.busy) {
            return true;
        }
        let reach = shapes().map(|(shape, by)| shape.length.at_most().saturating_add(by)).max().unwrap_or(0);
        let back = shapes().map(|(_, by)| -by).max().unwrap_or(0).max(0);
        let within = Stretch {
            from: busy.from.saturating_sub(reach.max(0)).saturating_sub(APART),
            to: busy.to.saturating_add(back).saturating_add(APART),
        };
        let mut except = self.except.clone();
        let mut enough = true;
        for rule in &self.master.except {
            let mut room = true;
            enough &= self.fire(rule, within, steps, |_, utc| {
                room = except.len() < EXCEPT;
                if room {
                    except.insert(utc);
                }
            });
            enough &= room;
        }
        let ended = |rule: &Rule| self.ends_before(rule, self.shape.start, self.shape.start_utc);
        if self.master.rules.is_empty() || !self.master.rules.iter().all(ended) {
            self.add(self.shape.start, self.shape.start_utc, None, &except, busy);
        }
        for (date, own_end) in &self.master.rdates {
            let (local, utc) = self.on(*date);
            let own = match own_end {
                End::Unsaid => None,
                own => Some(length(self.master, *date, *own, utc, &self.shape.zone, self.names)),
            };
            self.add(local, utc, own, &except, busy);
        }
        for rule in &self.master.rules {
            enough &= self.fire(rule, within, steps, |local, utc| self.add(local, utc, None, &except, busy));
        }
        enough
    }

    /// Local time and moment of a date in RDATE. One without a time has that of the beginning.
    fn on(&self, date: Stamp) -> (i64, i64) {
        let zone = &self.shape.zone;
        let local = match (date.frame, self.start.frame) {
            (_, Frame::Date) => self.day(date) * DAY,
            (Frame::Date, _) => date.local + self.start.local.rem_euclid(DAY),
            _ => {
                let utc = self.moment(date);
                return (zone.to_local(utc), utc);
            }
        };
        (local, zone.to_utc(local))
    }

    fn fire(&self, rule: &Rule, within: Stretch, steps: &mut Steps, mut found: impl FnMut(i64, i64)) -> bool {
        let zone = &self.shape.zone;
        let until = rule.until.map_or(i64::MAX, |until| until.local.saturating_add(APART));
        let within = Stretch { to: within.to.min(until), ..within };
        fire(rule, self.shape.start, within, steps, |local| {
            let utc = zone.to_utc(local);
            if !self.ends_before(rule, local, utc) {
                found(local, utc);
            }
        })
    }

    /// Whether a rule's UNTIL lies before an occurrence.
    fn ends_before(&self, rule: &Rule, local: i64, utc: i64) -> bool {
        rule.until.is_some_and(|until| match (until.frame, self.start.frame) {
            (Frame::Date, _) => local >= until.local + DAY,
            // A whole day is named by its midnight somewhere, or by the last second before it is over.
            (Frame::Utc, Frame::Date) if until.local % DAY != 0 => {
                local > self.names.attendee.to_local(until.local)
            }
            (Frame::Utc, frame) if frame != Frame::Date => utc > until.local,
            _ => local > until.local,
        })
    }

    /// Adds one occurrence, unless it does not happen or looks otherwise from then on.
    fn add(&self, local: i64, utc: i64, own: Option<Length>, except: &BTreeSet<i64>, busy: &mut Busy) {
        if except.contains(&utc) || self.except_days.contains(&local.div_euclid(DAY)) {
            return;
        }
        if let Some((_, (shape, by))) = self.later.range(..=utc).next_back() {
            if shape.busy {
                let start = shape.zone.to_utc(shape.zone.to_local(utc) + by);
                busy.add(start, shape.end(start));
            }
            return;
        }
        if self.shape.busy {
            // Counted on the local time, which a gap has moved only on the clock.
            let length = own.unwrap_or(self.shape.length);
            let end = if length.days == 0 {
                utc + length.seconds
            } else {
                self.shape.zone.to_utc(local + length.days * DAY) + length.seconds
            };
            busy.add(utc, end);
        }
    }
}
