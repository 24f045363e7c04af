//! The trend sees what is there, is slow to speak, and draws only inside its box.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use domain::Day;
use domain::checkin::{Point, Score, Sign};
use domain::talk::shuffle_key;
use domain::trend::{Band, Of, Trend, Word, chart, table, trend};
use proptest::prelude::*;

fn score(value: f64) -> Option<Score> {
    Score::new(value.round().clamp(0.0, 10.0) as u8)
}

/// A check-in whose mean is this, as near as four whole scores come to it.
fn point(day: i32, overall: f64) -> Point {
    let quarters = (overall / 2.5).round() as u8;
    let signs = [0, 1, 2, 3].map(|n| Score::new((quarters + n) / 4));
    Point { day: Day(20_000 + day), signs, closeness: None }
}

/// Weekly check-ins with these means.
fn weeks(overall: impl IntoIterator<Item = f64>) -> Vec<Point> {
    overall.into_iter().enumerate().map(|(week, overall)| point(7 * week as i32, overall)).collect()
}

fn word(points: &[Point]) -> Option<Word> {
    trend(points, Of::Overall).word
}

fn constant(weeks: usize, overall: f64) -> impl Iterator<Item = f64> {
    std::iter::repeat_n(overall, weeks)
}

#[test]
fn nothing_and_one_reading_have_a_trend_without_words() {
    assert_eq!(trend(&[], Of::Overall), Trend::default());
    let one = trend(&weeks([70.0]), Of::Overall);
    assert_eq!((one.usual, one.word, one.points.len()), (None, None, 1));
}

#[test]
fn usual_needs_six_readings_before_the_last_two() {
    assert_eq!(word(&weeks(constant(7, 70.0))), None);
    assert_eq!(word(&weeks(constant(8, 70.0))), Some(Word::AboutSame));
}

#[test]
fn a_constant_time_is_about_the_same_and_usual_is_not_narrower_than_a_shrug() {
    let trend = trend(&weeks(constant(20, 70.0)), Of::Overall);
    assert_eq!(trend.word, Some(Word::AboutSame));
    assert_eq!(trend.usual, Some(Band { low: 64.0, high: 76.0 }));
}

#[test]
fn an_alternating_time_is_about_the_same_whichever_way_it_ends() {
    for length in 8..40 {
        let points = weeks((0..length).map(|week| if week % 2 == 0 { 40.0 } else { 60.0 }));
        assert_eq!(word(&points), Some(Word::AboutSame), "{length} weeks");
    }
}

#[test]
fn at_the_ceiling_usual_ends_at_the_ceiling() {
    let trend = trend(&weeks(constant(20, 100.0)), Of::Overall);
    assert_eq!(trend.word, Some(Word::AboutSame));
    assert_eq!(trend.usual, Some(Band { low: 94.0, high: 100.0 }));
}

#[test]
fn one_reading_says_nothing_however_low_or_high_it_is() {
    for odd in [0.0, 30.0, 100.0] {
        for place in 0..20 {
            let points = weeks((0..20).map(|week| if week == place { odd } else { 70.0 }));
            assert_eq!(word(&points), Some(Word::AboutSame), "{odd} in week {place}");
        }
    }
}

#[test]
fn a_step_down_of_twenty_five_points_is_clearly_down_at_the_second_reading() {
    let after = |readings| word(&weeks(constant(20, 75.0).chain(constant(readings, 50.0))));
    assert_eq!(after(1), Some(Word::AboutSame));
    assert_eq!(after(2), Some(Word::ClearlyDown));
}

#[test]
fn a_step_down_of_ten_points_is_a_dip() {
    assert_eq!(word(&weeks(constant(20, 75.0).chain(constant(2, 65.0)))), Some(Word::Dipped));
}

#[test]
fn a_new_life_becomes_the_new_usual() {
    assert_eq!(word(&weeks(constant(20, 75.0).chain(constant(26, 50.0)))), Some(Word::AboutSame));
}

#[test]
fn a_step_up_is_steadier() {
    assert_eq!(word(&weeks(constant(20, 50.0).chain(constant(2, 75.0)))), Some(Word::Steadier));
}

#[test]
fn less_up_and_down_at_the_same_height_is_steadier() {
    let restless = (0..20).map(|week| if week % 2 == 0 { 40.0 } else { 70.0 });
    assert_eq!(word(&weeks(restless.clone().chain(constant(8, 55.0)))), Some(Word::Steadier));
    assert_ne!(word(&weeks(restless.chain(constant(8, 42.5)))), Some(Word::Steadier), "calm, but lower");
}

#[test]
fn a_slow_slide_is_a_dip_and_a_slow_climb_is_steadier() {
    let slide = |from: f64, by: f64| word(&weeks((0..40).map(|week| from + by * f64::from(week))));
    assert_eq!(slide(90.0, -1.0), Some(Word::Dipped));
    assert_eq!(slide(80.0, -0.5), Some(Word::Dipped));
    assert_eq!(slide(40.0, 1.0), Some(Word::Steadier));
    assert_eq!(slide(70.0, -0.1), Some(Word::AboutSame));
}

#[test]
fn missing_weeks_are_never_bad() {
    let points = weeks((0..60).map(|week| 70.0 + f64::from(week % 3)));
    for keep in 2..5 {
        let some: Vec<Point> = points.iter().copied().step_by(keep).collect();
        assert_eq!(word(&some), Some(Word::AboutSame), "every {keep} weeks");
    }
    let mut after_silence = weeks(constant(20, 70.0));
    after_silence.push(point(7 * 60, 20.0));
    assert_eq!(word(&after_silence), None, "two readings far apart are two times, not one");
    after_silence.push(point(7 * 61, 70.0));
    assert_eq!(word(&after_silence), Some(Word::AboutSame));
}

#[test]
fn what_was_skipped_is_passed_over() {
    let mut points = weeks(constant(20, 70.0));
    points.push(Point { signs: [Score::new(0), None, None, None], ..point(7 * 20, 0.0) });
    assert_eq!(trend(&points, Of::Overall).points.len(), 20);
    assert_eq!(trend(&points, Of::Sign(Sign::InnerWorld)).points.len(), 21);
    assert_eq!(trend(&points, Of::Sign(Sign::Warmth)).points.len(), 20);
}

#[test]
fn one_step_of_a_single_sign_is_no_word_and_three_are() {
    let sign = |last: u8| {
        let of = |value| Point { signs: [Score::new(value), None, None, None], ..point(0, 0.0) };
        let values = std::iter::repeat_n(7, 20).chain([last, last]).enumerate();
        let points: Vec<Point> = values.map(|(n, v)| Point { day: Day(7 * n as i32), ..of(v) }).collect();
        trend(&points, Of::Sign(Sign::InnerWorld)).word
    };
    assert_eq!([6, 5, 4].map(sign).map(Option::unwrap), [Word::AboutSame, Word::Dipped, Word::ClearlyDown]);
}

#[test]
fn the_table_is_newest_first_and_the_later_of_one_day_counts() {
    let rows = table(&[point(7, 50.0), point(0, 72.5), point(7, 60.0)]);
    assert_eq!(rows.iter().map(|row| row.overall).collect::<Vec<_>>(), [Some(60), Some(73)]);
    assert!(rows[0].day > rows[1].day);
}

#[test]
fn the_chart_breaks_its_line_where_nobody_knows_what_lay_between() {
    let points = [
        point(0, 50.0),
        point(7, 60.0),
        point(28, 70.0),
        point(50, 80.0),
        point(100, 90.0),
        point(107, 90.0),
    ];
    let chart = chart(&trend(&points, Of::Overall), 400, 100);
    assert_eq!(chart.lines.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(chart.dots.len(), 6);
    assert_eq!(chart.band, None);
    let whole: Vec<(Day, Day)> = vec![(chart.labels[0].1, chart.labels[chart.labels.len() - 1].1)];
    assert_eq!(whole, [(Day(20_000), Day(20_107))]);
}

#[test]
fn the_scale_is_always_nought_to_a_hundred() {
    let chart = chart(&trend(&weeks([0.0, 100.0, 50.0]), Of::Overall), 208, 108);
    let places: Vec<(f64, f64)> = chart.dots.iter().map(|dot| (dot.x, dot.y)).collect();
    assert_eq!(places, [(4.0, 104.0), (104.0, 4.0), (204.0, 54.0)]);
}

#[test]
fn a_single_reading_is_one_dot_in_the_middle_with_its_date() {
    let chart = chart(&trend(&weeks([50.0]), Of::Overall), 200, 100);
    assert_eq!((chart.dots.len(), chart.lines.len(), chart.dots[0].x), (1, 0, 100.0));
    assert_eq!(chart.labels, [(100.0, Day(20_000))]);
}

#[test]
fn a_chart_of_ten_years_shows_the_last_one() {
    let chart = chart(&trend(&weeks((0..520).map(|week| f64::from(week % 100))), Of::Overall), 600, 200);
    assert_eq!(chart.dots.len(), 53);
    assert!(chart.band.is_some());
}

/// A person whose mood wavers round a mean, a bad week making the next a little worse.
struct Wavering {
    state: u64,
    mood: f64,
}

impl Wavering {
    /// Roughly normal, of deviation 1.
    fn chance(&mut self) -> f64 {
        let mut part = || {
            self.state += 1;
            (shuffle_key(self.state, "trend") >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..12).map(|_| part()).sum::<f64>() - 6.0
    }

    fn week(&mut self, week: i32, mean: f64, waver: f64) -> Point {
        self.mood = 0.3 * self.mood + 0.95 * self.chance();
        let signs = [0; 4].map(|_| score(mean + waver * self.mood + 0.8 * self.chance()));
        Point { day: Day(20_000 + 7 * week), signs, closeness: None }
    }

    /// How many of a hundred people hear such a word in the week asked for, and how many the strong one.
    fn heard(&mut self, week: i32, mean: impl Fn(i32) -> f64, waver: f64) -> (usize, usize) {
        let heard: Vec<Word> = (0..100)
            .filter_map(|_| word(&(0..week).map(|n| self.week(n, mean(n), waver)).collect::<Vec<_>>()))
            .collect();
        let of = |word: Word| heard.iter().filter(|other| **other == word).count();
        (of(Word::Dipped) + of(Word::ClearlyDown), of(Word::ClearlyDown))
    }
}

#[test]
fn false_alarms_are_few_and_their_rate_is_known() {
    let mut people = Wavering { state: 0, mood: 0.0 };
    let (mut weeks, mut down, mut clearly) = (0, 0, 0);
    for mean in [5.0, 6.5, 8.0] {
        for waver in [0.3, 0.7, 1.2] {
            for week in (8..50).step_by(3) {
                let (dipped, clear) = people.heard(week, |_| mean, waver);
                (weeks, down, clearly) = (weeks + 100, down + dipped, clearly + clear);
            }
        }
    }
    assert!(down * 100 < 2 * weeks, "{down} of {weeks} steady weeks were called down");
    assert!(clearly * 1000 < 3 * weeks, "{clearly} of {weeks} steady weeks were called clearly down");
}

#[test]
fn most_real_drops_are_heard_after_two_weeks() {
    let mut people = Wavering { state: 0, mood: 0.0 };
    let (down, clearly) = people.heard(32, |week| if week < 30 { 7.5 } else { 5.0 }, 0.5);
    assert!(down >= 90 && clearly >= 50, "{down} and {clearly} of a hundred");
    let (slid, _) = people.heard(50, |week| 8.5 - 0.1 * f64::from(week), 0.5);
    assert!(slid >= 50, "{slid} of a hundred");
}

fn any_point() -> impl Strategy<Value = Point> {
    let score = || proptest::option::of((0_u8..=10).prop_map(|value| Score::new(value).unwrap()));
    let day = prop_oneof![19_000_i32..21_000, any::<i32>()];
    (day, [score(), score(), score(), score()]).prop_map(|(day, signs)| Point {
        day: Day(day),
        signs,
        closeness: None,
    })
}

fn any_of() -> impl Strategy<Value = Of> {
    prop_oneof![Just(Of::Overall), proptest::sample::select(Sign::ALL).prop_map(Of::Sign)]
}

proptest! {
    #[test]
    fn any_check_ins_have_a_trend(points in proptest::collection::vec(any_point(), 0..80), of in any_of()) {
        let trend = trend(&points, of);
        prop_assert!(trend.points.is_sorted_by(|one, next| one.0 < next.0));
        prop_assert!(trend.points.iter().all(|(_, value)| (0.0..=100.0).contains(value)));
        prop_assert!(trend.word.is_none() || trend.usual.is_some());
        if let Some(usual) = trend.usual {
            prop_assert!(0.0 <= usual.low && usual.low < usual.high && usual.high <= 100.0);
        }
        prop_assert!(table(&points).is_sorted_by(|one, next| one.day > next.day));
    }

    #[test]
    fn any_chart_lies_in_its_box(
        points in proptest::collection::vec(any_point(), 0..80),
        of in any_of(),
        width in prop_oneof![0_u16..20, any::<u16>()],
        height in prop_oneof![0_u16..20, any::<u16>()],
    ) {
        let chart = chart(&trend(&points, of), width, height);
        let one_decimal = |number: f64| (number * 10.0 - (number * 10.0).round()).abs() < 1e-6;
        let inside = |number: f64, most: u16| (0.0..=f64::from(most)).contains(&number) && one_decimal(number);
        for dot in &chart.dots {
            prop_assert!(inside(dot.x, width) && inside(dot.y, height), "{dot:?}");
        }
        for (x, y) in chart.lines.iter().flatten() {
            prop_assert!(inside(*x, width) && inside(*y, height));
        }
        for (x, _) in &chart.labels {
            prop_assert!(inside(*x, width));
        }
        if let Some(band) = chart.band {
            prop_assert!(inside(band.x, width) && inside(band.y, height));
            prop_assert!(inside(band.width, width) && band.height >= 0.0);
            prop_assert!(band.y + band.height <= f64::from(height) + 1e-6);
        }
        prop_assert!(chart.lines.iter().all(|line| line.len() > 1));
        prop_assert!(chart.labels.is_sorted_by(|one, next| one.1 < next.1));
    }

    #[test]
    fn the_order_in_which_check_ins_came_means_nothing(
        (points, other) in proptest::collection::btree_map(19_000_i32..21_000, any_point(), 0..40)
            .prop_map(|points| points.into_iter().map(|(day, point)| Point { day: Day(day), ..point }).collect())
            .prop_flat_map(|points: Vec<Point>| (Just(points.clone()), Just(points).prop_shuffle())),
    ) {
        prop_assert_eq!(trend(&points, Of::Overall), trend(&other, Of::Overall));
        prop_assert_eq!(table(&points), table(&other));
    }
}
