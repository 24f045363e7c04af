//! Calendars that others subscribe to: found by their address alone, and their owner's alone to change.

use store::{Feed, Row, WriteError};

use crate::made::*;

for_each_engine! {
    a_feed_is_found_by_the_hash_of_its_address
    only_its_owner_changes_or_takes_away_a_feed
    renewing_brings_nothing_back
}

fn feed(token: u8, account: u8, sealed: &[u8]) -> Feed {
    Feed { token_hash: hash(token), account: id(account), sealed: sealed.to_vec() }
}

async fn a_feed_is_found_by_the_hash_of_its_address(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutFeed(feed(1, 7, b"a")), Row::PutFeed(feed(2, 7, b"b"))]).await;
    put(&store, [Row::PutFeed(feed(1, 7, b"newer"))]).await;
    assert_eq!(store.feed(&hash(1)).await.unwrap(), Some(feed(1, 7, b"newer")));
    assert_eq!(store.feed(&hash(2)).await.unwrap(), Some(feed(2, 7, b"b")));
    assert_eq!(store.feed(&hash(3)).await.unwrap(), None);
}

async fn only_its_owner_changes_or_takes_away_a_feed(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutFeed(feed(1, 7, b"a"))]).await;
    assert!(matches!(refusal(&store, [Row::PutFeed(feed(1, 8, b"x"))]).await, WriteError::Taken("feed")));
    put(&store, [Row::RenewFeed(feed(1, 8, b"x"))]).await;
    put(&store, [Row::DeleteFeed { token_hash: hash(1), account: id(8) }]).await;
    assert_eq!(store.feed(&hash(1)).await.unwrap(), Some(feed(1, 7, b"a")));
    put(&store, [Row::DeleteFeed { token_hash: hash(1), account: id(7) }]).await;
    put(&store, [Row::DeleteFeed { token_hash: hash(1), account: id(7) }]).await;
    assert_eq!(store.feed(&hash(1)).await.unwrap(), None);
}

async fn renewing_brings_nothing_back(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::RenewFeed(feed(1, 7, b"a"))]).await;
    assert_eq!(store.feed(&hash(1)).await.unwrap(), None);
    put(&store, [Row::PutFeed(feed(1, 7, b"a")), Row::RenewFeed(feed(1, 7, b"b"))]).await;
    assert_eq!(store.feed(&hash(1)).await.unwrap(), Some(feed(1, 7, b"b")));
}
