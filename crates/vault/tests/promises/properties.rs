//! Properties: what is sealed opens, what is random never panics.

use crate::common::{ANNA, SPACE, anna, ben, chance, key, signer};
use proptest::{collection::vec, prelude::*};
use vault::{
    ActKey, Certificate, Chance, CookieKey, GateSecret, Grant, Head, Header, HostKey, Identity, Kek, Link,
    Place, PrivateKeys, PublicIdentity, RecoveryCode, Refused, SealedEvent, SealedGrant, Seen, SeenKey,
    SessionKeys, SignedInner, SnapshotKey, SpaceKey, Token, Verifier, act,
    chain::{self, Body},
    event, gate, host, letter, padding, seen, session, snapshot, words, wrap,
};

fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_event_opens_as_it_was_sealed(
        body in vec(any::<u8>(), 0..20_000),
        (seq, prev, id, author) in any::<(u64, [u8; 32], [u8; 16], [u8; 16])>(),
        (time, seen_seq, seen_hash) in any::<(i64, u64, [u8; 8])>(),
        (space, epoch, seed) in any::<([u8; 16], u32, [u8; 32])>(),
    ) {
        let mut chance = Chance::from_seed(seed);
        let key = SpaceKey::new(space, epoch, &mut chance);
        let place = Place { seq, prev, id, author };
        let seen = Seen { seq: seen_seq, hash: seen_hash };
        let inner = SignedInner::sign(&signer(), &space, &id, &author, time, seen, body);
        let sealed = event::seal(&key, &place, &inner, &mut chance).unwrap();
        prop_assert_eq!(sealed.header.len(), Header::LENGTH);
        let opened = event::open(&key, &sealed).unwrap();
        prop_assert_eq!(&opened.inner, &inner);
        let found = Place { seq: opened.header.seq, prev: opened.header.prev, id: opened.header.id, author: opened.header.author };
        prop_assert_eq!(found, place);
        let verified = Verifier::new().verify(&anna().public(), &opened.header, &opened.inner);
        let late = time > signer().certificate().not_after_ms;
        prop_assert_eq!(verified, if late { Err(Refused::Expired) } else { Ok(()) });
    }

    #[test]
    fn padding_comes_off_and_wastes_little(content in vec(any::<u8>(), 0..70_000)) {
        let padded = padding::pad(&content).unwrap();
        prop_assert_eq!(padding::unpad(&padded), Ok(&content[..]));
        prop_assert!(padded.len() >= 512);
        if content.len() > 8192 {
            prop_assert!(padded.len() * 100 <= (content.len() + 4) * 112);
        }
    }

    #[test]
    fn padded_lengths_are_fixed_points_in_order(a in 0usize..10_000_000, b in 0usize..10_000_000) {
        let (low, high) = (a.min(b), a.max(b));
        prop_assert!(padding::padded(low) <= padding::padded(high));
        prop_assert!(padding::padded(low) >= low);
        prop_assert_eq!(padding::padded(padding::padded(low)), padding::padded(low));
    }

    #[test]
    fn any_grant_opens_for_its_recipient(
        (space, epoch, role, previous, seed) in any::<([u8; 16], u32, u8, [u8; 32], [u8; 32])>(),
        expires in any::<Option<i64>>(),
        now in any::<i64>(),
    ) {
        let mut chance = Chance::from_seed(seed);
        let key = SpaceKey::new(space, epoch, &mut chance);
        let granted = key.grant(&anna(), &ben().public(), role, expires, previous, &mut chance).unwrap();
        let stored = SealedGrant::from_slice(&granted.to_bytes()).unwrap();
        let expected = if expires.is_some_and(|end| now >= end) { Err(Refused::Expired) } else { Ok(key) };
        prop_assert_eq!(stored.open(&ben(), &anna().public(), now), expected);
    }

    #[test]
    fn any_recovery_code_is_read_back(bytes in any::<[u8; 16]>()) {
        let code = RecoveryCode::from_bytes(bytes);
        prop_assert_eq!(RecoveryCode::parse(&code.text()), Ok(code));
    }

    #[test]
    fn any_two_wrong_characters_of_a_recovery_code_are_noticed(
        bytes in any::<[u8; 16]>(),
        (a, b) in (0usize..28, 0usize..28),
        (add_a, add_b) in (1usize..32, 1usize..32),
    ) {
        let alphabet: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
        let mut text: Vec<char> = RecoveryCode::from_bytes(bytes).text().replace('-', "").chars().collect();
        let right = text.clone();
        for (at, add) in [(a, add_a), (b, add_b)] {
            let value = alphabet.iter().position(|letter| *letter == text[at]).unwrap();
            text[at] = alphabet[(value + add) % 32];
        }
        prop_assume!(text != right);
        prop_assert_eq!(RecoveryCode::parse(&text.iter().collect::<String>()), Err(Refused::Mistyped));
    }

    #[test]
    fn any_letter_gate_snapshot_and_box_opens(bytes in vec(any::<u8>(), 0..3000), seed in any::<[u8; 32]>()) {
        let mut chance = Chance::from_seed(seed);
        let sealed = letter::seal_letter(&key().drop_public().unwrap(), &SPACE, &bytes, &mut chance).unwrap();
        prop_assert_eq!(&*letter::open_letter(&key(), &sealed).unwrap(), &bytes);
        let secret = GateSecret::from_bytes(chance.bytes());
        let sealed = gate::gate_seal(&secret, &[1; 16], &ANNA, &bytes, &mut chance).unwrap();
        prop_assert_eq!(&*gate::gate_open(&secret, &[1; 16], &ANNA, &sealed).unwrap(), &bytes);
        let desk = SnapshotKey::from_bytes(chance.bytes());
        let sealed = snapshot::snapshot_seal(&desk, &SPACE, 1, &Head::START, &bytes, &mut chance).unwrap();
        prop_assert_eq!(&snapshot::snapshot_open(&desk, &SPACE, 1, &sealed).unwrap().bytes, &bytes);
        let cookie = CookieKey::new(&mut chance);
        let sealed = session::seal_record(&cookie, "any", &bytes, &mut chance).unwrap();
        prop_assert_eq!(&*session::open_record(&cookie, "any", &sealed).unwrap(), &bytes);
        let token = Token::new(&mut chance);
        let sealed = token.seal("feed", &bytes, &mut chance).unwrap();
        prop_assert_eq!(&*token.open("feed", &sealed).unwrap(), &bytes);
    }

    #[test]
    fn any_session_comes_back(count in 0usize..20, account in any::<[u8; 16]>(), seed in any::<[u8; 32]>()) {
        let mut chance = Chance::from_seed(seed);
        let spaces: Vec<_> = (0..count).map(|n| SpaceKey::new(chance.bytes(), n as u32, &mut chance)).collect();
        let keys = SessionKeys { account, expires_ms: 1, signer: signer(), spaces, private_drop: None };
        let cookie = CookieKey::new(&mut chance);
        let opened = SessionKeys::open(&cookie, &keys.seal(&cookie, &mut chance).unwrap(), 0).unwrap();
        prop_assert_eq!(opened.spaces, keys.spaces);
        prop_assert_eq!(opened.account, account);
        prop_assert_eq!(opened.signer.certificate(), keys.signer.certificate());
    }

    #[test]
    fn small_tokens_come_back(key in any::<[u8; 32]>(), id in any::<[u8; 16]>(), heads in vec(any::<([u8; 16], u64, [u8; 8])>(), 0..64)) {
        let acts = ActKey::from_bytes(key);
        prop_assert_eq!(act::check(&acts, &act::mint(&acts, id)), Some(id));
        let heads: Vec<_> = heads.into_iter().map(|(space, seq, hash)| (space, Seen { seq, hash })).collect();
        let seen_key = SeenKey::from_bytes(key);
        prop_assert_eq!(seen::check(&seen_key, &id, &seen::mint(&seen_key, &id, &heads, &mut chance(1)).unwrap()), Ok(heads));
    }

    #[test]
    fn words_are_the_same_from_both_sides(a in any::<[u8; 32]>(), b in any::<[u8; 32]>(), invite in vec(any::<u8>(), 0..50)) {
        let [a, b] = [a, b].map(|seed| Identity::new(&mut Chance::from_seed(seed)).public());
        prop_assert_eq!(words::confirm_words(&a, &b, &invite), words::confirm_words(&b, &a, &invite));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..cases() })]

    #[test]
    fn random_bytes_are_refused_without_a_panic(bytes in vec(any::<u8>(), 0..600), first in 0u8..3) {
        let (mut bytes, key, now) = (bytes, key(), 0);
        // Half of them begin like a known version, to get past the first look.
        bytes.iter_mut().take(usize::from(first)).for_each(|byte| *byte = 1);
        let bytes = &bytes[..];
        prop_assert!(event::open_parts(&key, bytes, bytes).is_err());
        let header = &crate::common::sealed(&Head::START, [7; 16], b"").header;
        prop_assert!(event::open_parts(&key, header, bytes).is_err());
        let _ = Header::from_slice(bytes);
        let _ = Grant::from_slice(bytes);
        let _ = PublicIdentity::from_slice(bytes);
        let _ = Identity::from_slice(bytes);
        let _ = padding::unpad(bytes);
        prop_assert!(SignedInner::from_slice(bytes).and_then(|inner| inner.verify(&anna().public(), &SPACE, &SPACE, &ANNA)).is_err());
        prop_assert!(SealedGrant::from_slice(bytes).and_then(|grant| grant.open(&ben(), &anna().public(), now)).is_err());
        prop_assert!(letter::open_letter(&key, bytes).is_err());
        prop_assert!(wrap::unwrap(&Kek::from_bytes([0; 32]), bytes, b"").is_err());
        prop_assert!(wrap::unwrap_space_key(&Kek::from_bytes([0; 32]), bytes, b"").is_err());
        prop_assert!(gate::gate_open(&GateSecret::from_bytes([0; 32]), &SPACE, &ANNA, bytes).is_err());
        prop_assert!(snapshot::snapshot_open(&SnapshotKey::from_bytes([0; 32]), &SPACE, 0, bytes).is_err());
        prop_assert!(snapshot::chapter_open(&SnapshotKey::from_bytes([0; 32]), &SPACE, 0, 0, bytes).is_err());
        prop_assert!(SessionKeys::open(&CookieKey::from_bytes([0; 32]), bytes, now).is_err());
        prop_assert!(PrivateKeys::open(&CookieKey::from_bytes([0; 32]), bytes).is_err());
        prop_assert!(host::host_open(&HostKey::from_bytes([0; 32]), "", b"", bytes).is_err());
        prop_assert!(Token::from_bytes([0; 32]).open("", bytes).is_err());
        let link = Link { header: bytes, body: Body::Kept(bytes) };
        prop_assert!(chain::verify_chain(Head::START, &SPACE, [link]).is_err());
    }

    #[test]
    fn random_text_is_refused_without_a_panic(text in "\\PC{0,60}|[A-Za-z0-9_-]{0,64}") {
        prop_assert_eq!(act::check(&ActKey::from_bytes([0; 32]), &text), None);
        prop_assert!(seen::check(&SeenKey::from_bytes([0; 32]), &ANNA, &text).is_err());
        let _ = RecoveryCode::parse(&text);
        let _ = CookieKey::parse(&text);
        let _ = Token::parse(&text);
    }

    #[test]
    fn records_of_any_content_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..400)) {
        let cookie = CookieKey::from_bytes([0; 32]);
        for label in [session::KEYS, session::PRIVATE] {
            let record = [&[1], &bytes[..]].concat();
            let sealed = session::seal_record(&cookie, label, &record, &mut chance(1)).unwrap();
            let _ = SessionKeys::open(&cookie, &sealed, 0);
            let _ = PrivateKeys::open(&cookie, &sealed);
        }
    }

    #[test]
    fn any_change_of_a_large_event_is_refused(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut event: SealedEvent = crate::common::sealed(&Head::START, [7; 16], &[5; 9000]);
        let at = at.index(event.sealed.len());
        event.sealed[at] ^= 1 << bit;
        prop_assert_eq!(event::open(&key(), &event).err(), Some(Refused::Altered));
    }

    #[test]
    fn a_forged_certificate_never_verifies(key in any::<[u8; 32]>(), not_after_ms in any::<i64>(), half in any::<([u8; 32], [u8; 32])>()) {
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&half.0);
        signature[32..].copy_from_slice(&half.1);
        let certificate = Certificate { key, not_after_ms, signature };
        prop_assert_eq!(certificate.verify(&anna().public()), Err(Refused::BadSignature));
    }
}
