//! Which zone a name in a file means.
//!
//! An IANA name beats the file's own VTIMEZONE, which is often out of date; then that; then Windows' names; then an
//! IANA name at the end of a path, as Evolution and Mozilla write it. What nobody knows counts as floating.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::event::File;
use crate::limits::Steps;
use crate::problem::Problems;
use crate::value::ZoneName;
use crate::windows;
use crate::zone::Zone;

/// The bytes of a name that are looked at, but for the file's own zones.
const LONGEST: usize = 200;

/// The zones that the names of a file mean.
pub(crate) struct Names {
    named: Vec<Option<Rc<Zone>>>,
    usual: BTreeMap<u32, Rc<Zone>>,
    /// The zone of the person whose calendar it is.
    pub(crate) attendee: Rc<Zone>,
    utc: Rc<Zone>,
}

impl Names {
    /// Finds the zones around a stretch of seconds in UTC.
    pub(crate) fn find(
        file: &File,
        attendee: &TimeZone,
        database: &TimeZoneDatabase,
        (from, to): (i64, i64),
        steps: &mut Steps,
        problems: &mut Problems,
    ) -> Self {
        let mut known = BTreeMap::<String, Rc<Zone>>::new();
        let mut iana = |name: &str| {
            let zone = database.get(name).ok().filter(|zone| !zone.is_unknown())?;
            let table = known.entry(name.to_owned());
            Some(Rc::clone(table.or_insert_with(|| Rc::new(Zone::around(&zone, from, to)))))
        };
        let mut find = |calendar: u32, name: &[u8]| {
            // No table has a longer one.
            let text = String::from_utf8_lossy(name.get(..LONGEST.min(name.len())).unwrap_or_default());
            iana(&text)
                .or_else(|| {
                    let own = file.zones.get(&(calendar, name.into()))?;
                    Some(Rc::new(crate::observed::zone(own, (from, to), steps)?))
                })
                .or_else(|| iana(windows::iana(&text)?))
                .or_else(|| ends(&text).find_map(&mut iana))
        };
        let named = file.names.iter().map(|(calendar, name)| {
            let zone = find(*calendar, name);
            if zone.is_none() {
                let shown: String = String::from_utf8_lossy(name).chars().take(60).collect();
                problems
                    .add(0, format!("the time zone “{shown}” is not known; its times count as local ones"));
            }
            zone
        });
        let named = named.collect();
        let usual =
            file.usual.iter().filter_map(|(calendar, name)| Some((*calendar, find(*calendar, name)?)));
        let usual = usual.collect();
        let attendee = Rc::new(Zone::around(attendee, from, to));
        Self { named, usual, attendee, utc: Rc::new(Zone::utc()) }
    }

    /// UTC.
    pub(crate) fn utc(&self) -> &Rc<Zone> {
        &self.utc
    }

    /// The zone of a name in a calendar; that of floating times when it is not known.
    pub(crate) fn get(&self, name: ZoneName, calendar: u32) -> &Rc<Zone> {
        let named = usize::try_from(name).ok().and_then(|name| self.named.get(name)?.as_ref());
        named.unwrap_or_else(|| self.floating(calendar))
    }

    /// Whether a calendar says in which zone its floating times are.
    pub(crate) fn says(&self, calendar: u32) -> bool {
        self.usual.contains_key(&calendar)
    }

    /// The zone of floating times in a calendar.
    pub(crate) fn floating(&self, calendar: u32) -> &Rc<Zone> {
        self.usual.get(&calendar).unwrap_or(&self.attendee)
    }
}

/// What follows each slash of a path, but for a single word: `CET` and `Eastern` are no ends of paths.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    let after = path.match_indices('/').filter_map(|(at, _)| path.get(at + 1..));
    after.filter(|end| end.contains('/') || *end == "UTC").take(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_end_in_names() {
        let zones = TimeZoneDatabase::bundled();
        for path in
            ["/freeassociation.sourceforge.net/Europe/Berlin", "/mozilla.org/20050126_1/Europe/Berlin"]
        {
            let found = ends(path).find(|end| zones.get(end).is_ok());
            assert_eq!(found, Some("Europe/Berlin"));
        }
    }
}
