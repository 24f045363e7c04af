//! One named test per way in which a signature or a certificate can be wrong.

use crate::common::{
    ANNA, BEN, NOW, OTHER_SPACE, SPACE, anna, ben, chance, flips, key, other_lengths, sealed, signed, signer,
};
use vault::{
    Certificate, Head, Header, Opened, Place, PublicIdentity, Refused, Seen, SessionSigner, SignedInner,
    Verifier, event,
};

const ID: [u8; 16] = [7; 16];

fn verify(inner: &SignedInner) -> Result<(), Refused> {
    inner.verify(&anna().public(), &SPACE, &ID, &ANNA)
}

fn with(change: impl Fn(&mut SignedInner)) -> Result<(), Refused> {
    let mut inner = signed(ID, b"words");
    change(&mut inner);
    verify(&inner)
}

#[test]
fn signed_words_verify() {
    assert_eq!(with(|_| {}), Ok(()));
}

#[test]
fn another_identity_did_not_write_it() {
    let refused = signed(ID, b"words").verify(&ben().public(), &SPACE, &ID, &ANNA);
    assert_eq!(refused, Err(Refused::BadSignature));
}

#[test]
fn words_cannot_be_moved_to_another_space_event_or_author() {
    let (inner, by) = (signed(ID, b"words"), anna().public());
    assert_eq!(inner.verify(&by, &OTHER_SPACE, &ID, &ANNA), Err(Refused::BadSignature));
    assert_eq!(inner.verify(&by, &SPACE, &[8; 16], &ANNA), Err(Refused::BadSignature));
    assert_eq!(inner.verify(&by, &SPACE, &ID, &BEN), Err(Refused::BadSignature));
}

#[test]
fn no_part_of_what_is_signed_can_change() {
    assert_eq!(with(|inner| inner.body[0] ^= 1), Err(Refused::BadSignature));
    assert_eq!(with(|inner| inner.body.push(0)), Err(Refused::BadSignature));
    assert_eq!(with(|inner| inner.body.clear()), Err(Refused::BadSignature));
    assert_eq!(with(|inner| inner.time_ms -= 1), Err(Refused::BadSignature));
    assert_eq!(with(|inner| inner.seen.seq += 1), Err(Refused::BadSignature));
    assert_eq!(with(|inner| inner.seen.hash[7] ^= 1), Err(Refused::BadSignature));
}

#[test]
fn no_flipped_bit_verifies() {
    let bytes = signed(ID, b"words").to_bytes().unwrap();
    for (at, spoilt) in flips(&bytes) {
        let refused = SignedInner::from_slice(&spoilt).and_then(|inner| verify(&inner)).err();
        let expected = match at {
            0 => refused == Some(Refused::WrongVersion),
            193..197 => matches!(refused, Some(Refused::Truncated | Refused::TooLong)),
            _ => refused == Some(Refused::BadSignature),
        };
        assert!(expected, "byte {at}: {refused:?}");
    }
}

#[test]
fn an_unknown_version_of_signed_words_is_named_so() {
    let mut bytes = signed(ID, b"words").to_bytes().unwrap();
    bytes[0] = 2;
    assert_eq!(SignedInner::from_slice(&bytes), Err(Refused::WrongVersion));
}

#[test]
fn no_other_length_is_read() {
    for bytes in other_lengths(&signed(ID, b"words").to_bytes().unwrap()) {
        let refused = SignedInner::from_slice(&bytes).err();
        assert!(matches!(refused, Some(Refused::Truncated | Refused::TooLong)));
    }
}

#[test]
fn a_certificate_cannot_be_prolonged() {
    assert_eq!(with(|inner| inner.certificate.not_after_ms += 1), Err(Refused::BadSignature));
}

#[test]
fn a_certificate_of_another_session_does_not_fit() {
    let other = SessionSigner::new(&anna(), NOW + 1000, &mut chance(1));
    assert_eq!(with(|inner| inner.certificate = *other.certificate()), Err(Refused::BadSignature));
}

#[test]
fn a_partner_cannot_vouch_for_a_session_of_their_own() {
    let theirs = SessionSigner::new(&ben(), NOW + 1000, &mut chance(1));
    let forged = SignedInner::sign(&theirs, &SPACE, &ID, &ANNA, NOW, Seen::default(), b"words".to_vec());
    assert_eq!(verify(&forged), Err(Refused::BadSignature));
}

#[test]
fn words_dated_after_the_certificate_are_expired() {
    let at = |time_ms| {
        verify(&SignedInner::sign(&signer(), &SPACE, &ID, &ANNA, time_ms, Seen::default(), Vec::new()))
    };
    assert_eq!(at(NOW + 1000), Ok(()));
    assert_eq!(at(NOW + 1001), Err(Refused::Expired));
}

#[test]
fn a_malleable_signature_is_refused() {
    // S + L signs the same message under a loose check.
    let order = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let refused = with(|inner| {
        let mut carry = 0;
        for (byte, add) in inner.signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + add + carry;
            *byte = sum as u8;
            carry = sum >> 8;
        }
    });
    assert_eq!(refused, Err(Refused::BadSignature));
}

#[test]
fn a_key_of_small_order_signs_nothing() {
    // The neutral point: with R neutral and S zero it verifies any message loosely.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut signature = [0; 64];
    signature[0] = 1;
    let weak = PublicIdentity { receive: [9; 32], sign: neutral };
    let certificate = Certificate { key: neutral, not_after_ms: NOW + 1000, signature };
    assert_eq!(certificate.verify(&weak), Err(Refused::BadSignature));
    assert_eq!(
        with(|inner| (inner.certificate, inner.signature) = (certificate, signature)),
        Err(Refused::BadSignature)
    );
}

#[test]
fn a_partner_can_append_the_others_signed_words() {
    let stored = signed(ID, b"words").to_bytes().unwrap();
    let inner = SignedInner::from_slice(&stored).unwrap();
    let head = Head { seq: 41, hash: [6; 32] };
    let event = event::seal(&key(), &Place::after(&head, ID, ANNA), &inner, &mut chance(1)).unwrap();
    let opened = event::open(&key(), &event).unwrap();
    assert_eq!(opened.header.seq, 42);
    assert_eq!(Verifier::new().verify(&anna().public(), &opened.header, &opened.inner), Ok(()));
}

#[test]
fn a_partner_who_puts_words_in_the_others_mouth_is_found_out() {
    let theirs = SessionSigner::new(&ben(), NOW + 1000, &mut chance(1));
    let inner = SignedInner::sign(&theirs, &SPACE, &ID, &ANNA, NOW, Seen::default(), b"I agree".to_vec());
    let event = event::seal(&key(), &Place::after(&Head::START, ID, ANNA), &inner, &mut chance(1)).unwrap();
    let Opened { header, inner } = event::open(&key(), &event).unwrap();
    assert_eq!(Verifier::new().verify(&anna().public(), &header, &inner), Err(Refused::BadSignature));
}

#[test]
fn a_remembered_certificate_does_not_count_for_another_identity() {
    let opened = event::open(&key(), &sealed(&Head::START, ID, b"words")).unwrap();
    let mut verifier = Verifier::new();
    assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Ok(()));
    assert_eq!(verifier.verify(&ben().public(), &opened.header, &opened.inner), Err(Refused::BadSignature));
}

#[test]
fn a_remembered_certificate_still_has_its_signatures_checked() {
    let mut opened = event::open(&key(), &sealed(&Head::START, ID, b"words")).unwrap();
    let mut verifier = Verifier::new();
    assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Ok(()));
    opened.inner.body.push(0);
    assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Err(Refused::BadSignature));
}

#[test]
fn a_remembered_certificate_does_not_count_when_it_was_changed() {
    let mut opened = event::open(&key(), &sealed(&Head::START, ID, b"words")).unwrap();
    let mut verifier = Verifier::new();
    assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Ok(()));
    opened.inner.certificate.not_after_ms += 1;
    assert_eq!(verifier.verify(&anna().public(), &opened.header, &opened.inner), Err(Refused::BadSignature));
}

#[test]
fn many_sessions_verify_beyond_what_is_remembered() {
    let (anna, mut verifier) = (anna(), Verifier::new());
    let header = Header::from_slice(&sealed(&Head::START, ID, b"").header).unwrap();
    for n in 0..130 {
        let signer = SessionSigner::new(&anna, NOW, &mut chance(n));
        let inner = SignedInner::sign(&signer, &SPACE, &ID, &ANNA, NOW, Seen::default(), Vec::new());
        assert_eq!(verifier.verify(&anna.public(), &header, &inner), Ok(()));
    }
}
