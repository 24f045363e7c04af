//! Where the busy time of a file comes together, within a bound.

/// Where busy time is collected, as seconds since 1970 UTC.
pub(crate) struct Busy {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) list: Vec<(i64, i64)>,
    most: usize,
    /// Something was left out.
    pub(crate) full: bool,
}

impl Busy {
    /// Collects what lies between two moments, merging whenever there are more than `most`.
    pub(crate) fn new(from: i64, to: i64, most: usize) -> Self {
        Self { from, to, list: Vec::new(), most: most.max(2), full: false }
    }

    pub(crate) fn add(&mut self, start: i64, end: i64) {
        let (start, end) = (start.max(self.from), end.min(self.to));
        if start >= end {
            return;
        }
        // Most often the next occurrence of a rule touches the last one or comes after it.
        if let Some(last) = self.list.last_mut()
            && last.0 <= start
            && start <= last.1
        {
            last.1 = last.1.max(end);
            return;
        }
        if self.list.len() >= self.most && !self.full {
            self.merge();
            // Where that makes little room, all that comes apart from the rest is left out: memory has a bound.
            self.full = self.list.len() > self.most / 2;
        }
        if self.full {
            return;
        }
        self.list.push((start, end));
    }

    /// Puts the list in order: sorted, and nothing overlaps or touches.
    pub(crate) fn merge(&mut self) {
        self.list.sort_unstable();
        self.list.dedup_by(|next, last| {
            let touches = next.0 <= last.1;
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
    }
}
