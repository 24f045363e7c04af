//! From a passphrase to a root, and from the root to what is shown and what is kept.
//!
//! ```text
//! root  = Argon2id(passphrase, salt, cost)
//! proof = HKDF(root, "toward/v1/proof")          shown to the store, which keeps HMAC(pepper, proof)
//! kek   = HKDF(root ‖ share, "toward/v1/kek")    share comes back from the store for a right proof
//! ```
//!
//! The passphrase must already be in Unicode form NFC: normalising is the caller's, as it needs tables.
//! *Invariant:* the root is never stored, and the proof tells nothing of the kek.

use crate::{Kek, Refused, framed::derive, primitives::argon2id, secret::secret};
use zeroize::Zeroizing;

/// What Argon2id may cost; only hosts enforce a floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cost {
    /// Memory in KiB, at least 8 for each lane.
    pub mem_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// The floor of the hosts: 64 MiB, three passes, one lane (RFC 9106, second recommended option, one lane).
    pub const FLOOR: Self = Self { mem_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// Fast and worthless: for tests only.
    pub const TEST: Self = Self { mem_kib: 8, passes: 1, lanes: 1 };
    /// More than this is refused, so that a stored cost cannot exhaust the machine.
    pub const CEILING: Self = Self { mem_kib: 4 * 1024 * 1024, passes: 64, lanes: 64 };

    /// Whether every figure is at least that of the other cost.
    pub fn covers(&self, floor: &Self) -> bool {
        self.mem_kib >= floor.mem_kib && self.passes >= floor.passes && self.lanes >= floor.lanes
    }
}

secret! {
    /// What a passphrase and its salt stretch to.
    Root, 32
}

secret! {
    /// What shows that one knows the passphrase; the store keeps only its MAC.
    Proof, 32
}

secret! {
    /// The store's part of a key, given for a right proof: guessing offline needs the host's pepper too.
    Share, 32
}

/// Stretches a passphrase (UTF-8, NFC) with its salt.
///
/// Misuse: on an async thread; an empty passphrase (what is long enough is the caller's to say).
pub fn root(passphrase: &str, salt: &[u8; 32], cost: Cost) -> Result<Root, Refused> {
    if !Cost::CEILING.covers(&cost) {
        return Err(Refused::BadCost);
    }
    let stretched = argon2id(passphrase.as_bytes(), salt, cost.mem_kib, cost.passes, cost.lanes)?;
    Ok(Root(*stretched))
}

impl Root {
    /// The proof to show.
    pub fn proof(&self) -> Proof {
        Proof(*derive(&self.0, "toward/v1/proof", &[]))
    }

    /// The key that wraps, once the store has given its share.
    pub fn kek(&self, share: &Share) -> Kek {
        let both = Zeroizing::new([self.0, share.0].concat());
        Kek::from_bytes(*derive(&both, "toward/v1/kek", &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_covers_another_when_no_figure_of_it_is_less() {
        let cost = |mem_kib, passes, lanes| Cost { mem_kib, passes, lanes };
        let floor = cost(8, 2, 2);
        assert!(floor.covers(&floor) && cost(9, 3, 3).covers(&floor));
        for less in [cost(7, 9, 9), cost(9, 1, 9), cost(9, 9, 1)] {
            assert!(!less.covers(&floor), "{less:?}");
        }
    }

    #[test]
    fn the_floor_is_64_mib_and_three_passes_and_the_ceiling_4_gib() {
        assert_eq!((Cost::FLOOR.mem_kib, Cost::FLOOR.passes, Cost::FLOOR.lanes), (65_536, 3, 1));
        assert_eq!((Cost::CEILING.mem_kib, Cost::CEILING.passes, Cost::CEILING.lanes), (4_194_304, 64, 64));
    }
}
