//! Prints how often early warning errs in steady years, and how soon it speaks, for several kinds of people and several
//! ways of being sure. `docs/signals.md` holds what it printed.
#![allow(clippy::print_stdout, reason = "that is what it is for")]

use domain::signals::{Reading, Signal, Told, weigh};
use sim::Dice;
use sim::weekly::{Scorer, Turn};

const PEOPLE: usize = 2_000;
const YEAR: usize = 52;
/// How much has to speak for a change; 1 is what Toward takes.
const SURE: [f64; 6] = [0.3, 0.5, 0.75, 1.0, 1.5, 2.5];

/// The weeks in which somebody hears a word, if so much is enough.
fn heard(readings: &[Reading], enough: f64) -> Vec<i32> {
    let mut told: Vec<Told> = Vec::new();
    for end in 1..=readings.len() {
        let known = readings.get(..end).unwrap_or_default();
        let sure = weigh(known, told.last().copied()).filter(|(weight, _)| *weight >= enough);
        let word = |(_, signal): (f64, Signal)| Some(Told { week: known.last()?.week, since: signal.since });
        told.extend(sure.and_then(word));
    }
    told.into_iter().map(|told| told.week).collect()
}

fn people(of: Scorer, years: usize, turn: Turn) -> Vec<Vec<Reading>> {
    let mut dice = Dice::new(11);
    let somebody = |_| {
        let scores = (0..).zip(of.weeks(years * YEAR, turn, &mut dice));
        scores.filter_map(|(week, score)| Some(Reading { week, score: score? })).collect()
    };
    (0..PEOPLE).map(somebody).collect()
}

fn delay(people: &[Vec<Reading>], enough: f64) -> String {
    let first = |readings: &Vec<Reading>| {
        let heard = heard(readings, enough);
        heard.into_iter().find(|week| *week >= 52).map_or(i32::MAX, |week| week - 51)
    };
    let mut all: Vec<i32> = people.iter().map(first).collect();
    all.sort_unstable();
    all.get(PEOPLE / 2).map_or_else(String::new, |weeks| weeks.to_string())
}

fn main() {
    let usual = Scorer { middle: 60.0, spread: 12.0, alike: 0.3, missing: 0.1, step: 5.0 };
    let kinds = [
        ("as most", usual),
        ("no week missing, fine scores", Scorer { missing: 0.0, step: 1.0, ..usual }),
        ("every fourth week missing, coarse scores", Scorer { missing: 0.25, step: 10.0, ..usual }),
        ("no week like another", Scorer { alike: 0.0, ..usual }),
        ("weeks much alike", Scorer { alike: 0.5, ..usual }),
        ("near the top", Scorer { middle: 88.0, ..usual }),
        ("very even", Scorer { spread: 4.0, step: 2.5, ..usual }),
    ];
    println!(
        "| people | sure | words in a steady year | in the second | a drop | a slide |\n| --- | --- | --- | --- | --- | --- |"
    );
    for (name, of) in kinds {
        let steady = people(of, 2, Turn::None);
        let (drop, slide) = (people(of, 2, Turn::Drop(YEAR)), people(of, 2, Turn::Slide(YEAR)));
        for enough in SURE.into_iter().filter(|enough| of.alike == 0.3 && name == "as most" || *enough == 1.0)
        {
            let words: Vec<i32> = steady.iter().flat_map(|readings| heard(readings, enough)).collect();
            let later = words.iter().filter(|week| **week >= 52).count() as f64 / PEOPLE as f64;
            let words = words.len() as f64 / (2 * PEOPLE) as f64;
            let (drop, slide) = (delay(&drop, enough), delay(&slide, enough));
            println!("| {name} | {enough} | {words:.2} | {later:.2} | {drop} weeks | {slide} weeks |");
        }
    }
}
