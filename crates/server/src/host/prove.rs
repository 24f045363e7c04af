//! Proofs: passphrase, PIN, recovery code, told code. What is typed is stretched here; the keeper judges what it comes
//! to, and gives its half of the key.

use app::{Proof, Proven};
use domain::Instant;
use store::{Account, Broken};
use unicode_normalization::UnicodeNormalization;
use vault::{Chance, Cost, Identity, RecoveryCode, Root, Share, SpaceKey, passphrase, pin, primitives, wrap};

use super::commit::{Commit, Lost};
use super::visit::{Device, Visit};
use super::{Host, INVITE, Incoming};
use crate::keeper::{self, Enter, Judged, Line, Recover, Recovered, Salt, Salted, Told, Unpin, Way};

/// What became of a proof, with what it opened. Lives for one request.
#[derive(Default)]
pub(crate) struct Proving {
    proven: Option<Proven>,
    pub(crate) unlocked: Option<Unlocked>,
}

/// What a proof opened.
pub(crate) enum Unlocked {
    /// An account that exists.
    Account { account: Box<Account>, identity: Identity },
    /// A name and passphrase that open nothing yet.
    New { name: String, root: Root, ticket: [u8; 24] },
    /// The private space, by this device's PIN.
    Private(SpaceKey),
    /// An invitation, by its told code.
    Invite { invite: Box<store::Invite>, code: String },
}

impl Proving {
    pub(crate) fn proven(&self) -> Option<Proven> {
        self.proven
    }

    fn yes(unlocked: Unlocked) -> Self {
        Self { proven: Some(Proven::Yes), unlocked: Some(unlocked) }
    }

    fn of(proven: Proven) -> Self {
        Self { proven: Some(proven), unlocked: None }
    }

    /// A fresh recovery code for this request, always the same when it is handled again.
    pub(crate) fn fresh_recovery(&self, chance: &[u8; 32]) -> String {
        let seed = primitives::sha256(&[b"toward/v1/fresh-recovery", chance]);
        RecoveryCode::new(&mut Chance::from_seed(seed)).text().to_string()
    }
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
        let line = self.line(visit, now);
        match (proof, visit) {
            (Proof::Enter { name, passphrase }, _) => {
                let device = self.device(incoming).map(|device| device.id);
                self.enter(&line, Way::Enter { name: name.clone(), device }, passphrase).await
            }
            (Proof::Begin { name, passphrase }, _) => {
                self.enter(&line, Way::Begin { name: name.clone() }, passphrase).await
            }
            (Proof::Passphrase(passphrase), Some(visit)) => {
                self.enter(&line, Way::Again { session: visit.session.id_hash }, passphrase).await
            }
            (Proof::Pin(typed), Some(visit)) => {
                self.prove_pin(&line, self.device(incoming), visit, typed).await
            }
            (Proof::Recovery { name, code }, _) => prove_recovery(&line, name, code).await,
            (Proof::ToldCode { token, code }, Some(_)) => prove_told(&line, token, code).await,
            _ => Ok(Proving::of(Proven::No)),
        }
    }

    async fn stretch(&self, salted: &Salted, passphrase: &str) -> Option<Root> {
        let passphrase: String = passphrase.nfc().collect();
        let (salt, cost) = (salted.salt, salted.cost());
        // A store that is elsewhere could ask for less, to guess at what comes, or for more than this machine has.
        let floor = self.cost();
        let most = Cost {
            mem_kib: floor.mem_kib.saturating_mul(4),
            passes: floor.passes.saturating_mul(4),
            ..floor
        };
        if !cost.covers(&floor) || !most.covers(&cost) {
            tracing::error!(
                event = "fault",
                cause = "the store asks for another cost than this device allows"
            );
            return None;
        }
        self.provers.run(move || passphrase::root(&passphrase, &salt, cost)).await?.ok()
    }

    async fn enter(&self, line: &Line<'_>, way: Way, passphrase: &str) -> Result<Proving, Broken> {
        let salted = line.ask(Salt { way: way.clone() }).await?;
        if let Some(seconds) = salted.wait {
            return Ok(Proving::of(Proven::Wait { seconds }));
        }
        let Some(root) = self.stretch(&salted, passphrase).await else {
            return Ok(Proving::of(Proven::Busy));
        };
        let name = if let Way::Begin { name } = &way { name.clone() } else { String::new() };
        let (account, sealed, share) = match line.ask(Enter { way, proof: *root.proof().bytes() }).await? {
            Judged::Yes(entry) => (Some(entry.account), entry.sealed, entry.share),
            Judged::New { ticket } => return Ok(Proving::yes(Unlocked::New { name, root, ticket })),
            Judged::Wait(seconds) => return Ok(Proving::of(Proven::Wait { seconds })),
            Judged::Elsewhere => return Ok(Proving::of(Proven::Elsewhere)),
            // The work is the same whether there is an account or not.
            Judged::No => (None, vec![0; 200], [0; 32]),
        };
        let id = account.as_ref().map_or([0; 16], |account| account.id);
        let kek = root.kek(&Share::from_bytes(share));
        let identity = wrap::unwrap(&kek, &sealed, &wrap_purpose(&id, "passphrase")).ok();
        Ok(match account.zip(identity) {
            Some((account, identity)) => {
                Proving::yes(Unlocked::Account { account: Box::new(account), identity })
            }
            None => Proving::of(Proven::No),
        })
    }

    async fn prove_pin(
        &self,
        line: &Line<'_>,
        device: Option<Device>,
        visit: &Visit,
        typed: &str,
    ) -> Result<Proving, Broken> {
        let Some(device) = device else { return Ok(Proving::of(Proven::No)) };
        if !line.ask(keeper::PinHere { device: device.id }).await? {
            return Ok(Proving::of(Proven::No));
        }
        let typed = typed.to_owned();
        let (secret, cost) = (device.secret, self.cost());
        let stretched = self.provers.run(move || pin::root(&typed, &secret, cost)).await;
        let Some(Ok(root)) = stretched else { return Ok(Proving::of(Proven::Busy)) };
        let proof = *root.proof().bytes();
        let Some(found) = line.ask(Unpin { device: device.id, proof }).await? else {
            return Ok(Proving::of(Proven::No));
        };
        let kek = root.kek(&Share::from_bytes(found.share));
        let key = wrap::unwrap_space_key(&kek, &found.sealed, &wrap_purpose(&visit.account(), "pin"));
        Ok(key.map_or(Proving::of(Proven::No), |key| Proving::yes(Unlocked::Private(key))))
    }
}

async fn prove_recovery(line: &Line<'_>, name: &str, code: &str) -> Result<Proving, Broken> {
    let Ok(code) = RecoveryCode::parse(code) else { return Ok(Proving::of(Proven::No)) };
    let question = Recover { name: name.to_owned(), proof: *code.proof().bytes() };
    Ok(match line.ask(question).await? {
        Recovered::Yes { account, sealed } => {
            match wrap::unwrap(&code.kek(), &sealed, &wrap_purpose(&account.id, "recovery")) {
                Ok(identity) => Proving::yes(Unlocked::Account { account, identity }),
                Err(_) => Proving::of(Proven::No),
            }
        }
        Recovered::NotYet(opens) => Proving::of(Proven::NotYet(Instant(opens))),
        Recovered::Elsewhere => Proving::of(Proven::Elsewhere),
        Recovered::No => Proving::of(Proven::No),
        Recovered::Wait(seconds) => Proving::of(Proven::Wait { seconds }),
    })
}

async fn prove_told(line: &Line<'_>, token: &str, code: &str) -> Result<Proving, Broken> {
    let Ok(token) = vault::Token::parse(token) else { return Ok(Proving::of(Proven::No)) };
    let found = line.ask(Told { token_hash: token.hash(INVITE), code: code.to_owned() }).await?;
    Ok(match found {
        Some(invite) => Proving::yes(Unlocked::Invite { invite: Box::new(invite), code: code.to_owned() }),
        None => Proving::of(Proven::No),
    })
}

impl Commit<'_> {
    /// The root of a passphrase that somebody chooses for their account, unless it opens another account of the same
    /// name.
    pub(super) async fn new_root(&self, line: &Line<'_>, passphrase: &str) -> Result<(Root, [u8; 24]), Lost> {
        let salted = line.ask(Salt { way: Way::Choose }).await?;
        if salted.wait.is_some() {
            return Err(Lost::BUSY);
        }
        let root = self.host.stretch(&salted, passphrase).await.ok_or(Lost::BUSY)?;
        match line.ask(Enter { way: Way::Choose, proof: *root.proof().bytes() }).await? {
            Judged::New { ticket } => Ok((root, ticket)),
            Judged::Wait(_) => Err(Lost::BUSY),
            Judged::Yes(_) | Judged::Elsewhere | Judged::No => Err(Lost::NOT_DONE),
        }
    }
}
