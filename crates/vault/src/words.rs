//! Words that two people say to each other, and words that name a device: indices into a list kept elsewhere.

use crate::{PublicIdentity, framed::hash};

/// Four indices below 2048 (44 bits) that are the same for both members of a pair, in either order.
///
/// Misuse: without the inviter's key bound into the invite: an attacker who may choose a key towards each side
/// needs only about 2²² tries of each to make the words agree; one who may choose only one key needs 2⁴⁴.
pub fn confirm_words(a: &PublicIdentity, b: &PublicIdentity, invite: &[u8]) -> [u16; 4] {
    let (a, b) = (a.to_bytes(), b.to_bytes());
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    let [a, b, c, d, e, f, g, h, ..] = hash("toward/v1/confirm-words", &[&low, &high, invite]);
    [[a, b], [c, d], [e, f], [g, h]].map(index)
}

/// Two indices below 2048 that name a session's device.
pub fn device_words(session: &[u8]) -> [u16; 2] {
    let [a, b, c, d, ..] = hash("toward/v1/device-words", &[session]);
    [[a, b], [c, d]].map(index)
}

fn index(bytes: [u8; 2]) -> u16 {
    u16::from_be_bytes(bytes) & 0x7ff
}
