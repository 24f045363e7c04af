//! What an event is: a body in one space, with who wrote it, when, and where it lies in the log.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Instant, PersonId};

/// The spaces a person's pages read. (A coach's spaces come with the coach.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpaceName {
    /// What a signed-in page needs without unlocking.
    Desk,
    /// The private space; opens with the passphrase or the device's PIN.
    Private,
    /// What the two have revealed or agreed.
    Shared,
}

/// Where an event lies and whose it is. Checked by the host before anything folds.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// Place in the space's log, from 1.
    pub seq: u64,
    /// Who wrote it.
    pub author: PersonId,
    /// When they wrote it.
    pub at: Instant,
}

/// A state that events fold into. Folding is total: it never fails and never panics.
pub trait Fold: Default {
    /// The events of this space.
    type Event: Serialize + DeserializeOwned;

    /// Changes whenever folding or the state's shape changes; older snapshots are then folded anew.
    const VERSION: u32;

    /// Takes one event in.
    fn apply(&mut self, event: Self::Event, meta: &Meta);

    /// Takes the chapters that became full, with their numbers; the host writes them with the next snapshot. It has no
    /// default: a state that forgot its chapters would lose what is old.
    fn take_chapters(&mut self) -> Vec<(u32, Vec<u8>)>;
}

/// The stored bytes of an event: a CBOR map `{kind, v, …}`.
pub fn encode<E: Serialize>(event: &E) -> Vec<u8> {
    #[derive(Serialize)]
    struct Versioned<'a, E> {
        v: u8,
        #[serde(flatten)]
        event: &'a E,
    }
    let mut bytes = Vec::new();
    // Writing to a Vec cannot fail, and our events hold nothing CBOR cannot say.
    let _ = ciborium::into_writer(&Versioned { v: 1, event }, &mut bytes);
    bytes
}

/// Reads an event; bytes that are none, or a kind nobody knows yet, give `None` and are passed over.
pub fn decode<E: DeserializeOwned>(bytes: &[u8]) -> Option<E> {
    #[derive(Deserialize)]
    struct Versioned<E> {
        #[serde(flatten)]
        event: E,
    }
    ciborium::from_reader::<Versioned<E>, _>(bytes).ok().map(|versioned| versioned.event)
}
