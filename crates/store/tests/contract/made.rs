//! Engines and small made-up records for the promises.

use store::*;

/// An engine that can be opened again and again on the same data.
pub(crate) trait Engine {
    /// The store as a newly started server opens it.
    async fn open(&self) -> Store;
}

/// SQLite in a folder that goes when the test ends.
pub(crate) struct SqliteFile(tempfile::TempDir);

impl SqliteFile {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Engine for SqliteFile {
    async fn open(&self) -> Store {
        Store::open(&self.0.path().join("toward.sqlite")).await.unwrap()
    }
}

/// A PostgreSQL database, by its address.
pub(crate) struct Database(pub(crate) String);

impl Engine for Database {
    async fn open(&self) -> Store {
        Store::connect(&self.0).await.unwrap()
    }
}

pub(crate) const EMPTY: Head = Head { seq: 0, hash: [0; 32] };

pub(crate) fn id(n: u8) -> Id {
    [n; 16]
}

pub(crate) fn hash(n: u8) -> Hash {
    [n; 32]
}

pub(crate) fn account(n: u8) -> Account {
    Account {
        id: id(n),
        name_mac: hash(n),
        verifier: hash(n ^ 0x80),
        pepper_id: "p1".into(),
        cost: "m=65536,t=3,p=1".into(),
        public: [n; 64],
        prefs: "locale=en".into(),
        kind: AccountKind::Server,
    }
}

pub(crate) fn space(n: u8) -> Space {
    Space { id: id(n), epoch: 1, head: EMPTY, drop_public: hash(n), erasures: 0 }
}

/// The event with this number in a space, with an id of its own.
pub(crate) fn event(space: u8, seq: u64) -> SealedRow {
    let mut own = [space; 16];
    own[..8].copy_from_slice(&seq.to_be_bytes());
    SealedRow {
        seq,
        id: own,
        header: vec![space, 1],
        sealed: format!("sealed {space} {seq}").into_bytes(),
        sealed_hash: chain(space, seq ^ 0xff00),
        hash: chain(space, seq),
    }
}

fn chain(space: u8, seq: u64) -> Hash {
    let mut hash = [space; 32];
    hash[..8].copy_from_slice(&seq.to_be_bytes());
    hash
}

/// The head after so many events of [`event`].
pub(crate) fn head(space: u8, seq: u64) -> Head {
    if seq == 0 { EMPTY } else { Head { seq, hash: chain(space, seq) } }
}

/// The next so many events after `from`.
pub(crate) fn append(space: u8, from: u64, count: u64) -> Append {
    let events = (from + 1..=from + count).map(|seq| event(space, seq)).collect();
    Append { space: id(space), expected: head(space, from), events }
}

pub(crate) fn act(n: u8, answer: &str) -> Act {
    Act { id: id(n), account: Some(id(200)), answer: answer.into(), at: 1_000 }
}

pub(crate) fn rows(rows: impl IntoIterator<Item = Row>) -> Write {
    Write { rows: rows.into_iter().collect(), ..Write::default() }
}

pub(crate) fn appends(appends: impl IntoIterator<Item = Append>) -> Write {
    Write { appends: appends.into_iter().collect(), ..Write::default() }
}

pub(crate) fn setting(key: &str) -> Row {
    Row::PutSetting { key: key.into(), value: "set".into() }
}

/// A store with these spaces, all empty.
pub(crate) async fn with_spaces(engine: &impl Engine, spaces: &[u8]) -> Store {
    let store = engine.open().await;
    put(&store, spaces.iter().map(|n| Row::PutSpace(space(*n)))).await;
    store
}

/// Writes rows that must be accepted.
pub(crate) async fn put(store: &Store, all: impl IntoIterator<Item = Row>) {
    store.write(rows(all)).await.unwrap();
}

/// Why rows were not accepted.
pub(crate) async fn refusal(store: &Store, all: impl IntoIterator<Item = Row>) -> WriteError {
    store.write(rows(all)).await.unwrap_err()
}

/// One row of everything that can be an account's.
pub(crate) fn everything_of(n: u8) -> Vec<Row> {
    let account_id = id(n);
    let sealed = || vec![n; 40];
    let invite = |token: u8, inviter: u8, joiner: Option<Id>| Invite {
        token_hash: hash(token),
        inviter: id(inviter),
        expires: 9,
        opened: None,
        code_mac: hash(1),
        tries: 0,
        state: InviteState::Waiting,
        sealed: vec![1],
        joiner,
        joined: joiner.map(|_| 5),
    };
    let snapshot = Snapshot { space: id(50), account: account_id, version: 1, head: EMPTY, sealed: sealed() };
    let chapter = Chapter { space: id(50), account: account_id, no: 0, sealed: sealed() };
    let gate = Gate { id: id(60), side: account_id, kind: "exchange".into(), expires: 9, sealed: sealed() };
    let kind = WrapKind::Passphrase;
    vec![
        Row::PutAccount(account(n)),
        Row::PutWrap(Wrap { account: account_id, kind, id: id(61), sealed: sealed() }),
        Row::CountAttempt { who: account_id.to_vec(), device: vec![0; 16], at: 1 },
        Row::CountAttempt { who: hash(n).to_vec(), device: vec![0; 16], at: 1 },
        Row::PutPin(Pin {
            device: id(62),
            account: account_id,
            salt: hash(1),
            tries: 0,
            verifier: hash(1),
            sealed: sealed(),
        }),
        Row::PutRecovery(Recovery {
            account: account_id,
            sealed: sealed(),
            verifier: hash(1),
            requested_at: None,
        }),
        Row::PutGrant(Grant { space: id(50), epoch: 1, account: account_id, sealed: sealed() }),
        Row::PutSnapshot { snapshot, erasures: 0 },
        Row::PutChapter { chapter, erasures: 0 },
        Row::PutInvite(invite(63, n, None)),
        Row::PutInvite(invite(64, 90, Some(account_id))),
        Row::PutBlock { inviter: account_id, target: vec![1; 32] },
        Row::PutBlock { inviter: id(90), target: account_id.to_vec() },
        Row::PutGate { gate, expect: Expect::Any },
        Row::PutFeed(Feed { token_hash: hash(65), account: account_id, sealed: sealed() }),
        Row::PutReminder(Reminder { account: account_id, at: 1, kind: "ritual".into() }),
    ]
}
