//! Letters dropped into a space by whoever cannot open it; its member's next visit moves them to the log.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Id, Store, WriteError};

/// A letter sealed to a space's drop key.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The space it was dropped into.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// The epoch whose drop key it is sealed to.
    pub epoch: u32,
    /// The sealed letter.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const LETTERS: &str = "SELECT id, space, epoch, sealed FROM letter WHERE space = $1";
const PUT: &str =
    "INSERT INTO letter (id, space, epoch, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const TAKE: &str = "DELETE FROM letter WHERE id = $1";

fn letter(row: &Cells) -> Result<Letter, Broken> {
    Ok(Letter { id: row.bytes(0)?, space: row.bytes(1)?, epoch: row.small(2)?, sealed: row.blob(3)? })
}

impl Store {
    /// Every letter waiting in a space.
    pub async fn letters(&self, space: &Id) -> Result<Vec<Letter>, Broken> {
        self.readers().all(LETTERS, args![space], letter).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, l: &Letter) -> Result<(), WriteError> {
    txn.must(PUT, args![&l.id, &l.space, l.epoch, &l.sealed], WriteError::Taken("letter")).await
}

/// Takes letters that must all still be there, so that two visits never move one letter twice.
pub(crate) async fn take(txn: &mut Txn<'_>, ids: &[Id]) -> Result<(), WriteError> {
    for id in ids {
        txn.must(TAKE, args![id], WriteError::Conflict).await?;
    }
    Ok(())
}
