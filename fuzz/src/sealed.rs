//! What the vault reads: whatever was changed is refused, and nothing panics.

use std::sync::OnceLock;

use vault::session::seal_record;
use vault::{
    Chance, CookieKey, Grant, Head, Header, Identity, Place, PrivateKeys, SealedEvent, SealedGrant, Seen,
    SessionKeys, SessionSigner, SignedInner, SpaceKey, event,
};

const SPACE: [u8; 16] = [1; 16];
const AUTHOR: [u8; 16] = [2; 16];
const NOW: i64 = 1_800_000_000_000;

/// A key, and what was honestly made with it.
struct Honest {
    key: SpaceKey,
    identity: Identity,
    event: SealedEvent,
    grant: SealedGrant,
    cookie: CookieKey,
}

fn honest() -> &'static Honest {
    static HONEST: OnceLock<Honest> = OnceLock::new();
    HONEST.get_or_init(|| {
        let mut chance = Chance::from_seed([7; 32]);
        let identity = Identity::new(&mut chance);
        let key = SpaceKey::new(SPACE, 1, &mut chance);
        let signer = SessionSigner::new(&identity, NOW + 1_000, &mut chance);
        let (id, seen) = ([3; 16], Seen { seq: 4, hash: [4; 8] });
        let inner = SignedInner::sign(&signer, &SPACE, &id, &AUTHOR, NOW, seen, b"words".to_vec());
        let place = Place::after(&Head::START, id, AUTHOR);
        let event = event::seal(&key, &place, &inner, &mut chance).unwrap();
        let grant = key.grant(&identity, &identity.public(), 0, None, [0; 32], &mut chance).unwrap();
        Honest { key, identity, event, grant, cookie: CookieKey::new(&mut chance) }
    })
}

/// Honest bytes, changed where the fuzzer says: each three bytes are a place and what is flipped there.
fn changed(honest: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = honest.to_vec();
    for change in changes.chunks_exact(3) {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % bytes.len();
        bytes[place] ^= change[2];
    }
    bytes
}

pub fn event_header(bytes: &[u8]) {
    if let Ok(header) = Header::from_slice(bytes) {
        assert_eq!(header.to_bytes(), bytes);
    }
}

/// What opens is what was sealed.
pub fn sealed_event(bytes: &[u8]) {
    let honest = honest();
    let (header, sealed) = (&honest.event.header, &honest.event.sealed);
    let all = changed(&[header.as_slice(), sealed].concat(), bytes);
    let (altered_header, altered_sealed) = all.split_at(header.len());
    let opened = event::open_parts(&honest.key, altered_header, altered_sealed);
    assert_eq!(opened.is_ok(), altered_header == header && altered_sealed == sealed);
    let _ = event::open_parts(&honest.key, header, bytes);
    let _ = event::open_parts(&honest.key, bytes, sealed);
}

pub fn signed_words(bytes: &[u8]) {
    if let Ok(inner) = SignedInner::from_slice(bytes) {
        assert_eq!(inner.to_bytes().unwrap(), bytes);
        assert!(inner.verify(&honest().identity.public(), &SPACE, &[3; 16], &AUTHOR).is_err());
    }
}

/// What opens is what was granted.
pub fn grant(bytes: &[u8]) {
    let honest = honest();
    let (identity, whole) = (&honest.identity, honest.grant.to_bytes());
    let altered = changed(&whole, bytes);
    let opened = SealedGrant::from_slice(&altered).and_then(|grant| grant.open(identity, &identity.public(), NOW));
    assert_eq!(opened.is_ok(), altered == whole);
    if let Ok(grant) = SealedGrant::from_slice(bytes) {
        assert_eq!(grant.to_bytes(), bytes);
    }
    if let Ok(grant) = Grant::from_slice(bytes) {
        assert_eq!(grant.to_bytes(), bytes);
    }
}

/// A record that its own key sealed, but whose words are nonsense.
pub fn session_record(bytes: &[u8]) {
    let cookie = &honest().cookie;
    for label in ["session-keys", "session-private"] {
        if let Ok(record) = seal_record(cookie, label, bytes, &mut Chance::from_seed([9; 32])) {
            let _ = (SessionKeys::open(cookie, &record, NOW), PrivateKeys::open(cookie, &record));
        }
    }
    let _ = (SessionKeys::open(cookie, bytes, NOW), PrivateKeys::open(cookie, bytes));
}
