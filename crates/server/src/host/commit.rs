//! From an outcome to one transaction: events sealed, rows, acts on keys; then what follows from it.

use app::{Answer, New, Outcome};
use domain::{Fold, SpaceName, event};
use serde::{Serialize, de::DeserializeOwned};
use store::{Append, Broken, Row, SealedRow, Write, WriteError};
use vault::{Chance, Place, Seen, SessionSigner, SignedInner, SnapshotKey, SpaceKey, letter, snapshot};

use super::acts::Act;
use super::letters::{Letter, pack};
use super::load::{Loaded, cut_short};
use super::open::{Opened, apply, encode, from_head, to_head, to_item};
use super::prove::Proving;
use super::visit::Visit;
use super::{Host, Incoming};
use crate::keeper::{self, Access, Deed, Do, Line, Refusal, Role, SignIn, own_space};

/// A snapshot is written with an act once this many events are not in one, …
const UNSAVED: usize = 4;
/// … and with a mere visit only once it is this many: a partner may write for weeks while one only reads.
const UNSAVED_READING: usize = 128;

/// Why an outcome was not committed.
pub(crate) enum Lost {
    /// Somebody else was faster: load, decide and try again.
    Race,
    /// The same form was sent before; this was its answer, sealed.
    Before(String),
    /// It cannot be done, and trying again would not change that. The status says why.
    Refused(u16),
    /// The store broke.
    Broken(Broken),
}

impl Lost {
    /// Nothing was done because something else stands in the way: somebody is in a couple already, an invitation was
    /// answered, a passphrase is taken. Which of these it is may be nobody's business.
    pub(crate) const NOT_DONE: Self = Self::Refused(409);
    /// Too many are proving something right now.
    pub(crate) const BUSY: Self = Self::Refused(429);

    /// What a page of ours asked for without the key or proof it takes, or a sealing that failed: a fault of ours.
    pub(crate) fn fault(cause: &'static str) -> Self {
        tracing::error!(event = "fault", cause);
        Self::Refused(500)
    }
}

/// A verb of the vault that cannot fail on what we give it.
pub(crate) fn sealing(_: vault::Refused) -> Lost {
    Lost::fault("something could not be sealed")
}

impl From<Broken> for Lost {
    fn from(broken: Broken) -> Self {
        Lost::Broken(broken)
    }
}

impl From<Refusal> for Lost {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Write(error) => error.into(),
            Refusal::Forbidden | Refusal::Malformed | Refusal::Unknown => {
                Lost::fault("a page asked for what this account may not touch")
            }
            refusal @ Refusal::SignedOut => Lost::Broken(refusal.into()),
        }
    }
}

impl From<WriteError> for Lost {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::AlreadyDone(answer) => Lost::Before(answer),
            WriteError::Broken(broken) => Lost::Broken(broken),
            WriteError::Conflict | WriteError::GateChanged => Lost::Race,
            // Something of the same kind came first; what is decided on the new rows says so.
            WriteError::Taken("setting" | "leaving" | "account") => Lost::Race,
            WriteError::Taken(_) | WriteError::Spent(_) => Lost::NOT_DONE,
        }
    }
}

/// What follows once the transaction is done.
#[derive(Default)]
pub(crate) struct After {
    pub(crate) sessions: Vec<SessionAct>,
    /// Cookies to set: name, value, seconds to keep (0 forgets, none ends with the browser).
    pub(crate) cookies: Vec<(String, String, Option<i64>)>,
    /// Who runs this server was said for the first time.
    pub(crate) run_by: Option<app::RunBy>,
    /// What opens a session with a keeper that is elsewhere, once there is an account.
    pub(crate) door: Option<SignIn>,
    /// Every device of somebody who recovered is signed out, where the keeper is elsewhere.
    pub(crate) all_out: Option<Access>,
    /// Both sides of a gate are in, as only the keeper could know.
    pub(crate) both_in: bool,
}

/// What follows for sessions, which lie in their own file.
pub(crate) enum SessionAct {
    Put(Box<store::Session>),
    SetKeys(Vec<u8>),
    SetPrivate(Vec<u8>),
    DropPrivate,
    End,
    EndOf(store::Hash),
    EndOthers,
    EndAll(store::Id),
}

/// A transaction in the making.
pub(crate) struct Commit<'a> {
    pub(crate) host: &'a Host,
    pub(crate) incoming: &'a Incoming,
    pub(crate) visit: Option<&'a Visit>,
    pub(crate) loaded: &'a Loaded,
    pub(crate) proving: &'a Proving,
    pub(crate) now: i64,
    pub(crate) chance: Chance,
    pub(crate) write: Write,
    /// The code that goes with an invitation in it.
    pub(crate) code: Option<String>,
    /// The name of somebody who begins, and what allows a new passphrase.
    pub(crate) name: Option<String>,
    pub(crate) ticket: Option<[u8; 24]>,
    seed: [u8; 32],
    /// Whether it was not tried often yet.
    pub(super) early: bool,
    pub(crate) after: After,
    /// Who writes, and with what they sign.
    pub(crate) author: Option<(store::Id, SessionSigner)>,
    /// Keys that came into use with this very request, newest last.
    pub(crate) fresh_keys: Vec<SpaceKey>,
    first_id: Option<store::Id>,
    pub(super) new: Vec<Fresh>,
}

/// A signed event on its way into a log.
pub(super) struct Fresh {
    pub(super) space: SpaceName,
    pub(super) id: store::Id,
    pub(super) author: store::Id,
    pub(super) inner: SignedInner,
}

impl<'a> Commit<'a> {
    pub(crate) fn new(
        host: &'a Host,
        incoming: &'a Incoming,
        visit: Option<&'a Visit>,
        loaded: &'a Loaded,
        proving: &'a Proving,
        now: i64,
        seed: [u8; 32],
    ) -> Self {
        Self {
            host,
            incoming,
            visit,
            loaded,
            proving,
            now,
            chance: Chance::from_seed(seed),
            write: Write::default(),
            code: None,
            name: None,
            ticket: None,
            seed,
            early: true,
            after: After::default(),
            author: visit.map(|visit| (visit.account(), visit.keys.signer.clone())),
            fresh_keys: Vec::new(),
            first_id: None,
            new: Vec::new(),
        }
    }

    /// Commits an outcome. Acts on keys come first: events may need the keys they bring.
    pub(crate) async fn run(mut self, outcome: &Outcome, act: Option<&Act>) -> Result<After, Lost> {
        let answer = match &outcome.answer {
            Answer::Go(path) => Some(path.clone()),
            // What was done stands on the page itself; loading that anew does it no second time.
            Answer::Page { status: 200, .. } if !outcome.events.is_empty() => {
                Some(self.incoming.path.clone())
            }
            _ => None,
        };
        self.first_id = act.map(|act| act.id);
        if let (Some(act), Some(answer)) = (act, answer) {
            let account = self.visit.map(Visit::account);
            let answer = act.seal_answer(&answer, &mut self.chance).map_err(sealing)?;
            self.write.act = Some(store::Act { id: act.id, account, answer, at: self.now });
        }
        for key in &outcome.keys {
            Box::pin(self.key_act(key)).await?;
        }
        for new in &outcome.events {
            self.event(new);
        }
        for row in &outcome.rows {
            Box::pin(self.row(row)).await?;
        }
        Box::pin(self.seal()).await?;
        if self.write.appends.is_empty() && self.write.rows.is_empty() {
            return Ok(self.after);
        }
        if self.host.here().is_some() {
            // First, because a form that is sent again after a fault does nothing a second time: at worst somebody is
            // signed out, and nothing else was done.
            // And once more afterwards, for whoever came in meanwhile.
            for act in &self.after.sessions {
                let again = match act {
                    SessionAct::EndOthers => SessionAct::EndOthers,
                    SessionAct::EndAll(account) => SessionAct::EndAll(*account),
                    _ => continue,
                };
                self.host.session_act(again, self.visit, self.now).await?;
            }
        }
        let line = self.line();
        let did = line
            .ask(Do(Deed { write: self.write, code: self.code, name: self.name, ticket: self.ticket }))
            .await?;
        self.after.both_in = !did.open.is_empty();
        Ok(self.after)
    }

    /// What shows the keeper who writes.
    pub(super) fn access(&self) -> Option<Access> {
        self.author.as_ref().map(|(account, signer)| Access { account: *account, signer: signer.clone() })
    }

    pub(super) fn seed(&self) -> [u8; 32] {
        self.seed
    }

    /// A way to ask the keeper, as whoever writes.
    pub(super) fn line(&self) -> Line<'a> {
        // Before there is an account, nobody can be signed in to it.
        let access = self.access().filter(|_| self.after.door.is_none());
        self.host.keeper.line(access, self.now, self.seed)
    }

    /// Takes an event of the person's own.
    pub(crate) fn event(&mut self, new: &New) {
        let (space, body) = match new {
            New::Desk(event) => (SpaceName::Desk, event::encode(event)),
            New::Private(event) => (SpaceName::Private, event::encode(event)),
            New::Shared(event) => (SpaceName::Shared, event::encode(event)),
        };
        let id = self.next_id();
        if let Some(fresh) = self.sign(space, id, body) {
            self.new.push(fresh);
        }
    }

    pub(super) fn next_id(&mut self) -> store::Id {
        match self.first_id.take() {
            Some(id) => id,
            None => self.chance.bytes(),
        }
    }

    pub(super) fn sign(&self, space: SpaceName, id: store::Id, body: Vec<u8>) -> Option<Fresh> {
        let (author, signer) = self.author.as_ref()?;
        let seen = self.head(space).map_or(Seen::default(), |head| Seen::from(&head));
        let place = self.space_id(space)?;
        let inner = SignedInner::sign(signer, &place, &id, author, self.now, seen, body);
        Some(Fresh { space, id, author: *author, inner })
    }

    /// The head of a log as it was read. What was read may be another's: of the person who was signed in before, or of
    /// an earlier couple.
    pub(super) fn head(&self, space: SpaceName) -> Option<vault::Head> {
        let (of, head) = match space {
            SpaceName::Desk => self.loaded.desk.as_ref().map(|opened| (opened.space, opened.head)),
            SpaceName::Private => self.loaded.private.as_ref().map(|opened| (opened.space, opened.head)),
            SpaceName::Shared => self.loaded.shared.as_ref().map(|opened| (opened.space, opened.head)),
        }?;
        (self.space_id(space) == Some(of)).then_some(head)
    }

    fn space_id(&self, space: SpaceName) -> Option<store::Id> {
        let account = self.author.as_ref().map(|(account, _)| account)?;
        match space {
            SpaceName::Desk => Some(own_space(account, Role::Desk)),
            SpaceName::Private => Some(own_space(account, Role::Private)),
            SpaceName::Shared => self.key(SpaceName::Shared).map(|key| *key.space()),
        }
    }

    /// The key of a space, if it is open in this session or came with this request.
    pub(super) fn key(&self, space: SpaceName) -> Option<&SpaceKey> {
        let account = self.author.as_ref().map(|(account, _)| *account)?;
        let own = [(SpaceName::Desk, Role::Desk), (SpaceName::Private, Role::Private)];
        let own = own.map(|(name, role)| (name, own_space(&account, role)));
        let is = |key: &&SpaceKey| match own.iter().find(|(name, _)| *name == space) {
            Some((_, id)) => key.space() == id,
            None => own.iter().all(|(_, id)| key.space() != id),
        };
        self.fresh_keys.iter().rev().find(is).or_else(|| match space {
            SpaceName::Desk => self.visit?.desk_key(),
            SpaceName::Private => self.visit?.private_key(),
            SpaceName::Shared => self.loaded.shared_key(self.visit?),
        })
    }

    async fn row(&mut self, row: &app::Row) -> Result<(), Lost> {
        match row {
            app::Row::Prefs(prefs) => {
                let Some((account, _)) = &self.author else { return Ok(()) };
                let discreet = if prefs.discreet { "discreet" } else { "" };
                let prefs = format!("{};{discreet}", prefs.zone.replace(';', ""));
                self.write.rows.push(Row::SetPrefs { account: *account, prefs });
            }
            app::Row::RunBy(run_by) => {
                let (key, value) = ("run-by".to_owned(), run_by.as_str().to_owned());
                if self.line().ask(keeper::RunBy {}).await?.is_none() {
                    self.after.run_by = Some(*run_by);
                    self.write.rows.push(Row::PutFirstSetting { key, value });
                }
            }
            app::Row::GatePut { label, expires, event } => self.gate_put(label, expires.0, event)?,
            app::Row::GateRelease { label, event } => self.gate_release(label, event).await?,
            app::Row::GateOpen { label } => self.gate_open(label).await?,
            app::Row::Erase { space, seqs } => self.erase(*space, seqs).await?,
            app::Row::GateTake { label } => self.gate_take(label).await?,
            app::Row::MatchPut { label, expires, items, room } => {
                self.match_put(label, expires.0, items, *room)?;
            }
            app::Row::MatchEnd { label } => self.match_end(label)?,
            app::Row::FeedPut { token, feed } => self.feed_put(token, feed)?,
            app::Row::FeedDrop { token } => self.feed_drop(token)?,
        }
        Ok(())
    }

    /// Erases own words. In the shared log an entry says who wrote it, and another's stays. What lies before the private
    /// space as a letter goes into its log with this very write, and is erased there.
    async fn erase(&mut self, space: SpaceName, seqs: &[u64]) -> Result<(), Lost> {
        let (Some((me, _)), Some(id)) = (self.author.clone(), self.space_id(space)) else {
            return Err(no_key());
        };
        let rows = self.line().ask(keeper::EventsAt { space: id, seqs: seqs.to_vec() }).await?;
        let mine = rows.iter().filter(|row| row.sealed.is_some()).filter(|row| {
            space != SpaceName::Shared
                || vault::Header::from_slice(&row.header).is_ok_and(|header| header.author == me)
        });
        self.write.rows.extend(mine.map(|row| Row::Erase { space: id, seq: row.seq }));
        if let (SpaceName::Private, Some(head)) = (space, self.head(space)) {
            let last = head.seq.saturating_add(self.loaded.letters.all.len() as u64);
            let letters = seqs.iter().filter(|seq| (head.seq.saturating_add(1)..=last).contains(seq));
            self.write.rows.extend(letters.map(|seq| Row::Erase { space: id, seq: *seq }));
        }
        Ok(())
    }

    /// The shared key, for writing: only while the two are together.
    pub(super) fn own_shared_key(&self) -> Result<SpaceKey, Lost> {
        let together = self.loaded.visitor.person().is_some_and(app::Person::is_together);
        let key = self
            .key(SpaceName::Shared)
            .filter(|key| together || self.fresh_keys.iter().any(|fresh| fresh.space() == key.space()));
        key.cloned().ok_or_else(no_key)
    }

    /// Seals what is new into its logs; what is for a shut space becomes a letter.
    async fn seal(&mut self) -> Result<(), Lost> {
        for space in [SpaceName::Desk, SpaceName::Private, SpaceName::Shared] {
            let fresh: Vec<Fresh> = self.new.extract_if(.., |fresh| fresh.space == space).collect();
            let letters = space == SpaceName::Private && !self.loaded.letters.rows.is_empty();
            if fresh.is_empty() && !letters {
                continue;
            }
            match self.key(space).cloned() {
                Some(_) if space == SpaceName::Shared => {
                    let key = self.own_shared_key()?;
                    self.append(space, &key, fresh).await?;
                }
                Some(key) => self.append(space, &key, fresh).await?,
                None if space == SpaceName::Private => self.drop_letters(fresh).await?,
                None => return Err(no_key()),
            }
        }
        Ok(())
    }

    async fn append(&mut self, space: SpaceName, key: &SpaceKey, fresh: Vec<Fresh>) -> Result<(), Lost> {
        if fresh.is_empty() && self.write.rows.is_empty() && self.write.appends.is_empty() {
            // A mere visit does not move letters; they are folded each time until something is written.
            return Ok(());
        }
        let expected = match self.head(space) {
            Some(head) => head,
            // A space that is made with this very write has no events yet.
            None if self
                .write
                .rows
                .iter()
                .any(|row| matches!(row, Row::PutSpace(space) if space.id == *key.space())) =>
            {
                vault::Head::START
            }
            None => {
                let space = self.line().ask(keeper::Space { space: *key.space() }).await?;
                space.map_or(vault::Head::START, |space| to_head(space.head))
            }
        };
        let mut head = expected;
        let mut events = Vec::new();
        let author = self.author.as_ref().map_or([0; 16], |(author, _)| *author);
        let mut all: Vec<(Fresh, bool)> = Vec::new();
        if space == SpaceName::Private {
            // They were written before, so they go in before, even if the page itself had no need of them.
            let letters = match &self.loaded.private {
                Some(_) => self.loaded.letters.clone(),
                None => self.host.letters(&self.line(), key, author, self.loaded).await?,
            };
            if !letters.rows.is_empty() {
                self.write.rows.push(Row::DeleteLetters { ids: letters.rows });
            }
            let moved = |letter: Letter| Fresh { space, id: letter.event, author, inner: letter.inner };
            all.extend(letters.all.into_iter().map(|letter| (moved(letter), true)));
        }
        all.extend(fresh.into_iter().map(|fresh| (fresh, false)));
        for (fresh, _) in &all {
            let place = Place::after(&head, fresh.id, fresh.author);
            let sealed = vault::event::seal(key, &place, &fresh.inner, &mut self.chance).map_err(sealing)?;
            head = vault::Head { seq: head.seq.saturating_add(1), hash: sealed.chain_hash() };
            events.push(SealedRow {
                seq: head.seq,
                id: fresh.id,
                sealed_hash: sealed.body_hash(),
                hash: head.hash,
                header: sealed.header,
                sealed: sealed.sealed,
            });
        }
        self.write.appends.push(Append { space: *key.space(), expected: from_head(&expected), events });
        // Letters are folded into the loaded state already.
        let new: Vec<_> = all.iter().filter(|(_, letter)| !letter).map(|(fresh, _)| fresh).collect();
        let first = head.seq.saturating_sub(new.len() as u64).saturating_add(1);
        match space {
            SpaceName::Desk => self.snapshot(self.loaded.desk.as_ref(), key, head, first, &new, all.len()),
            SpaceName::Private => {
                self.snapshot(self.loaded.private.as_ref(), key, head, first, &new, all.len())
            }
            SpaceName::Shared if cut_short(self.loaded) => {}
            SpaceName::Shared => {
                self.snapshot(self.loaded.shared.as_ref(), key, head, first, &new, all.len())
            }
        }
        Ok(())
    }

    /// Keeps the folded state beside the log once enough is new, so that a page costs the same after ten years.
    fn snapshot<S>(
        &mut self,
        opened: Option<&Opened<S>>,
        key: &SpaceKey,
        head: vault::Head,
        first: u64,
        new: &[&Fresh],
        added: usize,
    ) where
        S: Fold + Clone + Serialize + DeserializeOwned,
    {
        let Some(opened) = opened else { return };
        if *key.space() != opened.space || opened.unsaved.saturating_add(added) < UNSAVED || opened.altered {
            return;
        }
        let mut state = opened.state.clone();
        for (seq, fresh) in (first..).zip(new) {
            apply(&mut state, seq, &to_item(fresh.author, &fresh.inner));
        }
        if let (Some(snapshots), Some((account, _))) = (self.snapshots(), self.author.clone()) {
            let (erasures, bad) = (opened.erasures, opened.bad_snapshot);
            let keep = Keep { state, key, snapshots: &snapshots, account, head, erasures, bad };
            put_snapshot(&mut self.write.rows, keep, &mut self.chance);
        }
    }

    fn snapshots(&self) -> Option<SnapshotKey> {
        self.key(SpaceName::Desk).map(SpaceKey::snapshot_key)
    }

    async fn drop_letters(&mut self, fresh: Vec<Fresh>) -> Result<(), Lost> {
        let Some(id) = self.space_id(SpaceName::Private) else { return Ok(()) };
        // As its own key said it when it was open: what the store says now could be anybody's.
        let said = self.visit.and_then(|visit| visit.keys.private_drop);
        let drop = match (said, self.host.here()) {
            (Some(drop), _) => drop,
            // A session from before it was kept; here the store is believed anyway.
            (None, Some(_)) => match self.line().ask(keeper::Space { space: id }).await? {
                Some(space) => vault::DropPublic { epoch: space.epoch, key: space.drop_public },
                None => return Err(no_key()),
            },
            (None, None) => return Err(no_key()),
        };
        for fresh in fresh {
            let sealed = pack(&fresh.id, &fresh.inner)
                .and_then(|bytes| letter::seal_letter(&drop, &id, &bytes, &mut self.chance))
                .map_err(sealing)?;
            let row = store::Letter { id: self.chance.bytes(), space: id, epoch: drop.epoch, sealed };
            self.write.rows.push(Row::PutLetter(row));
        }
        Ok(())
    }
}

/// A folded state, to be kept beside its log.
struct Keep<'a, S> {
    state: S,
    key: &'a SpaceKey,
    snapshots: &'a SnapshotKey,
    account: store::Id,
    head: vault::Head,
    erasures: u32,
    /// What is kept now is no good, and must not pass for the newer one.
    bad: bool,
}

pub(super) fn no_key() -> Lost {
    Lost::fault("a page wrote where it has no key")
}

fn put_snapshot<S: Fold + Serialize>(rows: &mut Vec<Row>, mut keep: Keep<'_, S>, chance: &mut Chance) {
    let (space, account, erasures) = (*keep.key.space(), keep.account, keep.erasures);
    if keep.bad {
        rows.push(Row::DeleteSnapshot { space, account });
    }
    for (no, bytes) in keep.state.take_chapters() {
        if let Ok(sealed) = snapshot::chapter_seal(keep.snapshots, &space, S::VERSION, no, &bytes, chance) {
            rows.push(Row::PutChapter { chapter: store::Chapter { space, account, no, sealed }, erasures });
        }
    }
    let bytes = encode(&keep.state);
    if let Ok(sealed) =
        snapshot::snapshot_seal(keep.snapshots, &space, S::VERSION, &keep.head, &bytes, chance)
    {
        let head = from_head(&keep.head);
        let snapshot = store::Snapshot { space, account, version: S::VERSION, head, sealed };
        rows.push(Row::PutSnapshot { snapshot, erasures });
    }
}

/// What a mere visit keeps of a space: nothing, unless very much is new.
fn keep<S>(
    rows: &mut Vec<Row>,
    opened: Option<&Opened<S>>,
    key: Option<&SpaceKey>,
    by: &Visit,
    chance: &mut Chance,
) where
    S: Fold + Clone + Serialize + DeserializeOwned,
{
    let (Some(opened), Some(key), Some(desk)) = (opened, key, by.desk_key()) else { return };
    if opened.unsaved < UNSAVED_READING || opened.altered {
        return;
    }
    let snapshots = desk.snapshot_key();
    let keep = Keep {
        state: opened.state.clone(),
        key,
        snapshots: &snapshots,
        account: by.account(),
        head: opened.served,
        erasures: opened.erasures,
        bad: opened.bad_snapshot,
    };
    put_snapshot(rows, keep, chance);
}

impl Host {
    /// Keeps snapshots after a mere visit, when very much is new: a cache, not a fact.
    pub(crate) async fn keep_snapshots(
        &self,
        visit: &Visit,
        loaded: &Loaded,
        now: i64,
        seed: [u8; 32],
    ) -> Result<(), Broken> {
        let (mut rows, mut chance) = (Vec::new(), Chance::from_seed(seed));
        keep(&mut rows, loaded.desk.as_ref(), visit.desk_key(), visit, &mut chance);
        // Letters are folded in already, but lie nowhere in the log yet.
        if loaded.letters.all.is_empty() {
            keep(&mut rows, loaded.private.as_ref(), visit.private_key(), visit, &mut chance);
        }
        if !cut_short(loaded) {
            keep(&mut rows, loaded.shared.as_ref(), loaded.shared_key(visit), visit, &mut chance);
        }
        self.keep(visit, rows, now).await
    }

    /// Writes caches after a mere visit; what was lost to somebody faster is as good as done.
    pub(crate) async fn keep(&self, visit: &Visit, rows: Vec<Row>, now: i64) -> Result<(), Broken> {
        if rows.is_empty() {
            return Ok(());
        }
        let write = Write { rows, ..Write::default() };
        match self.line(Some(visit), now).ask(Do(Deed { write, ..Deed::default() })).await {
            Err(Refusal::Write(WriteError::Broken(broken))) => Err(broken),
            _ => Ok(()),
        }
    }
}
