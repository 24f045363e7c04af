//! What the host still has to do: content-free effects, and the instants of reminders.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Id, Instant, Store, WriteError};

/// Something to be carried out at least once after its write.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Its identity; putting it twice keeps the first.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// What kind of thing it is, in the host's words.
    pub kind: String,
    /// When it is due.
    pub due: Instant,
    /// What the host needs to carry it out; content-free.
    pub body: String,
}

/// An instant at which somebody wished to be reminded.
#[serde_as]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Whom.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// When.
    pub at: Instant,
    /// Of what kind of thing, in the host's words.
    pub kind: String,
}

const DUE: &str = "SELECT id, kind, due, body FROM effect WHERE done = 0 AND due <= $1 ORDER BY due LIMIT $2";
const PUT: &str =
    "INSERT INTO effect (id, kind, due, body, done) VALUES ($1, $2, $3, $4, 0) ON CONFLICT DO NOTHING";
const DONE: &str = "UPDATE effect SET done = 1 WHERE id = $1";
const POSTPONE: &str = "UPDATE effect SET due = $2 WHERE id = $1 AND done = 0";
const DELETE: &str = "DELETE FROM effect WHERE id = $1";
pub(crate) const PURGE: &str = "DELETE FROM effect WHERE done = 1 AND due < $1";
const REMINDERS: &str = "SELECT account, at, kind FROM reminder WHERE account = $1 ORDER BY at";
const REMINDERS_DUE: &str = "SELECT account, at, kind FROM reminder WHERE at <= $1 ORDER BY at LIMIT $2";
const PUT_REMINDER: &str =
    "INSERT INTO reminder (account, at, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const DELETE_REMINDER: &str = "DELETE FROM reminder WHERE account = $1 AND at = $2 AND kind = $3";
const DELETE_REMINDERS: &str = "DELETE FROM reminder WHERE account = $1";

fn reminder(row: &Cells) -> Result<Reminder, Broken> {
    Ok(Reminder { account: row.bytes(0)?, at: row.int(1)?, kind: row.text(2)? })
}

impl Store {
    /// At most `limit` effects that are due and not done, the oldest first.
    pub async fn outbox_due(&self, now: Instant, limit: u32) -> Result<Vec<Effect>, Broken> {
        let due = self.readers().all(DUE, args![now, limit], |row| {
            Ok(Effect { id: row.bytes(0)?, kind: row.text(1)?, due: row.int(2)?, body: row.text(3)? })
        });
        due.await
    }

    /// At most `limit` reminders that are due, the oldest first.
    pub async fn reminders_due(&self, now: Instant, limit: u32) -> Result<Vec<Reminder>, Broken> {
        self.readers().all(REMINDERS_DUE, args![now, limit], reminder).await
    }

    /// Every reminder planned for an account.
    pub async fn reminders_of(&self, account: &Id) -> Result<Vec<Reminder>, Broken> {
        self.readers().all(REMINDERS, args![account], reminder).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, e: &Effect) -> Result<(), WriteError> {
    txn.run(PUT, args![&e.id, &e.kind, e.due, &e.body]).await.map(drop)
}

pub(crate) async fn done(txn: &mut Txn<'_>, id: &Id) -> Result<(), WriteError> {
    txn.run(DONE, args![id]).await.map(drop)
}

pub(crate) async fn postpone(txn: &mut Txn<'_>, id: &Id, due: Instant) -> Result<(), WriteError> {
    txn.run(POSTPONE, args![id, due]).await.map(drop)
}

pub(crate) async fn delete(txn: &mut Txn<'_>, id: &Id) -> Result<(), WriteError> {
    txn.run(DELETE, args![id]).await.map(drop)
}

pub(crate) async fn put_reminder(txn: &mut Txn<'_>, r: &Reminder) -> Result<(), WriteError> {
    txn.run(PUT_REMINDER, args![&r.account, r.at, &r.kind]).await.map(drop)
}

pub(crate) async fn delete_reminder(txn: &mut Txn<'_>, r: &Reminder) -> Result<(), WriteError> {
    txn.run(DELETE_REMINDER, args![&r.account, r.at, &r.kind]).await.map(drop)
}

pub(crate) async fn delete_reminders(txn: &mut Txn<'_>, account: &Id) -> Result<(), WriteError> {
    txn.run(DELETE_REMINDERS, args![account]).await.map(drop)
}
