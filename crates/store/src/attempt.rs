//! Failed sign-ins, counted so that the host can make the next try wait. Invariant: nothing here locks anybody out.

use crate::txn::Txn;
use crate::value::args;
use crate::{Broken, Instant, Store, WriteError};

/// How often sign-in failed lately, and when last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// How many tries failed since the last that succeeded.
    pub fails: u32,
    /// When the last one failed.
    pub last: Instant,
}

const ATTEMPTS: &str = "SELECT fails, last FROM attempt WHERE who = $1 AND device = $2";
const COUNT: &str = "INSERT INTO attempt (who, device, fails, last) VALUES ($1, $2, 1, $3) \
    ON CONFLICT (who, device) DO UPDATE SET fails = attempt.fails + 1, last = excluded.last";
const CLEAR: &str = "DELETE FROM attempt WHERE who = $1 AND device = $2";
pub(crate) const PURGE: &str = "DELETE FROM attempt WHERE last < $1";

impl Store {
    /// The failed tries for an account or name (`who`) on a device; zeros stand for an unknown device.
    pub async fn attempts(&self, who: &[u8], device: &[u8]) -> Result<Attempts, Broken> {
        let found = self.readers().one(ATTEMPTS, args![who, device], |row| {
            Ok(Attempts { fails: row.small(0)?, last: row.int(1)? })
        });
        Ok(found.await?.unwrap_or_default())
    }
}

pub(crate) async fn count(
    txn: &mut Txn<'_>,
    who: &[u8],
    device: &[u8],
    at: Instant,
) -> Result<(), WriteError> {
    txn.run(COUNT, args![who, device, at]).await.map(drop)
}

pub(crate) async fn clear(txn: &mut Txn<'_>, who: &[u8], device: &[u8]) -> Result<(), WriteError> {
    txn.run(CLEAR, args![who, device]).await.map(drop)
}
