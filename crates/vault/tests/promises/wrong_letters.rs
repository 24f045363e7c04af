//! One named test per way in which a letter, a gate, a snapshot, a link or a host's box can be wrong.

use crate::common::{
    ANNA, BEN, OTHER_SPACE, SPACE, a_box_refuses_every_change, chance, flips, key, other_lengths,
};
use vault::{
    DropPublic, GateSecret, Head, HostKey, Refused, SnapshotKey, SpaceKey, Token, gate, host, letter,
    snapshot,
};

fn letter() -> Vec<u8> {
    letter::seal_letter(&key().drop_public().unwrap(), &SPACE, b"hello", &mut chance(1)).unwrap()
}

#[test]
fn no_changed_letter_opens() {
    for (at, spoilt) in flips(&letter()) {
        let expected = if at == 0 { Refused::WrongVersion } else { Refused::Altered };
        assert_eq!(letter::open_letter(&key(), &spoilt).err(), Some(expected), "byte {at}");
    }
    for spoilt in other_lengths(&letter()) {
        let expected = if spoilt.len() < 33 { Refused::Truncated } else { Refused::Altered };
        assert_eq!(letter::open_letter(&key(), &spoilt).err(), Some(expected));
    }
}

#[test]
fn a_letter_opens_neither_in_another_space_nor_in_another_epoch() {
    for other in [SpaceKey::new(OTHER_SPACE, 1, &mut chance(103)), SpaceKey::new(SPACE, 2, &mut chance(103))]
    {
        assert_eq!(letter::open_letter(&other, &letter()).err(), Some(Refused::Altered));
    }
}

#[test]
fn a_letter_addressed_to_another_space_does_not_open() {
    let to = key().drop_public().unwrap();
    let letter = letter::seal_letter(&to, &OTHER_SPACE, b"hello", &mut chance(1)).unwrap();
    assert_eq!(letter::open_letter(&key(), &letter).err(), Some(Refused::Altered));
    let later = DropPublic { epoch: 2, ..to };
    let letter = letter::seal_letter(&later, &SPACE, b"hello", &mut chance(1)).unwrap();
    assert_eq!(letter::open_letter(&key(), &letter).err(), Some(Refused::Altered));
}

#[test]
fn a_drop_key_that_can_receive_nothing_is_refused() {
    let weak = DropPublic { epoch: 1, key: [0; 32] };
    assert_eq!(letter::seal_letter(&weak, &SPACE, b"x", &mut chance(1)).err(), Some(Refused::Malformed));
}

#[test]
fn two_letters_of_one_draw_share_no_key() {
    let other = letter::seal_letter(&key().drop_public().unwrap(), &SPACE, b"hullo", &mut chance(1)).unwrap();
    assert_ne!(letter()[1..33], other[1..33]);
}

#[test]
fn the_length_of_a_letter_does_not_show() {
    let long = letter::seal_letter(&key().drop_public().unwrap(), &SPACE, &[7; 400], &mut chance(1)).unwrap();
    assert_eq!(letter().len(), long.len());
}

const GATE: [u8; 16] = [6; 16];

fn gated() -> Vec<u8> {
    gate::gate_seal(&GateSecret::from_bytes([1; 32]), &GATE, &ANNA, b"yes", &mut chance(1)).unwrap()
}

#[test]
fn no_changed_gate_opens() {
    let secret = GateSecret::from_bytes([1; 32]);
    a_box_refuses_every_change(&gated(), |sealed| gate::gate_open(&secret, &GATE, &ANNA, sealed));
}

#[test]
fn a_gate_opens_only_as_itself() {
    let (secret, other) = (GateSecret::from_bytes([1; 32]), GateSecret::from_bytes([2; 32]));
    assert_eq!(gate::gate_open(&other, &GATE, &ANNA, &gated()).err(), Some(Refused::WrongKey));
    assert_eq!(gate::gate_open(&secret, &[7; 16], &ANNA, &gated()).err(), Some(Refused::WrongKey));
    assert_eq!(gate::gate_open(&secret, &GATE, &BEN, &gated()).err(), Some(Refused::Altered));
}

#[test]
fn both_sides_of_a_gate_look_alike() {
    let secret = GateSecret::from_bytes([1; 32]);
    let long = gate::gate_seal(&secret, &GATE, &BEN, &[7; 400], &mut chance(2)).unwrap();
    assert_eq!(gated().len(), long.len());
}

#[test]
fn gate_ids_and_tokens_depend_on_everything_they_should() {
    let others = [SpaceKey::new(OTHER_SPACE, 1, &mut chance(103)), SpaceKey::new(SPACE, 2, &mut chance(103))];
    let (id, token) = (gate::gate_id(&key(), b"touch"), gate::token(&key(), &GATE, b"item"));
    assert_ne!(id, gate::gate_id(&key(), b"times"));
    assert_ne!(token, gate::token(&key(), &GATE, b"other"));
    assert_ne!(token, gate::token(&key(), &[7; 16], b"item"));
    for other in others {
        assert_ne!(id, gate::gate_id(&other, b"touch"));
        assert_ne!(token, gate::token(&other, &GATE, b"item"));
    }
}

fn desk() -> SnapshotKey {
    SpaceKey::new([20; 16], 1, &mut chance(20)).snapshot_key()
}

fn snapped() -> Vec<u8> {
    snapshot::snapshot_seal(&desk(), &SPACE, 3, &Head { seq: 8, hash: [8; 32] }, b"state", &mut chance(1))
        .unwrap()
}

fn chapter() -> Vec<u8> {
    snapshot::chapter_seal(&desk(), &SPACE, 3, 2, b"older", &mut chance(1)).unwrap()
}

#[test]
fn no_changed_snapshot_or_chapter_opens() {
    a_box_refuses_every_change(&snapped(), |sealed| snapshot::snapshot_open(&desk(), &SPACE, 3, sealed));
    a_box_refuses_every_change(&chapter(), |sealed| snapshot::chapter_open(&desk(), &SPACE, 3, 2, sealed));
}

#[test]
fn a_snapshot_opens_for_nobody_else() {
    let partner = SpaceKey::new([21; 16], 1, &mut chance(21)).snapshot_key();
    assert_eq!(snapshot::snapshot_open(&partner, &SPACE, 3, &snapped()).err(), Some(Refused::WrongKey));
}

#[test]
fn a_snapshot_of_another_space_or_fold_does_not_open() {
    assert_eq!(snapshot::snapshot_open(&desk(), &OTHER_SPACE, 3, &snapped()).err(), Some(Refused::Altered));
    assert_eq!(snapshot::snapshot_open(&desk(), &SPACE, 4, &snapped()).err(), Some(Refused::WrongVersion));
}

#[test]
fn a_chapter_opens_only_under_its_own_number_and_fold() {
    assert_eq!(snapshot::chapter_open(&desk(), &SPACE, 3, 1, &chapter()).err(), Some(Refused::Altered));
    assert_eq!(snapshot::chapter_open(&desk(), &SPACE, 4, 2, &chapter()).err(), Some(Refused::Altered));
    assert_eq!(snapshot::chapter_open(&desk(), &OTHER_SPACE, 3, 2, &chapter()).err(), Some(Refused::Altered));
}

#[test]
fn a_snapshot_is_not_a_chapter() {
    assert_eq!(snapshot::chapter_open(&desk(), &SPACE, 3, 2, &snapped()).err(), Some(Refused::WrongKey));
    assert_eq!(snapshot::snapshot_open(&desk(), &SPACE, 3, &chapter()).err(), Some(Refused::WrongKey));
}

#[test]
fn what_is_sealed_to_a_link_opens_with_that_link_for_that_purpose() {
    let (token, other) = (Token::new(&mut chance(1)), Token::new(&mut chance(2)));
    let sealed = token.seal("feed", b"now, next", &mut chance(3)).unwrap();
    assert_eq!(Token::parse(&token.text()), Ok(token.clone()));
    assert_eq!(token.open("feed", &sealed).unwrap().as_slice(), b"now, next");
    assert_eq!(token.open("invite", &sealed).err(), Some(Refused::WrongKey));
    assert_eq!(other.open("feed", &sealed).err(), Some(Refused::WrongKey));
    a_box_refuses_every_change(&sealed, |sealed| token.open("feed", sealed));
}

#[test]
fn a_link_is_known_by_another_hash_for_each_purpose() {
    let token = Token::new(&mut chance(1));
    assert_ne!(token.hash("feed"), token.hash("invite"));
    assert_ne!(token.hash("feed"), *token.bytes());
}

#[test]
fn what_a_host_keeps_opens_for_its_own_purpose_and_place() {
    let (key, other) = (HostKey::from_bytes([1; 32]), HostKey::from_bytes([2; 32]));
    let sealed = host::host_seal(&key, "mail", &ANNA, b"anna@example.org", &mut chance(1)).unwrap();
    let open = |key, purpose, place: &[u8]| host::host_open(key, purpose, place, &sealed).map(|b| b.to_vec());
    assert_eq!(open(&key, "mail", &ANNA), Ok(b"anna@example.org".to_vec()));
    assert_eq!(open(&other, "mail", &ANNA), Err(Refused::WrongKey));
    assert_eq!(open(&key, "push", &ANNA), Err(Refused::Altered));
    assert_eq!(open(&key, "mail", &BEN), Err(Refused::Altered));
    a_box_refuses_every_change(&sealed, |sealed| host::host_open(&key, "mail", &ANNA, sealed));
}
