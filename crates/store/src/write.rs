use crate::txn::Txn;
use crate::{Act, Hash, Head, Id, Row, WriteError, act, apply, event};

/// Everything one act changes; it is applied whole or not at all.
#[derive(Clone, Default)]
pub struct Write {
    /// The act it carries out; a second write of the same act changes nothing.
    pub act: Option<Act>,
    /// Events for the ends of logs.
    pub appends: Vec<Append>,
    /// Plain rows, applied in their order: new spaces before the appends, everything else after them.
    pub rows: Vec<Row>,
}

/// New events for the end of one log.
#[derive(Clone)]
pub struct Append {
    /// Which log.
    pub space: Id,
    /// Where the host saw it end; with no events this only asks that it still does.
    pub expected: Head,
    /// The events, numbered on from there.
    pub events: Vec<SealedRow>,
}

/// One sealed event.
#[derive(Clone)]
pub struct SealedRow {
    /// Its number.
    pub seq: u64,
    /// Its random identity.
    pub id: Id,
    /// The bytes of its header.
    pub header: Vec<u8>,
    /// Its sealed bytes.
    pub sealed: Vec<u8>,
    /// The hash of the sealed bytes, which outlives them.
    pub sealed_hash: Hash,
    /// The chain hash up to and with it.
    pub hash: Hash,
}

/// What a write has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Where each log of its appends ends now, in their order.
    pub heads: Vec<(Id, Head)>,
}

impl Write {
    pub(crate) async fn apply(&self, txn: &mut Txn<'_>) -> Result<Written, WriteError> {
        if let Some(act) = &self.act {
            act::put(txn, act).await?;
        }
        let (spaces, others): (Vec<_>, Vec<_>) =
            self.rows.iter().partition(|row| matches!(row, Row::PutSpace(_)));
        for row in spaces {
            apply::row(txn, row).await?;
        }
        let mut heads = Vec::with_capacity(self.appends.len());
        for append in &self.appends {
            heads.push((append.space, event::append(txn, append).await?));
        }
        for row in others {
            apply::row(txn, row).await?;
        }
        Ok(Written { heads })
    }

    pub(crate) fn erases(&self) -> bool {
        self.rows.iter().any(Row::erases)
    }
}
