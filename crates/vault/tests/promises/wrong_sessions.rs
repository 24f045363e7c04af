//! One named test per way in which a session's record, an act id or a seen-heads cookie can be wrong.

use crate::common::{ANNA, BEN, NOW, SPACE, a_box_refuses_every_change, chance, key, signer};
use vault::{
    ActKey, CookieKey, Head, Identity, PrivateKeys, Refused, Seen, SeenKey, SessionKeys, act, seen, session,
    words,
};

fn keys() -> SessionKeys {
    SessionKeys {
        account: ANNA,
        expires_ms: NOW + 1,
        signer: signer(),
        spaces: vec![key()],
        private_drop: None,
    }
}

fn cookie() -> CookieKey {
    CookieKey::new(&mut chance(1))
}

#[test]
fn no_change_of_a_session_record_opens() {
    let sealed = keys().seal(&cookie(), &mut chance(2)).unwrap();
    a_box_refuses_every_change(&sealed, |sealed| SessionKeys::open(&cookie(), sealed, NOW));
}

#[test]
fn another_cookie_does_not_open_the_session() {
    let sealed = keys().seal(&cookie(), &mut chance(2)).unwrap();
    let other = CookieKey::new(&mut chance(3));
    assert_eq!(SessionKeys::open(&other, &sealed, NOW).err(), Some(Refused::WrongKey));
}

#[test]
fn a_session_ends_when_it_says() {
    let sealed = keys().seal(&cookie(), &mut chance(2)).unwrap();
    assert!(SessionKeys::open(&cookie(), &sealed, NOW).is_ok());
    assert_eq!(SessionKeys::open(&cookie(), &sealed, NOW + 1).err(), Some(Refused::Expired));
}

#[test]
fn the_two_records_cannot_stand_in_for_each_other() {
    let sealed = keys().seal(&cookie(), &mut chance(2)).unwrap();
    assert_eq!(PrivateKeys::open(&cookie(), &sealed).err(), Some(Refused::Altered));
    let private = PrivateKeys { spaces: vec![key()] }.seal(&cookie(), &mut chance(2)).unwrap();
    assert_eq!(SessionKeys::open(&cookie(), &private, NOW).err(), Some(Refused::Altered));
}

#[test]
fn a_record_of_another_make_is_refused() {
    let refused = |bytes: &[u8]| {
        let sealed = session::seal_record(&cookie(), session::KEYS, bytes, &mut chance(2)).unwrap();
        SessionKeys::open(&cookie(), &sealed, NOW).err()
    };
    assert_eq!(refused(&[]), Some(Refused::Truncated));
    assert_eq!(refused(&[2; 300]), Some(Refused::WrongVersion));
    assert_eq!(refused(&[1; 160]), Some(Refused::Truncated));
    assert_eq!(refused(&[1; 162]), Some(Refused::Truncated));
}

#[test]
fn a_session_finds_only_the_keys_it_holds() {
    assert!(keys().find(&SPACE, 1).is_some());
    assert!(keys().find(&SPACE, 2).is_none());
    assert!(keys().find(&[9; 16], 1).is_none());
    assert!(keys().newest(&[9; 16]).is_none());
}

#[test]
fn the_store_cannot_make_the_cookie_from_what_it_keeps() {
    let cookie = cookie();
    assert_ne!(cookie.id_hash(), *cookie.bytes());
    assert_ne!(cookie.act_key().bytes(), cookie.bytes());
    assert_ne!(cookie.act_key().bytes(), &cookie.id_hash());
}

#[test]
fn a_cookie_of_another_shape_is_not_read() {
    let text = cookie().text().to_string();
    assert_eq!(CookieKey::parse(&text), Ok(cookie()));
    assert_eq!(CookieKey::parse(&text[..42]), Err(Refused::Truncated));
    assert_eq!(CookieKey::parse(""), Err(Refused::Truncated));
    assert_eq!(CookieKey::parse(&format!("{text}A")), Err(Refused::TooLong));
    assert_eq!(CookieKey::parse(&"=".repeat(43)), Err(Refused::Malformed));
    assert_eq!(CookieKey::parse(&"é".repeat(22)[..44]), Err(Refused::TooLong));
}

#[test]
fn an_act_id_cannot_be_changed_or_made_up() {
    let key = ActKey::from_bytes([1; 32]);
    let text = act::mint(&key, [5; 16]);
    assert_eq!(text.len(), 43);
    for at in 0..43 {
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        let spoilt = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        assert_eq!(act::check(&key, &spoilt), None, "character {at}");
        assert_eq!(act::check(&key, &text[..at]), None);
    }
    for made_up in ["", "A", &"A".repeat(43), &"A".repeat(44), &format!("{text}A"), "…"] {
        assert_eq!(act::check(&key, made_up), None);
    }
}

#[test]
fn an_act_id_of_another_session_does_not_count() {
    let (mine, theirs) = (cookie().act_key(), CookieKey::new(&mut chance(3)).act_key());
    assert_eq!(act::check(&mine, &act::mint(&theirs, [5; 16])), None);
}

fn heads() -> Vec<(vault::Id, Seen)> {
    vec![(SPACE, Seen { seq: 4, hash: [4; 8] }), ([8; 16], Seen { seq: 9, hash: [9; 8] })]
}

#[test]
fn seen_heads_cannot_be_changed() {
    let key = SeenKey::from_bytes([1; 32]);
    let text = seen::mint(&key, &ANNA, &heads(), &mut chance(4)).unwrap();
    for at in 0..text.len() {
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        let spoilt = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        assert!(seen::check(&key, &ANNA, &spoilt).is_err(), "character {at}");
        assert!(seen::check(&key, &ANNA, &text[..at]).is_err());
    }
}

#[test]
fn seen_heads_of_another_account_or_host_do_not_count() {
    let key = SeenKey::from_bytes([1; 32]);
    let text = seen::mint(&key, &ANNA, &heads(), &mut chance(4)).unwrap();
    assert_eq!(seen::check(&key, &BEN, &text), Err(Refused::Altered));
    assert_eq!(seen::check(&SeenKey::from_bytes([2; 32]), &ANNA, &text), Err(Refused::WrongKey));
}

#[test]
fn seen_heads_stay_small_enough_for_a_cookie() {
    let key = SeenKey::from_bytes([1; 32]);
    let many = vec![(SPACE, Seen::default()); seen::MOST + 10];
    let text = seen::mint(&key, &ANNA, &many, &mut chance(4)).unwrap();
    assert!(text.len() < 3000);
    assert_eq!(seen::check(&key, &ANNA, &text).unwrap().len(), seen::MOST);
    assert_eq!(seen::check(&key, &ANNA, &"A".repeat(4000)), Err(Refused::TooLong));
}

#[test]
fn a_head_that_differs_from_what_was_seen_shows() {
    let head = Head { seq: 4, hash: [4; 32] };
    let seen = Seen::from(&head);
    assert!(seen.agrees(&head));
    assert!(!seen.agrees(&Head { seq: 5, ..head }));
    assert!(!seen.agrees(&Head { hash: [5; 32], ..head }));
}

#[test]
fn words_depend_on_both_people_and_the_invite_but_not_on_who_asks() {
    let [a, b, c] = [1, 2, 3].map(|n| Identity::new(&mut chance(n)).public());
    let words = words::confirm_words(&a, &b, b"invite");
    assert_eq!(words, words::confirm_words(&b, &a, b"invite"));
    assert_ne!(words, words::confirm_words(&a, &c, b"invite"));
    assert_ne!(words, words::confirm_words(&a, &b, b"another"));
    assert!(words.iter().all(|word| *word < 2048));
}

#[test]
fn a_device_has_two_words_of_its_own() {
    let words = words::device_words(b"one");
    assert_ne!(words, words::device_words(b"two"));
    assert!(words.iter().all(|word| *word < 2048));
}
