//! Where a row finds the module of its noun.

use crate::txn::Txn;
use crate::*;

/// Applies one row.
pub(crate) async fn row(txn: &mut Txn<'_>, row: &Row) -> Result<(), WriteError> {
    match row {
        Row::PutAccount(a) => account::put(txn, a).await,
        Row::SetVerifier { account, name_mac, verifier, pepper_id, cost } => {
            account::set_verifier(txn, account, name_mac, verifier, pepper_id, cost).await
        }
        Row::SetPublic { account, public } => account::set_public(txn, account, public).await,
        Row::SetPrefs { account, prefs } => account::set_prefs(txn, account, prefs).await,
        Row::PutWrap(w) => account::put_wrap(txn, w).await,
        Row::DeleteWrap { account, kind, id } => account::delete_wrap(txn, account, *kind, id).await,
        Row::DeleteWraps { account, kind } => account::delete_wraps(txn, account, *kind).await,
        Row::CountAttempt { who, device, at } => attempt::count(txn, who, device, *at).await,
        Row::ClearAttempts { who, device } => attempt::clear(txn, who, device).await,
        Row::PutPin(p) => pin::put(txn, p).await,
        Row::TryPin { device, most } => pin::attempt(txn, device, *most).await,
        Row::PinKept { device } => pin::kept(txn, device).await,
        Row::DeletePin { device } => pin::delete(txn, device).await,
        Row::DeletePins { account } => pin::delete_all(txn, account).await,
        Row::PutRecovery(r) => pin::put_recovery(txn, r).await,
        Row::RequestRecovery { account, at } => pin::request_recovery(txn, account, *at).await,
        Row::CancelRecovery { account } => pin::cancel_recovery(txn, account).await,
        Row::DeleteRecovery { account } => pin::delete_recovery(txn, account).await,
        Row::PutSpace(s) => space::put(txn, s).await,
        Row::SetEpoch { space, from, to, drop_public } => {
            space::set_epoch(txn, space, *from, *to, drop_public).await
        }
        Row::PutGrant(g) => space::put_grant(txn, g).await,
        Row::DeleteGrants { space, account } => space::delete_grants(txn, space, account).await,
        Row::PutSnapshot { snapshot, erasures } => snapshot::put(txn, snapshot, *erasures).await,
        Row::DeleteSnapshot { space, account } => snapshot::delete(txn, space, account).await,
        Row::PutChapter { chapter, erasures } => snapshot::put_chapter(txn, chapter, *erasures).await,
        Row::DeleteChapters { space, account } => snapshot::delete_chapters(txn, space, account).await,
        Row::PutLetter(l) => letter::put(txn, l).await,
        Row::DeleteLetters { ids } => letter::take(txn, ids).await,
        Row::Erase { space, seq } => event::erase(txn, space, *seq).await,
        Row::PutCouple(c) => couple::put(txn, c).await,
        Row::EndCouple { couple } => couple::end(txn, couple).await,
        Row::PutLeaving(l) => couple::put_leaving(txn, l).await,
        Row::SetShowsOn { couple, leaver, at } => couple::set_shows_on(txn, couple, leaver, *at).await,
        Row::DeleteLeaving { couple, leaver } => couple::delete_leaving(txn, couple, leaver).await,
        Row::PutInvite(i) => invite::put(txn, i).await,
        Row::OpenInvite { token_hash, at } => invite::open(txn, token_hash, *at).await,
        Row::RenewCode { token_hash, code_mac } => invite::renew_code(txn, token_hash, code_mac).await,
        Row::TryInvite { token_hash, most } => invite::try_code(txn, token_hash, *most).await,
        Row::MoveInvite { token_hash, from, to, joined } => {
            invite::step(txn, token_hash, *from, *to, joined).await
        }
        Row::DeleteInvite { token_hash } => invite::delete(txn, token_hash).await,
        Row::PutBlock { inviter, target } => invite::put_block(txn, inviter, target).await,
        Row::DeleteBlock { inviter, target } => invite::delete_block(txn, inviter, target).await,
        Row::PutGate { gate, expect } => gate::put(txn, gate, expect).await,
        Row::TakeGate { id, side, expect } => gate::take(txn, id, side, expect).await,
        Row::DeleteGate { id, seen } => gate::delete(txn, id, seen).await,
        Row::PutFeed(f) => feed::put(txn, f).await,
        Row::RenewFeed(f) => feed::renew(txn, f).await,
        Row::DeleteFeed { token_hash, account } => feed::delete(txn, token_hash, account).await,
        Row::DeleteAct { id } => act::delete(txn, id).await,
        Row::PutEffect(e) => outbox::put(txn, e).await,
        Row::EffectDone { id } => outbox::done(txn, id).await,
        Row::PostponeEffect { id, due } => outbox::postpone(txn, id, *due).await,
        Row::DeleteEffect { id } => outbox::delete(txn, id).await,
        Row::PutReminder(r) => outbox::put_reminder(txn, r).await,
        Row::DeleteReminder(r) => outbox::delete_reminder(txn, r).await,
        Row::DeleteReminders { account } => outbox::delete_reminders(txn, account).await,
        Row::PutSetting { key, value } => setting::put(txn, key, value).await,
        Row::PutFirstSetting { key, value } => setting::put_first(txn, key, value).await,
        Row::DeleteSetting { key } => setting::delete(txn, key).await,
        Row::EraseAccount { account } => erase::account(txn, account).await,
        Row::EraseSpace { space } => erase::space(txn, space).await,
        Row::Purge(p) => purge::apply(txn, p).await,
    }
}
