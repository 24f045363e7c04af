//! Shorter secrets, judged: a device's PIN, a recovery code, the code that belongs to an invitation.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{Account, Hash, Id, Instant, Invite, InviteState, Row, WriteError};
use vault::{Proof, told};

use super::tries::{Count, RECOVERING, wait};
use super::{By, Here, Question, Refusal};
use store::B64;

/// A recovery code opens this long after it was asked for, in milliseconds.
pub(crate) const RECOVERY_WAIT_MS: i64 = 72 * 3_600_000;
/// The told code of an invitation lives this long after the link was first opened, in milliseconds.
pub(crate) const CODE_MS: i64 = 72 * 3_600_000;
/// Tries of a PIN, and half of those of a told code.
const TRIES: u32 = 5;

/// A try of this device's PIN.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unpin {
    #[serde_as(as = "B64")]
    pub(crate) device: Id,
    #[serde_as(as = "B64")]
    pub(crate) proof: [u8; 32],
}

/// What opens a private space together with the PIN and what this device keeps.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unpinned {
    #[serde_as(as = "B64")]
    pub(crate) sealed: Vec<u8>,
    #[serde_as(as = "B64")]
    pub(crate) share: [u8; 32],
}

impl Question for Unpin {
    type Answer = Option<Unpinned>;
    const NAME: &'static str = "unpin";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<Unpinned>, Refusal> {
        let (me, device) = (by.me()?, self.device);
        let Some(row) = here.store.pin(&device).await?.filter(|row| row.account == me) else {
            return Ok(None);
        };
        // Counted before it is judged, so that no race gives a sixth try.
        match here.try_write(vec![Row::TryPin { device, most: TRIES }]).await {
            Err(WriteError::Broken(broken)) => return Err(broken.into()),
            Err(_) => return Ok(None),
            Ok(()) => {}
        }
        if !here.secrets.pepper.fits(&Proof::from_bytes(self.proof), &row.verifier) {
            // The last try is used up: the PIN is gone, and the passphrase opens.
            if row.tries.saturating_add(1) >= TRIES {
                here.write_now(vec![Row::DeletePin { device }]).await?;
            }
            return Ok(None);
        }
        here.write_now(vec![Row::PinKept { device }]).await?;
        let share = *here.secrets.pepper.share(&row.account, &row.device).bytes();
        Ok(Some(Unpinned { sealed: row.sealed, share }))
    }
}

/// A try of a recovery code.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recover {
    pub(crate) name: String,
    #[serde_as(as = "B64")]
    pub(crate) proof: [u8; 32],
}

/// What became of it.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) enum Recovered {
    /// It opens an account.
    Yes {
        account: Box<Account>,
        #[serde_as(as = "B64")]
        sealed: Vec<u8>,
    },
    /// It will, from then on.
    NotYet(Instant),
    /// It opens an account of the other kind, and nothing is given out.
    Elsewhere,
    /// It opens nothing.
    No,
    /// It is too early to try.
    Wait(u32),
}

impl Question for Recover {
    type Answer = Recovered;
    const NAME: &'static str = "recover";

    async fn answer(&self, here: &Here, by: &By) -> Result<Recovered, Refusal> {
        let name_mac = here.name_mac(&self.name);
        let count = Count::of(&name_mac, RECOVERING);
        if let Some(seconds) = wait(here.tries(&count, by.now).await?, by.now) {
            return Ok(Recovered::Wait(seconds));
        }
        let proof = Proof::from_bytes(self.proof);
        let accounts = here.store.accounts_by_name(&name_mac).await?;
        if accounts.is_empty() {
            // The same work for a name that nobody has.
            let _ = here.store.recovery(&[0; 16]).await?;
        }
        for account in accounts {
            let Some(row) = here.store.recovery(&account.id).await? else { continue };
            if !here.secrets.pepper.fits(&proof, &row.verifier) {
                continue;
            }
            if account.kind != by.kind() {
                return Ok(Recovered::Elsewhere);
            }
            let opens = row.requested_at.unwrap_or(by.now).saturating_add(RECOVERY_WAIT_MS);
            if by.now < opens {
                if row.requested_at.is_none() {
                    here.write_now(vec![Row::RequestRecovery { account: account.id, at: by.now }]).await?;
                }
                return Ok(Recovered::NotYet(opens));
            }
            return Ok(Recovered::Yes { account: Box::new(account), sealed: row.sealed });
        }
        let rows = here.count(&count, by.now).await?;
        here.write_now(rows).await?;
        Ok(Recovered::No)
    }
}

/// A try of the code that belongs to an invitation.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    #[serde_as(as = "B64")]
    pub(crate) token_hash: Hash,
    pub(crate) code: String,
}

impl Question for Told {
    type Answer = Option<Invite>;
    const NAME: &'static str = "told";

    async fn answer(&self, here: &Here, by: &By) -> Result<Option<Invite>, Refusal> {
        by.me()?;
        let token_hash = self.token_hash;
        let Some(invite) = here.store.invite(&token_hash).await? else { return Ok(None) };
        if by.who == Some(invite.inviter) && !by.trusted {
            return Ok(None);
        }
        if invite.state != InviteState::Waiting || !here.try_code(&token_hash, by.now).await? {
            return Ok(None);
        }
        let fits =
            told::code_fits(&here.secrets.pepper, &token_hash, &fold_code(&self.code), &invite.code_mac);
        Ok(fits.then_some(invite))
    }
}

impl Here {
    /// Counts a try of a told code, before it is judged; false when its time or its tries are over.
    pub(super) async fn try_code(&self, token_hash: &Hash, now: i64) -> Result<bool, Refusal> {
        let Some(invite) = self.store.invite(token_hash).await? else { return Ok(false) };
        let over = invite.opened.is_some_and(|opened| opened.saturating_add(CODE_MS) < now);
        if over || invite.expires <= now {
            return Ok(false);
        }
        match self.try_write(vec![Row::TryInvite { token_hash: *token_hash, most: 2 * TRIES }]).await {
            Err(WriteError::Broken(broken)) => Err(broken.into()),
            done => Ok(done.is_ok()),
        }
    }
}

/// A told code as it is compared.
pub(super) fn fold_code(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}
