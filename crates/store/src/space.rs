//! Spaces and the grants that let accounts into them.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::{Cells, damaged};
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Hash, Head, Id, Store, WriteError};

/// A sealed log and where it ends.
#[serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Space {
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// Which of its keys new events are sealed under.
    pub epoch: u32,
    /// Where its log ends.
    pub head: Head,
    /// The public drop key of the epoch, which letters are sealed to.
    #[serde_as(as = "B64")]
    pub drop_public: Hash,
    /// How many erasures there were; a fold made before one may not be kept after it.
    pub erasures: u32,
}

/// A space key of one epoch, sealed to one member.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Which space.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// Which epoch of it.
    pub epoch: u32,
    /// Who is let in.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// The signed grant with the sealed key.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const SPACE: &str = "SELECT id, epoch, head_seq, head_hash, drop_public, erasures FROM space WHERE id = $1";
const PUT_SPACE: &str = "INSERT INTO space (id, epoch, head_seq, head_hash, drop_public, erasures) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const SET_EPOCH: &str = "UPDATE space SET epoch = $3, drop_public = $4 WHERE id = $1 AND epoch = $2";
const GRANTS: &str =
    "SELECT space, epoch, account, sealed FROM space_grant WHERE account = $1 ORDER BY space, epoch";
const GRANTS_IN: &str =
    "SELECT space, epoch, account, sealed FROM space_grant WHERE space = $1 ORDER BY epoch, account";
const PUT_GRANT: &str = "INSERT INTO space_grant (space, epoch, account, sealed) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (account, space, epoch) DO UPDATE SET sealed = excluded.sealed";
const DELETE_GRANTS: &str = "DELETE FROM space_grant WHERE space = $1 AND account = $2";

/// Reads a space whose six columns begin at a place; none when a join found no space.
pub(crate) fn maybe_space(row: &Cells, at: usize) -> Result<Option<Space>, Broken> {
    let Some(id) = row.maybe_bytes(at)? else { return Ok(None) };
    let head = Head { seq: row.seq(at + 2)?, hash: row.bytes(at + 3)? };
    let (epoch, drop_public, erasures) = (row.small(at + 1)?, row.bytes(at + 4)?, row.small(at + 5)?);
    Ok(Some(Space { id, epoch, head, drop_public, erasures }))
}

fn space(row: &Cells) -> Result<Space, Broken> {
    maybe_space(row, 0)?.ok_or_else(damaged)
}

fn grant(row: &Cells) -> Result<Grant, Broken> {
    Ok(Grant { space: row.bytes(0)?, epoch: row.small(1)?, account: row.bytes(2)?, sealed: row.blob(3)? })
}

impl Store {
    /// A space with its epoch, head and drop key.
    pub async fn space(&self, id: &Id) -> Result<Option<Space>, Broken> {
        self.readers().one(SPACE, args![id], space).await
    }

    /// Where a space's log ends.
    pub async fn head(&self, id: &Id) -> Result<Option<Head>, Broken> {
        Ok(self.space(id).await?.map(|space| space.head))
    }

    /// Where several logs end, in the order asked; a space that is not there is left out.
    pub async fn heads(&self, ids: &[Id]) -> Result<Vec<(Id, Head)>, Broken> {
        let mut heads = Vec::with_capacity(ids.len());
        for id in ids {
            heads.extend(self.head(id).await?.map(|head| (*id, head)));
        }
        Ok(heads)
    }

    /// Every grant an account holds, by space, oldest epoch first.
    pub async fn grants(&self, account: &Id) -> Result<Vec<Grant>, Broken> {
        self.readers().all(GRANTS, args![account], grant).await
    }

    /// Every grant into a space, oldest epoch first.
    pub async fn grants_in(&self, space: &Id) -> Result<Vec<Grant>, Broken> {
        self.readers().all(GRANTS_IN, args![space], grant).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, s: &Space) -> Result<(), WriteError> {
    let args = args![&s.id, s.epoch, s.head.seq, &s.head.hash, &s.drop_public, s.erasures];
    txn.must(PUT_SPACE, args, WriteError::Taken("space")).await
}

pub(crate) async fn set_epoch(
    txn: &mut Txn<'_>,
    space: &Id,
    from: u32,
    to: u32,
    drop_public: &Hash,
) -> Result<(), WriteError> {
    txn.must(SET_EPOCH, args![space, from, to, drop_public], WriteError::Conflict).await
}

pub(crate) async fn put_grant(txn: &mut Txn<'_>, g: &Grant) -> Result<(), WriteError> {
    txn.run(PUT_GRANT, args![&g.space, g.epoch, &g.account, &g.sealed]).await.map(drop)
}

pub(crate) async fn delete_grants(txn: &mut Txn<'_>, space: &Id, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_GRANTS, args![space, account]).await.map(drop)
}
