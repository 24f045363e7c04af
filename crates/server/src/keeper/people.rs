//! What is read beside the logs: grants, couples, invitations, what the account page lists.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{CoupleRow, Hash, Id, Instant, Invite, InviteState, Row};

use super::reach::other;
use super::reads::seen_by;
use super::{By, Here, Question, Refusal};
use store::B64;

/// The grants of keys to an account.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grants {}

impl Question for Grants {
    type Answer = Vec<store::Grant>;
    const NAME: &'static str = "grants";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<store::Grant>, Refusal> {
        Ok(here.store.grants(&by.me()?).await?)
    }
}

/// The couples of an account, the open one first.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Couples {}

impl Question for Couples {
    type Answer = Vec<CoupleRow>;
    const NAME: &'static str = "couples";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<CoupleRow>, Refusal> {
        let me = by.me()?;
        let couples = here.store.couples(&me).await?;
        Ok(couples.into_iter().map(|row| seen_by(row, by, &me)).collect())
    }
}

/// The invitations an account made, or those it said yes to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invites {
    pub(crate) joined: bool,
}

impl Question for Invites {
    type Answer = Vec<Invite>;
    const NAME: &'static str = "invites";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<Invite>, Refusal> {
        let me = by.me()?;
        let invites = match self.joined {
            true => here.store.invites_joined_by(&me).await?,
            false => here.store.invites_by(&me).await?,
        };
        Ok(invites.into_iter().map(|invite| discreet(invite, by)).collect())
    }
}

/// The public halves of an identity: one's own, the other one's, or that of whoever one is pairing with.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
            let mine = |row: &Invite| by.who.is_some_and(|me| row.inviter == me || row.joiner == Some(me));
            let told = row.filter(|row| by.trusted || mine(row) || row.state == InviteState::Waiting);
            return Ok(told.map(|invite| discreet(invite, by)));
        }
        let open = row.filter(|row| row.state == InviteState::Waiting && row.expires > by.now);
        let open = open.map(|invite| discreet(invite, by));
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

/// An invitation as it is told: whether it was opened, declined or tried is nobody's business.
fn discreet(invite: Invite, by: &By) -> Invite {
    if by.trusted {
        return invite;
    }
    let state = match invite.state {
        InviteState::Declined => InviteState::Waiting,
        state => state,
    };
    Invite { state, opened: None, tries: 0, code_mac: [0; 32], ..invite }
}

/// What the account page lists.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnAccount {}

/// The devices with a PIN, when recovery was asked for if there is one, and how often somebody failed to sign in.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    #[serde_as(as = "B64")]
    pub(crate) act: Id,
}

impl Question for Done {
    type Answer = Option<String>;
    const NAME: &'static str = "done";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<String>, Refusal> {
        let act = here.store.act(&self.act).await?;
        let mine = |act: &store::Act| by.trusted || act.account.is_none() || act.account == by.who;
        Ok(act.filter(mine).map(|act| act.answer))
    }
}

/// Who runs this server, as it was said at the start.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunBy {}

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
#[serde(deny_unknown_fields)]
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
