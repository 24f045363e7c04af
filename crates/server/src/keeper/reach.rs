//! What an account may touch: its own two spaces, and those it shares or shared.

use store::{Broken, CoupleRow, CoupleState, Head, Id};
use vault::primitives;

use super::{By, Here, Refusal};

/// The three kinds of space a person has a key of. The number stands in the grant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Desk = 0,
    Private = 1,
    Shared = 2,
}

/// The id of a person's own space; told by the account, so that no row has to say which is which.
pub(crate) fn own_space(account: &Id, role: Role) -> Id {
    let hash = primitives::sha256(&[b"toward/v1/own-space", account, &[role as u8]]);
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash) {
        *to = from;
    }
    id
}

/// Whether a space is an account's own.
pub(super) fn is_own(account: &Id, space: &Id) -> bool {
    [Role::Desk, Role::Private].iter().any(|role| own_space(account, *role) == *space)
}

/// The other one of a couple.
pub(crate) fn other(row: &CoupleRow, me: &Id) -> Id {
    if row.couple.a == *me { row.couple.b } else { row.couple.a }
}

/// Nothing written after this is served to somebody who left.
pub(super) fn cut_for(row: &CoupleRow, me: &Id) -> Option<u64> {
    row.leaving.as_ref().filter(|leaving| leaving.leaver == *me).map(|leaving| leaving.cut)
}

/// Whether somebody may still write in what they share.
pub(super) fn is_open(row: &CoupleRow, me: &Id) -> bool {
    row.couple.state == CoupleState::Open && cut_for(row, me).is_none()
}

impl Here {
    /// The last event of a space that may be served, if the space may be read at all.
    pub(super) async fn served(&self, by: &By, space: &Id) -> Result<u64, Refusal> {
        let me = by.me()?;
        if is_own(&me, space) {
            return Ok(u64::MAX);
        }
        let row = self.shared(&me, space).await?.ok_or(Refusal::Forbidden)?;
        Ok(cut_for(&row, &me).unwrap_or(u64::MAX))
    }

    /// The couple that shares a space, if the account is one of them.
    pub(super) async fn shared(&self, me: &Id, space: &Id) -> Result<Option<CoupleRow>, Broken> {
        let couples = self.store.couples(me).await?;
        Ok(couples.into_iter().find(|row| row.couple.space == *space))
    }

    /// Where a log ends, as it is served.
    pub(super) async fn served_head(&self, space: &Id, head: Head, served: u64) -> Result<Head, Broken> {
        if head.seq <= served {
            return Ok(head);
        }
        let hash = self.store.hash_at(space, served).await?.unwrap_or([0; 32]);
        Ok(Head { seq: served, hash })
    }
}
