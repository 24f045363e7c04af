//! The power goes at any moment. What a process does to its files is recorded once; then the disk is rebuilt as it may
//! look after each of many cuts: what was synced is there; of what was not, each 512 bytes may be there or not.
//! `TOWARD_CUTS` says how many; the short form is the default.
//!
//! That a file's name comes and goes with its making and removing is taken for granted, as on file systems with a journal.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use store::Store;

use crate::writing::{WRITERS, holds_all, prepare, write_on};

const RECORD: &str = "TOWARD_RECORD";
/// The file in which the child says what was acknowledged; it stands among the notes, in order.
const ACKS: &str = "acks";
/// How many acknowledged writes a recording holds.
const WRITES: u64 = 2_000;
/// What a disk writes at once.
const SECTOR: usize = 512;

/// One thing that was done to a file.
enum Note {
    Write { file: String, at: usize, bytes: Vec<u8> },
    Cut { file: String, length: usize },
    Sync { file: String },
    Removed { file: String },
}

/// The process that is recorded; it does nothing unless it is told a folder.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_writes_while_it_is_recorded() {
    let Ok(folder) = std::env::var(RECORD) else { return };
    let folder = PathBuf::from(folder);
    prepare(&folder).await;
    let acks = std::fs::OpenOptions::new().append(true).create(true).open(folder.join(ACKS)).unwrap();
    let acks: &Mutex<_> = Box::leak(Box::new(Mutex::new(acks)));
    let tell = |writer: u8, seq: u64| {
        let line = format!("{writer} {seq}\n");
        acks.lock().unwrap().write_all(line.as_bytes()).unwrap();
        seq < WRITES / u64::from(WRITERS)
    };
    let store = Store::open(&folder.join("toward.sqlite")).await.unwrap();
    let writing: Vec<_> = (0..WRITERS).map(|n| tokio::spawn(write_on(store.clone(), n, tell))).collect();
    for task in writing {
        task.await.unwrap();
    }
    // Nothing is closed: the power goes while it runs.
}

fn record(work: &Path) -> Vec<Note> {
    let (library, folder, journal) = (work.join("record.so"), work.join("data"), work.join("journal"));
    std::fs::create_dir(&folder).unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/durable/record.c");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let made = Command::new(compiler)
        .args(["-O1", "-shared", "-fPIC", "-o"])
        .arg(&library)
        .args([source, "-ldl"])
        .status();
    assert!(made.unwrap().success(), "a C compiler is needed");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "power::a_child_writes_while_it_is_recorded"])
        .env("LD_PRELOAD", &library)
        .env(RECORD, &folder)
        .env("TOWARD_JOURNAL", &journal)
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    read(&std::fs::read(journal).unwrap())
}

/// The first so many bytes, and on from there.
fn take<'a>(left: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (first, rest) = left.split_at_checked(length)?;
    *left = rest;
    Some(first)
}

/// The next note; none if it was not written to its end.
fn next(left: &mut &[u8]) -> Option<Note> {
    let kind = take(left, 1)?[0];
    let name = usize::from(take(left, 1)?[0]);
    let file = String::from_utf8(take(left, name)?.to_vec()).unwrap();
    let at = u64::from_le_bytes(take(left, 8)?.try_into().unwrap()) as usize;
    let length = u32::from_le_bytes(take(left, 4)?.try_into().unwrap()) as usize;
    Some(match kind {
        b'w' => Note::Write { file, at, bytes: take(left, length)?.to_vec() },
        b't' => Note::Cut { file, length: at },
        b's' => Note::Sync { file },
        b'u' => Note::Removed { file },
        other => panic!("an unknown note {other}"),
    })
}

/// All notes. The process ends while its store is at work, so the last one may be a piece of one.
fn read(journal: &[u8]) -> Vec<Note> {
    let mut left = journal;
    let notes: Vec<_> = std::iter::from_fn(|| next(&mut left)).collect();
    let acks = notes.iter().filter(|note| matches!(note, Note::Write { file, .. } if file == ACKS));
    assert_eq!(acks.count() as u64, WRITES, "the notes end too early");
    notes
}

/// A small generator, so that a failure can be told again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// A file on the disk: what is there for certain, and what was done since the last sync.
#[derive(Default)]
struct File<'a> {
    certain: Vec<u8>,
    open: Vec<&'a Note>,
}

fn write(image: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if image.len() < at + bytes.len() {
        image.resize(at + bytes.len(), 0);
    }
    image[at..at + bytes.len()].copy_from_slice(bytes);
}

impl File<'_> {
    fn sync(&mut self) {
        for note in self.open.drain(..) {
            match note {
                Note::Write { at, bytes, .. } => write(&mut self.certain, *at, bytes),
                Note::Cut { length, .. } => self.certain.resize(*length, 0),
                Note::Sync { .. } | Note::Removed { .. } => {}
            }
        }
    }

    /// What the disk may hold if the power goes now.
    fn after_a_cut(&self, dice: &mut Dice) -> Vec<u8> {
        let mut image = self.certain.clone();
        for note in &self.open {
            match (note, dice.below(4)) {
                (_, 0) => {}
                (Note::Write { at, bytes, .. }, 1) => {
                    let mut from = 0;
                    while from < bytes.len() {
                        let to = (((at + from) / SECTOR + 1) * SECTOR - at).min(bytes.len());
                        if dice.below(2) == 0 {
                            write(&mut image, at + from, &bytes[from..to]);
                        }
                        from = to;
                    }
                }
                (Note::Write { at, bytes, .. }, _) => write(&mut image, *at, bytes),
                (Note::Cut { length, .. }, _) => image.resize(*length, 0),
                (Note::Sync { .. } | Note::Removed { .. }, _) => {}
            }
        }
        image
    }
}

/// What is on the disk, and what was acknowledged, up to some note.
#[derive(Default)]
struct Disk<'a> {
    files: BTreeMap<&'a str, File<'a>>,
    acked: [u64; WRITERS as usize],
}

impl<'a> Disk<'a> {
    fn takes(&mut self, note: &'a Note, heeds_syncs: bool) {
        match note {
            Note::Write { file, bytes, .. } if file == ACKS => {
                let line = String::from_utf8_lossy(bytes);
                let (writer, seq) = line.trim().split_once(' ').unwrap();
                self.acked[writer.parse::<usize>().unwrap()] = seq.parse().unwrap();
            }
            Note::Sync { file } if heeds_syncs => self.files.entry(file).or_default().sync(),
            Note::Sync { .. } => {}
            Note::Removed { file } => drop(self.files.remove(file.as_str())),
            Note::Write { file, .. } | Note::Cut { file, .. } => {
                self.files.entry(file).or_default().open.push(note);
            }
        }
    }

    fn after_a_cut(&self, folder: &Path, dice: &mut Dice) {
        std::fs::create_dir(folder).unwrap();
        for (name, file) in &self.files {
            std::fs::write(folder.join(name), file.after_a_cut(dice)).unwrap();
        }
    }
}

/// Cuts the power at so many places and looks at what is left each time. The first places, where the file is being
/// made, are among them only by chance.
async fn cut(notes: &[Note], cuts: u64, heeds_syncs: bool, work: &Path) -> Result<(), String> {
    let mut dice = Dice(0x7077_6572);
    let begun =
        notes.iter().position(|note| matches!(note, Note::Write { file, .. } if file == ACKS)).unwrap();
    let mut places = BTreeSet::new();
    while (places.len() as u64) < cuts {
        places.insert(begun + dice.below((notes.len() - begun) as u64) as usize);
    }
    let mut disk = Disk::default();
    for (place, note) in notes.iter().enumerate() {
        disk.takes(note, heeds_syncs);
        if places.contains(&place) {
            let folder = work.join(format!("cut-{place}"));
            disk.after_a_cut(&folder, &mut dice);
            let (left, acked) = (folder.clone(), disk.acked);
            let looked = tokio::spawn(async move { holds_all(&left, &acked).await }).await;
            looked.map_err(|error| format!("after note {place} of {}: {error}", notes.len()))?;
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }
    Ok(())
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_wherever_the_power_goes() {
    let cuts = std::env::var("TOWARD_CUTS").map_or(50, |cuts| cuts.parse().unwrap());
    let work = tempfile::tempdir().unwrap();
    let notes = record(work.path());
    for file in ["toward.sqlite", "toward.sqlite-wal"] {
        let syncs = notes.iter().filter(|note| matches!(note, Note::Sync { file: synced } if synced == file));
        assert!(syncs.count() > 1, "{file} was not watched");
    }
    cut(&notes, cuts, true, work.path()).await.unwrap();
}

/// The same cuts on a disk that only says it has synced: if that lost nothing, the test above would show nothing.
#[tokio::test]
async fn a_disk_that_does_not_sync_loses_something() {
    let work = tempfile::tempdir().unwrap();
    let notes = record(work.path());
    assert!(cut(&notes, 50, false, work.path()).await.is_err());
}
