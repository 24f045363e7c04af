//! Couples, and leaving them.

use store::{Couple, CoupleRow, CoupleState, Leaving, Row, WriteError};

use crate::made::*;

for_each_engine! {
    both_find_their_couple
    nobody_is_in_two_open_couples
    after_an_end_one_may_pair_again_and_still_find_the_first
    one_leaves_at_a_time_and_may_stay_after_all
    only_the_leaver_changes_the_day
    a_leaving_comes_due_on_its_day_until_the_couple_ends
}

fn couple(n: u8, a: u8, b: u8) -> Couple {
    Couple {
        id: id(n),
        space: id(n + 100),
        a: id(a),
        b: id(b),
        began: i64::from(n),
        state: CoupleState::Open,
    }
}

fn leaving(leaver: u8, shows_on: i64) -> Leaving {
    Leaving { couple: id(1), leaver: id(leaver), cut: 42, shows_on }
}

async fn both_find_their_couple(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8))]).await;
    let row = CoupleRow { couple: couple(1, 7, 8), leaving: None };
    assert_eq!(store.couple_of(&id(7)).await.unwrap(), Some(row.clone()));
    assert_eq!(store.couple_of(&id(8)).await.unwrap(), Some(row.clone()));
    assert_eq!(store.couple(&id(1)).await.unwrap(), Some(row));
    assert_eq!(store.couple_of(&id(9)).await.unwrap(), None);
}

async fn nobody_is_in_two_open_couples(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8))]).await;
    for (a, b) in [(7, 9), (9, 7), (8, 9), (9, 8), (8, 7)] {
        let refused = refusal(&store, [Row::PutCouple(couple(2, a, b))]).await;
        assert!(matches!(refused, WriteError::Taken("couple")), "{a} {b}");
    }
    put(&store, [Row::PutCouple(couple(2, 9, 10))]).await;
}

async fn after_an_end_one_may_pair_again_and_still_find_the_first(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8)), Row::EndCouple { couple: id(1) }]).await;
    assert!(matches!(refusal(&store, [Row::EndCouple { couple: id(1) }]).await, WriteError::Conflict));
    assert_eq!(store.couple_of(&id(7)).await.unwrap(), None);
    put(&store, [Row::PutCouple(couple(2, 9, 7))]).await;
    assert_eq!(store.couple_of(&id(7)).await.unwrap().unwrap().couple.id, id(2));
    let all: Vec<_> = store.couples(&id(7)).await.unwrap().iter().map(|row| row.couple.id).collect();
    assert_eq!(all, [id(2), id(1)]);
}

async fn one_leaves_at_a_time_and_may_stay_after_all(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8)), Row::PutLeaving(leaving(7, 50))]).await;
    assert!(matches!(refusal(&store, [Row::PutLeaving(leaving(8, 60))]).await, WriteError::Taken("leaving")));
    assert_eq!(store.couple_of(&id(8)).await.unwrap().unwrap().leaving, Some(leaving(7, 50)));
    let stay = |leaver| [Row::DeleteLeaving { couple: id(1), leaver: id(leaver) }];
    assert!(matches!(refusal(&store, stay(8)).await, WriteError::Conflict));
    put(&store, stay(7)).await;
    assert_eq!(store.couple_of(&id(8)).await.unwrap().unwrap().leaving, None);
}

async fn only_the_leaver_changes_the_day(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8)), Row::PutLeaving(leaving(7, 50))]).await;
    let change = |leaver| [Row::SetShowsOn { couple: id(1), leaver: id(leaver), at: 30 }];
    assert!(matches!(refusal(&store, change(8)).await, WriteError::Conflict));
    put(&store, change(7)).await;
    assert_eq!(store.couple(&id(1)).await.unwrap().unwrap().leaving, Some(leaving(7, 30)));
}

async fn a_leaving_comes_due_on_its_day_until_the_couple_ends(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutCouple(couple(1, 7, 8)), Row::PutLeaving(leaving(7, 50))]).await;
    assert!(store.leavings_due(49, 9).await.unwrap().is_empty());
    let due = store.leavings_due(50, 9).await.unwrap();
    assert_eq!((due.len(), due[0].leaving.clone()), (1, Some(leaving(7, 50))));
    put(&store, [Row::EndCouple { couple: id(1) }]).await;
    assert!(store.leavings_due(50, 9).await.unwrap().is_empty());
}
