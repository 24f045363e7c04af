//! A small world: Anna, Ben, their space, and ways to spoil bytes.

use vault::{
    Chance, Head, Id, Identity, Place, Refused, SealedEvent, Seen, SessionSigner, SignedInner, SpaceKey,
    event,
};

pub(crate) const SPACE: Id = [1; 16];
pub(crate) const OTHER_SPACE: Id = [9; 16];
pub(crate) const ANNA: Id = [2; 16];
pub(crate) const BEN: Id = [3; 16];
pub(crate) const NOW: i64 = 1_800_000_000_000;

pub(crate) fn chance(n: u8) -> Chance {
    Chance::from_seed([n; 32])
}

pub(crate) fn anna() -> Identity {
    Identity::new(&mut chance(101))
}

pub(crate) fn ben() -> Identity {
    Identity::new(&mut chance(102))
}

pub(crate) fn key() -> SpaceKey {
    SpaceKey::new(SPACE, 1, &mut chance(103))
}

pub(crate) fn signer() -> SessionSigner {
    SessionSigner::new(&anna(), NOW + 1000, &mut chance(104))
}

pub(crate) fn signed(id: Id, body: &[u8]) -> SignedInner {
    SignedInner::sign(&signer(), &SPACE, &id, &ANNA, NOW, Seen { seq: 4, hash: [4; 8] }, body.to_vec())
}

pub(crate) fn sealed(head: &Head, id: Id, body: &[u8]) -> SealedEvent {
    event::seal(&key(), &Place::after(head, id, ANNA), &signed(id, body), &mut chance(105)).unwrap()
}

pub(crate) fn log(length: u8) -> Vec<SealedEvent> {
    let mut head = Head::START;
    (1..=length)
        .map(|n| {
            let event = sealed(&head, [n; 16], &[n; 40]);
            head = Head { seq: head.seq + 1, hash: event.chain_hash() };
            event
        })
        .collect()
}

/// The same bytes with one bit flipped, for the lowest and the highest bit of every byte.
pub(crate) fn flips(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len()).flat_map(move |at| {
        [1, 0x80].map(|bit| {
            let mut spoilt = bytes.to_vec();
            spoilt[at] ^= bit;
            (at, spoilt)
        })
    })
}

/// Everything shorter, then one byte more.
pub(crate) fn other_lengths(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let longer = [bytes, &[0]].concat();
    (0..bytes.len()).map(move |length| bytes[..length].to_vec()).chain([longer])
}

/// Requires that no spoilt copy opens, and that a flip of a sealed box is named by where it lies.
pub(crate) fn a_box_refuses_every_change<T>(boxed: &[u8], open: impl Fn(&[u8]) -> Result<T, Refused>) {
    assert!(open(boxed).is_ok());
    for (at, spoilt) in flips(boxed) {
        let expected = match at {
            0 => Refused::WrongVersion,
            1..33 => Refused::WrongKey,
            _ => Refused::Altered,
        };
        assert_eq!(open(&spoilt).err(), Some(expected), "byte {at}");
    }
    for spoilt in other_lengths(boxed) {
        let refused = open(&spoilt).err();
        assert!(matches!(refused, Some(Refused::Truncated | Refused::Altered)), "{refused:?}");
    }
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
