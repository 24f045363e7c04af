//! Whether a log is the log it was: each header names the hash before it.
//!
//! It needs no key, so a blind store's backup can be checked too. An erased event still verifies by the hash
//! that was kept of its ciphertext.

use crate::{
    Header, Id, Refused,
    event::{SealedEvent, body_hash, chain_hash},
};
use core::fmt;

/// The end of a log: how many events it has and the chain hash there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Head {
    /// The sequence of the last event, 0 for none.
    pub seq: u64,
    /// The chain hash there, zeros for none.
    pub hash: [u8; 32],
}

impl Head {
    /// The head of an empty log.
    pub const START: Self = Self { seq: 0, hash: [0; 32] };
}

/// One event of a log, with or without its ciphertext.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// The header's bytes.
    pub header: &'a [u8],
    /// Its ciphertext, or what a tombstone kept.
    pub body: Body<'a>,
}

/// The ciphertext of a link, or its hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Body<'a> {
    /// The ciphertext is there.
    Kept(&'a [u8]),
    /// It was erased; its hash stayed.
    Erased(&'a [u8; 32]),
}

crate::secret::dots_of!(Body<'_>, "Body");

impl<'a> From<&'a SealedEvent> for Link<'a> {
    fn from(event: &'a SealedEvent) -> Self {
        Self { header: &event.header, body: Body::Kept(&event.sealed) }
    }
}

impl Link<'_> {
    /// The chain hash at this link.
    pub fn hash(&self) -> [u8; 32] {
        match self.body {
            Body::Kept(sealed) => chain_hash(self.header, &body_hash(sealed)),
            Body::Erased(hash) => chain_hash(self.header, hash),
        }
    }
}

/// Where and how a log is not what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Broken {
    /// The sequence at which it shows.
    pub seq: u64,
    /// How.
    pub kind: Break,
}

/// The ways in which a log breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Break {
    /// An event is missing, doubled or out of order.
    Gap,
    /// The event names another past than the one there is: the log forked or was altered.
    Fork,
    /// The event belongs to another space.
    WrongSpace,
    /// The header cannot be read.
    Unreadable(Refused),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.kind {
            Break::Gap => "an event is missing or out of order",
            Break::Fork => "the past is not the one that was written",
            Break::WrongSpace => "an event belongs to another space",
            Break::Unreadable(_) => "a header cannot be read",
        };
        write!(f, "{how} at {}", self.seq)
    }
}

impl core::error::Error for Broken {}

/// Follows a log of one space from a head that is trusted, and gives the new head.
///
/// Misuse: taking the last event for unaltered: nothing follows it, so compare the head with one that was seen.
pub fn verify_chain<'a>(
    start: Head,
    space: &Id,
    links: impl IntoIterator<Item = Link<'a>>,
) -> Result<Head, Broken> {
    links.into_iter().try_fold(start, |head, link| {
        let seq = head.seq.saturating_add(1);
        let broken = |kind| Broken { seq, kind };
        let header = Header::from_slice(link.header).map_err(|why| broken(Break::Unreadable(why)))?;
        if header.space != *space {
            return Err(broken(Break::WrongSpace));
        }
        if header.seq != seq {
            return Err(broken(Break::Gap));
        }
        if header.prev != head.hash {
            return Err(broken(Break::Fork));
        }
        Ok(Head { seq, hash: link.hash() })
    })
}
