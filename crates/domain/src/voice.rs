//! Which of the two: who writes in a shared log is one of two people, and a state says so in one byte.

use serde::{Deserialize, Serialize};

use crate::PersonId;

/// One of the two who write in a shared log, in the order in which they first wrote there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Voice {
    /// Who wrote first.
    First,
    /// The other one.
    Second,
}

impl Voice {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Voice::First => Voice::Second,
            Voice::Second => Voice::First,
        }
    }

    /// Something kept once for each of the two.
    pub fn of<T>(self, both: &[T; 2]) -> &T {
        let [first, second] = both;
        if self == Voice::First { first } else { second }
    }

    /// The same, to be changed.
    pub fn of_mut<T>(self, both: &mut [T; 2]) -> &mut T {
        let [first, second] = both;
        if self == Voice::First { first } else { second }
    }
}

impl From<bool> for Voice {
    fn from(second: bool) -> Self {
        if second { Voice::Second } else { Voice::First }
    }
}

impl From<Voice> for bool {
    fn from(voice: Voice) -> bool {
        voice == Voice::Second
    }
}

/// Who the two are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Voices(Vec<Known>);

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Known(#[serde(with = "crate::id::person_bytes")] PersonId);

impl Voices {
    /// Which of the two a person is; nobody, if they never wrote here.
    pub fn of(&self, person: PersonId) -> Option<Voice> {
        let place = self.0.iter().position(|known| known.0 == person)?;
        Some(Voice::from(place == 1))
    }

    /// Who a voice is.
    pub fn person(&self, voice: Voice) -> Option<PersonId> {
        self.0.get(usize::from(voice == Voice::Second)).map(|known| known.0)
    }

    /// Which of the two an author is, who is known from now on. A third would be a fault, and is nobody.
    pub(crate) fn hear(&mut self, author: PersonId) -> Option<Voice> {
        if self.0.len() < 2 && self.of(author).is_none() {
            self.0.push(Known(author));
        }
        self.of(author)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_are_heard_and_a_third_is_nobody() {
        let mut voices = Voices::default();
        let people = [7, 5, 7, 9].map(|n| PersonId([n; 16]));
        let heard = people.map(|person| voices.hear(person));
        assert_eq!(heard, [Some(Voice::First), Some(Voice::Second), Some(Voice::First), None]);
        assert_eq!(voices.person(Voice::Second), Some(PersonId([5; 16])));
        assert_eq!(*Voice::Second.of(&[1, 2]), 2);
        assert_eq!(Voice::First.other(), Voice::Second);
    }
}
