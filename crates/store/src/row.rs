//! One long list on purpose: whoever asks what may change beside the logs finds the whole answer here.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::wire::B64;
use crate::*;

/// One change of plain rows, applied in the same transaction as the appends it comes with.
///
/// *Put* of something that exists once (account, space, couple, leaving, invite, letter) answers `Taken` when it is
/// there; other *Put*s replace. A change whose row is not as it was answers `Conflict`. *Delete* is content when
/// nothing is there.
#[serde_as]
#[derive(Clone, Serialize, Deserialize)]
pub enum Row {
    /// A new account; `Taken("account")` when its name and verifier exist together.
    PutAccount(Account),
    /// A new name or passphrase for an account.
    SetVerifier {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// The MAC of the name.
        #[serde_as(as = "B64")]
        name_mac: Hash,
        /// The new verifier.
        #[serde_as(as = "B64")]
        verifier: Hash,
        /// The pepper that made it.
        pepper_id: String,
        /// The parameters of the passphrase's hash.
        cost: String,
    },
    /// A new identity for an account.
    SetPublic {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// Its public halves.
        #[serde_as(as = "B64")]
        public: [u8; 64],
    },
    /// What pages need before any key is open.
    SetPrefs {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// The preferences, as text.
        prefs: String,
    },
    /// A wrap, in place of an earlier one of the same kind and id.
    PutWrap(Wrap),
    /// One wrap goes.
    DeleteWrap {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// Of which kind.
        kind: WrapKind,
        /// Which.
        #[serde_as(as = "B64")]
        id: Id,
    },
    /// All wraps of a kind go.
    DeleteWraps {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// Of which kind.
        kind: WrapKind,
    },
    /// Sign-in failed once more.
    CountAttempt {
        /// The account, or the MAC of the name.
        #[serde_as(as = "B64")]
        who: Vec<u8>,
        /// The device, zeros for an unknown one.
        #[serde_as(as = "B64")]
        device: Vec<u8>,
        /// When.
        at: Instant,
    },
    /// Sign-in succeeded: the count starts anew.
    ClearAttempts {
        /// The account, or the MAC of the name.
        #[serde_as(as = "B64")]
        who: Vec<u8>,
        /// The device, zeros for an unknown one.
        #[serde_as(as = "B64")]
        device: Vec<u8>,
    },
    /// A device's PIN, in place of an earlier one.
    PutPin(Pin),
    /// A try of a PIN, counted before it is judged; `Spent("pin")` when `most` were made or there is no PIN.
    TryPin {
        /// Which device.
        #[serde_as(as = "B64")]
        device: Id,
        /// How many tries there are.
        most: u32,
    },
    /// A PIN was right: its tries start anew.
    PinKept {
        /// Which device.
        #[serde_as(as = "B64")]
        device: Id,
    },
    /// A device's PIN goes.
    DeletePin {
        /// Which device.
        #[serde_as(as = "B64")]
        device: Id,
    },
    /// All PINs of an account go.
    DeletePins {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// An account's recovery, in place of an earlier one.
    PutRecovery(Recovery),
    /// The wait before recovery starts; asking again does not start it anew.
    RequestRecovery {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
        /// When it was asked for.
        at: Instant,
    },
    /// The wait ends without recovery.
    CancelRecovery {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// An account's recovery goes.
    DeleteRecovery {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A new space.
    PutSpace(Space),
    /// A new epoch; put it in one write with an append, so that no event of the old epoch slips in behind it.
    SetEpoch {
        /// Which space.
        #[serde_as(as = "B64")]
        space: Id,
        /// The epoch it has.
        from: u32,
        /// The epoch it gets.
        to: u32,
        /// The drop key of the new epoch.
        #[serde_as(as = "B64")]
        drop_public: Hash,
    },
    /// A grant, in place of an earlier one of the same space, epoch and account.
    PutGrant(Grant),
    /// All grants of an account into a space go.
    DeleteGrants {
        /// Which space.
        #[serde_as(as = "B64")]
        space: Id,
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A person's snapshot, in place of an earlier one; passed over when the space has had an erasure since the
    /// fold began, because it may hold what was erased.
    PutSnapshot {
        /// The snapshot.
        snapshot: Snapshot,
        /// What `Space::erasures` was when the fold was read.
        erasures: u32,
    },
    /// A person's snapshot goes.
    DeleteSnapshot {
        /// Of which space.
        #[serde_as(as = "B64")]
        space: Id,
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A person's chapter, in place of an earlier one of the same number; passed over like a snapshot.
    PutChapter {
        /// The chapter.
        chapter: Chapter,
        /// What `Space::erasures` was when the fold was read.
        erasures: u32,
    },
    /// A person's chapters of a space go.
    DeleteChapters {
        /// Of which space.
        #[serde_as(as = "B64")]
        space: Id,
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A letter is dropped into a space.
    PutLetter(Letter),
    /// Letters leave for the log; `Conflict` when one is already gone.
    DeleteLetters {
        /// Which.
        #[serde_as(as = "Vec<B64>")]
        ids: Vec<Id>,
    },
    /// An event's sealed bytes go, and with them every snapshot and chapter of its space.
    Erase {
        /// Which space.
        #[serde_as(as = "B64")]
        space: Id,
        /// Which event.
        seq: u64,
    },
    /// A new couple; `Taken("couple")` when one of the two is in an open one.
    PutCouple(Couple),
    /// An open couple ends.
    EndCouple {
        /// Which.
        #[serde_as(as = "B64")]
        couple: Id,
    },
    /// One of a couple leaves; `Taken("leaving")` when one already does.
    PutLeaving(Leaving),
    /// The leaver chooses another day for it to show.
    SetShowsOn {
        /// Which couple.
        #[serde_as(as = "B64")]
        couple: Id,
        /// Who leaves.
        #[serde_as(as = "B64")]
        leaver: Id,
        /// When it shows.
        at: Instant,
    },
    /// The leaver stays after all.
    DeleteLeaving {
        /// Which couple.
        #[serde_as(as = "B64")]
        couple: Id,
        /// Who had left.
        #[serde_as(as = "B64")]
        leaver: Id,
    },
    /// A new invitation.
    PutInvite(Invite),
    /// An invitation was opened; the first time counts.
    OpenInvite {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
        /// When.
        at: Instant,
    },
    /// A new code for a waiting invitation; clock and tries start anew.
    RenewCode {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
        /// The MAC of the new code.
        #[serde_as(as = "B64")]
        code_mac: Hash,
    },
    /// A try of a code, counted before it is judged; `Spent("invite")` when `most` were made.
    TryInvite {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
        /// How many tries there are.
        most: u32,
    },
    /// An invitation goes from one state to the next.
    MoveInvite {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
        /// The state it has.
        from: InviteState,
        /// The state it gets.
        to: InviteState,
        /// Who joined and when, if somebody does.
        #[serde_as(as = "Option<(B64, _)>")]
        joined: Option<(Id, Instant)>,
    },
    /// An invitation goes.
    DeleteInvite {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
    },
    /// A target never wants to be invited by this inviter again.
    PutBlock {
        /// Who invited.
        #[serde_as(as = "B64")]
        inviter: Id,
        /// The hash of the token, or the account.
        #[serde_as(as = "B64")]
        target: Vec<u8>,
    },
    /// The target allows invitations again.
    DeleteBlock {
        /// Who invited.
        #[serde_as(as = "B64")]
        inviter: Id,
        /// The hash of the token, or the account.
        #[serde_as(as = "B64")]
        target: Vec<u8>,
    },
    /// One's own side of a gate, in place of an earlier one; `GateChanged` when the other is not as expected.
    PutGate {
        /// The side.
        gate: Gate,
        /// What is taken for granted about the other.
        expect: Expect,
    },
    /// One's own side is taken back; `GateChanged` when it is gone or the other is not as expected.
    TakeGate {
        /// Which gate.
        #[serde_as(as = "B64")]
        id: Id,
        /// Whose side.
        #[serde_as(as = "B64")]
        side: Id,
        /// What is taken for granted about the other.
        expect: Expect,
    },
    /// All sides of a gate go; `GateChanged` unless exactly the seen ones are there (none named: whatever is there).
    DeleteGate {
        /// Which gate.
        #[serde_as(as = "B64")]
        id: Id,
        /// The sides as they were opened.
        seen: Vec<SeenSide>,
    },
    /// A calendar others subscribe to, in place of an earlier one; `Taken("feed")` when it is another's.
    PutFeed(Feed),
    /// The same, where there still is one.
    RenewFeed(Feed),
    /// A calendar goes, if it is this account's.
    DeleteFeed {
        /// Which.
        #[serde_as(as = "B64")]
        token_hash: Hash,
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// An act is forgotten.
    DeleteAct {
        /// Which.
        #[serde_as(as = "B64")]
        id: Id,
    },
    /// An effect to be carried out; a second with the same id is passed over.
    PutEffect(Effect),
    /// An effect was carried out.
    EffectDone {
        /// Which.
        #[serde_as(as = "B64")]
        id: Id,
    },
    /// An effect is to be tried again later.
    PostponeEffect {
        /// Which.
        #[serde_as(as = "B64")]
        id: Id,
        /// When.
        due: Instant,
    },
    /// An effect is no longer wanted.
    DeleteEffect {
        /// Which.
        #[serde_as(as = "B64")]
        id: Id,
    },
    /// A reminder is planned.
    PutReminder(Reminder),
    /// One reminder goes.
    DeleteReminder(Reminder),
    /// All reminders of an account go, before they are planned anew.
    DeleteReminders {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A setting of the server.
    PutSetting {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// A setting that is decided once; `Taken("setting")` when it is there.
    PutFirstSetting {
        /// Its key.
        key: String,
        /// Its value.
        value: String,
    },
    /// A setting goes.
    DeleteSetting {
        /// Its key.
        key: String,
    },
    /// Everything of an account goes; its own spaces go by `EraseSpace`. A partner who stays keeps the couple.
    EraseAccount {
        /// Whose.
        #[serde_as(as = "B64")]
        account: Id,
    },
    /// A space goes with its events, grants, snapshots, chapters and letters.
    EraseSpace {
        /// Which.
        #[serde_as(as = "B64")]
        space: Id,
    },
    /// What has had its time goes.
    Purge(Purge),
}

impl Row {
    /// Whether bytes go that must not linger in the write-ahead log: words, and what keys are wrapped in.
    pub(crate) fn erases(&self) -> bool {
        matches!(
            self,
            Self::Erase { .. }
                | Self::EraseAccount { .. }
                | Self::EraseSpace { .. }
                | Self::DeleteLetters { .. }
                | Self::TakeGate { .. }
                | Self::DeleteGate { .. }
                | Self::DeleteFeed { .. }
                | Self::DeleteWrap { .. }
                | Self::DeleteWraps { .. }
                | Self::DeletePin { .. }
                | Self::DeletePins { .. }
                | Self::DeleteRecovery { .. }
                | Self::Purge(_)
        )
    }
}
