//! What writes that wait together promise each other. On one thread all futures of a `join_all` hand their write over
//! before the writing task runs, so that they share a group.

use std::future::Future;

use store::{Row, Store, Write, WriteError, Written};

use crate::made::*;

for_each_engine! {
    many_at_once_all_land
    two_writers_racing_for_one_head_never_both_win
    a_loser_drops_out_of_its_group_alone
    a_repeated_event_drops_out_of_its_group_alone
    one_act_in_two_tabs_is_done_once
    a_write_sees_what_an_earlier_one_of_its_group_did
    racers_who_try_again_lose_nothing
}

async fn all<T>(of: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>) -> Vec<T>
where
    T: Send + 'static,
{
    let tasks: Vec<_> = of.into_iter().map(tokio::spawn).collect();
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.unwrap());
    }
    done
}

async fn together(store: &Store, writes: Vec<Write>) -> Vec<Result<Written, WriteError>> {
    all(writes.into_iter().map(|write| {
        let store = store.clone();
        async move { store.write(write).await }
    }))
    .await
}

async fn many_at_once_all_land(engine: &impl Engine) {
    let spaces: Vec<u8> = (1..=100).collect();
    let store = with_spaces(engine, &spaces).await;
    for round in 0..3 {
        let done = together(&store, spaces.iter().map(|n| appends([append(*n, round, 1)])).collect()).await;
        assert!(done.iter().all(Result::is_ok));
    }
    for n in spaces {
        assert_eq!(store.events(&id(n), 1, 10).await.unwrap().len(), 3);
    }
    assert!(store.check().await.unwrap().is_empty());
}

async fn two_writers_racing_for_one_head_never_both_win(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    for seq in 0..20 {
        let mut other = append(1, seq, 1);
        other.events[0].id = [seq as u8 + 100; 16];
        let done = together(&store, vec![appends([append(1, seq, 1)]), appends([other])]).await;
        assert!(matches!(done.as_slice(), [Ok(_), Err(WriteError::Conflict)]));
    }
    assert_eq!(store.events(&id(1), 1, 100).await.unwrap().len(), 20);
}

async fn a_loser_drops_out_of_its_group_alone(engine: &impl Engine) {
    let spaces: Vec<u8> = (1..=20).collect();
    let store = with_spaces(engine, &spaces).await;
    // The loser's act, setting and first append are applied before it is seen to lose, and must be undone.
    let loser = || Write {
        act: Some(act(99, "/lost")),
        appends: vec![append(7, 0, 1), append(8, 4, 1)],
        rows: vec![setting("lost")],
    };
    let mut writes: Vec<_> = spaces.iter().map(|n| appends([append(*n, 0, 1)])).collect();
    writes.insert(6, loser());
    let done = together(&store, writes).await;
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 20);
    assert!(matches!(done[6], Err(WriteError::Conflict)));
    assert_eq!(store.act(&id(99)).await.unwrap(), None);
    for n in spaces {
        assert_eq!(store.head(&id(n)).await.unwrap(), Some(head(n, 1)));
    }
    assert!(store.check().await.unwrap().is_empty());
}

async fn a_repeated_event_drops_out_of_its_group_alone(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2, 3, 4]).await;
    store.write(appends([append(4, 0, 1)])).await.unwrap();
    for next in [appends([append(2, 0, 1)]), rows([setting("a")]), appends([append(3, 9, 1)])] {
        let mut again = append(1, 0, 1);
        again.events[0].id = event(4, 1).id;
        let right = next.appends.first().is_none_or(|append| append.expected == EMPTY);
        let done = together(&store, vec![appends([again]), next]).await;
        assert!(matches!(done[0], Err(WriteError::Taken("event"))));
        assert_eq!(done[1].is_ok(), right);
    }
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(EMPTY));
    assert_eq!(store.head(&id(2)).await.unwrap(), Some(head(2, 1)));
    assert!(store.check().await.unwrap().is_empty());
}

async fn one_act_in_two_tabs_is_done_once(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let write = || Write { act: Some(act(9, "/done")), ..appends([append(1, 0, 1)]) };
    let done = together(&store, vec![write(), write(), write()]).await;
    let [Ok(_), Err(WriteError::AlreadyDone(a)), Err(WriteError::AlreadyDone(b))] = done.as_slice() else {
        panic!("{done:?}")
    };
    assert_eq!((a.as_str(), b.as_str()), ("/done", "/done"));
}

async fn a_write_sees_what_an_earlier_one_of_its_group_did(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let erase = rows([Row::Erase { space: id(1), seq: 2 }]);
    let done = together(&store, vec![appends([append(1, 0, 2)]), appends([append(1, 2, 1)]), erase]).await;
    assert!(done.iter().all(Result::is_ok));
    let kept: Vec<_> = store.events(&id(1), 1, 9).await.unwrap().iter().map(|e| e.sealed.is_some()).collect();
    assert_eq!(kept, [true, false, true]);
}

async fn racers_who_try_again_lose_nothing(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let racer = |n: u8, store: Store| async move {
        for round in 0..10_u8 {
            loop {
                let from = store.head(&id(1)).await.unwrap().unwrap();
                let mut next = append(1, from.seq, 1);
                next.events[0].id = [n, round, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7];
                match store.write(appends([next])).await {
                    Ok(_) => break,
                    Err(WriteError::Conflict) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }
    };
    all((0..8).map(|n| racer(n, store.clone()))).await;
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 80)));
    assert!(store.check().await.unwrap().is_empty());
}
