//! Invitations to pair, and the wish never to be asked again.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::{Cells, damaged};
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Hash, Id, Instant, Store, WriteError};

/// How far an invitation is.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InviteState {
    /// It waits to be opened or for the code to be told.
    Waiting,
    /// Somebody has joined; the words are still to be compared.
    Joined,
    /// The two are paired.
    Paired,
    /// The inviter took it back.
    Withdrawn,
    /// The invited person said no.
    Declined,
}

/// An invitation to pair.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The hash of the token in its link.
    #[serde_as(as = "B64")]
    pub token_hash: Hash,
    /// Who invites.
    #[serde_as(as = "B64")]
    pub inviter: Id,
    /// When the link ends.
    pub expires: Instant,
    /// When it was first opened, which starts the code's clock.
    pub opened: Option<Instant>,
    /// The MAC of the code told in person.
    #[serde_as(as = "B64")]
    pub code_mac: Hash,
    /// How many codes were tried.
    pub tries: u32,
    /// How far it is.
    pub state: InviteState,
    /// The sealed letter in it.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
    /// Who joined.
    #[serde_as(as = "Option<B64>")]
    pub joiner: Option<Id>,
    /// When they joined.
    pub joined: Option<Instant>,
}

impl InviteState {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Joined => "joined",
            Self::Paired => "paired",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }

    fn parse(word: &str) -> Result<Self, Broken> {
        let all = [Self::Waiting, Self::Joined, Self::Paired, Self::Withdrawn, Self::Declined];
        all.into_iter().find(|state| state.word() == word).ok_or_else(damaged)
    }
}

const INVITE: &str = "SELECT token_hash, inviter, expires, opened, code_mac, tries, state, sealed, joiner, joined \
    FROM invite WHERE token_hash = $1";
const BY: &str = "SELECT token_hash, inviter, expires, opened, code_mac, tries, state, sealed, joiner, joined \
    FROM invite WHERE inviter = $1 ORDER BY expires DESC";
const JOINED_BY: &str = "SELECT token_hash, inviter, expires, opened, code_mac, tries, state, sealed, joiner, joined \
    FROM invite WHERE joiner = $1 ORDER BY expires DESC";
const PUT: &str = "INSERT INTO invite \
    (token_hash, inviter, expires, opened, code_mac, tries, state, sealed, joiner, joined) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
const OPEN: &str = "UPDATE invite SET opened = COALESCE(opened, $2) WHERE token_hash = $1";
const RENEW_CODE: &str = "UPDATE invite SET code_mac = $2, opened = NULL, tries = 0 \
    WHERE token_hash = $1 AND state IN ('waiting', 'declined')";
const TRY: &str = "UPDATE invite SET tries = tries + 1 WHERE token_hash = $1 AND tries < $2";
const MOVE: &str = "UPDATE invite SET state = $3, joiner = COALESCE($4, joiner), joined = COALESCE($5, joined) \
    WHERE token_hash = $1 AND state = $2";
const DELETE: &str = "DELETE FROM invite WHERE token_hash = $1";
pub(crate) const PURGE: &str = "DELETE FROM invite WHERE expires < $1 AND state <> 'joined'";
const BLOCKED: &str = "SELECT 1 FROM block WHERE inviter = $1 AND target = $2";
const BLOCKS: &str = "SELECT inviter FROM block WHERE target = $1";
const PUT_BLOCK: &str = "INSERT INTO block (inviter, target) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DELETE_BLOCK: &str = "DELETE FROM block WHERE inviter = $1 AND target = $2";

fn invite(row: &Cells) -> Result<Invite, Broken> {
    Ok(Invite {
        token_hash: row.bytes(0)?,
        inviter: row.bytes(1)?,
        expires: row.int(2)?,
        opened: row.maybe_int(3)?,
        code_mac: row.bytes(4)?,
        tries: row.small(5)?,
        state: InviteState::parse(&row.text(6)?)?,
        sealed: row.blob(7)?,
        joiner: row.maybe_bytes(8)?,
        joined: row.maybe_int(9)?,
    })
}

impl Store {
    /// The invitation whose token has this hash.
    pub async fn invite(&self, token_hash: &Hash) -> Result<Option<Invite>, Broken> {
        self.readers().one(INVITE, args![token_hash], invite).await
    }

    /// Every invitation an account has made, the latest first.
    pub async fn invites_by(&self, inviter: &Id) -> Result<Vec<Invite>, Broken> {
        self.readers().all(BY, args![inviter], invite).await
    }

    /// Every invitation an account has joined, the latest first.
    pub async fn invites_joined_by(&self, joiner: &Id) -> Result<Vec<Invite>, Broken> {
        self.readers().all(JOINED_BY, args![joiner], invite).await
    }

    /// Whether this target (the hash of a token, or an account) asked never to be invited again by the inviter.
    pub async fn blocked(&self, inviter: &Id, target: &[u8]) -> Result<bool, Broken> {
        Ok(self.readers().one(BLOCKED, args![inviter, target], |_| Ok(())).await?.is_some())
    }

    /// Every inviter a target has blocked.
    pub async fn blocks_of(&self, target: &[u8]) -> Result<Vec<Id>, Broken> {
        self.readers().all(BLOCKS, args![target], |row| row.bytes(0)).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, i: &Invite) -> Result<(), WriteError> {
    let args = args![
        &i.token_hash,
        &i.inviter,
        i.expires,
        i.opened,
        &i.code_mac,
        i.tries,
        i.state.word(),
        &i.sealed,
        &i.joiner,
        i.joined,
    ];
    txn.must(PUT, args, WriteError::Taken("invite")).await
}

pub(crate) async fn open(txn: &mut Txn<'_>, token_hash: &Hash, at: Instant) -> Result<(), WriteError> {
    txn.must(OPEN, args![token_hash, at], WriteError::Conflict).await
}

pub(crate) async fn renew_code(txn: &mut Txn<'_>, token_hash: &Hash, mac: &Hash) -> Result<(), WriteError> {
    txn.must(RENEW_CODE, args![token_hash, mac], WriteError::Conflict).await
}

pub(crate) async fn try_code(txn: &mut Txn<'_>, token_hash: &Hash, most: u32) -> Result<(), WriteError> {
    txn.must(TRY, args![token_hash, most], WriteError::Spent("invite")).await
}

pub(crate) async fn step(
    txn: &mut Txn<'_>,
    token_hash: &Hash,
    from: InviteState,
    to: InviteState,
    joined: &Option<(Id, Instant)>,
) -> Result<(), WriteError> {
    let (joiner, at) = (joined.map(|(joiner, _)| joiner), joined.map(|(_, at)| at));
    let args = args![token_hash, from.word(), to.word(), &joiner, at];
    txn.must(MOVE, args, WriteError::Conflict).await
}

pub(crate) async fn delete(txn: &mut Txn<'_>, token_hash: &Hash) -> Result<(), WriteError> {
    txn.run(DELETE, args![token_hash]).await.map(drop)
}

pub(crate) async fn put_block(txn: &mut Txn<'_>, inviter: &Id, target: &[u8]) -> Result<(), WriteError> {
    txn.run(PUT_BLOCK, args![inviter, target]).await.map(drop)
}

pub(crate) async fn delete_block(txn: &mut Txn<'_>, inviter: &Id, target: &[u8]) -> Result<(), WriteError> {
    txn.run(DELETE_BLOCK, args![inviter, target]).await.map(drop)
}
