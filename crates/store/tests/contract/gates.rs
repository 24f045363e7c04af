//! Gates: both at once or neither.

use store::{Expect, Gate, Row, SeenSide, Store, Write, WriteError};

use crate::made::*;

for_each_engine! {
    each_side_waits_unseen_and_may_be_changed
    two_who_both_think_they_are_first_do_not_both_wait
    who_comes_second_needs_the_first_still_there
    what_the_second_saw_may_not_be_swapped
    a_release_takes_both_sides_in_the_write_that_appends_them
    a_release_needs_exactly_the_sides_it_saw
    two_releases_at_once_append_once
    one_takes_back_only_what_is_still_there
    gates_are_read_many_at_once
}

fn gate(side: u8, sealed: &[u8]) -> Gate {
    Gate { id: id(1), side: id(side), kind: "exchange".into(), expires: 500, sealed: sealed.to_vec() }
}

fn wait(side: u8, sealed: &[u8], expect: Expect) -> [Row; 1] {
    [Row::PutGate { gate: gate(side, sealed), expect }]
}

fn seen(side: u8, sealed: &[u8]) -> SeenSide {
    SeenSide { side: id(side), sealed: sealed.to_vec() }
}

fn release(seen: &[SeenSide]) -> Row {
    Row::DeleteGate { id: id(1), seen: seen.to_vec() }
}

async fn changed(store: &Store, row: impl IntoIterator<Item = Row>) -> bool {
    matches!(refusal(store, row).await, WriteError::GateChanged)
}

async fn each_side_waits_unseen_and_may_be_changed(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, wait(7, b"a", Expect::OtherAbsent)).await;
    put(&store, wait(7, b"better", Expect::OtherAbsent)).await;
    assert_eq!(store.gates(&[id(1)]).await.unwrap(), [gate(7, b"better")]);
    assert_eq!(store.gates_of(&id(7)).await.unwrap(), [gate(7, b"better")]);
    put(&store, wait(8, b"b", Expect::Any)).await;
    assert_eq!(store.gates(&[id(1)]).await.unwrap().len(), 2);
}

async fn two_who_both_think_they_are_first_do_not_both_wait(engine: &impl Engine) {
    let store = engine.open().await;
    let first = |side| rows(wait(side, b"x", Expect::OtherAbsent));
    let (a, b) = tokio::join!(store.write(first(7)), store.write(first(8)));
    assert!(a.is_ok() && matches!(b, Err(WriteError::GateChanged)));
    assert_eq!(store.gates(&[id(1)]).await.unwrap(), [gate(7, b"x")]);
}

async fn who_comes_second_needs_the_first_still_there(engine: &impl Engine) {
    let store = engine.open().await;
    assert!(changed(&store, wait(8, b"b", Expect::OtherPresent)).await);
    put(&store, wait(7, b"a", Expect::OtherAbsent)).await;
    put(&store, wait(8, b"b", Expect::OtherPresent)).await;
}

async fn what_the_second_saw_may_not_be_swapped(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, wait(7, b"a", Expect::OtherAbsent)).await;
    assert!(changed(&store, wait(8, b"b", Expect::OtherIs(b"old".to_vec()))).await);
    put(&store, wait(8, b"b", Expect::OtherIs(b"a".to_vec()))).await;
}

async fn a_release_takes_both_sides_in_the_write_that_appends_them(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    put(&store, wait(7, b"a", Expect::OtherAbsent)).await;
    let open =
        |sealed: &[u8]| Write { rows: vec![release(&[seen(7, sealed)])], ..appends([append(1, 0, 2)]) };
    assert!(matches!(store.write(open(b"swapped")).await, Err(WriteError::GateChanged)));
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(EMPTY));
    store.write(open(b"a")).await.unwrap();
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 2)));
    assert!(store.gates(&[id(1)]).await.unwrap().is_empty());
}

async fn a_release_needs_exactly_the_sides_it_saw(engine: &impl Engine) {
    let store = engine.open().await;
    let (a, b) = (seen(7, b"a"), seen(8, b"b"));
    assert!(changed(&store, [release(std::slice::from_ref(&a))]).await);
    put(&store, wait(7, b"a", Expect::Any)).await;
    assert!(changed(&store, [release(&[a.clone(), b.clone()])]).await);
    put(&store, wait(8, b"b", Expect::Any)).await;
    assert!(changed(&store, [release(std::slice::from_ref(&a))]).await);
    assert_eq!(store.gates(&[id(1)]).await.unwrap().len(), 2);
    put(&store, [release(&[b, a])]).await;
    put(&store, wait(7, b"a", Expect::Any)).await;
    put(&store, [release(&[])]).await;
    assert!(store.gates(&[id(1)]).await.unwrap().is_empty());
}

async fn two_releases_at_once_append_once(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2]).await;
    put(&store, wait(7, b"a", Expect::Any)).await;
    let open = |space| Write { rows: vec![release(&[seen(7, b"a")])], ..appends([append(space, 0, 1)]) };
    let (a, b) = tokio::join!(store.write(open(1)), store.write(open(2)));
    assert!(a.is_ok() && matches!(b, Err(WriteError::GateChanged)));
    assert_eq!(store.head(&id(2)).await.unwrap(), Some(EMPTY));
}

async fn one_takes_back_only_what_is_still_there(engine: &impl Engine) {
    let store = engine.open().await;
    let take = |side, expect| [Row::TakeGate { id: id(1), side: id(side), expect }];
    put(&store, wait(7, b"a", Expect::Any)).await;
    assert!(changed(&store, take(8, Expect::Any)).await);
    assert!(changed(&store, take(7, Expect::OtherPresent)).await);
    put(&store, wait(8, b"b", Expect::Any)).await;
    assert!(changed(&store, take(7, Expect::OtherAbsent)).await);
    put(&store, take(7, Expect::OtherPresent)).await;
    assert_eq!(store.gates(&[id(1)]).await.unwrap(), [gate(8, b"b")]);
}

async fn gates_are_read_many_at_once(engine: &impl Engine) {
    let store = engine.open().await;
    let many =
        (1..=20).map(|n| Row::PutGate { gate: Gate { id: id(n), ..gate(7, b"a") }, expect: Expect::Any });
    put(&store, many).await;
    let ids: Vec<_> = (1..=30).map(id).collect();
    assert_eq!(store.gates(&ids).await.unwrap().len(), 20);
    assert!(store.gates(&[]).await.unwrap().is_empty());
}
