//! Signing in at a store that is elsewhere.

use vault::door::{Asked, challenge, is_ours, ticket, ticket_fits};
use vault::{Identity, Pepper, Refused, SessionSigner};

use crate::common::chance;

const NOW: i64 = 1_780_000_000_000;

#[test]
fn a_challenge_lives_two_minutes_at_the_store_that_made_it() {
    let (ours, other) = (Pepper::from_bytes([1; 32]), Pepper::from_bytes([2; 32]));
    let asked = challenge(&ours, NOW, &mut chance(1));
    assert_ne!(asked, challenge(&ours, NOW, &mut chance(2)));
    for later in [0, 1, 120_000] {
        assert_eq!(is_ours(&ours, &asked, NOW + later), Ok(()));
    }
    assert_eq!(is_ours(&ours, &asked, NOW + 120_001), Err(Refused::Expired));
    assert_eq!(is_ours(&ours, &asked, NOW - 60_001), Err(Refused::Expired));
    assert!(is_ours(&other, &asked, NOW).is_err());
    for bit in 0..256 {
        let mut altered = asked;
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(is_ours(&ours, &altered, NOW).is_err(), "bit {bit}");
    }
}

#[test]
fn an_answer_counts_at_the_address_it_was_made_for_and_for_nothing_else() {
    let identity = Identity::new(&mut chance(1));
    let (challenge, token_hash) = ([3; 32], [4; 32]);
    let asked = Asked { address: "https://a.example", challenge: &challenge, token_hash: &token_hash };
    let signature = asked.sign(&identity);
    assert_eq!(asked.verify(&identity.public(), &signature), Ok(()));
    let others = [
        Asked { address: "https://b.example", ..asked },
        Asked { challenge: &[5; 32], ..asked },
        Asked { token_hash: &[5; 32], ..asked },
    ];
    for other in others {
        assert!(other.verify(&identity.public(), &signature).is_err(), "{other:?}");
    }
    assert!(asked.verify(&Identity::new(&mut chance(2)).public(), &signature).is_err());
}

#[test]
fn each_session_has_a_token_of_its_own_that_stays_the_same() {
    let identity = Identity::new(&mut chance(1));
    let one = SessionSigner::new(&identity, NOW, &mut chance(2));
    let two = SessionSigner::new(&identity, NOW, &mut chance(3));
    assert!(one.store_token() == one.clone().store_token());
    assert!(one.store_token() != two.store_token());
}

#[test]
fn a_ticket_is_good_for_ten_minutes_and_for_what_it_was_given_for() {
    let (ours, other) = (Pepper::from_bytes([1; 32]), Pepper::from_bytes([2; 32]));
    let given = ticket(&ours, NOW, &[b"name", b"proof"]);
    let fits = |later, parts: &[&[u8]]| ticket_fits(&ours, &given, NOW + later, parts);
    assert!(fits(0, &[b"name", b"proof"]) && fits(600_000, &[b"name", b"proof"]));
    assert!(!fits(600_001, &[b"name", b"proof"]) && !fits(-60_001, &[b"name", b"proof"]));
    for parts in [[b"name".as_slice(), b"other"], [b"namep", b"roof"], [b"", b"nameproof"]] {
        assert!(!fits(0, &parts));
    }
    assert!(!ticket_fits(&other, &given, NOW, &[b"name", b"proof"]));
    for bit in 0..24 * 8 {
        let mut altered = given;
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(!ticket_fits(&ours, &altered, NOW, &[b"name", b"proof"]), "bit {bit}");
    }
}
