//! Who is paired with whom, and who is leaving.
//!
//! Invariant: nobody is in two couples that have not ended.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::{Cells, damaged};
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Id, Instant, Store, WriteError};

/// How far a couple is.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CoupleState {
    /// Both read and write.
    Open,
    /// One has left and it has shown; both may read what is theirs to read.
    Ended,
}

/// Two accounts and the space they share.
#[serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Couple {
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The space they share.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// One of the two.
    #[serde_as(as = "B64")]
    pub a: Id,
    /// The other.
    #[serde_as(as = "B64")]
    pub b: Id,
    /// When they were paired.
    pub began: Instant,
    /// How far they are.
    pub state: CoupleState,
}

/// One partner leaves: what the leaver sees ends at the cut, and the other learns of it on a day.
#[serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Which couple.
    #[serde_as(as = "B64")]
    pub couple: Id,
    /// Who leaves.
    #[serde_as(as = "B64")]
    pub leaver: Id,
    /// The last event of the shared space that the leaver is served.
    pub cut: u64,
    /// When it shows to the other.
    pub shows_on: Instant,
}

/// A couple, and the leaving in it if somebody leaves.
#[serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoupleRow {
    /// The couple.
    pub couple: Couple,
    /// Who leaves it, if anybody.
    pub leaving: Option<Leaving>,
}

impl CoupleState {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
        }
    }

    fn parse(word: &str) -> Result<Self, Broken> {
        match word {
            "open" => Ok(Self::Open),
            "ended" => Ok(Self::Ended),
            _ => Err(damaged()),
        }
    }
}

// An open couple sorts before every ended one, a later one before an earlier.
const COUPLES: &str = "SELECT c.id, c.space, c.a, c.b, c.began, c.state, l.leaver, l.cut, l.shows_on \
    FROM couple c LEFT JOIN leaving l ON l.couple = c.id \
    WHERE c.a = $1 OR c.b = $1 ORDER BY c.state DESC, c.began DESC";
const COUPLE: &str = "SELECT c.id, c.space, c.a, c.b, c.began, c.state, l.leaver, l.cut, l.shows_on \
    FROM couple c LEFT JOIN leaving l ON l.couple = c.id WHERE c.id = $1";
const LEAVINGS_DUE: &str = "SELECT c.id, c.space, c.a, c.b, c.began, c.state, l.leaver, l.cut, l.shows_on \
    FROM leaving l JOIN couple c ON c.id = l.couple \
    WHERE l.shows_on <= $1 AND c.state = 'open' ORDER BY l.shows_on LIMIT $2";
const PUT: &str = "INSERT INTO couple (id, space, a, b, began, state) SELECT $1, $2, $3, $4, $5, $6 \
    WHERE $6 = 'ended' OR NOT EXISTS (SELECT 1 FROM couple o WHERE o.state = 'open' \
    AND (o.a IN ($3, $4) OR o.b IN ($3, $4))) ON CONFLICT DO NOTHING";
const END: &str = "UPDATE couple SET state = 'ended' WHERE id = $1 AND state = 'open'";
const PUT_LEAVING: &str = "INSERT INTO leaving (couple, leaver, cut, shows_on) VALUES ($1, $2, $3, $4) \
    ON CONFLICT DO NOTHING";
const SET_SHOWS_ON: &str = "UPDATE leaving SET shows_on = $3 WHERE couple = $1 AND leaver = $2";
const DELETE_LEAVING: &str = "DELETE FROM leaving WHERE couple = $1 AND leaver = $2";

/// Reads a couple whose nine columns begin at a place; none when a join found no couple.
pub(crate) fn maybe_couple(row: &Cells, at: usize) -> Result<Option<CoupleRow>, Broken> {
    let Some(id) = row.maybe_bytes(at)? else { return Ok(None) };
    let leaving = match row.maybe_bytes(at + 6)? {
        Some(leaver) => {
            let (cut, shows_on) = (row.seq(at + 7)?, row.int(at + 8)?);
            Some(Leaving { couple: id, leaver, cut, shows_on })
        }
        None => None,
    };
    let couple = Couple {
        id,
        space: row.bytes(at + 1)?,
        a: row.bytes(at + 2)?,
        b: row.bytes(at + 3)?,
        began: row.int(at + 4)?,
        state: CoupleState::parse(&row.text(at + 5)?)?,
    };
    Ok(Some(CoupleRow { couple, leaving }))
}

fn couple(row: &Cells) -> Result<CoupleRow, Broken> {
    maybe_couple(row, 0)?.ok_or_else(damaged)
}

impl Store {
    /// The couple an account is in, with who is leaving it; none when every couple has ended.
    pub async fn couple_of(&self, account: &Id) -> Result<Option<CoupleRow>, Broken> {
        let all = self.couples(account).await?;
        Ok(all.into_iter().find(|row| row.couple.state == CoupleState::Open))
    }

    /// Every couple an account is or was in, the open one first.
    pub async fn couples(&self, account: &Id) -> Result<Vec<CoupleRow>, Broken> {
        self.readers().all(COUPLES, args![account], couple).await
    }

    /// The couple with this identity.
    pub async fn couple(&self, id: &Id) -> Result<Option<CoupleRow>, Broken> {
        self.readers().one(COUPLE, args![id], couple).await
    }

    /// Open couples in which a leaving shows by now.
    pub async fn leavings_due(&self, now: Instant, limit: u32) -> Result<Vec<CoupleRow>, Broken> {
        self.readers().all(LEAVINGS_DUE, args![now, limit], couple).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, c: &Couple) -> Result<(), WriteError> {
    let args = args![&c.id, &c.space, &c.a, &c.b, c.began, c.state.word()];
    txn.must(PUT, args, WriteError::Taken("couple")).await
}

pub(crate) async fn end(txn: &mut Txn<'_>, couple: &Id) -> Result<(), WriteError> {
    txn.must(END, args![couple], WriteError::Conflict).await
}

pub(crate) async fn put_leaving(txn: &mut Txn<'_>, l: &Leaving) -> Result<(), WriteError> {
    let args = args![&l.couple, &l.leaver, l.cut, l.shows_on];
    txn.must(PUT_LEAVING, args, WriteError::Taken("leaving")).await
}

pub(crate) async fn set_shows_on(
    txn: &mut Txn<'_>,
    couple: &Id,
    leaver: &Id,
    at: Instant,
) -> Result<(), WriteError> {
    txn.must(SET_SHOWS_ON, args![couple, leaver, at], WriteError::Conflict).await
}

pub(crate) async fn delete_leaving(txn: &mut Txn<'_>, couple: &Id, leaver: &Id) -> Result<(), WriteError> {
    txn.must(DELETE_LEAVING, args![couple, leaver], WriteError::Conflict).await
}
