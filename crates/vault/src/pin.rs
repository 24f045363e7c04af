//! The PIN of one device: it opens the private space there, with the store counting the tries.
//!
//! `root = Argon2id(pin, salt = HMAC(device secret, "toward/v1/pin-salt"))`, then as with a passphrase:
//! `kek = HKDF(root ‖ share)`. A PIN is short; what protects it is that the share is given five times at most,
//! and that the device secret never leaves the device (128 bits in a cookie of its own).

use crate::{Chance, Cost, Kek, Refused, Root, Share, framed::mac, passphrase, secret::secret};

secret! {
    /// The 128 bits that only this device keeps.
    DeviceSecret, 16
}

impl DeviceSecret {
    /// Draws a new device secret.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.bytes())
    }
}

/// Stretches a PIN on this device; its [`Root::proof`] is what the store counts tries of.
pub fn root(pin: &str, device: &DeviceSecret, cost: Cost) -> Result<Root, Refused> {
    passphrase::root(pin, &mac(device.bytes(), "toward/v1/pin-salt", &[]), cost)
}

/// The key that wraps the private-space key for this device, in one step.
pub fn pin_kek(pin: &str, device: &DeviceSecret, share: &Share, cost: Cost) -> Result<Kek, Refused> {
    Ok(root(pin, device, cost)?.kek(share))
}
