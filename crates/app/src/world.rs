//! What a request may know: the time, who asks, and the states, rows and proofs it needs.

use std::collections::BTreeMap;

use domain::desk::Desk;
use domain::private::Private;
use domain::shared::Shared;
use domain::{Instant, PersonId, SpaceName, event};
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// What a request touches. The host loads it into a [`World`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    /// Spaces to fold. One that is shut stays `None` in the world.
    pub spaces: Vec<SpaceName>,
    /// Gates to look at, by label.
    pub gates: Vec<String>,
    /// Single events to read, by place in their log.
    pub items: Vec<(SpaceName, u64)>,
    /// Chapters of a space's timeline.
    pub chapters: Vec<(SpaceName, u32)>,
    /// Spaces to read whole, newest first up to [`WHOLE`] entries: for searching and for taking along.
    pub whole: Vec<SpaceName>,
    /// Sessions, PIN, recovery and failed sign-ins of the visitor's own account.
    pub account: bool,
    /// The visitor's own invitation and anyone who answered it.
    pub pairing: bool,
    /// The invitation behind a link.
    pub invite: Option<String>,
    /// Items to compare with the other side of a match gate; only once that side is known to be in.
    pub matching: Option<Matching>,
    /// The calendar behind an address that others subscribe to, by the token of that address.
    pub feed: Option<String>,
    /// The calendar behind the address on the visitor's own desk, if there is one.
    pub own_feed: bool,
    /// Something to prove before the request is handled (Argon2 runs off the async threads).
    pub proof: Option<Proof>,
}

/// How many entries of a space are read at most when it is read whole.
pub const WHOLE: usize = 50_000;

impl Needs {
    /// A space, folded.
    pub fn space(space: SpaceName) -> Self {
        Self { spaces: vec![space], ..Self::default() }
    }

    /// Desk, private (if open) and shared (if there is one).
    pub fn all_spaces() -> Self {
        Self { spaces: vec![SpaceName::Desk, SpaceName::Private, SpaceName::Shared], ..Self::default() }
    }

    /// Both.
    pub fn and(mut self, other: Needs) -> Self {
        for space in other.spaces {
            if !self.spaces.contains(&space) {
                self.spaces.push(space);
            }
        }
        self.gates.extend(other.gates);
        self.items.extend(other.items);
        self.chapters.extend(other.chapters);
        for space in other.whole {
            if !self.whole.contains(&space) {
                self.whole.push(space);
            }
        }
        self.account |= other.account;
        self.pairing |= other.pairing;
        self.invite = self.invite.or(other.invite);
        self.matching = self.matching.or(other.matching);
        self.feed = self.feed.or(other.feed);
        self.own_feed |= other.own_feed;
        self.proof = self.proof.or(other.proof);
        self
    }
}

/// What one side of a match gate says yes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// The gate.
    pub label: String,
    /// The items, as bytes that are the same for both.
    pub items: Vec<Vec<u8>>,
}

/// A calendar others subscribe to, as it lies in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedView {
    /// What is served now.
    pub now: Vec<u8>,
    /// What is served after [`Self::switches`].
    pub next: Vec<u8>,
    /// When the next one takes the place of this one.
    pub switches: Instant,
}

/// What became of an address that was to be fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum Fetched {
    /// It answered with this.
    Got {
        /// The bytes, within the host's limit.
        bytes: Vec<u8>,
        /// What the server calls this version.
        etag: Option<String>,
    },
    /// Nothing changed since the version that was named.
    NotChanged,
    /// It did not answer, or not with something we take.
    Failed(FetchFailure),
}

/// Why an address could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchFailure {
    /// No such name, no connection, no TLS, or too slow.
    Unreachable,
    /// It answers, but not with success.
    Refused,
    /// It is no `http`, `https` or `webcal` address.
    NotAnAddress,
    /// It leads to this machine or its own network.
    Inside,
    /// It is longer than a calendar may be.
    TooLong,
    /// It leads on and on.
    Redirects,
}

impl FetchFailure {
    /// The spelling in events and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            FetchFailure::Unreachable => "unreachable",
            FetchFailure::Refused => "refused",
            FetchFailure::NotAnAddress => "not-an-address",
            FetchFailure::Inside => "inside",
            FetchFailure::TooLong => "too-long",
            FetchFailure::Redirects => "redirects",
        }
    }
}

/// Something only the right person can prove.
#[derive(Clone, PartialEq)]
pub enum Proof {
    /// A name and a passphrase, to sign in.
    Enter {
        /// A sign-in name or an address.
        name: String,
        /// The passphrase.
        passphrase: String,
    },
    /// A name and a passphrase for a new account.
    Begin {
        /// A sign-in name or an address.
        name: String,
        /// The passphrase.
        passphrase: String,
    },
    /// The passphrase of the person who is signed in.
    Passphrase(String),
    /// This device's PIN of the person who is signed in.
    Pin(String),
    /// A name and a recovery code.
    Recovery {
        /// A sign-in name or an address.
        name: String,
        /// The code.
        code: String,
    },
    /// The code that was told in person, for an invitation.
    ToldCode {
        /// The token of the link.
        token: String,
        /// The code.
        code: String,
    },
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof(…)")
    }
}

/// What became of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proven {
    /// It holds.
    Yes,
    /// It does not. One answer for every reason.
    No,
    /// Too soon after a failed try.
    Wait {
        /// How long to wait.
        seconds: u32,
    },
    /// It holds, but its keys are opened elsewhere: on a device of the person's own, or in the server's pages.
    Elsewhere,
    /// Too many are proving something right now.
    Busy,
    /// A recovery code that holds, but whose 72 hours are not over. It may be used from then on.
    NotYet(Instant),
}

/// An event of a log, opened.
#[derive(Clone, Debug)]
pub struct Item {
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub at: Instant,
    /// Its body.
    pub body: Vec<u8>,
}

/// Which sides of a gate are in. A page must never show `theirs`: it only decides what a write does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// My side is in and not expired.
    pub mine: bool,
    /// The other side is in and not expired.
    pub theirs: bool,
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Visitor {
    /// Nobody known.
    Stranger,
    /// Somebody signed in.
    Person(Person),
}

impl Visitor {
    /// The person, if one is signed in.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Visitor::Stranger => None,
            Visitor::Person(person) => Some(person),
        }
    }
}

/// Somebody signed in, as far as plain rows tell.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The private space is open in this session.
    pub private_open: bool,
    /// This device has a PIN.
    pub pin_here: bool,
    /// The device was marked *mine*.
    pub mine: bool,
    /// The two words that name this device among the signed-in ones.
    pub device: [u16; 2],
    /// Somebody asked to use the recovery code; it opens then, unless it is called off.
    pub recovery_opens: Option<Instant>,
    /// The couple, if there is one.
    pub couple: Option<Couple>,
}

impl Person {
    /// Two paired people, neither has left, and the shared space is open in this session.
    pub fn is_together(&self) -> bool {
        self.couple.as_ref().is_some_and(|couple| couple.state == CoupleState::Together)
    }
}

/// The newest couple of a person.
#[derive(Clone, Debug)]
pub struct Couple {
    /// The other one.
    pub partner: PersonId,
    /// How it stands, as this person may know it.
    pub state: CoupleState,
}

/// How a couple stands for one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoupleState {
    /// Paired, but this session has not opened the shared key yet; the passphrase opens it.
    ToOpen {
        /// The words both say to each other.
        words: [u16; 4],
    },
    /// Paired and open.
    Together,
    /// I left; what was revealed before stays readable.
    ILeft,
    /// The other has left and it shows now; what was revealed stays readable.
    TheyLeft,
}

/// My invitation, and who answered it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pairing {
    /// Nothing is open.
    #[default]
    None,
    /// An invitation of mine is open. Whether it was seen, declined or forgotten looks the same.
    Invited,
    /// Somebody with the right code has said yes to mine: say these words to each other.
    Answered {
        /// The words.
        words: [u16; 4],
    },
    /// I said yes to somebody's: say these words to each other.
    ISaidYes {
        /// The words.
        words: [u16; 4],
    },
}

/// The invitation behind a link, as its visitor may see it.
#[derive(Clone, Debug, PartialEq)]
pub enum InviteView {
    /// Open, with its letter. The code may have run out; a new one can be asked for in person.
    Open {
        /// The letter.
        letter: String,
    },
    /// There is none, or no more: expired, taken back, answered, or told never to ask again.
    Closed,
}

/// One's own account, for the page one can trust.
#[derive(Clone, Debug, Default)]
pub struct AccountView {
    /// All signed-in devices.
    pub sessions: Vec<SessionView>,
    /// Devices with a PIN, by an opaque name, with whether it is this one.
    pub pins: Vec<(String, bool)>,
    /// The recovery sheet.
    pub recovery: Recovery,
    /// Failed sign-ins since the last good one.
    pub failed: u32,
}

/// A signed-in device.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// An opaque name to end it by.
    pub id: String,
    /// The two words that name it.
    pub words: [u16; 2],
    /// When it signed in.
    pub since: Instant,
    /// When it was last used, to the minute.
    pub seen: Instant,
    /// Marked *mine*.
    pub mine: bool,
    /// The one asking.
    pub current: bool,
}

/// Whether there is a recovery code, and whether somebody is using it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recovery {
    /// None was made.
    #[default]
    None,
    /// There is one.
    Set,
    /// Somebody asked to use it; it opens then, unless it is called off.
    Asked {
        /// When it opens.
        opens: Instant,
    },
}

/// Who runs this server, as it was said at the first start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunBy {
    /// Nobody has said yet.
    Unsaid,
    /// One of the two.
    OneOfYou,
    /// A coach or a church.
    Coach,
    /// Neither.
    Neither,
}

impl RunBy {
    /// The spelling in forms and settings.
    pub fn as_str(self) -> &'static str {
        match self {
            RunBy::Unsaid => "unsaid",
            RunBy::OneOfYou => "one-of-you",
            RunBy::Coach => "coach",
            RunBy::Neither => "neither",
        }
    }

    /// Reads [`Self::as_str`]'s spelling; anything else is unsaid.
    pub fn parse(text: &str) -> Self {
        match text {
            "one-of-you" => RunBy::OneOfYou,
            "coach" => RunBy::Coach,
            "neither" => RunBy::Neither,
            _ => RunBy::Unsaid,
        }
    }
}

/// What a page may say about the server.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its address, for links and letters: `https://…` without a slash at the end.
    pub url: String,
    /// Who runs it.
    pub run_by: RunBy,
    /// A throw-away instance for trying things out.
    pub demo: bool,
    /// These pages are made on the person's own device, and the server has no key.
    pub on_device: bool,
}

/// Plain preferences, needed before any key is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefs {
    /// The IANA name of the time zone.
    pub zone: String,
    /// Neutral title.
    pub discreet: bool,
}

/// Makes the act ids that forms carry. The host MACs them under the session.
pub trait Mint {
    /// The text of the `n`th act id of this page.
    fn act(&self, n: u32) -> String;
}

/// A log that is not what this person last saw of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It went back in time, lost its end, or forked.
    WentBack(SpaceName),
    /// An entry was altered or cannot be opened.
    Altered(SpaceName),
}

/// Everything a request may know.
pub struct World<'a> {
    /// Now.
    pub now: Instant,
    /// Where the person is.
    pub zone: TimeZone,
    /// All zones there are, by name.
    pub zones: TimeZoneDatabase,
    /// Plain preferences.
    pub prefs: Prefs,
    /// 32 random bytes, the same when a lost race is handled again.
    pub chance: [u8; 32],
    /// Makes act ids.
    pub mint: &'a dyn Mint,
    /// The server.
    pub server: Server,
    /// Who asks.
    pub visitor: Visitor,
    /// The visitor's desk.
    pub desk: Option<Desk>,
    /// The visitor's private space, while it is open.
    pub private: Option<Private>,
    /// The couple's shared space, as far as the visitor may read it.
    pub shared: Option<Shared>,
    /// Gates by label.
    pub gates: BTreeMap<String, Gate>,
    /// Single events.
    pub items: BTreeMap<(SpaceName, u64), Item>,
    /// Chapters, as CBOR.
    pub chapters: BTreeMap<(SpaceName, u32), Vec<u8>>,
    /// One's own account.
    pub account: Option<AccountView>,
    /// One's own invitation.
    pub pairing: Pairing,
    /// The invitation behind a link.
    pub invite: Option<InviteView>,
    /// The items both sides of a match gate say yes to; `None` while the other side is not in.
    pub matched: Option<Vec<Vec<u8>>>,
    /// The calendar behind an address that others subscribe to.
    pub feed: Option<FeedView>,
    /// What [`crate::Outcome::fetch`] asked for, by address.
    pub fetched: BTreeMap<String, Fetched>,
    /// What became of the proof that was asked for.
    pub proven: Option<Proven>,
    /// A fresh recovery code, for whoever wants to make one.
    pub fresh_recovery: String,
    /// Logs that are not what this person last saw of them.
    pub troubles: Vec<Trouble>,
}

impl World<'_> {
    /// An event of a log, if it was loaded and is of that kind.
    pub fn item<E: serde::de::DeserializeOwned>(&self, space: SpaceName, seq: u64) -> Option<(E, &Item)> {
        let item = self.items.get(&(space, seq))?;
        event::decode(&item.body).map(|event| (event, item))
    }
}
