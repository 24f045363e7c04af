//! What the server itself has to remember, such as who runs it.

use crate::txn::Txn;
use crate::value::args;
use crate::{Broken, Store, WriteError};

const SETTING: &str = "SELECT value FROM setting WHERE key = $1";
const SETTINGS: &str = "SELECT key, value FROM setting ORDER BY key";
const PUT: &str = "INSERT INTO setting (key, value) VALUES ($1, $2) \
    ON CONFLICT (key) DO UPDATE SET value = excluded.value";
const PUT_FIRST: &str = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DELETE: &str = "DELETE FROM setting WHERE key = $1";

impl Store {
    /// The value of one setting.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Broken> {
        self.readers().one(SETTING, args![key], |row| row.text(0)).await
    }

    /// Every setting, by key.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, Broken> {
        self.readers().all(SETTINGS, args![], |row| Ok((row.text(0)?, row.text(1)?))).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, key: &str, value: &str) -> Result<(), WriteError> {
    txn.run(PUT, args![key, value]).await.map(drop)
}

pub(crate) async fn put_first(txn: &mut Txn<'_>, key: &str, value: &str) -> Result<(), WriteError> {
    txn.must(PUT_FIRST, args![key, value], WriteError::Taken("setting")).await
}

pub(crate) async fn delete(txn: &mut Txn<'_>, key: &str) -> Result<(), WriteError> {
    txn.run(DELETE, args![key]).await.map(drop)
}
