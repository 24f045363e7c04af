//! What is demanded of a deed from elsewhere, where the host may be a program of anybody's: nothing that ours would not do.
//!
//! Invariant: a log stays a chain, in everybody's eyes; a side at a gate goes when it opens, and not otherwise; nobody
//! writes without end.

use std::collections::BTreeSet;

use store::{Append, Id, InviteState, Row, WriteError};
use vault::chain::{Body, Link, verify_chain};
use vault::{Head, Header};

use super::may::Checked;
use super::reach::{is_open, other};
use super::sides::{EXCHANGE, MATCH, STEP};
use super::{By, Here, Refusal};

/// How many events and rows a deed may hold.
const MOST: usize = 600;
/// The longest sealed bytes: 20,000 letters of any script, signed and filled up.
const LONGEST: usize = 160 * 1024;
/// The longest header, and the longest answer of an act.
const SHORT: usize = 1024;
impl Checked<'_> {
    /// Looks at the whole of it, before its rows are looked at one by one.
    pub(super) async fn strictly(&self) -> Result<(), Refusal> {
        if self.by.trusted {
            return Ok(());
        }
        let write = &self.deed.write;
        let events = write.appends.iter().map(|append| append.events.len()).sum::<usize>();
        let long = write.act.as_ref().is_some_and(|act| act.answer.len() > SHORT);
        if events.saturating_add(write.rows.len()) > MOST || long {
            return Err(Refusal::Malformed);
        }
        // Whoever is nobody can say no to an invitation, and nothing else.
        let declines = |row: &Row| matches!(row, Row::MoveInvite { to: InviteState::Declined, .. });
        if self.me.is_none() && (events > 0 || write.rows.is_empty() || !write.rows.iter().all(declines)) {
            return Err(Refusal::Forbidden);
        }
        // What opens an account changes only right after the passphrase was given.
        let opens = |row: &Row| {
            matches!(
                row,
                Row::SetVerifier { .. } | Row::PutWrap(_) | Row::DeleteWrap { .. } | Row::DeleteWraps { .. }
            )
        };
        if !self.begins && !self.by.fresh && write.rows.iter().any(opens) {
            return Err(Refusal::SignedOut);
        }
        // Whoever leaves does nothing else with it that could tell whether the other one has left already.
        let leavings = write.rows.iter().filter(|row| matches!(row, Row::PutLeaving(_))).count();
        let pairs =
            |row: &Row| matches!(row, Row::PutCouple(_) | Row::EndCouple { .. } | Row::MoveInvite { .. });
        if leavings > 1 || (leavings == 1 && write.rows.iter().any(pairs)) {
            return Err(Refusal::Forbidden);
        }
        let released = self.released();
        for append in &write.appends {
            self.chain(append, &released)?;
        }
        self.gates().await
    }

    /// Those whose sides go with this deed.
    fn released(&self) -> BTreeSet<Id> {
        let sides = self.deed.write.rows.iter().filter_map(|row| match row {
            Row::DeleteGate { seen, .. } => Some(seen.iter().map(|seen| seen.side)),
            _ => None,
        });
        sides.flatten().collect()
    }

    /// Events that go on from where the log was seen to end, each by me, or by whose side opens with them.
    fn chain(&self, append: &Append, released: &BTreeSet<Id>) -> Result<(), Refusal> {
        let Some(last) = append.events.last() else { return Ok(()) };
        for event in &append.events {
            let header = Header::from_slice(&event.header).map_err(|_| Refusal::Malformed)?;
            let by_whom = self.is_me(&header.author) || released.contains(&header.author);
            let short = event.sealed.len() <= LONGEST && event.header.len() <= SHORT;
            let fits = header.id == event.id && vault::event::body_hash(&event.sealed) == event.sealed_hash;
            if !by_whom || !short || !fits {
                return Err(Refusal::Malformed);
            }
        }
        let start = Head { seq: append.expected.seq, hash: append.expected.hash };
        let links =
            append.events.iter().map(|event| Link { header: &event.header, body: Body::Kept(&event.sealed) });
        let end = verify_chain(start, &append.space, links).map_err(|_| Refusal::Malformed)?;
        if end == (Head { seq: last.seq, hash: last.hash }) { Ok(()) } else { Err(Refusal::Malformed) }
    }

    /// One row for each gate; sides only between the two who are a couple now, and for a while.
    async fn gates(&self) -> Result<(), Refusal> {
        let partner = self.me.and_then(|me| {
            let open = self.couples.iter().find(|row| is_open(row, &me))?;
            Some(other(open, &me))
        });
        let mut seen_ids = BTreeSet::new();
        for row in &self.deed.write.rows {
            match row {
                Row::PutGate { gate, .. } => {
                    let kind = [EXCHANGE, MATCH, STEP].contains(&gate.kind.as_str());
                    let once = seen_ids.insert((gate.id, "put"));
                    if partner.is_none() || !kind || !once || gate.sealed.len() > LONGEST {
                        return Err(Refusal::Forbidden);
                    }
                }
                Row::TakeGate { id, .. } if !seen_ids.insert((*id, "take")) || self.puts(id) => {
                    return Err(Refusal::Forbidden);
                }
                Row::DeleteGate { id, seen } => {
                    let sides: Vec<Id> = seen.iter().map(|seen| seen.side).collect();
                    if !seen_ids.insert((*id, "delete")) {
                        return Err(Refusal::Forbidden);
                    }
                    // The same answer whether it may not go or is not there.
                    if !self.opens(id, &sides, partner).await? {
                        return Err(Refusal::Write(WriteError::GateChanged));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn puts(&self, id: &Id) -> bool {
        self.deed.write.rows.iter().any(|row| matches!(row, Row::PutGate { gate, .. } if gate.id == *id))
    }

    /// Whether the sides of a gate may go: what the other one wrote goes into the log with this very deed; of sets, both
    /// are in; or it was altered, and nobody can open it.
    async fn opens(&self, id: &Id, sides: &[Id], partner: Option<Id>) -> Result<bool, Refusal> {
        let rows = self.here.store.gates(&[*id]).await?;
        for side in sides.iter().filter(|side| !self.is_me(side)) {
            let Some(row) = rows.iter().find(|row| row.side == *side) else { continue };
            let mine = rows.iter().find(|row| self.is_me(&row.side) && row.expires > self.by.now);
            let goes = match row.kind.as_str() {
                MATCH => mine.is_some_and(|mine| mine.kind == MATCH),
                _ => self.appended_by(side),
            };
            if partner != Some(*side) || !(goes || self.here.is_altered(row)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether an event of somebody's goes into a space that I share with them.
    fn appended_by(&self, author: &Id) -> bool {
        let shared = self.deed.write.appends.iter().filter(|append| self.shared(&append.space).is_some());
        let mut events = shared.flat_map(|append| &append.events);
        events.any(|event| Header::from_slice(&event.header).is_ok_and(|header| header.author == *author))
    }
}

impl Here {
    /// The other one of the couple somebody is in and has not left.
    pub(super) async fn partner(&self, by: &By) -> Result<Option<Id>, Refusal> {
        let me = by.me()?;
        let couples = self.store.couples(&me).await?;
        Ok(couples.iter().find(|row| is_open(row, &me)).map(|row| other(row, &me)))
    }
}
