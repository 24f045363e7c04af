//! The machine that holds the database dies in the middle of a sentence. Nothing acknowledged is lost, nothing is kept
//! twice, people are told to wait a moment and keep their words, and a moment later they go on.
//!
//! Needs root, etcd and Patroni; `bin/failover` installs them and runs it.

#![allow(unreachable_pub)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test says what is wrong by panicking, and how long people had to wait"
)]

mod cluster;
#[path = "../support/node.rs"]
mod node;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use cluster::Cluster;
use server::browser::{Browser, text};
use server::host::Host;

const NOW: i64 = 1_780_000_000_000;
/// How many people write at the same time.
const PEOPLE: u8 = 8;
/// How often a primary dies.
const DEATHS: u32 = 3;

/// What a person has written so far, and how it went.
struct Written {
    notes: u32,
    moments: u32,
    longest: Duration,
}

fn words(person: u8, note: u32) -> String {
    format!("Person {person} wrote line {note} of many.")
}

/// Begins, and then writes one note after another until it is enough. Whoever is told *one moment* sends the same form
/// again, as people do.
async fn write(
    host: &'static Host,
    person: u8,
    enough: Arc<AtomicBool>,
    kept: Arc<AtomicU32>,
) -> (Browser<'static>, Written) {
    let mut browser = Browser::new(host, NOW, [person; 32]);
    let name = format!("person{person}@home.example");
    let pass = "lantern river cedar morning";
    let fields =
        [("name", "Robin"), ("email", &name), ("passphrase", pass), ("again", pass), ("run_by", "neither")];
    assert_eq!(browser.submit("/begin", "/begin", &fields).await.status, 200);
    let mut written = Written { notes: 0, moments: 0, longest: Duration::ZERO };
    while !enough.load(Ordering::Relaxed) {
        let said = words(person, written.notes);
        let asked = Instant::now();
        let body = loop {
            let page = browser.get("/me/note").await;
            if let Some(body) = browser.prepare(&text(&page), "/me/note", &[("text", &said)]) {
                break body;
            }
            assert_eq!(page.status, 503, "{}", text(&page));
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        loop {
            let reply = browser.send("POST", "/me/note", body.clone()).await;
            if reply.status == 303 {
                break;
            }
            assert_eq!(reply.status, 503, "{}", text(&reply));
            assert!(text(&reply).contains(&said), "the words stay on the page");
            written.moments += 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        written.longest = written.longest.max(asked.elapsed());
        written.notes += 1;
        kept.fetch_add(1, Ordering::Relaxed);
    }
    (browser, written)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs root, etcd and Patroni: bin/failover"]
async fn a_primary_that_dies_loses_nothing_and_doubles_nothing() {
    let mut cluster = Cluster::start().await;
    let folder = tempfile::tempdir().unwrap();
    let host: &'static Host =
        Box::leak(Box::new(node::node(&cluster.address(), &folder.path().join("secrets")).await));
    let (enough, kept) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let people: Vec<_> =
        (0..PEOPLE).map(|n| tokio::spawn(write(host, n, Arc::clone(&enough), Arc::clone(&kept)))).collect();
    for death in 1..=DEATHS {
        tokio::time::sleep(Duration::from_secs(4)).await;
        let before = kept.load(Ordering::Relaxed);
        let died = cluster.kill_primary().await;
        let moment = Instant::now();
        // Each of them was in the middle of something; what comes after that is new.
        let going = before + 2 * u32::from(PEOPLE);
        while kept.load(Ordering::Relaxed) < going {
            assert!(moment.elapsed() < Duration::from_secs(120), "writing did not go on");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        println!(
            "death {death}: node {died} died, {before} notes before; all write again after {:.1} s",
            moment.elapsed().as_secs_f32()
        );
        cluster.revive(died);
        cluster.until_replicated().await;
    }
    enough.store(true, Ordering::Relaxed);
    let (mut notes, mut moments, mut longest) = (0, 0, Duration::ZERO);
    for (n, person) in people.into_iter().enumerate() {
        let (mut browser, written) = person.await.unwrap();
        let fields = [("passphrase", "lantern river cedar morning"), ("as", "data")];
        let all = text(&browser.submit("/me/keep", "/me/keep", &fields).await);
        for note in 0..written.notes {
            let found = all.matches(&words(n as u8, note)).count();
            assert_eq!(found, 1, "person {n}, note {note}");
        }
        notes += written.notes;
        moments += written.moments;
        longest = longest.max(written.longest);
    }
    assert!(moments > 0, "nobody noticed anything, so nothing was tried");
    assert_eq!(host.here().unwrap().store.check().await.unwrap(), []);
    println!(
        "{DEATHS} deaths: {notes} notes acknowledged, all there once; told “one moment” {moments} times, \
         the longest wait for one note {:.1} s",
        longest.as_secs_f32()
    );
}
