//! What an account may write: each row is looked at, one after another, and what nobody may do from a form is refused.
//!
//! Where a row holds what only the keeper's secrets can make, it comes with what that is made of: a proof in the place of
//! a verifier, what is in a side in the place of the sealed side.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{Append, Couple, CoupleRow, Expect, Id, InviteState, Row, Write, WriteError};
use vault::{Proof, told};

use super::codes::fold_code;
use super::people::RUN_BY;
use super::reach::{Role, is_open, is_own, own_space};
use super::sides::{EXCHANGE, MATCH, STEP};
use super::{By, Here, Question, Refusal};
use store::B64;

/// How long a side may wait, in milliseconds: longer than any page of ours lets one.
const WAITS_MS: i64 = 63 * 24 * 3_600_000;

/// Something to be written, all or nothing.
#[serde_as]
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deed {
    /// The act, the events, the rows.
    pub(crate) write: Write,
    /// The code that goes with an invitation in it: a new one, or the one that was told.
    pub(crate) code: Option<String>,
    /// The name of somebody who begins with it.
    pub(crate) name: Option<String>,
    /// What was given out when a new passphrase was judged.
    #[serde_as(as = "Option<B64>")]
    pub(crate) ticket: Option<[u8; 24]>,
}

/// Does it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Do(pub(crate) Deed);

/// What came of it.
#[serde_as]
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Did {
    /// Gates at which both sides are in now, for hosts that could not know before.
    #[serde_as(as = "Vec<B64>")]
    pub(crate) open: Vec<Id>,
}

impl Question for Do {
    type Answer = Did;
    const NAME: &'static str = "do";

    async fn answer(&self, here: &Here, by: &By) -> Result<Did, Refusal> {
        let checked = Checked::new(here, by, &self.0).await?;
        checked.strictly().await?;
        let write = checked.all().await?;
        here.store.write(write).await?;
        let mut did = Did::default();
        let both = |row: &Row| match row {
            Row::PutGate { gate, .. } if [EXCHANGE, MATCH].contains(&gate.kind.as_str()) => {
                Some((gate.id, gate.side))
            }
            _ => None,
        };
        for (id, me) in self.0.write.rows.iter().filter_map(both).filter(|_| !by.trusted) {
            let sides = here.store.gates(&[id]).await?;
            if sides.iter().any(|row| row.side != me && row.expires > by.now) {
                did.open.push(id);
            }
        }
        Ok(did)
    }
}

/// A deed that is being looked at.
pub(super) struct Checked<'d> {
    pub(super) here: &'d Here,
    pub(super) by: &'d By,
    pub(super) deed: &'d Deed,
    /// Who does it: whoever is signed in, or whoever begins with it.
    pub(super) me: Option<Id>,
    pub(super) begins: bool,
    pub(super) couples: Vec<CoupleRow>,
    /// The couple that is made with it, whose two have said yes.
    pub(super) pairing: Option<Couple>,
}

impl<'d> Checked<'d> {
    async fn new(here: &'d Here, by: &'d By, deed: &'d Deed) -> Result<Self, Refusal> {
        let made = deed.write.rows.iter().enumerate().filter_map(|(at, row)| match row {
            Row::PutAccount(account) => Some((at, account.id)),
            _ => None,
        });
        let made: Vec<_> = made.collect();
        let begun = match made.as_slice() {
            [] => None,
            [(0, id)] => Some(*id),
            // An account is made first, and one at most.
            _ => return Err(Refusal::Forbidden),
        };
        if let Some(id) = begun
            && here.store.account(&id).await?.is_some()
        {
            return Err(WriteError::Taken("account").into());
        }
        // Whoever begins on a device where another is signed in is the new one from here on.
        let me = begun.or(by.who);
        let own = |space: &Id| me.is_some_and(|me| is_own(&me, space));
        let elsewhere = |append: &Append| !own(&append.space);
        let shares = |row: &Row| match row {
            Row::EndCouple { .. } | Row::PutLeaving(_) => true,
            Row::PutGate { .. } | Row::TakeGate { .. } | Row::DeleteGate { .. } => !by.trusted,
            row => space_of(row).is_some_and(|space| !own(space)),
        };
        let needs = deed.write.appends.iter().any(elsewhere) || deed.write.rows.iter().any(shares);
        let couples = match me.filter(|_| needs && begun.is_none()) {
            Some(me) => here.store.couples(&me).await?,
            None => Vec::new(),
        };
        let mut checked = Self { here, by, deed, me, begins: begun.is_some(), couples, pairing: None };
        checked.pairing = checked.paired().await?;
        Ok(checked)
    }

    async fn all(self) -> Result<Write, Refusal> {
        let write = &self.deed.write;
        for append in &write.appends {
            // Without events it only asks whether the log still ends there.
            let looks = append.events.is_empty() && self.by.trusted && self.reads(&append.space);
            if !looks && !self.writes(&append.space) {
                return Err(Refusal::Forbidden);
            }
        }
        let mut rows = Vec::with_capacity(write.rows.len());
        for row in &write.rows {
            rows.push(self.row(row).await?);
        }
        let act = write.act.clone().map(|act| store::Act {
            // An act from elsewhere is whoever's asks; here it may be that of whoever was signed in before.
            account: if self.by.trusted { act.account } else { self.by.who },
            at: self.by.now,
            ..act
        });
        Ok(Write { act, appends: write.appends.clone(), rows })
    }

    pub(super) fn is_me(&self, account: &Id) -> bool {
        self.me == Some(*account)
    }

    fn owns(&self, space: &Id) -> bool {
        self.me.is_some_and(|me| is_own(&me, space))
    }

    pub(super) fn shared(&self, space: &Id) -> Option<&CoupleRow> {
        self.couples.iter().find(|row| row.couple.space == *space)
    }

    fn reads(&self, space: &Id) -> bool {
        self.owns(space) || self.shared(space).is_some() || self.makes(space)
    }

    fn writes(&self, space: &Id) -> bool {
        let open = |row: &CoupleRow| self.me.is_some_and(|me| is_open(row, &me));
        self.owns(space) || self.shared(space).is_some_and(open) || self.makes(space)
    }

    /// Whether a space is that of the couple which is made with this deed.
    fn makes(&self, space: &Id) -> bool {
        self.pairing.as_ref().is_some_and(|couple| couple.space == *space)
    }

    /// The row as it is written.
    async fn row(&self, row: &Row) -> Result<Row, Refusal> {
        let pepper = &self.here.secrets.pepper;
        let verifier = |proof: &[u8; 32]| pepper.verifier(&Proof::from_bytes(*proof));
        let allowed = match row {
            Row::PutAccount(account) => {
                let mut account = account.clone();
                account.name_mac = self.here.name_mac(self.deed.name.as_deref().ok_or(Refusal::Forbidden)?);
                self.allowed(&account.name_mac, &account.verifier, &[0; 16])?;
                account.verifier = verifier(&account.verifier);
                account.pepper_id.clone_from(&self.here.secrets.pepper_id);
                account.cost = self.here.cost_text();
                account.kind = self.by.kind();
                return Ok(Row::PutAccount(account));
            }
            Row::SetVerifier { account, verifier: proof, .. } if self.is_me(account) => {
                let mine = self.here.store.account(account).await?.ok_or(Refusal::Forbidden)?;
                self.allowed(&mine.name_mac, proof, account)?;
                return Ok(Row::SetVerifier {
                    account: *account,
                    name_mac: mine.name_mac,
                    verifier: verifier(proof),
                    pepper_id: self.here.secrets.pepper_id.clone(),
                    cost: self.here.cost_text(),
                });
            }
            Row::PutPin(pin) if self.is_me(&pin.account) => {
                // A device of one's own, and no wrap: shares are told apart by these ids alone.
                let taken =
                    self.here.store.pin(&pin.device).await?.is_some_and(|old| !self.is_me(&old.account));
                if taken
                    || self.here.store.wraps(&pin.account).await?.iter().any(|wrap| wrap.id == pin.device)
                {
                    return Err(Refusal::Forbidden);
                }
                let mut pin = pin.clone();
                (pin.verifier, pin.tries) = (verifier(&pin.verifier), 0);
                return Ok(Row::PutPin(pin));
            }
            Row::PutRecovery(recovery) if self.is_me(&recovery.account) => {
                let mut recovery = recovery.clone();
                (recovery.verifier, recovery.requested_at) = (verifier(&recovery.verifier), None);
                return Ok(Row::PutRecovery(recovery));
            }
            Row::PutGate { gate, expect } if self.is_me(&gate.side) => {
                let mut gate = gate.clone();
                gate.sealed = self.here.seal_side(&gate.id, &gate.side, &gate.sealed, self.by.seed)?;
                // Whoever asks from elsewhere cannot know what lies on the other side.
                let expect =
                    if self.by.trusted { expect.clone() } else { Expect::NotBoth { now: self.by.now } };
                let mut expect = expect;
                if !self.by.trusted {
                    // One's own that nobody can open any more may be put in anew.
                    let rows = self.here.store.gates(&[gate.id]).await?;
                    if rows.iter().any(|row| self.is_me(&row.side) && self.here.is_altered(row)) {
                        expect = Expect::Any;
                    }
                    let (soon, late) = (self.by.now.saturating_add(1), self.by.now.saturating_add(WAITS_MS));
                    gate.expires = gate.expires.clamp(soon, late);
                }
                return Ok(Row::PutGate { gate, expect });
            }
            Row::PutInvite(invite) if self.is_me(&invite.inviter) && invite.state == InviteState::Waiting => {
                let mut invite = invite.clone();
                invite.code_mac = self.code_mac(&invite.token_hash)?;
                (invite.opened, invite.tries, invite.joiner, invite.joined) = (None, 0, None, None);
                return Ok(Row::PutInvite(invite));
            }
            Row::RenewCode { token_hash, .. } => {
                let invite = self.here.store.invite(token_hash).await?;
                if !invite.is_some_and(|invite| self.is_me(&invite.inviter)) {
                    return Err(Refusal::Forbidden);
                }
                return Ok(Row::RenewCode { token_hash: *token_hash, code_mac: self.code_mac(token_hash)? });
            }
            Row::PutLeaving(leaving) => return self.leaving(leaving).await,
            Row::MoveInvite { token_hash, from, to, joined } => {
                return self.moves(token_hash, *from, *to, joined.map(|(joiner, _)| joiner)).await;
            }
            Row::PutSpace(space) if (self.begins && self.owns(&space.id)) || self.makes(&space.id) => {
                let head = store::Head { seq: 0, hash: [0; 32] };
                return Ok(Row::PutSpace(store::Space { epoch: 0, head, erasures: 0, ..space.clone() }));
            }
            Row::PutCouple(couple) if self.makes(&couple.space) => {
                return Ok(Row::PutCouple(Couple { began: self.by.now, ..couple.clone() }));
            }
            Row::PutGrant(grant) => {
                let to_other =
                    self.pairing.as_ref().is_some_and(|c| grant.account == c.a || grant.account == c.b);
                self.reads(&grant.space)
                    && (self.is_me(&grant.account) || (self.makes(&grant.space) && to_other))
            }
            Row::EndCouple { couple } => {
                self.by.trusted
                    && self.couples.iter().any(|row| {
                        let other_left =
                            row.leaving.as_ref().is_some_and(|leaving| !self.is_me(&leaving.leaver));
                        row.couple.id == *couple && other_left
                    })
            }
            Row::SetPrefs { account, .. }
            | Row::DeleteWrap { account, .. }
            | Row::DeleteWraps { account, .. }
            | Row::DeletePins { account }
            | Row::CancelRecovery { account }
            | Row::DeleteRecovery { account }
            | Row::DeleteFeed { account, .. } => self.is_me(account),
            Row::PutWrap(wrap) => self.is_me(&wrap.account),
            Row::DeletePin { device } => {
                let pin = self.here.store.pin(device).await?;
                pin.is_none_or(|pin| self.is_me(&pin.account))
            }
            Row::PutSnapshot { snapshot, .. } => self.is_me(&snapshot.account) && self.reads(&snapshot.space),
            Row::PutChapter { chapter, .. } => self.is_me(&chapter.account) && self.reads(&chapter.space),
            Row::DeleteSnapshot { space, account } => self.is_me(account) && self.reads(space),
            Row::PutLetter(letter) => self.owns(&letter.space),
            Row::DeleteLetters { ids } => self.letters(ids).await?,
            Row::Erase { space, seq } => self.owns(space) || self.wrote(space, *seq).await?,
            Row::PutBlock { target, .. } => self.me.is_some_and(|me| *target == me),
            Row::TakeGate { id, side, .. } if self.is_me(side) && !self.by.trusted => {
                // What both have put in opens; only who leaves takes back all there is.
                let rows = self.here.store.gates(&[*id]).await?;
                let step = rows.iter().any(|row| row.side == *side && row.kind == STEP);
                let free = self.leaves() || step;
                let expect = if free { Expect::Any } else { Expect::NotBoth { now: self.by.now } };
                return Ok(Row::TakeGate { id: *id, side: *side, expect });
            }
            Row::TakeGate { side, .. } => self.is_me(side),
            // Whoever knows the id and what lies there is one of the two.
            Row::DeleteGate { seen, .. } => self.me.is_some() && !seen.is_empty(),
            Row::PutFeed(feed) | Row::RenewFeed(feed) => self.is_me(&feed.account),
            Row::PutFirstSetting { key, value } => {
                self.me.is_some() && key == RUN_BY && app::RunBy::parse(value) != app::RunBy::Unsaid
            }
            _ => false,
        };
        if allowed { Ok(row.clone()) } else { Err(Refusal::Forbidden) }
    }

    fn code_mac(&self, token_hash: &[u8; 32]) -> Result<[u8; 32], Refusal> {
        let code = self.deed.code.as_deref().ok_or(Refusal::Forbidden)?;
        Ok(told::code_mac(&self.here.secrets.pepper, token_hash, &fold_code(code)))
    }

    async fn letters(&self, ids: &[Id]) -> Result<bool, Refusal> {
        let Some(me) = self.me else { return Ok(false) };
        let mine = self.here.store.letters(&own_space(&me, Role::Private)).await?;
        if ids.iter().all(|id| mine.iter().any(|letter| letter.id == *id)) {
            return Ok(true);
        }
        // Another device has moved them meanwhile.
        Err(Refusal::Write(WriteError::Conflict))
    }

    /// Whether I wrote an event of a space that I share or shared.
    async fn wrote(&self, space: &Id, seq: u64) -> Result<bool, Refusal> {
        let served = self.here.served(&By { who: self.me, ..self.by.clone() }, space).await?;
        let rows = self.here.store.events_at(space, &[seq]).await?;
        let mine = |row: &store::EventRow| {
            vault::Header::from_slice(&row.header).is_ok_and(|header| self.is_me(&header.author))
        };
        if rows.iter().any(|row| row.sealed.is_none()) {
            // Erased on another device meanwhile.
            return Err(Refusal::Write(WriteError::Conflict));
        }
        // What is appended in this very deed is one's own only if one signs it, so it cannot be erased with it.
        Ok(seq <= served && rows.iter().any(mine))
    }
}

/// The space that a row is about.
fn space_of(row: &Row) -> Option<&Id> {
    match row {
        Row::PutSpace(space) => Some(&space.id),
        Row::PutGrant(grant) => Some(&grant.space),
        Row::PutSnapshot { snapshot, .. } => Some(&snapshot.space),
        Row::PutChapter { chapter, .. } => Some(&chapter.space),
        Row::PutLetter(letter) => Some(&letter.space),
        Row::DeleteSnapshot { space, .. } | Row::Erase { space, .. } => Some(space),
        _ => None,
    }
}
