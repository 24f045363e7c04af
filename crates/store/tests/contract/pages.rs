//! The read a page opens with.

use store::{Couple, CoupleState, Id, Leaving, Opened, Row, Snapshot, Store, Want};

use crate::made::*;

for_each_engine! {
    a_page_opens_with_the_snapshot_and_what_came_after
    a_page_folds_from_the_first_event_without_a_snapshot_of_its_version
    a_long_tail_ends_at_the_limit_and_says_so
    a_page_opens_with_the_open_couple_and_who_leaves_it
    a_page_may_want_many_spaces_in_any_order
    a_page_of_nobody_has_nothing
}

async fn open(store: &Store, account: u8, spaces: &[(Id, u32)], tail: u32) -> Opened {
    store.open_page(&Want { account: id(account), spaces, tail }).await.unwrap()
}

async fn folded(engine: &impl Engine) -> Store {
    let store = with_spaces(engine, &[1, 2]).await;
    store.write(appends([append(1, 0, 12), append(2, 0, 3)])).await.unwrap();
    let snapshot =
        Snapshot { space: id(1), account: id(8), version: 4, head: head(1, 10), sealed: b"fold".to_vec() };
    put(&store, [Row::PutAccount(account(8)), Row::PutSnapshot { snapshot, erasures: 0 }]).await;
    store
}

fn seqs(opened: &Opened, at: usize) -> Vec<u64> {
    opened.spaces[at].tail.iter().map(|event| event.seq).collect()
}

async fn a_page_opens_with_the_snapshot_and_what_came_after(engine: &impl Engine) {
    let store = folded(engine).await;
    let opened = open(&store, 8, &[(id(1), 4), (id(2), 4)], 100).await;
    assert_eq!(opened.prefs.as_deref(), Some("locale=en"));
    assert!(opened.couple.is_none());
    let first = &opened.spaces[0];
    assert_eq!(first.space, store.space(&id(1)).await.unwrap().unwrap());
    assert_eq!(first.snapshot, store.snapshot(&id(1), &id(8)).await.unwrap());
    assert_eq!(first.tail, store.events(&id(1), 11, 9).await.unwrap());
    assert_eq!((seqs(&opened, 0), seqs(&opened, 1)), (vec![11, 12], vec![1, 2, 3]));
    assert!(opened.spaces[1].snapshot.is_none());
    assert!(opened.spaces.iter().all(|open| open.complete()));
}

async fn a_page_folds_from_the_first_event_without_a_snapshot_of_its_version(engine: &impl Engine) {
    let store = folded(engine).await;
    let opened = open(&store, 8, &[(id(1), 5)], 100).await;
    assert!(opened.spaces[0].snapshot.is_none());
    assert_eq!(seqs(&opened, 0), (1..=12).collect::<Vec<_>>());
    // Another person's snapshot is none of theirs.
    put(&store, [Row::PutAccount(account(9))]).await;
    assert!(open(&store, 9, &[(id(1), 4)], 100).await.spaces[0].snapshot.is_none());
}

async fn a_long_tail_ends_at_the_limit_and_says_so(engine: &impl Engine) {
    let store = folded(engine).await;
    let opened = open(&store, 8, &[(id(1), 5), (id(2), 4)], 3).await;
    assert_eq!((seqs(&opened, 0), seqs(&opened, 1)), (vec![1, 2, 3], vec![1, 2, 3]));
    assert_eq!((opened.spaces[0].complete(), opened.spaces[1].complete()), (false, true));
}

async fn a_page_opens_with_the_open_couple_and_who_leaves_it(engine: &impl Engine) {
    let store = folded(engine).await;
    let couple = |n, state| Couple { id: id(n), space: id(n), a: id(7), b: id(8), began: 1, state };
    let leaving = |n| Leaving { couple: id(n), leaver: id(7), cut: 11, shows_on: 50 };
    let ended = [Row::PutCouple(couple(20, CoupleState::Ended)), Row::PutLeaving(leaving(20))];
    put(&store, ended).await;
    assert!(open(&store, 8, &[(id(1), 4)], 9).await.couple.is_none());
    put(&store, [Row::PutCouple(couple(1, CoupleState::Open))]).await;
    let row = open(&store, 8, &[(id(1), 4)], 9).await.couple.unwrap();
    assert_eq!((row.couple, row.leaving), (couple(1, CoupleState::Open), None));
    put(&store, [Row::PutLeaving(leaving(1))]).await;
    let opened = open(&store, 8, &[(id(1), 4), (id(2), 4)], 9).await;
    assert_eq!(opened.couple.unwrap().leaving, Some(leaving(1)));
    assert_eq!(opened.spaces.len(), 2);
}

async fn a_page_may_want_many_spaces_in_any_order(engine: &impl Engine) {
    let many: Vec<u8> = (1..=9).collect();
    let store = with_spaces(engine, &many).await;
    store.write(appends(many.iter().map(|n| append(*n, 0, u64::from(*n))))).await.unwrap();
    put(&store, [Row::PutAccount(account(8))]).await;
    let asked = [9, 77, 2, 5, 1, 8, 3, 7, 66, 6, 4];
    let opened = open(&store, 8, &asked.map(|n| (id(n), 1)), 100).await;
    let got: Vec<_> = opened.spaces.iter().map(|open| (open.space.id, open.tail.len() as u8)).collect();
    assert_eq!(got, [9, 2, 5, 1, 8, 3, 7, 6, 4].map(|n| (id(n), n)));
    assert_eq!(open(&store, 8, &[], 100).await.prefs.as_deref(), Some("locale=en"));
}

async fn a_page_of_nobody_has_nothing(engine: &impl Engine) {
    let store = folded(engine).await;
    let opened = open(&store, 99, &[(id(1), 4)], 9).await;
    assert!(opened.prefs.is_none() && opened.couple.is_none() && opened.spaces.is_empty());
}
