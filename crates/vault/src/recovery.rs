//! The recovery code: 128 bits on paper, in seven groups of four that survive being typed.
//!
//! Text = 26 characters of Crockford base32 (the secret, then two zero bits) and two check characters of a
//! Reed–Solomon code over GF(32): any one or two wrong characters, and any two that changed places, are noticed.
//! Typing is tolerant: case, spaces, dashes, O for 0, I and L for 1.
//! `kek = HKDF(code, "toward/v1/recovery-kek")`; no stretching, because 128 bits cannot be guessed.

use crate::{Chance, Kek, Proof, Refused, framed::derive, secret::secret};
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

secret! {
    /// A recovery code.
    RecoveryCode, 16
}

impl RecoveryCode {
    /// Draws a new code.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.bytes())
    }

    /// The code as printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn text(&self) -> Zeroizing<String> {
        let secret = Zeroizing::new(u128::from_be_bytes(self.0));
        let mut out = Zeroizing::new(String::with_capacity(34));
        let mut check = Check::default();
        for place in 0..26u32 {
            let value = if place < 25 { *secret >> (123 - 5 * place) } else { *secret << 2 };
            let value = (value & 31) as u8;
            check.follow(value);
            put(&mut out, value);
        }
        put(&mut out, check.high);
        put(&mut out, check.low);
        out
    }

    /// Reads a typed code; a slip is [`Refused::Mistyped`].
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let mut secret = Zeroizing::new(0u128);
        let mut check = Check::default();
        let mut place = 0;
        for typed in text.chars().filter(|typed| !typed.is_whitespace() && !is_dash(*typed)) {
            let value = value(typed)?;
            match place {
                0..25 => *secret = (*secret << 5) | u128::from(value),
                25 if value & 3 != 0 => return Err(Refused::Mistyped),
                25 => *secret = (*secret << 3) | u128::from(value >> 2),
                26..28 => {}
                _ => return Err(Refused::TooLong),
            }
            check.follow(value);
            place += 1;
        }
        if place < 28 {
            return Err(Refused::Truncated);
        }
        if check == Check::default() { Ok(Self(secret.to_be_bytes())) } else { Err(Refused::Mistyped) }
    }

    /// The key that wraps the identity for this code.
    pub fn kek(&self) -> Kek {
        Kek::from_bytes(*derive(&self.0, "toward/v1/recovery-kek", &[]))
    }

    /// What shows the host that one holds the code, without giving it.
    pub fn proof(&self) -> Proof {
        Proof::from_bytes(*derive(&self.0, "toward/v1/recovery-proof", &[]))
    }
}

/// The remainder modulo `(x + α)(x + α²) = x² + 6x + 8` over GF(32) = GF(2)\[α\] / (α⁵ + α² + 1).
///
/// After the 26 characters it holds the two check characters; after all 28 it is zero when nothing is wrong.
#[derive(Default, PartialEq, Eq)]
struct Check {
    high: u8,
    low: u8,
}

impl Check {
    fn follow(&mut self, value: u8) {
        let carried = value ^ self.high;
        self.high = self.low ^ times(carried, 6);
        self.low = times(carried, 8);
    }
}

/// Multiplication in GF(32).
fn times(a: u8, b: u8) -> u8 {
    (0..5).rev().fold(0, |product, bit| {
        let doubled = (product << 1) ^ ((product >> 4) * 0b10_0101);
        doubled ^ (((b >> bit) & 1) * a)
    })
}

fn put(out: &mut String, value: u8) {
    if matches!(out.len() % 5, 4) {
        out.push('-');
    }
    out.push(ALPHABET.get(usize::from(value)).map_or('0', |letter| char::from(*letter)));
}

fn value(typed: char) -> Result<u8, Refused> {
    let typed = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|letter| char::from(*letter) == typed).ok_or(Refused::Mistyped)?;
    u8::try_from(at).map_err(|_| Refused::Mistyped)
}

fn is_dash(typed: char) -> bool {
    matches!(typed, '-' | '‐' | '‑' | '–' | '—' | '_' | '.')
}
