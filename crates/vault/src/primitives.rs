//! Thin wrappers over the primitives, each with its formula, its source and how it is misused.
//!
//! The rest of the crate speaks through the labelled forms in `framed`; these raw ones are public so that
//! the published vectors can be run against exactly what is used.
//!
//! *Invariant:* nothing here draws randomness, and nothing here panics on any input.

use crate::Refused;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, rand_core::CryptoRng,
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

type Suite = X25519HkdfSha256;

/// The bytes that sealing with XChaCha20-Poly1305 adds.
pub const TAG: usize = 16;

/// `SHA-256(parts₁ ‖ parts₂ ‖ …)`, FIPS 180-4.
///
/// Misuse: as a MAC (length extension), or over parts of variable length without their lengths.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

/// `HMAC-SHA256(key, parts₁ ‖ parts₂ ‖ …)`, RFC 2104.
///
/// Misuse: comparing its result with `==` (use [`same`]), or parts of variable length without their lengths.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// `HKDF-SHA256(ikm, salt, info)` of `N` bytes, RFC 5869.
///
/// Misuse: on a passphrase (it is fast: stretch with [`argon2id`] first), or one `info` for two purposes.
pub fn hkdf_sha256<const N: usize>(ikm: &[u8], salt: &[u8], info: &[&[u8]]) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 255 * 32, "HKDF-SHA256 gives at most 8160 bytes") };
    let mut out = Zeroizing::new([0; N]);
    let Ok(()) = Hkdf::<Sha256>::new(Some(salt), ikm).expand_multi_info(info, out.as_mut_slice()) else {
        unreachable!("the length was checked when this was compiled")
    };
    out
}

/// `XChaCha20-Poly1305(key, nonce, aad, plain) = ciphertext ‖ tag`, RFC 8439 and draft-irtf-cfrg-xchacha-03.
///
/// Misuse: one nonce twice under a key with different content tells both contents and lets anybody forge.
/// It does not commit to its key: keep a commitment beside it.
pub fn xchacha_seal(key: &[u8; 32], nonce: &[u8; 24], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Refused> {
    XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad })
        .map_err(|_| Refused::TooLong)
}

/// The inverse of [`xchacha_seal`]; gives nothing at all unless the tag holds.
///
/// Misuse: telling the sender why it failed.
pub fn xchacha_open(key: &[u8; 32], nonce: &[u8; 24], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Refused> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
        .map_err(|_| Refused::Altered)
}

/// `Argon2id(passphrase, salt, mem_kib, passes, lanes)` version 0x13 of 32 bytes, RFC 9106.
///
/// Its memory is wiped before it is given back. Misuse: a salt shared by two people; a cost that an attacker
/// may choose; calling it on an async thread (it takes tens of milliseconds on purpose).
pub fn argon2id(
    passphrase: &[u8],
    salt: &[u8],
    mem_kib: u32,
    passes: u32,
    lanes: u32,
) -> Result<Zeroizing<[u8; 32]>, Refused> {
    let params = argon2::Params::new(mem_kib, passes, lanes, Some(32)).map_err(|_| Refused::BadCost)?;
    let blocks = params.block_count();
    let mut memory: Vec<argon2::Block> = Vec::new();
    memory.try_reserve_exact(blocks).map_err(|_| Refused::BadCost)?;
    memory.resize(blocks, argon2::Block::default());
    let mut memory = Zeroizing::new(memory);
    let mut out = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into_with_memory(passphrase, salt, out.as_mut_slice(), memory.as_mut_slice())
        .map_err(|_| Refused::BadCost)?;
    Ok(out)
}

/// The public half of an Ed25519 seed, RFC 8032.
pub fn ed25519_public(seed: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(seed).verifying_key().to_bytes()
}

/// `Ed25519(seed, message)`, RFC 8032: deterministic, 64 bytes.
///
/// Misuse: signing bytes without a label that says what kind of thing they are.
pub fn ed25519_sign(seed: &[u8; 32], message: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(seed).sign(message).to_bytes()
}

/// Verifies strictly: canonical encodings, no key and no `R` of small order, no cofactor.
///
/// Misuse: a looser check beside it: two readers would then disagree on what was signed.
pub fn ed25519_verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<(), Refused> {
    VerifyingKey::from_bytes(public)
        .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
        .map_err(|_| Refused::BadSignature)
}

/// The public half of an X25519 secret, RFC 7748 (the secret is clamped).
pub fn x25519_public(secret: &[u8; 32]) -> Result<[u8; 32], Refused> {
    let secret = <Suite as Kem>::PrivateKey::from_bytes(secret).map_err(|_| Refused::Malformed)?;
    Ok(Suite::sk_to_pk(&secret).to_bytes().into())
}

/// What [`hpke_seal`] gives: the encapsulated key and the ciphertext with its tag.
pub type Encapsulated = ([u8; 32], Vec<u8>);

/// `HPKE.SealBase(pkR, info, aad, plain)` with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305:
/// RFC 9180, suite 0x0020 0x0001 0x0003.
///
/// Misuse: believing who sent it (base mode proves nothing of the sender: sign beside it), or the same `rng`
/// state for two plaintexts.
pub fn hpke_seal(
    to: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Encapsulated, Refused> {
    let to = <Suite as Kem>::PublicKey::from_bytes(to).map_err(|_| Refused::Malformed)?;
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeS::Base,
        &to,
        info,
        plain,
        aad,
        rng,
    )
    .map_err(|_| Refused::Malformed)?;
    Ok((enc.to_bytes().into(), sealed))
}

/// The inverse of [`hpke_seal`].
///
/// Misuse: opening before the signature over what it belongs to was checked.
pub fn hpke_open(
    secret: &[u8; 32],
    enc: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let secret = <Suite as Kem>::PrivateKey::from_bytes(secret).map_err(|_| Refused::Malformed)?;
    let enc = <Suite as Kem>::EncappedKey::from_bytes(enc).map_err(|_| Refused::Malformed)?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeR::Base,
        &secret,
        &enc,
        info,
        sealed,
        aad,
    )
    .map(Zeroizing::new)
    .map_err(|_| Refused::Altered)
}

/// Compares in time that depends on the lengths alone.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}
