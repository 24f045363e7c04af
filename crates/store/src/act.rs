//! Acts, kept long enough that a second submit gets the first answer.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Id, Instant, Store, WriteError};

/// Something a person did with one form, and what they were answered.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The act id the form carried.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// Who did it, unless nobody was signed in.
    #[serde_as(as = "Option<B64>")]
    pub account: Option<Id>,
    /// Where the answer lies; content-free.
    pub answer: String,
    /// When.
    pub at: Instant,
}

const ACT: &str = "SELECT id, account, answer, at FROM act WHERE id = $1";
const PUT: &str = "INSERT INTO act (id, account, answer, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const ANSWER: &str = "SELECT answer FROM act WHERE id = $1";
const DELETE: &str = "DELETE FROM act WHERE id = $1";
pub(crate) const PURGE: &str = "DELETE FROM act WHERE at < $1";

impl Store {
    /// The act with this id, if it was carried out.
    pub async fn act(&self, id: &Id) -> Result<Option<Act>, Broken> {
        let act = self.readers().one(ACT, args![id], |row| {
            Ok(Act { id: row.bytes(0)?, account: row.maybe_bytes(1)?, answer: row.text(2)?, at: row.int(3)? })
        });
        act.await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, act: &Act) -> Result<(), WriteError> {
    if txn.run_apart(PUT, args![&act.id, &act.account, &act.answer, act.at]).await? > 0 {
        return Ok(());
    }
    let answer = txn.one(ANSWER, args![&act.id], |row| row.text(0)).await?;
    Err(WriteError::AlreadyDone(answer.unwrap_or_default()))
}

pub(crate) async fn delete(txn: &mut Txn<'_>, id: &Id) -> Result<(), WriteError> {
    txn.run(DELETE, args![id]).await.map(drop)
}
