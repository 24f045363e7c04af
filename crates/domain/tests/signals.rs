//! Early warning: what is a signal, what is none, and that nothing odd makes it fall.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what is wrong by panicking")]

use domain::signals::{Reading, Told, replay, signal, weigh};
use proptest::prelude::*;

/// Weeks from 0, without those that are missing.
fn weeks(scores: impl IntoIterator<Item = Option<f64>>) -> Vec<Reading> {
    let all = (0..).zip(scores);
    all.filter_map(|(week, score)| Some(Reading { week, score: score? })).collect()
}

/// An even time: a little up and down round a middle.
fn even(middle: f64, many: usize) -> impl Iterator<Item = Option<f64>> {
    [4.0, -3.0, 1.0, -5.0, 3.0, 0.0, 5.0, -4.0, -1.0]
        .into_iter()
        .cycle()
        .map(move |by| Some(middle + by))
        .take(many)
}

fn told(readings: &[Reading]) -> Vec<i32> {
    replay(readings).into_iter().map(|(week, _)| week).collect()
}

#[test]
fn a_drop_is_told_within_a_few_weeks_with_what_was_and_what_is() {
    let readings = weeks(even(70.0, 40).chain(even(55.0, 12)));
    let all = replay(&readings);
    let (week, signal) = all[0];
    assert!((41..46).contains(&week), "told in week {week}");
    assert!((38..42).contains(&signal.since), "{signal:?}");
    assert!((signal.usual - 70.0).abs() < 3.0 && (signal.lately - 55.0).abs() < 5.0, "{signal:?}");
}

#[test]
fn a_slow_slide_is_told_too() {
    let slide = even(0.0, 26).zip(1..).map(|(by, week)| Some(70.0 + by? - 0.5 * f64::from(week)));
    let all = replay(&weeks(even(70.0, 40).chain(slide)));
    let (week, signal) = all[0];
    assert!((46..58).contains(&week) && (36..48).contains(&signal.since), "{all:?}");
}

#[test]
fn a_word_is_said_once_and_not_again_while_it_stays_low() {
    let readings = weeks(even(70.0, 40).chain(even(50.0, 40)));
    assert_eq!(told(&readings).len(), 1, "{:?}", told(&readings));
}

#[test]
fn a_second_drop_is_a_second_word() {
    let readings = weeks(even(80.0, 40).chain(even(60.0, 30)).chain(even(35.0, 12)));
    let all = told(&readings);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!((70..78).contains(&all[1]), "{all:?}");
}

#[test]
fn odd_times_are_no_alarm() {
    let alternating = (0..104).map(|week| Some(if week % 2 == 0 { 30.0 } else { 80.0 }));
    let ceiling = (0..104).map(|week| Some(if week % 17 == 9 { 90.0 } else { 100.0 }));
    let outlier = (0..104).map(|week| Some(if week == 60 { 0.0 } else { 70.0 }));
    let outlier_between = even(70.0, 50).chain([Some(0.0)]).chain(even(70.0, 50));
    let cases: [(&str, Vec<Reading>); 9] = [
        ("nothing", Vec::new()),
        ("all missing", weeks(vec![None; 104])),
        ("one", weeks([Some(0.0)])),
        ("constant", weeks(vec![Some(50.0); 104])),
        ("alternating", weeks(alternating)),
        ("at the ceiling", weeks(ceiling)),
        ("one outlier", weeks(outlier)),
        ("one outlier among others", weeks(outlier_between)),
        ("rising", weeks((0..100).map(|week| Some(f64::from(week))))),
    ];
    for (name, readings) in cases {
        assert_eq!(told(&readings), [] as [i32; 0], "{name}");
    }
}

#[test]
fn one_low_week_is_never_a_word_and_missing_weeks_are_none() {
    let low = weeks(even(70.0, 40).chain([Some(10.0)]));
    assert_eq!(told(&low), [] as [i32; 0]);
    let silent = weeks(even(70.0, 40).chain(vec![None; 30]).chain(even(70.0, 5)));
    assert_eq!(told(&silent), [] as [i32; 0]);
}

#[test]
fn after_a_word_there_is_none_for_eight_weeks() {
    let readings = weeks(even(70.0, 40).chain(even(50.0, 6)));
    let last = readings.last().unwrap().week;
    assert!(weigh(&readings, None).is_some());
    let told = |ago: i32, since: i32| Some(Told { week: last - ago, since });
    assert!(weigh(&readings, told(7, 0)).is_none());
    assert!(weigh(&readings, told(8, 0)).is_some());
    let later = weeks(even(70.0, 40).chain(even(50.0, 14)));
    assert!(signal(&later, None).is_some());
    assert!(signal(&later, Some(Told { week: 44, since: 40 })).is_none(), "what it told of is the new usual");
}

proptest! {
    #[test]
    fn anything_is_read_and_each_word_depends_on_its_past_alone(
        scores in proptest::collection::vec(proptest::option::weighted(0.8, 0.0..=100.0), 0..160),
        first in -1_000_000..1_000_000,
    ) {
        let readings: Vec<_> = weeks(scores)
            .into_iter()
            .map(|reading| Reading { week: reading.week + first, ..reading })
            .collect();
        let all = replay(&readings);
        prop_assert!(all.windows(2).all(|two| two[1].0.saturating_sub(two[0].0) >= 8));
        for (week, signal) in &all {
            let known: Vec<_> = readings.iter().copied().filter(|reading| reading.week <= *week).collect();
            prop_assert_eq!(replay(&known).last().copied(), Some((*week, *signal)));
            prop_assert!(signal.since <= *week && signal.lately < signal.usual);
        }
    }

    #[test]
    fn nothing_makes_it_fall(
        readings in proptest::collection::vec((any::<i32>(), any::<f64>()), 0..40),
        told in proptest::option::of(any::<(i32, i32)>()),
    ) {
        let readings: Vec<_> = readings.into_iter().map(|(week, score)| Reading { week, score }).collect();
        let told = told.map(|(week, since)| Told { week, since });
        let _ = (signal(&readings, told), replay(&readings));
    }
}
