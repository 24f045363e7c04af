//! Invitations and blocks.

use store::{Invite, InviteState, Row, WriteError};

use crate::made::*;

for_each_engine! {
    an_invitation_is_found_by_its_token_and_by_its_people
    the_first_opening_starts_the_clock
    codes_may_be_tried_so_often_and_a_new_code_starts_anew
    an_invitation_moves_only_from_the_state_it_has
    two_who_join_at_once_do_not_both
    a_block_lasts_until_it_is_lifted
    an_invitation_may_be_forgotten
}

fn invite(n: u8) -> Invite {
    Invite {
        token_hash: hash(n),
        inviter: id(7),
        expires: 1_000 + i64::from(n),
        opened: None,
        code_mac: hash(60),
        tries: 0,
        state: InviteState::Waiting,
        sealed: b"letter".to_vec(),
        joiner: None,
        joined: None,
    }
}

fn step(from: InviteState, to: InviteState, joined: Option<(u8, i64)>) -> [Row; 1] {
    let joined = joined.map(|(n, at)| (id(n), at));
    [Row::MoveInvite { token_hash: hash(1), from, to, joined }]
}

async fn an_invitation_is_found_by_its_token_and_by_its_people(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [invite(1), invite(2)].map(Row::PutInvite)).await;
    assert!(matches!(refusal(&store, [Row::PutInvite(invite(1))]).await, WriteError::Taken("invite")));
    assert_eq!(store.invite(&hash(1)).await.unwrap(), Some(invite(1)));
    assert_eq!(store.invite(&hash(3)).await.unwrap(), None);
    assert_eq!(store.invites_by(&id(7)).await.unwrap(), [invite(2), invite(1)]);
    put(&store, step(InviteState::Waiting, InviteState::Joined, Some((8, 20)))).await;
    let joined = Invite { state: InviteState::Joined, joiner: Some(id(8)), joined: Some(20), ..invite(1) };
    assert_eq!(store.invites_joined_by(&id(8)).await.unwrap(), [joined]);
}

async fn the_first_opening_starts_the_clock(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutInvite(invite(1))]).await;
    for at in [30, 40] {
        put(&store, [Row::OpenInvite { token_hash: hash(1), at }]).await;
    }
    assert_eq!(store.invite(&hash(1)).await.unwrap().unwrap().opened, Some(30));
    let missing = refusal(&store, [Row::OpenInvite { token_hash: hash(2), at: 1 }]).await;
    assert!(matches!(missing, WriteError::Conflict));
}

async fn codes_may_be_tried_so_often_and_a_new_code_starts_anew(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutInvite(invite(1)), Row::OpenInvite { token_hash: hash(1), at: 30 }]).await;
    let attempt = || [Row::TryInvite { token_hash: hash(1), most: 2 }];
    put(&store, attempt()).await;
    put(&store, attempt()).await;
    assert!(matches!(refusal(&store, attempt()).await, WriteError::Spent("invite")));
    let renew = || [Row::RenewCode { token_hash: hash(1), code_mac: hash(61) }];
    put(&store, renew()).await;
    assert_eq!(store.invite(&hash(1)).await.unwrap(), Some(Invite { code_mac: hash(61), ..invite(1) }));
    put(&store, step(InviteState::Waiting, InviteState::Withdrawn, None)).await;
    assert!(matches!(refusal(&store, renew()).await, WriteError::Conflict));
}

async fn an_invitation_moves_only_from_the_state_it_has(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutInvite(invite(1))]).await;
    let skip = step(InviteState::Joined, InviteState::Paired, None);
    assert!(matches!(refusal(&store, skip.clone()).await, WriteError::Conflict));
    put(&store, step(InviteState::Waiting, InviteState::Joined, Some((8, 20)))).await;
    put(&store, skip).await;
    let paired = store.invite(&hash(1)).await.unwrap().unwrap();
    assert_eq!((paired.state, paired.joiner, paired.joined), (InviteState::Paired, Some(id(8)), Some(20)));
    let declined = refusal(&store, step(InviteState::Waiting, InviteState::Declined, None)).await;
    assert!(matches!(declined, WriteError::Conflict));
}

async fn two_who_join_at_once_do_not_both(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutInvite(invite(1))]).await;
    let join = |n| rows(step(InviteState::Waiting, InviteState::Joined, Some((n, 20))));
    let (a, b) = tokio::join!(store.write(join(8)), store.write(join(9)));
    assert!(a.is_ok() && matches!(b, Err(WriteError::Conflict)));
    assert_eq!(store.invite(&hash(1)).await.unwrap().unwrap().joiner, Some(id(8)));
}

async fn a_block_lasts_until_it_is_lifted(engine: &impl Engine) {
    let store = engine.open().await;
    let block = |target: &[u8]| Row::PutBlock { inviter: id(7), target: target.to_vec() };
    put(&store, [block(&hash(1)), block(&id(8)), block(&id(8))]).await;
    assert!(store.blocked(&id(7), &hash(1)).await.unwrap());
    assert!(store.blocked(&id(7), &id(8)).await.unwrap());
    assert!(!store.blocked(&id(6), &id(8)).await.unwrap());
    assert_eq!(store.blocks_of(&id(8)).await.unwrap(), [id(7)]);
    put(&store, [Row::DeleteBlock { inviter: id(7), target: id(8).to_vec() }]).await;
    assert!(!store.blocked(&id(7), &id(8)).await.unwrap());
}

async fn an_invitation_may_be_forgotten(engine: &impl Engine) {
    let store = engine.open().await;
    put(&store, [Row::PutInvite(invite(1)), Row::DeleteInvite { token_hash: hash(1) }]).await;
    assert_eq!(store.invite(&hash(1)).await.unwrap(), None);
}
