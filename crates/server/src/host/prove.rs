//! Proofs: passphrase, PIN, recovery code, told code. One answer for every wrong reason, equal work, growing delay.

use std::sync::Arc;

use app::{Proof, Proven};
use domain::Instant;
use store::{Account, Broken, Row, Write, WrapKind, WriteError};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use vault::{Chance, Cost, Identity, RecoveryCode, Root, SpaceKey, passphrase, pepper, pin, primitives, told, wrap};

use super::visit::{Device, Visit};
use super::{Host, INVITE, Incoming, hex};

/// A recovery code opens this long after it was asked for.
pub(crate) const RECOVERY_WAIT_MS: i64 = 72 * 60 * super::MINUTE;
/// The told code of an invitation lives this long after the link was first opened.
pub(crate) const CODE_MS: i64 = 72 * 60 * super::MINUTE;
/// Stands for a device that is not known.
pub(crate) const NO_DEVICE: [u8; 0] = [];
/// Tries of a PIN, and of a told code.
const TRIES: u32 = 5;
/// How many may wait for a turn at the passphrase function before others are asked to come back.
const QUEUE: usize = 64;

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

/// Runs the passphrase function on a few low-priority threads, so that pages stay fast while many sign in.
pub(crate) struct Provers {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    pub(crate) cost: Cost,
}

impl Provers {
    pub(crate) fn new(cost: Cost) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let turns = cores.saturating_sub(1).max(1);
        Self { turns: Arc::new(Semaphore::new(turns)), queue: Arc::new(Semaphore::new(QUEUE)), cost }
    }

    /// `None` when too many are waiting.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce(Cost) -> T + Send + 'static) -> Option<T> {
        let _place = Arc::clone(&self.queue).try_acquire_owned().ok()?;
        let _turn = self.turns.acquire().await.ok()?;
        let cost = self.cost;
        let task = tokio::task::spawn_blocking(move || {
            // Threads of the pool are reused; a lower priority on all of them is what we want.
            let _ = rustix::process::nice(10);
            work(cost)
        });
        task.await.ok()
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
            (Proof::Enter { name, passphrase }, _) => {
                self.prove_passphrase(incoming, self.name_mac(name), None, passphrase, now).await
            }
            (Proof::Begin { name, passphrase }, _) => self.prove_new(self.name_mac(name), passphrase).await,
            (Proof::Passphrase(passphrase), Some(visit)) => {
                let Some(account) = self.store.account(&visit.account()).await? else { return Ok(Proving::no()) };
                self.prove_passphrase(incoming, account.name_mac, Some(account.id), passphrase, now).await
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

    async fn prove_passphrase(
        &self,
        incoming: &Incoming,
        name_mac: store::Hash,
        only: Option<store::Id>,
        passphrase: &str,
        now: i64,
    ) -> Result<Proving, Broken> {
        let device = self.known_device(incoming, &name_mac).await?;
        let tries = self.store.attempts(&name_mac, &device).await?;
        if let Some(seconds) = wait(tries, now) {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let Some(root) = self.stretch(&name_mac, passphrase).await else {
            return Ok(Proving::of(Proven::Busy, None));
        };
        let found = self.open_account(&name_mac, only, &root).await?;
        let row = match found {
            Some(_) => Row::ClearAttempts { who: name_mac.to_vec(), device },
            None => Row::CountAttempt { who: name_mac.to_vec(), device, at: now },
        };
        self.write_now(vec![row]).await?;
        Ok(found.map_or_else(Proving::no, |unlocked| Proving::of(Proven::Yes, Some(unlocked))))
    }

    /// A device that has a PIN of this name counts by itself, so that nobody can hold up a person by trying their
    /// name elsewhere. Any other counts with all the others.
    async fn known_device(&self, incoming: &Incoming, name_mac: &store::Hash) -> Result<Vec<u8>, Broken> {
        if let Some(device) = self.device(incoming)
            && let Some(pin) = self.store.pin(&device.id).await?
            && self.store.account(&pin.account).await?.is_some_and(|account| account.name_mac == *name_mac)
        {
            return Ok(device.id.to_vec());
        }
        Ok(NO_DEVICE.to_vec())
    }

    /// The account of this name that the proof picks. The work is the same whether there is one or not.
    async fn open_account(
        &self,
        name_mac: &store::Hash,
        only: Option<store::Id>,
        root: &Root,
    ) -> Result<Option<Unlocked>, Broken> {
        let proof = root.proof();
        let accounts = self.store.accounts_by_name(name_mac).await?;
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
        Ok(account.zip(identity).map(|(account, identity)| Unlocked::Account { account: Box::new(account), identity }))
    }

    /// Begin takes any name: where name and passphrase open an account, they are a sign-in, else something new.
    async fn prove_new(&self, name_mac: store::Hash, passphrase: &str) -> Result<Proving, Broken> {
        let Some(root) = self.stretch(&name_mac, passphrase).await else {
            return Ok(Proving::of(Proven::Busy, None));
        };
        let found = self.open_account(&name_mac, None, &root).await?;
        Ok(Proving::of(Proven::Yes, Some(found.unwrap_or(Unlocked::New { name_mac, root }))))
    }

    async fn prove_pin(&self, device: Option<Device>, visit: &Visit, typed: &str) -> Result<Proving, Broken> {
        let Some(device) = device else { return Ok(Proving::no()) };
        let Some(row) = self.store.pin(&device.id).await?.filter(|row| row.account == visit.account()) else {
            return Ok(Proving::no());
        };
        // Counted before it is tried, so that no race gives a sixth try.
        match self.try_write(vec![Row::TryPin { device: device.id, most: TRIES }]).await? {
            Err(WriteError::Broken(broken)) => return Err(broken),
            Err(_) => return Ok(Proving::no()),
            Ok(()) => {}
        }
        let typed = typed.to_owned();
        let secret = vault::DeviceSecret::from_bytes(*device.secret.bytes());
        let stretched = self.provers.run(move |cost| pin::root(&typed, &secret, cost)).await;
        let Some(Ok(root)) = stretched else { return Ok(Proving::of(Proven::Busy, None)) };
        let kek = root.kek(&self.secrets.pepper.share(&row.account, &row.device));
        let key = wrap::unwrap_space_key(&kek, &row.sealed, &wrap_purpose(&row.account, "pin"));
        let Ok(key) = key else { return Ok(Proving::no()) };
        self.write_now(vec![Row::PinKept { device: device.id }]).await?;
        Ok(Proving::of(Proven::Yes, Some(Unlocked::Private(key))))
    }

    async fn prove_recovery(&self, name_mac: store::Hash, code: &str, now: i64) -> Result<Proving, Broken> {
        let tries = self.store.attempts(&name_mac, b"recovery").await?;
        if let Some(seconds) = wait(tries, now) {
            return Ok(Proving::of(Proven::Wait { seconds }, None));
        }
        let Ok(code) = RecoveryCode::parse(code) else { return Ok(Proving::no()) };
        for account in self.store.accounts_by_name(&name_mac).await? {
            let Some(row) = self.store.recovery(&account.id).await? else { continue };
            if !self.secrets.pepper.fits(&code.proof(), &row.verifier) {
                continue;
            }
            let Ok(identity) = wrap::unwrap(&code.kek(), &row.sealed, &wrap_purpose(&account.id, "recovery")) else {
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
        self.write_now(vec![Row::CountAttempt { who: name_mac.to_vec(), device: b"recovery".to_vec(), at: now }])
            .await?;
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

/// Seconds to wait: none for three tries, then 1, 2, 4 … 30. Never a lock-out: that would be a weapon.
fn wait(tries: store::Attempts, now: i64) -> Option<u32> {
    let over = tries.fails.checked_sub(3)?;
    let delay = 1i64.checked_shl(over).unwrap_or(30).clamp(1, 30);
    let left = tries.last.saturating_add(delay.saturating_mul(1000)).saturating_sub(now);
    (left > 0).then(|| u32::try_from(left.saturating_add(999).checked_div(1000).unwrap_or(30)).unwrap_or(30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_to_half_a_minute_and_is_never_a_lock_out() {
        let waits = |fails| wait(store::Attempts { fails, last: 0 }, 0);
        assert_eq!((waits(2), waits(3), waits(4), waits(6)), (None, Some(1), Some(2), Some(8)));
        for fails in 8..200 {
            assert_eq!(waits(fails), Some(30));
            assert_eq!(wait(store::Attempts { fails, last: 0 }, 30_000), None);
        }
    }

    #[test]
    fn names_are_one_however_they_are_typed() {
        assert_eq!(fold_name(" Alex@Example.org "), fold_name("alex@example.org"));
        assert_eq!(fold_name("E\u{301}va"), fold_name("éva"));
    }
}
