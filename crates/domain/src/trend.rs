//! The trend: one's own check-ins against one's own usual. Quiet, and slow to speak.
//!
//! Invariant: missing weeks mean nothing, one reading means nothing, and nobody is compared with anybody.
//!
//! The numbers, each with its reason, stand beside the constants; the false alarms they lead to are
//! measured by the tests in `tests/trend.rs`.

use std::collections::BTreeMap;

use crate::Day;
use crate::checkin::{Closeness, Point, Score, Sign};

mod chart;
mod usual;

pub use chart::{Chart, Dot, Rect, chart};

/// What a trend is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The mean of the signs.
    Overall,
    /// One sign.
    Sign(Sign),
}

impl Of {
    /// The reading of a check-in, 0–100, if it was given.
    fn reading(self, point: &Point) -> Option<f64> {
        match self {
            Self::Overall => point.overall(),
            Self::Sign(sign) => point.sign(sign).map(|score| 10.0 * f64::from(score.value())),
        }
    }

    /// The least half-width of *usual*. Scores are coarse: with four signs a shrug is worth 2.5 points
    /// and two shrugs the same way 5, so 6 is still nothing; with one sign a shrug is worth 10, so 12 is.
    fn shrug(self) -> f64 {
        match self {
            Self::Overall => 6.0,
            Self::Sign(_) => 12.0,
        }
    }
}

/// The range that is usual for this person, within 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The word for the last two readings, compared with what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Higher than usual, or moving less up and down.
    Steadier,
    /// As usual.
    AboutSame,
    /// Lower than usual.
    Dipped,
    /// Much lower than usual.
    ClearlyDown,
}

/// One's own trend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// What is usual; `None` until there are enough readings.
    pub usual: Option<Band>,
    /// The word; `None` until there are enough readings, and when the last two lie too far apart.
    pub word: Option<Word>,
    /// The readings, 0–100, oldest first.
    pub points: Vec<(Day, f64)>,
}

/// The last two readings say something together only within six weeks; further apart they are two different times.
const TOGETHER: i32 = 42;

/// The trend of these check-ins. Of two on one day the later given counts.
pub fn trend(points: &[Point], of: Of) -> Trend {
    let by_day: BTreeMap<Day, f64> =
        points.iter().filter_map(|point| Some((point.day, of.reading(point)?))).collect();
    let points: Vec<(Day, f64)> = by_day.into_iter().collect();
    let Some((before, [former, latest])) = points.split_last_chunk::<2>() else {
        return Trend { points, ..Trend::default() };
    };
    let before: Vec<f64> = before.iter().map(|(_, reading)| *reading).collect();
    let together = latest.0.since(former.0) <= TOGETHER;
    let usual = usual::usual(&before, of.shrug());
    let word =
        usual.filter(|_| together).map(|usual| usual::word(&before, usual, [former.1, latest.1], of.shrug()));
    Trend { usual: usual.map(|usual| usual.band()), word, points }
}

/// One line of the table under the chart, for whoever would rather read or hear it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The day.
    pub day: Day,
    /// The mean of the signs, 0–100, rounded; `None` when fewer than two were given.
    pub overall: Option<u8>,
    /// In the order of [`Sign::ALL`].
    pub signs: [Option<Score>; 4],
    /// The two circles, if they were drawn.
    pub closeness: Option<Closeness>,
}

/// The table of check-ins, newest first. Of two on one day the later given counts, as in [`trend`].
pub fn table(points: &[Point]) -> Vec<Row> {
    let by_day: BTreeMap<Day, &Point> = points.iter().map(|point| (point.day, point)).collect();
    by_day.into_values().rev().map(row).collect()
}

fn row(point: &Point) -> Row {
    let overall = point.overall().map(|overall| overall.round().clamp(0.0, 100.0) as u8);
    Row { day: point.day, overall, signs: point.signs, closeness: point.closeness }
}
