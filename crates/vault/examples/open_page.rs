//! What a page costs the vault: opening a session, a snapshot of 64 KB and the 20 events after it.
//!
//! `cargo run --release -p toward-vault --example open_page`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and says its figures"
)]

use std::{hint::black_box, time::Instant};
use vault::{
    Chance, CookieKey, Head, Identity, Link, Place, Refused, SealedEvent, Seen, SessionKeys, SessionSigner,
    SignedInner, SpaceKey, Verifier, chain, event, snapshot,
};

const ROUNDS: u32 = 2000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut chance = Chance::from_seed([1; 32]);
    let (space, author) = (chance.bytes(), chance.bytes());
    let identity = Identity::new(&mut chance);
    let public = identity.public();
    let signer = SessionSigner::new(&identity, i64::MAX, &mut chance);
    let key = SpaceKey::new(space, 1, &mut chance);
    let desk = SpaceKey::new(chance.bytes(), 1, &mut chance).snapshot_key();

    let mut head = Head::START;
    let mut events = Vec::new();
    for _ in 0..20 {
        let id = chance.bytes();
        let inner = SignedInner::sign(&signer, &space, &id, &author, 0, Seen::from(&head), vec![7; 300]);
        let sealed = event::seal(&key, &Place::after(&head, id, author), &inner, &mut chance)?;
        head = Head { seq: head.seq + 1, hash: sealed.chain_hash() };
        events.push(sealed);
    }
    let snapped = snapshot::snapshot_seal(&desk, &space, 1, &head, &vec![7; 64 * 1024], &mut chance)?;
    let cookie = CookieKey::new(&mut chance);
    let keys = SessionKeys {
        account: author,
        expires_ms: 1,
        signer: signer.clone(),
        spaces: vec![key.clone(); 4],
        private_drop: None,
    };
    let record = keys.seal(&cookie, &mut chance)?;

    let open = |events: &[SealedEvent]| {
        events.iter().try_for_each(|e| event::open(&key, e).map(|o| drop(black_box(o))))
    };
    time("a session of 4 spaces", || SessionKeys::open(&cookie, &record, 0).map(|o| drop(black_box(o))))?;
    time("a snapshot of 64 KB", || {
        snapshot::snapshot_open(&desk, &space, 1, &snapped).map(|o| drop(black_box(o)))
    })?;
    time("20 events", || open(&events))?;
    time("their chain", || {
        chain::verify_chain(Head::START, &space, events.iter().map(Link::from))
            .map(drop)
            .map_err(|_| Refused::Altered)
    })?;
    time("their signatures", || {
        let mut verifier = Verifier::new();
        events.iter().try_for_each(|e| {
            let opened = event::open(&key, e)?;
            verifier.verify(&public, &opened.header, &opened.inner)
        })
    })?;
    let inner = event::open(&key, events.first().ok_or(Refused::Truncated)?)?.inner;
    time("sealing one event", || {
        let place = Place::after(&head, [1; 16], author);
        event::seal(&key, &place, &inner, &mut Chance::from_seed([2; 32])).map(|o| drop(black_box(o)))
    })?;
    time("signing one event", || {
        let signed = SignedInner::sign(&signer, &space, &[1; 16], &author, 0, Seen::default(), vec![7; 300]);
        drop(black_box(signed));
        Ok(())
    })?;
    Ok(())
}

fn time(what: &str, act: impl Fn() -> Result<(), Refused>) -> Result<(), Refused> {
    act()?;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        act()?;
    }
    println!("{what:24} {:8.1} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
    Ok(())
}
