use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::wire::B64;

/// A random identity of a space, event, account, gate, act, device or letter.
pub type Id = [u8; 16];

/// A hash or MAC of 32 bytes, computed by the host.
pub type Hash = [u8; 32];

/// An instant in the host's unit; the store only compares instants and never asks a clock.
pub type Instant = i64;

/// Where a log ends: the number of its last event and the chain hash there.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the last event; 0 for an empty log.
    pub seq: u64,
    /// The chain hash at that event; for an empty log, what the host began it with.
    #[serde_as(as = "B64")]
    pub hash: Hash,
}
