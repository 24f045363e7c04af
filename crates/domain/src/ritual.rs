//! Rituals: recurring times that are just for connecting; what two people propose, agree on, move and let go.
//!
//! The same fold serves a couple, where one proposes and the other agrees, and one person alone, where nobody has to.
//! Invariant: what was let go, skipped or never agreed to leaves no trace but the date itself.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::desk::fits;
use crate::event::Meta;
use crate::id::RitualId;
use crate::rhythm::Rhythm;
use crate::{Day, Instant, PersonId};

/// What a ritual is: its name, when it recurs and how long it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// The template of the library it came from, if it did.
    pub template: Option<String>,
    /// On which days.
    pub rhythm: Rhythm,
    /// When on those days, in minutes after midnight by the clock of `zone`.
    pub at: u16,
    /// How long, in minutes.
    pub minutes: u16,
    /// The IANA name of the zone whose clock counts.
    pub zone: String,
    /// The first day it may happen.
    pub starts: Day,
}

/// How an occurrence went. *Moved* is not among them: moving is a change of the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// We did it.
    Did,
    /// We let it go.
    LetGo,
}
crate::checkin::spelled!(Told { Did = "did", LetGo = "let-go" });

/// What can happen to a ritual.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// Somebody proposes it; alone, it is simply there.
    Proposed {
        /// What it is.
        plan: Plan,
        /// The ritual whose place it takes from its first day on.
        instead_of: Option<RitualId>,
    },
    /// The other one agrees.
    Agreed,
    /// It ends, or the proposal is taken back or put away.
    Ended,
    /// It rests until the end of a day.
    Paused {
        /// The first day of rest, where its author was; the day it was said by UTC, if they did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Day>,
        /// The last day of rest.
        until: Day,
    },
    /// The rest ended early.
    Resumed,
    /// One date does not happen.
    Skipped {
        /// The date it was due on.
        on: Day,
    },
    /// One date happens at another time.
    Moved {
        /// The date it was due on.
        on: Day,
        /// The date it happens on.
        to: Day,
        /// When, in minutes after midnight.
        at: u16,
    },
    /// One date happens as it was first meant.
    Restored {
        /// The date it was due on.
        on: Day,
    },
    /// How one date went.
    Told {
        /// The date it was due on.
        on: Day,
        /// How it went.
        how: Told,
    },
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// Another time for one date, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    /// The date it was due on.
    #[serde(rename = "o")]
    pub on: Day,
    /// The date and minute it happens on; `None` when it does not.
    #[serde(rename = "t")]
    pub to: Option<(Day, u16)>,
    /// Who said so.
    #[serde(rename = "b", with = "crate::id::person_bytes")]
    pub by: PersonId,
    /// How often this date was changed.
    #[serde(rename = "n")]
    pub times: u16,
}

/// A ritual, as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ritual {
    /// What it is.
    pub plan: Plan,
    /// Who proposed it.
    #[serde(with = "crate::id::person_bytes")]
    pub by: PersonId,
    /// When it was proposed; once agreed, when that was.
    pub at: Instant,
    /// Both said yes (or there is only one).
    pub agreed: bool,
    /// The ritual whose place it takes once agreed.
    pub instead_of: Option<RitualId>,
    /// It happens no more from this day on: another took its place.
    pub until: Option<Day>,
    /// It rests from one day to another, both included.
    pub rest: Option<(Day, Day)>,
    /// Dates with another time, or none.
    pub exceptions: Vec<Exception>,
    /// How the newest dates went.
    pub told: Vec<(Day, Told)>,
    /// How often dates were changed whose changes are no longer kept: a sequence never goes back.
    #[serde(default)]
    pub forgotten: u16,
}

/// One date of a ritual.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// Of which ritual.
    pub ritual: RitualId,
    /// The date it was due on; it names the occurrence, however it moves.
    pub on: Day,
    /// The date it happens on.
    pub day: Day,
    /// When, in minutes after midnight by the ritual's clock.
    pub at: u16,
    /// How long, in minutes.
    pub minutes: u16,
    /// It does not happen.
    pub skipped: bool,
    /// Who moved or skipped it, if somebody did.
    pub changed_by: Option<PersonId>,
    /// How often it was changed; what calendars call its sequence.
    pub sequence: u16,
}

impl Occurrence {
    /// When it begins. A time that the clocks leave out comes as much later as they jump; one that comes twice is the
    /// first.
    pub fn starts(&self, zone: &TimeZone) -> Instant {
        self.day.moment(self.at, zone)
    }

    /// When it ends.
    pub fn ends(&self, zone: &TimeZone) -> Instant {
        Instant(self.starts(zone).0.saturating_add(i64::from(self.minutes).saturating_mul(60_000)))
    }
}

/// The most rituals and proposals at a time.
pub const MOST: usize = 12;
/// The most bytes of a title.
pub const TITLE: usize = 80;
/// Days after which a proposal nobody agreed to is gone.
pub const LAPSES: i64 = 30;
/// The most dates of a ritual that are moved or skipped at a time.
pub const EXCEPTIONS: usize = 6;
/// How many of the newest dates are remembered as told.
const TOLD: usize = 6;
/// The most bytes of a zone's name.
const ZONE: usize = 40;
/// Days for which what is over stays, so that calendars learn of it.
const AFTERWARDS: i32 = 14;
/// Minutes of a day.
const MINUTES: u16 = 24 * 60;

/// Whether somebody must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seats {
    /// One person alone.
    One,
    /// Two, and the other one has to agree.
    Two,
}

/// All rituals of a couple, or of one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rituals(BTreeMap<RitualId, Ritual>);

/// A date that they did together: what it was and how long it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Did {
    /// What the ritual is called.
    pub title: String,
    /// The day it happened on.
    pub day: Day,
    /// How long it takes, in minutes.
    pub minutes: u16,
}

impl Rituals {
    /// One of them.
    pub fn get(&self, id: &RitualId) -> Option<&Ritual> {
        self.0.get(id)
    }

    /// Those both agreed to, by id.
    pub fn agreed(&self) -> impl Iterator<Item = (&RitualId, &Ritual)> {
        self.0.iter().filter(|(_, ritual)| ritual.agreed)
    }

    /// Proposals that are still open.
    pub fn proposed(&self, now: Instant) -> impl Iterator<Item = (&RitualId, &Ritual)> {
        self.0.iter().filter(move |(_, ritual)| !ritual.agreed && !ritual.lapsed(now))
    }

    /// Whether there is room for one more, once what is over has gone.
    pub fn have_room(&self, now: Instant) -> bool {
        self.0.values().filter(|ritual| ritual.stays(now)).count() < MOST
    }

    /// The dates of agreed rituals that happen, or were to happen, between two days, both included; soonest first.
    pub fn occurrences(&self, from: Day, to: Day) -> Vec<Occurrence> {
        let mut all: Vec<_> =
            self.agreed().flat_map(|(id, ritual)| ritual.occurrences(id, from, to)).collect();
        all.sort_by(|a, b| (a.day, a.at, &a.ritual).cmp(&(b.day, b.at, &b.ritual)));
        all
    }

    /// One date of one ritual, wherever it moved.
    pub fn occurrence(&self, id: &RitualId, on: Day) -> Option<Occurrence> {
        self.0.get(id).filter(|ritual| ritual.agreed && ritual.is_due(on)).map(|ritual| ritual.date(id, on))
    }

    /// Takes a change in. Answers what they did together, when that is what was told for the first time.
    pub fn apply(&mut self, id: RitualId, change: Change, meta: &Meta, seats: Seats) -> Option<Did> {
        match change {
            Change::Proposed { plan, instead_of } => {
                self.propose(id, plan, instead_of, meta, seats);
                None
            }
            Change::Agreed => {
                self.agree(&id, meta);
                None
            }
            Change::Ended => {
                self.0.remove(&id);
                None
            }
            change => self.0.get_mut(&id).filter(|ritual| ritual.agreed)?.change(change, meta),
        }
    }

    fn propose(&mut self, id: RitualId, plan: Plan, instead_of: Option<RitualId>, meta: &Meta, seats: Seats) {
        self.forget_what_is_over(meta);
        if self.0.len() >= MOST || self.0.contains_key(&id) || !fits(id.as_str()) || !plan.fits() {
            return;
        }
        let instead_of = instead_of.filter(|old| self.0.contains_key(old));
        let ritual = Ritual {
            plan,
            by: meta.author,
            at: meta.at,
            agreed: false,
            instead_of,
            until: None,
            rest: None,
            exceptions: Vec::new(),
            told: Vec::new(),
            forgotten: 0,
        };
        self.0.insert(id.clone(), ritual);
        if seats == Seats::One {
            self.settle(&id, meta);
        }
    }

    /// Only the other one can agree, and only while the proposal is open.
    fn agree(&mut self, id: &RitualId, meta: &Meta) {
        let open = |ritual: &Ritual| !ritual.agreed && ritual.by != meta.author && !ritual.lapsed(meta.at);
        if self.0.get(id).is_some_and(open) {
            self.settle(id, meta);
        }
    }

    /// It counts from now on. What it takes the place of gives way once: other proposals for that place are gone.
    fn settle(&mut self, id: &RitualId, meta: &Meta) {
        let Some(ritual) = self.0.get_mut(id) else { return };
        ritual.agreed = true;
        ritual.at = meta.at;
        let (starts, old) = (ritual.plan.starts, ritual.instead_of.take());
        let Some(old) = old else { return };
        if let Some(old) = self.0.get_mut(&old) {
            old.until = Some(old.until.map_or(starts, |until| until.min(starts)));
        }
        self.0.retain(|_, ritual| ritual.agreed || ritual.instead_of.as_ref() != Some(&old));
    }

    fn forget_what_is_over(&mut self, meta: &Meta) {
        self.0.retain(|_, ritual| ritual.stays(meta.at));
    }
}

impl Plan {
    /// Whether a state keeps it.
    fn fits(&self) -> bool {
        self.title.len() <= TITLE
            && self.template.as_deref().is_none_or(fits)
            && self.rhythm.is_sound()
            && self.at < MINUTES
            && (1..=7 * MINUTES).contains(&self.minutes)
            && self.zone.len() <= ZONE
    }
}

impl Ritual {
    /// A proposal nobody agreed to goes by itself.
    pub fn lapsed(&self, now: Instant) -> bool {
        !self.agreed && now >= self.at.plus_days(LAPSES)
    }

    /// Whether one more date may be moved or skipped: there is room, or one that needs none any more.
    pub fn may_change(&self, on: Day, today: Day) -> bool {
        self.exceptions.len() < EXCEPTIONS
            || self.exceptions.iter().any(|exception| exception.on == on)
            || self.exceptions.iter().any(|exception| !self.is_needed(exception, today))
    }

    /// Neither gone by nor as it was first meant.
    fn is_needed(&self, exception: &Exception, today: Day) -> bool {
        let last = exception.to.map_or(exception.on, |(day, _)| day.max(exception.on));
        last.plus(1) >= today && exception.to != Some((exception.on, self.plan.at))
    }

    /// It is agreed or still open, and not all of it is long gone.
    fn stays(&self, now: Instant) -> bool {
        !self.is_over(now.day_in(&TimeZone::UTC)) && !self.lapsed(now)
    }

    /// How a date went, if it was told.
    pub fn told_of(&self, on: Day) -> Option<Told> {
        self.told.iter().rev().find(|(day, _)| *day == on).map(|(_, how)| *how)
    }

    /// Whether a date is one of this ritual's.
    fn is_due(&self, on: Day) -> bool {
        let rests = self.rest.is_some_and(|(from, until)| (from..=until).contains(&on));
        !rests && self.until.is_none_or(|until| on < until) && self.plan.rhythm.falls_on(self.plan.starts, on)
    }

    /// All its dates are long gone.
    fn is_over(&self, today: Day) -> bool {
        let once = (self.plan.rhythm == Rhythm::Once).then(|| {
            let moved = self.exceptions.iter().filter_map(|exception| exception.to).map(|(day, _)| day);
            moved.fold(self.plan.starts, Day::max)
        });
        let last = once.into_iter().chain(self.until).max();
        last.is_some_and(|last| last.plus(AFTERWARDS) < today)
    }

    fn occurrences(&self, id: &RitualId, from: Day, to: Day) -> Vec<Occurrence> {
        let due = self.plan.rhythm.days(self.plan.starts, from, to).filter(|on| self.is_due(*on));
        let moved = self.exceptions.iter().map(|exception| exception.on).filter(|on| self.is_due(*on));
        let mut dates: Vec<Day> = due.chain(moved).collect();
        dates.sort_unstable();
        dates.dedup();
        let dates = dates.into_iter().map(|on| self.date(id, on));
        dates.filter(|occurrence| (from..=to).contains(&occurrence.day)).collect()
    }

    fn date(&self, id: &RitualId, on: Day) -> Occurrence {
        let exception = self.exceptions.iter().find(|exception| exception.on == on);
        let to = exception.and_then(|exception| exception.to);
        let (day, at) = to.unwrap_or((on, self.plan.at));
        Occurrence {
            ritual: id.clone(),
            on,
            day,
            at,
            minutes: self.plan.minutes,
            skipped: exception.is_some_and(|exception| exception.to.is_none()),
            changed_by: exception.filter(|exception| exception.to != Some((on, self.plan.at))).map(|e| e.by),
            sequence: self.forgotten.saturating_add(exception.map_or(0, |exception| exception.times)),
        }
    }

    fn change(&mut self, change: Change, meta: &Meta) -> Option<Did> {
        match change {
            Change::Paused { from, until } => {
                let from = from.unwrap_or_else(|| meta.at.day_in(&TimeZone::UTC));
                self.rest = Some((from, until));
            }
            Change::Resumed => self.rest = None,
            Change::Skipped { on } => self.except(on, None, meta),
            Change::Moved { on, to, at } if at < MINUTES => self.except(on, Some((to, at)), meta),
            Change::Restored { on } => self.except(on, Some((on, self.plan.at)), meta),
            Change::Told { on, how } => return self.tell(on, how),
            _ => {}
        }
        None
    }

    fn except(&mut self, on: Day, to: Option<(Day, u16)>, meta: &Meta) {
        if !self.is_due(on) {
            return;
        }
        let before = self.exceptions.iter().position(|exception| exception.on == on);
        let before = before.map(|place| self.exceptions.remove(place));
        let times = before.map_or(0, |before| before.times).saturating_add(1);
        self.make_room(meta.at.day_in(&TimeZone::UTC));
        self.exceptions.push(Exception { on, to, by: meta.author, times });
    }

    /// What needs no room any more goes first; then the earliest, which no page lets it come to.
    fn make_room(&mut self, today: Day) {
        if self.exceptions.len() < EXCEPTIONS {
            return;
        }
        let each = self.exceptions.iter().enumerate();
        let first = each.min_by_key(|(_, exception)| (self.is_needed(exception, today), exception.on));
        if let Some(place) = first.map(|(place, _)| place) {
            let gone = self.exceptions.remove(place);
            self.forgotten = self.forgotten.saturating_add(gone.times);
        }
    }

    /// What both said counts once; that they did it counts more than that they let it go.
    fn tell(&mut self, on: Day, how: Told) -> Option<Did> {
        if !self.is_due(on) || self.told_of(on) == Some(Told::Did) {
            return None;
        }
        self.told.retain(|(day, _)| *day != on);
        self.told.push((on, how));
        if self.told.len() > TOLD {
            self.told.remove(0);
        }
        let happened = self.exceptions.iter().find(|exception| exception.on == on).and_then(|e| e.to);
        let day = happened.map_or(on, |(day, _)| day);
        (how == Told::Did).then(|| Did { title: self.plan.title.clone(), day, minutes: self.plan.minutes })
    }
}

#[cfg(test)]
mod tests;
