//! How much of a file is looked at. Bounds are counts, never clocks, so that a file means the same on every machine.

/// The bounds of one reading. What was found when a bound is reached stands, and a problem says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file. What comes after them is not read.
    pub bytes: usize,
    /// Events kept of the file.
    pub events: usize,
    /// Dates of all EXDATE and RDATE lists together.
    pub dates: usize,
    /// Rules of all events and zones together.
    pub rules: usize,
    /// Different names of time zones.
    pub zones: usize,
    /// Steps of all rules together: a period or day looked at, an occurrence found.
    pub steps: u64,
    /// Stretches of busy time kept before they are merged.
    pub intervals: usize,
    /// Problems listed.
    pub problems: usize,
}

impl Default for Limits {
    /// Twenty megabytes and twenty million steps, which the slowest of hostile files passes within two seconds.
    fn default() -> Self {
        Self {
            bytes: 20_000_000,
            events: 200_000,
            dates: 1_000_000,
            rules: 200_000,
            zones: 1_000,
            steps: 20_000_000,
            intervals: 200_000,
            problems: 100,
        }
    }
}

/// The steps that are left.
#[derive(Debug)]
pub(crate) struct Steps(u64);

impl Steps {
    /// So many steps.
    pub(crate) fn new(steps: u64) -> Self {
        Self(steps)
    }

    /// Takes some steps; false when there are not enough left, and then none are.
    #[must_use]
    pub(crate) fn take(&mut self, steps: u64) -> bool {
        let enough = steps <= self.0;
        self.0 = if enough { self.0 - steps } else { 0 };
        enough
    }
}
