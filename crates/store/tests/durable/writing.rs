//! Writers, and whether what they were told is kept was kept.

use std::path::Path;

use store::*;

/// How many write at once, each in a log of its own and a second one.
pub(crate) const WRITERS: u8 = 8;

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

/// Writes one after the other and tells of each once it is acknowledged, until telling says that it is enough.
pub(crate) async fn write_on(store: Store, writer: u8, tell: impl Fn(u8, u64) -> bool) {
    let mut now = heads(&store, writer).await;
    loop {
        let written = store.write(step(writer, now)).await.unwrap();
        now = [written.heads[0].1, written.heads[1].1];
        if !tell(writer, now[0].seq) {
            return;
        }
    }
}

/// The logs of all writers, empty.
pub(crate) async fn prepare(folder: &Path) {
    let store = Store::open(&folder.join("toward.sqlite")).await.unwrap();
    for writer in 0..WRITERS {
        let rows = pair(writer).map(|id| {
            let head = Head { seq: 0, hash: [0; 32] };
            Row::PutSpace(Space { id, epoch: 1, head, drop_public: [0; 32], erasures: 0 })
        });
        store.write(Write { rows: rows.to_vec(), ..Write::default() }).await.unwrap();
    }
    store.close().await;
}

/// Opens what is left and looks: sound, and everything that was acknowledged is there, whole.
pub(crate) async fn holds_all(folder: &Path, acked: &[u64]) {
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
