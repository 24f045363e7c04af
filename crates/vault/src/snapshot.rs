//! Snapshots and chapters: folded state, sealed so that only the person who folded it can open it.
//!
//! The key grows from the person's own desk key, `HKDF(desk key, "toward/v1/snapshot-key")`. A snapshot carries
//! the version of the fold and the head it stands at inside; a chapter its number.

use crate::{
    Chance, Head, Id, Refused, SpaceKey, boxed,
    bytes::Reader,
    padding::{pad, unpad},
    secret::secret,
};
use zeroize::Zeroizing;

const SNAPSHOT: &str = "toward/v1/snapshot";
const CHAPTER: &str = "toward/v1/chapter";

secret! {
    /// The key of a person's snapshots and chapters.
    SnapshotKey, 32
}

impl SpaceKey {
    /// The key of the snapshots of the person whose desk this key opens.
    ///
    /// Misuse: on the key of a space that two people open.
    pub fn snapshot_key(&self) -> SnapshotKey {
        SnapshotKey(*self.derive("toward/v1/snapshot-key", &[]))
    }
}

/// An opened snapshot: where the fold stood, and its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The head it was folded up to.
    pub head: Head,
    /// The folded state.
    pub bytes: Vec<u8>,
}

crate::secret::dots!(Snapshot);

/// Seals folded state of a space at a head.
pub fn snapshot_seal(
    key: &SnapshotKey,
    space: &Id,
    fold: u32,
    head: &Head,
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    let mut plain = Zeroizing::new(Vec::with_capacity(44 + bytes.len()));
    plain.extend_from_slice(&fold.to_be_bytes());
    plain.extend_from_slice(&head.seq.to_be_bytes());
    plain.extend_from_slice(&head.hash);
    plain.extend_from_slice(bytes);
    boxed::seal(key.bytes(), SNAPSHOT, &[space], &pad(&plain)?, chance)
}

/// Opens a snapshot; another fold version is [`Refused::WrongVersion`]: fold again.
///
/// Misuse: going on from it without following the chain from its head.
pub fn snapshot_open(key: &SnapshotKey, space: &Id, fold: u32, sealed: &[u8]) -> Result<Snapshot, Refused> {
    let padded = boxed::open(key.bytes(), SNAPSHOT, &[space], sealed)?;
    let mut reader = Reader::new(unpad(&padded)?);
    if reader.u32()? != fold {
        return Err(Refused::WrongVersion);
    }
    let head = Head { seq: reader.u64()?, hash: reader.array()? };
    Ok(Snapshot { head, bytes: reader.rest().to_vec() })
}

/// Seals one chapter of older things.
pub fn chapter_seal(
    key: &SnapshotKey,
    space: &Id,
    fold: u32,
    number: u32,
    bytes: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    let place: [&[u8]; 3] = [space, &fold.to_be_bytes(), &number.to_be_bytes()];
    boxed::seal(key.bytes(), CHAPTER, &place, &pad(bytes)?, chance)
}

/// Opens the chapter that was sealed with this number by this fold.
pub fn chapter_open(
    key: &SnapshotKey,
    space: &Id,
    fold: u32,
    number: u32,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let place: [&[u8]; 3] = [space, &fold.to_be_bytes(), &number.to_be_bytes()];
    let padded = boxed::open(key.bytes(), CHAPTER, &place, sealed)?;
    Ok(Zeroizing::new(unpad(&padded)?.to_vec()))
}
