//! Match gates: two sets of tokens are compared, and only what is in both comes out.
//!
//! Invariant: no side is opened but by somebody's write that says their own yes; a host sees tokens, always as many.

use std::collections::BTreeSet;

use app::{Matching, Person};
use store::{Broken, Expect, Row, SeenSide};
use vault::gate;

use super::Host;
use super::commit::{Commit, Lost, no_key};
use super::load::Loaded;
use super::visit::Visit;
use crate::keeper::{self, Line, Matched};

/// What stands for an item.
type Token = [u8; 16];

impl Host {
    /// What both say yes to, if the other side is in. One that was altered is none, and stands in nobody's way.
    pub(super) async fn load_matching(
        &self,
        line: &Line<'_>,
        visit: &Visit,
        matching: &Matching,
        loaded: &mut Loaded,
    ) -> Result<(), Broken> {
        let together = loaded.visitor.person().is_some_and(Person::is_together);
        let Some(key) = loaded.shared_key(visit).filter(|_| together) else { return Ok(()) };
        let id = gate::gate_id(key, matching.label.as_bytes());
        let tokens: Vec<_> = matching.items.iter().map(|item| gate::token(key, &id, item)).collect();
        let compared = line.ask(keeper::Match { gate: id, mine: tokens.clone() }).await?;
        match compared.matched {
            Matched::Absent => {}
            Matched::Spoiled { side } => loaded.spoiled.push((id, side)),
            Matched::Both(both) => {
                let in_both = |(_, token): &(&Vec<u8>, &Token)| both.contains(token);
                let items = matching.items.iter().zip(&tokens).filter(in_both);
                loaded.matched = Some(items.map(|(item, _)| item.clone()).collect());
            }
        }
        loaded.gate_rows.insert(matching.label.clone(), compared.sides);
        Ok(())
    }
}

impl Commit<'_> {
    /// My side goes in, while the other side is not there. One that was altered goes.
    pub(super) fn match_put(
        &mut self,
        label: &str,
        expires: i64,
        items: &[Vec<u8>],
        room: usize,
    ) -> Result<(), Lost> {
        let key = self.own_shared_key()?;
        let Some((me, _)) = self.author.clone() else { return Err(no_key()) };
        let id = gate::gate_id(&key, label.as_bytes());
        let expect = match self.gate_sides(label).1 {
            None => Expect::OtherAbsent,
            Some(row) if self.loaded.spoiled.contains(&(row.id, row.side)) => {
                self.write.rows.push(Row::DeleteGate { id, seen: self.seen_sides(label) });
                Expect::OtherAbsent
            }
            // Two sides that wait for each other would wait for ever.
            Some(row) if row.expires > self.now => return Err(Lost::fault("a match was not looked at")),
            // An expired other side is as good as none, but must be the one we saw.
            Some(row) => Expect::OtherIs(row.sealed.clone()),
        };
        let mut tokens: BTreeSet<Token> = items.iter().map(|item| gate::token(&key, &id, item)).collect();
        if tokens.len() > room {
            return Err(Lost::fault("more items than a match has room for"));
        }
        while tokens.len() < room {
            tokens.insert(self.chance.bytes());
        }
        let all: Vec<u8> = tokens.into_iter().flatten().collect();
        let gate = store::Gate { id, side: me, kind: keeper::MATCH.to_owned(), expires, sealed: all };
        self.write.rows.push(Row::PutGate { gate, expect });
        self.nothing_opened(&key);
        Ok(())
    }

    /// Both sides were compared: exactly those two go, in the write that says what came out.
    pub(super) fn match_end(&mut self, label: &str) -> Result<(), Lost> {
        let key = self.own_shared_key()?;
        // What a page decided on is what is loaded, so a side that is not there is a fault, not a race.
        if self.gate_sides(label).1.is_none() {
            return Err(Lost::fault("a match without its other side"));
        }
        let id = gate::gate_id(&key, label.as_bytes());
        self.write.rows.push(Row::DeleteGate { id, seen: self.seen_sides(label) });
        Ok(())
    }

    fn seen_sides(&self, label: &str) -> Vec<SeenSide> {
        let (mine, theirs) = self.gate_sides(label);
        let seen = |row: &store::Gate| SeenSide { side: row.side, sealed: row.sealed.clone() };
        mine.into_iter().chain(theirs).map(seen).collect()
    }
}
