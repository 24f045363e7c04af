use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

/// 2026-11-23, a Monday.
const MONDAY: Day = Day(20_780);

fn wishes<'a>(ticks: &'a [(Day, Part)], busy: &'a [Stretch], zone: &'a TimeZone) -> Wishes<'a> {
    Wishes { ticks, busy, earliest: Instant(0), rises: 7 * 60, sleeps: 22 * 60, zone, least: 60 }
}

fn at(day: Day, minute: u16) -> Instant {
    day.moment(minute, &TimeZone::UTC)
}

/// What is found by somebody who agrees with themselves.
fn alone(wishes: &Wishes<'_>) -> Vec<Slot> {
    choose(&wishes.slots(), &wishes.items(0), Instant(0), wishes.zone)
}

fn times(slots: &[Slot]) -> Vec<String> {
    let time = |slot: &Slot| Timestamp::from_millisecond(slot.starts().0).unwrap().to_string();
    slots.iter().map(|slot| format!("{} {}", time(slot), slot.minutes)).collect()
}

#[test]
fn what_is_busy_is_left_out_and_only_whole_stretches_count() {
    let ticks = [(MONDAY, Part::Evening)];
    let busy = [Stretch { from: at(MONDAY, 19 * 60 + 45), to: at(MONDAY, 20 * 60 + 10) }];
    let slots = wishes(&ticks, &busy, &TimeZone::UTC).slots();
    let hours = ["2026-11-23T18:30:00Z 60", "2026-11-23T20:30:00Z 60", "2026-11-23T21:00:00Z 60"];
    assert_eq!(times(&slots), hours);
}

#[test]
fn nobody_is_kept_from_sleep_or_asked_at_once() {
    let ticks = [(MONDAY, Part::Evening), (MONDAY, Part::Morning)];
    let zone = TimeZone::UTC;
    let mut early = wishes(&ticks, &[], &zone);
    (early.sleeps, early.rises, early.least) = (20 * 60, 10 * 60 + 30, 30);
    early.earliest = Instant(at(MONDAY, 11 * 60).0 + 1);
    let halves: Vec<_> = early.slots().into_iter().filter(|slot| slot.minutes == 30).collect();
    let expected = [
        "2026-11-23T11:30:00Z 30",
        "2026-11-23T18:30:00Z 30",
        "2026-11-23T19:00:00Z 30",
        "2026-11-23T19:30:00Z 30",
    ];
    assert_eq!(times(&halves), expected);
    early.sleeps = 60;
    assert!(early.slots().iter().any(|slot| slot.ends() == at(MONDAY, 22 * 60)), "to bed after midnight");
}

#[test]
fn two_zones_meet_on_the_same_half_hours() {
    let (berlin, york) = (TimeZone::fixed(jiff::tz::offset(1)), TimeZone::fixed(jiff::tz::offset(-5)));
    let evening = [(MONDAY, Part::Evening)];
    let noon = [(MONDAY, Part::Lunch), (MONDAY, Part::Afternoon)];
    let a: BTreeSet<_> = wishes(&evening, &[], &berlin).slots().into_iter().collect();
    let b: BTreeSet<_> = wishes(&noon, &[], &york).slots().into_iter().collect();
    let common: Vec<_> = a.intersection(&b).copied().collect();
    assert_eq!(
        times(&common),
        [
            "2026-11-23T17:30:00Z 60",
            "2026-11-23T19:00:00Z 60",
            "2026-11-23T19:00:00Z 120",
            "2026-11-23T19:30:00Z 60",
            "2026-11-23T20:00:00Z 60",
        ]
    );
}

#[test]
fn evenings_come_before_working_hours_and_each_day_gives_its_longest() {
    let ticks = [
        (MONDAY, Part::Lunch),
        (MONDAY.plus(1), Part::Evening),
        (MONDAY.plus(5), Part::Morning),
        (MONDAY.plus(2), Part::Evening),
    ];
    let found = alone(&wishes(&ticks, &[], &TimeZone::UTC));
    let expected = [
        "2026-11-24T18:30:00Z 120",
        "2026-11-25T18:30:00Z 120",
        "2026-11-28T09:00:00Z 120",
        "2026-11-23T12:00:00Z 60",
    ];
    assert_eq!(times(&found), expected);
}

#[test]
fn what_disturbs_either_of_two_far_apart_comes_last() {
    let (berlin, york) = (TimeZone::fixed(jiff::tz::offset(1)), TimeZone::fixed(jiff::tz::offset(-5)));
    // Monday evening in Berlin is working time in New York; Saturday is not.
    let evenings = [(MONDAY, Part::Evening), (MONDAY.plus(5), Part::Evening)];
    let days = [(MONDAY, Part::Lunch), (MONDAY, Part::Afternoon), (MONDAY.plus(5), Part::Lunch)];
    let (a, b) = (wishes(&evenings, &[], &berlin), wishes(&days, &[], &york));
    let found = |mine: &Wishes<'_>, theirs: &Wishes<'_>| {
        let theirs = theirs.items(0);
        let both: Vec<_> = mine.items(0).into_iter().filter(|item| theirs.contains(item)).collect();
        times(&choose(&mine.slots(), &both, Instant(0), mine.zone))
    };
    let expected = ["2026-11-28T17:30:00Z 60", "2026-11-23T17:30:00Z 60", "2026-11-23T19:00:00Z 120"];
    assert_eq!(found(&a, &b), expected);
    assert_eq!(found(&b, &a), expected, "whoever ticked second");
}

#[test]
fn the_next_search_is_on_a_later_day_and_never_the_same_evening() {
    let found = |at| Found { round: 0, at, slots: Vec::new() };
    assert_eq!(found(at(MONDAY, 8 * 60)).again(), at(MONDAY.plus(1), 0));
    assert_eq!(found(at(MONDAY, 23 * 60)).again(), at(MONDAY.plus(1), 11 * 60));
}

#[test]
fn whoever_wants_more_notice_gets_it() {
    let common = |a: u16, b: u16| -> Vec<Vec<u8>> {
        let theirs: Vec<_> = notices(b).collect();
        notices(a).filter(|notice| theirs.contains(notice)).collect()
    };
    for (a, b, both) in [(0, 0, 0), (0, 24, 24), (13, 2, 24), (168, 0, 168), (5, 6, 6)] {
        assert_eq!(notice_for_both(&common(a, b)), both);
    }
    assert_eq!(notice_for_both(&[]), 168);
}

#[test]
fn one_good_day_gives_more_than_one_time() {
    let ticks = [(MONDAY.plus(5), Part::Morning), (MONDAY.plus(5), Part::Evening)];
    let found = alone(&wishes(&ticks, &[], &TimeZone::UTC));
    assert!(found.len() >= 2);
    assert!(found.windows(2).all(|two| two[0].ends() <= two[1].starts()));
}

proptest! {
    #[test]
    fn no_more_than_five_and_each_suits_both(
        mine in vec((0..DAYS, 0..4_usize), 0..40),
        theirs in vec((0..DAYS, 0..4_usize), 0..40),
        busy in vec((0..DAYS * 48, 1..8_i32), 0..20),
    ) {
        let zone = TimeZone::UTC;
        let ticks = |of: Vec<(i32, usize)>| -> Vec<_> {
            of.into_iter().map(|(day, part)| (MONDAY.plus(day), Part::ALL[part])).collect()
        };
        let begins = at(MONDAY, 0).0;
        let busy: Vec<_> = busy.into_iter().map(|(from, long)| {
            let from = begins + i64::from(from) * HALF_HOUR;
            Stretch { from: Instant(from), to: Instant(from + i64::from(long) * HALF_HOUR) }
        }).collect();
        let (mine, theirs) = (ticks(mine), ticks(theirs));
        let a: BTreeSet<_> = wishes(&mine, &busy, &zone).slots().into_iter().collect();
        let b: BTreeSet<_> = wishes(&theirs, &[], &zone).slots().into_iter().collect();
        prop_assert!(a.len() <= SLOTS && b.len() <= SLOTS);
        let common: Vec<_> = a.intersection(&b).copied().collect();
        let of = |ticks, busy| wishes(ticks, busy, &zone).items(0);
        let (ours, others) = (of(&mine, &busy), of(&theirs, &[]));
        prop_assert!(ours.len() <= ROOM && others.len() <= ROOM);
        let both: Vec<_> = ours.into_iter().filter(|item| others.contains(item)).collect();
        let found = choose(&wishes(&mine, &busy, &zone).slots(), &both, at(MONDAY, 0), &zone);
        prop_assert!(found.len() <= MOST);
        prop_assert_eq!(found.is_empty(), common.is_empty());
        for slot in found {
            prop_assert!(a.contains(&slot) && b.contains(&slot));
            prop_assert!(busy.iter().all(|busy| busy.from >= slot.ends() || busy.to <= slot.starts()));
        }
    }
}
