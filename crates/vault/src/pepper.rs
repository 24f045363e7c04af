//! The host's side of signing in: secrets that live outside the data directory and outside backups.
//!
//! *Invariant:* nothing here depends on whether a name or an account exists.

use crate::{Id, Proof, Share, framed::mac, primitives::same, secret::secret};

secret! {
    /// The host's secret without which a stolen database cannot be guessed against.
    Pepper, 32
}

secret! {
    /// The host's secret under which names are hidden.
    NameKey, 32
}

impl Pepper {
    /// What the store keeps of a proof: `HMAC(pepper, "toward/v1/verifier", proof)`.
    ///
    /// It does not depend on the account, so that the proof picks the account among those of one name.
    pub fn verifier(&self, proof: &Proof) -> [u8; 32] {
        mac(&self.0, "toward/v1/verifier", &[proof.bytes()])
    }

    /// Whether a proof is the one behind a kept verifier, in constant time.
    pub fn fits(&self, proof: &Proof, verifier: &[u8; 32]) -> bool {
        same(&self.verifier(proof), verifier)
    }

    /// The store's share for one wrap: `HMAC(pepper, "toward/v1/share", account, wrap)`.
    ///
    /// Misuse: answering it before the proof was checked and the try counted.
    pub fn share(&self, account: &Id, wrap: &Id) -> Share {
        Share::from_bytes(mac(&self.0, "toward/v1/share", &[account, wrap]))
    }
}

/// What stands for a name in the store: `HMAC(key, "toward/v1/name", name)`; folding case is the caller's.
pub fn name_mac(key: &NameKey, name: &str) -> [u8; 32] {
    mac(key.bytes(), "toward/v1/name", &[name.as_bytes()])
}

/// The salt of a name, known or not: `HMAC(key, "toward/v1/salt", name)`.
pub fn salt(key: &NameKey, name: &str) -> [u8; 32] {
    mac(key.bytes(), "toward/v1/salt", &[name.as_bytes()])
}
