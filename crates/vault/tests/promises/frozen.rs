//! Our own formats, as they were written on the day they were frozen: files under `tests/frozen/v1/`.
//!
//! Each file is `name = hex` lines. What they hold must open for ever; while version 1 is what is written, the
//! same arguments must also give the same bytes. A new version gets files of its own; these are never edited.
//! `FREEZE=1` writes files that do not exist yet, and only those.

use crate::common::{ANNA, BEN, NOW, OTHER_SPACE, SPACE, anna, ben, chance, hex, key, signer, to_hex};
use std::{collections::BTreeMap, fs, path::PathBuf};
use vault::{
    ActKey, CookieKey, Cost, DeviceSecret, GateSecret, Head, HostKey, Link, NameKey, Pepper, Place,
    PrivateKeys, RecoveryCode, SealedEvent, SealedGrant, Seen, SeenKey, SessionKeys, SignedInner, SpaceKey,
    Token, Verifier, act,
    chain::{Body, verify_chain},
    event, gate, host, letter, passphrase, pepper, pin, seen, snapshot, told, words, wrap,
};

type Fields = BTreeMap<String, Vec<u8>>;

/// Compares with the frozen file, and gives what the file holds.
fn frozen<const N: usize>(file: &str, now: [(&str, Vec<u8>); N]) -> Fields {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/frozen/v1").join(file);
    let text: String = now.iter().map(|(name, bytes)| format!("{name} = {}\n", to_hex(bytes))).collect();
    if std::env::var_os("FREEZE").is_some_and(|freeze| freeze == "1") && !path.exists() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert_eq!(kept, text, "{file}: version 1 is not what it was");
    kept.lines()
        .map(|line| line.split_once(" = ").unwrap())
        .map(|(name, bytes)| (name.to_owned(), hex(bytes)))
        .collect()
}

#[test]
fn passphrase_v1() {
    let name_key = NameKey::from_bytes([1; 32]);
    let host = Pepper::from_bytes([2; 32]);
    let salt = pepper::salt(&name_key, "anna");
    let root = passphrase::root("correct horse battery staple", &salt, Cost::TEST).unwrap();
    let share = host.share(&ANNA, &[4; 16]);
    let kek = root.kek(&share);
    let wrapped = wrap::wrap(&kek, &anna(), b"purpose", &mut chance(1)).unwrap();
    let device = DeviceSecret::from_bytes([5; 16]);
    let pin = pin::pin_kek("2580", &device, &share, Cost::TEST).unwrap();
    let wrapped_key = wrap::wrap_space_key(&pin, &key(), b"pin", &mut chance(2)).unwrap();
    let fields = frozen(
        "passphrase.txt",
        [
            ("name", pepper::name_mac(&name_key, "anna").to_vec()),
            ("salt", salt.to_vec()),
            ("proof", root.proof().bytes().to_vec()),
            ("verifier", host.verifier(&root.proof()).to_vec()),
            ("share", share.bytes().to_vec()),
            ("kek", kek.bytes().to_vec()),
            ("wrapped", wrapped),
            ("pin proof", pin::root("2580", &device, Cost::TEST).unwrap().proof().bytes().to_vec()),
            ("pin kek", pin.bytes().to_vec()),
            ("pin wrapped", wrapped_key),
            ("told code", told::code_mac(&host, b"invite", "482913").to_vec()),
        ],
    );
    assert_eq!(wrap::unwrap(&kek, &fields["wrapped"], b"purpose").unwrap().public(), anna().public());
    assert_eq!(wrap::unwrap_space_key(&pin, &fields["pin wrapped"], b"pin"), Ok(key()));
}

#[test]
fn recovery_code_v1() {
    let code = RecoveryCode::from_bytes([0x5a, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0xff]);
    let fields = frozen(
        "recovery_code.txt",
        [
            ("secret", code.bytes().to_vec()),
            ("text", code.text().as_bytes().to_vec()),
            ("kek", code.kek().bytes().to_vec()),
            ("proof", code.proof().bytes().to_vec()),
        ],
    );
    let text = core::str::from_utf8(&fields["text"]).unwrap();
    assert_eq!(RecoveryCode::parse(text), Ok(code));
}

#[test]
fn grant_v1() {
    let granted = key().grant(&anna(), &ben().public(), 3, Some(NOW), [6; 32], &mut chance(3)).unwrap();
    let fields = frozen(
        "grant.txt",
        [
            ("granter", anna().public().to_bytes().to_vec()),
            ("recipient", ben().public().to_bytes().to_vec()),
            ("recipient secret", ben().to_bytes().to_vec()),
            ("fingerprint", ben().public().fingerprint().to_vec()),
            ("commitment", key().commitment().to_vec()),
            ("hash", granted.grant.hash().to_vec()),
            ("sealed", granted.to_bytes()),
        ],
    );
    let stored = SealedGrant::from_slice(&fields["sealed"]).unwrap();
    assert_eq!(stored.open(&ben(), &anna().public(), NOW - 1), Ok(key()));
}

#[test]
fn event_v1() {
    let inner = |id, body: &[u8]| {
        let seen = Seen { seq: 0, hash: [3; 8] };
        SignedInner::sign(&signer(), &SPACE, &id, &ANNA, NOW, seen, body.to_vec())
    };
    let seal = |head: &Head, id, body: &[u8]| {
        event::seal(&key(), &Place::after(head, id, ANNA), &inner(id, body), &mut chance(4)).unwrap()
    };
    let first = seal(&Head::START, [1; 16], "I missed you today – still.".as_bytes());
    let head = Head { seq: 1, hash: first.chain_hash() };
    let second = seal(&head, [2; 16], &[]);
    let fields = frozen(
        "event.txt",
        [
            ("author", anna().public().to_bytes().to_vec()),
            ("signed", inner([1; 16], b"kept for a reveal").to_bytes().unwrap()),
            ("first header", first.header.clone()),
            ("first sealed", first.sealed.clone()),
            ("first hash", first.chain_hash().to_vec()),
            ("second header", second.header.clone()),
            ("second sealed", second.sealed.clone()),
            ("second hash", second.chain_hash().to_vec()),
        ],
    );
    let stored = |n| SealedEvent {
        header: fields[&format!("{n} header")].clone(),
        sealed: fields[&format!("{n} sealed")].clone(),
    };
    let events = [stored("first"), stored("second")];
    let opened = events.each_ref().map(|event| event::open(&key(), event).unwrap());
    assert_eq!(opened[0].inner.body, "I missed you today – still.".as_bytes());
    let mut verifier = Verifier::new();
    for opened in &opened {
        assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Ok(()));
    }
    let end = verify_chain(Head::START, &SPACE, events.iter().map(Link::from)).unwrap();
    assert_eq!(end.hash[..], fields["second hash"]);
    let hash = events[0].body_hash();
    let erased = Link { header: &events[0].header, body: Body::Erased(&hash) };
    assert_eq!(verify_chain(Head::START, &SPACE, [erased, Link::from(&events[1])]), Ok(end));
    let revealed = SignedInner::from_slice(&fields["signed"]).unwrap();
    assert_eq!(revealed.verify(&anna().public(), &SPACE, &[1; 16], &ANNA), Ok(()));
}

#[test]
fn session_v1() {
    let cookie = CookieKey::from_bytes([7; 32]);
    let spaces = vec![key(), SpaceKey::new(OTHER_SPACE, 2, &mut chance(5))];
    let keys = SessionKeys {
        account: ANNA,
        expires_ms: NOW,
        signer: signer(),
        spaces: spaces.clone(),
        private_drop: None,
    };
    let private = PrivateKeys { spaces: spaces.clone() };
    let fields = frozen(
        "session.txt",
        [
            ("cookie", cookie.text().as_bytes().to_vec()),
            ("id hash", cookie.id_hash().to_vec()),
            ("act key", cookie.act_key().bytes().to_vec()),
            ("record", keys.seal(&cookie, &mut chance(6)).unwrap()),
            ("private record", private.seal(&cookie, &mut chance(7)).unwrap()),
            ("act", act::mint(&ActKey::from_bytes([1; 32]), [2; 16]).into_bytes()),
            ("confirm words", u16s(&words::confirm_words(&anna().public(), &ben().public(), b"invite"))),
            ("device words", u16s(&words::device_words(b"session"))),
        ],
    );
    assert_eq!(SessionKeys::open(&cookie, &fields["record"], 0).unwrap().spaces, spaces);
    assert_eq!(PrivateKeys::open(&cookie, &fields["private record"]).unwrap().spaces, spaces);
}

/// A cookie that no longer opens costs nothing: an unsealed one, from before this file, is passed over.
#[test]
fn seen_v1() {
    let seen_key = SeenKey::from_bytes([8; 32]);
    let heads = vec![(SPACE, Seen { seq: 9, hash: [9; 8] })];
    let seen = seen::mint(&seen_key, &ANNA, &heads, &mut chance(8)).unwrap().into_bytes();
    let fields = frozen("seen.txt", [("seen", seen)]);
    let seen = core::str::from_utf8(&fields["seen"]).unwrap();
    assert_eq!(seen::check(&seen_key, &ANNA, seen), Ok(heads));
}

fn u16s(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

#[test]
fn boxes_v1() {
    let (secret, host_key) = (GateSecret::from_bytes([1; 32]), HostKey::from_bytes([2; 32]));
    let (token, desk) = (Token::from_bytes([3; 32]), key().snapshot_key());
    let head = Head { seq: 5, hash: [5; 32] };
    let drop = key().drop_public().unwrap();
    let fields = frozen(
        "boxes.txt",
        [
            ("drop public", drop.key.to_vec()),
            ("letter", letter::seal_letter(&drop, &SPACE, b"letter", &mut chance(8)).unwrap()),
            ("gate id", gate::gate_id(&key(), b"touch").to_vec()),
            ("gate token", gate::token(&key(), &[1; 16], b"item").to_vec()),
            ("gate", gate::gate_seal(&secret, &[1; 16], &BEN, b"gate", &mut chance(9)).unwrap()),
            (
                "snapshot",
                snapshot::snapshot_seal(&desk, &SPACE, 1, &head, b"state", &mut chance(10)).unwrap(),
            ),
            ("chapter", snapshot::chapter_seal(&desk, &SPACE, 1, 2, b"older", &mut chance(11)).unwrap()),
            ("token hash", token.hash("invite").to_vec()),
            ("feed", token.seal("feed", b"now, next", &mut chance(12)).unwrap()),
            ("host", host::host_seal(&host_key, "mail", &ANNA, b"a@example.org", &mut chance(13)).unwrap()),
        ],
    );
    assert_eq!(letter::open_letter(&key(), &fields["letter"]).unwrap().as_slice(), b"letter");
    assert_eq!(gate::gate_open(&secret, &[1; 16], &BEN, &fields["gate"]).unwrap().as_slice(), b"gate");
    let opened = snapshot::snapshot_open(&desk, &SPACE, 1, &fields["snapshot"]).unwrap();
    assert_eq!((opened.head, opened.bytes.as_slice()), (head, b"state".as_slice()));
    assert_eq!(snapshot::chapter_open(&desk, &SPACE, 1, 2, &fields["chapter"]).unwrap().as_slice(), b"older");
    assert_eq!(token.open("feed", &fields["feed"]).unwrap().as_slice(), b"now, next");
    assert_eq!(
        host::host_open(&host_key, "mail", &ANNA, &fields["host"]).unwrap().as_slice(),
        b"a@example.org"
    );
}

/// What every secret of the other files was drawn from.
#[test]
fn chance_v1() {
    frozen(
        "chance.txt",
        [("seed 07", chance(7).bytes::<80>().to_vec()), ("space key", key().commitment().to_vec())],
    );
}
