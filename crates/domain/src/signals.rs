//! Early warning: whether one's own weeks have dropped, at once or slowly, and not come back.
//!
//! The rule asks, for every week of late, how much better the readings are explained if something began then: a drop
//! by one's own usual spread, or a slide of a tenth of it a week. Where one's usual lies is left open in both answers,
//! so that few readings claim little. The sum over all those weeks is a Shiryaev–Roberts statistic (Pollak & Siegmund
//! 1991, Annals of Statistics), on readings freed of what one week has from the one before. What it finds, and how often
//! it errs, stands in `docs/signals.md`, and `examples/signals.rs` measures it.
//!
//! Invariant: one's own readings alone decide, and only those up to now. A missing week is no sign of anything, one
//! reading is never a word, and nobody is compared with anybody.

/// A reading of a week, 0–100, in the order of weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The week, counted from anywhere.
    pub week: i32,
    /// From 0 to 100.
    pub score: f64,
}

/// How a time may have gone down. Which it was can hardly be told when it is first heard, so it is not said.
#[derive(Clone, Copy)]
enum Shape {
    /// At once.
    Drop,
    /// Slowly.
    Slide,
}

/// A word that was said: when, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The week in which it was said.
    pub week: i32,
    /// The week in which what it told of began.
    pub since: i32,
}

/// What was seen, for words and a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signal {
    /// The week in which it began, most likely.
    pub since: i32,
    /// The middle of the readings before.
    pub usual: f64,
    /// The middle of the readings since.
    pub lately: f64,
}

/// So many readings of the past count: two years of weeks, so that a new life becomes the new usual.
const WINDOW: usize = 104;
/// Something may have begun in as many weeks as these before now: what began earlier was heard, or is the new usual.
const AGO: i32 = 30;
/// The newest weeks do not count towards how much readings usually spread, so that a drop does not hide itself.
const GUARD: i32 = 6;
/// From fewer readings before them no usual can be told.
const LEAST: usize = 8;
/// What began with the first few weeks has no time before it.
const FIRST: i32 = 4;
/// Scores are coarse: a spread of less than this is a shrug.
const SHRUG: f64 = 3.0;
/// A reading further out than so many spreads says no more than one there: one odd evening moves little.
const ODD: f64 = 2.4;
/// How alike neighbouring weeks usually are: their correlation.
const ALIKE: f64 = 0.3;
/// How steep a slide is looked for, in spreads a week.
const STEEP: f64 = 0.1;
/// How sure it has to be before it says a word: with it, one comes in about half of all steady years, fewer in the first,
/// in which little is known, and more later (`docs/signals.md`).
const SURE: f64 = 38.0;
/// With so many readings, twice as sure: little is known then of what is usual.
const FEW: f64 = 34.0;
/// How little is known beforehand of how much stays of what was told of: about two spreads of it, more or less.
const STAYED: f64 = 0.25;
/// After a word there is none for so many weeks.
const PAUSE: i32 = 8;

/// The signal that the newest reading gives. What the last word told of is not told again: it may have stayed, or not.
#[must_use]
pub fn signal(readings: &[Reading], told: Option<Told>) -> Option<Signal> {
    let (weight, signal) = weigh(readings, told)?;
    (weight >= 1.0).then_some(signal)
}

/// How much speaks for a change, 1 being enough for a word, and which change it most likely is. Nothing, where nothing
/// may be said: there are too few readings, a word was said just now, or the last two are not both below the
/// middle of all.
#[must_use]
pub fn weigh(readings: &[Reading], told: Option<Told>) -> Option<(f64, Signal)> {
    let readings = readings.get(readings.len().saturating_sub(WINDOW)..)?;
    let (first, now) = (readings.first()?.week, readings.last()?.week);
    if told.is_some_and(|told| now.saturating_sub(told.week) < PAUSE) {
        return None;
    }
    let usual = Usual::of(readings.iter().filter(|reading| reading.week <= now.saturating_sub(GUARD)))?;
    let middle = |from: i32, to: i32| {
        let of = readings.iter().filter(|reading| (from..to).contains(&reading.week));
        mean(of.map(|reading| reading.score))
    };
    let below = readings.iter().rev().take(2).filter(|reading| reading.score < usual.middle);
    if below.count() < 2 {
        return None;
    }
    let weeks = &Weeks::of(readings, usual, told);
    let from = now.saturating_sub(AGO).max(first.saturating_add(FIRST));
    let from = told.map_or(from, |told| from.max(told.week.saturating_add(1)));
    let of = |shape: Shape| {
        let gains = (from..=now).map(move |since| (weeks.gain(since, shape).min(50.0), since));
        let best = gains.clone().max_by(|one, other| one.0.total_cmp(&other.0));
        Some((gains.map(|(gain, ..)| gain.exp()).sum::<f64>() / 2.0, best?))
    };
    let (drop, slide) = (of(Shape::Drop)?, of(Shape::Slide)?);
    let (sum, likelier) = (drop.0 + slide.0, if slide.1.0 > drop.1.0 { slide.1 } else { drop.1 });
    let (_, since) = likelier;
    let sure = SURE * (1.0 + (FEW / readings.len() as f64).powi(2));
    let new = told.and_then(|told| middle(told.since, since));
    let (usual, lately) = (new.or_else(|| middle(i32::MIN, since))?, middle(since, i32::MAX)?);
    (lately < usual).then_some((sum / sure, Signal { since, usual, lately }))
}

fn mean(all: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = all.fold((0.0, 0.0), |(sum, count), each| (sum + each, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// Where readings usually lie, and how far they usually spread.
#[derive(Clone, Copy)]
struct Usual {
    middle: f64,
    spread: f64,
}

impl Usual {
    fn of<'a>(readings: impl Iterator<Item = &'a Reading> + Clone) -> Option<Self> {
        let count = readings.clone().count();
        let middle = mean(readings.clone().map(|reading| reading.score))?;
        let squares: f64 = readings.map(|reading| (reading.score - middle).powi(2)).sum();
        // Two shrugs are taken for granted: nobody is known to be perfectly even.
        let spread = ((squares + 2.0 * SHRUG * SHRUG) / (count as f64 + 1.0)).sqrt().max(SHRUG);
        (count >= LEAST).then_some(Self { middle, spread })
    }
}

/// A reading, freed of what it has from the one before.
struct Week {
    week: i32,
    before: Option<i32>,
    /// How much of the one before was taken out.
    part: f64,
    /// What is left, in spreads.
    left: f64,
    /// How much it counts.
    counts: f64,
}

impl Week {
    /// What is left of something that would have moved the readings so.
    fn of(&self, moved: impl Fn(i32) -> f64) -> f64 {
        moved(self.week) - self.part * self.before.map_or(0.0, moved)
    }
}

/// All readings; and what is left open about them: where one's usual lies, and how much of the change that was told of
/// has stayed.
struct Weeks {
    all: Vec<Week>,
    told: Option<i32>,
    open: Open,
}

/// Sums over all readings, for a usual that may lie anywhere and for a change that was told of and may have stayed.
struct Open {
    levels: f64,
    both: f64,
    stayed: f64,
    left: [f64; 2],
}

impl Open {
    /// How well `fits` is explained, as the logarithm of its evidence: by a usual alone, or also by some of what was told
    /// of having stayed; beforehand either is as likely.
    fn explains(&self, [level, stayed]: [f64; 2]) -> f64 {
        let free = self.stayed + STAYED;
        let whole = self.levels * free - self.both * self.both;
        let squares = level * level * free - 2.0 * level * stayed * self.both + stayed * stayed * self.levels;
        let alone = (level * level / self.levels - self.levels.ln()) / 2.0;
        let with = (squares / whole + STAYED.ln() - whole.ln()) / 2.0;
        let most = alone.max(with);
        most + ((alone - most).exp() + (with - most).exp()).ln()
    }
}

impl Weeks {
    fn of(readings: &[Reading], usual: Usual, told: Option<Told>) -> Self {
        let far = |reading: &Reading| ((reading.score - usual.middle) / usual.spread).clamp(-ODD, ODD);
        let mut all: Vec<Week> = Vec::with_capacity(readings.len());
        let mut before: Option<(i32, f64)> = None;
        for reading in readings {
            let gap = before.map(|(week, _)| reading.week.saturating_sub(week).max(1));
            let part = gap.map_or(0.0, |gap| ALIKE.powi(gap));
            let now = far(reading);
            let left = now - part * before.map_or(0.0, |(_, far)| far);
            let counts = 1.0 / (1.0 - part * part);
            all.push(Week { week: reading.week, before: before.map(|(week, _)| week), part, left, counts });
            before = Some((reading.week, now));
        }
        let told = told.map(|told| told.since);
        let sum = |of: &dyn Fn(&Week) -> f64| all.iter().map(|week| week.counts * of(week)).sum::<f64>();
        let (level, stayed) =
            (|week: &Week| 1.0 - week.part, |week: &Week| week.of(|week| stays(told, week)));
        let open = Open {
            levels: sum(&|week| level(week).powi(2)),
            both: sum(&|week| level(week) * stayed(week)),
            stayed: sum(&|week| stayed(week).powi(2)),
            left: [sum(&|week| level(week) * week.left), sum(&|week| stayed(week) * week.left)],
        };
        Self { all, told, open }
    }

    /// How much better it is explained if this began then, as the logarithm of a likelihood ratio; each answer may lay
    /// the usual where it fits best.
    fn gain(&self, since: i32, shape: Shape) -> f64 {
        let change = |week: i32| match shape {
            _ if week < since => 0.0,
            Shape::Drop => -1.0,
            Shape::Slide => -STEEP * f64::from(week.saturating_sub(since).saturating_add(1)),
        };
        let (mut squares, mut fits, [mut level, mut stayed]) = (0.0, 0.0, self.open.left);
        for week in self.all.iter().rev().take_while(|week| week.week >= since) {
            let change = week.of(change);
            squares += week.counts * change * change;
            fits += week.counts * week.left * change;
            level -= week.counts * (1.0 - week.part) * change;
            stayed -= week.counts * week.of(|week| stays(self.told, week)) * change;
        }
        let without = self.open.explains(self.open.left);
        fits - squares / 2.0 + self.open.explains([level, stayed]) - without
    }
}

/// What was told of, if it has stayed.
fn stays(told: Option<i32>, week: i32) -> f64 {
    if told.is_some_and(|since| week >= since) { -1.0 } else { 0.0 }
}

/// All signals of a time, each told in its week and decided only from the weeks up to it.
#[must_use]
pub fn replay(readings: &[Reading]) -> Vec<(i32, Signal)> {
    let mut told: Vec<(i32, Signal)> = Vec::new();
    for end in 1..=readings.len() {
        let known = readings.get(..end).unwrap_or_default();
        let last = told.last().map(|(week, signal)| Told { week: *week, since: signal.since });
        if let (Some(signal), Some(now)) = (signal(known, last), known.last()) {
            told.push((now.week, signal));
        }
    }
    told
}
