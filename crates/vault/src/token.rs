//! Tokens in links: an invite, a calendar feed, a *continue* link. The store keeps a hash; the link is the key.
//!
//! `hash = SHA-256(frame("toward/v1/token", purpose, token))`;
//! what is sealed to a token lies in a box under `HKDF(token, "toward/v1/token-key", purpose)`.

use crate::{
    Chance, Refused, boxed,
    framed::{derive, hash},
    padding::{pad, unpad},
    secret::secret,
};
use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

secret! {
    /// The 256 bits of a link.
    Token, 32
}

impl Token {
    /// Draws a new token.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.bytes())
    }

    /// Its text for a link: 43 URL-safe characters.
    pub fn text(&self) -> Zeroizing<String> {
        text(&self.0)
    }

    /// Reads the text of a link.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        parse(text).map(|bytes| Self(*bytes))
    }

    /// What the store keeps, and looks the link up by; another purpose gives another hash.
    pub fn hash(&self, purpose: &str) -> [u8; 32] {
        hash("toward/v1/token", &[purpose.as_bytes(), &self.0])
    }

    /// Seals bytes that only the holder of the link can have opened.
    pub fn seal(&self, purpose: &str, bytes: &[u8], chance: &mut Chance) -> Result<Vec<u8>, Refused> {
        boxed::seal(&self.key(purpose), "toward/v1/token-box", &[], &pad(bytes)?, chance)
    }

    /// Opens what was sealed to this token for the same purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refused> {
        let padded = boxed::open(&self.key(purpose), "toward/v1/token-box", &[], sealed)?;
        Ok(Zeroizing::new(unpad(&padded)?.to_vec()))
    }

    fn key(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        derive(&self.0, "toward/v1/token-key", &[purpose.as_bytes()])
    }
}

/// 32 bytes as URL-safe text.
pub(crate) fn text(bytes: &[u8; 32]) -> Zeroizing<String> {
    Zeroizing::new(Base64UrlUnpadded::encode_string(bytes))
}

/// The 32 bytes of a URL-safe text.
pub(crate) fn parse(text: &str) -> Result<Zeroizing<[u8; 32]>, Refused> {
    match text.len() {
        ..43 => return Err(Refused::Truncated),
        43 => {}
        _ => return Err(Refused::TooLong),
    }
    let mut bytes = Zeroizing::new([0; 32]);
    Base64UrlUnpadded::decode(text, bytes.as_mut_slice()).map_err(|_| Refused::Malformed)?;
    Ok(bytes)
}
