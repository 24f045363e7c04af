use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::txn::Txn;
use crate::wire::B64;
use crate::{Act, Hash, Head, Id, Row, WriteError, act, apply, event};

/// Everything one act changes; it is applied whole or not at all.
#[serde_as]
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Write {
    /// The act it carries out; a second write of the same act changes nothing.
    pub act: Option<Act>,
    /// Events for the ends of logs.
    pub appends: Vec<Append>,
    /// Plain rows, applied in their order: new spaces before the appends, everything else after them.
    pub rows: Vec<Row>,
}

/// New events for the end of one log.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub struct Append {
    /// Which log.
    #[serde_as(as = "B64")]
    pub space: Id,
    /// Where the host saw it end; with no events this only asks that it still does.
    pub expected: Head,
    /// The events, numbered on from there.
    pub events: Vec<SealedRow>,
}

/// One sealed event.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub struct SealedRow {
    /// Its number.
    pub seq: u64,
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The bytes of its header.
    #[serde_as(as = "B64")]
    pub header: Vec<u8>,
    /// Its sealed bytes.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
    /// The hash of the sealed bytes, which outlives them.
    #[serde_as(as = "B64")]
    pub sealed_hash: Hash,
    /// The chain hash up to and with it.
    #[serde_as(as = "B64")]
    pub hash: Hash,
}

/// What a write has done.
#[serde_as]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Where each log of its appends ends now, in their order.
    #[serde_as(as = "Vec<(B64, _)>")]
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
