use proptest::prelude::*;

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
    assert_eq!(words_in(&"我".repeat(120)), 60, "two to a word");
    assert_eq!(words_in("窓を開けて、雨の音を聞きました。"), 7);
    assert_eq!(words_in("비가 오는 날이면 네 생각이 나"), 6, "there are gaps");
    assert_eq!(words_in("ฉันคิดถึงเธอทุกวัน"), 3);
    assert_eq!(words_in(&"😀".repeat(20_000)), 3_333);
    assert_eq!(words_in(&"!?".repeat(300)), 100);
    assert_eq!(words_in(&"e\u{301}".repeat(60)), words_in(&"é".repeat(60)));
    assert_eq!(words_in(&"\u{200d}".repeat(600)), 1, "nothing can be seen, and no gap either");
    assert_eq!(words_in(""), 0);
    assert_eq!(words_in(&"a ".repeat(70_000)), u16::MAX);
}

#[test]
fn whenever_an_opened_one_is_forgotten_it_is_known_that_there_may_be_older_ones() {
    let voices = [Voice::First, Voice::Second];
    for unsaid in 0..=2 {
        let mut steps = Steps::default();
        let (mut seq, mut said) = (0, 0);
        let mut next = || {
            seq += 1;
            meta(seq)
        };
        for n in 0..40 {
            let (id, by) = (StepId(format!("s{n}")), voices[n % 2]);
            steps.apply(id.clone(), covered(), by, &next());
            steps.apply(id, Change::Said { text: String::new() }, by, &next());
            said += 1;
            // Others come and are taken back meanwhile.
            for by in &voices[..unsaid] {
                let id = StepId(format!("o{n}{by:?}"));
                steps.apply(id.clone(), covered(), *by, &next());
                steps.apply(id, Change::TakenBack, *by, &next());
            }
            assert!(steps.may_be_older() || steps.said().count() == said, "{unsaid} {n}");
        }
        assert!(steps.may_be_older());
    }
    assert!(!Steps::default().may_be_older());
}

/// What can be seen, of many scripts.
fn visible() -> impl Strategy<Value = char> {
    prop_oneof![
        proptest::char::range('!', '~'),
        proptest::char::range('а', 'я'),
        proptest::char::range('א', 'ת'),
        proptest::char::range('ぁ', 'ん'),
        proptest::char::range('一', '龥'),
        proptest::char::range('가', '힣'),
        proptest::char::range('😀', '🙏'),
        proptest::char::range('→', '⇿'),
    ]
}

proptest! {
    #[test]
    fn the_more_there_is_to_see_the_more_words_it_has(text in ".{0,400}", more in ".{0,400}") {
        let both = [text.as_str(), more.as_str()].concat();
        prop_assert!(words_in(&both) >= words_in(&text).max(words_in(&more)));
    }

    #[test]
    fn whatever_can_be_seen_has_a_length(signs in proptest::collection::vec(visible(), 1..2_000)) {
        let text: String = signs.iter().collect();
        let words = usize::from(words_in(&text));
        prop_assert!(words >= signs.len() / 6 && words >= 1, "{} of {}", words, signs.len());
        prop_assert!(words <= 1 + signs.len() / 2, "{} of {}", words, signs.len());
    }

    #[test]
    fn short_words_with_gaps_are_counted_one_by_one(words in proptest::collection::vec("[a-zà-ö]{1,6}", 0..300)) {
        prop_assert_eq!(usize::from(words_in(&words.join(" "))), words.len());
    }

    #[test]
    fn scripts_without_gaps_have_two_signs_to_a_word(text in "[ぁ-んァ-ヶ一-龥]{2,600}") {
        prop_assert_eq!(usize::from(words_in(&text)), text.chars().count() / 2);
    }
}
