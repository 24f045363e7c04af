//! What is read. Events, snapshots and letters come back as sealed as they lie.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{CoupleRow, EventRow, Hash, Id, Instant, Invite, InviteState, OpenSpace, Opened, Row, Want};

use super::reach::Role;
use super::reach::{cut_for, is_own, other, own_space};
use super::{By, Here, Question, Refusal};
use crate::wire::B64;

/// At most so many events at a time.
const MANY: u32 = 512;

/// What a page opens with.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Page {
    /// Each space with the version of the fold that the host knows.
    #[serde_as(as = "Vec<(B64, _)>")]
    pub(crate) spaces: Vec<(Id, u32)>,
    /// How many events after the snapshot.
    pub(crate) tail: u32,
}

impl Question for Page {
    type Answer = Opened;
    const NAME: &'static str = "page";

    async fn answer(&self, here: &Here, by: &By) -> Result<Opened, Refusal> {
        let account = by.me()?;
        let want = Want { account, spaces: &self.spaces, tail: self.tail.min(MANY) };
        let mut page = here.store.open_page(&want).await?;
        if page.couple.is_none() {
            page.couple = here.store.couples(&account).await?.into_iter().next();
        }
        let mut served = Vec::with_capacity(page.spaces.len());
        for open in std::mem::take(&mut page.spaces) {
            let id = open.space.id;
            let shared = page.couple.as_ref().filter(|row| row.couple.space == id);
            match shared {
                Some(row) => served.push(cut(here, open, cut_for(row, &account)).await?),
                None if is_own(&account, &id) => served.push(open),
                None => {
                    let bound = here.served(by, &id).await?;
                    served.push(cut(here, open, Some(bound)).await?);
                }
            }
        }
        page.spaces = served;
        Ok(page)
    }
}

/// A space as it is served to somebody who left.
async fn cut(here: &Here, mut open: OpenSpace, cut: Option<u64>) -> Result<OpenSpace, Refusal> {
    let Some(cut) = cut.filter(|cut| *cut < open.space.head.seq) else { return Ok(open) };
    open.space.head = here.served_head(&open.space.id, open.space.head, cut).await?;
    open.tail.retain(|row| row.seq <= cut);
    open.snapshot = open.snapshot.filter(|snapshot| snapshot.head.seq <= cut);
    Ok(open)
}

/// Events of a space, in order.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Events {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) from: u64,
    pub(crate) limit: u32,
}

impl Question for Events {
    type Answer = Vec<EventRow>;
    const NAME: &'static str = "events";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<EventRow>, Refusal> {
        let served = here.served(by, &self.space).await?;
        let mut rows = here.store.events(&self.space, self.from, self.limit.min(MANY)).await?;
        rows.retain(|row| row.seq <= served);
        Ok(rows)
    }
}

/// Single events of a space.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct EventsAt {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) seqs: Vec<u64>,
}

impl Question for EventsAt {
    type Answer = Vec<EventRow>;
    const NAME: &'static str = "events-at";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<EventRow>, Refusal> {
        let served = here.served(by, &self.space).await?;
        let within: Vec<u64> = self.seqs.iter().copied().filter(|seq| *seq <= served).collect();
        Ok(here.store.events_at(&self.space, &within).await?)
    }
}

/// Whether an event lies in a space already.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct EventById {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    #[serde_as(as = "B64")]
    pub(crate) id: Id,
}

impl Question for EventById {
    type Answer = bool;
    const NAME: &'static str = "event-by-id";

    async fn answer(&self, here: &Here, by: &By) -> Result<bool, Refusal> {
        let served = here.served(by, &self.space).await?;
        let found = here.store.event_by_id(&self.space, &self.id).await?;
        Ok(found.is_some_and(|row| row.seq <= served))
    }
}

/// The chain hash of a space at a number.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct HashAt {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) seq: u64,
}

/// A hash that may not be there.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct MaybeHash(#[serde_as(as = "Option<B64>")] pub(crate) Option<Hash>);

impl Question for HashAt {
    type Answer = MaybeHash;
    const NAME: &'static str = "hash-at";

    async fn answer(&self, here: &Here, by: &By) -> Result<MaybeHash, Refusal> {
        let within = self.seq <= here.served(by, &self.space).await?;
        Ok(MaybeHash(if within { here.store.hash_at(&self.space, self.seq).await? } else { None }))
    }
}

/// A chapter of a space.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Chapter {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
    pub(crate) no: u32,
}

impl Question for Chapter {
    type Answer = Option<store::Chapter>;
    const NAME: &'static str = "chapter";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<store::Chapter>, Refusal> {
        here.served(by, &self.space).await?;
        Ok(here.store.chapter(&self.space, &by.me()?, self.no).await?)
    }
}

/// A space, as it is served.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Space {
    #[serde_as(as = "B64")]
    pub(crate) space: Id,
}

impl Question for Space {
    type Answer = Option<store::Space>;
    const NAME: &'static str = "space";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<store::Space>, Refusal> {
        // Before one's own spaces are made, there is nothing to see.
        let served = here.served(by, &self.space).await?;
        let Some(mut space) = here.store.space(&self.space).await? else { return Ok(None) };
        space.head = here.served_head(&self.space, space.head, served).await?;
        Ok(Some(space))
    }
}

/// The letters before one's private space.
#[derive(Serialize, Deserialize)]
pub(crate) struct Letters;

impl Question for Letters {
    type Answer = Vec<store::Letter>;
    const NAME: &'static str = "letters";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<store::Letter>, Refusal> {
        Ok(here.store.letters(&own_space(&by.me()?, Role::Private)).await?)
    }
}

/// The grants of keys to an account.
#[derive(Serialize, Deserialize)]
pub(crate) struct Grants;

impl Question for Grants {
    type Answer = Vec<store::Grant>;
    const NAME: &'static str = "grants";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<store::Grant>, Refusal> {
        Ok(here.store.grants(&by.me()?).await?)
    }
}

/// The couples of an account, the open one first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Couples;

impl Question for Couples {
    type Answer = Vec<CoupleRow>;
    const NAME: &'static str = "couples";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<CoupleRow>, Refusal> {
        Ok(here.store.couples(&by.me()?).await?)
    }
}

/// The invitations an account made, or those it said yes to.
#[derive(Serialize, Deserialize)]
pub(crate) struct Invites {
    pub(crate) joined: bool,
}

impl Question for Invites {
    type Answer = Vec<Invite>;
    const NAME: &'static str = "invites";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<Invite>, Refusal> {
        let me = by.me()?;
        Ok(if self.joined {
            here.store.invites_joined_by(&me).await?
        } else {
            here.store.invites_by(&me).await?
        })
    }
}

/// The public halves of an identity: one's own, the other one's, or that of whoever one is pairing with.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Identity {
    #[serde_as(as = "B64")]
    pub(crate) of: Id,
}

/// The public halves of an identity that may not be there.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct MaybePublic(#[serde_as(as = "Option<B64>")] pub(crate) Option<[u8; 64]>);

impl Question for Identity {
    type Answer = MaybePublic;
    const NAME: &'static str = "identity";

    async fn answer(&self, here: &Here, by: &By) -> Result<MaybePublic, Refusal> {
        let me = by.me()?;
        let met = self.of == me
            || here.store.couples(&me).await?.iter().any(|row| other(row, &me) == self.of)
            || here.store.invites_by(&me).await?.iter().any(|invite| invite.joiner == Some(self.of))
            || here.store.invites_joined_by(&me).await?.iter().any(|invite| invite.inviter == self.of);
        if !met {
            return Err(Refusal::Forbidden);
        }
        Ok(MaybePublic(here.store.public_identity(&self.of).await?))
    }
}

/// Whether this account wished never to be asked by another again.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Blocked {
    #[serde_as(as = "B64")]
    pub(crate) inviter: Id,
}

impl Question for Blocked {
    type Answer = bool;
    const NAME: &'static str = "blocked";

    async fn answer(&self, here: &Here, by: &By) -> Result<bool, Refusal> {
        Ok(here.store.blocked(&self.inviter, &by.me()?).await?)
    }
}

/// An invitation, by the hash of its token.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Invitation {
    #[serde_as(as = "B64")]
    pub(crate) token_hash: Hash,
    /// Whether somebody looks at it: it must wait for an answer, and the code's hours run once somebody signed in does.
    pub(crate) look: bool,
}

impl Question for Invitation {
    type Answer = Option<Invite>;
    const NAME: &'static str = "invitation";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<Invite>, Refusal> {
        let row = here.store.invite(&self.token_hash).await?;
        if !self.look {
            return Ok(row);
        }
        let open = row.filter(|row| row.state == InviteState::Waiting && row.expires > by.now);
        let (Some(row), Some(me)) = (open.clone(), by.who) else { return Ok(open) };
        // Never means never, whatever the next link may look like.
        if here.store.blocked(&row.inviter, &me).await? {
            return Ok(None);
        }
        if row.opened.is_none() && row.inviter != me {
            here.write_now(vec![Row::OpenInvite { token_hash: row.token_hash, at: by.now }]).await?;
        }
        Ok(open)
    }
}

/// What the account page lists.
#[derive(Serialize, Deserialize)]
pub(crate) struct OnAccount;

/// The devices with a PIN, when recovery was asked for if there is one, and how often somebody failed to sign in.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct AccountRows {
    #[serde_as(as = "Vec<B64>")]
    pub(crate) pins: Vec<Id>,
    pub(crate) recovery: bool,
    pub(crate) recovery_asked: Option<Instant>,
    pub(crate) failed: u32,
}

impl Question for OnAccount {
    type Answer = AccountRows;
    const NAME: &'static str = "account";

    async fn answer(&self, here: &Here, by: &By) -> Result<AccountRows, Refusal> {
        let me = by.me()?;
        let pins = here.store.pins(&me).await?.iter().map(|pin| pin.device).collect();
        let recovery = here.store.recovery(&me).await?;
        let failed = here.store.attempts(&me, super::tries::FAILED).await?.fails;
        let recovery_asked = recovery.as_ref().and_then(|row| row.requested_at);
        Ok(AccountRows { pins, recovery: recovery.is_some(), recovery_asked, failed })
    }
}

/// Whether a device has a PIN of this account.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct PinHere {
    #[serde_as(as = "B64")]
    pub(crate) device: Id,
}

impl Question for PinHere {
    type Answer = bool;
    const NAME: &'static str = "pin-here";

    async fn answer(&self, here: &Here, by: &By) -> Result<bool, Refusal> {
        let me = by.me()?;
        Ok(here.store.pin(&self.device).await?.is_some_and(|pin| pin.account == me))
    }
}

/// What an act of this account was answered, if it was carried out before.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Done {
    #[serde_as(as = "B64")]
    pub(crate) act: Id,
}

impl Question for Done {
    type Answer = Option<String>;
    const NAME: &'static str = "done";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<String>, Refusal> {
        let act = here.store.act(&self.act).await?;
        Ok(act.filter(|act| act.account.is_none() || act.account == by.who).map(|act| act.answer))
    }
}

/// Who runs this server, as it was said at the start.
#[derive(Serialize, Deserialize)]
pub(crate) struct RunBy;

/// The setting in which that stands.
pub(super) const RUN_BY: &str = "run-by";

impl Question for RunBy {
    type Answer = Option<String>;
    const NAME: &'static str = "run-by";

    async fn answer(&self, here: &Here, _: &By) -> Result<Option<String>, Refusal> {
        Ok(here.store.setting(RUN_BY).await?)
    }
}

/// The calendar behind an address, sealed under its token; whoever has the address may read it.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Feed {
    #[serde_as(as = "B64")]
    pub(crate) token_hash: Hash,
}

impl Question for Feed {
    type Answer = Option<store::Feed>;
    const NAME: &'static str = "feed";

    async fn answer(&self, here: &Here, _: &By) -> Result<Option<store::Feed>, Refusal> {
        Ok(here.store.feed(&self.token_hash).await?)
    }
}
