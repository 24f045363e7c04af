use crate::txn::Txn;
use crate::value::args;
use crate::{Instant, WriteError, act, attempt, gate, invite, outbox};
use serde::{Deserialize, Serialize};
use serde_with::serde_as;

/// Until when things are forgotten; the host chooses the spans, because the store knows no units.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purge {
    /// Gates that expire before this go.
    pub now: Instant,
    /// Acts before this go.
    pub acts_before: Instant,
    /// Counts of failed sign-ins last moved before this go.
    pub attempts_before: Instant,
    /// Effects that are done and were due before this go.
    pub effects_before: Instant,
    /// Invitations that expired before this go, whatever their state but joined.
    pub invites_before: Instant,
}

pub(crate) async fn apply(txn: &mut Txn<'_>, p: &Purge) -> Result<(), WriteError> {
    txn.run(gate::PURGE, args![p.now]).await?;
    txn.run(act::PURGE, args![p.acts_before]).await?;
    txn.run(attempt::PURGE, args![p.attempts_before]).await?;
    txn.run(outbox::PURGE, args![p.effects_before]).await?;
    txn.run(invite::PURGE, args![p.invites_before]).await.map(drop)
}
