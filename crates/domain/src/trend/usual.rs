//! What is usual, and the word for a departure from it. Medians first: one odd evening moves nothing.

use super::{Band, Word};

/// Usual looks back over this many readings, half a year of weeks: long enough to know a person, short
/// enough that a new life becomes the new usual.
const WINDOW: usize = 26;
/// From fewer readings no usual can be told: the spread of five is mostly chance.
const LEAST: usize = 6;
/// Usual reaches this many deviations each way; eleven of twelve readings of an even time lie within,
/// and the mean of two leaves it about once in a hundred weeks.
const REACH: f64 = 1.75;
/// A deviation known from n readings is taken larger by this share of n: few readings know little.
const FEW: f64 = 4.0;
/// *Clearly* is half as far again as the end of usual: chance goes there about once in a thousand weeks.
const CLEARLY: f64 = 1.5;
/// And it is at least this many shrugs, so that a very even person is not alarmed by little.
const CLEARLY_SHRUGS: f64 = 2.5;
/// A slide goes over at least this many deviations of the readings around it, and this many shrugs.
const SLIDE: f64 = 2.0;
/// Calmer is when readings move at most half as much as they did: eight readings rarely do so by chance.
const CALMER: f64 = 0.5;

/// What is usual: the middle, and how far it reaches to both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    middle: f64,
    reach: f64,
}

impl Usual {
    pub(super) fn band(self) -> Band {
        let end = |value: f64| value.clamp(0.0, 100.0);
        Band { low: end(self.middle - self.reach), high: end(self.middle + self.reach) }
    }

    /// How far below the middle a reading lies, in reaches; above it, negative.
    fn below(self, reading: f64) -> f64 {
        (self.middle - reading) / self.reach
    }
}

/// What is usual after these readings, if they are enough.
pub(super) fn usual(before: &[f64], shrug: f64) -> Option<Usual> {
    let window = newest(before, WINDOW);
    (window.len() >= LEAST).then_some(())?;
    let few = 1.0 + FEW / window.len() as f64;
    Some(Usual { middle: median(window)?, reach: (REACH * few * deviation(window)?).max(shrug) })
}

/// The word for the last two readings.
pub(super) fn word(before: &[f64], usual: Usual, last: [f64; 2], shrug: f64) -> Word {
    let drop = usual.below(mean(&last));
    // Both count: one bad evening beside a usual one is no dip, however bad it was.
    let both_below = last.iter().all(|reading| usual.below(*reading) > 0.5);
    let both_above = last.iter().all(|reading| usual.below(*reading) < -0.5);
    if both_below && drop > CLEARLY && usual.middle - mean(&last) >= CLEARLY_SHRUGS * shrug {
        Word::ClearlyDown
    } else if (both_below && drop > 1.0) || slides(before, last, shrug, 1.0) {
        Word::Dipped
    } else if (both_above && drop < -1.0) || slides(before, last, shrug, -1.0) || calmer(before, last, shrug)
    {
        Word::Steadier
    } else {
        Word::AboutSame
    }
}

/// A slow slide takes usual along with it, so it is looked for by itself: each third of the window lies
/// below the one before, the last two readings below them all, and the whole way is no shrug.
/// `way` is 1 for down and −1 for up.
fn slides(before: &[f64], last: [f64; 2], shrug: f64, way: f64) -> bool {
    let window = newest(before, WINDOW);
    if window.len() < 3 * LEAST {
        return false;
    }
    let thirds = || window.chunks(window.len().div_ceil(3));
    let stops: Vec<f64> = thirds().filter_map(median).chain([mean(&last)]).collect();
    let spread = mean(&thirds().filter_map(deviation).collect::<Vec<_>>());
    let steps: Vec<f64> =
        stops.windows(2).filter_map(|pair| Some(way * (pair.first()? - pair.last()?))).collect();
    let whole: f64 = steps.iter().sum();
    steps.iter().all(|step| *step >= shrug / 4.0) && whole >= (SLIDE * spread).max(2.0 * shrug)
}

/// The last eight readings move far less than those before, and are not lower.
fn calmer(before: &[f64], last: [f64; 2], shrug: f64) -> bool {
    let window = newest(before, WINDOW);
    let Some((earlier, recent)) = window.split_at_checked(window.len().saturating_sub(LEAST)) else {
        return false;
    };
    let recent: Vec<f64> = recent.iter().chain(&last).copied().collect();
    let (Some([was, _]), Some([_, is])) = (deviations(earlier), deviations(&recent)) else { return false };
    earlier.len() >= 2 * LEAST && was >= shrug && is <= CALMER * was && median(&recent) >= median(earlier)
}

/// A standard deviation; of two estimates the larger, so that a word comes rather too late.
fn deviation(readings: &[f64]) -> Option<f64> {
    deviations(readings).map(|[_, larger]| larger)
}

/// A standard deviation, estimated twice, the smaller first.
///
/// The median distance from the median (times 1.4826) forgets an odd evening, but calls a person even
/// who is so on most evenings only; the mean distance (times 1.2533) sees the others.
fn deviations(readings: &[f64]) -> Option<[f64; 2]> {
    let middle = median(readings)?;
    let distances: Vec<f64> = readings.iter().map(|reading| (reading - middle).abs()).collect();
    let (one, other) = (1.4826 * median(&distances)?, 1.2533 * mean(&distances));
    Some([one.min(other), one.max(other)])
}

fn newest(readings: &[f64], most: usize) -> &[f64] {
    readings.split_at_checked(readings.len().saturating_sub(most)).map_or(readings, |(_, newest)| newest)
}

fn mean(readings: &[f64]) -> f64 {
    readings.iter().sum::<f64>() / readings.len().max(1) as f64
}

fn median(readings: &[f64]) -> Option<f64> {
    let mut sorted = readings.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get(sorted.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}
