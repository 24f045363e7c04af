//! How often early warning errs, and how soon it speaks, over simulated people. `examples/signals.rs` prints more of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what is wrong by panicking")]

use domain::signals::{Reading, replay};
use sim::Dice;
use sim::weekly::{Scorer, Turn};

const PEOPLE: usize = 2_000;
const SOMEBODY: Scorer = Scorer { middle: 60.0, spread: 12.0, alike: 0.3, missing: 0.0, step: 1.0 };
const TURN: usize = 52;

/// The weeks in which somebody hears a word.
fn heard(scores: Vec<Option<f64>>) -> Vec<i32> {
    let all = (0..).zip(scores);
    let readings: Vec<_> = all.filter_map(|(week, score)| Some(Reading { week, score: score? })).collect();
    replay(&readings).into_iter().map(|(week, _)| week).collect()
}

/// After how many weeks half of the people have heard it.
fn delay(turn: Turn, dice: &mut Dice) -> i32 {
    let from = i32::try_from(TURN).unwrap();
    let first = |_| {
        let heard = heard(SOMEBODY.weeks(2 * TURN, turn, dice));
        heard.into_iter().find(|week| *week >= from).map_or(i32::MAX, |week| week - from + 1)
    };
    let mut all: Vec<i32> = (0..PEOPLE).map(first).collect();
    all.sort_unstable();
    all[PEOPLE / 2]
}

#[test]
fn a_word_comes_in_no_more_than_half_of_all_steady_years() {
    let mut dice = Dice::new(4);
    let words: usize =
        (0..PEOPLE).map(|_| heard(SOMEBODY.weeks(2 * TURN, Turn::None, &mut dice)).len()).sum();
    assert!(words <= PEOPLE, "{words} words in {} years", 2 * PEOPLE);
}

#[test]
fn a_drop_is_heard_in_seven_weeks_and_a_slide_in_eleven() {
    let mut dice = Dice::new(8);
    let (drop, slide) = (delay(Turn::Drop(TURN), &mut dice), delay(Turn::Slide(TURN), &mut dice));
    assert!(drop <= 7 && slide <= 11, "{drop} and {slide} weeks");
}
