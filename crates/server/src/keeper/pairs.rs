//! Who may invite, say yes, pair and part, and write a new passphrase.

use store::{Couple, CoupleState, Id, Invite, InviteState, Leaving, Row, WriteError};
use vault::told;

use super::Refusal;
use super::codes::fold_code;
use super::may::Checked;

/// A leaving shows after thirty days at the latest, in milliseconds; a day more for whoever's clock is behind.
const LATEST_MS: i64 = 31 * 24 * 3_600_000;

impl Checked<'_> {
    /// The couple in it, if the other one has said yes to an invitation of mine that is answered with this very deed.
    pub(super) async fn paired(&self) -> Result<Option<Couple>, Refusal> {
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
        // Its space is made with it: what there is already belongs to somebody.
        let new = |row: &Row| matches!(row, Row::PutSpace(space) if space.id == couple.space);
        if !mine
            || !self.deed.write.rows.iter().any(new)
            || couple.state != CoupleState::Open
            || !invite.is_some_and(|invite| ours(&invite))
        {
            return Err(Refusal::Forbidden);
        }
        Ok(Some(couple.clone()))
    }

    /// A new passphrase is written only as it was judged.
    pub(super) fn allowed(&self, name_mac: &[u8; 32], proof: &[u8; 32], account: &Id) -> Result<(), Refusal> {
        let parts: [&[u8]; 3] = [name_mac, proof, account];
        let given = self.deed.ticket.as_ref();
        let fits = |ticket| vault::door::ticket_fits(&self.here.secrets.pepper, ticket, self.by.now, &parts);
        if given.is_some_and(fits) { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// Whether I leave with this deed.
    pub(super) fn leaves(&self) -> bool {
        self.deed
            .write
            .rows
            .iter()
            .any(|row| matches!(row, Row::PutLeaving(leaving) if self.is_me(&leaving.leaver)))
    }

    /// Who may move an invitation, and where to.
    pub(super) async fn moves(
        &self,
        token_hash: &[u8; 32],
        from: InviteState,
        to: InviteState,
        joiner: Option<Id>,
    ) -> Result<Row, Refusal> {
        let Some(invite) = self.here.store.invite(token_hash).await? else {
            return Err(Refusal::Write(WriteError::Conflict));
        };
        let (inviter, joined) =
            (self.is_me(&invite.inviter), invite.joiner.is_some_and(|id| self.is_me(&id)));
        let allowed = match (from, to) {
            (InviteState::Waiting, InviteState::Declined) => !inviter,
            (_, InviteState::Withdrawn) => inviter || (joined && from == InviteState::Joined),
            (InviteState::Joined, InviteState::Paired) => inviter && self.pairing.is_some(),
            (InviteState::Waiting, InviteState::Joined) => {
                joiner.is_some_and(|id| self.is_me(&id)) && !inviter && self.joins(&invite).await?
            }
            _ => false,
        };
        if !allowed {
            return Err(Refusal::Forbidden);
        }
        // To the inviter one that was declined looks like one that waits, and is taken back like it.
        let waits = [InviteState::Waiting, InviteState::Declined];
        let same =
            to == InviteState::Withdrawn && inviter && waits.contains(&from) && waits.contains(&invite.state);
        let from = if same { invite.state } else { from };
        let joined =
            (to == InviteState::Joined).then_some(joiner).flatten().map(|joiner| (joiner, self.by.now));
        Ok(Row::MoveInvite { token_hash: *token_hash, from, to, joined })
    }

    /// Whether an invitation may be answered with yes: by whoever was told the code, who is free, and was not asked never
    /// to be asked again.
    async fn joins(&self, invite: &Invite) -> Result<bool, Refusal> {
        let Some(me) = self.me else { return Ok(false) };
        let code = self.deed.code.as_deref().unwrap_or_default();
        // Who asks from elsewhere may not have asked before: each time is a try.
        if !self.by.trusted && !self.here.try_code(&invite.token_hash, self.by.now).await? {
            return Ok(false);
        }
        let fits = told::code_fits(
            &self.here.secrets.pepper,
            &invite.token_hash,
            &fold_code(code),
            &invite.code_mac,
        );
        Ok(fits
            && invite.expires > self.by.now
            && self.here.store.couple_of(&me).await?.is_none()
            && !self.here.store.blocked(&invite.inviter, &me).await?)
    }

    /// A leaving, cut where the log ends now, whatever its host thinks; where the other one has left already, unseen, the
    /// two are no couple any more.
    pub(super) async fn leaving(&self, leaving: &Leaving) -> Result<Row, Refusal> {
        let row = self.couples.iter().find(|row| row.couple.id == leaving.couple);
        let Some(row) =
            row.filter(|row| self.is_me(&leaving.leaver) && row.couple.state == CoupleState::Open)
        else {
            return Err(Refusal::Forbidden);
        };
        if row.leaving.as_ref().is_some_and(|other| !self.is_me(&other.leaver)) {
            return Ok(Row::EndCouple { couple: leaving.couple });
        }
        let head = self.here.store.head(&row.couple.space).await?;
        let latest = self.by.now.saturating_add(LATEST_MS);
        Ok(Row::PutLeaving(Leaving {
            cut: head.map_or(0, |head| head.seq),
            shows_on: leaving.shows_on.clamp(self.by.now, latest),
            ..leaving.clone()
        }))
    }
}
