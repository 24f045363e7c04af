//! The sealed logs. Invariant: an event is never changed; erasing one takes its sealed bytes and leaves the hashes.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::wire::B64;
use std::collections::VecDeque;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::{Value, args};
use crate::{Append, Broken, Hash, Head, Id, SealedRow, Store, WriteError};

/// An event as it lies in a log.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Its number in the space, from 1.
    pub seq: u64,
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The bytes of its header.
    #[serde_as(as = "B64")]
    pub header: Vec<u8>,
    /// The sealed bytes; none once it was erased.
    #[serde_as(as = "Option<B64>")]
    pub sealed: Option<Vec<u8>>,
    /// The hash of the sealed bytes, which stays.
    #[serde_as(as = "B64")]
    pub sealed_hash: Hash,
    /// The chain hash up to and with this event.
    #[serde_as(as = "B64")]
    pub hash: Hash,
}

const ADVANCE: &str = "UPDATE space SET head_seq = $4, head_hash = $5 \
    WHERE id = $1 AND head_seq = $2 AND head_hash = $3";
const PUT: &str = "INSERT INTO event (space, seq, id, header, sealed, sealed_hash, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
const PUT_EIGHT: &str = "INSERT INTO event (space, seq, id, header, sealed, sealed_hash, hash) VALUES \
    ($1, $2, $3, $4, $5, $6, $7), ($8, $9, $10, $11, $12, $13, $14), \
    ($15, $16, $17, $18, $19, $20, $21), ($22, $23, $24, $25, $26, $27, $28), \
    ($29, $30, $31, $32, $33, $34, $35), ($36, $37, $38, $39, $40, $41, $42), \
    ($43, $44, $45, $46, $47, $48, $49), ($50, $51, $52, $53, $54, $55, $56) ON CONFLICT DO NOTHING";
const EVENTS: &str = "SELECT seq, id, header, sealed, sealed_hash, hash FROM event \
    WHERE space = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
const EVENT: &str =
    "SELECT seq, id, header, sealed, sealed_hash, hash FROM event WHERE space = $1 AND seq = $2";
const EVENT_BY_ID: &str =
    "SELECT seq, id, header, sealed, sealed_hash, hash FROM event WHERE id = $1 AND space = $2";
const HASH: &str = "SELECT hash FROM event WHERE space = $1 AND seq = $2";
const ERASE: &str = "UPDATE event SET sealed = NULL WHERE space = $1 AND seq = $2";
const COUNT_ERASURE: &str = "UPDATE space SET erasures = erasures + 1 WHERE id = $1";
const DROP_SNAPSHOTS: &str = "DELETE FROM snapshot WHERE space = $1";
const DROP_CHAPTERS: &str = "DELETE FROM chapter WHERE space = $1";

pub(crate) fn event(row: &Cells) -> Result<EventRow, Broken> {
    Ok(EventRow {
        seq: row.seq(0)?,
        id: row.bytes(1)?,
        header: row.blob(2)?,
        sealed: row.maybe_blob(3)?,
        sealed_hash: row.bytes(4)?,
        hash: row.bytes(5)?,
    })
}

impl Store {
    /// At most `limit` events of a space from a number on, in order.
    pub async fn events(&self, space: &Id, from_seq: u64, limit: u32) -> Result<Vec<EventRow>, Broken> {
        self.readers().all(EVENTS, args![space, from_seq, limit], event).await
    }

    /// The events with these numbers, in the order asked; a number that is not there is left out.
    pub async fn events_at(&self, space: &Id, seqs: &[u64]) -> Result<Vec<EventRow>, Broken> {
        let mut events = Vec::with_capacity(seqs.len());
        for seq in seqs {
            events.extend(self.readers().one(EVENT, args![space, *seq], event).await?);
        }
        Ok(events)
    }

    /// The event of a space with this identity.
    pub async fn event_by_id(&self, space: &Id, id: &Id) -> Result<Option<EventRow>, Broken> {
        self.readers().one(EVENT_BY_ID, args![id, space], event).await
    }

    /// The chain hash of a space at a number.
    pub async fn hash_at(&self, space: &Id, seq: u64) -> Result<Option<Hash>, Broken> {
        self.readers().one(HASH, args![space, seq], |row| row.bytes(0)).await
    }
}

/// Adds events to a log that still ends where the host saw it end.
pub(crate) async fn append(txn: &mut Txn<'_>, append: &Append) -> Result<Head, WriteError> {
    let (expected, space) = (append.expected, &append.space);
    let head = new_head(expected, &append.events)?;
    let args = args![space, expected.seq, &expected.hash, head.seq, &head.hash];
    if txn.run_apart(ADVANCE, args).await? == 0 {
        return Err(WriteError::Conflict);
    }
    for e in &append.events {
        txn.wait(args![space, e.seq, &e.id, &e.header, &e.sealed, &e.sealed_hash, &e.hash]);
    }
    Ok(head)
}

/// Events that wait to go into the table together: a statement for eight costs little more than one for one.
#[derive(Default)]
pub(crate) struct Waiting(VecDeque<Vec<Value>>);

impl Waiting {
    pub(crate) fn add(&mut self, event: Vec<Value>) {
        self.0.push_back(event);
    }

    /// The next statement to run, with its arguments and the number of events in it.
    pub(crate) fn next(&mut self) -> Option<(&'static str, Vec<Value>, u64)> {
        let (sql, count) = match self.0.len() {
            0 => return None,
            1..8 => (PUT, 1),
            _ => (PUT_EIGHT, 8),
        };
        let args = self.0.drain(..count).flatten().collect();
        Some((sql, args, count as u64))
    }
}

fn new_head(expected: Head, events: &[SealedRow]) -> Result<Head, WriteError> {
    events.iter().try_fold(expected, |head, event| {
        if head.seq.checked_add(1) == Some(event.seq) {
            Ok(Head { seq: event.seq, hash: event.hash })
        } else {
            Err(Broken::misused("events must be numbered on from the expected head").into())
        }
    })
}

/// Takes the sealed bytes of an event, and every snapshot and chapter that may hold a copy.
pub(crate) async fn erase(txn: &mut Txn<'_>, space: &Id, seq: u64) -> Result<(), WriteError> {
    txn.must(ERASE, args![space, seq], WriteError::Conflict).await?;
    txn.must(COUNT_ERASURE, args![space], WriteError::Conflict).await?;
    txn.run(DROP_SNAPSHOTS, args![space]).await?;
    txn.run(DROP_CHAPTERS, args![space]).await.map(drop)
}
