//! Sheets: pages one fills in for oneself and comes back to: a draft, a needs map, one's half of a loop, a preparation.
//!
//! A sheet keeps its newest words. Earlier versions stay in the log until the sheet is burned, which erases all of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::desk::fits;
use crate::event::Meta;

/// Where a sheet's words lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetRef {
    /// The event that holds the newest words.
    pub seq: u64,
    /// When they were written.
    pub at: Instant,
    /// Earlier versions, oldest first.
    pub earlier: Vec<u64>,
}

impl SheetRef {
    /// Every version, for burning.
    pub fn versions(&self) -> impl Iterator<Item = u64> {
        self.earlier.iter().copied().chain([self.seq])
    }

    /// Versions there is no room for once one more is written; they are to be erased with it.
    pub fn too_many(&self) -> &[u64] {
        let over = (self.earlier.len() + 1).saturating_sub(EARLIER);
        self.earlier.get(..over).unwrap_or_default()
    }
}

/// The most earlier versions of one sheet.
const EARLIER: usize = 8;
/// The most sheets.
pub const MOST: usize = 80;

/// All sheets of a person, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheets(BTreeMap<String, SheetRef>);

impl Sheets {
    /// A sheet.
    pub fn get(&self, name: &str) -> Option<&SheetRef> {
        self.0.get(name)
    }

    /// The sheets whose names begin so, by name.
    pub fn under<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = (&'a str, &'a SheetRef)> {
        self.0
            .range(beginning.to_owned()..)
            .take_while(move |(name, _)| name.starts_with(beginning))
            .map(|(name, sheet)| (name.as_str(), sheet))
    }

    /// Whether there is room for this one.
    pub fn have_room(&self, name: &str) -> bool {
        self.0.len() < MOST || self.0.contains_key(name)
    }

    /// Keeps a sheet, and answers whether there was room for it.
    pub(crate) fn keep(&mut self, name: String, meta: &Meta) -> bool {
        if !fits(&name) || !self.have_room(&name) {
            return false;
        }
        let fresh = SheetRef { seq: meta.seq, at: meta.at, earlier: Vec::new() };
        let before = self.0.insert(name.clone(), fresh);
        if let (Some(before), Some(now)) = (before, self.0.get_mut(&name)) {
            now.earlier = before.versions().collect();
            let over = now.earlier.len().saturating_sub(EARLIER);
            now.earlier.drain(..over);
        }
        true
    }

    pub(crate) fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    fn keep(sheets: &mut Sheets, name: &str, seq: u64) {
        let meta = Meta { seq, author: PersonId([1; 16]), at: Instant(0) };
        sheets.keep(name.to_owned(), &meta);
    }

    #[test]
    fn a_burned_sheet_names_every_version_there_is() {
        let mut sheets = Sheets::default();
        let mut erased = Vec::new();
        for seq in 1..=30 {
            erased.extend(sheets.get("loop").map(SheetRef::too_many).unwrap_or_default());
            keep(&mut sheets, "loop", seq);
        }
        erased.extend(sheets.get("loop").unwrap().versions());
        assert_eq!(erased, (1..=30).collect::<Vec<_>>());
        sheets.forget("loop");
        assert_eq!(sheets, Sheets::default());
    }

    #[test]
    fn sheets_are_found_by_how_their_names_begin() {
        let mut sheets = Sheets::default();
        for (seq, name) in (1..).zip(["step/a", "step/b", "stepping", "loop"]) {
            keep(&mut sheets, name, seq);
        }
        assert_eq!(sheets.under("step/").map(|(name, _)| name).collect::<Vec<_>>(), ["step/a", "step/b"]);
    }
}
