//! Spaces, grants, letters, snapshots, chapters and single erasures.

use store::{Chapter, Grant, Letter, Row, Snapshot, Store, WriteError};

use crate::made::*;

for_each_engine! {
    a_space_exists_once
    an_epoch_is_followed_only_from_the_one_it_was
    grants_are_found_from_both_ends
    a_letter_is_taken_once
    a_snapshot_gives_way_to_a_later_one_and_to_another_fold
    chapters_are_kept_by_number
    erasing_takes_the_words_and_leaves_the_hashes
    erasing_what_is_not_there_conflicts
    a_late_snapshot_does_not_bring_erased_words_back
}

async fn a_space_exists_once(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    assert!(matches!(refusal(&store, [Row::PutSpace(space(1))]).await, WriteError::Taken("space")));
    assert_eq!(store.space(&id(1)).await.unwrap(), Some(space(1)));
    assert_eq!(store.space(&id(2)).await.unwrap(), None);
}

async fn an_epoch_is_followed_only_from_the_one_it_was(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let turn = |from| [Row::SetEpoch { space: id(1), from, to: from + 1, drop_public: hash(44) }];
    put(&store, turn(1)).await;
    assert!(matches!(refusal(&store, turn(1)).await, WriteError::Conflict));
    let now = store.space(&id(1)).await.unwrap().unwrap();
    assert_eq!((now.epoch, now.drop_public), (2, hash(44)));
}

async fn grants_are_found_from_both_ends(engine: &impl Engine) {
    let store = engine.open().await;
    let grant = |space, epoch, account| Grant {
        space: id(space),
        epoch,
        account: id(account),
        sealed: vec![space, account, epoch as u8],
    };
    let all = [grant(1, 1, 8), grant(1, 2, 8), grant(2, 1, 8), grant(1, 1, 9)];
    put(&store, all.clone().map(Row::PutGrant)).await;
    assert_eq!(store.grants(&id(8)).await.unwrap(), all[..3]);
    assert_eq!(store.grants_in(&id(1)).await.unwrap(), [grant(1, 1, 8), grant(1, 1, 9), grant(1, 2, 8)]);
    put(&store, [Row::DeleteGrants { space: id(1), account: id(8) }]).await;
    assert_eq!(store.grants(&id(8)).await.unwrap(), [grant(2, 1, 8)]);
    assert_eq!(store.grants_in(&id(1)).await.unwrap(), [grant(1, 1, 9)]);
}

async fn a_letter_is_taken_once(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let letter = |n| Letter { id: id(n), space: id(1), epoch: 1, sealed: vec![n] };
    put(&store, [letter(5), letter(6)].map(Row::PutLetter)).await;
    assert!(matches!(refusal(&store, [Row::PutLetter(letter(5))]).await, WriteError::Taken("letter")));
    assert_eq!(store.letters(&id(1)).await.unwrap().len(), 2);
    let take = |ids: &[u8]| [Row::DeleteLetters { ids: ids.iter().map(|n| id(*n)).collect() }];
    put(&store, take(&[5])).await;
    assert!(matches!(refusal(&store, take(&[6, 5])).await, WriteError::Conflict));
    assert_eq!(store.letters(&id(1)).await.unwrap(), [letter(6)]);
}

fn snapshot(version: u32, seq: u64, sealed: &[u8]) -> Snapshot {
    Snapshot { space: id(1), account: id(8), version, head: head(1, seq), sealed: sealed.to_vec() }
}

async fn keep(store: &Store, snapshot: Snapshot) -> Snapshot {
    put(store, [Row::PutSnapshot { snapshot, erasures: 0 }]).await;
    store.snapshot(&id(1), &id(8)).await.unwrap().unwrap()
}

async fn a_snapshot_gives_way_to_a_later_one_and_to_another_fold(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    assert_eq!(keep(&store, snapshot(1, 5, b"five")).await.sealed, b"five");
    assert_eq!(keep(&store, snapshot(1, 9, b"nine")).await.sealed, b"nine");
    assert_eq!(keep(&store, snapshot(1, 7, b"seven")).await.sealed, b"nine");
    assert_eq!(keep(&store, snapshot(2, 7, b"anew")).await, snapshot(2, 7, b"anew"));
    assert_eq!(store.snapshot(&id(1), &id(9)).await.unwrap(), None);
    put(&store, [Row::DeleteSnapshot { space: id(1), account: id(8) }]).await;
    assert_eq!(store.snapshot(&id(1), &id(8)).await.unwrap(), None);
}

fn chapter(no: u32, sealed: &[u8]) -> Chapter {
    Chapter { space: id(1), account: id(8), no, sealed: sealed.to_vec() }
}

async fn chapters_are_kept_by_number(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    let keep = |chapter| Row::PutChapter { chapter, erasures: 0 };
    put(&store, [chapter(0, b"zero"), chapter(1, b"one"), chapter(0, b"again")].map(keep)).await;
    assert_eq!(store.chapter(&id(1), &id(8), 0).await.unwrap(), Some(chapter(0, b"again")));
    assert_eq!(store.chapter(&id(1), &id(8), 2).await.unwrap(), None);
    put(&store, [Row::DeleteChapters { space: id(1), account: id(8) }]).await;
    assert_eq!(store.chapter(&id(1), &id(8), 1).await.unwrap(), None);
}

async fn erasing_takes_the_words_and_leaves_the_hashes(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    store.write(appends([append(1, 0, 3)])).await.unwrap();
    let before = store.events(&id(1), 2, 1).await.unwrap().remove(0);
    put(
        &store,
        [
            Row::PutSnapshot { snapshot: snapshot(1, 3, b"fold"), erasures: 0 },
            Row::PutChapter { chapter: chapter(0, b"old"), erasures: 0 },
            Row::Erase { space: id(1), seq: 2 },
        ],
    )
    .await;
    let after = store.events(&id(1), 2, 1).await.unwrap().remove(0);
    assert_eq!(after.sealed, None);
    assert_eq!((after.id, &after.header), (before.id, &before.header));
    assert_eq!((after.sealed_hash, after.hash), (before.sealed_hash, before.hash));
    assert_eq!(store.snapshot(&id(1), &id(8)).await.unwrap(), None);
    assert_eq!(store.chapter(&id(1), &id(8), 0).await.unwrap(), None);
    assert_eq!(store.head(&id(1)).await.unwrap(), Some(head(1, 3)));
    assert!(store.check().await.unwrap().is_empty());
}

async fn erasing_what_is_not_there_conflicts(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    assert!(matches!(refusal(&store, [Row::Erase { space: id(1), seq: 1 }]).await, WriteError::Conflict));
}

async fn a_late_snapshot_does_not_bring_erased_words_back(engine: &impl Engine) {
    let store = with_spaces(engine, &[1]).await;
    store.write(appends([append(1, 0, 3)])).await.unwrap();
    let seen = store.space(&id(1)).await.unwrap().unwrap().erasures;
    put(&store, [Row::Erase { space: id(1), seq: 2 }]).await;
    let late = |erasures| {
        let snapshot = Row::PutSnapshot { snapshot: snapshot(1, 3, b"fold"), erasures };
        [snapshot, Row::PutChapter { chapter: chapter(0, b"old"), erasures }, setting("the rest is applied")]
    };
    put(&store, late(seen)).await;
    assert_eq!(store.snapshot(&id(1), &id(8)).await.unwrap(), None);
    assert_eq!(store.chapter(&id(1), &id(8), 0).await.unwrap(), None);
    assert_eq!(store.settings().await.unwrap().len(), 1);
    let now = store.space(&id(1)).await.unwrap().unwrap().erasures;
    put(&store, late(now)).await;
    assert!(store.snapshot(&id(1), &id(8)).await.unwrap().is_some());
    assert!(store.chapter(&id(1), &id(8), 0).await.unwrap().is_some());
}
