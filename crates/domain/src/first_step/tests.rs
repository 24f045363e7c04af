use super::*;

fn meta(seq: u64) -> Meta {
    Meta { seq, author: PersonId([1; 16]), at: Instant(0) }
}

fn covered() -> Change {
    Change::Covered { about: About::Us, words: 90 }
}

fn said() -> Change {
    Change::Said { text: "words".into() }
}

#[test]
fn it_is_covered_then_said_then_answered_by_the_other_one() {
    let mut steps = Steps::default();
    let (me, other) = (Voice::First, Voice::Second);
    let answered = || Change::Answered { answer: Answer::Heard, text: String::new() };
    assert!(!steps.apply("s".into(), said(), me, &meta(1)), "nothing is said that nobody asked for");
    steps.apply("s".into(), covered(), me, &meta(2));
    steps.apply("s".into(), answered(), other, &meta(3));
    assert!(!steps.apply("s".into(), said(), other, &meta(4)), "nobody says another's words");
    assert!(steps.apply("s".into(), said(), me, &meta(5)));
    steps.apply("s".into(), answered(), me, &meta(6));
    steps.apply("s".into(), answered(), other, &meta(7));
    steps.apply("s".into(), Change::WordBack { got_it: true, text: String::new() }, me, &meta(8));
    steps.apply("s".into(), Change::TakenBack, me, &meta(9));
    let step = steps.get(&"s".into()).unwrap();
    assert_eq!((step.said, step.answers.as_slice()), (Some(5), [7, 8].as_slice()));
}

#[test]
fn it_can_be_taken_back_until_it_is_said_and_there_is_one_at_a_time() {
    let mut steps = Steps::default();
    steps.apply("a".into(), covered(), Voice::First, &meta(1));
    steps.apply("a".into(), Change::TakenBack, Voice::Second, &meta(2));
    assert!(steps.get(&"a".into()).is_some(), "only its author");
    steps.apply("b".into(), covered(), Voice::First, &meta(3));
    assert!(steps.get(&"a".into()).is_none());
    steps.apply("b".into(), Change::TakenBack, Voice::First, &meta(4));
    assert_eq!(steps, Steps::default());
}

#[test]
fn an_offer_waits_thirty_days_and_looked_at_or_not_is_the_same() {
    let offer = Offer { step: "s".into(), about: About::Me, words: 9, rung: 1, at: Instant(0) };
    let mut shared = Shared::default();
    let before = standing(&offer, &shared, Instant(1));
    shared.steps.apply("s".into(), covered(), Voice::First, &meta(1));
    assert_eq!(standing(&offer, &shared, Instant(1)), before);
    assert_eq!(standing(&offer, &shared, lapses_at(Instant(0))), Standing::Destroyed);
    shared.steps.apply("s".into(), said(), Voice::First, &meta(2));
    assert_eq!(standing(&offer, &shared, lapses_at(Instant(0))), Standing::Opened);
}

#[test]
fn the_ladder_begins_one_above_what_felt_all_right() {
    let yes = Some(true);
    assert_eq!(rung(&[None; 5]), 1);
    assert_eq!(rung(&[yes, yes, None, None, None]), 3);
    assert_eq!(rung(&[yes, Some(false), yes, yes, yes]), 2);
    assert_eq!(rung(&[yes; 5]), 5);
}

#[test]
fn when_it_was_opened_says_whoever_opened_it_and_nobody_later() {
    let mut steps = Steps::default();
    let (me, other) = (Voice::First, Voice::Second);
    let at = |seq: u64| Meta { at: Instant(seq as i64 * 1000), ..meta(seq) };
    steps.apply("s".into(), covered(), me, &at(1));
    assert!(!steps.receive(&"s".into(), other, &at(2)), "nothing is received before it was said");
    steps.apply("s".into(), said(), me, &at(3));
    assert!(!steps.receive(&"s".into(), me, &at(4)), "nobody receives their own");
    assert!(steps.receive(&"s".into(), other, &at(4)));
    assert!(!steps.receive(&"s".into(), other, &at(9)));
    assert_eq!(steps.get(&"s".into()).unwrap().at, Instant(4000));
}

#[test]
fn one_that_lapsed_can_be_offered_again() {
    let mut steps = Steps::default();
    let later = Meta { at: Instant(0).plus_days(40), ..meta(2) };
    steps.apply("s".into(), covered(), Voice::First, &meta(1));
    assert!(steps.covered(Voice::First, later.at).is_none());
    steps.apply("s".into(), covered(), Voice::First, &later);
    assert!(steps.covered(Voice::First, later.at).is_some());
    // What was said stays as it is.
    steps.apply("s".into(), said(), Voice::First, &meta(3));
    steps.apply("s".into(), covered(), Voice::First, &meta(4));
    assert_eq!(steps.get(&"s".into()).unwrap().said, Some(3));
}

#[test]
fn whoever_received_one_may_go_second_until_they_did_or_thirty_days_have_passed() {
    let mut steps = Steps::default();
    let (me, other) = (Voice::First, Voice::Second);
    let now = Instant(0).plus_days(1);
    let tell = |steps: &mut Steps, id: &str, by, seq| {
        steps.apply(id.into(), covered(), by, &meta(seq));
        steps.apply(id.into(), said(), by, &meta(seq + 1));
    };
    assert!(steps.to_answer(me, now).is_none());
    tell(&mut steps, "a", other, 1);
    assert_eq!(steps.to_answer(me, now).unwrap().id, "a".into());
    assert!(steps.to_answer(other, now).is_none());
    assert!(steps.to_answer(me, Instant(0).plus_days(30)).is_none());
    tell(&mut steps, "b", me, 3);
    assert!(steps.to_answer(me, now).is_none());
    assert_eq!(steps.to_answer(other, now).unwrap().id, "b".into());
}

#[test]
fn words_are_counted_in_any_script() {
    assert_eq!(words_in(" one two\nthree "), 3);
    assert_eq!(words_in(&"我".repeat(120)), 20);
    assert_eq!(words_in(""), 0);
    assert_eq!(words_in(&"a ".repeat(70_000)), u16::MAX);
}
