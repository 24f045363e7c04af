//! One named test per way in which an event can be wrong, and what sealing twice does.

use crate::common::{ANNA, BEN, OTHER_SPACE, SPACE, chance, flips, key, other_lengths, sealed, signed};
use vault::{Head, Header, Place, Refused, SealedEvent, SpaceKey, event, padding};

fn one() -> SealedEvent {
    sealed(&Head::START, [7; 16], b"I missed you today.")
}

fn with_header(change: impl Fn(&mut Header)) -> SealedEvent {
    let event = one();
    let mut header = Header::from_slice(&event.header).unwrap();
    change(&mut header);
    SealedEvent { header: header.to_bytes(), ..event }
}

fn refusal(event: &SealedEvent) -> Option<Refused> {
    event::open(&key(), event).err()
}

#[test]
fn an_event_opens_for_its_own_key() {
    let opened = event::open(&key(), &one()).unwrap();
    assert_eq!(opened.inner.body, b"I missed you today.");
    assert_eq!(opened.header.author, ANNA);
}

#[test]
fn no_flipped_bit_of_the_header_opens() {
    let event = one();
    for (at, header) in flips(&event.header) {
        let expected = match at {
            0..2 => Refused::WrongVersion,
            2..18 => Refused::WrongSpace,
            18..22 => Refused::WrongEpoch,
            22..62 => Refused::Altered,
            62..78 => Refused::BadCommitment,
            78..94 => Refused::Altered,
            _ => Refused::BadCommitment,
        };
        assert_eq!(refusal(&SealedEvent { header, ..event.clone() }), Some(expected), "byte {at}");
    }
}

#[test]
fn no_flipped_bit_of_the_ciphertext_opens() {
    let event = one();
    for (at, sealed) in flips(&event.sealed) {
        assert_eq!(refusal(&SealedEvent { sealed, ..event.clone() }), Some(Refused::Altered), "byte {at}");
    }
}

#[test]
fn no_other_length_of_the_header_opens() {
    let event = one();
    for header in other_lengths(&event.header) {
        let expected = if header.len() < Header::LENGTH { Refused::Truncated } else { Refused::TooLong };
        assert_eq!(refusal(&SealedEvent { header, ..event.clone() }), Some(expected));
    }
}

#[test]
fn no_other_length_of_the_ciphertext_opens() {
    let event = one();
    for sealed in other_lengths(&event.sealed) {
        let expected = if sealed.len() < 24 { Refused::Truncated } else { Refused::Altered };
        assert_eq!(refusal(&SealedEvent { sealed, ..event.clone() }), Some(expected));
    }
}

#[test]
fn the_key_of_another_space_does_not_open_it() {
    let other = SpaceKey::new(OTHER_SPACE, 1, &mut chance(1));
    assert_eq!(event::open(&other, &one()).err(), Some(Refused::WrongSpace));
}

#[test]
fn the_key_of_another_epoch_does_not_open_it() {
    let other = SpaceKey::new(SPACE, 2, &mut chance(1));
    assert_eq!(event::open(&other, &one()).err(), Some(Refused::WrongEpoch));
}

#[test]
fn another_key_of_the_same_space_and_epoch_does_not_open_it() {
    let other = SpaceKey::new(SPACE, 1, &mut chance(1));
    assert_eq!(event::open(&other, &one()).err(), Some(Refused::BadCommitment));
}

#[test]
fn an_event_moved_to_another_space_does_not_open_there() {
    let moved = with_header(|header| header.space = OTHER_SPACE);
    let other = SpaceKey::new(OTHER_SPACE, 1, &mut chance(1));
    assert_eq!(event::open(&other, &moved).err(), Some(Refused::BadCommitment));
}

#[test]
fn an_event_moved_to_another_space_with_the_same_key_does_not_open_there() {
    let moved = with_header(|header| header.space = OTHER_SPACE);
    // The same draw gives the same key bytes under another name.
    let twin = SpaceKey::new(OTHER_SPACE, 1, &mut chance(103));
    assert_eq!(event::open(&twin, &moved).err(), Some(Refused::Altered));
}

#[test]
fn an_event_moved_to_another_epoch_with_the_same_key_does_not_open_there() {
    let moved = with_header(|header| header.epoch = 2);
    let twin = SpaceKey::new(SPACE, 2, &mut chance(103));
    assert_eq!(event::open(&twin, &moved).err(), Some(Refused::Altered));
}

#[test]
fn an_event_replayed_at_another_sequence_does_not_open() {
    assert_eq!(refusal(&with_header(|header| header.seq = 2)), Some(Refused::Altered));
}

#[test]
fn an_event_hung_onto_another_past_does_not_open() {
    assert_eq!(refusal(&with_header(|header| header.prev = [1; 32])), Some(Refused::Altered));
}

#[test]
fn an_event_given_to_another_author_does_not_open() {
    assert_eq!(refusal(&with_header(|header| header.author = BEN)), Some(Refused::Altered));
}

#[test]
fn an_event_under_another_id_does_not_open() {
    assert_eq!(refusal(&with_header(|header| header.id = [8; 16])), Some(Refused::BadCommitment));
}

#[test]
fn an_unknown_version_or_suite_is_named_so() {
    assert_eq!(refusal(&with_header(|header| header.version = 2)), Some(Refused::WrongVersion));
    assert_eq!(refusal(&with_header(|header| header.suite = 2)), Some(Refused::WrongVersion));
}

#[test]
fn the_ciphertexts_of_two_events_cannot_be_swapped() {
    let (one, two) = (one(), sealed(&Head::START, [8; 16], b"I missed you today."));
    let swapped = SealedEvent { header: one.header, sealed: two.sealed };
    assert_eq!(refusal(&swapped), Some(Refused::Altered));
}

#[test]
fn an_erased_ciphertext_is_named_truncated() {
    assert_eq!(refusal(&SealedEvent { sealed: Vec::new(), ..one() }), Some(Refused::Truncated));
}

#[test]
fn sealing_again_after_a_lost_race_repeats_no_nonce() {
    let (inner, place) = (signed([7; 16], b"words"), Place::after(&Head::START, [7; 16], ANNA));
    let moved = Place { seq: 2, prev: [5; 32], ..place };
    let first = event::seal(&key(), &place, &inner, &mut chance(1)).unwrap();
    let again = event::seal(&key(), &moved, &inner, &mut chance(1)).unwrap();
    assert_ne!(first.sealed[..24], again.sealed[..24]);
    assert_ne!(first.sealed[24..], again.sealed[24..]);
    assert!(event::open(&key(), &again).is_ok());
}

#[test]
fn the_same_draw_for_other_words_repeats_no_nonce() {
    let place = Place::after(&Head::START, [7; 16], ANNA);
    let nonce = |body: &[u8]| {
        event::seal(&key(), &place, &signed([7; 16], body), &mut chance(1)).unwrap().sealed[..24].to_vec()
    };
    assert_ne!(nonce(b"yes"), nonce(b"no"));
}

#[test]
fn the_same_draw_for_the_same_event_gives_the_same_bytes() {
    assert_eq!(one(), one());
}

#[test]
fn another_draw_gives_other_bytes() {
    let place = Place::after(&Head::START, [7; 16], ANNA);
    let other =
        event::seal(&key(), &place, &signed([7; 16], b"I missed you today."), &mut chance(1)).unwrap();
    assert_ne!(one().sealed, other.sealed);
}

#[test]
fn the_length_of_short_words_does_not_show() {
    let lengths: Vec<usize> =
        [0, 1, 100, 311].map(|n| sealed(&Head::START, [7; 16], &vec![b'a'; n]).sealed.len()).to_vec();
    assert_eq!(lengths, [512 + 40; 4]);
    assert_eq!(sealed(&Head::START, [7; 16], &[b'a'; 312]).sealed.len(), 1024 + 40);
}

#[test]
fn lengths_are_padded_to_powers_of_two_and_then_by_padme() {
    let expected = [
        (0, 512),
        (512, 512),
        (513, 1024),
        (1024, 1024),
        (4097, 8192),
        (8192, 8192),
        (8193, 8704),
        (8704, 8704),
        (8705, 9216),
        (65_536, 65_536),
        (65_537, 67_584),
        (1_000_000, 1_015_808),
    ];
    for (length, whole) in expected {
        assert_eq!(padding::padded(length), whole, "{length}");
    }
}

#[test]
fn padding_that_is_not_zeros_is_malformed() {
    let mut padded = padding::pad(b"words").unwrap();
    *padded.last_mut().unwrap() = 1;
    assert_eq!(padding::unpad(&padded), Err(Refused::Malformed));
}

#[test]
fn padding_of_another_length_is_malformed() {
    let mut padded = padding::pad(b"words").unwrap();
    padded.extend([0; 512]);
    assert_eq!(padding::unpad(&padded), Err(Refused::Malformed));
    padded.truncate(500);
    assert_eq!(padding::unpad(&padded), Err(Refused::Malformed));
}

#[test]
fn a_length_beyond_the_padding_is_truncated() {
    assert_eq!(padding::unpad(&[0, 0, 0, 9, 1]), Err(Refused::Truncated));
    assert_eq!(padding::unpad(&[0xff; 512]), Err(Refused::Truncated));
    assert_eq!(padding::unpad(&[]), Err(Refused::Truncated));
}

#[test]
fn more_than_fits_is_not_sealed() {
    assert_eq!(padding::pad(&vec![0; padding::MOST + 1]).err(), Some(Refused::TooLong));
}
