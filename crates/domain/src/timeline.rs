//! A list that grows for ever in a state that must not: the newest entries stay hot, full chapters are handed out.

use serde::{Deserialize, Serialize};

/// Entries to a chapter, and the most that stay hot beside a chapter in the making.
pub const CHAPTER: usize = 64;

/// The newest entries, oldest first, and how many chapters of [`CHAPTER`] entries lie before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline<T> {
    hot: Vec<T>,
    chapters: u32,
    /// Chapters that became full since the state was opened; the host writes them with the next snapshot.
    #[serde(skip, default = "Vec::new")]
    full: Vec<(u32, Vec<T>)>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { hot: Vec::new(), chapters: 0, full: Vec::new() }
    }
}

impl<T> Timeline<T> {
    /// Adds the newest entry. Two chapters' worth make the older one leave.
    pub fn push(&mut self, entry: T) {
        self.hot.push(entry);
        if self.hot.len() >= 2 * CHAPTER {
            let newer = self.hot.split_off(CHAPTER);
            let older = std::mem::replace(&mut self.hot, newer);
            self.full.push((self.chapters, older));
            self.chapters = self.chapters.saturating_add(1);
        }
    }

    /// The newest entry, to be put right by what comes with it.
    pub(crate) fn last_mut(&mut self) -> Option<&mut T> {
        self.hot.last_mut()
    }

    /// The hot entries, newest first.
    pub fn newest(&self) -> impl Iterator<Item = &T> {
        self.hot.iter().rev()
    }

    /// How many chapters lie before the hot entries; they are numbered from 0, oldest first.
    pub fn chapters(&self) -> u32 {
        self.chapters
    }

    /// Takes the chapters that became full, as the host keeps them.
    pub fn take_chapters(&mut self) -> Vec<(u32, Vec<u8>)>
    where
        T: Serialize,
    {
        let encoded = |(number, entries): (u32, Vec<T>)| {
            let mut bytes = Vec::new();
            // Writing to a Vec cannot fail.
            let _ = ciborium::into_writer(&entries, &mut bytes);
            (number, bytes)
        };
        self.take_full().into_iter().map(encoded).collect()
    }

    /// Reads a chapter; bytes that are none read as empty.
    pub fn read_chapter(bytes: &[u8]) -> Vec<T>
    where
        T: serde::de::DeserializeOwned,
    {
        ciborium::from_reader(bytes).unwrap_or_default()
    }

    /// Takes the chapters that became full, with their numbers.
    pub fn take_full(&mut self) -> Vec<(u32, Vec<T>)> {
        std::mem::take(&mut self.full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_the_hot_part_stays_small() {
        let mut timeline = Timeline::default();
        let mut all = Vec::new();
        for n in 0..10_000 {
            timeline.push(n);
            assert!(timeline.hot.len() < 2 * CHAPTER);
        }
        for (number, chapter) in timeline.take_full() {
            assert_eq!(number as usize * CHAPTER, all.len());
            all.extend(chapter);
        }
        all.extend(timeline.newest().copied().collect::<Vec<_>>().into_iter().rev());
        assert_eq!(all, (0..10_000).collect::<Vec<_>>());
    }
}
