//! The one sealed box: everything under a symmetric key but the events, which have a header of their own.
//!
//! `HKDF(key, label) → k ‖ commitment ‖ n`, then
//! `box = 0x01 ‖ commitment ‖ nonce ‖ XChaCha20-Poly1305(k, nonce, aad = frame(label, parts), plain)` with
//! `nonce = HMAC(n, draw ‖ aad ‖ plain)` cut to 24 bytes. The commitment is compared first, in constant time: a
//! wrong key is told apart from altered bytes, and no box opens under two keys.

use crate::{
    Chance, Refused,
    bytes::Reader,
    framed::{derive, frame, mac, thirds},
    primitives::{same, sha256, xchacha_open, xchacha_seal},
};
use zeroize::Zeroizing;

const VERSION: u8 = 1;

/// Seals `plain` under `key` for this label and this place.
pub(crate) fn seal(
    key: &[u8; 32],
    label: &str,
    place: &[&[u8]],
    plain: &[u8],
    chance: &mut Chance,
) -> Result<Vec<u8>, Refused> {
    if plain.len() > 2 * crate::padding::MOST {
        return Err(Refused::TooLong);
    }
    let [key, commitment, nonces] = thirds(&derive(key, label, &[]));
    let aad = frame(label, place);
    let nonce = nonce(&nonces, &aad, plain, chance);
    let sealed = xchacha_seal(&key, &nonce, &aad, plain)?;
    Ok([&[VERSION], commitment.as_slice(), &nonce, &sealed].concat())
}

/// Opens what [`seal`] made, under the same key, label and place.
pub(crate) fn open(
    key: &[u8; 32],
    label: &str,
    place: &[&[u8]],
    boxed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let mut reader = Reader::new(boxed);
    if reader.u8()? != VERSION {
        return Err(Refused::WrongVersion);
    }
    let [key, commitment, _] = thirds(&derive(key, label, &[]));
    if !same(commitment.as_slice(), &reader.array::<32>()?) {
        return Err(Refused::WrongKey);
    }
    let nonce = reader.array()?;
    xchacha_open(&key, &nonce, &frame(label, place), reader.rest()).map(Zeroizing::new)
}

/// A nonce that repeats only when draw, place and content all repeat.
pub(crate) fn nonce(key: &[u8; 32], aad: &[u8], plain: &[u8], chance: &mut Chance) -> [u8; 24] {
    let draw = chance.bytes::<32>();
    crate::framed::first(&mac(key, "toward/v1/nonce", &[&draw, &sha256(&[aad]), &sha256(&[plain])]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::padding::MOST;

    #[test]
    fn a_box_that_is_too_long_is_refused_before_any_work() {
        let long = vec![0; 2 * MOST + 1];
        assert_eq!(
            seal(&[7; 32], "test", &[], &long, &mut Chance::from_seed([1; 32])),
            Err(Refused::TooLong)
        );
    }
}
