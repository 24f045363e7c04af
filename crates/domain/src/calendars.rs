//! Calendars a person brings in, as their desk remembers them: where from, when read, and never what is in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::desk::fits;
use crate::event::Meta;
use crate::id::CalendarId;
use crate::meet::Stretch;
use crate::{Instant, desk};

/// What can happen to a calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// It was added.
    Added {
        /// How the person calls it.
        name: String,
        /// Where it is fetched from; `None` for a file.
        url: Option<String>,
    },
    /// It was read; what was read before is replaced.
    Read {
        /// When one is busy, merged and in order.
        busy: Vec<Stretch>,
        /// How many lines could not be read.
        problems: u32,
        /// What the server called this version, to be told when nothing changed.
        etag: Option<String>,
    },
    /// It is as it was when it was last read.
    Unchanged,
    /// It could not be read; what was read before stays.
    Failed {
        /// Why: one of the words that pages have a message for.
        why: String,
    },
    /// It was taken away.
    Removed,
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// A calendar, as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// How the person calls it.
    pub name: String,
    /// The event that holds the address; `None` for a file.
    pub url: Option<u64>,
    /// The event that holds the busy times, and when it was read.
    pub read: Option<(u64, Instant)>,
    /// How many busy times it had.
    pub stretches: u32,
    /// How many lines could not be read.
    pub problems: u32,
    /// When what was read was last known to be true.
    pub good_at: Option<Instant>,
    /// Why the last try failed, if it did.
    pub failed: Option<String>,
    /// When it was last tried.
    pub tried_at: Instant,
}

/// The most calendars at a time.
pub const MOST: usize = 4;
/// After how long an address is read again, in milliseconds: twelve hours.
pub const AGES: i64 = 12 * 3_600_000;

impl Calendar {
    /// Whether it comes from an address and is to be read again.
    pub fn is_old(&self, now: Instant) -> bool {
        self.url.is_some() && now.0.saturating_sub(self.tried_at.0) >= AGES
    }
}

/// A person's calendars.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calendars(BTreeMap<CalendarId, Calendar>);

impl Calendars {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (&CalendarId, &Calendar)> {
        self.0.iter()
    }

    /// One of them.
    pub fn get(&self, id: &CalendarId) -> Option<&Calendar> {
        self.0.get(id)
    }

    /// Whether there is room for one more.
    pub fn have_room(&self) -> bool {
        self.0.len() < MOST
    }

    /// Takes a change in.
    pub fn apply(&mut self, id: CalendarId, change: Change, meta: &Meta) {
        if let Change::Added { name: called, url } = change {
            if self.0.len() < MOST && fits(id.as_str()) {
                let fresh = Calendar {
                    name: desk::short(called),
                    url: url.map(|_| meta.seq),
                    read: None,
                    stretches: 0,
                    problems: 0,
                    good_at: None,
                    failed: None,
                    tried_at: meta.at,
                };
                self.0.entry(id).or_insert(fresh);
            }
            return;
        }
        if change == Change::Removed {
            self.0.remove(&id);
            return;
        }
        let Some(calendar) = self.0.get_mut(&id) else { return };
        calendar.tried_at = meta.at;
        match change {
            Change::Read { busy, problems, .. } => {
                calendar.read = Some((meta.seq, meta.at));
                calendar.stretches = u32::try_from(busy.len()).unwrap_or(u32::MAX);
                calendar.problems = problems;
                calendar.good_at = Some(meta.at);
                calendar.failed = None;
            }
            Change::Unchanged => {
                calendar.good_at = Some(meta.at);
                calendar.failed = None;
            }
            Change::Failed { why } => calendar.failed = Some(desk::short(why)),
            Change::Added { .. } | Change::Removed | Change::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    fn meta(seq: u64, hours: i64) -> Meta {
        Meta { seq, author: PersonId([1; 16]), at: Instant(hours * 3_600_000) }
    }

    fn added(url: Option<&str>) -> Change {
        Change::Added { name: "Work".into(), url: url.map(str::to_owned) }
    }

    #[test]
    fn a_failed_try_keeps_what_was_read() {
        let mut all = Calendars::default();
        all.apply("c".into(), added(Some("https://calendar.example/x.ics")), &meta(1, 0));
        let busy = vec![Stretch { from: Instant(5), to: Instant(9) }];
        all.apply("c".into(), Change::Read { busy, problems: 2, etag: None }, &meta(2, 0));
        all.apply("c".into(), Change::Failed { why: "unreachable".into() }, &meta(3, 13));
        let calendar = all.get(&"c".into()).unwrap();
        assert_eq!((calendar.read, calendar.good_at), (Some((2, Instant(0))), Some(Instant(0))));
        assert_eq!(calendar.failed.as_deref(), Some("unreachable"));
        assert!(!calendar.is_old(Instant(14 * 3_600_000)), "it was tried an hour ago");
        assert!(calendar.is_old(Instant(25 * 3_600_000)));
    }

    #[test]
    fn a_file_is_never_old_and_a_removed_one_is_gone() {
        let mut all = Calendars::default();
        all.apply("c".into(), added(None), &meta(1, 0));
        assert!(!all.get(&"c".into()).unwrap().is_old(Instant(i64::MAX)));
        all.apply("c".into(), Change::Removed, &meta(2, 1));
        assert_eq!(all.all().count(), 0);
    }
}
