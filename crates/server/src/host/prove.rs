//! Proofs: passphrase, PIN, recovery code, told code. One answer for every wrong reason, equal work, growing delay.

use app::{Proof, Proven};
use domain::Instant;
use store::{Account, Broken, Row, WrapKind, Write, WriteError};
use unicode_normalization::UnicodeNormalization;
use vault::{
    Chance, Identity, RecoveryCode, Root, SpaceKey, passphrase, pepper, pin, primitives, told, wrap,
};

use super::commit::Lost;
use super::tries::{ANYWHERE, BEGINNING, CHOOSING, Count, FAILED, RECOVERING, Way, wait};
use super::visit::{Device, Visit};
use super::{Host, INVITE, Incoming, hex};

/// A recovery code opens this long after it was asked for.
pub(crate) const RECOVERY_WAIT_MS: i64 = 72 * 60 * super::MINUTE;
/// The told code of an invitation lives this long after the link was first opened.
pub(crate) const CODE_MS: i64 = 72 * 60 * super::MINUTE;
/// Tries of a PIN, and of a told code.
const TRIES: u32 = 5;

/// What became of a proof, with what it opened. Lives for one request.
#[derive(Default)]
pub(crate) struct Proving {
    proven: Option<Proven>,
    pub(crate) unlocked: Option<Unlocked>,
    /// A recovery that was just asked for; written with the answer.
    pub(crate) rows: Vec<Row>,
}

/// What a proof opened.
pub(crate) enum Unlocked {
    /// An account that exists.
    Account { account: Box<Account>, identity: Identity },
    /// A name and passphrase that open nothing yet.
    New { name_mac: store::Hash, root: Root },
    /// The private space, by this device's PIN.
    Private(SpaceKey),
    /// An invitation, by its told code.
    Invite(Box<store::Invite>),
}

impl Proving {
    pub(crate) fn proven(&self) -> Option<Proven> {
        self.proven
    }

    fn of(proven: Proven, unlocked: Option<Unlocked>) -> Self {
        Self { proven: Some(proven), unlocked, rows: Vec::new() }
    }

    fn no() -> Self {
        Self::of(Proven::No, None)
    }

    /// A fresh recovery code for this request, always the same when it is handled again.
    pub(crate) fn fresh_recovery(&self, chance: &[u8; 32]) -> String {
        let seed = primitives::sha256(&[b"toward/v1/fresh-recovery", chance]);
        RecoveryCode::new(&mut Chance::from_seed(seed)).text().to_string()
    }
}

/// A sign-in name as it is compared: outer blanks off, one Unicode form, lower case.
pub(crate) fn fold_name(name: &str) -> String {
    name.trim().nfkc().flat_map(char::to_lowercase).collect()
}

/// The salt of a name, grown from what is kept of it, so that a person who is signed in need not name themselves.
fn salt(host: &Host, name_mac: &store::Hash) -> [u8; 32] {
    pepper::salt(&host.secrets.names, &hex(name_mac))
}

pub(crate) fn wrap_purpose(account: &store::Id, kind: &str) -> Vec<u8> {
    [kind.as_bytes(), account].concat()
}

impl Host {
    /// Proves what a request says it can prove.
    pub(crate) async fn prove(
        &self,
        incoming: &Incoming,
        visit: Option<&Visit>,
        proof: &Proof,
        now: i64,
    ) -> Result<Proving, Broken> {
        match (proof, visit) {
            (Proof::Enter { name, passphrase }, _) => self.prove_enter(incoming, name, passphrase, now).await,
            (Proof::Begin { name, passphrase }, _) => {
                self.prove_new(self.name_mac(name), passphrase, now).await
            }
            (Proof::Passphrase(passphrase), Some(visit)) => {
                let Some(account) = self.store.account(&visit.account()).await? else {
                    return Ok(Proving::no());
                };
                // Counted for this session alone: nobody can hold up a person who is signed in.
                let session = Count::of(&account.id, &visit.session.id_hash);
                self.prove_passphrase(
                    account.name_mac,
                    vec![Way { count: session, only: Some(account.id) }],
                    passphrase,
                    now,
                )
                .await
            }
            (Proof::Pin(typed), Some(visit)) => self.prove_pin(self.device(incoming), visit, typed).await,
            (Proof::Recovery { name, code }, _) => self.prove_recovery(self.name_mac(name), code, now).await,
            (Proof::ToldCode { token, code }, Some(_)) => self.prove_told(token, code, now).await,
            _ => Ok(Proving::no()),
        }
    }

    fn name_mac(&self, name: &str) -> store::Hash {
        pepper::name_mac(&self.secrets.names, &fold_name(name))
    }

    pub(crate) async fn stretch(&self, name_mac: &store::Hash, passphrase: &str) -> Option<Root> {
        let salt = salt(self, name_mac);
        let passphrase: String = passphrase.nfc().collect();
        self.provers.run(move |cost| passphrase::root(&passphrase, &salt, cost)).await?.ok()
    }

    /// What may be tried from here: at any account of the name while that is not held up, and at the one whose device
    /// this is even if it is, so that nobody can hold up a person by trying their name elsewhere.
    async fn prove_enter(
        &self,
        incoming: &Incoming,
        name: &str,
        passphrase: &str,
        now: i64,
    ) -> Result<Proving, Broken> {
        let name_mac = self.name_mac(name);
        let mut ways = vec![Way { count: Count::of(&name_mac, ANYWHERE), only: None }];
        if let Some(device) = self.device(incoming)
            && let Some(pin) = self.store.pin(&device.id).await?
            && self.store.account(&pin.account).await?.is_some_and(|account| account.name_mac == name_mac)
        {
            ways.push(Way { count: Count::of(&name_mac, &device.id), only: Some(pin.account) });
        }
        let proving = self.prove_passphrase(name_mac, ways, passphrase, now).await?;
        if let Some(Unlocked::Account { account, .. }) = &proving.unlocked {
            let row = Row::ClearAttempts { who: account.id.to_vec(), device: FAILED.to_vec() };
            self.write_now(vec![row]).await?;
        }
        Ok(proving)
    }

    async fn prove_passphrase(
        &self,
        name_mac: store::Hash,
        ways: Vec<Way>,
        passphrase: &str,
        now: i64,
    ) -> Result<Proving, Broken> {
        if let Err(seconds) = self.open_way(&ways, now).await? {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let Some(root) = self.stretch(&name_mac, passphrase).await else {
            return Ok(Proving::of(Proven::Busy, None));
        };
        // Judged and counted one by one: of many that were sent at once, those that come too early wait after all.
        let _one = self.provers.counting.lock().await;
        let way = match self.open_way(&ways, now).await? {
            Ok(way) => way,
            Err(seconds) => return Ok(Proving::of(Proven::Wait { seconds }, None)),
        };
        let accounts = self.store.accounts_by_name(&name_mac).await?;
        let named: Vec<store::Id> = accounts.iter().map(|account| account.id).collect();
        if let Some(unlocked) = self.open_account(accounts, way.only, &root).await? {
            return Ok(Proving::of(Proven::Yes, Some(unlocked)));
        }
        let mut rows = Vec::new();
        for way in ways.iter().filter(|other| other.only == way.only || way.only.is_none()) {
            rows.extend(self.count(&way.count, now).await?);
        }
        // Where nobody has the name, nobody is told; the work is the same.
        let told = if named.is_empty() { vec![[0; 16]] } else { named };
        rows.extend(told.iter().map(|id| Row::CountAttempt {
            who: id.to_vec(),
            device: FAILED.to_vec(),
            at: now,
        }));
        self.write_now(rows).await?;
        Ok(Proving::no())
    }

    /// The account of this name that the proof picks. The work is the same whether there is one or not.
    async fn open_account(
        &self,
        accounts: Vec<Account>,
        only: Option<store::Id>,
        root: &Root,
    ) -> Result<Option<Unlocked>, Broken> {
        let proof = root.proof();
        let fits = |account: &Account| {
            self.secrets.pepper.fits(&proof, &account.verifier) && only.is_none_or(|only| only == account.id)
        };
        let account = accounts.into_iter().find(fits);
        let id = account.as_ref().map_or([0; 16], |account| account.id);
        let wraps = self.store.wraps(&id).await?;
        let wrapped = wraps.into_iter().find(|row| row.kind == WrapKind::Passphrase);
        let (wrap_id, sealed) = wrapped.map_or(([0; 16], vec![0; 200]), |row| (row.id, row.sealed));
        let kek = root.kek(&self.secrets.pepper.share(&id, &wrap_id));
        let identity = wrap::unwrap(&kek, &sealed, &wrap_purpose(&id, "passphrase")).ok();
        Ok(account
            .zip(identity)
            .map(|(account, identity)| Unlocked::Account { account: Box::new(account), identity }))
    }

    /// Begin takes any name: where name and passphrase open an account, they are a sign-in, else something new. It is
    /// a way to guess at passphrases like any other, so it waits like any other.
    async fn prove_new(&self, name_mac: store::Hash, passphrase: &str, now: i64) -> Result<Proving, Broken> {
        let count = Count::of(&name_mac, BEGINNING);
        if let Some(seconds) = wait(self.tries(&count, now).await?, now) {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let Some(root) = self.stretch(&name_mac, passphrase).await else {
            return Ok(Proving::of(Proven::Busy, None));
        };
        let _one = self.provers.counting.lock().await;
        if let Some(seconds) = wait(self.tries(&count, now).await?, now) {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let accounts = self.store.accounts_by_name(&name_mac).await?;
        if let Some(found) = self.open_account(accounts, None, &root).await? {
            return Ok(Proving::of(Proven::Yes, Some(found)));
        }
        let rows = self.count(&count, now).await?;
        self.write_now(rows).await?;
        Ok(Proving::of(Proven::Yes, Some(Unlocked::New { name_mac, root })))
    }

    /// The root of a passphrase that somebody chooses for their account. One that opens another account of the same
    /// name cannot be taken; finding out which do is guessing, so it is counted and waits: for this account alone, or
    /// others could keep a person from changing theirs.
    pub(crate) async fn new_root(
        &self,
        name_mac: &store::Hash,
        mine: &store::Id,
        passphrase: &str,
        now: i64,
    ) -> Result<Root, Lost> {
        let count = Count::of(mine, CHOOSING);
        if wait(self.tries(&count, now).await?, now).is_some() {
            return Err(Lost::BUSY);
        }
        let root = self.stretch(name_mac, passphrase).await.ok_or(Lost::BUSY)?;
        let rows = self.count(&count, now).await?;
        self.write_now(rows).await?;
        let proof = root.proof();
        let others =
            self.store.accounts_by_name(name_mac).await?.into_iter().filter(|other| other.id != *mine);
        match others.into_iter().any(|other| self.secrets.pepper.fits(&proof, &other.verifier)) {
            true => Err(Lost::NOT_DONE),
            false => Ok(root),
        }
    }

    async fn prove_pin(&self, device: Option<Device>, visit: &Visit, typed: &str) -> Result<Proving, Broken> {
        let Some(device) = device else { return Ok(Proving::no()) };
        let Some(row) = self.store.pin(&device.id).await?.filter(|row| row.account == visit.account()) else {
            return Ok(Proving::no());
        };
        let typed = typed.to_owned();
        let secret = vault::DeviceSecret::from_bytes(*device.secret.bytes());
        let stretched = self.provers.run(move |cost| pin::root(&typed, &secret, cost)).await;
        let Some(Ok(root)) = stretched else { return Ok(Proving::of(Proven::Busy, None)) };
        // Counted before it is judged, so that no race gives a sixth try.
        match self.try_write(vec![Row::TryPin { device: device.id, most: TRIES }]).await? {
            Err(WriteError::Broken(broken)) => return Err(broken),
            Err(_) => return Ok(Proving::no()),
            Ok(()) => {}
        }
        let kek = root.kek(&self.secrets.pepper.share(&row.account, &row.device));
        let key = wrap::unwrap_space_key(&kek, &row.sealed, &wrap_purpose(&row.account, "pin"));
        let Ok(key) = key else {
            // The last try is used up: the PIN is gone, and the passphrase opens.
            if row.tries.saturating_add(1) >= TRIES {
                self.write_now(vec![Row::DeletePin { device: device.id }]).await?;
            }
            return Ok(Proving::no());
        };
        self.write_now(vec![Row::PinKept { device: device.id }]).await?;
        Ok(Proving::of(Proven::Yes, Some(Unlocked::Private(key))))
    }

    async fn prove_recovery(&self, name_mac: store::Hash, code: &str, now: i64) -> Result<Proving, Broken> {
        let count = Count::of(&name_mac, RECOVERING);
        if let Some(seconds) = wait(self.tries(&count, now).await?, now) {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let Ok(code) = RecoveryCode::parse(code) else { return Ok(Proving::no()) };
        let accounts = self.store.accounts_by_name(&name_mac).await?;
        if accounts.is_empty() {
            // The same work for a name that nobody has.
            let _ = self.store.recovery(&[0; 16]).await?;
        }
        for account in accounts {
            let Some(row) = self.store.recovery(&account.id).await? else { continue };
            if !self.secrets.pepper.fits(&code.proof(), &row.verifier) {
                continue;
            }
            let Ok(identity) = wrap::unwrap(&code.kek(), &row.sealed, &wrap_purpose(&account.id, "recovery"))
            else {
                continue;
            };
            let asked = row.requested_at.unwrap_or(now);
            let opens = asked.saturating_add(RECOVERY_WAIT_MS);
            if now < opens {
                let request = row.requested_at.is_none();
                let rows = request.then_some(Row::RequestRecovery { account: account.id, at: now });
                let proven = Some(Proven::NotYet(Instant(opens)));
                return Ok(Proving { proven, unlocked: None, rows: rows.into_iter().collect() });
            }
            let unlocked = Unlocked::Account { account: Box::new(account), identity };
            return Ok(Proving::of(Proven::Yes, Some(unlocked)));
        }
        let rows = self.count(&count, now).await?;
        self.write_now(rows).await?;
        Ok(Proving::no())
    }

    async fn prove_told(&self, token: &str, code: &str, now: i64) -> Result<Proving, Broken> {
        let Ok(token) = vault::Token::parse(token) else { return Ok(Proving::no()) };
        let hash = token.hash(INVITE);
        let Some(invite) = self.store.invite(&hash).await? else { return Ok(Proving::no()) };
        let code_over = invite.opened.is_some_and(|opened| opened.saturating_add(CODE_MS) < now);
        if invite.state != store::InviteState::Waiting || invite.expires <= now || code_over {
            return Ok(Proving::no());
        }
        match self.try_write(vec![Row::TryInvite { token_hash: hash, most: 2 * TRIES }]).await? {
            Err(WriteError::Broken(broken)) => return Err(broken),
            Err(_) => return Ok(Proving::no()),
            Ok(()) => {}
        }
        if !told::code_fits(&self.secrets.pepper, &hash, &fold_code(code), &invite.code_mac) {
            return Ok(Proving::no());
        }
        Ok(Proving::of(Proven::Yes, Some(Unlocked::Invite(Box::new(invite)))))
    }

    pub(crate) async fn write_now(&self, rows: Vec<Row>) -> Result<(), Broken> {
        match self.try_write(rows).await? {
            Err(WriteError::Broken(broken)) => Err(broken),
            _ => Ok(()),
        }
    }

    async fn try_write(&self, rows: Vec<Row>) -> Result<Result<(), WriteError>, Broken> {
        Ok(self.store.write(Write { rows, ..Write::default() }).await.map(drop))
    }
}

/// A told code as it is compared.
pub(crate) fn fold_code(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_however_they_are_typed() {
        assert_eq!(fold_name(" Alex@Example.org "), fold_name("alex@example.org"));
        assert_eq!(fold_name("E\u{301}va"), fold_name("éva"));
    }
}
