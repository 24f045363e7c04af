//! Signing in at a store that is elsewhere: the identity signs what the store asks, and where it asks.
//!
//! ```text
//! challenge = time ‖ 8 random bytes ‖ HMAC(pepper, "toward/v1/challenge", both)[..16]      lives two minutes
//! answer    = Ed25519(identity, frame("toward/v1/door", address, challenge, token hash))
//! token     = HKDF(session seed, "toward/v1/store-token")      the store keeps its hash
//! ```
//!
//! The address is part of what is signed, so a store that passes another's challenge on gets nothing that counts there.

use crate::{
    Chance, Identity, Pepper, PublicIdentity, Refused, SessionSigner, Token,
    bytes::Reader,
    framed::{derive, mac16},
    primitives::same,
};

/// How long a challenge may be answered, in milliseconds.
const LIVES_MS: i64 = 120_000;
/// How far the clocks of two nodes of one store may be apart, in milliseconds.
const SKEW_MS: i64 = 60_000;

/// What a store asks to be signed; the store itself remembers nothing.
pub fn challenge(pepper: &Pepper, now_ms: i64, chance: &mut Chance) -> [u8; 32] {
    let (time, drawn) = (now_ms.to_be_bytes(), chance.bytes::<8>());
    let proof = mac16(pepper.bytes(), "toward/v1/challenge", &[&time, &drawn]);
    let mut all = [0; 32];
    for (to, from) in all.iter_mut().zip(time.iter().chain(&drawn).chain(&proof)) {
        *to = *from;
    }
    all
}

/// Whether a challenge is one of this store's, and not too old.
pub fn is_ours(pepper: &Pepper, challenge: &[u8; 32], now_ms: i64) -> Result<(), Refused> {
    let mut reader = Reader::new(challenge);
    let (time, drawn, proof): ([u8; 8], [u8; 8], [u8; 16]) =
        (reader.array()?, reader.array()?, reader.array()?);
    if !same(&mac16(pepper.bytes(), "toward/v1/challenge", &[&time, &drawn]), &proof) {
        return Err(Refused::Altered);
    }
    let age = now_ms.saturating_sub(i64::from_be_bytes(time));
    if (-SKEW_MS..=LIVES_MS).contains(&age) { Ok(()) } else { Err(Refused::Expired) }
}

/// What is signed: for this store, and this token.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The address the device knows the store by.
    pub address: &'a str,
    /// What the store asked.
    pub challenge: &'a [u8; 32],
    /// The hash of the session's token.
    pub token_hash: &'a [u8; 32],
}

impl Asked<'_> {
    /// Answers with the identity, which the passphrase has just opened.
    pub fn sign(&self, identity: &Identity) -> [u8; 64] {
        identity.sign(LABEL, &[self.address.as_bytes(), self.challenge, self.token_hash])
    }

    /// Checks an answer, strictly.
    pub fn verify(&self, by: &PublicIdentity, signature: &[u8; 64]) -> Result<(), Refused> {
        by.verify(LABEL, &[self.address.as_bytes(), self.challenge, self.token_hash], signature)
    }
}

const LABEL: &str = "toward/v1/door";

/// What a store gives out with an answer, so that only what was answered can follow from it: `time ‖ HMAC(pepper,
/// "toward/v1/ticket", time, parts)`, good for ten minutes.
pub fn ticket(pepper: &Pepper, now_ms: i64, parts: &[&[u8]]) -> [u8; 24] {
    let time = now_ms.to_be_bytes();
    let all: Vec<&[u8]> = [time.as_slice()].into_iter().chain(parts.iter().copied()).collect();
    let proof = mac16(pepper.bytes(), "toward/v1/ticket", &all);
    let mut ticket = [0; 24];
    for (to, from) in ticket.iter_mut().zip(time.iter().chain(&proof)) {
        *to = *from;
    }
    ticket
}

/// Whether a ticket is one of this store's for these parts, and not too old.
pub fn ticket_fits(pepper: &Pepper, ticket: &[u8; 24], now_ms: i64, parts: &[&[u8]]) -> bool {
    let Some(time) = ticket.first_chunk::<8>() else { return false };
    let given = i64::from_be_bytes(*time);
    let age = now_ms.saturating_sub(given);
    (-SKEW_MS..=600_000).contains(&age) && same(ticket, &self::ticket(pepper, given, parts))
}

impl SessionSigner {
    /// What this session shows a store that is elsewhere.
    pub fn store_token(&self) -> Token {
        Token::from_bytes(*derive(self.seed(), "toward/v1/store-token", &[]))
    }
}
