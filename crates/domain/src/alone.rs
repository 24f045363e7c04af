//! The solo path: six weeks, a small step a day, whole in itself.
//!
//! Invariant: nothing here is ever late, and nothing counts how far one has come. The path moves only by
//! the person's own marks; after a silence it offers the next step as if no time had passed.

use crate::Day;
use crate::desk::Path;

/// One week of the path, as the library has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekSteps<'a> {
    /// Its id.
    pub id: &'a str,
    /// The ids of its steps, in order.
    pub steps: Vec<&'a str>,
}

/// A step and its week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of its week.
    pub week: &'a str,
}

/// What was said about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing yet.
    Nothing,
    /// Done.
    Done,
    /// Left aside. It does not come back by itself.
    Aside,
}

/// Where one is on the path today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// It has not begun.
    NotBegun,
    /// Today's step.
    Step {
        /// The id of its week.
        week: &'a str,
        /// The id of the step.
        step: &'a str,
    },
    /// That is enough for today; more lies ahead in this week.
    Enough {
        /// The id of the week.
        week: &'a str,
    },
    /// That is enough for today, and a week is behind one.
    WeekDone {
        /// The id of the week.
        week: &'a str,
    },
    /// Every step was done or left aside: time to look back and choose.
    LookBack,
    /// It ended, in the way one chose.
    Ended,
}

/// Where the path stands on a day.
///
/// On the first day one step is offered, and each day adds one more, so whoever marks a step a day gets a
/// step a day. Days that pass unused take nothing away and put nothing on top.
pub fn today<'a>(path: &Path, today: Day, weeks: &[WeekSteps<'a>]) -> Place<'a> {
    let Some(began) = path.began else { return Place::NotBegun };
    if path.ending.is_some() {
        return Place::Ended;
    }
    let marked = steps(weeks).filter(|step| said(path, step.id) != Said::Nothing).count();
    let Some(next) = steps(weeks).find(|step| said(path, step.id) == Said::Nothing) else {
        return Place::LookBack;
    };
    let days = usize::try_from(today.since(began).max(0)).unwrap_or(usize::MAX);
    if marked <= days { Place::Step { week: next.week, step: next.id } } else { enough(path, next, weeks) }
}

/// Whether the next step begins a week decides which *enough* it is.
fn enough<'a>(path: &Path, next: Step<'a>, weeks: &[WeekSteps<'a>]) -> Place<'a> {
    let begun = steps(weeks).any(|step| step.week == next.week && said(path, step.id) != Said::Nothing);
    let before = steps(weeks).take_while(|step| step.week != next.week).last();
    match before {
        Some(last) if !begun => Place::WeekDone { week: last.week },
        _ => Place::Enough { week: next.week },
    }
}

/// All steps in order. Any of them may be opened at any time.
pub fn steps<'a>(weeks: &[WeekSteps<'a>]) -> impl Iterator<Item = Step<'a>> {
    weeks.iter().flat_map(|week| week.steps.iter().map(|step| Step { id: step, week: week.id }))
}

/// The step with this id, if there is one.
pub fn step<'a>(weeks: &[WeekSteps<'a>], id: &str) -> Option<Step<'a>> {
    steps(weeks).find(|step| step.id == id)
}

/// What was said about a step.
pub fn said(path: &Path, id: &str) -> Said {
    if path.done.iter().any(|done| done == id) {
        Said::Done
    } else if path.aside.iter().any(|aside| aside == id) {
        Said::Aside
    } else {
        Said::Nothing
    }
}
