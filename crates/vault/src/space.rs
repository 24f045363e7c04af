//! The key of a space in one epoch, and the keys that grow from it.

use crate::{
    Chance, Id, Refused,
    bytes::Reader,
    framed::{derive, thirds},
    primitives::same,
    secret::dots,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The key of one space in one epoch; it knows which, so that it cannot be used for another.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SpaceKey {
    space: Id,
    epoch: u32,
    key: [u8; 32],
}

dots!(SpaceKey);

impl PartialEq for SpaceKey {
    fn eq(&self, other: &Self) -> bool {
        self.space == other.space && self.epoch == other.epoch && same(&self.key, &other.key)
    }
}

impl Eq for SpaceKey {}

impl SpaceKey {
    /// Draws the key of a new space or a new epoch.
    pub fn new(space: Id, epoch: u32, chance: &mut Chance) -> Self {
        Self { space, epoch, key: chance.bytes() }
    }

    pub(crate) fn from_parts(space: Id, epoch: u32, key: [u8; 32]) -> Self {
        Self { space, epoch, key }
    }

    /// The space it belongs to.
    pub fn space(&self) -> &Id {
        &self.space
    }

    /// The epoch it belongs to.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// What a grant promises: `HKDF(key, "toward/v1/space-commitment", space, epoch)`.
    pub fn commitment(&self) -> [u8; 32] {
        *self.derive("toward/v1/space-commitment", &[])
    }

    pub(crate) fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// The 52 bytes that are wrapped or kept in a sealed record.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.space.as_slice(), &self.epoch.to_be_bytes(), &self.key].concat())
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let key = Self { space: reader.array()?, epoch: reader.u32()?, key: reader.array()? };
        reader.end()?;
        Ok(key)
    }

    /// A secret grown from this key for one purpose, bound to the space and the epoch.
    pub(crate) fn derive(&self, label: &str, parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
        let epoch = self.epoch.to_be_bytes();
        derive(&self.key, label, &[[self.space.as_slice(), &epoch].as_slice(), parts].concat())
    }

    /// `HKDF(key, "toward/v1/event", id) → event key ‖ commitment ‖ nonce key`.
    pub(crate) fn event_keys(&self, id: &Id) -> [Zeroizing<[u8; 32]>; 3] {
        thirds(&derive(&self.key, "toward/v1/event", &[id]))
    }
}
