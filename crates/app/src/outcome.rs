//! What comes out: an answer, new events, plain rows, acts on keys.

use domain::{Instant, SpaceName, desk, private, shared};

use crate::{FeedView, Needs, Prefs, RunBy};

/// What comes out of handling a request.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What the visitor sees.
    pub answer: Answer,
    /// What happened. An event for a space that is shut goes there as a letter.
    pub events: Vec<New>,
    /// Plain rows to change in the same transaction.
    pub rows: Vec<Row>,
    /// Acts on keys, done by the host in the same transaction.
    pub keys: Vec<KeyAct>,
    /// More is needed to answer; nothing else counts then. Honoured once per request.
    pub more: Option<Needs>,
    /// Addresses to fetch into memory; the request is then handled again with what they answered, and nothing else of
    /// this outcome counts. Honoured once per request, and never for a GET.
    pub fetch: Vec<Fetch>,
    /// Nothing happens because everything that was typed is kept already.
    pub kept: bool,
}

/// An address to fetch.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetch {
    /// The address, as the person gave it.
    pub url: String,
    /// What its server called the version we have.
    pub etag: Option<String>,
}

/// What the visitor sees.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page {
        /// The status.
        status: u16,
        /// The page.
        html: String,
    },
    /// A file to keep.
    File {
        /// Its name; neutral, because it stays in a folder.
        name: String,
        /// Its media type.
        media: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Go there now (303).
    Go(String),
    /// Leave: end the session, clear this site's traces in the browser, go to a neutral site.
    Leave,
}

impl Default for Answer {
    fn default() -> Self {
        Answer::Go("/".to_owned())
    }
}

/// A new event.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// On one's own desk.
    Desk(desk::Event),
    /// In one's own private space.
    Private(private::Event),
    /// In the couple's shared space.
    Shared(shared::Event),
}

/// A change of plain rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// My side goes into a gate, while the other side is not in. Replaces an earlier one of mine.
    GatePut {
        /// The gate.
        label: String,
        /// When it goes back to me.
        expires: Instant,
        /// What is released with the other side.
        event: shared::Event,
    },
    /// The other side is in: both go into the shared log now, and the gate is gone.
    GateRelease {
        /// The gate.
        label: String,
        /// My side.
        event: shared::Event,
    },
    /// What the other one laid into a gate of theirs for me to ask for: it goes into the shared log now, and the gate is
    /// gone. One that was altered is gone too, and nothing comes of it.
    GateOpen {
        /// The gate.
        label: String,
    },
    /// My side is taken back.
    GateTake {
        /// The gate.
        label: String,
    },
    /// My side goes into a match gate, while the other side is not in. Replaces an earlier one of mine. The host sees
    /// tokens in place of the items, and always the same number of them.
    MatchPut {
        /// The gate.
        label: String,
        /// When it is forgotten.
        expires: Instant,
        /// What I say yes to.
        items: Vec<Vec<u8>>,
        /// How many items there could be at most.
        room: usize,
    },
    /// Both sides were compared: the gate is gone.
    MatchEnd {
        /// The gate.
        label: String,
    },
    /// The calendar others subscribe to, sealed under its address; also with a GET, because it is a cache.
    FeedPut {
        /// The token of its address.
        token: String,
        /// The calendar.
        feed: FeedView,
    },
    /// It is there no more, and its address answers nothing.
    FeedDrop {
        /// The token of its address.
        token: String,
    },
    /// Own words are erased: they are in no file any more, and an empty place stays in the log. In the shared space only
    /// what I wrote myself is erased, whatever is named here.
    Erase {
        /// The space.
        space: SpaceName,
        /// Their places in its log.
        seqs: Vec<u64>,
    },
    /// Plain preferences.
    Prefs(Prefs),
    /// Who runs this server; only the first answer counts.
    RunBy(RunBy),
}

/// An act on keys, sessions or invitations.
#[derive(Clone, PartialEq)]
pub enum KeyAct {
    /// A new account for the name and passphrase just given, signed in on this device; or, when these
    /// two open an account that exists, a sign-in.
    Begin {
        /// Keep this device signed in for fourteen days.
        mine: bool,
    },
    /// Sign in with what was just proven.
    Enter {
        /// Keep this device signed in for fourteen days.
        mine: bool,
    },
    /// Sign out here.
    Exit,
    /// Sign out another device, by its opaque name.
    EndSession(String),
    /// Sign out everywhere but here.
    EndOtherSessions,
    /// Open the private space with what was just proven.
    OpenPrivate,
    /// Shut the private space.
    ShutPrivate,
    /// Set this device's PIN; the passphrase was just proven.
    SetPin(String),
    /// Forget a device's PIN, by its opaque name.
    DropPin(String),
    /// Keep a recovery code; the passphrase was just proven.
    KeepRecovery(String),
    /// Forget the recovery code.
    DropRecovery,
    /// Call off a recovery that somebody asked for.
    CallOffRecovery,
    /// Start, or after 72 hours finish, a recovery with the code just proven.
    Recover {
        /// The new passphrase, once the wait is over.
        passphrase: String,
    },
    /// Change the passphrase; the old one was just proven. Ends all other sessions.
    ChangePassphrase(String),
    /// Open an invitation.
    Invite {
        /// The token of its link.
        token: String,
        /// The code to tell in person.
        code: String,
        /// The letter.
        letter: String,
        /// How long the link is good.
        expires: Instant,
    },
    /// Give the open invitation a new code.
    NewCode {
        /// The token of its link.
        token: String,
        /// The code to tell in person.
        code: String,
    },
    /// Take the invitation back.
    CloseInvite,
    /// Somebody at the link wants never to be asked again.
    NeverAsk {
        /// The token of the link.
        token: String,
    },
    /// Say yes to an invitation; its told code was just proven.
    SayYes {
        /// The token of the link.
        token: String,
    },
    /// The inviter has heard the words: make the couple. The passphrase was just proven.
    Pair {
        /// What opens the shared space.
        first: Vec<domain::shared::Event>,
        /// The words that were said to each other; only with an identity that makes the same ones.
        words: [u16; 4],
    },
    /// The words differ, or it was not the right person: forget who answered.
    Unpair,
    /// Open the shared key of the couple. The passphrase was just proven.
    OpenShared {
        /// The words that were said to each other.
        words: [u16; 4],
    },
    /// Leave the couple; it shows at the other's next visit, or later.
    LeaveCouple {
        /// When it shows.
        shows: Instant,
    },
}

impl std::fmt::Debug for KeyAct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyAct(…)")
    }
}

impl Outcome {
    /// A page.
    pub fn page(html: String) -> Self {
        Self::page_with(200, html)
    }

    /// A page with another status.
    pub fn page_with(status: u16, html: String) -> Self {
        Self { answer: Answer::Page { status, html }, ..Self::default() }
    }

    /// Go there.
    pub fn go(path: &str) -> Self {
        Self { answer: Answer::Go(path.to_owned()), ..Self::default() }
    }

    /// More is needed first.
    pub fn more(needs: Needs) -> Self {
        Self { more: Some(needs), ..Self::default() }
    }

    /// Fetch these first.
    pub fn fetching(fetch: Vec<Fetch>) -> Self {
        Self { fetch, ..Self::default() }
    }

    /// A file to keep.
    pub fn file(name: &str, media: &'static str, bytes: Vec<u8>) -> Self {
        Self { answer: Answer::File { name: name.to_owned(), media, bytes }, ..Self::default() }
    }

    /// Nothing happens, because everything that was typed is kept already.
    pub fn kept_already(self) -> Self {
        Self { kept: true, ..self }
    }

    /// Whether anything comes of it besides its answer, or it has to be asked again first.
    pub fn does_something(&self) -> bool {
        let waits = self.more.is_some() || !self.fetch.is_empty();
        waits || !self.events.is_empty() || !self.rows.is_empty() || !self.keys.is_empty()
    }

    /// And this happened on my desk.
    pub fn desk(mut self, event: desk::Event) -> Self {
        self.events.push(New::Desk(event));
        self
    }

    /// And this happened in my private space.
    pub fn private(mut self, event: private::Event) -> Self {
        self.events.push(New::Private(event));
        self
    }

    /// And this happened between us.
    pub fn shared(mut self, event: shared::Event) -> Self {
        self.events.push(New::Shared(event));
        self
    }

    /// And this row changes.
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// And this is done with keys.
    pub fn key(mut self, act: KeyAct) -> Self {
        self.keys.push(act);
        self
    }
}
