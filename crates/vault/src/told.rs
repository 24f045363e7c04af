//! The code that one partner tells the other in person.
//!
//! `HMAC(pepper, "toward/v1/told-code", invite, code)`: short codes are safe only because the pepper is not in the
//! database and the host counts the tries.

use crate::{Pepper, framed::mac, primitives::same};

/// What the store keeps of a told code; folding case and spaces is the caller's.
pub fn code_mac(pepper: &Pepper, invite: &[u8], code: &str) -> [u8; 32] {
    mac(pepper.bytes(), "toward/v1/told-code", &[invite, code.as_bytes()])
}

/// Whether a told code is the one behind a kept MAC, in constant time.
pub fn code_fits(pepper: &Pepper, invite: &[u8], code: &str, kept: &[u8; 32]) -> bool {
    same(&code_mac(pepper, invite, code), kept)
}
