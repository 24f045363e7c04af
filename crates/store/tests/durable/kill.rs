//! A process that writes is killed at any moment, again and again on the same file, and then on the next.
//! `TOWARD_KILLS` says how often; the short form is the default.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use store::Store;

use crate::writing::{WRITERS, holds_all, prepare, write_on};

/// How many kills one file sees; everything in it is looked at after each, which takes longer the more there is.
const ON_ONE_FILE: u64 = 100;
const FOLDER: &str = "TOWARD_KILL_FOLDER";

fn tell(writer: u8, seq: u64) -> bool {
    // One call writes the whole line, so that a kill never leaves half of one.
    let line = format!("acked {writer} {seq}\n");
    std::io::stdout().lock().write_all(line.as_bytes()).is_ok()
}

/// The process that is killed; it does nothing unless it is told a folder.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_writes_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let store = Store::open(&Path::new(&folder).join("toward.sqlite")).await.unwrap();
    let writing: Vec<_> = (0..WRITERS).map(|n| tokio::spawn(write_on(store.clone(), n, tell))).collect();
    for task in writing {
        task.await.unwrap();
    }
}

/// Runs the child, kills it some time after its first acknowledged write, and answers the last ones it told of.
fn kill_after(folder: &Path, wait: Duration) -> [u64; WRITERS as usize] {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::a_child_writes_until_it_is_killed", "--nocapture"])
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

#[tokio::test]
async fn nothing_acknowledged_is_lost_however_often_the_writer_is_killed() {
    let kills = std::env::var("TOWARD_KILLS").map_or(300, |kills| kills.parse().unwrap());
    let mut folder = tempfile::tempdir().unwrap();
    for kill in 0..kills {
        if kill % ON_ONE_FILE == 0 {
            folder = tempfile::tempdir().unwrap();
            prepare(folder.path()).await;
        }
        let wait = Duration::from_micros(kill * 7_919 % 20_000);
        let acked = kill_after(folder.path(), wait);
        holds_all(folder.path(), &acked).await;
    }
}
