//! Whole accounts and spaces go here, every table in one place, so that none is forgotten.

use crate::txn::Txn;
use crate::value::args;
use crate::{Id, WriteError};

// `attempt` comes before `account`, whose name MAC it may be counted under.
const ACCOUNT: &[&str] = &[
    "DELETE FROM attempt WHERE who = $1 OR who IN (SELECT name_mac FROM account WHERE id = $1)",
    "DELETE FROM account WHERE id = $1",
    "DELETE FROM wrap WHERE account = $1",
    "DELETE FROM pin WHERE account = $1",
    "DELETE FROM recovery WHERE account = $1",
    "DELETE FROM space_grant WHERE account = $1",
    "DELETE FROM snapshot WHERE account = $1",
    "DELETE FROM chapter WHERE account = $1",
    "DELETE FROM invite WHERE inviter = $1",
    "UPDATE invite SET joiner = NULL WHERE joiner = $1",
    "DELETE FROM block WHERE inviter = $1 OR target = $1",
    "DELETE FROM gate WHERE side = $1",
    "DELETE FROM feed WHERE account = $1",
    "DELETE FROM act WHERE account = $1",
    "DELETE FROM reminder WHERE account = $1",
    // The partner who stays keeps the couple and the leaving in it; when both are gone, so are these.
    "DELETE FROM leaving WHERE couple IN (SELECT id FROM couple WHERE (a = $1 OR b = $1) \
     AND NOT EXISTS (SELECT 1 FROM account o WHERE o.id IN (couple.a, couple.b)))",
    "DELETE FROM couple WHERE (a = $1 OR b = $1) \
     AND NOT EXISTS (SELECT 1 FROM account o WHERE o.id IN (couple.a, couple.b))",
];

const SPACE: &[&str] = &[
    "DELETE FROM event WHERE space = $1",
    "DELETE FROM space_grant WHERE space = $1",
    "DELETE FROM snapshot WHERE space = $1",
    "DELETE FROM chapter WHERE space = $1",
    "DELETE FROM letter WHERE space = $1",
    "DELETE FROM space WHERE id = $1",
];

pub(crate) async fn account(txn: &mut Txn<'_>, id: &Id) -> Result<(), WriteError> {
    for sql in ACCOUNT {
        txn.run(sql, args![id]).await?;
    }
    Ok(())
}

pub(crate) async fn space(txn: &mut Txn<'_>, id: &Id) -> Result<(), WriteError> {
    for sql in SPACE {
        txn.run(sql, args![id]).await?;
    }
    Ok(())
}
