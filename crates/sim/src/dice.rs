//! Chance that can be told again: the same number in the beginning, the same throws.

/// Dice (xorshift64, Marsaglia 2003): good for stories, not for keys.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// `seed` is all the chance there is.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.throw() % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// Between 0 and 1.
    pub fn share(&mut self) -> f64 {
        (self.throw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Roughly normal: mean 0, spread 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}
