//! What one write promises.

use store::{Append, BrokenKind, Head, Row, Write, WriteError};

use crate::made::*;

for_each_engine! {
    a_write_lands_whole_and_is_there_after_a_restart
    a_refused_write_leaves_nothing
    an_append_on_an_old_head_conflicts
    an_append_on_another_chain_conflicts
    an_append_to_no_space_conflicts
    several_spaces_move_together_or_not_at_all
    a_new_space_takes_events_in_its_first_write
    an_append_without_events_asks_whether_the_head_still_is_so
    events_out_of_order_are_refused
    an_event_id_is_used_once
    a_second_act_gets_the_first_answer
    a_refused_act_may_be_done_again
    many_events_are_read_in_order
    a_write_is_carried_out_though_nobody_waits
    a_closed_store_says_so
}

async fn a_write_lands_whole_and_is_there_after_a_restart(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let write =
        Write { act: Some(act(9, "/done")), appends: vec![append(1, 0, 2)], rows: vec![setting("a")] };
    let written = store.write(write).await.unwrap();
    assert_eq!(written.heads, [(id(1), head(1, 2))]);
    store.close().await;

    let store = engine.open().await;
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 2)));
    assert_eq!(store.act(&id(9)).await.unwrap(), Some(act(9, "/done")));
    assert_eq!(store.setting("a").await.unwrap().as_deref(), Some("set"));
    let events = store.events(&id(1), 1, 10).await.unwrap();
    let (read, made) = (&events[1], event(1, 2));
    assert_eq!((events.len(), read.seq, read.id, &read.header), (2, 2, made.id, &made.header));
    assert_eq!(read.sealed, Some(made.sealed));
    assert_eq!((read.sealed_hash, read.hash), (made.sealed_hash, made.hash));
}

async fn a_refused_write_leaves_nothing(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2]).await;
    let rows = vec![setting("a"), Row::SetEpoch { space: id(1), from: 7, to: 8, drop_public: hash(1) }];
    let write = Write { act: Some(act(9, "/done")), appends: vec![append(2, 0, 3)], rows };
    assert!(matches!(store.write(write).await, Err(WriteError::Conflict)));
    assert_eq!(store.act(&id(9)).await.unwrap(), None);
    assert_eq!(store.setting("a").await.unwrap(), None);
    assert_eq!(store.head(&id(2)).await.unwrap(), Some(EMPTY));
    assert!(store.events(&id(2), 1, 10).await.unwrap().is_empty());
}

async fn an_append_on_an_old_head_conflicts(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    store.write(appends([append(1, 0, 2)])).await.unwrap();
    assert!(matches!(store.write(appends([append(1, 1, 1)])).await, Err(WriteError::Conflict)));
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 2)));
}

async fn an_append_on_another_chain_conflicts(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    store.write(appends([append(1, 0, 1)])).await.unwrap();
    let forked = Append { expected: Head { seq: 1, hash: hash(77) }, ..append(1, 1, 1) };
    assert!(matches!(store.write(appends([forked])).await, Err(WriteError::Conflict)));
}

async fn an_append_to_no_space_conflicts(engine: &impl Engine) {
    let store = engine.open().await;
    assert!(matches!(store.write(appends([append(1, 0, 1)])).await, Err(WriteError::Conflict)));
}

async fn several_spaces_move_together_or_not_at_all(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2]).await;
    let mixed = appends([append(1, 0, 1), append(2, 5, 1)]);
    assert!(matches!(store.write(mixed).await, Err(WriteError::Conflict)));
    assert_eq!(store.heads(&[id(1), id(2)]).await.unwrap(), [(id(1), EMPTY), (id(2), EMPTY)]);
    store.write(appends([append(1, 0, 1), append(2, 0, 1)])).await.unwrap();
    let moved = store.heads(&[id(2), id(3), id(1)]).await.unwrap();
    assert_eq!(moved, [(id(2), head(2, 1)), (id(1), head(1, 1))]);
}

async fn a_new_space_takes_events_in_its_first_write(engine: &impl Engine) {
    let store = engine.open().await;
    let rows = vec![setting("a"), Row::PutSpace(space(1))];
    store.write(Write { appends: vec![append(1, 0, 1)], rows, act: None }).await.unwrap();
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 1)));
}

async fn an_append_without_events_asks_whether_the_head_still_is_so(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let ask = || Write { appends: vec![append(1, 0, 0)], ..rows([setting("a")]) };
    store.write(ask()).await.unwrap();
    store.write(appends([append(1, 0, 1)])).await.unwrap();
    assert!(matches!(store.write(ask()).await, Err(WriteError::Conflict)));
}

async fn events_out_of_order_are_refused(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    for numbers in [[2, 3], [1, 3], [1, 1], [0, 1]] {
        let events = numbers.map(|seq| event(1, seq)).to_vec();
        let refused = store.write(appends([Append { space: id(1), expected: EMPTY, events }])).await;
        let Err(WriteError::Broken(broken)) = refused else { panic!("{numbers:?}") };
        assert_eq!(broken.kind, BrokenKind::Misused);
    }
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(EMPTY));
}

async fn an_event_id_is_used_once(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2]).await;
    store.write(appends([append(1, 0, 1)])).await.unwrap();
    let mut again = append(2, 0, 1);
    again.events[0].id = event(1, 1).id;
    assert!(matches!(store.write(appends([again])).await, Err(WriteError::Taken("event"))));
    assert_eq!(store.head(&id(2)).await.unwrap(), Some(EMPTY));
    assert_eq!(store.event_by_id(&id(1), &event(1, 1).id).await.unwrap().unwrap().seq, 1);
    assert_eq!(store.event_by_id(&id(2), &event(1, 1).id).await.unwrap(), None);
}

async fn a_second_act_gets_the_first_answer(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let write = |answer: &str| Write { act: Some(act(9, answer)), ..appends([append(1, 0, 1)]) };
    store.write(write("/first")).await.unwrap();
    // Its head is old as well, but that it was done is the more useful answer.
    let Err(WriteError::AlreadyDone(answer)) = store.write(write("/second")).await else { panic!() };
    assert_eq!(answer, "/first");
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 1)));
}

async fn a_refused_act_may_be_done_again(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let write = |from| Write { act: Some(act(9, "/done")), ..appends([append(1, from, 1)]) };
    assert!(matches!(store.write(write(3)).await, Err(WriteError::Conflict)));
    store.write(write(0)).await.unwrap();
}

async fn many_events_are_read_in_order(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    store.write(appends([append(1, 0, 101)])).await.unwrap();
    let page = store.events(&id(1), 20, 50).await.unwrap();
    assert_eq!(page.iter().map(|e| e.seq).collect::<Vec<_>>(), (20..70).collect::<Vec<_>>());
    assert!(page.iter().all(|e| e.sealed == Some(event(1, e.seq).sealed) && e.hash == event(1, e.seq).hash));
    let picked = store.events_at(&id(1), &[90, 3, 500, 101]).await.unwrap();
    assert_eq!(picked.iter().map(|e| e.seq).collect::<Vec<_>>(), [90, 3, 101]);
    assert_eq!(store.hash_at(&id(1), 101).await.unwrap(), Some(head(1, 101).hash));
    assert_eq!(store.hash_at(&id(1), 102).await.unwrap(), None);
}

async fn a_write_is_carried_out_though_nobody_waits(engine: &impl Engine) {
    let store = engine.open().await;
    let wait = tokio::time::Duration::ZERO;
    let _ = tokio::time::timeout(wait, store.write(rows([setting("a")]))).await;
    put(&store, [setting("b")]).await;
    assert_eq!(store.settings().await.unwrap().len(), 2);
}

async fn a_closed_store_says_so(engine: &impl Engine) {
    let store = engine.open().await;
    let other = store.clone();
    store.close().await;
    store.close().await;
    let Err(WriteError::Broken(broken)) = other.write(rows([setting("a")])).await else { panic!() };
    assert_eq!(broken.kind, BrokenKind::Closed);
    assert_eq!(other.setting("a").await.unwrap_err().kind, BrokenKind::Closed);
}
