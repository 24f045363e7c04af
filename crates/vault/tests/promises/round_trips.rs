//! Everything that is sealed opens again for whoever it is for.

use crate::common::{ANNA, NOW, SPACE, chance};
use vault::{
    ActKey, CookieKey, Cost, DeviceSecret, GateSecret, Head, Identity, Link, NameKey, Pepper, Place,
    PrivateKeys, RecoveryCode, Seen, SeenKey, SessionKeys, SessionSigner, SignedInner, SpaceKey, Verifier,
    act, chain, event, gate, letter, passphrase, pepper, pin, seen, snapshot, told, words, wrap,
};

#[test]
fn a_passphrase_opens_the_identity_with_the_share_of_the_store() {
    let (name_key, host) = (NameKey::from_bytes([3; 32]), Pepper::from_bytes([4; 32]));
    let identity = Identity::new(&mut chance(1));
    let salt = pepper::salt(&name_key, "anna");
    let root = passphrase::root("correct horse", &salt, Cost::TEST).unwrap();
    let verifier = host.verifier(&root.proof());
    let kek = root.kek(&host.share(&ANNA, &[9; 16]));
    let wrapped = wrap::wrap(&kek, &identity, b"anna/9", &mut chance(2)).unwrap();

    let again = passphrase::root("correct horse", &salt, Cost::TEST).unwrap();
    assert!(host.fits(&again.proof(), &verifier));
    let opened = wrap::unwrap(&again.kek(&host.share(&ANNA, &[9; 16])), &wrapped, b"anna/9").unwrap();
    assert_eq!(opened.public(), identity.public());
}

#[test]
fn a_recovery_code_survives_being_typed_badly() {
    let code = RecoveryCode::new(&mut chance(3));
    let typed = code.text().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "L");
    assert_eq!(RecoveryCode::parse(&typed), Ok(code));
}

#[test]
fn a_pin_opens_the_private_space_on_its_device() {
    let device = DeviceSecret::new(&mut chance(4));
    let share = Pepper::from_bytes([4; 32]).share(&ANNA, &[8; 16]);
    let kek = pin::pin_kek("2580", &device, &share, Cost::TEST).unwrap();
    let key = SpaceKey::new(SPACE, 1, &mut chance(5));
    let wrapped = wrap::wrap_space_key(&kek, &key, b"pin", &mut chance(6)).unwrap();
    assert_eq!(wrap::unwrap_space_key(&kek, &wrapped, b"pin"), Ok(key));
}

#[test]
fn a_granted_key_opens_for_its_recipient() {
    let (anna, ben) = (Identity::new(&mut chance(1)), Identity::new(&mut chance(2)));
    let key = SpaceKey::new(SPACE, 1, &mut chance(5));
    let granted = key.grant(&anna, &ben.public(), 7, Some(NOW + 1), [0; 32], &mut chance(6)).unwrap();
    let stored = vault::SealedGrant::from_slice(&granted.to_bytes()).unwrap();
    assert_eq!(stored, granted);
    assert_eq!(stored.open(&ben, &anna.public(), NOW), Ok(key));
}

#[test]
fn events_open_verify_and_follow_each_other() {
    let anna = Identity::new(&mut chance(1));
    let signer = SessionSigner::new(&anna, NOW + 1000, &mut chance(2));
    let key = SpaceKey::new(SPACE, 1, &mut chance(5));
    let mut chance = chance(7);
    let (mut head, mut events) = (Head::START, Vec::new());
    for n in 0..5u8 {
        let id = [n; 16];
        let inner = SignedInner::sign(
            &signer,
            &SPACE,
            &id,
            &ANNA,
            NOW,
            Seen::from(&head),
            vec![n; 300 * usize::from(n)],
        );
        let sealed = event::seal(&key, &Place::after(&head, id, ANNA), &inner, &mut chance).unwrap();
        head = Head { seq: head.seq + 1, hash: sealed.chain_hash() };
        events.push(sealed);
    }
    assert_eq!(chain::verify_chain(Head::START, &SPACE, events.iter().map(Link::from)), Ok(head));
    let mut verifier = Verifier::new();
    for (n, sealed) in events.iter().enumerate() {
        let opened = event::open(&key, sealed).unwrap();
        verifier.verify(&anna.public(), &opened.header, &opened.inner).unwrap();
        assert_eq!(opened.inner.body, vec![u8::try_from(n).unwrap(); 300 * n]);
    }
}

#[test]
fn a_session_opens_from_its_cookie_alone() {
    let anna = Identity::new(&mut chance(1));
    let signer = SessionSigner::new(&anna, NOW + 1000, &mut chance(2));
    let keys = SessionKeys {
        account: ANNA,
        expires_ms: NOW + 1000,
        signer,
        spaces: vec![SpaceKey::new(SPACE, 1, &mut chance(3)), SpaceKey::new(SPACE, 2, &mut chance(4))],
        private_drop: None,
    };
    let private = PrivateKeys { spaces: vec![SpaceKey::new([5; 16], 1, &mut chance(5))] };
    let cookie = CookieKey::new(&mut chance(6));
    let sealed = keys.seal(&cookie, &mut chance(7)).unwrap();
    let sealed_private = private.seal(&cookie, &mut chance(8)).unwrap();

    let cookie = CookieKey::parse(&cookie.text()).unwrap();
    let opened = SessionKeys::open(&cookie, &sealed, NOW).unwrap();
    assert_eq!(opened.spaces, keys.spaces);
    assert_eq!(opened.newest(&SPACE).map(SpaceKey::epoch), Some(2));
    assert_eq!(opened.find(&SPACE, 1), keys.spaces.first());
    assert_eq!(PrivateKeys::open(&cookie, &sealed_private).unwrap().spaces, private.spaces);
}

#[test]
fn a_letter_reaches_the_space_it_was_dropped_into() {
    let key = SpaceKey::new(SPACE, 3, &mut chance(1));
    let sealed = letter::seal_letter(&key.drop_public().unwrap(), &SPACE, b"hello", &mut chance(2)).unwrap();
    assert_eq!(letter::open_letter(&key, &sealed).unwrap().as_slice(), b"hello");
}

#[test]
fn a_gate_opens_for_the_host_and_both_members_find_it() {
    let secret = GateSecret::from_bytes([1; 32]);
    let (anna, ben) = (SpaceKey::new(SPACE, 1, &mut chance(1)), SpaceKey::new(SPACE, 1, &mut chance(1)));
    let id = gate::gate_id(&anna, b"touch/2026-30");
    assert_eq!(id, gate::gate_id(&ben, b"touch/2026-30"));
    assert_eq!(gate::token(&anna, &id, b"item"), gate::token(&ben, &id, b"item"));
    let sealed = gate::gate_seal(&secret, &id, &ANNA, b"answer", &mut chance(2)).unwrap();
    assert_eq!(gate::gate_open(&secret, &id, &ANNA, &sealed).unwrap().as_slice(), b"answer");
}

#[test]
fn snapshots_and_chapters_open_for_who_folded_them() {
    let key = SpaceKey::new([7; 16], 1, &mut chance(1)).snapshot_key();
    let head = Head { seq: 9, hash: [9; 32] };
    let sealed = snapshot::snapshot_seal(&key, &SPACE, 4, &head, b"state", &mut chance(2)).unwrap();
    let opened = snapshot::snapshot_open(&key, &SPACE, 4, &sealed).unwrap();
    assert_eq!((opened.head, opened.bytes.as_slice()), (head, b"state".as_slice()));
    let sealed = snapshot::chapter_seal(&key, &SPACE, 4, 2, b"old", &mut chance(3)).unwrap();
    assert_eq!(snapshot::chapter_open(&key, &SPACE, 4, 2, &sealed).unwrap().as_slice(), b"old");
}

#[test]
fn small_tokens_come_back() {
    let key = ActKey::from_bytes([1; 32]);
    assert_eq!(act::check(&key, &act::mint(&key, [5; 16])), Some([5; 16]));
    let key = SeenKey::from_bytes([1; 32]);
    let heads = vec![(SPACE, Seen { seq: 4, hash: [4; 8] }), ([2; 16], Seen { seq: 5, hash: [5; 8] })];
    assert_eq!(
        seen::check(&key, &ANNA, &seen::mint(&key, &ANNA, &heads, &mut chance(1)).unwrap()),
        Ok(heads)
    );
    let host = Pepper::from_bytes([1; 32]);
    assert!(told::code_fits(&host, b"invite", "482913", &told::code_mac(&host, b"invite", "482913")));
    let (anna, ben) = (Identity::new(&mut chance(1)).public(), Identity::new(&mut chance(2)).public());
    assert_eq!(words::confirm_words(&anna, &ben, b"i"), words::confirm_words(&ben, &anna, b"i"));
}
