//! Effects, reminders, settings, and what is forgotten in time.

use store::{Act, Effect, Expect, Gate, Invite, InviteState, Purge, Reminder, Row, Write, WriteError};

use crate::made::*;

for_each_engine! {
    an_effect_comes_due_until_it_is_done
    an_effect_put_twice_is_kept_once
    an_effect_travels_with_its_write_or_not_at_all
    reminders_come_due_and_are_planned_anew
    a_setting_decided_once_stays
    what_has_had_its_time_is_forgotten
}

fn effect(n: u8, due: i64) -> Effect {
    Effect { id: id(n), kind: "mail".into(), due, body: "neutral".into() }
}

async fn an_effect_comes_due_until_it_is_done(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [effect(1, 30), effect(2, 10), effect(3, 20)].map(Row::PutEffect)).await;
    assert_eq!(store.outbox_due(25, 9).await.unwrap(), [effect(2, 10), effect(3, 20)]);
    assert_eq!(store.outbox_due(99, 1).await.unwrap(), [effect(2, 10)]);
    put(&store, [Row::EffectDone { id: id(2) }, Row::PostponeEffect { id: id(3), due: 40 }]).await;
    assert_eq!(store.outbox_due(99, 9).await.unwrap(), [effect(1, 30), effect(3, 40)]);
    put(&store, [Row::DeleteEffect { id: id(1) }]).await;
    assert_eq!(store.outbox_due(99, 9).await.unwrap(), [effect(3, 40)]);
}

async fn an_effect_put_twice_is_kept_once(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutEffect(effect(1, 10)), Row::EffectDone { id: id(1) }]).await;
    put(&store, [Row::PutEffect(effect(1, 10))]).await;
    assert!(store.outbox_due(99, 9).await.unwrap().is_empty());
}

async fn an_effect_travels_with_its_write_or_not_at_all(engine: &impl Engine) {
    let store = engine.open().await;
    let lost = Write { rows: vec![Row::PutEffect(effect(1, 10))], ..appends([append(1, 0, 1)]) };
    assert!(store.write(lost).await.is_err());
    assert!(store.outbox_due(99, 9).await.unwrap().is_empty());
}

async fn reminders_come_due_and_are_planned_anew(engine: &impl Engine) {
    let store = engine.open().await;
    let reminder = |account, at| Reminder { account: id(account), at, kind: "ritual".into() };
    let all = [reminder(7, 10), reminder(7, 30), reminder(8, 20), reminder(7, 10)];
    put(&store, all.map(Row::PutReminder)).await;
    assert_eq!(store.reminders_due(25, 9).await.unwrap(), [reminder(7, 10), reminder(8, 20)]);
    put(&store, [Row::DeleteReminder(reminder(7, 10))]).await;
    assert_eq!(store.reminders_of(&id(7)).await.unwrap(), [reminder(7, 30)]);
    put(&store, [Row::DeleteReminders { account: id(7) }, Row::PutReminder(reminder(7, 50))]).await;
    assert_eq!(store.reminders_due(99, 9).await.unwrap(), [reminder(8, 20), reminder(7, 50)]);
}

async fn a_setting_decided_once_stays(engine: &impl Engine) {
    let store = engine.open().await;
    let first = |value: &str| [Row::PutFirstSetting { key: "runs".into(), value: value.into() }];
    put(&store, first("neither")).await;
    assert!(matches!(refusal(&store, first("one of you")).await, WriteError::Taken("setting")));
    assert_eq!(store.setting("runs").await.unwrap().as_deref(), Some("neither"));
    put(&store, [Row::PutSetting { key: "runs".into(), value: "coach".into() }, setting("b")]).await;
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(store.settings().await.unwrap(), [pair("b", "set"), pair("runs", "coach")]);
    put(&store, [Row::DeleteSetting { key: "b".into() }]).await;
    assert_eq!(store.setting("b").await.unwrap(), None);
}

fn invite(n: u8, expires: i64, state: InviteState) -> Row {
    let (opened, joiner, joined) = (None, None, None);
    let (code_mac, sealed) = (hash(1), vec![1]);
    let (token_hash, inviter) = (hash(n), id(7));
    Row::PutInvite(Invite {
        token_hash,
        inviter,
        expires,
        opened,
        code_mac,
        tries: 0,
        state,
        sealed,
        joiner,
        joined,
    })
}

async fn what_has_had_its_time_is_forgotten(engine: &impl Engine) {
    let store = engine.open().await;
    let gate = |n, expires| {
        let gate = Gate { id: id(n), side: id(7), kind: "match".into(), expires, sealed: vec![1] };
        Row::PutGate { gate, expect: Expect::Any }
    };
    let fail = |n: u8, at| Row::CountAttempt { who: vec![n; 16], device: vec![0; 16], at };
    for (n, at) in [(1, 100), (2, 101)] {
        let done = [Row::PutEffect(effect(n, at)), Row::EffectDone { id: id(n) }];
        let all = [gate(n, at), fail(n, at), invite(n, at, InviteState::Waiting)].into_iter().chain(done);
        store.write(Write { act: Some(Act { at, ..act(n, "/") }), ..rows(all) }).await.unwrap();
    }
    put(&store, [Row::PutEffect(effect(9, 1)), invite(9, 1, InviteState::Joined)]).await;
    let purge =
        Purge { now: 101, acts_before: 101, attempts_before: 101, effects_before: 101, invites_before: 101 };
    store.purge(purge).await.unwrap();
    assert_eq!(store.gates(&[id(1), id(2)]).await.unwrap().len(), 1);
    assert_eq!((store.act(&id(1)).await.unwrap(), store.act(&id(2)).await.unwrap().is_some()), (None, true));
    assert_eq!(store.attempts(&id(1), &id(0)).await.unwrap().fails, 0);
    assert_eq!(store.attempts(&id(2), &id(0)).await.unwrap().fails, 1);
    assert_eq!(store.invites_by(&id(7)).await.unwrap().len(), 2);
    // An effect not done is never forgotten, however old.
    assert_eq!(store.outbox_due(200, 9).await.unwrap(), [effect(9, 1)]);
    put(&store, [Row::DeleteAct { id: id(2) }]).await;
    assert_eq!(store.act(&id(2)).await.unwrap(), None);
}
