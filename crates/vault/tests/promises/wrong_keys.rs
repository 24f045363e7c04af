//! One named test per way in which a passphrase, a PIN, a code or a wrap can be wrong.

use crate::common::{ANNA, a_box_refuses_every_change, anna, chance, key};
use vault::{
    Cost, DeviceSecret, Kek, NameKey, Pepper, RecoveryCode, Refused, Share, passphrase, pepper, pin, told,
    wrap,
};

const SALT: [u8; 32] = [6; 32];
const PURPOSE: &[u8] = b"anna, first wrap";

fn share() -> Share {
    Pepper::from_bytes([4; 32]).share(&ANNA, &[1; 16])
}

fn kek(passphrase: &str, salt: &[u8; 32], share: &Share) -> Kek {
    passphrase::root(passphrase, salt, Cost::TEST).unwrap().kek(share)
}

fn wrapped() -> Vec<u8> {
    wrap::wrap(&kek("correct horse", &SALT, &share()), &anna(), PURPOSE, &mut chance(1)).unwrap()
}

fn refusal(kek: &Kek) -> Option<Refused> {
    wrap::unwrap(kek, &wrapped(), PURPOSE).err()
}

#[test]
fn the_right_passphrase_salt_and_share_open() {
    assert_eq!(refusal(&kek("correct horse", &SALT, &share())), None);
}

#[test]
fn a_wrong_passphrase_is_named_so() {
    for wrong in ["", "correct horse ", "Correct horse", "correct horse\0"] {
        assert_eq!(refusal(&kek(wrong, &SALT, &share())), Some(Refused::WrongKey), "{wrong:?}");
    }
}

#[test]
fn another_salt_is_another_key() {
    assert_eq!(refusal(&kek("correct horse", &[7; 32], &share())), Some(Refused::WrongKey));
}

#[test]
fn another_cost_is_another_key() {
    let cost = Cost { passes: 2, ..Cost::TEST };
    let kek = passphrase::root("correct horse", &SALT, cost).unwrap().kek(&share());
    assert_eq!(refusal(&kek), Some(Refused::WrongKey));
}

#[test]
fn without_the_share_of_this_pepper_account_and_wrap_nothing_opens() {
    let shares = [
        Pepper::from_bytes([5; 32]).share(&ANNA, &[1; 16]),
        Pepper::from_bytes([4; 32]).share(&[8; 16], &[1; 16]),
        Pepper::from_bytes([4; 32]).share(&ANNA, &[2; 16]),
    ];
    for share in shares {
        assert_eq!(refusal(&kek("correct horse", &SALT, &share)), Some(Refused::WrongKey));
    }
}

#[test]
fn a_wrap_for_another_purpose_does_not_open() {
    let kek = kek("correct horse", &SALT, &share());
    assert_eq!(wrap::unwrap(&kek, &wrapped(), b"ben").err(), Some(Refused::Altered));
}

#[test]
fn no_change_of_a_wrap_opens() {
    let kek = kek("correct horse", &SALT, &share());
    a_box_refuses_every_change(&wrapped(), |wrapped| wrap::unwrap(&kek, wrapped, PURPOSE));
    let boxed = wrap::wrap_space_key(&kek, &key(), PURPOSE, &mut chance(1)).unwrap();
    a_box_refuses_every_change(&boxed, |wrapped| wrap::unwrap_space_key(&kek, wrapped, PURPOSE));
}

#[test]
fn a_wrapped_identity_is_not_a_wrapped_space_key() {
    let kek = kek("correct horse", &SALT, &share());
    assert_eq!(wrap::unwrap_space_key(&kek, &wrapped(), PURPOSE).err(), Some(Refused::WrongKey));
    let boxed = wrap::wrap_space_key(&kek, &key(), PURPOSE, &mut chance(1)).unwrap();
    assert_eq!(wrap::unwrap(&kek, &boxed, PURPOSE).err(), Some(Refused::WrongKey));
}

#[test]
fn wrapping_twice_with_one_draw_repeats_no_nonce() {
    let kek = kek("correct horse", &SALT, &share());
    let other = wrap::wrap(&kek, &crate::common::ben(), PURPOSE, &mut chance(1)).unwrap();
    assert_ne!(wrapped()[33..57], other[33..57]);
}

#[test]
fn a_proof_fits_only_its_own_passphrase_and_pepper() {
    let host = Pepper::from_bytes([4; 32]);
    let proof = passphrase::root("correct horse", &SALT, Cost::TEST).unwrap().proof();
    let wrong = passphrase::root("battery staple", &SALT, Cost::TEST).unwrap().proof();
    let verifier = host.verifier(&proof);
    assert!(host.fits(&proof, &verifier));
    assert!(!host.fits(&wrong, &verifier));
    assert!(!Pepper::from_bytes([5; 32]).fits(&proof, &verifier));
    assert_ne!(verifier, *proof.bytes());
}

#[test]
fn names_and_salts_differ_by_name_and_key_and_from_each_other() {
    let (one, two) = (NameKey::from_bytes([1; 32]), NameKey::from_bytes([2; 32]));
    assert_ne!(pepper::name_mac(&one, "anna"), pepper::name_mac(&one, "anne"));
    assert_ne!(pepper::name_mac(&one, "anna"), pepper::name_mac(&two, "anna"));
    assert_ne!(pepper::salt(&one, "anna"), pepper::salt(&two, "anna"));
    assert_ne!(pepper::salt(&one, "anna"), pepper::name_mac(&one, "anna"));
}

#[test]
fn a_cost_that_cannot_be_computed_is_refused() {
    let costs = [
        Cost { passes: 0, ..Cost::TEST },
        Cost { lanes: 0, ..Cost::TEST },
        Cost { mem_kib: 7, ..Cost::TEST },
        Cost { mem_kib: 15, passes: 1, lanes: 2 },
        Cost { mem_kib: u32::MAX, ..Cost::TEST },
        Cost { passes: u32::MAX, ..Cost::TEST },
        Cost { mem_kib: 1024, passes: 1, lanes: u32::MAX },
    ];
    for cost in costs {
        assert_eq!(passphrase::root("x", &SALT, cost).err(), Some(Refused::BadCost), "{cost:?}");
    }
}

#[test]
fn a_cost_below_the_floor_shows() {
    assert!(Cost::FLOOR.covers(&Cost::FLOOR));
    assert!(!Cost::TEST.covers(&Cost::FLOOR));
    assert!(!Cost { mem_kib: 1 << 20, passes: 2, lanes: 1 }.covers(&Cost::FLOOR));
}

#[test]
fn a_pin_opens_only_on_its_device_with_its_share() {
    let (device, other) = (DeviceSecret::new(&mut chance(1)), DeviceSecret::new(&mut chance(2)));
    let kek = |pin: &str, device: &DeviceSecret, share: &Share| {
        pin::pin_kek(pin, device, share, Cost::TEST).unwrap()
    };
    let wrapped =
        wrap::wrap_space_key(&kek("2580", &device, &share()), &key(), b"pin", &mut chance(3)).unwrap();
    let open = |kek| wrap::unwrap_space_key(&kek, &wrapped, b"pin").err();
    assert_eq!(open(kek("2580", &device, &share())), None);
    assert_eq!(open(kek("2581", &device, &share())), Some(Refused::WrongKey));
    assert_eq!(open(kek("2580", &other, &share())), Some(Refused::WrongKey));
    assert_eq!(open(kek("2580", &device, &Share::from_bytes([0; 32]))), Some(Refused::WrongKey));
}

#[test]
fn a_told_code_fits_only_its_own_invite_and_pepper() {
    let host = Pepper::from_bytes([4; 32]);
    let kept = told::code_mac(&host, b"invite", "482913");
    assert!(told::code_fits(&host, b"invite", "482913", &kept));
    assert!(!told::code_fits(&host, b"invite", "482914", &kept));
    assert!(!told::code_fits(&host, b"another", "482913", &kept));
    assert!(!told::code_fits(&host, b"invite4", "82913", &kept));
    assert!(!told::code_fits(&Pepper::from_bytes([5; 32]), b"invite", "482913", &kept));
}

fn code() -> String {
    RecoveryCode::new(&mut chance(9)).text().to_string()
}

fn letters() -> impl Iterator<Item = char> {
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars()
}

#[test]
fn a_recovery_code_is_seven_groups_of_four() {
    let text = code();
    assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
    assert!(text.chars().all(|c| c == '-' || letters().any(|letter| letter == c)));
}

#[test]
fn a_recovery_code_is_read_however_it_is_typed() {
    let code = RecoveryCode::new(&mut chance(9));
    let text = code.text().to_string();
    let ways = [
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " – "),
        format!("  {} \n", text.replace('0', "o").replace('1', "l")),
        text.replace('0', "O").replace('1', "I"),
    ];
    for way in ways {
        assert_eq!(RecoveryCode::parse(&way).as_ref(), Ok(&code), "{way}");
    }
}

#[test]
fn any_one_wrong_character_of_a_recovery_code_is_noticed() {
    let text = code();
    for (at, right) in text.char_indices().filter(|(_, c)| *c != '-') {
        for wrong in letters().filter(|letter| *letter != right) {
            let typed = format!("{}{wrong}{}", &text[..at], &text[at + 1..]);
            assert_eq!(RecoveryCode::parse(&typed), Err(Refused::Mistyped), "{typed}");
        }
    }
}

#[test]
fn any_two_characters_of_a_recovery_code_that_changed_places_are_noticed() {
    let text: Vec<char> = code().chars().filter(|c| *c != '-').collect();
    for a in 0..28 {
        for b in (a + 1..28).filter(|b| text[a] != text[*b]) {
            let mut typed = text.clone();
            typed.swap(a, b);
            let typed: String = typed.into_iter().collect();
            assert_eq!(RecoveryCode::parse(&typed), Err(Refused::Mistyped), "{typed}");
        }
    }
}

#[test]
fn a_recovery_code_that_is_cut_or_longer_is_named_so() {
    let text = code().replace('-', "");
    for length in 0..28 {
        assert_eq!(RecoveryCode::parse(&text[..length]), Err(Refused::Truncated));
    }
    assert_eq!(RecoveryCode::parse(&format!("{text}0")), Err(Refused::TooLong));
}

#[test]
fn a_recovery_code_with_a_foreign_letter_is_mistyped() {
    for foreign in ["U", "u", "ä", "\u{1F600}", "!"] {
        assert_eq!(RecoveryCode::parse(&format!("{foreign}{}", &code()[1..])), Err(Refused::Mistyped));
    }
}

#[test]
fn another_recovery_code_does_not_open() {
    let (right, wrong) = (RecoveryCode::new(&mut chance(1)), RecoveryCode::new(&mut chance(2)));
    let wrapped = wrap::wrap(&right.kek(), &anna(), PURPOSE, &mut chance(3)).unwrap();
    assert!(wrap::unwrap(&right.kek(), &wrapped, PURPOSE).is_ok());
    assert_eq!(wrap::unwrap(&wrong.kek(), &wrapped, PURPOSE).err(), Some(Refused::WrongKey));
    assert_ne!(right.proof().bytes(), right.kek().bytes());
}
