//! Acts on keys, sessions and invitations. The session never holds the identity key: what needs it asks for the
//! passphrase, and gets it from the proof of the very same request.

use app::{KeyAct, New};
use domain::PersonId;
use store::{
    Couple, CoupleRow, CoupleState, Grant, Invite, InviteState, Leaving, Pin, Row, Session, Space, Wrap,
    WrapKind,
};
use vault::{
    CookieKey, DeviceSecret, Identity, PrivateKeys, PublicIdentity, RecoveryCode, Root, SealedGrant,
    SessionKeys, SessionSigner, Share, SpaceKey, Token, pin, words, wrap,
};

use super::commit::{Commit, Lost, SessionAct, sealing};
use super::prove::{Unlocked, wrap_purpose};
use super::visit::{LONGEST_MS, MINE_MS};
use super::{INVITE, hex, unhex};
use crate::keeper::{self, Access, Invites, Line, Role, other, own_space};

/// Cookies of a device marked *mine*, and of a device with a PIN, are kept for 400 days at most.
const KEEP_SECONDS: i64 = 400 * 24 * 3600;

impl Commit<'_> {
    /// Does one act.
    pub(crate) async fn key_act(&mut self, act: &KeyAct) -> Result<(), Lost> {
        match act {
            KeyAct::Begin { mine } => self.begin(*mine).await,
            KeyAct::Enter { mine } => self.enter(*mine).await,
            KeyAct::Exit => {
                self.after.sessions.push(SessionAct::End);
                self.forget_cookies();
                Ok(())
            }
            KeyAct::EndSession(id) => {
                self.after.sessions.extend(unhex(id).map(SessionAct::EndOf));
                Ok(())
            }
            KeyAct::EndOtherSessions => {
                self.after.sessions.push(SessionAct::EndOthers);
                Ok(())
            }
            KeyAct::OpenPrivate => self.open_private().await,
            KeyAct::ShutPrivate => {
                self.after.sessions.push(SessionAct::DropPrivate);
                Ok(())
            }
            KeyAct::SetPin(typed) => self.set_pin(typed).await,
            KeyAct::DropPin(device) => {
                if let Some(device) = unhex(device)
                    && self.line().ask(keeper::PinHere { device }).await?
                {
                    self.write.rows.push(Row::DeletePin { device });
                }
                Ok(())
            }
            KeyAct::KeepRecovery(code) => self.keep_recovery(code),
            KeyAct::DropRecovery => self.account_row(|account| Row::DeleteRecovery { account }),
            KeyAct::CallOffRecovery => self.account_row(|account| Row::CancelRecovery { account }),
            KeyAct::Recover { passphrase } => self.recover(passphrase).await,
            KeyAct::ChangePassphrase(passphrase) => {
                self.change_passphrase(passphrase).await?;
                self.after.sessions.push(SessionAct::EndOthers);
                Ok(())
            }
            KeyAct::Invite { token, code, letter, expires } => {
                self.invite(token, code, letter, expires.0).await
            }
            KeyAct::NewCode { token, code } => self.new_code(token, code).await,
            KeyAct::CloseInvite => self.close_invites().await,
            KeyAct::NeverAsk { token } => self.never_ask(token).await,
            KeyAct::SayYes { token } => self.say_yes(token).await,
            KeyAct::Pair { first, words } => self.pair(first, words).await,
            KeyAct::Unpair => self.unpair().await,
            KeyAct::OpenShared { words } => self.open_shared(words).await,
            KeyAct::LeaveCouple { shows } => self.leave_couple(shows.0).await,
        }
    }

    fn account_row(&mut self, row: impl FnOnce(store::Id) -> Row) -> Result<(), Lost> {
        if let Some((account, _)) = &self.author {
            self.write.rows.push(row(*account));
        }
        Ok(())
    }

    fn identity(&self) -> Option<&Identity> {
        match self.proving.unlocked.as_ref()? {
            Unlocked::Account { identity, .. } => Some(identity),
            _ => None,
        }
    }

    /// A new account with its own two spaces; or a sign-in, when name and passphrase open one that exists.
    async fn begin(&mut self, mine: bool) -> Result<(), Lost> {
        let Some(Unlocked::New { name, root, ticket }) = &self.proving.unlocked else {
            return self.enter(mine).await;
        };
        let account = self.chance.bytes();
        (self.name, self.ticket) = (Some(name.clone()), Some(*ticket));
        let identity = Identity::new(&mut self.chance);
        self.write.rows.push(Row::PutAccount(store::Account {
            id: account,
            // What only the keeper can make of the name and the proof, it makes.
            name_mac: [0; 32],
            verifier: *root.proof().bytes(),
            pepper_id: String::new(),
            cost: String::new(),
            public: identity.public().to_bytes(),
            prefs: String::new(),
            // The keeper knows better.
            kind: store::AccountKind::Server,
        }));
        let access = Access { account, signer: self.signer(&identity, mine) };
        self.after.door = self.host.keeper.knock(&identity, &access, self.now, mine).await?;
        self.author = Some((access.account, access.signer));
        self.wrap_identity(account, &identity, root).await?;
        let desk = self.new_space(account, Role::Desk, &identity)?;
        let private = self.new_space(account, Role::Private, &identity)?;
        let public = identity.public().to_bytes().to_vec();
        self.start_session(vec![desk, private], mine)?;
        // The act becomes the first event of the log of what the person did; what the host adds comes after.
        self.event(&New::Desk(domain::desk::Event::IdentityPinned { person: PersonId(account), public }));
        Ok(())
    }

    async fn wrap_identity(
        &mut self,
        account: store::Id,
        identity: &Identity,
        root: &Root,
    ) -> Result<(), Lost> {
        let id = self.chance.bytes();
        let share = self.line().ask(keeper::ShareFor { account, wrap: id }).await?.0;
        let kek = root.kek(&Share::from_bytes(share));
        let sealed = wrap::wrap(&kek, identity, &wrap_purpose(&account, "passphrase"), &mut self.chance);
        let sealed = sealed.map_err(sealing)?;
        self.write.rows.push(Row::PutWrap(Wrap { account, kind: WrapKind::Passphrase, id, sealed }));
        Ok(())
    }

    fn new_space(&mut self, account: store::Id, role: Role, identity: &Identity) -> Result<SpaceKey, Lost> {
        let key = SpaceKey::new(own_space(&account, role), 0, &mut self.chance);
        self.put_space(&key)?;
        self.put_grant(&key, account, identity, &identity.public(), role)?;
        Ok(key)
    }

    fn put_space(&mut self, key: &SpaceKey) -> Result<(), Lost> {
        let drop_public = key.drop_public().map_err(sealing)?.key;
        let head = store::Head { seq: 0, hash: [0; 32] };
        self.write.rows.push(Row::PutSpace(Space {
            id: *key.space(),
            epoch: key.epoch(),
            head,
            drop_public,
            erasures: 0,
        }));
        Ok(())
    }

    fn put_grant(
        &mut self,
        key: &SpaceKey,
        account: store::Id,
        granter: &Identity,
        to: &PublicIdentity,
        role: Role,
    ) -> Result<(), Lost> {
        let sealed = key.grant(granter, to, role as u8, None, [0; 32], &mut self.chance);
        let sealed = sealed.map_err(sealing)?.to_bytes();
        self.write.rows.push(Row::PutGrant(Grant {
            space: *key.space(),
            epoch: key.epoch(),
            account,
            sealed,
        }));
        Ok(())
    }

    /// Signs in with what the proof opened.
    async fn enter(&mut self, mine: bool) -> Result<(), Lost> {
        let Some(Unlocked::Account { account, identity }) = &self.proving.unlocked else {
            return Err(unproven());
        };
        let access = Access { account: account.id, signer: self.signer(identity, mine) };
        if let Some(door) = self.host.keeper.knock(identity, &access, self.now, mine).await? {
            self.host.line(None, self.now).ask(door).await?;
        }
        self.author = Some((access.account, access.signer));
        let keys = self.granted(account.id, identity).await?;
        let held = |role| keys.iter().any(|key| *key.space() == own_space(&account.id, role));
        // Without these keys every page would send them back to sign in, and never say why.
        if !held(Role::Desk) || !held(Role::Private) {
            return Err(Lost::fault("the keys of an account cannot be opened"));
        }
        self.start_session(keys, mine)
    }

    /// The keys this identity holds: its own spaces, and the newest couple's, once its partner was met.
    async fn granted(&mut self, account: store::Id, identity: &Identity) -> Result<Vec<SpaceKey>, Lost> {
        let line = self.line();
        let couple = line.ask(keeper::Couples {}).await?.into_iter().next().map(|row| row.couple.space);
        let own = [own_space(&account, Role::Desk), own_space(&account, Role::Private)];
        let mut keys = Vec::new();
        for row in line.ask(keeper::Grants {}).await? {
            let Ok(grant) = SealedGrant::from_slice(&row.sealed) else { continue };
            // One's own grants only: at pairing, the shared key was granted on by oneself, to oneself.
            let wanted = own.contains(&row.space) || couple == Some(row.space);
            if let Ok(key) = grant.open(identity, &identity.public(), self.now)
                && wanted
            {
                keys.push(key);
            }
        }
        keys.sort_by_key(|key| key.epoch());
        Ok(keys)
    }

    /// Signs for the session that begins.
    fn signer(&mut self, identity: &Identity, mine: bool) -> SessionSigner {
        SessionSigner::new(identity, self.expires(mine), &mut self.chance)
    }

    fn expires(&self, mine: bool) -> i64 {
        self.now.saturating_add(if mine { MINE_MS } else { LONGEST_MS })
    }

    fn start_session(&mut self, keys: Vec<SpaceKey>, mine: bool) -> Result<(), Lost> {
        let Some((account, signer)) = self.author.clone() else { return Err(unproven()) };
        let expires = self.expires(mine);
        let cookie = CookieKey::new(&mut self.chance);
        let private_id = own_space(&account, Role::Private);
        let (private, open): (Vec<_>, Vec<_>) =
            keys.iter().cloned().partition(|key| *key.space() == private_id);
        let private_drop = private.last().and_then(|key| key.drop_public().ok());
        let record =
            SessionKeys { account, expires_ms: expires, signer: signer.clone(), spaces: open, private_drop };
        let sealed_keys = record.seal(&cookie, &mut self.chance).map_err(sealing)?;
        // The passphrase was given just now, so the private space is open too, until it is shut or idle.
        let sealed_private = PrivateKeys { spaces: private }.seal(&cookie, &mut self.chance).ok();
        // A keeper that is elsewhere lists the device by the session's token.
        let known_by = match self.host.here() {
            Some(_) => cookie.id_hash(),
            None => signer.store_token().hash(keeper::door::STORE),
        };
        let [a, b] = words::device_words(&known_by);
        self.after.sessions.push(SessionAct::Put(Box::new(Session {
            id_hash: cookie.id_hash(),
            account,
            sealed_keys,
            private_seen: sealed_private.as_ref().map(|_| self.now),
            sealed_private,
            created: self.now,
            seen: self.now,
            expires,
            mine,
            words: u32::from(a) << 16 | u32::from(b),
        })));
        let seconds = mine.then_some(MINE_MS / 1000);
        self.after.cookies.push((self.host.cookies.session.clone(), cookie.text().to_string(), seconds));
        self.fresh_keys.extend(keys);
        Ok(())
    }

    fn forget_cookies(&mut self) {
        let cookies = &self.host.cookies;
        for name in [&cookies.session, &cookies.seen, &cookies.form] {
            self.after.cookies.push((name.clone(), String::new(), Some(0)));
        }
    }

    async fn open_private(&mut self) -> Result<(), Lost> {
        let Some(visit) = self.visit else { return Err(unproven()) };
        let key = match &self.proving.unlocked {
            Some(Unlocked::Private(key)) => key.clone(),
            Some(Unlocked::Account { identity, .. }) => self.private_key(visit.account(), identity).await?,
            _ => return Err(unproven()),
        };
        let keys = PrivateKeys { spaces: vec![key] };
        let sealed = keys.seal(&visit.cookie, &mut self.chance).map_err(sealing)?;
        self.after.sessions.push(SessionAct::SetPrivate(sealed));
        Ok(())
    }

    async fn private_key(&mut self, account: store::Id, identity: &Identity) -> Result<SpaceKey, Lost> {
        let id = own_space(&account, Role::Private);
        let keys = self.granted(account, identity).await?;
        keys.into_iter().rev().find(|key| *key.space() == id).ok_or_else(unproven)
    }

    async fn set_pin(&mut self, typed: &str) -> Result<(), Lost> {
        let Some(Unlocked::Account { account, identity }) = &self.proving.unlocked else {
            return Err(unproven());
        };
        let account = account.id;
        let key = self.private_key(account, identity).await?;
        let secret = DeviceSecret::new(&mut self.chance);
        let device = self.chance.bytes::<16>();
        let share = self.line().ask(keeper::ShareFor { account, wrap: device }).await?.0;
        let (text, of_device) = (typed.to_owned(), DeviceSecret::from_bytes(*secret.bytes()));
        let cost = self.host.cost();
        let root = self.host.provers.run(move || pin::root(&text, &of_device, cost)).await;
        let root = root.ok_or(Lost::BUSY)?.map_err(sealing)?;
        let kek = root.kek(&Share::from_bytes(share));
        let sealed = wrap::wrap_space_key(&kek, &key, &wrap_purpose(&account, "pin"), &mut self.chance);
        let verifier = *root.proof().bytes();
        let sealed = sealed.map_err(sealing)?;
        if let Some(before) = self.host.device(self.incoming)
            && self.line().ask(keeper::PinHere { device: before.id }).await?
        {
            self.write.rows.push(Row::DeletePin { device: before.id });
        }
        self.write.rows.push(Row::PutPin(Pin { device, account, salt: [0; 32], tries: 0, verifier, sealed }));
        let value = format!("{}.{}", hex(&device), hex(secret.bytes()));
        self.after.cookies.push((self.host.cookies.device.clone(), value, Some(KEEP_SECONDS)));
        Ok(())
    }

    fn keep_recovery(&mut self, code: &str) -> Result<(), Lost> {
        let Some(Unlocked::Account { account, identity }) = &self.proving.unlocked else {
            return Err(unproven());
        };
        let Ok(code) = RecoveryCode::parse(code) else { return Err(Lost::Refused(400)) };
        let sealed =
            wrap::wrap(&code.kek(), identity, &wrap_purpose(&account.id, "recovery"), &mut self.chance);
        let sealed = sealed.map_err(sealing)?;
        let verifier = *code.proof().bytes();
        let row = store::Recovery { account: account.id, sealed, verifier, requested_at: None };
        self.write.rows.push(Row::PutRecovery(row));
        Ok(())
    }

    async fn recover(&mut self, passphrase: &str) -> Result<(), Lost> {
        let Some(Unlocked::Account { account, .. }) = &self.proving.unlocked else { return Err(unproven()) };
        let account = account.id;
        self.change_passphrase(passphrase).await?;
        // Whoever had the old passphrase or a device is out; the code was used once and is gone.
        self.write.rows.push(Row::DeletePins { account });
        self.write.rows.push(Row::DeleteRecovery { account });
        self.after.sessions.push(SessionAct::EndAll(account));
        self.after.all_out = self.access().filter(|_| self.host.here().is_none());
        Ok(())
    }

    async fn change_passphrase(&mut self, passphrase: &str) -> Result<(), Lost> {
        let Some(Unlocked::Account { account, identity }) = &self.proving.unlocked else {
            return Err(unproven());
        };
        let id = account.id;
        // Whoever recovers is not signed in, but holds the identity.
        let signer = SessionSigner::new(identity, self.expires(false), &mut self.chance);
        let access = Access { account: id, signer: signer.clone() };
        if let Some(door) = self.host.keeper.knock(identity, &access, self.now, false).await? {
            self.host.line(None, self.now).ask(door).await?;
        }
        let line = self.host.keeper.line(Some(access), self.now, self.seed());
        let (root, ticket) = self.new_root(&line, passphrase).await?;
        self.ticket = Some(ticket);
        match (&self.author, self.host.here()) {
            (Some(_), Some(_)) => {}
            // A keeper that is elsewhere takes a new passphrase only in a session that was begun just now.
            _ => self.author = Some((id, signer)),
        }
        self.write.rows.push(Row::DeleteWraps { account: id, kind: WrapKind::Passphrase });
        self.wrap_identity(id, identity, &root).await?;
        self.write.rows.push(Row::SetVerifier {
            account: id,
            name_mac: [0; 32],
            verifier: *root.proof().bytes(),
            pepper_id: String::new(),
            cost: String::new(),
        });
        Ok(())
    }

    async fn invite(&mut self, token: &str, code: &str, letter: &str, expires: i64) -> Result<(), Lost> {
        let Some((inviter, _)) = self.author.as_ref().map(|(id, signer)| (*id, signer.certificate().key))
        else {
            return Err(unproven());
        };
        self.close_invites().await?;
        self.code = Some(code.to_owned());
        let Ok(token) = Token::parse(token) else { return Err(Lost::Refused(400)) };
        let token_hash = token.hash(INVITE);
        let sealed = token.seal(INVITE, letter.as_bytes(), &mut self.chance).map_err(sealing)?;
        self.write.rows.push(Row::PutInvite(Invite {
            token_hash,
            inviter,
            expires,
            opened: None,
            code_mac: [0; 32],
            tries: 0,
            state: InviteState::Waiting,
            sealed,
            joiner: None,
            joined: None,
        }));
        Ok(())
    }

    async fn new_code(&mut self, token: &str, code: &str) -> Result<(), Lost> {
        let Ok(token) = Token::parse(token) else { return Ok(()) };
        let token_hash = token.hash(INVITE);
        let me = self.author.as_ref().map(|(me, _)| *me);
        let mine = |row: &Invite| Some(row.inviter) == me && row.state == InviteState::Waiting;
        if self
            .line()
            .ask(Invites { joined: false })
            .await?
            .iter()
            .any(|row| row.token_hash == token_hash && mine(row))
        {
            self.code = Some(code.to_owned());
            self.write.rows.push(Row::RenewCode { token_hash, code_mac: [0; 32] });
        }
        Ok(())
    }

    async fn close_invites(&mut self) -> Result<(), Lost> {
        if self.author.is_none() {
            return Ok(());
        }
        for row in self.line().ask(Invites { joined: false }).await? {
            if matches!(row.state, InviteState::Waiting | InviteState::Joined | InviteState::Declined) {
                let token_hash = row.token_hash;
                let to = InviteState::Withdrawn;
                self.write.rows.push(Row::MoveInvite { token_hash, from: row.state, to, joined: None });
            }
        }
        Ok(())
    }

    async fn never_ask(&mut self, token: &str) -> Result<(), Lost> {
        let Ok(token) = Token::parse(token) else { return Ok(()) };
        let token_hash = token.hash(INVITE);
        let question = keeper::Invitation { token_hash, look: false };
        let Some(row) = self.line().ask(question).await? else { return Ok(()) };
        if row.state == InviteState::Waiting {
            let to = InviteState::Declined;
            self.write.rows.push(Row::MoveInvite {
                token_hash,
                from: InviteState::Waiting,
                to,
                joined: None,
            });
        }
        if let Some((me, _)) = &self.author {
            self.write.rows.push(Row::PutBlock { inviter: row.inviter, target: me.to_vec() });
        }
        Ok(())
    }

    async fn say_yes(&mut self, token: &str) -> Result<(), Lost> {
        let Some(Unlocked::Invite { invite, code }) = &self.proving.unlocked else { return Err(unproven()) };
        let Some((me, _)) = &self.author else { return Err(unproven()) };
        let ours = Token::parse(token).is_ok_and(|token| token.hash(INVITE) == invite.token_hash);
        let line = self.line();
        if !ours || invite.inviter == *me || line.ask(keeper::Blocked { inviter: invite.inviter }).await? {
            return Ok(());
        }
        // It was open when the code was proven; somebody else may have said yes, or it was taken back.
        let now = line.ask(keeper::Invitation { token_hash: invite.token_hash, look: false }).await?;
        let waits = now.is_some_and(|row| row.state == InviteState::Waiting && row.expires > self.now);
        if !waits || open_couple(&line).await?.is_some() {
            return Err(Lost::NOT_DONE);
        }
        self.code = Some(code.clone());
        let (from, to) = (InviteState::Waiting, InviteState::Joined);
        let joined = Some((*me, self.now));
        self.write.rows.push(Row::MoveInvite { token_hash: invite.token_hash, from, to, joined });
        Ok(())
    }

    /// The inviter has heard the words: the shared key is made, granted to both, and both are remembered.
    async fn pair(&mut self, first: &[domain::shared::Event], heard: &[u16; 4]) -> Result<(), Lost> {
        let (Some(identity), Some(visit)) = (self.identity().cloned(), self.visit) else {
            return Err(unproven());
        };
        let me = visit.account();
        let line = self.line();
        let invites = line.ask(Invites { joined: false }).await?;
        let invite = invites.into_iter().find(|row| row.state == InviteState::Joined);
        let Some((invite, joiner)) = invite.and_then(|row| Some((row.token_hash, row.joiner?))) else {
            return Err(Lost::NOT_DONE);
        };
        let Some(public) = line.ask(keeper::Identity { of: joiner }).await?.0 else {
            return Err(Lost::NOT_DONE);
        };
        let their = PublicIdentity::from_slice(&public).map_err(sealing)?;
        // The identity that is used must be the one whose words were heard.
        if words::confirm_words(&identity.public(), &their, &invite) != *heard {
            return Err(Lost::NOT_DONE);
        }
        let space = self.chance.bytes();
        let key = SpaceKey::new(space, 0, &mut self.chance);
        self.put_space(&key)?;
        self.put_grant(&key, me, &identity, &identity.public(), Role::Shared)?;
        self.put_grant(&key, joiner, &identity, &their, Role::Shared)?;
        let id = self.chance.bytes();
        let couple = Couple { id, space, a: me, b: joiner, began: self.now, state: CoupleState::Open };
        self.write.rows.push(Row::PutCouple(couple));
        let (from, to) = (InviteState::Joined, InviteState::Paired);
        self.write.rows.push(Row::MoveInvite { token_hash: invite, from, to, joined: None });
        self.use_shared(key)?;
        self.pin_identity(joiner, &public);
        for event in first {
            self.event(&New::Shared(event.clone()));
        }
        Ok(())
    }

    /// The one who was invited has heard the words too: the key opens, and is granted on to oneself.
    async fn open_shared(&mut self, heard: &[u16; 4]) -> Result<(), Lost> {
        let (Some(identity), Some(visit)) = (self.identity().cloned(), self.visit) else {
            return Err(unproven());
        };
        let me = visit.account();
        let line = self.line();
        let Some(row) = open_couple(&line).await? else { return Err(Lost::NOT_DONE) };
        let partner = other(&row, &me);
        let Some(public) = line.ask(keeper::Identity { of: partner }).await?.0 else {
            return Err(Lost::NOT_DONE);
        };
        let their = PublicIdentity::from_slice(&public).map_err(sealing)?;
        let invites = line.ask(Invites { joined: true }).await?;
        let ours = |row: &&Invite| row.inviter == partner && row.state == InviteState::Paired;
        let token_hash = invites.iter().find(ours).map_or([0; 32], |row| row.token_hash);
        if words::confirm_words(&identity.public(), &their, &token_hash) != *heard {
            return Err(Lost::NOT_DONE);
        }
        for grant in line.ask(keeper::Grants {}).await? {
            if grant.space != row.couple.space {
                continue;
            }
            let Ok(sealed) = SealedGrant::from_slice(&grant.sealed) else { continue };
            if let Ok(key) = sealed.open(&identity, &their, self.now) {
                self.put_grant(&key, me, &identity, &identity.public(), Role::Shared)?;
                self.pin_identity(partner, &public);
                return self.use_shared(key);
            }
            if let Ok(key) = sealed.open(&identity, &identity.public(), self.now) {
                return self.use_shared(key);
            }
        }
        Err(Lost::fault("no grant opens the shared space"))
    }

    fn pin_identity(&mut self, person: store::Id, public: &[u8]) {
        let event = domain::desk::Event::IdentityPinned { person: PersonId(person), public: public.to_vec() };
        self.event(&New::Desk(event));
    }

    /// Takes a shared key into this session.
    fn use_shared(&mut self, key: SpaceKey) -> Result<(), Lost> {
        let Some(visit) = self.visit else { return Err(unproven()) };
        let desk = visit.desk_key().cloned();
        let spaces = desk.into_iter().chain([key.clone()]).collect();
        let keys = SessionKeys {
            account: visit.account(),
            expires_ms: visit.keys.expires_ms,
            signer: visit.keys.signer.clone(),
            spaces,
            private_drop: visit.keys.private_drop,
        };
        let sealed = keys.seal(&visit.cookie, &mut self.chance).map_err(sealing)?;
        self.after.sessions.push(SessionAct::SetKeys(sealed));
        self.fresh_keys.push(key);
        Ok(())
    }

    async fn unpair(&mut self) -> Result<(), Lost> {
        if self.author.is_none() {
            return Ok(());
        }
        let line = self.line();
        let mine = line.ask(Invites { joined: false }).await?;
        let joined = line.ask(Invites { joined: true }).await?;
        for row in mine.into_iter().chain(joined) {
            if row.state == InviteState::Joined {
                let (from, to) = (InviteState::Joined, InviteState::Withdrawn);
                self.write.rows.push(Row::MoveInvite { token_hash: row.token_hash, from, to, joined: None });
            }
        }
        Ok(())
    }

    /// A plain row and nothing else: nobody is told, nothing is sent.
    async fn leave_couple(&mut self, shows_on: i64) -> Result<(), Lost> {
        let Some((leaver, _)) = self.author.as_ref().map(|(me, signer)| (*me, signer.certificate().key))
        else {
            return Ok(());
        };
        let line = self.line();
        let Some(row) = open_couple(&line).await? else { return Ok(()) };
        if row.leaving.as_ref().is_some_and(|leaving| leaving.leaver == leaver) {
            return Ok(());
        }
        let couple = row.couple.id;
        if row.leaving.is_some() {
            // The other has left already, unseen. With both gone there is nothing left to write or to hide: each has
            // left, and what one chose for the other to see still shows on its day.
            self.write.rows.push(Row::EndCouple { couple });
        } else {
            // The keeper cuts where the log ends.
            self.write.rows.push(Row::PutLeaving(Leaving { couple, leaver, cut: 0, shows_on }));
        }
        for id in line.ask(keeper::MySides {}).await?.0 {
            self.write.rows.push(Row::TakeGate { id, side: leaver, expect: store::Expect::Any });
        }
        Ok(())
    }
}

/// A page asked for an act on keys without what it takes. Pages of ours ask only behind a proof that held.
fn unproven() -> Lost {
    Lost::fault("an act on keys without its proof")
}

/// The couple one is in, if it has not ended.
async fn open_couple(line: &Line<'_>) -> Result<Option<CoupleRow>, Lost> {
    let couples = line.ask(keeper::Couples {}).await?;
    Ok(couples.into_iter().find(|row| row.couple.state == CoupleState::Open))
}
