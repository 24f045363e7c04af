//! Stretches of time, and what can be done with lists of them.
//!
//! A list is *in order* when its stretches are sorted and neither overlap nor touch; [`merge`] makes it so.

use jiff::Timestamp;

/// A stretch of time from a moment until just before another; it is never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

impl Interval {
    /// The stretch between two moments; none unless the first is earlier.
    pub fn new(start: Timestamp, end: Timestamp) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Its first moment.
    pub fn start(self) -> Timestamp {
        self.start
    }

    /// The first moment after it.
    pub fn end(self) -> Timestamp {
        self.end
    }

    /// What it has in common with another.
    pub fn common(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Its length in whole seconds.
    pub fn seconds(self) -> i64 {
        self.end.duration_since(self.start).as_secs()
    }
}

/// The same time as a list in order.
pub fn merge(mut list: Vec<Interval>) -> Vec<Interval> {
    list.sort_unstable();
    list.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    list
}

/// What of a list lies within a stretch.
pub fn clip(list: &[Interval], within: Interval) -> Vec<Interval> {
    list.iter().filter_map(|one| one.common(within)).collect()
}

/// What two lists in order have in common, in order.
pub fn intersect(a: &[Interval], b: &[Interval]) -> Vec<Interval> {
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    let mut both = Vec::new();
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        both.extend(one.common(*other));
        if one.end <= other.end {
            a.next()
        } else {
            b.next()
        };
    }
    both
}

/// What of one list in order the other, in order too, leaves over.
pub fn subtract(from: &[Interval], what: &[Interval]) -> Vec<Interval> {
    let mut rest = Vec::new();
    let mut what = what.iter().peekable();
    for one in from {
        let mut start = one.start;
        // Those that end before this one begins end before all later ones, too.
        while what.next_if(|gone| gone.end <= one.start).is_some() {}
        while let Some(gone) = what.peek().filter(|gone| gone.start < one.end) {
            rest.extend(Interval::new(start, gone.start));
            start = start.max(gone.end);
            if gone.end > one.end {
                break;
            }
            what.next();
        }
        rest.extend(Interval::new(start, one.end));
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(pairs: &[(i64, i64)]) -> Vec<Interval> {
        let stamp = |second| Timestamp::from_second(second).unwrap();
        pairs.iter().filter_map(|(a, b)| Interval::new(stamp(*a), stamp(*b))).collect()
    }

    fn has(list: &[Interval], second: i64) -> bool {
        let stamp = Timestamp::from_second(second).unwrap();
        list.iter().any(|one| one.start <= stamp && stamp < one.end)
    }

    proptest! {
        #[test]
        fn lists_are_sets_of_seconds(a in prop::collection::vec((0i64..60, 0i64..60), 0..8),
                                     b in prop::collection::vec((0i64..60, 0i64..60), 0..8)) {
            let (a, b) = (merge(of(&a)), merge(of(&b)));
            let (both, rest) = (intersect(&a, &b), subtract(&a, &b));
            for second in 0..60 {
                prop_assert_eq!(has(&both, second), has(&a, second) && has(&b, second));
                prop_assert_eq!(has(&rest, second), has(&a, second) && !has(&b, second));
            }
            for list in [&a, &both, &rest] {
                prop_assert!(list.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }

    #[test]
    fn what_touches_becomes_one() {
        assert_eq!(merge(of(&[(5, 9), (0, 2), (2, 4)])), of(&[(0, 4), (5, 9)]));
    }
}
