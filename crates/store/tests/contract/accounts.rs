//! Accounts, wraps, failed sign-ins, PINs and recovery.

use store::{Account, Attempts, Pin, Recovery, Row, Wrap, WrapKind, WriteError};

use crate::made::*;

for_each_engine! {
    two_accounts_may_bear_one_name
    one_name_with_one_verifier_exists_once
    a_new_passphrase_replaces_all_it_is_checked_with
    a_new_identity_and_new_preferences_are_kept
    wraps_are_replaced_one_by_one_and_go_by_kind
    failed_tries_are_counted_per_device
    a_pin_has_so_many_tries_and_no_more
    racing_tries_of_a_pin_count_each
    asking_for_recovery_twice_does_not_start_the_wait_anew
}

async fn two_accounts_may_bear_one_name(engine: &impl Engine) {
    let store = engine.open().await;
    let other = Account { id: id(2), verifier: hash(99), ..account(1) };
    put(&store, [Row::PutAccount(account(1)), Row::PutAccount(other.clone())]).await;
    assert_eq!(store.accounts_by_name(&hash(1)).await.unwrap().len(), 2);
    assert_eq!(store.account_by_name(&hash(1), &hash(99)).await.unwrap(), Some(other));
    assert_eq!(store.account_by_name(&hash(1), &hash(98)).await.unwrap(), None);
    assert_eq!(store.account(&id(1)).await.unwrap(), Some(account(1)));
    assert_eq!(store.public_identity(&id(1)).await.unwrap(), Some([1; 64]));
    assert_eq!(store.public_identity(&id(3)).await.unwrap(), None);
}

async fn one_name_with_one_verifier_exists_once(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutAccount(account(1))]).await;
    let twin = Account { id: id(2), ..account(1) };
    assert!(matches!(refusal(&store, [Row::PutAccount(twin)]).await, WriteError::Taken("account")));
    let same_id = Account { verifier: hash(99), ..account(1) };
    assert!(matches!(refusal(&store, [Row::PutAccount(same_id)]).await, WriteError::Taken("account")));
}

async fn a_new_passphrase_replaces_all_it_is_checked_with(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutAccount(account(1)), Row::PutAccount(account(2))]).await;
    let set = |name, verifier| Row::SetVerifier {
        account: id(1),
        name_mac: hash(name),
        verifier: hash(verifier),
        pepper_id: "p2".into(),
        cost: "more".into(),
    };
    put(&store, [set(1, 50)]).await;
    let changed = store.account(&id(1)).await.unwrap().unwrap();
    assert_eq!(
        (changed.verifier, changed.pepper_id.as_str(), changed.cost.as_str()),
        (hash(50), "p2", "more")
    );
    assert!(matches!(refusal(&store, [set(2, 0x82)]).await, WriteError::Taken("account")));
    assert_eq!(store.account(&id(1)).await.unwrap(), Some(changed));
}

async fn a_new_identity_and_new_preferences_are_kept(engine: &impl Engine) {
    let store = engine.open().await;
    let public = Row::SetPublic { account: id(1), public: [9; 64] };
    let prefs = Row::SetPrefs { account: id(1), prefs: "locale=de".into() };
    assert!(matches!(refusal(&store, [prefs.clone()]).await, WriteError::Conflict));
    put(&store, [Row::PutAccount(account(1)), public, prefs]).await;
    let expected = Account { public: [9; 64], prefs: "locale=de".into(), ..account(1) };
    assert_eq!(store.account(&id(1)).await.unwrap(), Some(expected));
}

async fn wraps_are_replaced_one_by_one_and_go_by_kind(engine: &impl Engine) {
    let store = engine.open().await;
    let wrap = |kind, n, sealed: &[u8]| Wrap { account: id(1), kind, id: id(n), sealed: sealed.to_vec() };
    let (pass, code) = (WrapKind::Passphrase, WrapKind::Recovery);
    put(&store, [wrap(pass, 1, b"a"), wrap(pass, 2, b"b"), wrap(code, 1, b"c")].map(Row::PutWrap)).await;
    put(&store, [Row::PutWrap(wrap(pass, 1, b"new"))]).await;
    assert!(store.wraps(&id(1)).await.unwrap().contains(&wrap(pass, 1, b"new")));
    put(&store, [Row::DeleteWrap { account: id(1), kind: pass, id: id(2) }]).await;
    assert_eq!(store.wraps(&id(1)).await.unwrap().len(), 2);
    put(&store, [Row::DeleteWraps { account: id(1), kind: pass }]).await;
    assert_eq!(store.wraps(&id(1)).await.unwrap(), [wrap(code, 1, b"c")]);
}

async fn failed_tries_are_counted_per_device(engine: &impl Engine) {
    let store = engine.open().await;
    let fail = |device: u8, at| Row::CountAttempt { who: vec![1; 32], device: vec![device; 16], at };
    put(&store, [fail(0, 5), fail(0, 9), fail(3, 7)]).await;
    assert_eq!(store.attempts(&[1; 32], &[0; 16]).await.unwrap(), Attempts { fails: 2, last: 9 });
    put(&store, [Row::ClearAttempts { who: vec![1; 32], device: vec![0; 16] }]).await;
    assert_eq!(store.attempts(&[1; 32], &[0; 16]).await.unwrap(), Attempts::default());
    assert_eq!(store.attempts(&[1; 32], &[3; 16]).await.unwrap(), Attempts { fails: 1, last: 7 });
}

fn pin(device: u8) -> Pin {
    Pin {
        device: id(device),
        account: id(1),
        salt: hash(2),
        tries: 0,
        verifier: hash(3),
        sealed: b"key".to_vec(),
    }
}

async fn a_pin_has_so_many_tries_and_no_more(engine: &impl Engine) {
    let store = engine.open().await;
    let attempt = || [Row::TryPin { device: id(4), most: 5 }];
    assert!(matches!(refusal(&store, attempt()).await, WriteError::Spent("pin")));
    put(&store, [Row::PutPin(pin(4)), Row::PutPin(pin(5))]).await;
    for _ in 0..5 {
        put(&store, attempt()).await;
    }
    assert!(matches!(refusal(&store, attempt()).await, WriteError::Spent("pin")));
    assert_eq!(store.pin(&id(4)).await.unwrap().unwrap().tries, 5);
    put(&store, [Row::PinKept { device: id(4) }]).await;
    assert_eq!(store.pin(&id(4)).await.unwrap(), Some(pin(4)));
    put(&store, [Row::DeletePin { device: id(4) }]).await;
    assert_eq!(store.pins(&id(1)).await.unwrap(), [pin(5)]);
    put(&store, [Row::DeletePins { account: id(1) }]).await;
    assert!(store.pins(&id(1)).await.unwrap().is_empty());
}

async fn racing_tries_of_a_pin_count_each(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutPin(pin(4))]).await;
    let tries = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.write(rows([Row::TryPin { device: id(4), most: 5 }])).await.is_ok() })
    });
    let mut allowed = 0;
    for attempt in tries.collect::<Vec<_>>() {
        allowed += u32::from(attempt.await.unwrap());
    }
    assert_eq!(allowed, 5);
}

async fn asking_for_recovery_twice_does_not_start_the_wait_anew(engine: &impl Engine) {
    let store = engine.open().await;
    let recovery =
        Recovery { account: id(1), sealed: b"wrap".to_vec(), verifier: hash(3), requested_at: None };
    let ask = |at| [Row::RequestRecovery { account: id(1), at }];
    assert!(matches!(refusal(&store, ask(5)).await, WriteError::Conflict));
    put(&store, [Row::PutRecovery(recovery.clone())]).await;
    put(&store, ask(5)).await;
    put(&store, ask(9)).await;
    assert_eq!(store.recovery(&id(1)).await.unwrap().unwrap().requested_at, Some(5));
    put(&store, [Row::CancelRecovery { account: id(1) }]).await;
    assert_eq!(store.recovery(&id(1)).await.unwrap(), Some(recovery));
    put(&store, [Row::DeleteRecovery { account: id(1) }]).await;
    assert_eq!(store.recovery(&id(1)).await.unwrap(), None);
}
