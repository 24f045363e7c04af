//! Calendars that others subscribe to, each sealed to the token of its address.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Hash, Id, Store, WriteError};

/// A calendar that others subscribe to.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// The hash of the token in its address.
    #[serde_as(as = "B64")]
    pub token_hash: Hash,
    /// Whose it is.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// What is served now, what is served next, and when they change; the address opens it.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const FEED: &str = "SELECT token_hash, account, sealed FROM feed WHERE token_hash = $1";
const PUT: &str = "INSERT INTO feed (token_hash, account, sealed) VALUES ($1, $2, $3) \
    ON CONFLICT (token_hash) DO UPDATE SET sealed = excluded.sealed WHERE feed.account = excluded.account";
const RENEW: &str = "UPDATE feed SET sealed = $3 WHERE token_hash = $1 AND account = $2";
const DELETE: &str = "DELETE FROM feed WHERE token_hash = $1 AND account = $2";

fn feed(row: &Cells) -> Result<Feed, Broken> {
    Ok(Feed { token_hash: row.bytes(0)?, account: row.bytes(1)?, sealed: row.blob(2)? })
}

impl Store {
    /// The calendar whose address has a token with this hash.
    pub async fn feed(&self, token_hash: &Hash) -> Result<Option<Feed>, Broken> {
        self.readers().one(FEED, args![token_hash], feed).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, f: &Feed) -> Result<(), WriteError> {
    txn.must(PUT, args![&f.token_hash, &f.account, &f.sealed], WriteError::Taken("feed")).await
}

/// Nothing comes back that was taken away meanwhile.
pub(crate) async fn renew(txn: &mut Txn<'_>, f: &Feed) -> Result<(), WriteError> {
    txn.run(RENEW, args![&f.token_hash, &f.account, &f.sealed]).await.map(drop)
}

pub(crate) async fn delete(txn: &mut Txn<'_>, token_hash: &Hash, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE, args![token_hash, account]).await.map(drop)
}
