//! Who a person is to the vault: an X25519 key to receive with and an Ed25519 key to sign with.
//!
//! *Invariant:* a session never holds an identity; it signs with a certified key of its own.

use crate::{
    Chance, Refused,
    bytes::Reader,
    framed::{frame, hash},
    primitives::{ed25519_public, ed25519_sign, ed25519_verify, x25519_public},
    secret::dots,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The two secrets of a person.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Identity {
    receive: [u8; 32],
    sign: [u8; 32],
}

dots!(Identity);

impl Identity {
    /// Draws a new identity.
    pub fn new(chance: &mut Chance) -> Self {
        Self { receive: chance.bytes(), sign: chance.bytes() }
    }

    /// The public half.
    pub fn public(&self) -> PublicIdentity {
        // A 32-byte secret always has a public half; the zero point could receive nothing and is never drawn.
        let receive = x25519_public(&self.receive).unwrap_or_default();
        PublicIdentity { receive, sign: ed25519_public(&self.sign) }
    }

    /// The 64 bytes that are wrapped.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.receive, self.sign].concat())
    }

    /// Reads what [`Identity::to_bytes`] wrote.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let identity = Self { receive: reader.array()?, sign: reader.array()? };
        reader.end()?;
        Ok(identity)
    }

    pub(crate) fn receive(&self) -> &[u8; 32] {
        &self.receive
    }

    pub(crate) fn sign(&self, label: &str, parts: &[&[u8]]) -> [u8; 64] {
        ed25519_sign(&self.sign, &frame(label, parts))
    }
}

/// The public half of an identity, pinned by a partner at pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicIdentity {
    /// The X25519 key that space keys are sealed to.
    pub receive: [u8; 32],
    /// The Ed25519 key that grants and certificates are signed with.
    pub sign: [u8; 32],
}

impl PublicIdentity {
    /// Its 64 bytes: receive ‖ sign.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut out = [0; 64];
        out.iter_mut().zip(self.receive.iter().chain(&self.sign)).for_each(|(to, from)| *to = *from);
        out
    }

    /// Reads 64 bytes; whether they are points on the curve shows when they are used.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let identity = Self { receive: reader.array()?, sign: reader.array()? };
        reader.end()?;
        Ok(identity)
    }

    /// A 32-byte name of this identity, to be pinned or put into an invite link.
    pub fn fingerprint(&self) -> [u8; 32] {
        hash("toward/v1/fingerprint", &[&self.to_bytes()])
    }

    pub(crate) fn verify(&self, label: &str, parts: &[&[u8]], signature: &[u8; 64]) -> Result<(), Refused> {
        ed25519_verify(&self.sign, &frame(label, parts), signature)
    }
}
