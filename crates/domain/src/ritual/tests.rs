use super::*;
use crate::rhythm::Weekdays;

const A: PersonId = PersonId([1; 16]);
const B: PersonId = PersonId([2; 16]);
/// 2026-11-23, a Monday.
const MONDAY: Day = Day(20_780);

fn now(days: i64) -> Instant {
    Instant(i64::from(MONDAY.0) * 86_400_000).plus_days(days)
}

fn fridays() -> Plan {
    Plan {
        title: "Date night".into(),
        template: None,
        rhythm: Rhythm::Week { n: 1, on: Weekdays::of([4]) },
        at: 19 * 60 + 30,
        minutes: 120,
        zone: "Europe/Berlin".into(),
        starts: MONDAY,
    }
}

fn proposed(plan: Plan) -> Change {
    Change::Proposed { plan, instead_of: None }
}

struct Log(Rituals, i64, Seats);
impl Log {
    fn two() -> Self {
        Log(Rituals::default(), 0, Seats::Two)
    }
    fn say(&mut self, who: PersonId, id: &str, change: Change) -> Option<Did> {
        let meta = Meta { seq: 1, author: who, at: now(self.1) };
        self.0.apply(id.into(), change, &meta, self.2)
    }
    fn dates(&self, days: i32) -> Vec<i32> {
        let all = self.0.occurrences(MONDAY, MONDAY.plus(days));
        all.iter().filter(|date| !date.skipped).map(|date| date.day.since(MONDAY)).collect()
    }
}

fn agreed() -> Log {
    let mut log = Log::two();
    log.say(A, "r", proposed(fridays()));
    log.say(B, "r", Change::Agreed);
    log
}

#[test]
fn nothing_happens_before_the_other_one_agreed() {
    let mut log = Log::two();
    log.say(A, "r", proposed(fridays()));
    log.say(A, "r", Change::Agreed);
    assert_eq!(log.dates(30), [0; 0]);
    log.say(B, "r", Change::Agreed);
    assert_eq!(log.dates(30), [4, 11, 18, 25]);
}

#[test]
fn alone_nobody_has_to_agree() {
    let mut log = Log(Rituals::default(), 0, Seats::One);
    log.say(A, "r", proposed(fridays()));
    assert_eq!(log.dates(10), [4]);
}

#[test]
fn a_proposal_lapses_after_thirty_days_and_nobody_can_agree_to_it_then() {
    let mut log = Log::two();
    log.say(A, "r", proposed(fridays()));
    assert_eq!(log.0.proposed(now(29)).count(), 1);
    assert_eq!(log.0.proposed(now(30)).count(), 0);
    log.1 = 30;
    log.say(B, "r", Change::Agreed);
    assert_eq!(log.0.agreed().count(), 0);
}

#[test]
fn one_date_moves_and_the_others_stay() {
    let mut log = agreed();
    log.say(A, "r", Change::Moved { on: MONDAY.plus(4), to: MONDAY.plus(6), at: 600 });
    assert_eq!(log.dates(12), [6, 11]);
    let date = log.0.occurrence(&"r".into(), MONDAY.plus(4)).unwrap();
    assert_eq!((date.day, date.at, date.changed_by, date.sequence), (MONDAY.plus(6), 600, Some(A), 1));
}

#[test]
fn a_date_that_moved_into_the_days_looked_at_is_seen() {
    let mut log = agreed();
    log.say(B, "r", Change::Moved { on: MONDAY.plus(18), to: MONDAY.plus(1), at: 600 });
    assert_eq!(log.dates(5), [1, 4]);
}

#[test]
fn two_moves_of_one_date_leave_one_date() {
    let mut log = agreed();
    log.say(A, "r", Change::Moved { on: MONDAY.plus(4), to: MONDAY.plus(5), at: 600 });
    log.say(B, "r", Change::Moved { on: MONDAY.plus(4), to: MONDAY.plus(6), at: 700 });
    assert_eq!(log.dates(8), [6]);
    assert_eq!(log.0.occurrence(&"r".into(), MONDAY.plus(4)).unwrap().sequence, 2);
}

#[test]
fn a_skipped_date_can_be_taken_up_again() {
    let mut log = agreed();
    log.say(A, "r", Change::Skipped { on: MONDAY.plus(4) });
    assert_eq!(log.dates(12), [11]);
    log.say(B, "r", Change::Restored { on: MONDAY.plus(4) });
    assert_eq!(log.dates(12), [4, 11]);
    let date = log.0.occurrence(&"r".into(), MONDAY.plus(4)).unwrap();
    assert_eq!((date.sequence, date.changed_by), (2, None));
}

#[test]
fn what_takes_the_place_of_another_does_so_once_agreed() {
    let mut log = agreed();
    let later = Plan { starts: MONDAY.plus(14), at: 20 * 60, ..fridays() };
    log.say(A, "s", Change::Proposed { plan: later, instead_of: Some("r".into()) });
    assert_eq!(log.dates(26), [4, 11, 18, 25]);
    log.say(B, "s", Change::Agreed);
    let dates = log.0.occurrences(MONDAY, MONDAY.plus(26));
    let dates: Vec<_> = dates.iter().map(|date| (date.ritual.as_str(), date.day.since(MONDAY))).collect();
    assert_eq!(dates, [("r", 4), ("r", 11), ("s", 18), ("s", 25)]);
}

#[test]
fn two_proposals_for_one_place_leave_one_and_nothing_doubles() {
    let mut log = agreed();
    let from = |days, at| Plan { starts: MONDAY.plus(days), at, ..fridays() };
    let instead = |plan| Change::Proposed { plan, instead_of: Some("r".into()) };
    log.say(A, "s", instead(from(14, 600)));
    log.say(B, "t", instead(from(7, 700)));
    log.say(A, "t", Change::Agreed);
    log.say(B, "s", Change::Agreed);
    assert_eq!(log.dates(26), [4, 11, 18, 25]);
    assert_eq!(log.0.get(&"s".into()), None);
    // What gave way once does not come back when something later takes its place.
    log.say(A, "u", instead(from(21, 800)));
    log.say(B, "u", Change::Agreed);
    assert_eq!(log.0.get(&"r".into()).unwrap().until, Some(MONDAY.plus(7)));
}

#[test]
fn it_is_known_since_when_both_want_it() {
    let mut log = Log::two();
    log.say(A, "r", proposed(fridays()));
    log.1 = 9;
    log.say(B, "r", Change::Agreed);
    assert_eq!(log.0.get(&"r".into()).unwrap().at, now(9));
    // A second yes changes nothing.
    log.1 = 12;
    log.say(B, "r", Change::Agreed);
    assert_eq!(log.0.get(&"r".into()).unwrap().at, now(9));
}

#[test]
fn only_a_few_dates_are_changed_at_a_time_and_none_that_is_to_come_is_forgotten() {
    let mut log = agreed();
    for week in 0..EXCEPTIONS as i32 {
        log.say(A, "r", Change::Skipped { on: MONDAY.plus(4 + 7 * week) });
    }
    let (next, last) = (MONDAY.plus(4 + 7 * EXCEPTIONS as i32), MONDAY.plus(39));
    let may = |log: &Log, on, days| log.0.get(&"r".into()).unwrap().may_change(on, MONDAY.plus(days));
    assert!(!may(&log, next, 0) && may(&log, last, 0));
    log.say(B, "r", Change::Restored { on: MONDAY.plus(18) });
    assert!(may(&log, next, 0));
    log.say(A, "r", Change::Skipped { on: next });
    assert_eq!(log.dates(53), [18, 53]);
    // Once the first is over, there is room again.
    assert!(!may(&log, MONDAY.plus(53), 5) && may(&log, MONDAY.plus(53), 6));
    log.1 = 6;
    log.say(A, "r", Change::Skipped { on: MONDAY.plus(53) });
    assert_eq!(log.dates(60), [4, 18, 60]);
}

#[test]
fn what_calendars_count_by_never_goes_back() {
    let mut log = agreed();
    let (restored, changes) = (MONDAY.plus(4 + 70), EXCEPTIONS as i32 + 2);
    let sequence = |log: &Log| log.0.occurrence(&"r".into(), restored).unwrap().sequence;
    log.say(A, "r", Change::Skipped { on: restored });
    log.say(A, "r", Change::Restored { on: restored });
    let mut before = sequence(&log);
    assert_eq!(before, 2);
    for week in 0..changes {
        log.say(A, "r", Change::Skipped { on: MONDAY.plus(4 + 7 * week) });
        assert!(sequence(&log) >= before, "week {week}");
        before = sequence(&log);
    }
    let kept = log.0.get(&"r".into()).unwrap();
    assert!(kept.exceptions.iter().all(|exception| exception.on != restored), "it is no longer kept");
}

#[test]
fn a_rest_leaves_dates_out_until_it_ends() {
    let mut log = agreed();
    log.say(B, "r", Change::Paused { from: None, until: MONDAY.plus(12) });
    assert_eq!(log.dates(20), [18]);
    log.say(A, "r", Change::Resumed);
    assert_eq!(log.dates(20), [4, 11, 18]);
}

#[test]
fn that_they_did_it_counts_once_whoever_says_it() {
    let mut log = agreed();
    let on = MONDAY.plus(4);
    assert_eq!(log.say(A, "r", Change::Told { on, how: Told::LetGo }), None);
    let did = log.say(B, "r", Change::Told { on, how: Told::Did }).unwrap();
    assert_eq!((did.day, did.minutes), (on, 120));
    assert_eq!(log.say(A, "r", Change::Told { on, how: Told::Did }), None);
    assert_eq!(log.say(A, "r", Change::Told { on, how: Told::LetGo }), None);
    assert_eq!(log.0.get(&"r".into()).unwrap().told_of(on), Some(Told::Did));
}

#[test]
fn what_is_no_date_of_a_ritual_is_passed_over() {
    let mut log = agreed();
    let on = MONDAY.plus(1);
    log.say(A, "r", Change::Moved { on, to: MONDAY.plus(2), at: 600 });
    log.say(A, "r", Change::Told { on, how: Told::Did });
    log.say(A, "other", Change::Skipped { on });
    assert_eq!(log.dates(6), [4]);
    assert_eq!(log.0.occurrence(&"r".into(), on), None);
}

#[test]
fn either_ends_it() {
    let mut log = agreed();
    log.say(B, "r", Change::Ended);
    assert_eq!(log.dates(30), [0; 0]);
}

#[test]
fn a_single_date_makes_room_two_weeks_later() {
    let mut log = Log::two();
    let once = || Plan { rhythm: Rhythm::Once, ..fridays() };
    for n in 0..MOST {
        log.say(A, &format!("r{n}"), proposed(once()));
        log.say(B, &format!("r{n}"), Change::Agreed);
    }
    assert!(!log.0.have_room(now(0)));
    log.say(A, "late", proposed(once()));
    assert_eq!(log.0.get(&"late".into()), None);
    log.1 = 20;
    assert!(log.0.have_room(now(20)));
    log.say(A, "late", proposed(once()));
    assert!(log.0.get(&"late".into()).is_some());
}

#[test]
fn a_time_that_the_clocks_leave_out_comes_after_the_gap() {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    let mut log = agreed();
    let gap = Day::from_date(jiff::civil::date(2027, 3, 28));
    log.say(A, "r", Change::Moved { on: MONDAY.plus(4), to: gap, at: 2 * 60 + 30 });
    let date = log.0.occurrence(&"r".into(), MONDAY.plus(4)).unwrap();
    let begins = jiff::Timestamp::from_millisecond(date.starts(&zone).0).unwrap();
    assert_eq!(begins.to_string(), "2027-03-28T01:30:00Z");
    assert_eq!(date.ends(&zone).0 - date.starts(&zone).0, 120 * 60_000);
}
