//! Whole accounts and spaces that go, and a store that looks after itself.

use store::*;

use crate::made::*;

for_each_engine! {
    an_erased_account_leaves_nothing_to_read
    a_partner_who_stays_keeps_the_couple_until_both_are_gone
    an_erased_space_leaves_nothing_to_read
    a_healthy_store_passes_its_check
}

async fn an_erased_account_leaves_nothing_to_read(engine: &impl Engine) {
    let store = with_spaces(engine, &[50]).await;
    let done = Act { account: Some(id(7)), ..act(65, "/") };
    store.write(Write { act: Some(done), ..rows(everything_of(7)) }).await.unwrap();
    put(&store, [Row::PutAccount(account(8))]).await;
    put(&store, [Row::EraseAccount { account: id(7) }]).await;
    let me = id(7);
    assert_eq!(store.account(&me).await.unwrap(), None);
    assert!(store.wraps(&me).await.unwrap().is_empty());
    assert_eq!(store.attempts(&me, &id(0)).await.unwrap().fails, 0);
    assert_eq!(store.attempts(&hash(7), &id(0)).await.unwrap().fails, 0);
    assert!(store.pins(&me).await.unwrap().is_empty());
    assert_eq!(store.recovery(&me).await.unwrap(), None);
    assert!(
        store.grants(&me).await.unwrap().is_empty() && store.grants_in(&id(50)).await.unwrap().is_empty()
    );
    assert_eq!(store.snapshot(&id(50), &me).await.unwrap(), None);
    assert_eq!(store.chapter(&id(50), &me, 0).await.unwrap(), None);
    assert!(store.invites_by(&me).await.unwrap().is_empty());
    assert!(store.invites_joined_by(&me).await.unwrap().is_empty());
    assert!(!store.blocked(&me, &hash(1)).await.unwrap() && store.blocks_of(&me).await.unwrap().is_empty());
    assert!(store.gates(&[id(60)]).await.unwrap().is_empty());
    assert_eq!(store.feed(&hash(65)).await.unwrap(), None);
    assert_eq!(store.act(&id(65)).await.unwrap(), None);
    assert!(store.reminders_of(&me).await.unwrap().is_empty());
    assert_eq!(store.account(&id(8)).await.unwrap(), Some(account(8)));
}

async fn a_partner_who_stays_keeps_the_couple_until_both_are_gone(engine: &impl Engine) {
    let store = engine.open().await;
    let couple = Couple { id: id(1), space: id(2), a: id(7), b: id(8), began: 1, state: CoupleState::Open };
    let leaving = Leaving { couple: id(1), leaver: id(7), cut: 4, shows_on: 9 };
    let accounts = [Row::PutAccount(account(7)), Row::PutAccount(account(8))];
    put(&store, accounts.into_iter().chain([Row::PutCouple(couple), Row::PutLeaving(leaving)])).await;
    put(&store, [Row::EraseAccount { account: id(7) }]).await;
    assert!(store.couple_of(&id(8)).await.unwrap().unwrap().leaving.is_some());
    put(&store, [Row::EraseAccount { account: id(8) }]).await;
    assert_eq!(store.couple(&id(1)).await.unwrap(), None);
}

async fn an_erased_space_leaves_nothing_to_read(engine: &impl Engine) {
    let store = with_spaces(engine, &[50, 51]).await;
    store.write(appends([append(50, 0, 3), append(51, 0, 1)])).await.unwrap();
    put(&store, everything_of(7)).await;
    put(&store, [Row::PutLetter(Letter { id: id(5), space: id(50), epoch: 1, sealed: vec![1] })]).await;
    put(&store, [Row::EraseSpace { space: id(50) }]).await;
    assert_eq!(store.space(&id(50)).await.unwrap(), None);
    assert!(store.events(&id(50), 0, 9).await.unwrap().is_empty());
    assert!(store.letters(&id(50)).await.unwrap().is_empty());
    assert!(store.grants_in(&id(50)).await.unwrap().is_empty());
    assert_eq!(store.snapshot(&id(50), &id(7)).await.unwrap(), None);
    assert_eq!(store.chapter(&id(50), &id(7), 0).await.unwrap(), None);
    assert_eq!(store.head(&id(51)).await.unwrap(), Some(head(51, 1)));
    assert!(store.check().await.unwrap().is_empty());
}

async fn a_healthy_store_passes_its_check(engine: &impl Engine) {
    let store = with_spaces(engine, &[1, 2]).await;
    store.write(appends([append(1, 0, 30)])).await.unwrap();
    put(&store, [Row::Erase { space: id(1), seq: 30 }]).await;
    assert!(store.check().await.unwrap().is_empty());
}
