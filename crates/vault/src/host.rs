//! What a host must be able to open by itself, such as a mail address: sealed under a key outside the database.

use crate::{
    Chance, Refused, boxed,
    padding::{pad, unpad},
    secret::secret,
};
use zeroize::Zeroizing;

secret! {
    /// A host's own secret, in the one file outside the data directory and outside backups.
    HostKey, 32
}

const LABEL: &str = "toward/v1/host";

/// Seals bytes for one purpose (such as `"mail"`) and place (such as an account id).
pub fn host_seal(
    key: &HostKey,
    purpose: &str,
    place: &[u8],
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    boxed::seal(key.bytes(), LABEL, &[purpose.as_bytes(), place], &pad(bytes)?, chance)
}

/// Opens what was sealed for the same purpose and place.
pub fn host_open(
    key: &HostKey,
    purpose: &str,
    place: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let padded = boxed::open(key.bytes(), LABEL, &[purpose.as_bytes(), place], sealed)?;
    Ok(Zeroizing::new(unpad(&padded)?.to_vec()))
}
