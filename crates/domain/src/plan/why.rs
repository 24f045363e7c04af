//! Points and reasons: what speaks for a practice, and which of it is said.

use std::collections::BTreeMap;

use super::rules::depth_of_weeks;
use super::{Inputs, Practice};
use crate::PracticeId;
use crate::checkin::{Cause, Point, Score, Sign};
use crate::desk::Marks;

/// Why a practice is suggested. Each is something the person said themselves, or nothing but chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It serves the sign that stands lowest in one's own last check-in.
    Sign(Sign),
    /// It answers a cause one recognised.
    Cause(Cause),
    /// One said that it brought the two closer.
    BroughtCloser,
    /// One said of a ritual of this kind that it brought the two closer.
    KindBroughtCloser,
    /// It is for a time of life one said one is in.
    Season,
    /// So that a week is not all of one kind.
    Variety,
    /// A good first thing.
    StartHere,
    /// One asked for something easier.
    AskedEasier,
    /// One asked for something deeper.
    AskedDeeper,
}

/// A sign above this does not ask for anything, even when it is the lowest.
const LOW: u8 = 7;
/// The weeks in which everything is a beginning.
const BEGINNING: i32 = 2;

/// What the person said, and nothing else of the inputs: whatever is not in here, no reason can tell.
pub(super) struct Said<'a> {
    lowest: Vec<Sign>,
    causes: &'a [Cause],
    marks: &'a BTreeMap<PracticeId, Marks>,
    felt: &'a BTreeMap<String, i16>,
    depth_wish: i8,
    weeks_in: i32,
}

impl<'a> Said<'a> {
    pub(super) fn by(inputs: &Inputs<'a>) -> Self {
        Self {
            lowest: inputs.latest.map(lowest).unwrap_or_default(),
            causes: inputs.causes,
            marks: inputs.marks,
            felt: inputs.felt,
            depth_wish: inputs.depth_wish,
            weeks_in: inputs.weeks_in,
        }
    }

    /// What speaks for a practice: 4 for a lowest sign, 3 for a cause, 2 for having brought closer
    /// (−2 for having not), 1 for a kind that did (−1), 1 for a depth that was asked for, 1 for a time of life.
    /// Only what one said one is in is ever allowed, so a practice for a time of life is for this one.
    pub(super) fn points(&self, practice: &Practice) -> i32 {
        let sign = if self.signs(practice).next().is_some() { 4 } else { 0 };
        let cause = if self.causes(practice).next().is_some() { 3 } else { 0 };
        let closer = 2 * i32::from(self.closer(practice).signum()) + i32::from(self.kind(practice).signum());
        let season = i32::from(practice.season.is_some());
        sign + cause + closer + season + i32::from(self.deeper(practice))
    }

    /// All that can be said for it, the best reason first; never empty.
    pub(super) fn reasons(&self, practice: &Practice) -> Vec<Why> {
        let mut reasons: Vec<Why> = self.signs(practice).map(Why::Sign).collect();
        reasons.extend(self.causes(practice).map(Why::Cause));
        reasons.extend((self.closer(practice) > 0).then_some(Why::BroughtCloser));
        reasons.extend((self.kind(practice) > 0).then_some(Why::KindBroughtCloser));
        reasons.extend(practice.season.is_some().then_some(Why::Season));
        reasons.extend(self.deeper(practice).then_some(Why::AskedDeeper));
        reasons.extend((self.depth_wish < 0).then_some(Why::AskedEasier));
        reasons.extend(self.starts().then_some(Why::StartHere));
        reasons.push(Why::Variety);
        reasons
    }

    fn signs(&self, practice: &Practice) -> impl Iterator<Item = Sign> {
        self.lowest.iter().copied().filter(|sign| practice.signs.contains(sign))
    }

    fn causes(&self, practice: &Practice) -> impl Iterator<Item = Cause> {
        self.causes.iter().copied().filter(|cause| practice.causes.contains(cause))
    }

    fn closer(&self, practice: &Practice) -> i16 {
        self.marks.get(&practice.id).map_or(0, |marks| marks.closer)
    }

    fn kind(&self, practice: &Practice) -> i16 {
        self.felt.get(practice.kind.as_str()).copied().unwrap_or(0)
    }

    fn deeper(&self, practice: &Practice) -> bool {
        self.depth_wish > 0 && practice.depth > depth_of_weeks(self.weeks_in)
    }

    fn starts(&self) -> bool {
        self.weeks_in < BEGINNING
            || (self.lowest.is_empty() && self.causes.is_empty() && self.marks.is_empty())
    }
}

/// The sign or signs that stand lowest, if that is low at all.
fn lowest(point: &Point) -> Vec<Sign> {
    let given = || Sign::ALL.iter().filter_map(|sign| Some((*sign, point.sign(*sign)?)));
    let least = given().map(|(_, score)| score).min().map_or(u8::MAX, Score::value);
    given().filter(|(_, score)| score.value() == least && least <= LOW).map(|(sign, _)| sign).collect()
}
