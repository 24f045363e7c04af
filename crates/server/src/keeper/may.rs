//! What an account may write: each row is looked at, one after another, and what nobody may do from a form is refused.
//!
//! Where a row holds what only the keeper's secrets can make, it comes with what that is made of: a proof in the place of
//! a verifier, what is in a side in the place of the sealed side.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use store::{
    Append, Couple, CoupleRow, CoupleState, Expect, Id, Invite, InviteState, Leaving, Row, Write, WriteError,
};
use vault::{Proof, told};

use super::codes::fold_code;
use super::people::RUN_BY;
use super::reach::{Role, is_open, is_own, own_space};
use super::sides::{EXCHANGE, MATCH};
use super::{By, Here, Question, Refusal};
use crate::wire::B64;

/// Something to be written, all or nothing.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deed {
    /// The act, the events, the rows.
    pub(crate) write: Write,
    /// The code that goes with an invitation in it: a new one, or the one that was told.
    pub(crate) code: Option<String>,
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
        let write = Checked::new(here, by, &self.0).await?.all().await?;
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
struct Checked<'d> {
    here: &'d Here,
    by: &'d By,
    deed: &'d Deed,
    /// Who does it: whoever is signed in, or whoever begins with it.
    me: Option<Id>,
    begins: bool,
    couples: Vec<CoupleRow>,
    /// The couple that is made with it, whose two have said yes.
    pairing: Option<Couple>,
}

impl<'d> Checked<'d> {
    async fn new(here: &'d Here, by: &'d By, deed: &'d Deed) -> Result<Self, Refusal> {
        let begun = deed.write.rows.iter().find_map(|row| match row {
            Row::PutAccount(account) => Some(account.id),
            _ => None,
        });
        // Whoever begins on a device where another is signed in is the new one from here on.
        let me = begun.or(by.who);
        let own = |space: &Id| me.is_some_and(|me| is_own(&me, space));
        let elsewhere = |append: &Append| !own(&append.space);
        let shares = |row: &Row| match row {
            Row::EndCouple { .. } | Row::PutLeaving(_) => true,
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

    /// The couple in it, if the other one has said yes to an invitation of mine that is answered with this very deed.
    async fn paired(&self) -> Result<Option<Couple>, Refusal> {
        let put = self.deed.write.rows.iter().find_map(|row| match row {
            Row::PutCouple(couple) => Some(couple),
            _ => None,
        });
        let (Some(couple), Some(me)) = (put, self.me) else { return Ok(None) };
        let joiner = if couple.a == me { couple.b } else { couple.a };
        let answered = |row: &Row| match row {
            Row::MoveInvite { token_hash, from: InviteState::Joined, to: InviteState::Paired, .. } => {
                Some(*token_hash)
            }
            _ => None,
        };
        let token = self.deed.write.rows.iter().find_map(answered).ok_or(Refusal::Forbidden)?;
        let invite = self.here.store.invite(&token).await?;
        let ours = |invite: &Invite| invite.inviter == me && invite.joiner == Some(joiner);
        let mine = couple.a == me || couple.b == me;
        if !mine || couple.state != CoupleState::Open || !invite.is_some_and(|invite| ours(&invite)) {
            return Err(Refusal::Forbidden);
        }
        Ok(Some(couple.clone()))
    }

    async fn all(self) -> Result<Write, Refusal> {
        let write = &self.deed.write;
        if write.act.as_ref().is_some_and(|act| act.account.is_some() && act.account != self.by.who) {
            return Err(Refusal::Forbidden);
        }
        for append in &write.appends {
            // Without events it only asks whether the log still ends there.
            let looks = append.events.is_empty() && self.reads(&append.space);
            if !looks && !self.writes(&append.space) {
                return Err(Refusal::Forbidden);
            }
        }
        let mut rows = Vec::with_capacity(write.rows.len());
        for row in &write.rows {
            rows.push(self.row(row).await?);
        }
        Ok(Write { act: write.act.clone(), appends: write.appends.clone(), rows })
    }

    fn is_me(&self, account: &Id) -> bool {
        self.me == Some(*account)
    }

    fn owns(&self, space: &Id) -> bool {
        self.me.is_some_and(|me| is_own(&me, space))
    }

    fn shared(&self, space: &Id) -> Option<&CoupleRow> {
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
                account.verifier = verifier(&account.verifier);
                account.pepper_id.clone_from(&self.here.secrets.pepper_id);
                account.cost = self.here.cost_text();
                account.kind = self.by.kind();
                return Ok(Row::PutAccount(account));
            }
            Row::SetVerifier { account, name_mac, verifier: proof, .. } if self.is_me(account) => {
                return Ok(Row::SetVerifier {
                    account: *account,
                    name_mac: *name_mac,
                    verifier: verifier(proof),
                    pepper_id: self.here.secrets.pepper_id.clone(),
                    cost: self.here.cost_text(),
                });
            }
            Row::PutPin(pin) if self.is_me(&pin.account) => {
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
                let expect = if self.by.trusted { expect.clone() } else { Expect::Any };
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
                let joiner = joined.as_ref().map(|(joiner, _)| *joiner);
                self.moves(token_hash, *from, *to, joiner).await?
            }
            Row::PutSpace(space) => (self.begins && self.owns(&space.id)) || self.makes(&space.id),
            Row::PutGrant(grant) => {
                let to_other =
                    self.pairing.as_ref().is_some_and(|c| grant.account == c.a || grant.account == c.b);
                self.reads(&grant.space)
                    && (self.is_me(&grant.account) || (self.makes(&grant.space) && to_other))
            }
            Row::PutCouple(couple) => self.makes(&couple.space),
            Row::EndCouple { couple } => self.couples.iter().any(|row| {
                let other_left = row.leaving.as_ref().is_some_and(|leaving| !self.is_me(&leaving.leaver));
                row.couple.id == *couple && other_left
            }),
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
            Row::TakeGate { side, .. } => self.is_me(side),
            // Whoever knows the id and what lies there is one of the two.
            Row::DeleteGate { seen, .. } => self.me.is_some() && !seen.is_empty(),
            Row::PutFeed(feed) | Row::RenewFeed(feed) => self.is_me(&feed.account),
            Row::PutFirstSetting { key, .. } => key == RUN_BY,
            _ => false,
        };
        if allowed { Ok(row.clone()) } else { Err(Refusal::Forbidden) }
    }

    fn code_mac(&self, token_hash: &[u8; 32]) -> Result<[u8; 32], Refusal> {
        let code = self.deed.code.as_deref().ok_or(Refusal::Forbidden)?;
        Ok(told::code_mac(&self.here.secrets.pepper, token_hash, &fold_code(code)))
    }

    /// Who may move an invitation, and where to.
    async fn moves(
        &self,
        token_hash: &[u8; 32],
        from: InviteState,
        to: InviteState,
        joiner: Option<Id>,
    ) -> Result<bool, Refusal> {
        let Some(invite) = self.here.store.invite(token_hash).await? else {
            return Err(Refusal::Write(WriteError::Conflict));
        };
        let (inviter, joined) =
            (self.is_me(&invite.inviter), invite.joiner.is_some_and(|id| self.is_me(&id)));
        match (from, to) {
            (InviteState::Waiting, InviteState::Declined) => Ok(true),
            (_, InviteState::Withdrawn) => Ok(inviter || (joined && from == InviteState::Joined)),
            (InviteState::Joined, InviteState::Paired) => Ok(inviter && self.pairing.is_some()),
            (InviteState::Waiting, InviteState::Joined) => {
                let Some(me) = self.me.filter(|me| joiner == Some(*me) && !inviter) else { return Ok(false) };
                let code = fold_code(self.deed.code.as_deref().unwrap_or_default());
                let fits = told::code_fits(&self.here.secrets.pepper, token_hash, &code, &invite.code_mac);
                let free = self.here.store.couple_of(&me).await?.is_none();
                Ok(fits
                    && free
                    && invite.expires > self.by.now
                    && !self.here.store.blocked(&invite.inviter, &me).await?)
            }
            _ => Ok(false),
        }
    }

    /// A leaving, cut where the log ends now, whatever its host thinks.
    async fn leaving(&self, leaving: &Leaving) -> Result<Row, Refusal> {
        let row = self.couples.iter().find(|row| row.couple.id == leaving.couple);
        let Some(row) =
            row.filter(|row| self.is_me(&leaving.leaver) && row.couple.state == CoupleState::Open)
        else {
            return Err(Refusal::Forbidden);
        };
        let head = self.here.store.head(&row.couple.space).await?;
        Ok(Row::PutLeaving(Leaving { cut: head.map_or(0, |head| head.seq), ..leaving.clone() }))
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
