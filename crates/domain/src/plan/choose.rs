//! How a week is put together from what the rules allow.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::rules::{self, small};
use super::why::{Said, Why};
use super::{Inputs, Practice, Suggestion, half_for};
use crate::PracticeId;
use crate::talk::shuffle_key;

/// The plan of a week: at most three practices, the main one first.
///
/// The main one serves best what was said. The second can be done alone in five minutes, unless the
/// main one can. The third adds what is missing, or is the longest where there is time. Their kinds
/// differ, one needs no words if that can be had, and nothing comes again soon.
pub fn for_week(inputs: Inputs, library: &[Practice]) -> Vec<Suggestion> {
    let said = Said::by(&inputs);
    let mut whys = BTreeSet::new();
    let chosen = Pool::of(&inputs, &said, library).week();
    chosen.into_iter().map(|practice| suggest(&said, practice, &mut whys)).collect()
}

/// Another one in place of the one just waved away; `shown` is all that this week has shown so far.
///
/// Where something easier or deeper was asked for, it is so compared with the one waved away if that
/// can be had. `None` when nothing is left: the week is as it is.
pub fn again(inputs: Inputs, library: &[Practice], shown: &[PracticeId]) -> Option<Suggestion> {
    let said = Said::by(&inputs);
    let seen: Vec<&Practice> =
        shown.iter().filter_map(|id| library.iter().find(|practice| practice.id == *id)).collect();
    let (gone, kept): (Vec<&Practice>, Vec<&Practice>) =
        seen.into_iter().partition(|practice| rules::waved(&inputs, practice));
    let replaced = gone.into_iter().max_by_key(|practice| inputs.marks.get(&practice.id)?.not_this);
    let needs_small = !kept.iter().any(|practice| small(practice));
    let turn = |practice: &Practice| replaced.and_then(|replaced| turn(&inputs, replaced, practice));

    let left = library.iter().filter(|practice| {
        rules::allowed(&inputs, practice) && !rules::waved(&inputs, practice) && !shown.contains(&practice.id)
    });
    let next = left.min_by_key(|practice| {
        (
            needs_small && !small(practice),
            rules::done(&inputs, practice),
            turn(practice).is_none(),
            kept.iter().any(|other| other.kind == practice.kind),
            rank(&inputs, &said, practice),
        )
    })?;
    let why = turn(next).or_else(|| said.reasons(next).first().copied()).unwrap_or(Why::Variety);
    Some(Suggestion { practice: next.id.clone(), half: half_for(next), why })
}

/// Whether it is what was asked for, compared with the one it replaces.
fn turn(inputs: &Inputs, replaced: &Practice, practice: &Practice) -> Option<Why> {
    if inputs.depth_wish > 0 {
        (practice.depth > replaced.depth).then_some(Why::AskedDeeper)
    } else if inputs.depth_wish < 0 {
        let effort = |practice: &Practice| (practice.depth, practice.minutes);
        (effort(practice) < effort(replaced)).then_some(Why::AskedEasier)
    } else {
        None
    }
}

/// Says the best reason that no earlier suggestion of the week has said.
fn suggest(said: &Said, practice: &Practice, used: &mut BTreeSet<Why>) -> Suggestion {
    let reasons = said.reasons(practice);
    let why =
        reasons.iter().find(|why| !used.contains(why)).or(reasons.first()).copied().unwrap_or(Why::Variety);
    used.insert(why);
    Suggestion { practice: practice.id.clone(), half: half_for(practice), why }
}

/// Best first: by points, then by a shuffle of this seed and week.
fn rank(inputs: &Inputs, said: &Said, practice: &Practice) -> (Reverse<i32>, u64, PracticeId) {
    let week = shuffle_key(inputs.seed, &format!("week {}", inputs.week.0));
    (Reverse(said.points(practice)), shuffle_key(week, practice.id.as_str()), practice.id.clone())
}

/// What a week is chosen from: per place, best first.
struct Pool<'a> {
    mains: Vec<&'a Practice>,
    smalls: Vec<&'a Practice>,
    others: Vec<&'a Practice>,
    thirds: Vec<&'a Practice>,
}

impl<'a> Pool<'a> {
    fn of(inputs: &Inputs, said: &Said, library: &'a [Practice]) -> Self {
        let mut allowed: Vec<&Practice> =
            library.iter().filter(|practice| rules::allowed(inputs, practice)).collect();
        allowed.sort_by_cached_key(|practice| rank(inputs, said, practice));
        let waved = |practice: &Practice| rules::waved(inputs, practice);
        let fresh = |practice: &Practice| !waved(practice) && !rules::done(inputs, practice);
        let for_main = |practice: &Practice| !waved(practice) && !rules::done_for_main(inputs, practice);
        let unwaved = |practice: &Practice| !waved(practice);

        let rested = first_with_any(&allowed, &[&fresh, &unwaved]);
        let mut thirds = rested.clone();
        if rules::roomy(inputs) {
            thirds.sort_by_key(|practice| Reverse(practice.minutes));
        }
        let all_small: Vec<&Practice> = allowed.iter().copied().filter(|practice| small(practice)).collect();
        Self {
            mains: one_of_each(first_with_any(&rested, &[&for_main])),
            smalls: one_of_each(first_with_any(&all_small, &[&fresh, &unwaved])),
            others: one_of_each(rested),
            thirds: one_of_each(thirds),
        }
    }

    /// The best week: what matters most is given up last.
    fn week(&self) -> Vec<&'a Practice> {
        self.three(true)
            .or_else(|| self.two(true))
            .or_else(|| self.three(false))
            .or_else(|| self.two(false))
            .unwrap_or_else(|| self.of_one_kind())
    }

    fn three(&self, wordless: bool) -> Option<Vec<&'a Practice>> {
        self.pairs().find_map(|(main, second)| {
            let fits = |third: &&&Practice| {
                differ(main, third)
                    && differ(second, third)
                    && (!wordless || any_wordless(&[main, second, third]))
            };
            self.thirds.iter().find(fits).map(|third| vec![main, second, third])
        })
    }

    fn two(&self, wordless: bool) -> Option<Vec<&'a Practice>> {
        self.pairs()
            .find(|(main, second)| !wordless || any_wordless(&[main, second]))
            .map(|(main, second)| vec![main, second])
    }

    /// Where every main one has the kind of every small one, a small one matters more than the mix.
    fn of_one_kind(&self) -> Vec<&'a Practice> {
        let Some(main) = self.mains.first() else { return Vec::new() };
        let second = self.smalls.first().filter(|_| !small(main));
        let third = self.thirds.iter().find(|third| differ(main, third));
        [*main].into_iter().chain(second.copied()).chain(third.copied()).collect()
    }

    /// Mains with a second one of another kind; one of the two is small, if there is a small one.
    fn pairs(&self) -> impl Iterator<Item = (&'a Practice, &'a Practice)> {
        self.mains.iter().flat_map(|main| {
            let seconds = if small(main) || self.smalls.is_empty() { &self.others } else { &self.smalls };
            seconds.iter().filter(|second| differ(main, second)).map(|second| (*main, *second))
        })
    }
}

fn differ(one: &Practice, other: &Practice) -> bool {
    one.kind != other.kind
}

fn any_wordless(practices: &[&Practice]) -> bool {
    practices.iter().any(|practice| practice.wordless)
}

/// Those that pass the first test which any pass; all, when none passes any.
fn first_with_any<'a>(list: &[&'a Practice], tests: &[&dyn Fn(&Practice) -> bool]) -> Vec<&'a Practice> {
    let passing = |test: &&dyn Fn(&Practice) -> bool| -> Vec<&'a Practice> {
        list.iter().copied().filter(|practice| test(practice)).collect()
    };
    tests.iter().map(passing).find(|passing| !passing.is_empty()).unwrap_or_else(|| list.to_vec())
}

/// The first of each sort. The others of a sort could only ever stand in its place, so the search stays short.
fn one_of_each(list: Vec<&Practice>) -> Vec<&Practice> {
    let mut seen = BTreeSet::new();
    list.into_iter()
        .filter(|practice| seen.insert((practice.kind, small(practice), practice.wordless)))
        .collect()
}
