//! What a host asks of whoever keeps the sealed rows and the server's half of every key.
//!
//! Each question is a small type with its answer. The keeper may be *here*, in the same program, or *there*, over the
//! network; a host does not notice. Whatever is asked for an account is answered within what that account may touch, and
//! nowhere else is that decided.
//!
//! Invariant: nothing here opens an event, and no question carries a passphrase, a name of a person or a word.

mod codes;
mod devices;
pub(crate) mod door;
mod here;
mod https;
mod may;
mod pairs;
mod people;
mod proofs;
mod reach;
mod reads;
mod sides;
mod strict;
mod there;
mod tries;

use std::future::Future;

use serde::{Serialize, de::DeserializeOwned};
use store::{AccountKind, Broken, BrokenKind, Hash, Id, WriteError};
use vault::{Identity as Me, SessionSigner};

pub(crate) use codes::{RECOVERY_WAIT_MS, Recover, Recovered, Told, Unpin};
pub(crate) use devices::{Challenge, Device, Devices, SignIn, SignOut};
pub use here::Here;
pub use https::Https;
pub(crate) use may::{Deed, Do};
pub(crate) use people::{
    Blocked, Couples, Done, Feed, Grants, Identity, Invitation, Invites, OnAccount, PinHere, RunBy,
};
pub(crate) use proofs::{Enter, Judged, Salt, Salted, ShareFor, Way};
pub(crate) use reach::{Role, other, own_space};
pub(crate) use reads::{Chapter, EventById, Events, EventsAt, HashAt, Letters, Page, Space};
pub(crate) use sides::{EXCHANGE, MATCH, Match, Matched, MySides, OpenSide, Sides};
pub(crate) use there::There;
pub use there::{Heard, Sent, Wire};

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
    /// The session it asks from elsewhere in.
    pub(crate) session: Option<Hash>,
    /// Whether that session was begun with the passphrase just now.
    pub(crate) fresh: bool,
    /// When, in milliseconds.
    pub(crate) now: i64,
    /// Random bytes for what is sealed by the keeper.
    pub(crate) seed: [u8; 32],
    /// A host in the same program keeps the order of gates itself.
    pub(crate) trusted: bool,
}

impl By {
    /// The kind of the accounts whose keys may be opened by whoever asks.
    pub(crate) fn kind(&self) -> AccountKind {
        if self.trusted { AccountKind::Server } else { AccountKind::Device }
    }

    /// The account, which must be there.
    pub(crate) fn me(&self) -> Result<Id, Refusal> {
        self.who.ok_or(Refusal::Forbidden)
    }
}

/// The names of the questions that may be asked from elsewhere, as they stand in addresses.
pub fn questions() -> &'static [&'static str] {
    door::QUESTIONS
}

/// An account that is signed in on this device, and what shows it.
#[derive(Clone)]
pub(crate) struct Access {
    /// The account.
    pub(crate) account: Id,
    /// Signs for it; the account's identity has vouched for the key.
    pub(crate) signer: SessionSigner,
}

/// Why something was not answered.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The account may not touch it. A host of ours never asks for that.
    Forbidden,
    /// The session has ended, or never was.
    SignedOut,
    /// It could not be read.
    Malformed,
    /// Nobody knows the question.
    Unknown,
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
            Refusal::SignedOut => Self::of(BrokenKind::Ended, "this device was signed out"),
            Refusal::Forbidden => Self::misused("something was asked that this account may not touch"),
            Refusal::Malformed | Refusal::Unknown => Self::misused("a question that nobody understands"),
        }
    }
}

/// Who keeps the rows.
pub(crate) enum Keeper {
    /// This program.
    Here(Box<Here>),
    /// A store elsewhere; this program runs on a person's own device.
    There(There),
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

    /// What opens a session with a keeper that is elsewhere; nothing where none is needed.
    pub(crate) async fn knock(
        &self,
        identity: &Me,
        access: &Access,
        now: i64,
        mine: bool,
    ) -> Result<Option<SignIn>, Refusal> {
        match self {
            Self::Here(_) => Ok(None),
            Self::There(there) => there.knock(identity, access, now, mine).await.map(Some),
        }
    }
}

impl Line<'_> {
    /// Asks.
    pub(crate) async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Refusal> {
        match self.keeper {
            Keeper::Here(here) => {
                let who = self.access.as_ref().map(|access| access.account);
                let by =
                    By { who, session: None, fresh: true, now: self.now, seed: self.seed, trusted: true };
                // Apart, so that the host's own stack stays small.
                Box::pin(question.answer(here, &by)).await
            }
            Keeper::There(there) => Box::pin(there.ask(self.access.as_ref(), self.now, &question)).await,
        }
    }
}
