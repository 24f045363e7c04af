//! Randomness as an argument: a seed from the host, expanded as far as a verb needs.
//!
//! `block(i) = HMAC-SHA256(seed, frame("toward/v1/chance", i))`. The same seed gives the same bytes, on purpose:
//! a request that lost a race runs again with what it had. Verbs that seal therefore never trust that a draw
//! is fresh; they bind it to the content ([`Chance::bound`]), so a repeated draw never repeats a nonce.

use crate::framed::{derive, mac};
use core::convert::Infallible;
use hpke::rand_core::{TryCryptoRng, TryRng};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A source of random bytes that is wholly determined by its 32-byte seed.
///
/// Misuse: one seed for two requests.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Chance {
    seed: [u8; 32],
    drawn: u64,
}

impl Chance {
    /// Starts from a seed that the host took from the operating system.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    /// Draws `N` bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut out = [0; N];
        self.fill(&mut out);
        out
    }

    /// Fills a slice with drawn bytes.
    pub fn fill(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            let mut block = mac(&self.seed, "toward/v1/chance", &[&self.drawn.to_be_bytes()]);
            self.drawn = self.drawn.wrapping_add(1);
            chunk.iter_mut().zip(block).for_each(|(to, from)| *to = from);
            block.zeroize();
        }
    }

    /// Draws a new source that also depends on what it is used for.
    pub(crate) fn bound(&mut self, label: &str, parts: &[&[u8]]) -> Self {
        let mut drawn = self.bytes::<32>();
        let seed = derive::<32>(&drawn, label, parts);
        drawn.zeroize();
        Self::from_seed(*seed)
    }
}

crate::secret::dots!(Chance);

impl TryRng for Chance {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(self.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(self.bytes()))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.fill(out);
        Ok(())
    }
}

impl TryCryptoRng for Chance {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_draws_numbers_gets_the_bytes_that_would_have_come() {
        let mut bytes = Chance::from_seed([1; 32]);
        let mut numbers = Chance::from_seed([1; 32]);
        for _ in 0..4 {
            let Ok(four) = numbers.try_next_u32();
            assert_eq!(four, u32::from_be_bytes(bytes.bytes()));
            let Ok(eight) = numbers.try_next_u64();
            assert_eq!(eight, u64::from_be_bytes(bytes.bytes()));
        }
    }
}
