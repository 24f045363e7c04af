//! How people score their weeks: coarse, each week a little like the one before, some weeks not at all.

use crate::Dice;

/// What becomes of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing: it goes on as it was.
    None,
    /// From a week on it is lower by one's own usual spread.
    Drop(usize),
    /// From a week on it sinks by a tenth of that spread each week.
    Slide(usize),
}

/// How somebody scores.
#[derive(Clone, Copy, Debug)]
pub struct Scorer {
    /// Where their scores usually lie, 0–100.
    pub middle: f64,
    /// How far they spread.
    pub spread: f64,
    /// How alike two neighbouring weeks are: their correlation.
    pub alike: f64,
    /// The share of weeks without a score.
    pub missing: f64,
    /// Scores are multiples of this.
    pub step: f64,
}

impl Scorer {
    /// So many weeks of theirs, which take this turn.
    pub fn weeks(&self, many: usize, turn: Turn, dice: &mut Dice) -> Vec<Option<f64>> {
        let mut mood = dice.normal();
        let fresh = (1.0 - self.alike * self.alike).sqrt();
        let mut scores = Vec::with_capacity(many);
        for week in 0..many {
            let lower = match turn {
                Turn::Drop(from) if week >= from => 1.0,
                Turn::Slide(from) if week >= from => 0.1 * (week - from + 1) as f64,
                _ => 0.0,
            };
            let score = (self.middle + self.spread * (mood - lower)).clamp(0.0, 100.0);
            let coarse = (score / self.step).round() * self.step;
            scores.push((dice.share() >= self.missing).then_some(coarse));
            mood = self.alike * mood + fresh * dice.normal();
        }
        scores
    }
}
