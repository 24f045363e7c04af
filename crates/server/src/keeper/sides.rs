//! Gates: both at once or neither. What is in a side is opened by the keeper alone, and for whom and when it is opened is
//! decided here.
//!
//! A host in the same program keeps that order itself, in one transaction. Whoever asks from elsewhere sees nothing of
//! another's side of an exchange, nor whether there is one, before their own is in.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{Gate, Id};
use vault::gate;

use super::{By, Here, Question, Refusal};
use store::B64;

/// How gates are called in which both sides open together.
pub(crate) const EXCHANGE: &str = "exchange";
/// How gates are called in which two sets are compared.
pub(crate) const MATCH: &str = "match";
/// How gates are called in which one lays something for the other to ask for.
pub(crate) const STEP: &str = "step";
/// What stands for an item, at most so many at a time.
const ITEMS: usize = 4096;
/// At most so many gates at a time.
const MANY: usize = 64;

/// The sides that wait at some gates.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sides {
    #[serde_as(as = "Vec<B64>")]
    pub(crate) gates: Vec<Id>,
}

impl Question for Sides {
    type Answer = Vec<Gate>;
    const NAME: &'static str = "sides";

    async fn answer(&self, here: &Here, by: &By) -> Result<Vec<Gate>, Refusal> {
        let me = by.me()?;
        let all = here.store.gates(self.gates.get(..MANY).unwrap_or(&self.gates)).await?;
        let partner = if by.trusted { None } else { here.partner(by).await? };
        let shown = |row: &&Gate| {
            row.side == me || by.trusted || (partner == Some(row.side) && shows(&all, row, &me, by.now))
        };
        Ok(all.iter().filter(shown).cloned().collect())
    }
}

/// Whether another's side may be known of from elsewhere.
fn shows(all: &[Gate], theirs: &Gate, me: &Id, now: i64) -> bool {
    match theirs.kind.as_str() {
        EXCHANGE | MATCH => all.iter().any(|row| row.id == theirs.id && row.side == *me && row.expires > now),
        // What one laid there for the other to ask for.
        _ => true,
    }
}

/// One side of a gate, opened.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenSide {
    #[serde_as(as = "B64")]
    pub(crate) gate: Id,
    #[serde_as(as = "B64")]
    pub(crate) side: Id,
}

/// What is in a side; nothing if it was altered or is gone.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Inside(#[serde_as(as = "Option<B64>")] pub(crate) Option<Vec<u8>>);

impl Question for OpenSide {
    type Answer = Inside;
    const NAME: &'static str = "open-side";

    async fn answer(&self, here: &Here, by: &By) -> Result<Inside, Refusal> {
        let me = by.me()?;
        let all = here.store.gates(&[self.gate]).await?;
        let Some(row) = all.iter().find(|row| row.side == self.side) else { return Ok(Inside(None)) };
        // Of sets, only what is in both comes out.
        let closed = row.kind == MATCH || !shows(&all, row, &me, by.now);
        if row.side != me && !by.trusted && (closed || here.partner(by).await? != Some(row.side)) {
            return Ok(Inside(None));
        }
        Ok(Inside(here.inside(row)))
    }
}

/// Compares what I say yes to with what the other one does.
#[serde_as]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Match {
    #[serde_as(as = "B64")]
    pub(crate) gate: Id,
    /// What stands for what I say yes to.
    #[serde_as(as = "Vec<B64>")]
    pub(crate) mine: Vec<[u8; 16]>,
}

/// What came of it.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) enum Matched {
    /// The other side is not in.
    Absent,
    /// The other side was altered, and is as good as none.
    Spoiled {
        #[serde_as(as = "B64")]
        side: Id,
    },
    /// What is in both.
    Both(#[serde_as(as = "Vec<B64>")] Vec<[u8; 16]>),
}

/// The sides that were compared, and what came of it: read once, so that they belong together.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compared {
    pub(crate) sides: Vec<Gate>,
    pub(crate) matched: Matched,
}

impl Question for Match {
    type Answer = Compared;
    const NAME: &'static str = "match";

    async fn answer(&self, here: &Here, by: &By) -> Result<Compared, Refusal> {
        let me = by.me()?;
        if self.mine.len() > ITEMS {
            return Err(Refusal::Malformed);
        }
        let sides = here.store.gates(&[self.gate]).await?;
        let partner = if by.trusted { None } else { here.partner(by).await? };
        // Only who has said their own yes may learn of the other's, and only about that.
        let live = |row: &&Gate| row.expires > by.now;
        let mine = sides.iter().filter(live).find(|row| row.side == me && row.kind == MATCH);
        let said: Option<BTreeSet<_>> =
            mine.and_then(|row| here.tokens(row)).map(|said| said.into_iter().collect());
        // What was said stays said: whoever asks about anything else is told nothing.
        let honest = said.is_some_and(|said| self.mine.iter().all(|mine| said.contains(mine)));
        let theirs = sides.iter().filter(live).find(|row| row.side != me);
        let theirs =
            theirs.filter(|row| by.trusted || (honest && partner == Some(row.side) && row.kind == MATCH));
        let matched = match theirs.map(|row| (row, here.tokens(row))) {
            None => Matched::Absent,
            Some((row, None)) => Matched::Spoiled { side: row.side },
            Some((_, Some(theirs))) => {
                let theirs: BTreeSet<_> = theirs.into_iter().collect();
                Matched::Both(self.mine.iter().filter(|mine| theirs.contains(*mine)).copied().collect())
            }
        };
        let known = |row: &&Gate| {
            row.side == me
                || by.trusted
                || (honest && partner == Some(row.side) && shows(&sides, row, &me, by.now))
        };
        let sides = sides.iter().filter(known).cloned().collect();
        Ok(Compared { sides, matched })
    }
}

/// The gates at which a side of mine waits.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MySides {}

/// Gates.
#[serde_as]
#[derive(Serialize, Deserialize)]
pub(crate) struct Gates(#[serde_as(as = "Vec<B64>")] pub(crate) Vec<Id>);

impl Question for MySides {
    type Answer = Gates;
    const NAME: &'static str = "my-sides";

    async fn answer(&self, here: &Here, by: &By) -> Result<Gates, Refusal> {
        Ok(Gates(here.store.gates_of(&by.me()?).await?.iter().map(|gate| gate.id).collect()))
    }
}

impl Here {
    /// What stands for all that somebody says yes to.
    fn tokens(&self, row: &Gate) -> Option<Vec<[u8; 16]>> {
        let inside = self.inside(row).filter(|_| row.kind == MATCH)?;
        let (tokens, rest) = inside.as_chunks();
        rest.is_empty().then(|| tokens.to_vec())
    }

    /// Whether nobody can open a side any more.
    pub(super) fn is_altered(&self, row: &Gate) -> bool {
        self.inside(row).is_none()
    }

    fn inside(&self, row: &Gate) -> Option<Vec<u8>> {
        let opened = gate::gate_open(&self.secrets.gates, &row.id, &row.side, &row.sealed).ok()?;
        Some(opened.to_vec())
    }

    pub(super) fn seal_side(
        &self,
        gate: &Id,
        side: &Id,
        inside: &[u8],
        seed: [u8; 32],
    ) -> Result<Vec<u8>, Refusal> {
        // Each text under bytes of its own, even if one deed seals two for the same place.
        let seed = vault::primitives::sha256(&[b"toward/v1/side", &seed, gate, side, inside]);
        let mut chance = vault::Chance::from_seed(seed);
        gate::gate_seal(&self.secrets.gates, gate, side, inside, &mut chance).map_err(|_| Refusal::Forbidden)
    }
}
