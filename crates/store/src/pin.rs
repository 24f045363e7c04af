//! PINs of devices, and recovery. Invariant: a try is counted before it is judged, so no crash gives one back.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Hash, Id, Instant, Store, WriteError};

/// A device's PIN, which opens one private space on that device alone.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Which device.
    #[serde_as(as = "B64")]
    pub device: Id,
    /// Whose it is.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// The salt of the PIN's hash.
    #[serde_as(as = "B64")]
    pub salt: Hash,
    /// How many tries were made since the last that succeeded.
    pub tries: u32,
    /// What the host compares a proof of the PIN with.
    #[serde_as(as = "B64")]
    pub verifier: Hash,
    /// The sealed private-space key.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

/// A recovery code's side of an account.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Whose it is.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// The identity, sealed so that the code opens it.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
    /// What the host compares a proof of the code with.
    #[serde_as(as = "B64")]
    pub verifier: Hash,
    /// When its use was asked for, which starts the wait.
    pub requested_at: Option<Instant>,
}

const PIN: &str = "SELECT device, account, salt, tries, verifier, sealed FROM pin WHERE device = $1";
const PINS: &str = "SELECT device, account, salt, tries, verifier, sealed FROM pin WHERE account = $1";
const PUT_PIN: &str = "INSERT INTO pin (device, account, salt, tries, verifier, sealed) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (device) DO UPDATE SET account = excluded.account, \
    salt = excluded.salt, tries = excluded.tries, verifier = excluded.verifier, sealed = excluded.sealed";
const TRY_PIN: &str = "UPDATE pin SET tries = tries + 1 WHERE device = $1 AND tries < $2";
const PIN_KEPT: &str = "UPDATE pin SET tries = 0 WHERE device = $1";
const DELETE_PIN: &str = "DELETE FROM pin WHERE device = $1";
const DELETE_PINS: &str = "DELETE FROM pin WHERE account = $1";
const RECOVERY: &str = "SELECT account, sealed, verifier, requested_at FROM recovery WHERE account = $1";
const PUT_RECOVERY: &str = "INSERT INTO recovery (account, sealed, verifier, requested_at) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, \
    verifier = excluded.verifier, requested_at = excluded.requested_at";
const REQUEST_RECOVERY: &str =
    "UPDATE recovery SET requested_at = COALESCE(requested_at, $2) WHERE account = $1";
const CANCEL_RECOVERY: &str = "UPDATE recovery SET requested_at = NULL WHERE account = $1";
const DELETE_RECOVERY: &str = "DELETE FROM recovery WHERE account = $1";

fn pin(row: &Cells) -> Result<Pin, Broken> {
    Ok(Pin {
        device: row.bytes(0)?,
        account: row.bytes(1)?,
        salt: row.bytes(2)?,
        tries: row.small(3)?,
        verifier: row.bytes(4)?,
        sealed: row.blob(5)?,
    })
}

impl Store {
    /// The PIN set on a device.
    pub async fn pin(&self, device: &Id) -> Result<Option<Pin>, Broken> {
        self.readers().one(PIN, args![device], pin).await
    }

    /// Every PIN of an account.
    pub async fn pins(&self, account: &Id) -> Result<Vec<Pin>, Broken> {
        self.readers().all(PINS, args![account], pin).await
    }

    /// The recovery of an account, if the person wished for one.
    pub async fn recovery(&self, account: &Id) -> Result<Option<Recovery>, Broken> {
        let recovery = self.readers().one(RECOVERY, args![account], |row| {
            Ok(Recovery {
                account: row.bytes(0)?,
                sealed: row.blob(1)?,
                verifier: row.bytes(2)?,
                requested_at: row.maybe_int(3)?,
            })
        });
        recovery.await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, p: &Pin) -> Result<(), WriteError> {
    let args = args![&p.device, &p.account, &p.salt, p.tries, &p.verifier, &p.sealed];
    txn.run(PUT_PIN, args).await.map(drop)
}

pub(crate) async fn attempt(txn: &mut Txn<'_>, device: &Id, most: u32) -> Result<(), WriteError> {
    txn.must(TRY_PIN, args![device, most], WriteError::Spent("pin")).await
}

pub(crate) async fn kept(txn: &mut Txn<'_>, device: &Id) -> Result<(), WriteError> {
    txn.must(PIN_KEPT, args![device], WriteError::Conflict).await
}

pub(crate) async fn delete(txn: &mut Txn<'_>, device: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_PIN, args![device]).await.map(drop)
}

pub(crate) async fn delete_all(txn: &mut Txn<'_>, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_PINS, args![account]).await.map(drop)
}

pub(crate) async fn put_recovery(txn: &mut Txn<'_>, r: &Recovery) -> Result<(), WriteError> {
    txn.run(PUT_RECOVERY, args![&r.account, &r.sealed, &r.verifier, r.requested_at]).await.map(drop)
}

/// Starts the wait; asking again does not start it anew.
pub(crate) async fn request_recovery(txn: &mut Txn<'_>, account: &Id, at: Instant) -> Result<(), WriteError> {
    txn.must(REQUEST_RECOVERY, args![account, at], WriteError::Conflict).await
}

pub(crate) async fn cancel_recovery(txn: &mut Txn<'_>, account: &Id) -> Result<(), WriteError> {
    txn.run(CANCEL_RECOVERY, args![account]).await.map(drop)
}

pub(crate) async fn delete_recovery(txn: &mut Txn<'_>, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_RECOVERY, args![account]).await.map(drop)
}
