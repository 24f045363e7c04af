//! What a SQLite file promises beyond the contract: who may read it, what opening refuses, and that what is erased is
//! on the disk no more.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use store::*;

#[path = "contract/made.rs"]
#[allow(dead_code)]
mod made;

use made::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("toward.sqlite")
    }

    async fn open(&self) -> Store {
        Store::open(&self.file()).await.unwrap()
    }

    /// Runs a statement behind the store's back.
    async fn tamper(&self, sql: &'static str) {
        let mut connection = SqliteConnectOptions::new().filename(self.file()).connect().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    }

    /// The numbers of all [`told`] events whose words any file holds.
    fn words(&self) -> Vec<u64> {
        let files = std::fs::read_dir(self.0.path()).unwrap();
        let all: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
        let starts = all.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
        let number = |at: usize| std::str::from_utf8(&all[at..at + 6]).unwrap().parse().unwrap();
        starts.map(|(at, _)| number(at + WORD.len())).collect()
    }

    /// Whether any file of the folder holds these bytes.
    fn holds(&self, bytes: &[u8]) -> bool {
        std::fs::read_dir(self.0.path()).unwrap().any(|file| holds(&file.unwrap().path(), bytes))
    }
}

fn holds(file: &Path, bytes: &[u8]) -> bool {
    std::fs::read(file).unwrap().windows(bytes.len()).any(|window| window == bytes)
}

const WORD: &[u8] = b"a word that must go ";

fn told(seq: u64, length: usize) -> SealedRow {
    let mut sealed = [WORD, format!("{seq:06}").as_bytes()].concat();
    sealed.resize(length, b'.');
    SealedRow { sealed, ..event(1, seq) }
}

#[tokio::test]
async fn erased_words_are_in_no_file_any_more() {
    let folder = Folder::new();
    let store = with(&folder).await;
    let lengths = [64, 512, 1_024, 3_000, 4_096, 8_192, 70_000];
    let mut seq = 0;
    for round in 0..40 {
        let from = head(1, seq);
        let events: Vec<_> = (1..=7).map(|n| told(seq + n, lengths[(round + n as usize) % 7])).collect();
        seq += 7;
        store.write(appends([Append { space: id(1), expected: from, events }])).await.unwrap();
    }
    let snapshot = |n: u64| {
        let sealed = format!("a fold that must go {n}").into_bytes();
        Snapshot { space: id(1), account: id(8), version: 1, head: head(1, n), sealed }
    };
    let chapter = Chapter { space: id(1), account: id(8), no: 1, sealed: b"a chapter that must go".to_vec() };
    put(&store, [Row::PutSnapshot { snapshot: snapshot(3), erasures: 0 }]).await;
    put(&store, [Row::PutSnapshot { snapshot: snapshot(9), erasures: 0 }]).await;
    put(&store, [Row::PutChapter { chapter, erasures: 0 }]).await;
    assert!(folder.holds(b"a word that must go 000150") && folder.holds(b"a fold that must go"));
    let gone: Vec<u64> = (1..=seq).filter(|n| n % 3 != 0).collect();
    put(&store, gone.iter().map(|n| Row::Erase { space: id(1), seq: *n })).await;
    store.checkpoint().await.unwrap();
    let kept: BTreeSet<_> = folder.words().into_iter().collect();
    assert_eq!(kept, (1..=seq).filter(|n| n % 3 == 0).collect());
    assert!(!folder.holds(b"a fold that must go") && !folder.holds(b"a chapter that must go"));
    assert!(store.check().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_erasure_empties_the_log_by_itself() {
    let folder = Folder::new();
    let store = with(&folder).await;
    store.write(appends([append(1, 0, 1)])).await.unwrap();
    put(&store, [Row::Erase { space: id(1), seq: 1 }]).await;
    // The next write is answered after the log was emptied.
    put(&store, [setting("a")]).await;
    assert!(!folder.holds(&event(1, 1).sealed));
}

#[tokio::test]
async fn what_lay_in_a_gate_is_in_no_file_once_it_was_taken_back_or_has_had_its_time() {
    let folder = Folder::new();
    let store = folder.open().await;
    let words = |n: u8| format!("words number {n} that must go").into_bytes();
    for n in 1..=3 {
        let gate = Gate { id: id(n), side: id(9), kind: "exchange".into(), expires: 10, sealed: words(n) };
        put(&store, [Row::PutGate { gate, expect: Expect::Any }]).await;
        assert!(folder.holds(&words(n)));
    }
    put(&store, [Row::TakeGate { id: id(1), side: id(9), expect: Expect::Any }]).await;
    put(&store, [Row::DeleteGate { id: id(2), seen: Vec::new() }]).await;
    put(
        &store,
        [Row::Purge(Purge {
            now: 11,
            acts_before: 0,
            attempts_before: 0,
            effects_before: 0,
            invites_before: 0,
        })],
    )
    .await;
    // The next write is answered after the log was emptied.
    put(&store, [setting("a")]).await;
    for n in 1..=3 {
        assert!(!folder.holds(&words(n)), "{n}");
    }
}

#[tokio::test]
async fn an_erased_account_and_its_spaces_are_in_no_file_any_more() {
    let folder = Folder::new();
    let store = folder.open().await;
    let me = 0xc7;
    put(&store, [Row::PutSpace(space(50)), Row::PutSpace(space(me))]).await;
    let mine = Write { act: Some(Act { account: Some(id(me)), ..act(65, "/") }), ..rows(everything_of(me)) };
    store.write(mine).await.unwrap();
    store.write(appends([append(me, 0, 20)])).await.unwrap();
    assert!(folder.holds(&id(me)) && folder.holds(b"sealed 199 7"));
    put(&store, [Row::EraseAccount { account: id(me) }, Row::EraseSpace { space: id(me) }]).await;
    store.checkpoint().await.unwrap();
    assert!(!folder.holds(&id(me)) && !folder.holds(b"sealed 199"));
}

async fn with(folder: &Folder) -> Store {
    let store = folder.open().await;
    put(&store, [Row::PutSpace(space(1))]).await;
    store
}

#[tokio::test]
async fn writes_that_wait_share_a_commit() {
    let (alone, together) = (Folder::new(), Folder::new());
    let (one, many) = (alone.open().await, together.open().await);
    let wal = |folder: &Folder| std::fs::metadata(folder.file().with_extension("sqlite-wal")).unwrap().len();
    one.checkpoint().await.unwrap();
    many.checkpoint().await.unwrap();
    // On one thread all of them are handed over before the writing task runs.
    let tasks: Vec<_> = (0..100)
        .map(|n| {
            let many = many.clone();
            tokio::spawn(async move { many.write(rows([setting(&n.to_string())])).await.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    for n in 0..100 {
        put(&one, [setting(&n.to_string())]).await;
    }
    assert!(wal(&together) * 10 < wal(&alone), "{} {}", wal(&together), wal(&alone));
}

#[tokio::test]
async fn a_copy_is_whole_and_may_be_opened() {
    let folder = Folder::new();
    let store = with(&folder).await;
    store.write(appends([append(1, 0, 50)])).await.unwrap();
    let copies = tempfile::tempdir().unwrap();
    let path = copies.path().join("it's a copy.sqlite");
    let writing = store.write(appends([append(1, 50, 1)]));
    let (copied, written) = tokio::join!(store.vacuum_into(&path), writing);
    copied.unwrap();
    written.unwrap();
    assert!(store.vacuum_into(&path).await.is_err(), "a copy never replaces another");
    let copy = Store::open(&path).await.unwrap();
    assert!(copy.check().await.unwrap().is_empty());
    assert!(copy.head(&id(1)).await.unwrap().unwrap().seq >= 50);
    assert_eq!(copy.events(&id(1), 7, 1).await.unwrap(), store.events(&id(1), 7, 1).await.unwrap());
}

#[tokio::test]
async fn a_copy_holds_no_erased_words() {
    let folder = Folder::new();
    let store = with(&folder).await;
    store.write(appends([append(1, 0, 2)])).await.unwrap();
    put(&store, [Row::Erase { space: id(1), seq: 1 }]).await;
    let copies = tempfile::tempdir().unwrap();
    let path = copies.path().join("copy");
    store.vacuum_into(&path).await.unwrap();
    assert!(!holds(&path, &event(1, 1).sealed) && holds(&path, &event(1, 2).sealed));
}

#[cfg(unix)]
#[tokio::test]
async fn only_this_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    let store = with(&folder).await;
    store.vacuum_into(&folder.0.path().join("copy")).await.unwrap();
    for file in std::fs::read_dir(folder.0.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

async fn refused(folder: &Folder) -> OpenError {
    Store::open(&folder.file()).await.unwrap_err()
}

#[tokio::test]
async fn a_newer_file_is_refused_and_left_alone() {
    let folder = Folder::new();
    folder.open().await.close().await;
    folder.tamper("PRAGMA user_version = 7").await;
    assert!(matches!(refused(&folder).await, OpenError::Newer { found: 7, known: 3 }));
    folder.tamper("PRAGMA user_version = 3").await;
    folder.open().await;
}

#[tokio::test]
async fn a_file_of_an_earlier_version_is_brought_on_with_all_that_is_in_it() {
    let folder = Folder::new();
    std::fs::File::create(folder.file()).unwrap();
    folder.tamper(include_str!("../migrations/sqlite/0001_first.sql")).await;
    folder.tamper("INSERT INTO setting VALUES ('run-by', 'neither'); PRAGMA user_version = 1").await;
    let store = folder.open().await;
    assert_eq!(store.setting("run-by").await.unwrap().as_deref(), Some("neither"));
    put(&store, everything_of(7)).await;
    assert!(store.feed(&hash(65)).await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_left_alone() {
    for content in [&b"short"[..], &[b'x'; 5_000], b"SQLite format 3\0 but then something else"] {
        let folder = Folder::new();
        std::fs::write(folder.file(), content).unwrap();
        assert!(matches!(refused(&folder).await, OpenError::Damaged));
        assert_eq!(std::fs::read(folder.file()).unwrap(), content);
    }
}

#[tokio::test]
async fn a_missing_folder_is_refused() {
    let folder = Folder::new();
    let refused = Store::open(&folder.0.path().join("not/here")).await.unwrap_err();
    assert!(matches!(refused, OpenError::Other(_)));
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_only_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    folder.open().await.close().await;
    std::fs::set_permissions(folder.file(), std::fs::Permissions::from_mode(0o400)).unwrap();
    // The superuser may write it nevertheless.
    if std::fs::OpenOptions::new().write(true).open(folder.file()).is_err() {
        assert!(matches!(refused(&folder).await, OpenError::ReadOnly));
    }
}

#[tokio::test]
async fn the_check_finds_a_damaged_page() {
    let folder = Folder::new();
    let store = with(&folder).await;
    store.write(appends([append(1, 0, 400)])).await.unwrap();
    store.close().await;
    let mut bytes = std::fs::read(folder.file()).unwrap();
    let end = bytes.len();
    bytes[end - 4_096..end - 3_900].fill(0xff);
    std::fs::write(folder.file(), bytes).unwrap();
    let faults = folder.open().await.check().await;
    let found = match &faults {
        Ok(faults) => faults.iter().any(|fault| matches!(fault, Fault::File(_))),
        Err(broken) => broken.kind == BrokenKind::Damaged,
    };
    assert!(found, "{faults:?}");
}

#[tokio::test]
async fn the_check_finds_a_log_that_lost_its_end_or_middle() {
    for (sql, fault) in [
        ("DELETE FROM event WHERE seq = 5", Fault::Head { space: id(1) }),
        ("DELETE FROM event", Fault::Head { space: id(1) }),
        ("UPDATE space SET head_hash = zeroblob(32)", Fault::Head { space: id(1) }),
        ("DELETE FROM event WHERE seq = 3", Fault::Gap { space: id(1) }),
        ("DELETE FROM event WHERE seq = 1", Fault::Gap { space: id(1) }),
        ("DELETE FROM space", Fault::Gap { space: id(1) }),
    ] {
        let folder = Folder::new();
        let store = with(&folder).await;
        store.write(appends([append(1, 0, 5)])).await.unwrap();
        folder.tamper(sql).await;
        assert_eq!(store.check().await.unwrap(), [fault], "{sql}");
    }
}

#[test]
fn records_print_dots() {
    let printed = format!("{:?}", (account(1), Row::PutAccount(account(1)), append(1, 0, 1), rows([])));
    assert_eq!(printed, "(Account(…), Row(…), Append(…), Write(…))");
}
