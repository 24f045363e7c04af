//! Devices that ask from elsewhere: how they sign in, which there are, and how they are signed out.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{Hash, Id, Instant, Session};
use vault::door::{self, Asked};
use vault::{PublicIdentity, words};

use super::{By, Here, Question, Refusal};
use crate::host::{LONGEST_MS, MINE_MS};
use store::B64;

/// An account is signed in on so many devices at most.
const DEVICES: usize = 64;

/// Something to be signed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Challenge {}

/// It.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Challenged(#[serde_as(as = "B64")] pub(crate) [u8; 32]);

impl Question for Challenge {
    type Answer = Challenged;
    const NAME: &'static str = "challenge";

    async fn answer(&self, here: &Here, by: &By) -> Result<Challenged, Refusal> {
        let mut chance = vault::Chance::from_seed(by.seed);
        Ok(Challenged(door::challenge(&here.secrets.pepper, by.now, &mut chance)))
    }
}

/// A session begins on a device: its identity has signed the challenge and the session's token.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    #[serde_as(as = "B64")]
    pub(crate) account: Id,
    #[serde_as(as = "B64")]
    pub(crate) challenge: [u8; 32],
    /// What the store knows the session's token by.
    #[serde_as(as = "B64")]
    pub(crate) token_hash: Hash,
    /// Whether the person calls the device their own.
    pub(crate) mine: bool,
    #[serde_as(as = "B64")]
    pub(crate) signature: [u8; 64],
}

impl Question for SignIn {
    type Answer = ();
    const NAME: &'static str = "sign-in";

    async fn answer(&self, here: &Here, by: &By) -> Result<(), Refusal> {
        let account = here.store.account(&self.account).await?;
        let public = account.and_then(|account| PublicIdentity::from_slice(&account.public).ok());
        let asked =
            Asked { address: &here.address, challenge: &self.challenge, token_hash: &self.token_hash };
        let signed = public.is_some_and(|public| asked.verify(&public, &self.signature).is_ok());
        if door::is_ours(&here.secrets.pepper, &self.challenge, by.now).is_err() || !signed {
            return Err(Refusal::Forbidden);
        }
        // By the clock here: that of a device may be wrong.
        let known = here.sessions.list(&self.account).await?;
        if known.iter().any(|session| session.id_hash == self.token_hash) {
            return Err(Refusal::Forbidden);
        }
        // The oldest makes room.
        for session in known.iter().rev().skip(DEVICES - 1) {
            here.sessions.end(&session.id_hash).await?;
        }
        let longest = by.now.saturating_add(if self.mine { MINE_MS } else { LONGEST_MS });
        let [a, b] = words::device_words(&self.token_hash);
        let session = Session {
            id_hash: self.token_hash,
            account: self.account,
            // Its keys never leave the device.
            sealed_keys: Vec::new(),
            sealed_private: None,
            created: by.now,
            seen: by.now,
            private_seen: None,
            expires: longest,
            mine: self.mine,
            words: u32::from(a) << 16 | u32::from(b),
        };
        Ok(here.sessions.put(&session).await?)
    }
}

/// The devices on which an account is signed in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Devices {}

/// One of them.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Device {
    #[serde_as(as = "B64")]
    pub(crate) id: Hash,
    pub(crate) words: u32,
    pub(crate) since: Instant,
    pub(crate) seen: Instant,
    pub(crate) mine: bool,
    /// Whether it is the one that asks.
    pub(crate) current: bool,
}

impl Question for Devices {
    type Answer = Vec<Device>;
    const NAME: &'static str = "devices";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<Device>, Refusal> {
        let all = here.sessions.list(&by.me()?).await?;
        let device = |session: Session| Device {
            id: session.id_hash,
            words: session.words,
            since: session.created,
            seen: session.seen,
            mine: session.mine,
            current: by.session == Some(session.id_hash),
        };
        Ok(all.into_iter().map(device).collect())
    }
}

/// Signs devices out.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) enum SignOut {
    /// The one that asks.
    This,
    /// Another one.
    One(#[serde_as(as = "B64")] Hash),
    /// All but the one that asks.
    Others,
    /// All.
    All,
}

impl Question for SignOut {
    type Answer = ();
    const NAME: &'static str = "sign-out";

    async fn answer(&self, here: &Here, by: &By) -> Result<(), Refusal> {
        let (me, this) = (by.me()?, by.session.unwrap_or_default());
        match self {
            Self::This => here.sessions.end(&this).await?,
            Self::One(id) => drop(here.sessions.end_of(&me, id).await?),
            Self::Others => here.sessions.end_others(&me, &this).await?,
            Self::All => here.sessions.end_all(&me).await?,
        }
        Ok(())
    }
}
