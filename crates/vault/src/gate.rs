//! Gates: bodies that the host can open only by its gate secret, and should only when both sides are in.
//!
//! `key = HKDF(gate secret, "toward/v1/gate-key", gate)`, then a sealed box for this gate and side. Ids and
//! tokens are PRFs under the shared space key, so the host cannot tell what a gate is about, nor try items.
//! Whoever runs the server could open a gate early: this is order kept by the host, not by mathematics.

use crate::{
    Chance, Id, Refused, SpaceKey, boxed,
    framed::{derive, first, mac16},
    padding::{pad, unpad},
    secret::secret,
};
use zeroize::Zeroizing;

secret! {
    /// The host's secret for gates, outside the data directory and outside backups.
    GateSecret, 32
}

const LABEL: &str = "toward/v1/gate";

/// Seals one side's body into a gate.
pub fn gate_seal(
    secret: &GateSecret,
    gate: &Id,
    side: &Id,
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    boxed::seal(&gate_key(secret, gate), LABEL, &[gate, side], &pad(bytes)?, chance)
}

/// Opens one side's body of a gate.
///
/// Misuse: before both sides are in.
pub fn gate_open(
    secret: &GateSecret,
    gate: &Id,
    side: &Id,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let padded = boxed::open(&gate_key(secret, gate), LABEL, &[gate, side], sealed)?;
    Ok(Zeroizing::new(unpad(&padded)?.to_vec()))
}

/// The id of a gate both members find by themselves; it changes with the epoch.
pub fn gate_id(key: &SpaceKey, label: &[u8]) -> Id {
    first(&key.derive("toward/v1/gate-id", &[label]))
}

/// What stands for an item in a match gate: the same for both members, meaningless to the host.
///
/// Misuse: for an item one says no to: use random bytes there, and pad the set.
pub fn token(key: &SpaceKey, gate: &Id, item: &[u8]) -> [u8; 16] {
    let tokens = key.derive("toward/v1/gate-token-key", &[gate]);
    mac16(tokens.as_slice(), "toward/v1/gate-token", &[item])
}

fn gate_key(secret: &GateSecret, gate: &Id) -> Zeroizing<[u8; 32]> {
    derive(secret.bytes(), "toward/v1/gate-key", &[gate])
}
