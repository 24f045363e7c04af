//! Gates: both at once or neither. Which sides are in decides what a write does, and nothing else.

use app::New;
use domain::{SpaceName, event};
use store::{Append, Row};
use vault::{SpaceKey, gate, letter};

use super::commit::{Commit, Fresh, Lost, no_key, sealing};
use super::letters::{pack, unpack};
use super::open::from_head;
use crate::keeper;

impl Commit<'_> {
    pub(super) fn gate_sides(&self, label: &str) -> (Option<&store::Gate>, Option<&store::Gate>) {
        let me = self.author.as_ref().map(|(me, _)| *me);
        let rows = self.loaded.gate_rows.get(label).map_or(&[][..], Vec::as_slice);
        (rows.iter().find(|row| Some(row.side) == me), rows.iter().find(|row| Some(row.side) != me))
    }

    /// My side goes in, while the other side is not there.
    pub(super) fn gate_put(
        &mut self,
        label: &str,
        expires: i64,
        event: &domain::shared::Event,
    ) -> Result<(), Lost> {
        // An expired other side is as good as none, but must be the one we saw.
        let (_, theirs) = self.gate_sides(label);
        let expect =
            theirs.map_or(store::Expect::OtherAbsent, |row| store::Expect::OtherIs(row.sealed.clone()));
        self.put_side(label, expires, event, expect)
    }

    /// Seals my side for the two of us.
    fn put_side(
        &mut self,
        label: &str,
        expires: i64,
        event: &domain::shared::Event,
        expect: store::Expect,
    ) -> Result<(), Lost> {
        let id = self.next_id();
        let key = self.own_shared_key()?;
        let Some(fresh) = self.sign(SpaceName::Shared, id, event::encode(event)) else {
            return Err(no_key());
        };
        let gate_id = gate::gate_id(&key, label.as_bytes());
        let drop = key.drop_public().map_err(sealing)?;
        let inner = pack(&id, &fresh.inner)
            .and_then(|bytes| letter::seal_letter(&drop, key.space(), &bytes, &mut self.chance))
            .map_err(sealing)?;
        // The keeper seals it once more, until the other side is there.
        let kind = label.split('/').next().unwrap_or(keeper::EXCHANGE).to_owned();
        let gate = store::Gate { id: gate_id, side: fresh.author, kind, expires, sealed: inner };
        self.write.rows.push(Row::PutGate { gate, expect });
        self.nothing_opened(&key);
        Ok(())
    }

    /// My side is taken back, if it is still there: it may have gone back by itself.
    pub(super) async fn gate_take(&mut self, label: &str) -> Result<(), Lost> {
        let key = self.own_shared_key()?;
        let Some((me, _)) = self.author.clone() else { return Err(no_key()) };
        let id = gate::gate_id(&key, label.as_bytes());
        let sides = self.line().ask(keeper::Sides { gates: vec![id] }).await?;
        // From elsewhere the other's side shows once both are in, and then nothing is taken back.
        let both = self.host.here().is_none()
            && sides.iter().any(|row| row.side != me && row.kind == keeper::EXCHANGE);
        // At first the other one may be opening both just now; who waits long enough finds that nobody does.
        if both && self.early {
            return Err(Lost::Race);
        }
        if !both && sides.iter().any(|row| row.side == me) {
            self.write.rows.push(Row::TakeGate { id, side: me, expect: store::Expect::Any });
        }
        self.nothing_opened(&key);
        Ok(())
    }

    /// If both sides opened while this was on its way, the log has moved, and this was decided on what is no more.
    pub(super) fn nothing_opened(&mut self, key: &SpaceKey) {
        if let Some(head) = self.head(SpaceName::Shared) {
            let append = Append { space: *key.space(), expected: from_head(&head), events: Vec::new() };
            self.write.appends.push(append);
        }
    }

    /// What the other one laid there for me to ask for goes into the shared log, before what I write with it; what was
    /// altered only goes.
    pub(super) async fn gate_open(&mut self, label: &str) -> Result<(), Lost> {
        let (_, theirs) = self.gate_sides(label);
        // What a page decided on is what is loaded, so a side that is not there is a fault, not a race.
        let Some(row) = theirs.cloned() else { return Err(Lost::fault("a gate without its other side")) };
        let key = self.own_shared_key()?;
        let seen = vec![store::SeenSide { side: row.side, sealed: row.sealed.clone() }];
        self.write.rows.push(Row::DeleteGate { id: row.id, seen });
        match self.opened(&row, &key).await? {
            Some((id, inner)) => {
                let first_mine = self.new.iter().position(|fresh| fresh.author != row.side);
                let fresh = Fresh { space: SpaceName::Shared, id, author: row.side, inner };
                self.new.insert(first_mine.unwrap_or(self.new.len()), fresh);
            }
            None => self.nothing_opened(&key),
        }
        Ok(())
    }

    /// The other one's side, opened: it must be theirs, and for this space.
    async fn opened(
        &self,
        row: &store::Gate,
        key: &SpaceKey,
    ) -> Result<Option<(store::Id, vault::SignedInner)>, Lost> {
        let inside = self.line().ask(keeper::OpenSide { gate: row.id, side: row.side }).await?.0;
        match inside.map(|inner| self.believed(row, key, &inner)) {
            // A keeper that is elsewhere lets nothing go that it can open; it goes when its time is over.
            Some(None) if self.host.here().is_none() => Err(Lost::NOT_DONE),
            opened => Ok(opened.flatten()),
        }
    }

    fn believed(
        &self,
        row: &store::Gate,
        key: &SpaceKey,
        inner: &[u8],
    ) -> Option<(store::Id, vault::SignedInner)> {
        let (id, inner) = unpack(&letter::open_letter(key, inner).ok()?)?;
        let authors = self.loaded.authors();
        let (author, public) = authors.iter().find(|(author, _)| *author == row.side)?;
        inner.verify(public, key.space(), &id, author).ok()?;
        Some((id, inner))
    }

    /// Both sides are in: both go into the shared log, theirs first, and the gate is gone.
    pub(super) async fn gate_release(
        &mut self,
        label: &str,
        event: &domain::shared::Event,
    ) -> Result<(), Lost> {
        let (mine, theirs) = self.gate_sides(label);
        // What a page decided on is what is loaded, so a side that is not there is a fault, not a race.
        let Some(row) = theirs.cloned() else { return Err(Lost::fault("a gate without its other side")) };
        let side = |row: &store::Gate| store::SeenSide { side: row.side, sealed: row.sealed.clone() };
        let seen: Vec<_> = mine.into_iter().chain([&row]).map(side).collect();
        let key = self.own_shared_key()?;
        let theirs = self.opened(&row, &key).await?;
        self.write.rows.push(Row::DeleteGate { id: row.id, seen });
        // A side that cannot be opened was altered: it is gone, and mine waits in its place.
        let Some((id, inner)) = theirs else {
            return self.put_side(label, row.expires, event, store::Expect::OtherAbsent);
        };
        self.new.push(Fresh { space: SpaceName::Shared, id, author: row.side, inner });
        self.event(&New::Shared(event.clone()));
        Ok(())
    }
}
