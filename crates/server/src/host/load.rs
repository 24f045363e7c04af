//! Loads what a request needs into a world.

use std::collections::BTreeMap;

use app::{CoupleState, Needs, Pairing, Trouble, Visitor, World};
use domain::desk::Desk;
use domain::private::Private;
use domain::shared::Shared;
use domain::{Fold, Instant, PersonId, SpaceName};
use jiff::tz::TimeZone;
use serde::{Serialize, de::DeserializeOwned};
use store::{Broken, CoupleRow, OpenSpace};
use vault::{Chance, PublicIdentity, Seen, SpaceKey, Verifier, gate};

use super::acts::Acts;
use super::letters::Letters;
use super::open::{Folding, Opened, fold, fresh, item};
use super::visit::Visit;
use super::{Host, Incoming, Proving};
use crate::keeper::{self, Line, Role, other, own_space};

/// How many events after a snapshot are read at once.
const TAIL: u32 = 512;

/// What was loaded for a request, with what committing needs of it.
pub(crate) struct Loaded {
    pub(crate) visitor: Visitor,
    pub(crate) zone: TimeZone,
    pub(crate) prefs: app::Prefs,
    pub(crate) couple: Option<CoupleRow>,
    pub(crate) desk: Option<Opened<Desk>>,
    pub(crate) private: Option<Opened<Private>>,
    pub(crate) shared: Option<Opened<Shared>>,
    pub(crate) letters: Letters,
    pub(crate) items: BTreeMap<(SpaceName, u64), app::Item>,
    pub(crate) chapters: BTreeMap<(SpaceName, u32), Vec<u8>>,
    pub(crate) gate_rows: BTreeMap<String, Vec<store::Gate>>,
    pub(crate) account: Option<app::AccountView>,
    pub(crate) pairing: Pairing,
    pub(crate) invite: Option<app::InviteView>,
    pub(crate) matched: Option<Vec<Vec<u8>>>,
    /// Sides of match gates, by gate and account, that were altered: as good as none.
    pub(crate) spoiled: Vec<(store::Id, store::Id)>,
    pub(crate) feed: Option<app::FeedView>,
    pub(crate) troubles: Vec<Trouble>,
}

/// Where a log ends, where it ends as it is served, and whether anything in it was altered.
struct Read {
    head: vault::Head,
    served: vault::Head,
    altered: bool,
}

impl Loaded {
    pub(crate) fn stranger() -> Self {
        Self {
            visitor: Visitor::Stranger,
            zone: TimeZone::UTC,
            prefs: app::Prefs { zone: "UTC".to_owned(), discreet: false },
            couple: None,
            desk: None,
            private: None,
            shared: None,
            letters: Letters::default(),
            items: BTreeMap::new(),
            chapters: BTreeMap::new(),
            gate_rows: BTreeMap::new(),
            account: None,
            pairing: Pairing::None,
            invite: None,
            matched: None,
            spoiled: Vec::new(),
            feed: None,
            troubles: Vec::new(),
        }
    }

    /// The world of the request. States move in; what committing needs stays in `self`.
    pub(crate) fn world<'a>(
        &mut self,
        host: &Host,
        acts: &'a Acts,
        proving: &Proving,
        now: i64,
        chance: [u8; 32],
    ) -> World<'a> {
        let me = self.visitor.person().map(|person| person.id.0);
        let live = |row: &&store::Gate| row.expires > now && !self.spoiled.contains(&(row.id, row.side));
        let gates = self.gate_rows.iter().map(|(label, rows)| {
            let mine = rows.iter().filter(live).any(|row| Some(row.side) == me);
            let theirs = rows.iter().filter(live).any(|row| Some(row.side) != me);
            (label.clone(), app::Gate { mine, theirs })
        });
        World {
            now: Instant(now),
            zone: self.zone.clone(),
            zones: jiff::tz::db().clone(),
            prefs: self.prefs.clone(),
            chance,
            mint: acts,
            server: host.server(),
            visitor: self.visitor.clone(),
            desk: self.desk.as_ref().map(|opened| opened.state.clone()),
            private: self.private.as_ref().map(|opened| opened.state.clone()),
            shared: self.shared.as_ref().map(|opened| opened.state.clone()),
            gates: gates.collect(),
            items: std::mem::take(&mut self.items),
            chapters: std::mem::take(&mut self.chapters),
            account: self.account.take(),
            pairing: self.pairing,
            invite: self.invite.take(),
            matched: self.matched.take(),
            feed: self.feed.take(),
            fetched: BTreeMap::new(),
            proven: proving.proven(),
            fresh_recovery: proving.fresh_recovery(&chance),
            troubles: self.troubles.clone(),
        }
    }

    /// The key of the couple this person is or last was in. A session may still hold an earlier one's.
    pub(crate) fn shared_key<'v>(&self, visit: &'v Visit) -> Option<&'v SpaceKey> {
        let space = self.couple.as_ref().map(|row| row.couple.space);
        visit.shared_key().filter(|key| Some(*key.space()) == space)
    }

    /// The keys in use, by name.
    fn keys<'v>(&self, visit: &'v Visit) -> impl Iterator<Item = (SpaceName, &'v SpaceKey)> + use<'v> {
        [
            (SpaceName::Desk, visit.desk_key()),
            (SpaceName::Private, visit.private_key()),
            (SpaceName::Shared, self.shared_key(visit)),
        ]
        .into_iter()
        .filter_map(|(name, key)| Some((name, key?)))
    }

    /// The chapters a request asks for that a folded state holds itself.
    fn fresh_chapters(&self, space: SpaceName, needs: &Needs) -> Vec<((SpaceName, u32), Vec<u8>)> {
        fn taken<S: Fold + Clone>(opened: Option<&Opened<S>>) -> Vec<(u32, Vec<u8>)> {
            opened.map(|opened| opened.state.clone().take_chapters()).unwrap_or_default()
        }
        if needs.chapters.iter().all(|(of, _)| *of != space) {
            return Vec::new();
        }
        let all = match space {
            SpaceName::Desk => taken(self.desk.as_ref()),
            SpaceName::Private => taken(self.private.as_ref()),
            SpaceName::Shared => taken(self.shared.as_ref()),
        };
        all.into_iter().map(|(no, bytes)| ((space, no), bytes)).collect()
    }

    /// How a space was read, if it was.
    fn read(&self, space: SpaceName) -> Option<Read> {
        fn read<S>(opened: &Opened<S>) -> Read {
            Read { head: opened.head, served: opened.served, altered: opened.altered }
        }
        match space {
            SpaceName::Desk => self.desk.as_ref().map(read),
            SpaceName::Private => self.private.as_ref().map(read),
            SpaceName::Shared => self.shared.as_ref().map(read),
        }
    }

    fn trouble(&mut self, trouble: Trouble) {
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }

    /// The identities this person has met, as they were then. A changed account row cannot change them.
    pub(crate) fn authors(&self) -> Vec<(store::Id, PublicIdentity)> {
        let pinned = self.desk.as_ref().map(|desk| &desk.state.pinned);
        let pinned = pinned.into_iter().flatten();
        pinned
            .filter_map(|(person, bytes)| Some((person.0, PublicIdentity::from_slice(bytes).ok()?)))
            .collect()
    }
}

impl Host {
    /// Loads what a visitor's request needs.
    pub(crate) async fn load(
        &self,
        incoming: &Incoming,
        visit: Option<&Visit>,
        needs: &Needs,
        now: i64,
    ) -> Result<Loaded, Broken> {
        let mut loaded = Loaded::stranger();
        let line = self.line(visit, now);
        if let Some(token) = &needs.invite {
            loaded.invite = Some(invite_view(&line, token).await?);
        }
        if let Some(token) = &needs.feed {
            loaded.feed = self.feed_view(token).await?;
        }
        let Some(visit) = visit else { return Ok(loaded) };
        Box::pin(self.load_spaces(incoming, &line, visit, needs, now, &mut loaded)).await?;
        self.load_troubles(incoming, &line, visit, &mut loaded).await?;
        let own = loaded.desk.as_ref().and_then(|desk| desk.state.feed.as_ref()).filter(|_| needs.own_feed);
        if let Some(token) = own.map(|feed| feed.token.clone()) {
            loaded.feed = self.feed_view(&token).await?;
        }
        if needs.pairing {
            loaded.pairing = pairing(&line, visit, &loaded, now).await?;
        }
        if needs.account {
            loaded.account = Some(self.account_view(incoming, &line, visit).await?);
        }
        if let Some(shared) = loaded.shared_key(visit) {
            for label in &needs.gates {
                let id = gate::gate_id(shared, label.as_bytes());
                loaded.gate_rows.insert(label.clone(), line.ask(keeper::Sides { gates: vec![id] }).await?);
            }
        }
        if let Some(matching) = &needs.matching {
            self.load_matching(&line, visit, matching, &mut loaded).await?;
        }
        self.load_items(&line, visit, needs, &mut loaded).await?;
        Ok(loaded)
    }

    async fn load_spaces(
        &self,
        incoming: &Incoming,
        line: &Line<'_>,
        visit: &Visit,
        needs: &Needs,
        now: i64,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        let account = visit.account();
        let desk_id = own_space(&account, Role::Desk);
        let private_id = own_space(&account, Role::Private);
        let mut wanted = vec![(desk_id, Desk::VERSION)];
        if needs.spaces.contains(&SpaceName::Private) && visit.private_key().is_some() {
            wanted.push((private_id, Private::VERSION));
        }
        let shared_id = visit.shared_key().map(|key| *key.space());
        if let Some(shared_id) = shared_id.filter(|_| needs.spaces.contains(&SpaceName::Shared)) {
            wanted.push((shared_id, Shared::VERSION));
        }
        let page = line.ask(keeper::Page { spaces: wanted, tail: TAIL }).await?;
        let recovery_asked = page.recovery_asked;
        self.load_prefs(page.prefs.as_deref(), loaded);
        loaded.couple = page.couple;
        let snapshots = visit.desk_key().map(SpaceKey::snapshot_key);
        let Some(snapshots) = snapshots else { return Ok(()) };
        let mut found: BTreeMap<_, _> = page.spaces.into_iter().map(|open| (open.space.id, open)).collect();
        if let (Some(key), Some(open)) = (visit.desk_key(), found.remove(&desk_id)) {
            let folding = Folding { key, snapshots: &snapshots, authors: None };
            loaded.desk = Some(self.folded(line, &folding, open).await?);
        }
        if let (Some(key), Some(open)) = (visit.private_key(), found.remove(&private_id)) {
            let folding = Folding { key, snapshots: &snapshots, authors: None };
            let has_letters = open.has_letters;
            let mut private: Opened<Private> = self.folded(line, &folding, open).await?;
            if has_letters {
                self.load_letters(line, key, account, &mut private, loaded).await?;
            }
            loaded.private = Some(private);
        }
        let shared_key = loaded.shared_key(visit);
        if let (Some(key), Some(open)) = (shared_key, shared_id.and_then(|id| found.remove(&id))) {
            let authors = loaded.authors();
            let folding = Folding { key, snapshots: &snapshots, authors: Some(&authors) };
            loaded.shared = Some(self.folded(line, &folding, open).await?);
        }
        let state = couple_state(line, visit, loaded, now).await?;
        let partner = loaded.couple.as_ref().map(|row| other(row, &account));
        loaded.visitor = Visitor::Person(app::Person {
            id: PersonId(account),
            private_open: visit.private_key().is_some(),
            pin_here: self.has_pin(incoming, line).await?,
            mine: visit.session.mine,
            device: super::split_words(visit.session.words),
            recovery_opens: recovery_asked.map(|at| Instant(at.saturating_add(keeper::RECOVERY_WAIT_MS))),
            couple: partner
                .zip(state)
                .map(|(partner, state)| app::Couple { partner: PersonId(partner), state }),
        });
        Ok(())
    }

    /// Whether this device has a PIN of this person; asked only while it could be used.
    async fn has_pin(&self, incoming: &Incoming, line: &Line<'_>) -> Result<bool, Broken> {
        let Some(device) = self.device(incoming) else { return Ok(false) };
        Ok(line.ask(keeper::PinHere { device: device.id }).await?)
    }

    /// Reads the rest of a space and folds it, from its first event where the snapshot is no good.
    async fn folded<S>(
        &self,
        line: &Line<'_>,
        folding: &Folding<'_>,
        mut open: OpenSpace,
    ) -> Result<Opened<S>, Broken>
    where
        S: Fold + Serialize + DeserializeOwned,
    {
        read_on(line, &mut open).await?;
        if let Ok(opened) = heavy(open.tail.len() > 64, || fold(folding, &open)) {
            return Ok(opened);
        }
        open.snapshot = None;
        open.tail.clear();
        read_on(line, &mut open).await?;
        let opened = heavy(open.tail.len() > 64, || fold(folding, &open)).unwrap_or_else(|_| fresh(&open));
        Ok(Opened { bad_snapshot: true, ..opened })
    }

    fn load_prefs(&self, text: Option<&str>, loaded: &mut Loaded) {
        let (zone, discreet) = text.unwrap_or_default().split_once(';').unwrap_or(("", ""));
        let named = (!zone.is_empty()).then(|| TimeZone::get(zone).ok()).flatten();
        loaded.zone = named.clone().unwrap_or_else(|| self.zone.clone());
        let name = if named.is_some() { zone } else { loaded.zone.iana_name().unwrap_or("UTC") };
        loaded.prefs = app::Prefs { zone: name.to_owned(), discreet: discreet == "discreet" };
    }

    /// All of a space that is served, the newest first; off the async threads, because it may be long.
    async fn load_whole(
        &self,
        line: &Line<'_>,
        folding: &Folding<'_>,
        space: SpaceName,
        served: u64,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        let mut from = served.saturating_sub(app::WHOLE as u64).saturating_add(1);
        while from <= served {
            let space_id = *folding.key.space();
            let rows = line.ask(keeper::Events { space: space_id, from, limit: TAIL }).await?;
            let Some(last) = rows.last().map(|row| row.seq).filter(|last| *last >= from) else { break };
            let opened = heavy(true, || {
                let mut verifier = Verifier::new();
                let within = rows.iter().filter(|row| row.seq <= served);
                let sealed = within.filter_map(|row| Some((row, row.sealed.as_deref()?)));
                let open = |(row, sealed): (&store::EventRow, &[u8])| {
                    (row.seq, item(folding, &mut verifier, row.seq, &row.header, sealed))
                };
                sealed.map(open).collect::<Vec<_>>()
            });
            for (seq, item) in opened {
                match item {
                    Some(item) => drop(loaded.items.insert((space, seq), item)),
                    None => loaded.trouble(Trouble::Altered(space)),
                }
            }
            from = last.saturating_add(1);
        }
        Ok(())
    }

    /// Single events and chapters, opened.
    async fn load_items(
        &self,
        line: &Line<'_>,
        visit: &Visit,
        needs: &Needs,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        let authors = loaded.authors();
        let Some(snapshots) = visit.desk_key().map(SpaceKey::snapshot_key) else { return Ok(()) };
        let keys: Vec<_> = loaded.keys(visit).collect();
        for (space, key) in keys {
            let Some(read) = loaded.read(space) else { continue };
            let served = read.served.seq;
            let shared = space == SpaceName::Shared;
            let folding =
                Folding { key, snapshots: &snapshots, authors: shared.then_some(authors.as_slice()) };
            let wanted = needs.items.iter().filter(|(of, seq)| *of == space && *seq <= served);
            let seqs: Vec<u64> = wanted.map(|(_, seq)| *seq).collect();
            if !seqs.is_empty() {
                let mut verifier = Verifier::new();
                let asked = seqs.len();
                let rows = line.ask(keeper::EventsAt { space: *key.space(), seqs }).await?;
                if rows.len() < asked {
                    loaded.trouble(Trouble::Altered(space));
                }
                for row in rows {
                    // An erased entry leaves its place empty, which is no trouble.
                    let Some(sealed) = row.sealed else { continue };
                    match item(&folding, &mut verifier, row.seq, &row.header, &sealed) {
                        Some(item) => drop(loaded.items.insert((space, row.seq), item)),
                        None => loaded.trouble(Trouble::Altered(space)),
                    }
                }
            }
            if needs.whole.contains(&space) {
                self.load_whole(line, &folding, space, served, loaded).await?;
            }
            // What became full since the last snapshot is kept nowhere yet, and counts before what is.
            let fresh = loaded.fresh_chapters(space, needs);
            loaded.chapters.extend(fresh);
            for (_, no) in needs.chapters.iter().filter(|(of, _)| *of == space) {
                if loaded.chapters.contains_key(&(space, *no)) {
                    continue;
                }
                if let Some(row) = line.ask(keeper::Chapter { space: *key.space(), no: *no }).await?
                    && let Ok(bytes) = vault::snapshot::chapter_open(
                        &snapshots,
                        key.space(),
                        version(space),
                        *no,
                        &row.sealed,
                    )
                {
                    loaded.chapters.insert((space, *no), bytes.to_vec());
                }
            }
        }
        // What is not there any more reads as an empty event, so that no page asks for it again.
        for place in &needs.items {
            let gone = app::Item { author: PersonId([0; 16]), at: Instant(0), body: Vec::new() };
            loaded.items.entry(*place).or_insert(gone);
        }
        Ok(())
    }

    async fn account_view(
        &self,
        incoming: &Incoming,
        line: &Line<'_>,
        visit: &Visit,
    ) -> Result<app::AccountView, Broken> {
        let account = visit.account();
        let sessions = match self.here() {
            Some(_) => {
                self.sessions.list(&account).await?.iter().map(|session| listed(visit, session)).collect()
            }
            None => line.ask(keeper::Devices {}).await?.iter().map(signed_in).collect(),
        };
        let here = self.device(incoming).map(|device| device.id);
        let rows = line.ask(keeper::OnAccount {}).await?;
        let recovery = match (rows.recovery, rows.recovery_asked) {
            (false, _) => app::Recovery::None,
            (true, None) => app::Recovery::Set,
            (true, Some(at)) => {
                app::Recovery::Asked { opens: Instant(at.saturating_add(keeper::RECOVERY_WAIT_MS)) }
            }
        };
        Ok(app::AccountView {
            sessions,
            pins: rows.pins.iter().map(|device| (super::hex(device), Some(*device) == here)).collect(),
            recovery,
            failed: rows.failed,
        })
    }

    /// Compares the logs with what this person last saw of them.
    async fn load_troubles(
        &self,
        incoming: &Incoming,
        line: &Line<'_>,
        visit: &Visit,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        let seen = self.seen_before(incoming, visit);
        let keys: Vec<_> = loaded.keys(visit).collect();
        for (name, key) in keys {
            let Some(read) = loaded.read(name) else { continue };
            let before = seen.iter().find(|(space, _)| space == key.space());
            let went_back = match before {
                Some((_, seen)) => !knows(line, key.space(), &read.head, seen).await?,
                None => false,
            };
            if went_back {
                loaded.trouble(Trouble::WentBack(name));
            } else if read.altered {
                loaded.trouble(Trouble::Altered(name));
            }
        }
        Ok(())
    }

    /// What this person had seen of their logs, as the cookie of this browser says it.
    fn seen_before(&self, incoming: &Incoming, visit: &Visit) -> Vec<(store::Id, Seen)> {
        let seen = incoming.cookie(&self.cookies.seen).unwrap_or_default();
        vault::seen::check(&self.seen, &visit.account(), seen).unwrap_or_default()
    }

    /// What this person has now seen of their logs, as its cookie says it. What this page did not read stays as it
    /// was, and so does what went back: it is said until this browser signs out.
    pub(crate) fn seen_cookie(
        &self,
        incoming: &Incoming,
        visit: &Visit,
        loaded: &Loaded,
        chance: &mut Chance,
    ) -> Option<String> {
        let mut seen = self.seen_before(incoming, visit);
        for (name, key) in loaded.keys(visit) {
            let Some(read) = loaded.read(name) else { continue };
            if loaded.troubles.contains(&Trouble::WentBack(name)) {
                continue;
            }
            seen.retain(|(space, _)| space != key.space());
            // The newest come first, and there is room for many.
            seen.insert(0, (*key.space(), Seen::from(&read.served)));
        }
        vault::seen::mint(&self.seen, &visit.account(), &seen, chance).ok()
    }
}

async fn read_on(line: &Line<'_>, open: &mut OpenSpace) -> Result<(), Broken> {
    while !open.complete() {
        let kept = open.snapshot.as_ref().map_or(0, |snapshot| snapshot.head.seq);
        let from = open.tail.last().map_or(kept, |row| row.seq).saturating_add(1);
        let more = line.ask(keeper::Events { space: open.space.id, from, limit: TAIL }).await?;
        // A keeper that is elsewhere could answer anything; numbers that do not grow would be read for ever.
        let mut last = from.saturating_sub(1);
        let grows = more.into_iter().take_while(|row| std::mem::replace(&mut last, row.seq) < row.seq);
        let within = grows.take_while(|row| row.seq <= open.space.head.seq);
        let before = open.tail.len();
        open.tail.extend(within);
        if open.tail.len() == before {
            break;
        }
    }
    Ok(())
}

/// How the couple stands for this person.
async fn couple_state(
    line: &Line<'_>,
    visit: &Visit,
    loaded: &Loaded,
    now: i64,
) -> Result<Option<CoupleState>, Broken> {
    let Some(row) = loaded.couple.as_ref() else { return Ok(None) };
    let me = visit.account();
    let mine = |row: &CoupleRow| row.leaving.as_ref().is_some_and(|leaving| leaving.leaver == me);
    let shows = row.leaving.as_ref().is_some_and(|leaving| leaving.shows_on <= now);
    let ended = row.couple.state == store::CoupleState::Ended;
    // An ending before the day on which the other's leaving shows: both have left, each unseen by the other.
    let both = ended && row.leaving.is_some() && !shows;
    Ok(Some(if mine(row) || both {
        CoupleState::ILeft
    } else if ended || shows {
        CoupleState::TheyLeft
    } else if visit.shared_key().is_some_and(|key| *key.space() == row.couple.space) {
        CoupleState::Together
    } else {
        let invites = line.ask(keeper::Invites { joined: true }).await?;
        let ours = |invite: &store::Invite| {
            invite.inviter == other(row, &me) && invite.state == store::InviteState::Paired
        };
        let invite = invites.into_iter().find(ours);
        let hash = invite.map_or([0; 32], |invite| invite.token_hash);
        CoupleState::ToOpen { words: words(line, loaded, &me, &other(row, &me), &hash).await? }
    }))
}

/// The words two people say to each other: from one's own identity as it was pinned when one began, and from what the
/// keeper says the other's is. A keeper that names another one to each of them makes the words differ.
async fn words(
    line: &Line<'_>,
    loaded: &Loaded,
    a: &store::Id,
    b: &store::Id,
    invite: &store::Hash,
) -> Result<[u16; 4], Broken> {
    let own = loaded.authors().into_iter().find(|(id, _)| id == a).map(|(_, public)| public);
    let mut identities: Vec<_> = own.into_iter().collect();
    let ask = if own.is_some() { &[b][..] } else { &[a, b] };
    for id in ask.iter().copied() {
        let bytes = line.ask(keeper::Identity { of: *id }).await?.0;
        identities.extend(bytes.and_then(|bytes| PublicIdentity::from_slice(&bytes).ok()));
    }
    Ok(match identities.as_slice() {
        [a, b] => vault::words::confirm_words(a, b, invite),
        _ => [0; 4],
    })
}

async fn pairing(line: &Line<'_>, visit: &Visit, loaded: &Loaded, now: i64) -> Result<Pairing, Broken> {
    let me = visit.account();
    for invite in line.ask(keeper::Invites { joined: false }).await? {
        match (invite.state, invite.joiner) {
            (store::InviteState::Joined, Some(joiner)) => {
                let words = words(line, loaded, &me, &joiner, &invite.token_hash).await?;
                return Ok(Pairing::Answered { words });
            }
            // Declined, expired and unseen look alike to the inviter until they take it back.
            (store::InviteState::Waiting | store::InviteState::Declined, _) => {
                return Ok(Pairing::Invited);
            }
            _ => {}
        }
    }
    for invite in line.ask(keeper::Invites { joined: true }).await? {
        if invite.state == store::InviteState::Joined && invite.expires > now {
            let words = words(line, loaded, &me, &invite.inviter, &invite.token_hash).await?;
            return Ok(Pairing::ISaidYes { words });
        }
    }
    Ok(Pairing::None)
}

/// The invitation behind a link. The code's hours run from when somebody who is signed in first opens it: whatever
/// fetches links to preview them is not.
async fn invite_view(line: &Line<'_>, token: &str) -> Result<app::InviteView, Broken> {
    let Ok(token) = vault::Token::parse(token) else { return Ok(app::InviteView::Closed) };
    let token_hash = token.hash(super::INVITE);
    let row = line.ask(keeper::Invitation { token_hash, look: true }).await?;
    let Some(row) = row else { return Ok(app::InviteView::Closed) };
    let Ok(letter) = token.open(super::INVITE, &row.sealed) else { return Ok(app::InviteView::Closed) };
    Ok(app::InviteView::Open { letter: String::from_utf8_lossy(&letter).into_owned() })
}

/// Whether a log still has the head that was seen of it.
async fn knows(line: &Line<'_>, space: &store::Id, head: &vault::Head, seen: &Seen) -> Result<bool, Broken> {
    if seen.seq >= head.seq || seen.seq == 0 {
        return Ok(seen.seq == 0 || seen.agrees(head));
    }
    let hash = line.ask(keeper::HashAt { space: *space, seq: seen.seq }).await?.0;
    Ok(hash.is_some_and(|hash| seen.agrees(&vault::Head { seq: seen.seq, hash })))
}

fn listed(visit: &Visit, session: &store::Session) -> app::SessionView {
    app::SessionView {
        id: super::hex(&session.id_hash),
        words: super::split_words(session.words),
        since: Instant(session.created),
        seen: Instant(session.seen),
        mine: session.mine,
        current: session.id_hash == visit.session.id_hash,
    }
}

fn signed_in(device: &keeper::Device) -> app::SessionView {
    app::SessionView {
        id: super::hex(&device.id),
        words: super::split_words(device.words),
        since: Instant(device.since),
        seen: Instant(device.seen),
        mine: device.mine,
        current: device.current,
    }
}

/// The fold's version of a space, under which its chapters lie.
pub(crate) fn version(space: SpaceName) -> u32 {
    match space {
        SpaceName::Desk => Desk::VERSION,
        SpaceName::Private => Private::VERSION,
        SpaceName::Shared => Shared::VERSION,
    }
}

/// A long fold, or reading a long file, leaves the async threads.
pub(crate) fn heavy<T>(long: bool, work: impl FnOnce() -> T) -> T {
    let handle = tokio::runtime::Handle::current();
    if long && handle.runtime_flavor() == tokio::runtime::RuntimeFlavor::MultiThread {
        tokio::task::block_in_place(work)
    } else {
        work()
    }
}

/// The shared log is served only up to where this person left.
pub(crate) fn cut_short(loaded: &Loaded) -> bool {
    loaded.shared.as_ref().is_some_and(|opened| opened.served != opened.head)
}
