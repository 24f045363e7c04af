//! Accounts and the wraps that hold their identities.
//!
//! Invariant: no name is kept, only its MAC; two accounts may bear one name, and the verifier tells them apart.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::engine::Cells;
use crate::txn::Txn;
use crate::value::args;
use crate::wire::B64;
use crate::{Broken, Hash, Id, Store, WriteError};

/// A person or coach who can sign in.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its random identity.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The MAC of its name under a host key.
    #[serde_as(as = "B64")]
    pub name_mac: Hash,
    /// What the host compares a proof of the passphrase with.
    #[serde_as(as = "B64")]
    pub verifier: Hash,
    /// Which pepper made the verifier and the shares.
    pub pepper_id: String,
    /// The parameters of the passphrase's hash, as text.
    pub cost: String,
    /// The public halves of its identity.
    #[serde_as(as = "B64")]
    pub public: [u8; 64],
    /// What pages need before any key is open: locale, zone, discreet name.
    pub prefs: String,
    /// Where its keys are opened.
    pub kind: AccountKind,
}

/// Where the keys of an account are opened; never at both places, because what was opened once is known there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountKind {
    /// In the server's own pages.
    Server,
    /// Only on a person's own device.
    Device,
}

impl AccountKind {
    fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Device => "device",
        }
    }

    fn parse(word: &str) -> Result<Self, Broken> {
        match word {
            "server" => Ok(Self::Server),
            "device" => Ok(Self::Device),
            _ => Err(crate::engine::damaged()),
        }
    }
}

/// What a wrap is opened with.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WrapKind {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

impl WrapKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }

    fn parse(word: &str) -> Result<Self, Broken> {
        match word {
            "passphrase" => Ok(Self::Passphrase),
            "recovery" => Ok(Self::Recovery),
            _ => Err(crate::engine::damaged()),
        }
    }
}

/// An identity, sealed so that one secret opens it.
#[serde_as]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrap {
    /// Whose identity.
    #[serde_as(as = "B64")]
    pub account: Id,
    /// What opens it.
    pub kind: WrapKind,
    /// Which wrap; the host's share depends on it.
    #[serde_as(as = "B64")]
    pub id: Id,
    /// The sealed identity.
    #[serde_as(as = "B64")]
    pub sealed: Vec<u8>,
}

const ACCOUNT: &str =
    "SELECT id, name_mac, verifier, pepper_id, cost, public, prefs, kind FROM account WHERE id = $1";
const ACCOUNTS_BY_NAME: &str =
    "SELECT id, name_mac, verifier, pepper_id, cost, public, prefs, kind FROM account WHERE name_mac = $1";
const PUT_ACCOUNT: &str = "INSERT INTO account (id, name_mac, verifier, pepper_id, cost, public, prefs, kind) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
const SET_VERIFIER: &str = "UPDATE account SET name_mac = $2, verifier = $3, pepper_id = $4, cost = $5 WHERE id = $1 \
    AND NOT EXISTS (SELECT 1 FROM account o WHERE o.name_mac = $2 AND o.verifier = $3 AND o.id <> $1)";
const SET_PUBLIC: &str = "UPDATE account SET public = $2 WHERE id = $1";
const SET_PREFS: &str = "UPDATE account SET prefs = $2 WHERE id = $1";
const WRAPS: &str = "SELECT account, kind, id, sealed FROM wrap WHERE account = $1";
const PUT_WRAP: &str = "INSERT INTO wrap (account, kind, id, sealed) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (account, kind, id) DO UPDATE SET sealed = excluded.sealed";
const DELETE_WRAP: &str = "DELETE FROM wrap WHERE account = $1 AND kind = $2 AND id = $3";
const DELETE_WRAPS: &str = "DELETE FROM wrap WHERE account = $1 AND kind = $2";

fn account(row: &Cells) -> Result<Account, Broken> {
    Ok(Account {
        id: row.bytes(0)?,
        name_mac: row.bytes(1)?,
        verifier: row.bytes(2)?,
        pepper_id: row.text(3)?,
        cost: row.text(4)?,
        public: row.bytes(5)?,
        prefs: row.text(6)?,
        kind: AccountKind::parse(&row.text(7)?)?,
    })
}

fn wrap(row: &Cells) -> Result<Wrap, Broken> {
    Ok(Wrap {
        account: row.bytes(0)?,
        kind: WrapKind::parse(&row.text(1)?)?,
        id: row.bytes(2)?,
        sealed: row.blob(3)?,
    })
}

impl Store {
    /// The account with this identity.
    pub async fn account(&self, id: &Id) -> Result<Option<Account>, Broken> {
        self.readers().one(ACCOUNT, args![id], account).await
    }

    /// Every account that bears this name; the proof picks among them.
    pub async fn accounts_by_name(&self, name_mac: &Hash) -> Result<Vec<Account>, Broken> {
        self.readers().all(ACCOUNTS_BY_NAME, args![name_mac], account).await
    }

    /// The account that bears this name and has this verifier.
    pub async fn account_by_name(&self, name_mac: &Hash, verifier: &Hash) -> Result<Option<Account>, Broken> {
        let all = self.accounts_by_name(name_mac).await?;
        Ok(all.into_iter().find(|account| account.verifier == *verifier))
    }

    /// The public halves of an account's identity.
    pub async fn public_identity(&self, account: &Id) -> Result<Option<[u8; 64]>, Broken> {
        Ok(self.account(account).await?.map(|account| account.public))
    }

    /// Every wrap of an account's identity.
    pub async fn wraps(&self, account: &Id) -> Result<Vec<Wrap>, Broken> {
        self.readers().all(WRAPS, args![account], wrap).await
    }
}

pub(crate) async fn put(txn: &mut Txn<'_>, a: &Account) -> Result<(), WriteError> {
    let args =
        args![&a.id, &a.name_mac, &a.verifier, &a.pepper_id, &a.cost, &a.public, &a.prefs, a.kind.word()];
    txn.must(PUT_ACCOUNT, args, WriteError::Taken("account")).await
}

/// A new name or passphrase: everything the proof is checked with changes at once.
pub(crate) async fn set_verifier(
    txn: &mut Txn<'_>,
    account: &Id,
    name_mac: &Hash,
    verifier: &Hash,
    pepper_id: &str,
    cost: &str,
) -> Result<(), WriteError> {
    let args = args![account, name_mac, verifier, pepper_id, cost];
    txn.must(SET_VERIFIER, args, WriteError::Taken("account")).await
}

pub(crate) async fn set_public(txn: &mut Txn<'_>, account: &Id, public: &[u8; 64]) -> Result<(), WriteError> {
    txn.must(SET_PUBLIC, args![account, public], WriteError::Conflict).await
}

pub(crate) async fn set_prefs(txn: &mut Txn<'_>, account: &Id, prefs: &str) -> Result<(), WriteError> {
    txn.must(SET_PREFS, args![account, prefs], WriteError::Conflict).await
}

pub(crate) async fn put_wrap(txn: &mut Txn<'_>, w: &Wrap) -> Result<(), WriteError> {
    txn.run(PUT_WRAP, args![&w.account, w.kind.word(), &w.id, &w.sealed]).await.map(drop)
}

pub(crate) async fn delete_wrap(
    txn: &mut Txn<'_>,
    account: &Id,
    kind: WrapKind,
    id: &Id,
) -> Result<(), WriteError> {
    txn.run(DELETE_WRAP, args![account, kind.word(), id]).await.map(drop)
}

pub(crate) async fn delete_wraps(txn: &mut Txn<'_>, account: &Id, kind: WrapKind) -> Result<(), WriteError> {
    txn.run(DELETE_WRAPS, args![account, kind.word()]).await.map(drop)
}
