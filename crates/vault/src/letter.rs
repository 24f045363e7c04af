//! Letters into a space by somebody who cannot open it: a visitor, the host, the owner while it is shut.
//!
//! `drop secret = HKDF(space key, "toward/v1/drop", space, epoch)`, an X25519 key whose public half is plain;
//! `letter = 0x01 ‖ enc ‖ HPKE base(drop public, info = frame("toward/v1/letter", space, epoch), pad(bytes))`.
//! A letter proves nothing of its sender: whoever knows the drop key's public half could have written it.

use crate::{
    Chance, Id, Refused, SpaceKey,
    bytes::Reader,
    framed::frame,
    padding::{pad, unpad},
    primitives::{hpke_open, hpke_seal, sha256, x25519_public},
    secret::secret,
};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const LABEL: &str = "toward/v1/letter";

secret! {
    /// The secret half of an epoch's drop key.
    DropKey, 32
}

/// The public half of an epoch's drop key, plain in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DropPublic {
    /// The epoch of the space key it grew from.
    pub epoch: u32,
    /// The X25519 public key.
    pub key: [u8; 32],
}

impl SpaceKey {
    /// The drop key of this space and epoch, always the same.
    pub fn drop_key(&self) -> DropKey {
        DropKey(*self.derive("toward/v1/drop", &[]))
    }

    /// The public half, to be kept in plain.
    pub fn drop_public(&self) -> Result<DropPublic, Refused> {
        Ok(DropPublic { epoch: self.epoch(), key: x25519_public(self.drop_key().bytes())? })
    }
}

/// Seals a letter into a space.
pub fn seal_letter(
    to: &DropPublic,
    space: &Id,
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    let info = frame(LABEL, &[space, &to.epoch.to_be_bytes()]);
    let padded = pad(bytes)?;
    let mut chance = chance.bound("toward/v1/letter-chance", &[&info, &to.key, &sha256(&[&padded])]);
    let (enc, sealed) = hpke_seal(&to.key, &info, &[], &padded, &mut chance)?;
    Ok([[VERSION].as_slice(), &enc, &sealed].concat())
}

/// Opens a letter with the key of the space and epoch it was dropped into.
pub fn open_letter(key: &SpaceKey, letter: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let mut reader = Reader::new(letter);
    if reader.u8()? != VERSION {
        return Err(Refused::WrongVersion);
    }
    let enc = reader.array()?;
    let info = frame(LABEL, &[key.space(), &key.epoch().to_be_bytes()]);
    let padded = hpke_open(key.drop_key().bytes(), &enc, &info, &[], reader.rest())?;
    Ok(Zeroizing::new(unpad(&padded)?.to_vec()))
}
