//! One named test per way in which a grant can be wrong.

use crate::common::{NOW, SPACE, anna, ben, chance, flips, key, other_lengths};
use vault::{Grant, Identity, PublicIdentity, Refused, SealedGrant, SpaceKey, primitives};

fn granted() -> SealedGrant {
    key().grant(&anna(), &ben().public(), 1, Some(NOW + 1), [5; 32], &mut chance(1)).unwrap()
}

fn open(grant: &SealedGrant) -> Result<SpaceKey, Refused> {
    grant.open(&ben(), &anna().public(), NOW)
}

/// What a cheating granter could put together: a signed statement beside any key.
fn assembled(grant: &Grant, by: &Identity, info: &[u8], inside: &[u8]) -> SealedGrant {
    let (enc, sealed) =
        primitives::hpke_seal(&ben().public().receive, info, &[], inside, &mut chance(2)).unwrap();
    let bytes = [&grant.to_bytes()[..], &grant.sign(by), &enc, &sealed].concat();
    SealedGrant::from_slice(&bytes).unwrap()
}

#[test]
fn a_grant_opens_for_its_recipient() {
    assert_eq!(open(&granted()), Ok(key()));
}

#[test]
fn no_flipped_bit_of_a_grant_opens() {
    for (at, bytes) in flips(&granted().to_bytes()) {
        let refused = SealedGrant::from_slice(&bytes).and_then(|grant| open(&grant)).err();
        let expected = match at {
            0 => Refused::WrongVersion,
            118 => Refused::Malformed,
            1..287 => Refused::BadSignature,
            _ => Refused::Altered,
        };
        // The top bit of an X25519 key is masked: HPKE binds the bytes themselves, so it still differs.
        assert_eq!(refused, Some(expected), "byte {at}");
    }
}

#[test]
fn no_other_length_of_a_grant_is_read() {
    for bytes in other_lengths(&granted().to_bytes()) {
        let refused = SealedGrant::from_slice(&bytes).err();
        assert!(matches!(refused, Some(Refused::Truncated | Refused::TooLong)), "{refused:?}");
    }
}

#[test]
fn a_grant_for_somebody_else_does_not_open() {
    let stranger = Identity::new(&mut chance(3));
    assert_eq!(granted().open(&stranger, &anna().public(), NOW).err(), Some(Refused::NotForYou));
}

#[test]
fn a_grant_from_somebody_else_does_not_open() {
    let stranger = Identity::new(&mut chance(3));
    assert_eq!(granted().open(&ben(), &stranger.public(), NOW).err(), Some(Refused::NotFromThem));
    let theirs = key().grant(&stranger, &ben().public(), 1, None, [0; 32], &mut chance(1)).unwrap();
    assert_eq!(open(&theirs).err(), Some(Refused::NotFromThem));
}

#[test]
fn a_grant_signed_by_another_than_it_names_does_not_open() {
    let grant = granted().grant;
    let forged = assembled(&grant, &ben(), &grant.hash(), &[7; 32]);
    assert_eq!(open(&forged).err(), Some(Refused::BadSignature));
}

#[test]
fn an_expired_grant_does_not_open() {
    assert_eq!(granted().open(&ben(), &anna().public(), NOW + 1).err(), Some(Refused::Expired));
    assert_eq!(granted().check(&anna().public(), NOW + 1), Err(Refused::Expired));
    assert_eq!(granted().check(&anna().public(), NOW), Ok(()));
}

#[test]
fn a_grant_without_an_end_opens_at_any_time() {
    let grant = key().grant(&anna(), &ben().public(), 1, None, [0; 32], &mut chance(1)).unwrap();
    assert_eq!(grant.open(&ben(), &anna().public(), i64::MAX), Ok(key()));
}

#[test]
fn a_grant_of_another_key_than_it_promises_does_not_open() {
    let grant = granted().grant;
    let cheat = assembled(&grant, &anna(), &grant.hash(), &[7; 32]);
    assert_eq!(open(&cheat).err(), Some(Refused::BadCommitment));
}

#[test]
fn a_key_sealed_for_another_grant_does_not_open() {
    let (first, mut second) = (granted().grant, granted().grant);
    second.role = 9;
    let mixed = assembled(&second, &anna(), &first.hash(), &[7; 32]);
    assert_eq!(open(&mixed).err(), Some(Refused::Altered));
}

#[test]
fn the_same_key_under_another_space_or_epoch_has_another_commitment() {
    let (other_space, other_epoch) =
        (SpaceKey::new([9; 16], 1, &mut chance(103)), SpaceKey::new(SPACE, 2, &mut chance(103)));
    assert_ne!(key().commitment(), other_space.commitment());
    assert_ne!(key().commitment(), other_epoch.commitment());
}

#[test]
fn a_recipient_key_that_can_receive_nothing_is_refused() {
    let weak = PublicIdentity { receive: [0; 32], ..ben().public() };
    let refused = key().grant(&anna(), &weak, 1, None, [0; 32], &mut chance(1)).err();
    assert_eq!(refused, Some(Refused::Malformed));
}

#[test]
fn two_members_of_one_draw_share_no_ephemeral_key() {
    let to = |who: &Identity| key().grant(&anna(), &who.public(), 1, None, [0; 32], &mut chance(1)).unwrap();
    let (one, two) = (to(&ben()).to_bytes(), to(&anna()).to_bytes());
    assert_ne!(one[287..319], two[287..319]);
}

#[test]
fn a_grant_names_the_one_before() {
    let first = granted();
    let next = key().grant(&anna(), &ben().public(), 1, None, first.grant.hash(), &mut chance(1)).unwrap();
    assert_eq!(next.grant.previous, first.grant.hash());
    assert_ne!(next.grant.hash(), first.grant.hash());
}

#[test]
fn a_grant_is_read_as_it_was_written() {
    let grant = granted().grant;
    assert_eq!(Grant::from_slice(&grant.to_bytes()), Ok(grant.clone()));
    assert_eq!(Grant::from_slice(&[grant.to_bytes(), vec![0]].concat()), Err(Refused::TooLong));
}
