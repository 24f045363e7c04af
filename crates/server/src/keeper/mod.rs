//! What a host asks of whoever keeps the sealed rows and the server's half of every key.
//!
//! Each question is a small type with its answer. The keeper may be *here*, in the same program, or *there*, over the
//! network; a host does not notice. Whatever is asked for an account is answered within what that account may touch, and
//! nowhere else is that decided.
//!
//! Invariant: nothing here opens an event, and no question carries a passphrase, a name of a person or a word.

mod here;
mod may;
mod proofs;
mod reach;
mod reads;
mod sides;
mod tries;

use std::future::Future;

use serde::{Serialize, de::DeserializeOwned};
use store::{Broken, Id, WriteError};
use vault::SessionSigner;

pub use here::Here;
pub(crate) use may::{Deed, Do};
pub(crate) use proofs::RECOVERY_WAIT_MS;
pub(crate) use proofs::{Enter, Judged, Recover, Recovered, Salt, Salted, ShareFor, Told, Unpin, Way};
pub(crate) use reach::{Role, other, own_space};
pub(crate) use reads::{
    Blocked, Chapter, Couples, Done, EventById, Events, EventsAt, Feed, Grants, HashAt, Identity, Invitation,
    Invites, Letters, OnAccount, Page, PinHere, RunBy, Space,
};
pub(crate) use sides::{EXCHANGE, MATCH, Match, Matched, MySides, OpenSide, Sides};

/// Something a host asks.
pub(crate) trait Question: Serialize + DeserializeOwned + Send + Sync {
    /// What it is answered.
    type Answer: Serialize + DeserializeOwned + Send;
    /// Its name in an address.
    const NAME: &'static str;

    /// The answer, within what the asking account may touch.
    fn answer(&self, here: &Here, by: &By) -> impl Future<Output = Result<Self::Answer, Refusal>> + Send;
}

/// For whom something is asked.
#[derive(Clone)]
pub(crate) struct By {
    /// The account, if anybody is signed in.
    pub(crate) who: Option<Id>,
    /// When, in milliseconds.
    pub(crate) now: i64,
    /// Random bytes for what is sealed by the keeper.
    pub(crate) seed: [u8; 32],
    /// A host in the same program keeps the order of gates itself.
    pub(crate) trusted: bool,
}

impl By {
    /// The account, which must be there.
    pub(crate) fn me(&self) -> Result<Id, Refusal> {
        self.who.ok_or(Refusal::Forbidden)
    }
}

/// An account that is signed in on this device, and what shows it.
#[derive(Clone)]
pub(crate) struct Access {
    /// The account.
    pub(crate) account: Id,
    /// Signs for it; the account's identity has vouched for the key.
    #[allow(dead_code, reason = "shown to a keeper that is elsewhere")]
    pub(crate) signer: SessionSigner,
}

/// Why something was not answered.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The account may not touch it. A host of ours never asks for that.
    Forbidden,
    /// It could not be written, or the store broke.
    Write(WriteError),
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl From<Broken> for Refusal {
    fn from(broken: Broken) -> Self {
        Self::Write(broken.into())
    }
}

impl From<Refusal> for Broken {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Write(WriteError::Broken(broken)) => broken,
            Refusal::Write(other) => Self::misused(&other.to_string()),
            Refusal::Forbidden => Self::misused("something was asked that this account may not touch"),
        }
    }
}

/// Who keeps the rows.
pub(crate) enum Keeper {
    /// This program.
    Here(Here),
}

/// A way to ask, for one request.
pub(crate) struct Line<'k> {
    keeper: &'k Keeper,
    access: Option<Access>,
    now: i64,
    seed: [u8; 32],
}

impl Keeper {
    /// A way to ask for somebody. `seed` is for what the keeper seals.
    pub(crate) fn line(&self, access: Option<Access>, now: i64, seed: [u8; 32]) -> Line<'_> {
        Line { keeper: self, access, now, seed }
    }
}

impl Line<'_> {
    /// Asks.
    pub(crate) async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Refusal> {
        match self.keeper {
            Keeper::Here(here) => {
                let who = self.access.as_ref().map(|access| access.account);
                let by = By { who, now: self.now, seed: self.seed, trusted: true };
                // Apart, so that the host's own stack stays small.
                Box::pin(question.answer(here, &by)).await
            }
        }
    }
}
