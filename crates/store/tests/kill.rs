//! Nothing acknowledged is lost: a process that writes is killed at any moment, again and again, on the same file.
//! `TOWARD_KILLS` says how often; the short form is the default.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::*;

const WRITERS: u8 = 8;
const FOLDER: &str = "TOWARD_KILL_FOLDER";

fn id(n: u8) -> Id {
    [n; 16]
}

/// The shared log of a writer, and a second one that must always move with it.
fn pair(writer: u8) -> [Id; 2] {
    [id(writer), id(writer + 100)]
}

fn event(space: Id, seq: u64) -> SealedRow {
    let (mut own, mut hash) = (space, [space[0]; 32]);
    own[..8].copy_from_slice(&seq.to_be_bytes());
    hash[..8].copy_from_slice(&seq.to_be_bytes());
    let sealed = vec![space[0]; 500 + (seq as usize * 37) % 4_000];
    SealedRow { seq, id: own, header: vec![1; 100], sealed, sealed_hash: hash, hash }
}

fn step(writer: u8, heads: [Head; 2]) -> Write {
    let next = |space: Id, expected: Head| {
        let events = vec![event(space, expected.seq + 1)];
        Append { space, expected, events }
    };
    let [a, b] = pair(writer);
    let own = event([writer + 200; 16], heads[0].seq + 1).id;
    let act = Act { id: own, account: None, answer: heads[0].seq.to_string(), at: 1 };
    let rows = vec![Row::PutSetting { key: writer.to_string(), value: (heads[0].seq + 1).to_string() }];
    Write { act: Some(act), appends: vec![next(a, heads[0]), next(b, heads[1])], rows }
}

async fn heads(store: &Store, writer: u8) -> [Head; 2] {
    let heads = store.heads(&pair(writer)).await.unwrap();
    [heads[0].1, heads[1].1]
}

async fn write_for_ever(store: Store, writer: u8) {
    let mut now = heads(&store, writer).await;
    loop {
        let written = store.write(step(writer, now)).await.unwrap();
        now = [written.heads[0].1, written.heads[1].1];
        // One call writes the whole line, so that a kill never leaves half of one.
        let line = format!("acked {writer} {}\n", now[0].seq);
        std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
    }
}

/// The process that is killed; it does nothing unless it is told a folder.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_writes_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Store::open(&Path::new(&folder).join("toward.sqlite")).await.unwrap();
    let writing: Vec<_> = (0..WRITERS).map(|n| tokio::spawn(write_for_ever(store.clone(), n))).collect();
    for task in writing {
        task.await.unwrap();
    }
}

/// Runs the child, kills it some time after its first acknowledged write, and answers the last ones it told of.
fn kill_after(folder: &Path, wait: Duration) -> [u64; WRITERS as usize] {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_child_writes_until_it_is_killed", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.find(|line| line.starts_with("acked")).unwrap();
    let killer = std::thread::spawn(move || {
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
    });
    let mut acked = [0; WRITERS as usize];
    for line in std::iter::once(first).chain(lines) {
        let mut words = line.split(' ').skip(1).map(|word| word.parse::<u64>().unwrap());
        let (writer, seq) = (words.next().unwrap(), words.next().unwrap());
        acked[writer as usize] = seq;
    }
    killer.join().unwrap();
    acked
}

async fn holds_all(folder: &Path, acked: &[u64]) {
    let store = Store::open(&folder.join("toward.sqlite")).await.unwrap();
    assert_eq!(store.check().await.unwrap(), []);
    for (writer, acked) in (0..WRITERS).zip(acked) {
        let [a, b] = heads(&store, writer).await;
        assert!(a.seq >= *acked, "writer {writer} was told {acked}, the log ends at {}", a.seq);
        assert_eq!(a.seq, b.seq, "one space moved without the other");
        let setting = store.setting(&writer.to_string()).await.unwrap().unwrap_or("0".into());
        assert_eq!(setting, a.seq.to_string(), "a row did not come with its append");
        let last = event(pair(writer)[0], a.seq);
        let read = store.events(&pair(writer)[0], a.seq, 1).await.unwrap();
        assert!(a.seq == 0 || read[0].sealed == Some(last.sealed));
    }
    store.close().await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_however_often_the_writer_is_killed() {
    let kills = std::env::var("TOWARD_KILLS").map_or(300, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("toward.sqlite")).await.unwrap();
    for writer in 0..WRITERS {
        let rows = pair(writer).map(|id| {
            let head = Head { seq: 0, hash: [0; 32] };
            Row::PutSpace(Space { id, epoch: 1, head, drop_public: [0; 32], erasures: 0 })
        });
        store.write(Write { rows: rows.to_vec(), ..Write::default() }).await.unwrap();
    }
    store.close().await;
    for kill in 0..kills {
        let wait = Duration::from_micros(kill * 7_919 % 20_000);
        let acked = kill_after(folder.path(), wait);
        holds_all(folder.path(), &acked).await;
    }
}
