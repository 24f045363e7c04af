//! The life together we want: a few parts, each in words both said yes to.
//!
//! Invariant: nobody edits the other's words. New words are a proposal beside the agreed ones until the other one agrees.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::Meta;
use crate::voice::Voice;
use crate::{Instant, QuestionId};

/// What can happen to a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what")]
pub enum Change {
    /// Words for it are proposed.
    Written {
        /// The words.
        text: String,
    },
    /// The other one says yes to these very words.
    Agreed {
        /// The event that holds them.
        of: u64,
    },
    /// The proposal is taken back or put away.
    Withdrawn,
    /// A change from a newer version.
    #[serde(other)]
    Unknown,
}

/// Words, and whose they were first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// The event that holds the words.
    pub seq: u64,
    /// Who wrote them.
    pub by: Voice,
    /// When; once agreed, when that was.
    pub at: Instant,
}

/// A part, as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What both said yes to.
    pub agreed: Option<Written>,
    /// What one proposes.
    pub proposed: Option<Written>,
}

/// The most parts.
pub const MOST: usize = 24;

/// The parts, by the question that each answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Life(BTreeMap<QuestionId, Part>);

impl Life {
    /// One of them.
    pub fn part(&self, question: &QuestionId) -> Part {
        self.0.get(question).copied().unwrap_or_default()
    }

    /// Those with agreed words.
    pub fn agreed(&self) -> impl Iterator<Item = (&QuestionId, Written)> {
        self.0.iter().filter_map(|(question, part)| Some((question, part.agreed?)))
    }

    /// Words that are proposed, lapsed or not.
    pub fn proposed(&self) -> impl Iterator<Item = Written> {
        self.0.values().filter_map(|part| part.proposed)
    }

    pub(crate) fn apply(&mut self, question: QuestionId, change: Change, by: Voice, meta: &Meta) {
        if self.0.len() >= MOST && !self.0.contains_key(&question) {
            return;
        }
        let part = self.0.entry(question).or_default();
        match change {
            Change::Written { .. } => part.proposed = Some(Written { seq: meta.seq, by, at: meta.at }),
            Change::Agreed { of } => {
                if let Some(written) = part.proposed.take_if(|written| written.seq == of && written.by != by)
                {
                    part.agreed = Some(Written { at: meta.at, ..written });
                }
            }
            Change::Withdrawn => part.proposed = None,
            Change::Unknown => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;

    #[test]
    fn words_count_once_the_other_one_said_yes_to_these_very_words() {
        let mut life = Life::default();
        let mut happens = |seq, change, by| {
            let meta = Meta { seq, author: PersonId([1; 16]), at: Instant(seq as i64) };
            life.apply("life-1-01".into(), change, by, &meta);
            life.part(&"life-1-01".into())
        };
        let written = || Change::Written { text: "A door that is open".into() };
        let (me, you) = (Voice::First, Voice::Second);
        happens(1, written(), me);
        assert_eq!(happens(2, Change::Agreed { of: 1 }, me).agreed, None);
        happens(3, written(), me);
        assert_eq!(happens(4, Change::Agreed { of: 1 }, you).agreed, None, "they were changed meanwhile");
        assert_eq!(happens(5, Change::Agreed { of: 3 }, you).agreed.map(|words| words.seq), Some(3));
        let part = happens(6, written(), you);
        assert_eq!((part.agreed.unwrap().seq, part.proposed.unwrap().seq), (3, 6));
        assert_eq!(happens(7, Change::Withdrawn, me).proposed, None);
    }
}
