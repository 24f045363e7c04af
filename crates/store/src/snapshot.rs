//! Folded states and chapters, each sealed under a key that only one person has.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Head, Id, Store, WriteError};

/// A person's sealed fold of a space up to a head.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Which space was folded.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// Whose snapshot it is.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// The version of the fold that made it.
    pub version: u32,
    /// The last event in it.
    pub head: Head,
    /// The sealed state.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

/// A sealed index of older things, read by page.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// Which space it belongs to.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// Whose chapter it is.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// Its number.
    pub no: u32,
    /// The sealed index.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const SNAPSHOT: &str =
    "SELECT space, account, version, seq, hash, sealed FROM snapshot WHERE space = $1 AND account = $2";
const PUT_SNAPSHOT: &str = "INSERT INTO snapshot (space, account, version, seq, hash, sealed) \
    SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (SELECT 1 FROM space WHERE id = $1 AND erasures = $7) \
    ON CONFLICT (space, account) DO UPDATE SET version = excluded.version, \
    seq = excluded.seq, hash = excluded.hash, sealed = excluded.sealed \
    WHERE snapshot.version <> excluded.version OR snapshot.seq < excluded.seq";
const DELETE_SNAPSHOT: &str = "DELETE FROM snapshot WHERE space = $1 AND account = $2";
const CHAPTER: &str =
    "SELECT space, account, no, sealed FROM chapter WHERE space = $1 AND account = $2 AND no = $3";
const PUT_CHAPTER: &str = "INSERT INTO chapter (space, account, no, sealed) \
    SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM space WHERE id = $1 AND erasures = $5) \
    ON CONFLICT (space, account, no) DO UPDATE SET sealed = excluded.sealed";
const DELETE_CHAPTERS: &str = "DELETE FROM chapter WHERE space = $1 AND account = $2";

fn snapshot(row: &Cells) -> Result<Snapshot, Broken> {
    Ok(Snapshot {
        space: row.bytes(0)?,
        account: row.bytes(1)?,
        version: row.small(2)?,
        head: Head { seq: row.seq(3)?, hash: row.bytes(4)? },
        sealed: row.blob(5)?,
    })
}

fn chapter(row: &Cells) -> Result<Chapter, Broken> {
    Ok(Chapter { space: row.bytes(0)?, account: row.bytes(1)?, no: row.small(2)?, sealed: row.blob(3)? })
}

impl Store {
    /// A person's snapshot of a space.
    pub async fn snapshot(&self, space: &Id, account: &Id) -> Result<Option<Snapshot>, Broken> {
        self.readers().one(SNAPSHOT, args![space, account], snapshot).await
    }

    /// A person's chapter of a space.
    pub async fn chapter(&self, space: &Id, account: &Id, no: u32) -> Result<Option<Chapter>, Broken> {
        self.readers().one(CHAPTER, args![space, account, no], chapter).await
    }
}

/// Keeps a snapshot, unless an erasure came after the fold or a later one is kept; it is only a shortcut.
pub(crate) async fn put(txn: &mut Txn<'_>, s: &Snapshot, erasures: u32) -> Result<(), WriteError> {
    let args = args![&s.space, &s.account, s.version, s.head.seq, &s.head.hash, &s.sealed, erasures];
    txn.run(PUT_SNAPSHOT, args).await.map(drop)
}

pub(crate) async fn delete(txn: &mut Txn<'_>, space: &Id, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_SNAPSHOT, args![space, account]).await.map(drop)
}

pub(crate) async fn put_chapter(txn: &mut Txn<'_>, c: &Chapter, erasures: u32) -> Result<(), WriteError> {
    txn.run(PUT_CHAPTER, args![&c.space, &c.account, c.no, &c.sealed, erasures]).await.map(drop)
}

pub(crate) async fn delete_chapters(txn: &mut Txn<'_>, space: &Id, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_CHAPTERS, args![space, account]).await.map(drop)
}
