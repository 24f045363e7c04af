//! Talk: which two cards a day deals, rounds of a question, and when an answer has aged.
//!
//! Invariant: the cards depend on the couple, the day and the library, never on who answered what.

use serde::{Deserialize, Serialize};

use crate::desk::OpenAnswer;
use crate::shared::{OwnQuestion, Shared};
use crate::{Day, Instant, PersonId, QuestionId};

/// What the deck needs to know of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: QuestionId,
    /// 1 (safe and easy) … 5 (hardly ever said).
    pub depth: u8,
}

/// An answer opens only together with the other one; after this many days it goes back to its author.
pub const DAYS_OPEN: i64 = 7;

/// After this many days an answer may be asked for again: people change.
pub const DAYS_FRESH: i64 = 180;

/// The deepest card that may be dealt to two people this many days after they paired.
/// It goes from safe to deep, a step every three weeks, and depths 4 and 5 are never dealt
/// unasked: those one opens oneself, from the list.
pub fn deepest_dealt(days_together: i32) -> u8 {
    match days_together {
        ..21 => 1,
        21..63 => 2,
        _ => 3,
    }
}

/// The two cards of a day. The same for both all day; every allowed card comes before one comes again.
///
/// `seed` is the couple's own; the order is a permutation of the allowed cards by `seed` and round.
pub fn deal(seed: u64, day: Day, paired_on: Day, library: &[Card]) -> Vec<QuestionId> {
    let days = day.since(paired_on).max(0);
    let deepest = deepest_dealt(days);
    let mut allowed: Vec<&Card> = library.iter().filter(|card| card.depth <= deepest).collect();
    if allowed.is_empty() {
        return Vec::new();
    }
    let number = days.unsigned_abs() as usize;
    let per_round = allowed.len().div_ceil(2);
    let round = number.checked_div(per_round).unwrap_or(0) as u64;
    allowed.sort_by_cached_key(|card| shuffle_key(seed ^ splitmix(round), card.id.as_str()));
    let place = 2 * number.checked_rem(per_round).unwrap_or(0);
    allowed.iter().cycle().skip(place).take(allowed.len().min(2)).map(|card| card.id.clone()).collect()
}

/// A well-mixed number of a seed and a name (FNV-1a, then SplitMix64). For shuffling only, never for secrets.
pub fn shuffle_key(seed: u64, name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    splitmix(seed ^ hash)
}

fn splitmix(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One who listened says so: what the answers after a reveal can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// What I heard you say.
    Heard,
    /// Tell me more about…
    More,
    /// Thank you for…
    Thanks,
    /// I'm glad I know you better.
    Glad,
}
crate::checkin::spelled!(Reply { Heard = "heard", More = "more", Thanks = "thanks", Glad = "glad" });

/// Whether an answer given at `at` has aged enough to be asked again.
pub fn aged(at: Instant, now: Instant) -> bool {
    at.plus_days(DAYS_FRESH) <= now
}

/// When an answer written at `at` goes back to its author, unopened.
pub fn returns_at(at: Instant) -> Instant {
    at.plus_days(DAYS_OPEN)
}

/// How an answer that was written apart stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It opened together with the other one's.
    Opened,
    /// It lies closed, and its author can change it or take it back.
    Closed,
    /// It lay closed for [`DAYS_OPEN`] days and went back to its author.
    CameBack,
}

/// How an answer stands, from the two logs and the time alone: never from what the other one did apart.
pub fn standing(open: &OpenAnswer, shared: &Shared, now: Instant) -> Standing {
    if shared.next_round(&open.question) > open.round {
        Standing::Opened
    } else if now >= returns_at(open.at) {
        Standing::CameBack
    } else {
        Standing::Closed
    }
}

/// The name of the gate in which the answers to one round of a question lie.
pub fn gate(question: &QuestionId, round: u32) -> String {
    format!("exchange/{}/{round}", question.as_str())
}

/// The question a person added that has neither opened nor lapsed: while there is one, they add no other.
pub fn open_question(shared: &Shared, author: PersonId, now: Instant) -> Option<&OwnQuestion> {
    shared.own.iter().rev().find(|own| own.author == author && is_fresh(shared, own, now))
}

/// Whether a question of the couple's own is still laid before the two: it has not opened, and is not old.
pub fn is_fresh(shared: &Shared, own: &OwnQuestion, now: Instant) -> bool {
    now < returns_at(own.at) && shared.revealed(&own.id).is_none()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::shared::Event;
    use crate::{Fold, Meta};

    const A: PersonId = PersonId([1; 16]);
    const B: PersonId = PersonId([2; 16]);

    fn answered(shared: &mut Shared, seq: u64, author: PersonId, round: u32) {
        let event = Event::Answered { question: "q".into(), round, text: "yes".into(), tell: false };
        shared.apply(event, &Meta { seq, author, at: Instant(0) });
    }

    #[test]
    fn an_answer_is_closed_for_seven_days_and_opens_only_with_the_other_one() {
        let open = OpenAnswer { question: "q".into(), round: 0, seq: 1, at: Instant(0), tell: false };
        let mut shared = Shared::default();
        let end = returns_at(Instant(0));
        assert_eq!(standing(&open, &shared, Instant(end.0 - 1)), Standing::Closed);
        assert_eq!(standing(&open, &shared, end), Standing::CameBack);
        answered(&mut shared, 1, A, 0);
        assert_eq!(standing(&open, &shared, Instant(0)), Standing::Closed);
        answered(&mut shared, 2, B, 0);
        assert_eq!(standing(&open, &shared, end), Standing::Opened);
    }

    #[test]
    fn an_added_question_is_open_until_it_is_answered_by_both_or_a_week_old() {
        let mut shared = Shared::default();
        let added = Event::QuestionAdded { question: "q".into(), text: "And you?".into() };
        shared.apply(added, &Meta { seq: 1, author: A, at: Instant(0) });
        assert!(open_question(&shared, A, Instant(1)).is_some());
        assert!(open_question(&shared, B, Instant(1)).is_none());
        assert!(open_question(&shared, A, returns_at(Instant(0))).is_none());
        answered(&mut shared, 2, A, 0);
        assert!(open_question(&shared, A, Instant(1)).is_some());
        answered(&mut shared, 3, B, 0);
        assert!(open_question(&shared, A, Instant(1)).is_none());
    }

    fn library() -> Vec<Card> {
        (0..180).map(|n| Card { id: QuestionId(format!("q-{n}")), depth: 1 + (n % 5) as u8 }).collect()
    }

    #[test]
    fn a_day_deals_two_different_cards_and_the_same_all_day() {
        let library = library();
        for day in 0..400 {
            let cards = deal(7, Day(day), Day(0), &library);
            assert_eq!(cards, deal(7, Day(day), Day(0), &library));
            assert_eq!(cards.iter().collect::<BTreeSet<_>>().len(), 2);
        }
    }

    #[test]
    fn every_card_of_a_depth_comes_before_one_comes_again() {
        let library = library();
        let seen: Vec<_> = (108..162).flat_map(|day| deal(3, Day(day), Day(0), &library)).collect();
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 108);
    }

    #[test]
    fn it_goes_from_safe_to_deep_and_the_deepest_are_never_dealt() {
        let library = library();
        let depth = |id: &QuestionId| library.iter().find(|card| card.id == *id).unwrap().depth;
        for day in 0..1000 {
            for id in deal(11, Day(day), Day(0), &library) {
                assert!(depth(&id) <= deepest_dealt(day), "day {day}");
                assert!(depth(&id) <= 3);
            }
        }
    }

    #[test]
    fn two_couples_get_different_days() {
        let library = library();
        assert_ne!(deal(1, Day(9), Day(0), &library), deal(2, Day(9), Day(0), &library));
    }
}
