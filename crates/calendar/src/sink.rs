//! Where the times at which a rule fires go, and when there have been enough.

/// Where occurrences go: it counts them, and hands on those within the stretch.
pub(crate) struct Sink<F> {
    pub(crate) start: i64,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) left: Option<i64>,
    pub(crate) first: bool,
    pub(crate) found: F,
}

impl<F: FnMut(i64)> Sink<F> {
    /// Takes an occurrence; false when none can follow.
    pub(crate) fn take(&mut self, local: i64) -> bool {
        if local < self.start {
            return true;
        }
        if let Some(left) = &mut self.left {
            // The beginning counts even where it does not fit.
            *left -= 1 + i64::from(self.first && local != self.start);
            if *left < 0 {
                return false;
            }
        }
        self.first = false;
        if local >= self.to {
            return false;
        }
        if local >= self.from {
            (self.found)(local);
        }
        true
    }

    /// The first moment that matters.
    pub(crate) fn begin(&self) -> i64 {
        if self.left.is_some() { self.start } else { self.from.max(self.start) }
    }
}
