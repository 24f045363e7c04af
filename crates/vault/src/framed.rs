//! The labelled forms that the crate uses: a label of its own per purpose, and parts that cannot run together.
//!
//! `frame(label, parts) = label ‖ 0x00 ‖ (u32 length ‖ part)*`. Labels carry no zero byte, so two different
//! calls never give the same bytes.

use crate::primitives::{hkdf_sha256, hmac_sha256, sha256};
use zeroize::Zeroizing;

/// `HKDF-SHA256(secret, no salt, frame(label, parts))` of `N` bytes.
pub(crate) fn derive<const N: usize>(secret: &[u8], label: &str, parts: &[&[u8]]) -> Zeroizing<[u8; N]> {
    hkdf_sha256(secret, &[], &[&frame(label, parts)])
}

/// `HMAC-SHA256(key, frame(label, parts))`.
pub(crate) fn mac(key: &[u8], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    hmac_sha256(key, &[&frame(label, parts)])
}

/// The first 16 bytes of [`mac`]: a name or a short tag.
pub(crate) fn mac16(key: &[u8], label: &str, parts: &[&[u8]]) -> [u8; 16] {
    first(&mac(key, label, parts))
}

/// `SHA-256(frame(label, parts))`.
pub(crate) fn hash(label: &str, parts: &[&[u8]]) -> [u8; 32] {
    sha256(&[&frame(label, parts)])
}

/// The bytes that are hashed, signed or expanded for this label and these parts.
pub(crate) fn frame(label: &str, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let length = parts.iter().map(|part| part.len() + 4).sum::<usize>() + label.len() + 1;
    // The whole length at once: a vector that grows would leave unwiped copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(length));
    out.extend_from_slice(label.as_bytes());
    out.push(0);
    for part in parts {
        // Lengths beyond u32 do not occur: everything that is sealed is bounded by `padding::MOST`.
        out.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// The first `N` bytes of a longer value.
pub(crate) fn first<const N: usize>(bytes: &[u8; 32]) -> [u8; N] {
    const { assert!(N <= 32, "there are 32 bytes") };
    let mut out = [0; N];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    out
}

/// Cuts derived bytes into three secrets of 32.
pub(crate) fn thirds(bytes: &[u8; 96]) -> [Zeroizing<[u8; 32]>; 3] {
    let mut out = [(); 3].map(|()| Zeroizing::new([0; 32]));
    for (to, from) in out.iter_mut().zip(bytes.as_chunks::<32>().0) {
        **to = *from;
    }
    out
}
