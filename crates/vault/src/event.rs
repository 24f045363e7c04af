//! Sealing an event into its place in a space, and opening it again.
//!
//! ```text
//! HKDF(space key, frame("toward/v1/event", id)) → event key ‖ commitment ‖ nonce key
//! header = 0x01 ‖ 0x01 ‖ space ‖ epoch ‖ seq ‖ prev ‖ id ‖ author ‖ commitment           126 bytes, all of it AAD
//! sealed = nonce ‖ XChaCha20-Poly1305(event key, nonce, header, pad(inner))
//! hash   = SHA-256(frame("toward/v1/chain", header, SHA-256(sealed)))
//! ```
//!
//! Opening does not verify who wrote: see [`Verifier`](crate::Verifier). Nor does it know where the event should
//! stand: see [`chain`](crate::chain).

use crate::{
    Chance, Head, Id, Refused, SignedInner, SpaceKey, boxed,
    bytes::Reader,
    framed::hash,
    padding::{pad, unpad},
    primitives::{same, sha256, xchacha_open, xchacha_seal},
};
use zeroize::Zeroizing;

/// The format version that is written.
pub const VERSION: u8 = 1;
/// HKDF-SHA256, XChaCha20-Poly1305, Ed25519.
pub const SUITE: u8 = 1;

/// The plain head of an event, every bit of it authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Header {
    /// The format version.
    pub version: u8,
    /// The set of primitives.
    pub suite: u8,
    /// The space.
    pub space: Id,
    /// The epoch of the space key.
    pub epoch: u32,
    /// The sequence in the space; the first event has 1.
    pub seq: u64,
    /// The chain hash of the event before, zeros for the first.
    pub prev: [u8; 32],
    /// The event's id.
    pub id: Id,
    /// The account that wrote it.
    pub author: Id,
    /// The commitment to the event key.
    pub commitment: [u8; 32],
}

impl Header {
    /// How many bytes it takes.
    pub const LENGTH: usize = 126;

    /// The fixed layout.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            [self.version, self.suite].as_slice(),
            &self.space,
            &self.epoch.to_be_bytes(),
            &self.seq.to_be_bytes(),
            &self.prev,
            &self.id,
            &self.author,
            &self.commitment,
        ]
        .concat()
    }

    /// Reads a header of a version and suite that are known here.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let (version, suite) = (reader.u8()?, reader.u8()?);
        if (version, suite) != (VERSION, SUITE) {
            return Err(Refused::WrongVersion);
        }
        let header = Self {
            version,
            suite,
            space: reader.array()?,
            epoch: reader.u32()?,
            seq: reader.u64()?,
            prev: reader.array()?,
            id: reader.array()?,
            author: reader.array()?,
            commitment: reader.array()?,
        };
        reader.end()?;
        Ok(header)
    }
}

/// Where an event stands and whose it is; space and epoch come from the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The sequence.
    pub seq: u64,
    /// The chain hash before it.
    pub prev: [u8; 32],
    /// The event's id.
    pub id: Id,
    /// The account that wrote it.
    pub author: Id,
}

impl Place {
    /// The place right after a head.
    pub fn after(head: &Head, id: Id, author: Id) -> Self {
        Self { seq: head.seq.saturating_add(1), prev: head.hash, id, author }
    }
}

/// An event as the store keeps it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SealedEvent {
    /// The header's bytes.
    pub header: Vec<u8>,
    /// The nonce and the ciphertext.
    pub sealed: Vec<u8>,
}

crate::secret::dots!(SealedEvent);

impl SealedEvent {
    /// The hash that remains when the ciphertext is erased.
    pub fn body_hash(&self) -> [u8; 32] {
        body_hash(&self.sealed)
    }

    /// The chain hash at this event, which the next one names.
    pub fn chain_hash(&self) -> [u8; 32] {
        chain_hash(&self.header, &self.body_hash())
    }
}

/// An opened event; who wrote it is not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its header.
    pub header: Header,
    /// What was inside.
    pub inner: SignedInner,
}

/// `SHA-256(sealed)`: what a tombstone keeps of an erased event.
pub fn body_hash(sealed: &[u8]) -> [u8; 32] {
    sha256(&[sealed])
}

/// The chain hash of a header and the hash of its ciphertext.
pub fn chain_hash(header: &[u8], body_hash: &[u8; 32]) -> [u8; 32] {
    hash("toward/v1/chain", &[header, body_hash])
}

/// Seals signed words into a place. Sealing again after a lost race, with the same chance, is safe.
///
/// Misuse: two different events under one id in a space.
pub fn seal(
    key: &SpaceKey,
    place: &Place,
    inner: &SignedInner,
    chance: &mut Chance,
) -> Result<SealedEvent, Refused> {
    let [event_key, commitment, nonces] = key.event_keys(&place.id);
    let header = Header {
        version: VERSION,
        suite: SUITE,
        space: *key.space(),
        epoch: key.epoch(),
        seq: place.seq,
        prev: place.prev,
        id: place.id,
        author: place.author,
        commitment: *commitment,
    }
    .to_bytes();
    let padded = pad(&Zeroizing::new(inner.to_bytes()?))?;
    let nonce = boxed::nonce(&nonces, &header, &padded, chance);
    let sealed = [nonce.as_slice(), &xchacha_seal(&event_key, &nonce, &header, &padded)?].concat();
    Ok(SealedEvent { header, sealed })
}

/// Opens an event of the key's own space and epoch.
pub fn open(key: &SpaceKey, event: &SealedEvent) -> Result<Opened, Refused> {
    open_parts(key, &event.header, &event.sealed)
}

/// Opens an event from the two columns of the store.
pub fn open_parts(key: &SpaceKey, header_bytes: &[u8], sealed: &[u8]) -> Result<Opened, Refused> {
    let header = Header::from_slice(header_bytes)?;
    if header.space != *key.space() {
        return Err(Refused::WrongSpace);
    }
    if header.epoch != key.epoch() {
        return Err(Refused::WrongEpoch);
    }
    let [event_key, commitment, _] = key.event_keys(&header.id);
    if !same(commitment.as_slice(), &header.commitment) {
        return Err(Refused::BadCommitment);
    }
    let mut reader = Reader::new(sealed);
    let nonce = reader.array()?;
    let padded = Zeroizing::new(xchacha_open(&event_key, &nonce, header_bytes, reader.rest())?);
    let inner = SignedInner::from_slice(unpad(&padded)?)?;
    Ok(Opened { header, inner })
}
