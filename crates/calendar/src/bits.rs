//! A set of small numbers as bits: what a rule says after BYHOUR= and the like, however long the list is.

/// A set of numbers below 64 × `N`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Default for Bits<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> Bits<N> {
    /// Adds a number; one that is too large is left out.
    pub(crate) fn add(&mut self, number: i64) {
        if let Some((word, bit)) = place(number)
            && let Some(word) = self.0.get_mut(word)
        {
            *word |= bit;
        }
    }

    /// Whether a number is among them.
    pub(crate) fn has(&self, number: i64) -> bool {
        place(number).and_then(|(word, bit)| Some(self.0.get(word)? & bit != 0)).unwrap_or(false)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The numbers, from the smallest.
    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0..64 * i64::try_from(N).unwrap_or(0)).filter(|number| self.has(*number))
    }
}

fn place(number: i64) -> Option<(usize, u64)> {
    let number = usize::try_from(number).ok()?;
    Some((number / 64, 1 << (number % 64)))
}

/// Numbers counted from the beginning and, written with a minus, from the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends<const N: usize> {
    pub(crate) front: Bits<N>,
    pub(crate) back: Bits<N>,
}

impl<const N: usize> Ends<N> {
    /// Adds a number as it is written.
    pub(crate) fn add(&mut self, number: i64) {
        if number < 0 { self.back.add(-number) } else { self.front.add(number) }
    }

    /// Whether the `nth` of `many` is among them; both count from one.
    pub(crate) fn has(&self, nth: i64, many: i64) -> bool {
        self.front.has(nth) || self.back.has(many - nth + 1)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.front.is_empty() && self.back.is_empty()
    }
}
