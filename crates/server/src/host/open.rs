//! Opening spaces: snapshot and tail, checked and folded.

use ciborium::{from_reader, into_writer};
use domain::{Fold, Instant, Meta, PersonId, event};
use serde::{Serialize, de::DeserializeOwned};
use store::OpenSpace;
use vault::chain::{Body, Link, verify_chain};
use vault::{Head, PublicIdentity, SignedInner, SnapshotKey, SpaceKey, Verifier, snapshot};

/// A space, opened and folded.
pub(crate) struct Opened<S> {
    /// Which space.
    pub(crate) space: store::Id,
    pub(crate) state: S,
    /// The head of the log as read.
    pub(crate) head: Head,
    /// The end of what was served, which for somebody who left lies before the head.
    pub(crate) served: Head,
    /// Events folded that no snapshot has yet.
    pub(crate) unsaved: usize,
    /// How many erasures the space had had; a fold made before one must not be kept.
    pub(crate) erasures: u32,
    /// Entries that were altered or signed by nobody known; they are left out.
    pub(crate) altered: bool,
    /// The snapshot that is kept cannot be gone on from; the next one takes its place.
    pub(crate) bad_snapshot: bool,
}

/// A snapshot that cannot be gone on from. It is only a shortcut: everything is in the log.
pub(crate) struct BadSnapshot;

/// Who may have signed, by account.
pub(crate) type Authors<'a> = &'a [(store::Id, PublicIdentity)];

/// What folding a space needs to know.
pub(crate) struct Folding<'a> {
    pub(crate) key: &'a SpaceKey,
    pub(crate) snapshots: &'a SnapshotKey,
    /// Checked against signatures where more than one person holds the key; empty where only one does.
    pub(crate) authors: Option<Authors<'a>>,
}

/// Folds a space as it was read. What cannot be opened is left out and said; without a snapshot it never fails.
pub(crate) fn fold<S>(folding: &Folding<'_>, open: &OpenSpace) -> Result<Opened<S>, BadSnapshot>
where
    S: Fold + Serialize + DeserializeOwned,
{
    let head = to_head(open.space.head);
    let mut opened = start::<S>(folding, open)?;
    let links = open.tail.iter().filter(|row| row.seq > opened.served.seq).map(|row| Link {
        header: &row.header,
        body: row.sealed.as_deref().map_or(Body::Erased(&row.sealed_hash), Body::Kept),
    });
    // A broken chain is said, but every entry that opens and is signed is still shown: nothing is lost twice.
    opened.altered |= verify_chain(opened.served, &open.space.id, links) != Ok(head);
    let mut verifier = Verifier::new();
    for row in &open.tail {
        if row.seq <= opened.served.seq {
            continue;
        }
        opened.served = Head { seq: row.seq, hash: row.hash };
        opened.unsaved = opened.unsaved.saturating_add(1);
        let Some(sealed) = &row.sealed else { continue };
        match item(folding, &mut verifier, row.seq, &row.header, sealed) {
            Some(item) => apply(&mut opened.state, row.seq, &item),
            None => opened.altered = true,
        }
    }
    Ok(opened)
}

/// A space of which nothing is folded yet.
pub(crate) fn fresh<S: Fold>(open: &OpenSpace) -> Opened<S> {
    Opened {
        space: open.space.id,
        state: S::default(),
        head: to_head(open.space.head),
        served: Head::START,
        unsaved: 0,
        erasures: open.space.erasures,
        altered: false,
        bad_snapshot: false,
    }
}

fn start<S: Fold + DeserializeOwned>(
    folding: &Folding<'_>,
    open: &OpenSpace,
) -> Result<Opened<S>, BadSnapshot> {
    let Some(row) = &open.snapshot else { return Ok(fresh(open)) };
    let sealed = snapshot::snapshot_open(folding.snapshots, &open.space.id, S::VERSION, &row.sealed);
    let found = sealed.map_err(|_| BadSnapshot)?;
    // The tail was read from where the row says the snapshot stands.
    if found.head != to_head(row.head) {
        return Err(BadSnapshot);
    }
    let state = from_reader(found.bytes.as_slice()).map_err(|_| BadSnapshot)?;
    Ok(Opened { state, served: found.head, ..fresh(open) })
}

/// Opens one event of a log, and checks that it lies where it was written and who signed it.
pub(crate) fn item(
    folding: &Folding<'_>,
    verifier: &mut Verifier,
    seq: u64,
    header: &[u8],
    sealed: &[u8],
) -> Option<app::Item> {
    let opened = vault::event::open_parts(folding.key, header, sealed).ok()?;
    if opened.header.seq != seq {
        return None;
    }
    if let Some(authors) = folding.authors {
        let (_, public) = authors.iter().find(|(author, _)| *author == opened.header.author)?;
        verifier.verify(public, &opened.header, &opened.inner).ok()?;
    }
    Some(to_item(opened.header.author, &opened.inner))
}

/// A signed body as pages see it.
pub(crate) fn to_item(author: store::Id, inner: &SignedInner) -> app::Item {
    app::Item { author: PersonId(author), at: Instant(inner.time_ms), body: inner.body.clone() }
}

/// Takes one event in.
pub(crate) fn apply<S: Fold>(state: &mut S, seq: u64, item: &app::Item) {
    if let Some(event) = event::decode::<S::Event>(&item.body) {
        state.apply(event, &Meta { seq, author: item.author, at: item.at });
    }
}

/// A state as its snapshot keeps it.
pub(crate) fn encode<S: Serialize>(state: &S) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to a Vec cannot fail.
    let _ = into_writer(state, &mut bytes);
    bytes
}

pub(crate) fn to_head(head: store::Head) -> Head {
    Head { seq: head.seq, hash: head.hash }
}

pub(crate) fn from_head(head: &Head) -> store::Head {
    store::Head { seq: head.seq, hash: head.hash }
}
