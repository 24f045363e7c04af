//! Wrapping an identity or a space key under a key that was derived from something a person knows.
//!
//! A wrap is a sealed box (`boxed`): the commitment is checked first, so a wrong passphrase is
//! [`Refused::WrongKey`] and a changed wrap is [`Refused::Altered`]. `purpose` is bound in as additional data:
//! give the account and the wrap's id, so that no wrap can stand in for another.

use crate::{Chance, Identity, Refused, SpaceKey, boxed, secret::secret};

secret! {
    /// A key-encryption key: from a passphrase, a recovery code or a PIN.
    Kek, 32
}

const IDENTITY: &str = "toward/v1/wrap-identity";
const SPACE_KEY: &str = "toward/v1/wrap-space-key";

/// Wraps an identity.
pub fn wrap(kek: &Kek, identity: &Identity, purpose: &[u8], chance: &mut Chance) -> Result<Vec<u8>, Refused> {
    boxed::seal(kek.bytes(), IDENTITY, &[purpose], identity.to_bytes().as_slice(), chance)
}

/// Unwraps an identity that was wrapped for the same purpose.
pub fn unwrap(kek: &Kek, wrapped: &[u8], purpose: &[u8]) -> Result<Identity, Refused> {
    Identity::from_slice(&boxed::open(kek.bytes(), IDENTITY, &[purpose], wrapped)?)
}

/// Wraps a space key, for a PIN.
pub fn wrap_space_key(
    kek: &Kek,
    key: &SpaceKey,
    purpose: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    boxed::seal(kek.bytes(), SPACE_KEY, &[purpose], &key.to_bytes(), chance)
}

/// Unwraps a space key that was wrapped for the same purpose.
pub fn unwrap_space_key(kek: &Kek, wrapped: &[u8], purpose: &[u8]) -> Result<SpaceKey, Refused> {
    SpaceKey::from_slice(&boxed::open(kek.bytes(), SPACE_KEY, &[purpose], wrapped)?)
}
