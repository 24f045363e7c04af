//! Secrets print dots, and chance is only as random as its seed.

use crate::common::{anna, chance, key, sealed, signed, signer};
use vault::{
    Chance, CookieKey, DeviceSecret, Head, Kek, Link, Pepper, PrivateKeys, RecoveryCode, Share, Token, event,
};

#[test]
fn nothing_sealed_or_secret_prints_itself() {
    let event = sealed(&Head::START, [7; 16], b"words");
    let printed = [
        format!("{:?}", chance(1)),
        format!("{:?}", Pepper::from_bytes([0xab; 32])),
        format!("{:?}", Kek::from_bytes([0xab; 32])),
        format!("{:?}", Share::from_bytes([0xab; 32])),
        format!("{:?}", DeviceSecret::from_bytes([0xab; 16])),
        format!("{:?}", CookieKey::from_bytes([0xab; 32])),
        format!("{:?}", Token::from_bytes([0xab; 32])),
        format!("{:?}", RecoveryCode::from_bytes([0xab; 16])),
        format!("{:?}", anna()),
        format!("{:?}", key()),
        format!("{:?}", signer()),
        format!("{:?}", signed([7; 16], b"words")),
        format!("{event:?}"),
        format!("{:?}", Link::from(&event).body),
    ];
    for printed in printed {
        let (name, dots) = printed.split_once('(').unwrap();
        assert!(name.chars().all(char::is_alphanumeric) && dots == "···)", "{printed}");
    }
    let private = format!("{:?}", PrivateKeys { spaces: vec![key()] });
    assert_eq!(private, "PrivateKeys { spaces: [SpaceKey(···)] }");
    let opened = format!("{:?}", event::open(&key(), &event).unwrap());
    assert!(opened.ends_with("inner: SignedInner(···) }"), "{opened}");
}

#[test]
fn the_same_seed_draws_the_same_and_another_draws_other() {
    assert_eq!(chance(1).bytes::<100>(), chance(1).bytes::<100>());
    assert_ne!(chance(1).bytes::<32>(), chance(2).bytes::<32>());
}

#[test]
fn no_two_draws_are_the_same() {
    let mut chance = Chance::from_seed([0; 32]);
    let draws: std::collections::HashSet<[u8; 16]> = (0..1000).map(|_| chance.bytes()).collect();
    assert_eq!(draws.len(), 1000);
}

#[test]
fn a_draw_never_tells_the_seed() {
    assert_ne!(chance(7).bytes::<32>(), [7; 32]);
}
