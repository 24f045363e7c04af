//! What is folded: any bytes are an event or none, and any events fold.

use domain::desk::Desk;
use domain::private::Private;
use domain::shared::Shared;
use domain::{Fold, Instant, Meta, PersonId, event};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn folds<S: Fold + Serialize + DeserializeOwned>(bodies: &[(&[u8], Meta)]) {
    let mut state = S::default();
    for (body, meta) in bodies {
        if let Some(event) = event::decode::<S::Event>(body) {
            state.apply(event, meta);
        }
    }
    state.take_chapters();
    let mut kept = Vec::new();
    ciborium::into_writer(&state, &mut kept).unwrap();
    let again: S = ciborium::from_reader(kept.as_slice()).unwrap();
    let mut once_more = Vec::new();
    ciborium::into_writer(&again, &mut once_more).unwrap();
    assert_eq!(kept, once_more);
}

/// Each event is two bytes of length, one that says who wrote it, and its body.
pub fn events(bytes: &[u8]) {
    let (mut left, mut bodies) = (bytes, Vec::new());
    while let Some(([low, high, author], rest)) = left.split_first_chunk() {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(rest.len());
        let (body, rest) = rest.split_at(length);
        left = rest;
        let seq = bodies.len() as u64 + 1;
        let at = Instant(1_795_464_000_000 + (seq as i64) * 3_600_000);
        bodies.push((body, Meta { seq, author: PersonId([author % 3; 16]), at }));
    }
    folds::<Desk>(&bodies);
    folds::<Private>(&bodies);
    folds::<Shared>(&bodies);
}

/// A snapshot from nowhere is one or none.
pub fn snapshot(bytes: &[u8]) {
    let _ = ciborium::from_reader::<Desk, _>(bytes);
    let _ = ciborium::from_reader::<Private, _>(bytes);
    let _ = ciborium::from_reader::<Shared, _>(bytes);
    let _ = domain::shared::moments(bytes);
}
