//! Appends a second against a bare writer with the same group commit, and the read a page opens with.
//!
//! `cargo run --release -p toward-store --example append_bench [appends] [writers]`
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::disallowed_methods, reason = "a benchmark asks the clock")]

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use store::{
    Account, AccountKind, Act, Append, Couple, CoupleState, Head, Row, SealedRow, Snapshot, Space, Store,
    Want, Write,
};
use tokio::sync::{mpsc, oneshot};

const ROUNDS: usize = 5;

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<usize>().unwrap());
    let appends = args.next().unwrap_or(20_000);
    let writers = args.next().unwrap_or(64);
    let dir = tempfile::tempdir().unwrap();
    let (mut bare, mut full, mut acts) = (Vec::new(), Vec::new(), Vec::new());
    // The two take turns, so that a slow moment of the disk meets both.
    for round in 0..ROUNDS {
        let path = dir.path().join(format!("bare{round}"));
        bare.push(rate(appends, bare_writer(&path, appends, writers).await));
        let path = dir.path().join(format!("full{round}"));
        full.push(rate(appends, whole_store(&path, appends, writers, false).await));
        let path = dir.path().join(format!("acts{round}"));
        acts.push(rate(appends, whole_store(&path, appends, writers, true).await));
    }
    let (bare, full, acts) = (median(bare), median(full), median(acts));
    println!("bare writer   {bare:>9.0} appends/s");
    println!("store         {full:>9.0} appends/s   ratio {:.2}", full / bare);
    println!("with an act   {acts:>9.0} appends/s   ratio {:.2}", acts / bare);
    open_page(&dir.path().join("page")).await;
}

fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

fn number<const N: usize>(n: u64, salt: u64) -> [u8; N] {
    // Mixed, so that ids fall all over the index as random ones do.
    let mut x = (n ^ salt.rotate_left(32)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    std::array::from_fn(|i| {
        x = (x ^ (x >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x.to_le_bytes()[i % 8]
    })
}

fn sealed(space: u64, seq: u64) -> SealedRow {
    SealedRow {
        seq,
        id: number(seq, space + 1),
        header: vec![7; 120],
        sealed: vec![9; 560],
        sealed_hash: number(seq, 3),
        hash: number(seq, 4),
    }
}

async fn whole_store(path: &Path, appends: usize, writers: usize, acts: bool) -> Duration {
    let store = Store::open(path).await.unwrap();
    for writer in 0..writers as u64 {
        let space = Space {
            id: number(writer, 9),
            epoch: 1,
            head: Head { seq: 0, hash: [0; 32] },
            drop_public: [0; 32],
            erasures: 0,
        };
        store.write(Write { rows: vec![Row::PutSpace(space)], ..Write::default() }).await.unwrap();
    }
    let start = Instant::now();
    let tasks: Vec<_> = (0..writers as u64)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let (space, mut head) = (number(writer, 9), Head { seq: 0, hash: [0; 32] });
                for seq in 1..=(appends / writers) as u64 {
                    let append = Append { space, expected: head, events: vec![sealed(writer, seq)] };
                    let id = append.events[0].id;
                    let act = acts.then(|| Act { id, account: None, answer: "/today".into(), at: 1 });
                    let done = store.write(Write { act, appends: vec![append], rows: vec![] }).await.unwrap();
                    head = done.heads[0].1;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let took = start.elapsed();
    store.close().await;
    took
}

type Waiting = ((u64, SealedRow), oneshot::Sender<()>);

/// The same table, channel and commit, with nothing checked and no head kept.
async fn bare_writer(path: &Path, appends: usize, writers: usize) -> Duration {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .disable_statement_logging();
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(include_str!("../migrations/sqlite/0001_first.sql"))
        .execute(&mut connection)
        .await
        .unwrap();
    let (jobs, waiting) = mpsc::channel::<Waiting>(1024);
    let writing = tokio::spawn(write_bare(connection, waiting));
    let start = Instant::now();
    let tasks: Vec<_> = (0..writers as u64)
        .map(|writer| {
            let jobs = jobs.clone();
            tokio::spawn(async move {
                for seq in 1..=(appends / writers) as u64 {
                    let (answer, answered) = oneshot::channel();
                    jobs.send(((writer, sealed(writer, seq)), answer)).await.ok().unwrap();
                    answered.await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let took = start.elapsed();
    drop(jobs);
    writing.await.unwrap();
    took
}

async fn write_bare(mut connection: SqliteConnection, mut waiting: mpsc::Receiver<Waiting>) {
    const PUT: &str = "INSERT INTO event (space, seq, id, header, sealed, sealed_hash, hash) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, 256).await > 0 {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
        for ((writer, e), _) in &group {
            let query = sqlx::query(PUT).bind(number::<16>(*writer, 9).to_vec()).bind(e.seq as i64);
            let query = query.bind(e.id.to_vec()).bind(e.header.clone()).bind(e.sealed.clone());
            let query = query.bind(e.sealed_hash.to_vec()).bind(e.hash.to_vec());
            query.execute(&mut connection).await.unwrap();
        }
        sqlx::query("COMMIT").execute(&mut connection).await.unwrap();
        for (_, answer) in group.drain(..) {
            answer.send(()).unwrap();
        }
    }
}

/// Ten years of a couple: three spaces with a snapshot each and a few events after it.
async fn open_page(path: &Path) {
    const EVENTS: u64 = 10_000;
    let store = Store::open(path).await.unwrap();
    let (account, partner) = (number(1, 70), number(2, 70));
    let mut rows = vec![Row::PutAccount(Account {
        id: account,
        name_mac: [1; 32],
        verifier: [2; 32],
        pepper_id: "1".into(),
        cost: "64".into(),
        public: [3; 64],
        prefs: "en".into(),
        kind: AccountKind::Server,
    })];
    let spaces: Vec<_> = (0..3).map(|n| number(n, 71)).collect();
    let couple = Couple {
        id: number(1, 72),
        space: spaces[2],
        a: account,
        b: partner,
        began: 1,
        state: CoupleState::Open,
    };
    rows.push(Row::PutCouple(couple));
    store.write(Write { rows, ..Write::default() }).await.unwrap();
    for (n, id) in spaces.iter().enumerate() {
        let none = Head { seq: 0, hash: [0; 32] };
        let space = Space { id: *id, epoch: 1, head: none, drop_public: [0; 32], erasures: 0 };
        let events: Vec<_> = (1..=EVENTS).map(|seq| sealed(500 + n as u64, seq)).collect();
        let append = Append { space: *id, expected: none, events };
        let head = Head { seq: EVENTS - 5, hash: [5; 32] };
        let snapshot = Snapshot { space: *id, account, version: 1, head, sealed: vec![8; 16 * 1024] };
        let rows = vec![Row::PutSpace(space), Row::PutSnapshot { snapshot, erasures: 0 }];
        store.write(Write { act: None, appends: vec![append], rows }).await.unwrap();
    }
    let wanted: Vec<_> = spaces.iter().map(|id| (*id, 1)).collect();
    let want = Want { account, spaces: &wanted, tail: 200 };
    let mut times = Vec::new();
    for _ in 0..2_000 {
        let start = Instant::now();
        let opened = store.open_page(&want).await.unwrap();
        times.push(start.elapsed().as_secs_f64() * 1e6);
        assert!(opened.spaces.iter().all(|open| open.tail.len() == 5 && open.complete()));
    }
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[(times.len() as f64 * part) as usize];
    println!("open_page     p50 {:.0} µs   p90 {:.0} µs   p99 {:.0} µs", at(0.5), at(0.9), at(0.99));
}
