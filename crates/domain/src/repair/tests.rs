use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::PersonId;

fn meta(seq: u64, day: i64) -> Meta {
    Meta { seq, author: PersonId([1; 16]), at: Instant(0).plus_days(day) }
}

fn asked() -> Change {
    Change::Asked { kind: Kind::Hurt, about: "The birthday".into(), ritual: Some("r".into()) }
}

fn settled() -> Change {
    Change::Settled { agreement: "a".into(), look_again: Day(20) }
}

/// A repair after these changes, each by one of the two on a day.
fn after(changes: &[(Voice, i64, Change)]) -> Option<Repair> {
    let mut repairs = Repairs::default();
    for (seq, (by, day, change)) in (1..).zip(changes) {
        repairs.apply("x".into(), change.clone(), *by, &meta(seq, *day));
    }
    repairs.get(&"x".into()).cloned()
}

fn stage(changes: &[(Voice, i64, Change)], day: i64) -> Option<Stage> {
    after(changes).map(|repair| repair.stage(Instant(0).plus_days(day), Day(day as i32)))
}

const ME: Voice = Voice::First;
const YOU: Voice = Voice::Second;

#[test]
fn it_goes_from_asking_to_looking_again() {
    let mut all = vec![(ME, 0, asked())];
    assert_eq!(stage(&all, 1), Some(Stage::Asked));
    all.push((ME, 1, Change::Agreed));
    assert_eq!(stage(&all, 1), Some(Stage::Asked), "nobody agrees with themselves");
    all.push((YOU, 1, Change::Agreed));
    assert_eq!(stage(&all, 1), Some(Stage::Turns));
    all.extend([(YOU, 2, Change::Heard { text: "b".into() }), (ME, 2, Change::Heard { text: "a".into() })]);
    assert_eq!(after(&all).unwrap().heard, [Some(5), Some(4)]);
    all.push((ME, 2, settled()));
    assert_eq!(stage(&all, 3), Some(Stage::Settled { look_again: Day(20) }));
    assert_eq!(stage(&all, 20), Some(Stage::LookAgain));
    all.push((ME, 20, Change::LookedAgain { how: Again::Better }));
    assert_eq!(stage(&all, 21), Some(Stage::LookAgain), "each looks for themselves");
    all.push((YOU, 21, Change::LookedAgain { how: Again::Same }));
    assert_eq!(stage(&all, 21), Some(Stage::Done));
}

#[test]
fn what_nobody_says_yes_to_lapses_and_a_yes_comes_too_late() {
    let all = [(ME, 0, asked()), (YOU, LAPSES, Change::Agreed)];
    assert_eq!(stage(&all, LAPSES), Some(Stage::Lapsed));
}

#[test]
fn a_pause_ends_by_itself_and_is_never_long() {
    let begun = [(ME, 0, asked()), (YOU, 1, Change::Agreed)];
    let paused =
        |days| [&begun[..], &[(YOU, 1, Change::Paused { until: Instant(0).plus_days(days) })]].concat();
    assert_eq!(stage(&paused(3), 2), Some(Stage::Paused { until: Instant(0).plus_days(3) }));
    assert_eq!(stage(&paused(3), 3), Some(Stage::Turns));
    assert_eq!(stage(&paused(9_000), 1 + PAUSE), Some(Stage::Turns));
    let resumed = [&paused(3)[..], &[(ME, 2, Change::Resumed)]].concat();
    assert_eq!(stage(&resumed, 2), Some(Stage::Turns));
}

#[test]
fn a_path_left_half_way_for_a_year_opens_where_it_was() {
    let mut all =
        vec![(ME, 0, asked()), (YOU, 1, Change::Agreed), (ME, 1, Change::Heard { text: "a".into() })];
    assert_eq!(stage(&all, 366), Some(Stage::Turns));
    all.push((YOU, 366, settled()));
    assert_eq!(stage(&all, 366), Some(Stage::LookAgain));
}

#[test]
fn two_who_write_down_what_they_agree_at_once_have_one_agreement() {
    let begun = [(ME, 0, asked()), (YOU, 1, Change::Agreed), (ME, 2, settled())];
    let other = Change::Settled { agreement: "b".into(), look_again: Day(30) };
    let both = [&begun[..], &[(YOU, 2, other)]].concat();
    assert_eq!(after(&both).unwrap().settled, Some(("a".into(), Day(20))));
}

#[test]
fn either_ends_it_at_any_step() {
    for by in [ME, YOU] {
        assert_eq!(after(&[(ME, 0, asked()), (by, 1, Change::Ended)]), None);
    }
}

#[test]
fn a_date_is_only_asked_for_until_the_other_one_says_yes() {
    let mut repairs = Repairs::default();
    repairs.apply("x".into(), asked(), ME, &meta(1, 0));
    assert!(repairs.only_asks_for(&"r".into()) && !repairs.only_asks_for(&"s".into()));
    repairs.apply("x".into(), Change::Agreed, YOU, &meta(2, 1));
    assert!(!repairs.only_asks_for(&"r".into()));
}

#[test]
fn the_seven_minutes_are_offered_three_times_a_year() {
    assert!(offers_friend(None, Instant(0)));
    let last = Some(Instant(0));
    assert!(!offers_friend(last, Instant(0).plus_days(FRIEND_AGAIN - 1)));
    assert!(offers_friend(last, Instant(0).plus_days(FRIEND_AGAIN)));
}

#[test]
fn there_is_room_for_a_few_and_what_is_over_makes_room() {
    let mut repairs = Repairs::default();
    for n in 0..=MOST {
        repairs.apply(RepairId(format!("x{n}")), asked(), ME, &meta(n as u64, 0));
    }
    let now = Instant(0);
    assert_eq!(repairs.all(now, Day(0)).count(), MOST);
    assert!(!repairs.have_room(now, Day(0)));
    repairs.apply("new".into(), asked(), ME, &meta(9, LAPSES));
    assert!(repairs.get(&"new".into()).is_some());
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(asked()),
        Just(Change::TimeAsked { ritual: "r".into() }),
        Just(Change::Agreed),
        (0_i64..60).prop_map(|days| Change::Paused { until: Instant(0).plus_days(days) }),
        Just(Change::Resumed),
        Just(Change::Heard { text: String::new() }),
        Just(settled()),
        select(Again::ALL).prop_map(|how| Change::LookedAgain { how }),
        Just(Change::Unknown),
    ]
}

proptest! {
    /// Whatever the two do, nobody is ever bound to what they did not say yes to.
    #[test]
    fn nothing_goes_on_without_the_other_one_s_yes(changes in proptest::collection::vec((change(), any::<bool>(), 0_i64..60), 0..30)) {
        let changes: Vec<_> = changes.into_iter().map(|(change, by, day)| (Voice::from(by), day, change)).collect();
        if let Some(repair) = after(&changes) {
            let yes = changes.iter().any(|(by, _, change)| *change == Change::Agreed && *by != repair.by);
            prop_assert!(yes || (!repair.agreed && repair.settled.is_none() && repair.heard == [None; 2]));
        }
    }
}
