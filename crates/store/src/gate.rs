//! Gates make *both at once or neither* true: each side waits here, sealed, and leaves in the write that appends both.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Id, Instant, Store, WriteError};

/// One side of a gate.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Which gate, derived by the host from the shared key.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// Whose side.
    #[serde_as(as = "B64")]
    pub side: Id,
    /// How the gate releases, in the host's words.
    pub kind: String,
    /// When the side is forgotten.
    pub expires: Instant,
    /// What waits.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

/// What a write takes for granted about the other side of a gate.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expect {
    /// Nothing.
    Any,
    /// The other has not come.
    OtherAbsent,
    /// The other has come.
    OtherPresent,
    /// One's own side is not there yet, or the other's is not: what both have put in stays as it is.
    NotBoth {
        /// Sides that were forgotten by then are none.
        now: Instant,
    },
    /// The other's side holds exactly these sealed bytes.
    OtherIs(#[serde_as(as = "B64")] Vec<u8>),
}

/// A side as the releasing write saw it.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenSide {
    /// Whose side.
    #[serde_as(as = "B64")]
    pub side: Id,
    /// The sealed bytes that were opened.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const SIDES: &str =
    "SELECT id, side, kind, expires, sealed FROM gate WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF: &str = "SELECT id, side, kind, expires, sealed FROM gate WHERE side = $1";
const OTHER: &str = "SELECT sealed FROM gate WHERE id = $1 AND side <> $2";
const LIVE: &str = "SELECT COUNT(*) FROM gate WHERE id = $1 AND expires > $2 AND kind = $3";
const KIND: &str = "SELECT kind FROM gate WHERE id = $1 AND side = $2";
const LATEST: &str =
    "SELECT COALESCE(MAX(expires), 0) FROM gate WHERE id = $1 AND side <> $2 AND expires > $3";
const ANY: &str = "SELECT 1 FROM gate WHERE id = $1";
const PUT: &str = "INSERT INTO gate (id, side, kind, expires, sealed) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (id, side) DO UPDATE SET kind = excluded.kind, expires = excluded.expires, sealed = excluded.sealed";
const TAKE: &str = "DELETE FROM gate WHERE id = $1 AND side = $2";
const RELEASE: &str = "DELETE FROM gate WHERE id = $1 AND side = $2 AND sealed = $3";
const DELETE: &str = "DELETE FROM gate WHERE id = $1";
pub(crate) const PURGE: &str = "DELETE FROM gate WHERE expires < $1";

fn gate(row: &Cells) -> Result<Gate, Broken> {
    Ok(Gate {
        id: row.bytes(0)?,
        side: row.bytes(1)?,
        kind: row.text(2)?,
        expires: row.int(3)?,
        sealed: row.blob(4)?,
    })
}

impl Store {
    /// Every side that waits at any of these gates.
    pub async fn gates(&self, ids: &[Id]) -> Result<Vec<Gate>, Broken> {
        let mut gates = Vec::new();
        for eight in ids.chunks(8) {
            let mut args: Vec<_> = eight.iter().map(crate::value::Value::from).collect();
            args.resize(8, crate::value::Value::Blob(None));
            gates.extend(self.readers().all(SIDES, args, gate).await?);
        }
        Ok(gates)
    }

    /// Every side an account has left waiting.
    pub async fn gates_of(&self, side: &Id) -> Result<Vec<Gate>, Broken> {
        self.readers().all(OF, args![side], gate).await
    }
}

async fn check(txn: &mut Txn<'_>, id: &Id, side: &Id, expect: &Expect) -> Result<(), WriteError> {
    if *expect == Expect::Any {
        return Ok(());
    }
    let other = txn.one(OTHER, args![id, side], |row| row.blob(0)).await?;
    let as_expected = match expect {
        Expect::Any => true,
        Expect::OtherAbsent => other.is_none(),
        Expect::OtherPresent => other.is_some(),
        Expect::NotBoth { now } => {
            let kind = txn.one(KIND, args![id, side], |row| row.text(0)).await?;
            let live = match kind {
                Some(kind) => txn.one(LIVE, args![id, *now, &kind], |row| row.int(0)).await?,
                None => None,
            };
            live.unwrap_or(0) < 2
        }
        Expect::OtherIs(sealed) => other.as_ref() == Some(sealed),
    };
    if as_expected { Ok(()) } else { Err(WriteError::GateChanged) }
}

pub(crate) async fn put(txn: &mut Txn<'_>, g: &Gate, expect: &Expect) -> Result<(), WriteError> {
    check(txn, &g.id, &g.side, expect).await?;
    let mut expires = g.expires;
    if let Expect::NotBoth { now } = expect {
        // What meets another side stays as long as that: nobody looks and is gone.
        let theirs = txn.one(LATEST, args![&g.id, &g.side, *now], |row| row.int(0)).await?;
        expires = expires.max(theirs.unwrap_or(0));
    }
    txn.run(PUT, args![&g.id, &g.side, &g.kind, expires, &g.sealed]).await.map(drop)
}

/// Takes one's own side back, which must still be there.
pub(crate) async fn take(txn: &mut Txn<'_>, id: &Id, side: &Id, expect: &Expect) -> Result<(), WriteError> {
    check(txn, id, side, expect).await?;
    txn.must(TAKE, args![id, side], WriteError::GateChanged).await
}

/// Takes all sides; if any were seen, exactly those and nothing else must be there.
pub(crate) async fn delete(txn: &mut Txn<'_>, id: &Id, seen: &[SeenSide]) -> Result<(), WriteError> {
    if seen.is_empty() {
        return txn.run(DELETE, args![id]).await.map(drop);
    }
    for s in seen {
        txn.must(RELEASE, args![id, &s.side, &s.sealed], WriteError::GateChanged).await?;
    }
    match txn.one(ANY, args![id], |_| Ok(())).await? {
        Some(()) => Err(WriteError::GateChanged),
        None => Ok(()),
    }
}
